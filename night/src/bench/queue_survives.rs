//! A million messages in the queue, and the process that sends them is killed (SIGKILL) in the middle: another takes over. What has to
//! come, comes; what comes twice has the name of its first, and is no more than what was under way at that moment.

use std::time::Duration;

use super::{Bench, BenchError, BenchLine, Options, sender};
use crate::{
    numbers::{float, whole},
    stopwatch::Stopwatch,
};

/// The bench.
pub const BENCH: Bench = Bench {
    name: "queue_survives",
    about: "1,000,000 queued messages (× --scale): the sender is killed in the middle, none is lost; how many come twice",
    run,
};

const MESSAGES: f64 = 1_000_000.0;
/// How far past the middle: the post takes five hundred at once, and between two such turns nothing is under way.
const PAST: usize = 137;

fn run(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?.block_on(measure(options))
}

async fn measure(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let messages = usize::try_from(whole((MESSAGES * options.scale.unwrap_or(1.0)).max(1000.0)))?;
    let folder = tempfile::tempdir()?;
    let (service, at) = sender::Service::start().await?;
    sender::fill(folder.path(), &at, messages).await?;
    let watch = Stopwatch::start();
    let mut first = sender::start(folder.path(), &at)?;
    while service.different() < messages / 2 + PAST {
        if first.try_wait()?.is_some() {
            return Err("the first sender ended by itself".into());
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    first.kill()?;
    first.wait()?;
    let half = service.different();
    let second = sender::start(folder.path(), &at)?;
    let out = tokio::task::spawn_blocking(move || second.wait_with_output()).await??;
    if !out.status.success() {
        return Err("the second sender failed".into());
    }
    let seconds = watch.elapsed().as_secs_f64();
    let (came, (repeats, most)) = (service.different(), service.repeats());
    if came != messages {
        return Err(format!("{came} of {messages} messages came").into());
    }
    Ok(vec![BenchLine {
        name: BENCH.name.to_owned(),
        ratio: None,
        ours: float(u64::try_from(messages)?) / seconds,
        peer: None,
        unit: "/s",
        note: format!(
            "{messages} messages, killed after {half}: 0 lost, {repeats} came again under the name of their first, none more than \
             {most} times; {seconds:.0} s with the restart and the minute until the leases of the dead process end"
        ),
    }])
}
