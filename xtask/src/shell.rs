//! Starting other programs, from the root of the project.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Why a verb ends early.
#[derive(Debug)]
pub enum Stop {
    /// Something failed: exit code 1.
    Failed(String),
    /// The verb was called with words that it does not know: exit code 2.
    Usage(String),
}

/// What a verb, or a step of it, comes to.
pub type Done<T = ()> = Result<T, Stop>;

/// A failure with its reason.
pub fn failed<T>(why: impl Into<String>) -> Done<T> {
    Err(Stop::Failed(why.into()))
}

/// The root of the project.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Says what begins.
pub fn step(what: &str) {
    println!("\n── {what}");
}

/// A program to be run from the root of the project.
pub fn program(name: impl AsRef<OsStr>, args: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(args).current_dir(root());
    command
}

/// The cargo that runs this verb.
pub fn cargo(args: &[&str]) -> Command {
    let mut command = program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), args);
    // What cargo tells `cargo x` about the xtask package is not meant for what `cargo x` starts.
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name == "CARGO_BIN_NAME" {
            command.env_remove(name);
        }
    }
    command
}

/// Runs to the end, showing what the program prints; any exit code but 0 is a failure.
pub fn must(mut command: Command) -> Done {
    let name = told(&command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => failed(format!("`{name}` ended with {status}")),
        Err(e) => failed(format!("`{name}` did not start: {e}")),
    }
}

/// Runs to the end and gives what the program wrote to standard output; what it wrote to standard error is shown.
pub fn output(mut command: Command) -> Done<String> {
    let name = told(&command);
    match command.stderr(Stdio::inherit()).output() {
        Ok(out) if out.status.success() => Ok(String::from_utf8_lossy(&out.stdout).into_owned()),
        Ok(out) => failed(format!("`{name}` ended with {}", out.status)),
        Err(e) => failed(format!("`{name}` did not start: {e}")),
    }
}

/// Whether the program runs and says yes; prints nothing.
pub fn says_yes(mut command: Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
}

/// Where a program is on the PATH.
pub fn which(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(name)).find(|file| file.is_file())
}

fn told(command: &Command) -> String {
    let mut words =
        vec![Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|a| a.to_string_lossy().into_owned()));
    words.join(" ")
}
