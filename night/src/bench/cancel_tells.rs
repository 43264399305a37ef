//! A false incident is cancelled when 100,000 people have been asked and written to: how long until the last open page says so, and until
//! the last message that says so is in the queue, on disk. Beside it somebody goes on writing, as people of other incidents do.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use futures_util::StreamExt;
use kernel::{Cell, Id, PersonId, Role, Span, Staff};
use notify::{Carrier, Channel, Post, push::testing::Browser};
use register::{PlaceKind, Presence};
use relay::Who;
use safety::model::Move;
use store::{Change, Worker};
use web::{Config, House};

use super::{Bench, BenchError, BenchLine, Options, house, sender};
use crate::{
    numbers::{float, whole},
    stopwatch::Stopwatch,
};

/// The bench.
pub const BENCH: Bench = Bench {
    name: "cancel_tells",
    about: "a false incident with 100,000 asked people (× --scale) is cancelled: until the last of them is told, embedded store",
    run,
};

const PEOPLE: f64 = 100_000.0;
/// People who look at their page while it happens.
const CONNECTED: usize = 2_000;
/// Keys that browsers take turns with; each endpoint is its own.
const KEYS: u64 = 256;

fn run(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?.block_on(measure(options))
}

async fn measure(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let count = usize::try_from(whole((PEOPLE * options.scale.unwrap_or(1.0)).max(100.0)))?;
    let folder = tempfile::tempdir()?;
    let ids = fill(folder.path(), count).await?;
    let rooms = [safety::room(), reach::room()];
    let (house, stop) = house::open_with(folder.path(), Config::default(), &rooms).await?;
    let jobs = rooms.iter().filter_map(|r| r.jobs).flat_map(|jobs| jobs(&house)).collect();
    let worker = Worker::new(house.store.clone(), Arc::clone(&house.clock), Arc::clone(&house.dice), jobs);
    tokio::spawn(worker.run(stop.subscribe()));

    // Everyone is asked, and every question is sent.
    let asking = Stopwatch::start();
    let incident = house::drill(&house).await?;
    until_waiting(&house, count).await?;
    let asked = asking.elapsed();
    let carriers: Vec<Arc<dyn Carrier>> = vec![Arc::new(sender::Taken)];
    let post = Post::new(house.queue.clone(), Arc::clone(&house.clock), reach::compose::composer(&house), carriers);
    while post.turn().await? > 0 {}
    if waiting(&house).await? > 0 {
        return Err("not every question was sent".into());
    }

    // Some look at their page, the last one who is told among them.
    let frames = Arc::new(AtomicU64::new(0));
    let step = (ids.len() / CONNECTED).max(1);
    let looking: Vec<PersonId> = ids.iter().rev().step_by(step).copied().collect();
    for id in &looking {
        let mut stream = house.live.open(Who::Person(*id), None, None).await?;
        let frames = Arc::clone(&frames);
        tokio::spawn(async move {
            while let Some(Ok(bytes)) = stream.next().await {
                let shown = String::from_utf8_lossy(&bytes).matches("event: unasked").count();
                frames.fetch_add(u64::try_from(shown).unwrap_or(0), Ordering::Relaxed);
            }
        });
    }
    let beside = Beside::start(&house);

    let name = "Bench";
    let id = house.register.staff_named(name, house.clock.now()).await?;
    let staff = Staff { id, name: Arc::from(name), role: Role::Operator };
    let watch = Stopwatch::start();
    let cancelled = safety::acts::move_incident(&house, &staff, incident, &Move::Cancel { reason: None }).await;
    cancelled.map_err(|e| BenchError::from(format!("{e:?}")))?;
    let everybody = u64::try_from(looking.len())?;
    let pages = async {
        while frames.load(Ordering::Relaxed) < everybody {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        watch.elapsed()
    };
    let queued = async {
        until_waiting(&house, count).await?;
        Ok::<_, BenchError>(watch.elapsed())
    };
    let (shown, queued) = tokio::join!(pages, queued);
    let queued = queued?;
    let (writes, slowest) = beside.stop().await;
    stop.send_replace(true);
    house.store.close().await;
    Ok(vec![BenchLine {
        name: BENCH.name.to_owned(),
        ratio: None,
        ours: shown.max(queued).as_secs_f64(),
        peer: None,
        unit: "s",
        note: format!(
            "{count} asked people; the last of {everybody} open pages after {:.2} s, the last message queued after {:.2} s; {writes} \
             writes beside it, the slowest {:.0} ms; they were asked in {:.1} s",
            shown.as_secs_f64(),
            queued.as_secs_f64(),
            slowest.as_secs_f64() * 1000.0,
            asked.as_secs_f64(),
        ),
    }])
}

async fn waiting(house: &House) -> Result<usize, BenchError> {
    let all = house.queue.waiting().await?;
    Ok(usize::try_from(all.iter().filter(|w| w.channel == Channel::Push).map(|w| w.count).sum::<i64>())?)
}

async fn until_waiting(house: &House, count: usize) -> Result<(), BenchError> {
    loop {
        let now = waiting(house).await?;
        if now == count {
            return Ok(());
        }
        if now > count {
            return Err(format!("{now} messages for {count} people").into());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// People in the zone, one browser each. The house that reads them afterwards knows where they are.
async fn fill(folder: &Path, count: usize) -> Result<Vec<PersonId>, BenchError> {
    let (house, _stop) = house::open_at(folder, Config::default()).await?;
    let ids = house::ids(&house, count);
    house::people(&house, &ids, |_| Vec::new()).await?;
    let now = house.clock.now();
    let keys: Vec<Browser> = (1..=KEYS).map(Browser::of).collect();
    let all: Vec<(u32, PersonId)> = (0..).zip(ids.iter().copied()).collect();
    for some in all.chunks(1000) {
        let mut change = Change::new();
        for ((n, person), key) in some.iter().zip(keys.iter().cycle()) {
            // A square of 4 km in the middle of the zone.
            let (north, east) = (float(u64::from(n % 100)), float(u64::from(n / 100 % 100)));
            let cell = Cell::at(48.842 + north * 0.000_36, 2.323 + east * 0.000_54, 9)?;
            let home = Presence { person: *person, slot: PlaceKind::Home, cell, expires: None };
            change = house.register.set_presence(change, &home);
            let browser = key.subscribed_at(&format!("https://push.example/p/{n}"));
            change = reach::store::devices::add(change, &house, *person, None, &browser, now);
        }
        // Nobody needs to hear of it: it is read when the house opens.
        change.events.clear();
        house.store.apply(change).await?;
    }
    house.store.close().await;
    Ok(ids)
}

/// Somebody who writes all the time, one after the other.
struct Beside {
    over: Arc<AtomicBool>,
    task: tokio::task::JoinHandle<(u32, Duration)>,
}

impl Beside {
    fn start(house: &House) -> Self {
        let (over, house) = (Arc::new(AtomicBool::new(false)), house.clone());
        let stopped = Arc::clone(&over);
        let task = tokio::spawn(async move {
            let (mut writes, mut slowest) = (0_u32, Duration::ZERO);
            while !stopped.load(Ordering::Relaxed) {
                let now = house.clock.now();
                let who = PersonId::from_bytes([1; 16]).bytes();
                let change = house.register.take_allowance(Change::new(), "bench", &who, now, Span::days(1), i64::MAX);
                let watch = Stopwatch::start();
                if house.store.apply(change).await.is_err() {
                    break;
                }
                slowest = slowest.max(watch.elapsed());
                writes = writes.saturating_add(1);
            }
            (writes, slowest)
        });
        Self { over, task }
    }
    async fn stop(self) -> (u32, Duration) {
        self.over.store(true, Ordering::Relaxed);
        self.task.await.unwrap_or_default()
    }
}
