//! A burst of answers, each of somebody with a circle: how many of them a second are heard by the listener that drops the questions they
//! answer and tells circles, on disk.

use std::time::Duration;

use kernel::PersonId;
use notify::push::testing::Browser;
use register::Circle;
use safety::{
    acts::{self, Answering},
    model::{Answer, Press},
};
use store::Change;
use web::{Config, House};

use super::{Bench, BenchError, BenchLine, Options, house};
use crate::{
    numbers::{float, whole},
    stopwatch::Stopwatch,
};

/// The bench.
pub const BENCH: Bench = Bench {
    name: "facts_heard",
    about: "20,000 answers (× --scale) of people with a circle of eight: how fast circles are told of them, embedded store",
    run,
};

const PEOPLE: f64 = 20_000.0;
/// Who hears them.
const LISTENER: &str = "reach";
/// Keys that browsers take turns with; each endpoint is its own.
const KEYS: u64 = 256;
/// Friends on each side of somebody.
const SIDE: usize = 4;
/// Answers under way at once.
const AT_ONCE: usize = 64;

fn run(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?.block_on(measure(options))
}

async fn measure(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let count = usize::try_from(whole((PEOPLE * options.scale.unwrap_or(1.0)).max(100.0)))?;
    let folder = tempfile::tempdir()?;
    // The answers are written while nobody hears them: what is measured is the hearing.
    let (deaf, stop) = house::open_at(folder.path(), Config::default()).await?;
    let ids = house::ids(&deaf, count);
    let circle = |n: usize| {
        let mut circle = Circle::default();
        for step in 1..=SIDE {
            for other in [n.saturating_add(step), n.saturating_add(count).saturating_sub(step)] {
                let friend = ids.get(other.checked_rem(count).unwrap_or(0));
                let _ = friend.map(|f| circle.insert(*f, Circle::CAP));
            }
        }
        circle.blob().to_vec()
    };
    house::people(&deaf, &ids, circle).await?;
    browsers(&deaf, &ids).await?;
    let incident = house::drill(&deaf).await?;
    deaf.store.cursor(LISTENER).await?;
    let pressing = Stopwatch::start();
    for some in ids.chunks(AT_ONCE) {
        let presses = some.iter().map(|person| async {
            let press = Press { answer: Answer::Safe, at: None, message: None };
            let how = Answering { person: *person, incident, client_id: None, channel: register::Channel::Web };
            acts::check_in(&deaf, &how, &press).await.map(drop).map_err(|e| BenchError::from(format!("{e:?}")))
        });
        futures_util::future::try_join_all(presses).await?;
    }
    let pressed = pressing.elapsed();
    let last = deaf.store.position().await?;
    stop.send_replace(true);
    deaf.store.close().await;

    let watch = Stopwatch::start();
    let (house, stop) = house::open_with(folder.path(), Config::default(), &[safety::room(), reach::room()]).await?;
    until_heard(&house, last).await?;
    let took = watch.elapsed();
    let queued: i64 = house.queue.waiting().await?.iter().map(|w| w.count).sum();
    stop.send_replace(true);
    house.store.close().await;
    let all = float(u64::try_from(count)?);
    Ok(vec![BenchLine {
        name: BENCH.name.to_owned(),
        ratio: None,
        ours: all / took.as_secs_f64(),
        peer: None,
        unit: "/s",
        note: format!(
            "{count} answers, {} in each circle: {queued} messages queued in {:.1} s; the answers were given in {:.1} s",
            SIDE.saturating_mul(2),
            took.as_secs_f64(),
            pressed.as_secs_f64(),
        ),
    }])
}

/// Everybody has a browser that takes notifications.
async fn browsers(house: &House, ids: &[PersonId]) -> Result<(), BenchError> {
    let now = house.clock.now();
    let keys: Vec<Browser> = (1..=KEYS).map(Browser::of).collect();
    let all: Vec<_> = (0_u64..).zip(ids).collect();
    for some in all.chunks(1000) {
        let mut change = Change::new();
        for ((n, person), key) in some.iter().zip(keys.iter().cycle()) {
            let browser = key.subscribed_at(&format!("https://push.example/p/{n}"));
            change = reach::store::devices::add(change, house, **person, None, &browser, now);
        }
        house.store.apply(change).await?;
    }
    Ok(())
}

async fn until_heard(house: &House, last: i64) -> Result<(), BenchError> {
    while house.store.cursor(LISTENER).await?.pos < last {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(())
}
