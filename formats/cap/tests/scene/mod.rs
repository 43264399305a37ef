//! What several tests need: the corpus, and programs of others.
#![allow(dead_code, reason = "each test needs a part of it")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use cap::{Message, Problem, Settings, Stop, Time};

pub fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// Whether a document is fine, and what is told of it, on the first of January 2016.
pub fn told(document: &[u8]) -> (bool, Vec<Problem>) {
    let settings = Settings { now: Time::parse("2016-01-01T00:00:00-00:00"), ..Settings::default() };
    match Message::read(document, &settings) {
        Ok(message) => (message.is_fine(), message.problems().to_vec()),
        Err(Stop::Document(problem)) => (false, vec![problem]),
        Err(Stop::Io(error)) => panic!("{error}"),
    }
}

/// A folder of a test's own.
pub struct Folder(pub PathBuf);
impl Folder {
    pub fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cap-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }
    pub fn get(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.join(name)).unwrap()
    }
    /// Runs a program of Debian's here.
    pub fn run(&self, program: &str, package: &str, words: &[&str]) -> Output {
        let done = Command::new(program).args(words).current_dir(&self.0).output();
        done.unwrap_or_else(|e| panic!("{program} (apt-get install {package}): {e}"))
    }
}
impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
