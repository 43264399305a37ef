//! `cargo x check`: everything that a machine can say about the code without running it.

use std::fmt::Display;

use super::{generated, node};
use crate::{
    crates::Crates,
    rules,
    shell::{self, Done, Stop, failed, step},
    tree::{Fault, Tree},
};

/// A check: its name, what it looks at, and how it finds what is broken.
type Check = (&'static str, &'static str, fn(&House) -> Done<Vec<Fault>>);

/// All of them, cheap ones first.
const CHECKS: &[Check] = &[
    ("format", "cargo fmt", |_| must("format", shell::cargo(&["fmt", "--all", "--check"]))),
    ("layers", "rule 1: who depends on whom", |h| Ok(rules::layers::check(&h.crates.members))),
    ("rooms", "rule 2: the furniture of a room", |h| Ok(rules::rooms::check(&h.crates.members, &h.tree))),
    ("owners", "rule 3: one owner per technology", |h| {
        Ok([rules::owners::check(&h.crates.members), rules::owners::doors(&h.tree)].concat())
    }),
    ("sql", "rule 5: SQL texts", |h| Ok(rules::sql::check(&h.tree))),
    ("words", "rule 6: texts and languages", words),
    ("pages", "templates and the content security policy", |h| Ok(rules::pages::check(&h.tree))),
    ("size", "long files", |h| {
        warn(&rules::size::check(&h.tree));
        Ok(Vec::new())
    }),
    ("licences", "licences and origins", licences),
    ("locks", "lock files of node modules", |h| Ok(rules::locks::check(&h.tree))),
    ("clippy", "rule 4 and lints: cargo clippy", |_| {
        must(
            "clippy",
            // With the benches: nothing else builds them.
            shell::cargo(&[
                "clippy",
                "--workspace",
                "--all-targets",
                "--features",
                "night/bench",
                "--keep-going",
                "--",
                "-D",
                "warnings",
            ]),
        )
    }),
    ("generated", "generated files", |_| {
        Ok(generated::compare()?.into_iter().map(|what| Fault::of("generated", what)).collect())
    }),
    ("types", "types of the scripts", |_| node::types().map(|()| Vec::new())),
];

/// What the checks look at.
struct House {
    crates: Crates,
    tree: Tree,
}

/// Runs every check, tells all that they find, and fails at the end if there was anything.
pub fn check(args: &[String]) -> Done {
    let mut only = Vec::new();
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        match (arg.as_str(), rest.clone().next()) {
            ("--list", _) => {
                for (name, what, _) in CHECKS {
                    println!("{name:10} {what}");
                }
                return Ok(());
            }
            ("--only", Some(name)) if CHECKS.iter().any(|(n, ..)| n == name) => {
                only.push(name);
                rest.next();
            }
            ("--only", _) => {
                return Err(Stop::Usage("--only needs the name of a check (cargo x check --list)".to_owned()));
            }
            _ => return Err(Stop::Usage(format!("no such flag: {arg}"))),
        }
    }
    let tree = Tree::load(&shell::root()).or_else(|e| failed(format!("reading the project: {e}")))?;
    let house = House { crates: Crates::load()?, tree };
    let mut broken = Vec::new();
    for (name, what, run) in CHECKS.iter().filter(|(n, ..)| only.is_empty() || only.iter().any(|o| o == n)) {
        step(&format!("{name}: {what}"));
        let told = match run(&house) {
            Ok(faults) => {
                list(&faults);
                faults.len()
            }
            Err(Stop::Failed(why) | Stop::Usage(why)) => {
                println!("{why}");
                1
            }
        };
        if told > 0 {
            broken.push(format!("{name} ({told})"));
        }
    }
    if broken.is_empty() {
        println!("\nall checks passed");
        return Ok(());
    }
    failed(format!("broken: {}", broken.join(", ")))
}

fn must(name: &str, command: std::process::Command) -> Done<Vec<Fault>> {
    match shell::must(command) {
        Ok(()) => Ok(Vec::new()),
        Err(Stop::Failed(why) | Stop::Usage(why)) => Ok(vec![Fault::of(name, why)]),
    }
}

fn words(house: &House) -> Done<Vec<Fault>> {
    let found = rules::words::check(&house.tree);
    warn(&found.unused);
    Ok(found.faults)
}

/// `cargo-deny` where it is installed, else the part of its rules that needs nothing but cargo.
fn licences(house: &House) -> Done<Vec<Fault>> {
    if shell::says_yes(shell::cargo(&["deny", "--version"])) {
        return must("deny.toml", shell::cargo(&["deny", "--all-features", "check", "bans", "licenses", "sources"]));
    }
    println!("cargo-deny is not installed: licences and origins are checked from cargo metadata");
    let deny =
        std::fs::read_to_string(shell::root().join("deny.toml")).or_else(|e| failed(format!("deny.toml: {e}")))?;
    Ok(rules::licences::check(&house.crates.packages, &deny))
}

fn warn(faults: &[Fault]) {
    for fault in faults {
        println!("warning: {fault}");
    }
}

fn list<T: Display>(faults: &[T]) {
    for fault in faults {
        println!("error: {fault}");
    }
}
