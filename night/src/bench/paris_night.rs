//! A tenth of that night: 410,000 check-ins, and the 36 million links of circles that they go through, on one machine.
//!
//! Each check-in takes the real path without HTTP: the rules decide, the change is written with its event (SQLite, `synchronous=FULL`), the
//! relay reads it, finds the person's circle, and shows it to whoever of it is connected. Friends are resolved on reading: there is no row
//! per recipient. Setting up people and circles is not timed. At the end every link has been gone through, every frame counted.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use futures_util::stream::{self, StreamExt};
use kernel::PersonId;
use register::Channel;
use relay::Who;
use safety::{
    acts::{self, Answering},
    model::{Answer, Press},
};

use super::{Bench, BenchError, BenchLine, Options, house};
use crate::{people::Circles, stopwatch::Stopwatch};

/// The bench.
pub const BENCH: Bench = Bench {
    name: "paris_night",
    about: "410,000 check-ins (× --scale × 10) through decide, disk and relay, 88 friends each, embedded store",
    run,
};

/// That night, 4.1 million people answered; by default a tenth of them.
const PEOPLE: f64 = 4_100_000.0;
const TENTH: f64 = 0.1;
const MEAN_CIRCLE: f64 = 88.0;
const SEED: u64 = 20_151_113;
/// People who look at their page while it happens.
const CONNECTED: usize = 2_000;
/// Check-ins under way at once.
const AT_ONCE: usize = 2_000;

fn run(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?.block_on(measure(options))
}

async fn measure(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let count = whole(PEOPLE * options.scale.unwrap_or(TENTH));
    let open = house::open().await?;
    let house = open.house.clone();
    let incident = house::drill(&house).await?;
    let set_up = Stopwatch::start();
    let (ids, sizes) = people(&open, count).await?;
    let set_up = set_up.elapsed();
    let links: u64 = sizes.iter().map(|n| u64::from(*n)).sum();

    // Some look at their page: each of them is shown every friend's answer, and their own.
    let frames = Arc::new(AtomicU64::new(0));
    let mut expected = 0_u64;
    let step = (ids.len() / CONNECTED).max(1);
    for (id, size) in ids.iter().zip(&sizes).step_by(step) {
        expected += u64::from(*size) + 1;
        let mut stream = house.live.open(Who::Person(*id), None, None).await?;
        let frames = Arc::clone(&frames);
        tokio::spawn(async move {
            while let Some(Ok(bytes)) = stream.next().await {
                let text = String::from_utf8_lossy(&bytes);
                let shown = text.matches("event: status").count() + text.matches("event: me").count();
                frames.fetch_add(u64::try_from(shown).unwrap_or(0), Ordering::Relaxed);
            }
        });
    }

    let watch = Stopwatch::start();
    let failed = Arc::new(AtomicU64::new(0));
    stream::iter(&ids)
        .for_each_concurrent(AT_ONCE, |person| {
            let (house, failed) = (&house, Arc::clone(&failed));
            async move {
                let how = Answering { person: *person, incident, client_id: None, channel: Channel::Web };
                let press = Press { answer: Answer::Safe, at: None, message: None };
                if acts::check_in(house, &how, &press).await.is_err() {
                    failed.fetch_add(1, Ordering::Relaxed);
                }
            }
        })
        .await;
    let answered = watch.elapsed();
    let mut last = 0;
    while frames.load(Ordering::Relaxed) < expected {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let now = frames.load(Ordering::Relaxed);
        if now == last && house.live.dropped() > 0 {
            break;
        }
        last = now;
    }
    let all = watch.elapsed();
    if failed.load(Ordering::Relaxed) > 0 || frames.load(Ordering::Relaxed) != expected {
        return Err(format!(
            "{} failed; {} frames of {expected}; {} readers dropped",
            failed.load(Ordering::Relaxed),
            frames.load(Ordering::Relaxed),
            house.live.dropped()
        )
        .into());
    }
    let disk: u64 =
        std::fs::read_dir(open.folder.path())?.flatten().filter_map(|f| f.metadata().ok()).map(|m| m.len()).sum();
    Ok(vec![BenchLine {
        name: BENCH.name.to_owned(),
        ratio: None,
        ours: all.as_secs_f64(),
        peer: None,
        unit: "s",
        note: format!(
            "{} check-ins, {links} circle links, all on disk after {:.1} s, {expected} frames to {CONNECTED} readers; \
             peak memory {} MB, disk {} MB, set-up {:.0} s not counted",
            ids.len(),
            answered.as_secs_f64(),
            peak_memory_mb(),
            disk / 1_000_000,
            set_up.as_secs_f64(),
        ),
    }])
}

/// People and their circles, written; their ids and how many friends each has.
async fn people(open: &house::Open, count: u32) -> Result<(Vec<PersonId>, Vec<u32>), BenchError> {
    let ids = house::ids(&open.house, usize::try_from(count)?);
    let circles = Circles::draw(count, MEAN_CIRCLE, SEED);
    let id = |n: u32| usize::try_from(n).ok().and_then(|n| ids.get(n).copied());
    let packed = |n: usize| u32::try_from(n).map(|n| circles.packed(n, id)).unwrap_or_default();
    house::people(&open.house, &ids, packed).await?;
    let sizes = (0..count).map(|n| u32::try_from(circles.of(n).len()).unwrap_or(0)).collect();
    Ok((ids, sizes))
}

/// The most memory that this process has had at once (Linux, `VmHWM`), in MB; 0 where that is not known.
fn peak_memory_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let kb: Option<u64> = line.and_then(|l| l.split_whitespace().next()).and_then(|n| n.parse().ok());
    kb.unwrap_or(0) / 1000
}

fn whole(x: f64) -> u32 {
    format!("{:.0}", x.max(100.0)).parse().unwrap_or(100)
}
