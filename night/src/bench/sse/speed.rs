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
        lines.extend(against_nchan(&name(readers), readers, together)?);
    }
    Ok(lines)
}

/// Two lines: like with like, no side asked to keep anything on a disk; and ours on disk before they are told, as they always are.
fn against_nchan(name: &str, readers: usize, together: usize) -> Result<Vec<BenchLine>, BenchError> {
    let (disk, memory) = (Ours::on_disk("ours")?, Ours::in_memory("ours")?);
    let (mut saved, mut ours) = (disk.readers(readers)?, memory.readers(readers)?);
    let times = (ROUND / readers.max(1) / together).clamp(4, 400);
    let line = |name: String, ratio: Option<f64>, ours: f64, peer: Option<f64>, how: &str| {
        let note = format!("{readers} readers, {together} at once, {how}");
        BenchLine { name, ratio, ours, peer, unit: "/s", note }
    };
    let Some(program) = nchan::program() else {
        let how = "no nginx with nchan here: install nginx and libnginx-mod-nchan";
        return Ok(vec![line(name.to_owned(), None, ours.rate(times, together)?, None, how)]);
    };
    let nchan = Nchan::start(&program)?;
    let mut peer = Readers::open(nchan.server(), readers)?;
    for side in [&mut ours, &mut saved, &mut peer] {
        side.rate(2, together)?;
    }
    let mut on_disk = Vec::new();
    let compared = tokio::runtime::Builder::new_current_thread().build()?.block_on(compare(
        ROUNDS,
        async || {
            on_disk.push(saved.rate(times, together)?);
            ours.rate(times, together)
        },
        async || peer.rate(times, together),
    ))?;
    let on_disk = median(&on_disk);
    Ok(vec![
        line(name.to_owned(), Some(compared.ratio), compared.ours, Some(compared.peer), "no side writes to a disk"),
        line(
            format!("{name}_on_disk"),
            Some(on_disk / compared.peer),
            on_disk,
            Some(compared.peer),
            "ours on disk before anybody is told",
        ),
    ])
}

/// Posts whose way is measured.
const POSTS: usize = 500;

/// `feed_fanout`.
pub fn fanout(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let readers = scaled(5000, options.scale)?;
    let disk = Ours::on_disk("flow")?;
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
            "p99 of {POSTS} real posts, from the answer to the last of {readers}; in the middle {:.1} ms; from the request {:.1} ms, p99 {:.1} ms",
            at(took.answered, 500),
            at(took.sent.clone(), 500),
            at(took.sent, 990),
        ),
    }])
}
