//! `bench [NAME …] [--scale X]`: measures, and prints one line for each ratio.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks on its outputs")]

use std::process::ExitCode;

use night::bench::{ALL, Bench, Options};

/// The allocator of the server, for both sides of each ratio.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Benches that end a process in the middle, or need several, start this program once more.
    if let Some(code) = night::bench::sender::run_if_asked().or_else(night::bench::sse::run_if_asked) {
        return code;
    }
    match asked(std::env::args().skip(1)) {
        Ok(Asked::Help) => {
            println!("{}", usage());
            ExitCode::SUCCESS
        }
        Ok(Asked::Run(benches, options)) => run(&benches, options),
        Err(fault) => {
            eprintln!("{fault}\n{}", usage());
            ExitCode::from(2)
        }
    }
}

enum Asked {
    Help,
    Run(Vec<&'static Bench>, Options),
}

/// Reads the command line. No names ask for all benches.
fn asked(mut words: impl Iterator<Item = String>) -> Result<Asked, String> {
    let mut benches = Vec::new();
    let mut options = Options { scale: None };
    while let Some(word) = words.next() {
        match word.as_str() {
            "--help" | "-h" => return Ok(Asked::Help),
            "--scale" => {
                let scale = words.next().and_then(|w| w.parse::<f64>().ok()).filter(|x| x.is_finite() && *x > 0.0);
                options.scale = Some(scale.ok_or("--scale takes a number above 0")?);
            }
            name => benches.push(ALL.iter().find(|b| b.name == name).ok_or(format!("there is no bench named {name}"))?),
        }
    }
    if benches.is_empty() {
        benches.extend(ALL);
    }
    Ok(Asked::Run(benches, options))
}

fn run(benches: &[&Bench], options: Options) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for bench in benches {
        match (bench.run)(options) {
            Ok(lines) => lines.iter().for_each(|line| println!("{line}")),
            Err(fault) => {
                eprintln!("{}: {fault}", bench.name);
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}

fn usage() -> String {
    let mut text = "Usage: bench [NAME …] [--scale X]\nExample: bench paris_night --scale 0.1\nBenches:".to_owned();
    for bench in ALL {
        text.push_str(&format!("\n  {:<26} {}", bench.name, bench.about));
    }
    text
}
