//! Live streams of a hashtag against nginx's nchan module: deliveries a second and memory for each reader; how long a post takes to the last
//! of five thousand; eighteen thousand who only wait.
//!
//! The same readers, in a process of their own, read from both sides, which are there at the same time and take turns. Messages of 200 bytes are
//! published by `POST`. Ours go the whole way: a change of the store (SQLite, `synchronous=FULL`), the outbox, the relay, the socket. The peer keeps
//! them in memory and writes nothing: it is compared with ours on a file system in memory, and with ours on the disk, a line for each.

mod memory;
mod nchan;
mod ours;
mod process;
mod readers;
mod speed;

use std::{path::Path, process::ExitCode};

use super::{Bench, BenchError};

/// One message in flight.
pub const SINGLE: Bench = Bench {
    name: "sse_vs_nchan_single",
    about: "deliveries to 1,000 and 5,000 streams (× --scale), one message in flight, against nginx's nchan",
    run: speed::single,
};
/// Bursts.
pub const BURST: Bench = Bench {
    name: "sse_vs_nchan_burst",
    about: "deliveries to 1,000 and 5,000 streams (× --scale), eight messages at once, against nginx's nchan",
    run: speed::burst,
};
/// Memory.
pub const MEMORY: Bench = Bench {
    name: "sse_memory_vs_nchan",
    about: "memory for each of 5,000 streams (× --scale) that wait, against nginx's nchan: less is better",
    run: memory::compared,
};
/// The last of many.
pub const FANOUT: Bench = Bench {
    name: "feed_fanout",
    about: "from a post that is accepted to the last of 5,000 streams (× --scale)",
    run: speed::fanout,
};
/// Many who wait.
pub const IDLE: Bench = Bench {
    name: "sse_idle",
    about: "18,000 streams (× --scale) of one process that wait: memory, and that a post still comes to all",
    run: memory::idle,
};

/// Is one of the processes of these benches, when the environment asks this one to.
#[must_use]
#[allow(clippy::print_stderr, reason = "a command speaks on its outputs")]
pub fn run_if_asked() -> Option<ExitCode> {
    let role = process::role()?;
    let done = match role.split_once(' ') {
        Some(("ours", folder)) => ours::serve(Path::new(folder)),
        Some(("flow", folder)) => ours::serve_flow(Path::new(folder)),
        _ => readers::serve(),
    };
    Some(match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{role}: {fault}");
            ExitCode::FAILURE
        }
    })
}

/// Our server, in a process and a folder of its own.
struct Ours {
    helper: process::Helper,
    server: ours::Server,
    _folder: tempfile::TempDir,
}

impl Ours {
    /// On the disk.
    fn on_disk(role: &str) -> Result<Self, BenchError> {
        Self::start(role, tempfile::tempdir()?)
    }
    /// On a file system in memory.
    fn in_memory(role: &str) -> Result<Self, BenchError> {
        Self::start(role, tempfile::tempdir_in("/dev/shm")?)
    }
    fn start(role: &str, folder: tempfile::TempDir) -> Result<Self, BenchError> {
        let mut helper = process::Helper::start(&format!("{role} {}", folder.path().display()))?;
        // Where it is, is what it says first.
        let server = serde_json::from_str(&helper.said()?)?;
        Ok(Self { helper, server, _folder: folder })
    }
    /// Readers of it.
    fn readers(&self, readers: usize) -> Result<readers::Readers, BenchError> {
        readers::Readers::open(self.server.clone(), readers)
    }
}

/// So many, times what was asked for.
fn scaled(count: u32, scale: Option<f64>) -> Result<usize, BenchError> {
    Ok(usize::try_from(crate::numbers::whole((f64::from(count) * scale.unwrap_or(1.0)).max(10.0)))?)
}
