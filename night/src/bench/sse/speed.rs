//! Deliveries a second, and how long the last one takes.

use super::{
    super::{Bench, BenchError, BenchLine, Options, compare, median},
    BURST, FANOUT, Ours, SINGLE,
    nchan::{self, Nchan},
    readers::Readers,
    scaled,
};

/// Measured rounds of each side.
const ROUNDS: usize = 9;
/// Deliveries of one round, about.
const ROUND: usize = 200_000;

/// `sse_vs_nchan_single`.
pub fn single(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    both(&SINGLE, options, 1)
}

/// `sse_vs_nchan_burst`.
pub fn burst(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    both(&BURST, options, 8)
}

fn both(bench: &Bench, options: Options, together: usize) -> Result<Vec<BenchLine>, BenchError> {
    let name = |readers| if readers == 5000 { bench.name.to_owned() } else { format!("{}_{readers}", bench.name) };
    let mut lines = Vec::new();
    for readers in [scaled(1000, options.scale)?, scaled(5000, options.scale)?] {
        lines.push(against_nchan(name(readers), readers, together)?);
    }
    Ok(lines)
}

fn against_nchan(name: String, readers: usize, together: usize) -> Result<BenchLine, BenchError> {
    let (mut disk, mut memory) = (Ours::start(true)?, Ours::start(false)?);
    let (mut ours, mut unsaved) = (disk.readers(readers)?, memory.readers(readers)?);
    let times = (ROUND / readers.max(1) / together).clamp(4, 400);
    let Some(program) = nchan::program() else {
        let note = "no nginx with nchan here: install nginx and libnginx-mod-nchan".to_owned();
        let ours = ours.rate(times, together)?;
        return Ok(BenchLine { name, ratio: None, ours, peer: None, unit: "/s", note });
    };
    let nchan = Nchan::start(&program)?;
    let mut peer = Readers::open(nchan.address, nchan::READ, nchan::PUBLISH, readers)?;
    for side in [&mut ours, &mut unsaved, &mut peer] {
        side.rate(2, together)?;
    }
    let mut beside = Vec::new();
    let compared = tokio::runtime::Builder::new_current_thread().build()?.block_on(compare(
        ROUNDS,
        async || {
            let rate = ours.rate(times, together)?;
            beside.push(unsaved.rate(times, together)?);
            Ok(rate)
        },
        async || peer.rate(times, together),
    ))?;
    let note = format!(
        "{readers} readers, {together} at once, ours on disk before they are told; with a disk in memory {:.0}/s: {:.2}",
        median(&beside),
        median(&beside) / compared.peer
    );
    let (ratio, peer) = (Some(compared.ratio), Some(compared.peer));
    Ok(BenchLine { name, ratio, ours: compared.ours, peer, unit: "/s", note })
}

/// Posts whose way is measured.
const POSTS: usize = 500;

/// `feed_fanout`.
pub fn fanout(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let readers = scaled(5000, options.scale)?;
    let mut disk = Ours::start(true)?;
    let mut ours = disk.readers(readers)?;
    ours.publish(10, 1)?;
    let took = ours.publish(POSTS, 1)?;
    let at = |mut all: Vec<f64>, of_thousand: usize| {
        all.sort_by(f64::total_cmp);
        all.get(all.len().saturating_sub(1) * of_thousand / 1000).copied().unwrap_or(0.0).max(0.0) * 1000.0
    };
    Ok(vec![BenchLine {
        name: FANOUT.name.to_owned(),
        ratio: None,
        ours: at(took.answered.clone(), 990),
        peer: None,
        unit: "ms",
        note: format!(
            "p99 of {POSTS} posts, from the answer to the last of {readers}; in the middle {:.1} ms; from the request {:.1} ms, p99 {:.1} ms",
            at(took.answered, 500),
            at(took.sent.clone(), 500),
            at(took.sent, 990),
        ),
    }])
}
