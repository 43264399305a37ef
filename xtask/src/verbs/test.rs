//! `cargo x test`: every test, with what they need.

use super::node;
use crate::{
    crates::Crates,
    install,
    shell::{self, Done, Stop, step},
};

/// What was asked for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Asked {
    no_browser: bool,
    no_install: bool,
    only: Vec<String>,
}

impl Asked {
    fn of(args: &[String]) -> Done<Self> {
        let mut asked = Self::default();
        let mut rest = args.iter();
        while let Some(arg) = rest.next() {
            match arg.as_str() {
                "--no-browser" => asked.no_browser = true,
                "--no-install" => asked.no_install = true,
                "--only" => match rest.next().filter(|v| !v.starts_with('-')) {
                    Some(name) => asked.only.push(name.clone()),
                    None => return Err(Stop::Usage("--only needs the name of a crate".to_owned())),
                },
                _ => return Err(Stop::Usage(format!("no such flag: {arg}"))),
            }
        }
        Ok(asked)
    }
}

/// Installs what is missing, then runs the tests of the crates, the examples in their documentation, the replay of the fuzzing
/// corpora and the journeys in a browser.
pub fn test(args: &[String]) -> Done {
    let asked = Asked::of(args)?;
    let journeys = if asked.no_browser || !asked.only.is_empty() { Vec::new() } else { node::journeys() };
    // The readers that are not ours, of what `notify` seals, are among the node modules.
    let modules = asked.only.is_empty() || asked.only.iter().any(|name| name == "notify");
    install::ensure(modules, !journeys.is_empty(), asked.no_install)?;
    if modules {
        node::install_modules()?;
    }

    step("tests of the crates");
    let mut crates = shell::cargo(&["test", "--no-fail-fast"]);
    if asked.only.is_empty() {
        crates.arg("--workspace");
    }
    for name in &asked.only {
        crates.args(["--package", name]);
    }
    shell::must(crates)?;

    if asked.only.is_empty() && shell::root().join("fuzz/Cargo.toml").exists() {
        step("replay of the fuzzing corpora");
        // Without `rooms`: the tests of the crates, above, have run those functions over the same seeds. With it the crates below them, and
        // sixteen of others, would be built once more with other features, and a binary for each target.
        let mut replay = shell::cargo(&["test", "--manifest-path", "fuzz/Cargo.toml"]);
        replay.env("CARGO_TARGET_DIR", Crates::load()?.target);
        shell::must(replay)?;
    }
    if journeys.is_empty() {
        return Ok(());
    }
    step("types of the scripts");
    node::types()?;
    step("journeys in a browser");
    shell::must(shell::cargo(&["build", "--package", "server"]))?;
    let mut run = shell::program("node", &["--test"]);
    run.args(journeys);
    run.env("RHIZOME", Crates::load()?.target.join("debug/rhizome"));
    if let Some(browser) = install::browser() {
        run.env("CHROMIUM", browser);
    }
    shell::must(run)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(words: &str) -> Option<Asked> {
        Asked::of(&words.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).ok()
    }

    #[test]
    fn flags_are_read() {
        assert_eq!(asked(""), Some(Asked::default()));
        let two = Asked { no_browser: true, only: vec!["store".to_owned(), "web".to_owned()], no_install: false };
        assert_eq!(asked("--no-browser --only store --only web"), Some(two));
        assert_eq!(asked("--only"), None);
        assert_eq!(asked("--what"), None);
    }
}
