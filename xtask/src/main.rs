//! The project's verbs: `cargo x run | test | check | bless | bench`.

mod crates;
mod install;
mod lex;
mod rules;
mod shell;
mod tree;
mod verbs;

use std::process::ExitCode;

const HELP: &str = "\
cargo x run [ARGS]      builds the server with optimisation and runs it: cargo x run demo
cargo x test            every test, after installing from Debian's packages what they need and this machine lacks
    --no-browser        without the journeys in a real browser
    --only CRATE        only the tests of one crate (may be repeated), without the browser
    --no-install        installs nothing: says what is missing and stops
cargo x check           format, lints, the rules of the house, licences, generated files
    --only NAME         only one of the checks (cargo x check --list names them)
cargo x bless           formats the code, writes the generated files, accepts the snapshots
cargo x bench [NAME]    the ratios of docs/performance.md, one line each
    --scale X           a part of the load, or more of it: 1 is the whole night for paris_night

Exit codes: 0 done, 1 failed, 2 wrong use.";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let verb = args.next().unwrap_or_default();
    let args: Vec<String> = args.collect();
    let done = match verb.as_str() {
        "run" => verbs::run(&args),
        "test" => verbs::test(&args),
        "check" => verbs::check(&args),
        "bless" => verbs::bless(&args),
        "bench" => verbs::bench(&args),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        _ => Err(shell::Stop::Usage(format!("no such verb: {verb:?}"))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(shell::Stop::Failed(why)) => {
            eprintln!("\ncargo x {verb}: {why}");
            ExitCode::from(1)
        }
        Err(shell::Stop::Usage(why)) => {
            eprintln!("{why}\n\n{HELP}");
            ExitCode::from(2)
        }
    }
}
