//! Files that the program writes about itself, and that are checked in so that a change of them is seen.

use std::fs;

use crate::shell::{self, Done};

/// A file and the hidden subcommand of `rhizome` that prints it.
const GENERATED: &[(&str, &str)] = &[("rhizome.example.toml", "config-example"), ("docs/openapi.json", "openapi")];

/// Compares each with what the program prints now; says which differ.
pub fn compare() -> Done<Vec<String>> {
    let mut stale = Vec::new();
    each(|file, now| {
        let before = fs::read_to_string(shell::root().join(file)).unwrap_or_default();
        if before != now {
            stale.push(format!("{file}: not what the program prints; run `cargo x bless`"));
        }
        Ok(())
    })?;
    Ok(stale)
}

/// Writes each.
pub fn write() -> Done {
    each(|file, now| {
        println!("{file}");
        fs::write(shell::root().join(file), now).or_else(|e| shell::failed(format!("{file}: {e}")))
    })
}

fn each(mut then: impl FnMut(&str, String) -> Done) -> Done {
    shell::must(shell::cargo(&["build", "--quiet", "--package", "server"]))?;
    for (file, word) in GENERATED {
        let run = ["run", "--quiet", "--package", "server", "--", word];
        let mut probe = shell::cargo(&run);
        probe.arg("--help");
        // A file that nobody has checked in, of a subcommand that does not exist, is not missed.
        if !shell::root().join(file).exists() && !shell::says_yes(probe) {
            println!("{file}: passed over, `rhizome {word}` does not exist yet");
            continue;
        }
        then(file, shell::output(shell::cargo(&run))?)?;
    }
    Ok(())
}
