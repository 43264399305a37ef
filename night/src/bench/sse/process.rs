//! Other processes of a bench: told what to do a line at a time, and what they hold of memory.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use super::super::BenchError;

/// What this program is, when it is started once more: `ours FOLDER` or `readers`.
const ROLE: &str = "RHIZOME_BENCH_SSE";

/// What this process is asked to be.
pub fn role() -> Option<String> {
    std::env::var(ROLE).ok()
}

/// A process that answers each line with a line, and ends when nobody listens to it any more.
pub struct Helper {
    child: Child,
    says: BufReader<ChildStdout>,
    hears: Option<ChildStdin>,
}

impl Helper {
    /// This program, once more.
    pub fn start(role: &str) -> Result<Self, BenchError> {
        let mut again = Command::new(std::env::current_exe()?);
        let mut child = again.env(ROLE, role).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let says = BufReader::new(child.stdout.take().ok_or("a helper has no output")?);
        let hears = child.stdin.take();
        Ok(Self { child, says, hears })
    }
    /// What it says next.
    pub fn said(&mut self) -> Result<String, BenchError> {
        let mut line = String::new();
        if self.says.read_line(&mut line)? == 0 {
            return Err("a helper ended".into());
        }
        Ok(line.trim_end().to_owned())
    }
    /// What it answers to this.
    pub fn ask(&mut self, line: &str) -> Result<String, BenchError> {
        writeln!(self.hears.as_mut().ok_or("a helper hears nothing")?, "{line}")?;
        self.said()
    }
    /// What it holds of memory, in bytes.
    pub fn memory(&self) -> Result<u64, BenchError> {
        memory_of(self.child.id())
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        drop(self.hears.take());
        let _ = self.child.wait();
    }
}

/// What a process and those that it started hold of memory, in bytes: each page divided among those who share it (`Pss`, proc(5)).
pub fn memory_of(process: u32) -> Result<u64, BenchError> {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup"))?;
    let line = rollup.lines().find_map(|l| l.strip_prefix("Pss:")).ok_or("no Pss")?;
    let mut sum = line.trim().trim_end_matches("kB").trim().parse::<u64>()?.saturating_mul(1024);
    let children = fs::read_to_string(format!("/proc/{process}/task/{process}/children")).unwrap_or_default();
    for child in children.split_whitespace() {
        sum = sum.saturating_add(memory_of(child.parse()?)?);
    }
    Ok(sum)
}
