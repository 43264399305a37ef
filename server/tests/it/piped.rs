//! Commands that need no server, run with what is piped in.

use std::{
    io::Write as _,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use serde_json::Value;

use crate::served::PROGRAM;

/// A file of a format's own tests.
pub(crate) fn file_of(format: &str, name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../formats").join(format).join("tests").join(name);
    path.to_str().unwrap().to_owned()
}
fn done(verb: &str, words: &[&str], input: &[u8]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.arg(verb).args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // One that does not read what comes in has closed the pipe.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}
/// The exit code, and what is printed.
pub(crate) fn says(verb: &str, words: &[&str], input: &[u8]) -> (i32, String, String) {
    let done = done(verb, words, input);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
}
pub(crate) fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}
/// Documents that attack whoever reads them end the reading, and nothing of the machine is in the answer. The files, for more.
pub(crate) fn attacks_are_refused(format: &str) -> Vec<String> {
    let attacks =
        [("external-entity", "dtd"), ("billion-laughs", "dtd"), ("unknown-entity", "entity"), ("too-deep", "depth")];
    let refused = |(name, rule): (&str, &str)| {
        let file = file_of(format, &format!("corpus/bad/{name}.xml"));
        let (code, out, _) = says(format, &["validate", &file], b"");
        assert_eq!(code, 1);
        assert!(out.contains(&format!("fatal {rule}")) && !out.contains("root:"), "{out}");
        file
    };
    attacks.map(refused).to_vec()
}
