//! What those who wait cost.

use std::{thread::sleep, time::Duration};

use super::{
    super::{BenchError, BenchLine, Options, compare, median},
    IDLE, MEMORY, Ours,
    nchan::{self, Nchan},
    readers::Readers,
    scaled,
};
use crate::numbers::float;

/// Measured rounds, each with new processes.
const ROUNDS: usize = 3;
/// What is only needed on the way in has been given back by then.
const SETTLED: Duration = Duration::from_secs(3);
/// Those who are there before it is measured: what a first reader needs is not what each needs.
const BEFORE: usize = 10;

/// `sse_memory_vs_nchan`: what each of many readers adds, when all have had some messages and wait for the next.
pub fn compared(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let readers = scaled(5000, options.scale)?;
    let each =
        |before: u64, after: u64| float(after.saturating_sub(before)) / float(u64::try_from(readers).unwrap_or(1));
    let ours = || {
        let server = Ours::on_disk("ours")?;
        let (_few, before) = server.with_few()?;
        let mut all = server.readers(readers)?;
        waited(&mut all)?;
        Ok::<_, BenchError>(each(before, server.helper.memory()?))
    };
    let line = |ratio, ours, peer, note: String| {
        vec![BenchLine { name: MEMORY.name.to_owned(), ratio, ours, peer, unit: " bytes", note }]
    };
    let Some(program) = nchan::program() else {
        return Ok(line(None, ours()?, None, "no nginx with nchan here".to_owned()));
    };
    let peer = || {
        let nchan = Nchan::start(&program)?;
        let mut few = Readers::open(nchan.server(), BEFORE)?;
        waited(&mut few)?;
        let before = nchan.memory()?;
        drop(few);
        let mut all = Readers::open(nchan.server(), readers)?;
        waited(&mut all)?;
        Ok::<_, BenchError>(each(before, nchan.memory()?))
    };
    let compared = tokio::runtime::Builder::new_current_thread().build()?.block_on(compare(
        ROUNDS,
        async || ours(),
        async || peer(),
    ))?;
    let note =
        format!("for each of {readers} readers, without what the kernel holds for their sockets; less is better");
    Ok(line(Some(compared.ratio), compared.ours, Some(compared.peer), note))
}

/// Some messages come, and then nothing.
fn waited(readers: &mut Readers) -> Result<(), BenchError> {
    readers.publish(5, 1)?;
    readers.publish(1, 8)?;
    sleep(SETTLED);
    Ok(())
}

impl Ours {
    /// What it holds when few read.
    fn with_few(&self) -> Result<(Readers, u64), BenchError> {
        let mut few = self.readers(BEFORE)?;
        waited(&mut few)?;
        Ok((few, self.helper.memory()?))
    }
}

/// `sse_idle`: as many as the descriptors of one process allow.
pub fn idle(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let readers = scaled(18_000, options.scale)?;
    let server = Ours::on_disk("ours")?;
    let (_few, before) = server.with_few()?;
    let mut all = server.readers(readers)?;
    waited(&mut all)?;
    let after = server.helper.memory()?;
    let took = all.publish(5, 1)?;
    let mebi = |bytes: u64| float(bytes) / f64::from(1 << 20);
    Ok(vec![BenchLine {
        name: IDLE.name.to_owned(),
        ratio: None,
        ours: mebi(after),
        peer: None,
        unit: " MiB",
        note: format!(
            "{readers} readers of one process, {:.1} MiB with {BEFORE}: {:.0} bytes each; a post comes to the last of them after {:.0} ms",
            mebi(before),
            float(after.saturating_sub(before)) / float(u64::try_from(readers)?),
            median(&took.sent) * 1000.0,
        ),
    }])
}
