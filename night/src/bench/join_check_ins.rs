//! Five thousand check-ins a second while twenty thousand people are sought: what the join costs whoever answers, how far it is behind, and
//! whether it finds those who are sought.
//!
//! Two houses in one process, on stores of their own, get the same paced check-ins over HTTP in turn: one in which nobody can be sought, one
//! with the searches. One in a hundred of those who answer is sought, under their name and a telephone that they have proven; nobody else is.
//! Then the second house gets them as fast as they can be answered, until the last has been joined.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use kernel::{IncidentId, PersonId, Visitor};
use missing::{
    acts::{Raw, post},
    model::{Ages, Relation},
};
use names::invent::Inventor;
use store::{params, sql};
use tokio::sync::watch;
use web::{Config, House, Room};

use super::{Bench, BenchError, BenchLine, Options, house, median};
use crate::{
    load::{Load, Report},
    numbers::{float, whole},
    stopwatch::{Stopwatch, per_second},
};

/// The bench.
pub const BENCH: Bench = Bench {
    name: "join_check_ins",
    about: "5,000 check-ins/s while 20,000 people (× --scale) are sought: the delay of an answer with and without, and the join's own speed",
    run,
};

sql! {
    PROPOSED = "SELECT CAST(COALESCE(SUM(CASE WHEN state = 1 THEN 1 ELSE 0 END), 0) AS BIGINT), COUNT(*) FROM reunion";
}

const SOUGHT: f64 = 20_000.0;
/// Who answers.
const PEOPLE: usize = 50_000;
/// One of so many of them is sought.
const ONE_OF: usize = 100;
/// Searches that one seeker has on.
const EACH: usize = 10;
const ROUNDS: u32 = 3;
const A_ROUND: u64 = 25_000;
/// 5,000 a second.
const EVERY: Duration = Duration::from_micros(200);
const CONNECTIONS: usize = 256;
/// Who joins.
const LISTENER: &str = "missing";

fn run(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?.block_on(measure(options))
}

/// A house whose people answer.
struct Side {
    house: House,
    path: Arc<String>,
    tokens: Arc<Vec<String>>,
    at: SocketAddr,
    _stop: watch::Sender<bool>,
    _folder: tempfile::TempDir,
}

async fn measure(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let sought = usize::try_from(whole((SOUGHT * options.scale.unwrap_or(1.0)).max(1000.0)))?;
    let people = names_of(2015, PEOPLE);
    let without = side(&[safety::room()], &people, 0).await?;
    let with = side(&[safety::room(), missing::room()], &people, sought).await?;
    heard(&with.house).await?;
    let (mut theirs, mut ours, mut behind) = (Vec::new(), Vec::new(), Duration::ZERO);
    for round in 0..ROUNDS {
        theirs.push(press(&without, round, Some(EVERY), A_ROUND).await?);
        ours.push(press(&with, round, Some(EVERY), A_ROUND).await?);
        let watch = Stopwatch::start();
        heard(&with.house).await?;
        behind = behind.max(watch.elapsed());
    }
    let ms = |all: &[Report], of_thousand: usize| {
        let each: Vec<f64> = all.iter().map(|r| r.latency(of_thousand).as_secs_f64() * 1000.0).collect();
        median(&each)
    };
    let least = ours.iter().map(Report::rate).fold(f64::INFINITY, f64::min);
    let all = u64::try_from(PEOPLE)?;
    let watch = Stopwatch::start();
    press(&with, ROUNDS, None, all).await?;
    let answered = watch.elapsed();
    heard(&with.house).await?;
    let joined = watch.elapsed();
    let row = with.house.store.one(PROPOSED, params![]).await?.ok_or("no row")?;
    let (asked, proposed) = (row.int(0)?, row.int(1)?);
    let planted = i64::try_from(PEOPLE.div_ceil(ONE_OF).min(sought))?;
    if asked < planted {
        return Err(format!("{planted} people are sought and answered, and only {asked} were asked").into());
    }
    let note = format!(
        "p99 of an answer at 5,000 check-ins/s while {sought} people are sought, and while nobody can be; in the middle {:.2} and {:.2} ms; \
         at least {least:.0}/s were answered; joined {:.0} ms after the last answer at most; {asked} of {planted} who are sought were asked, \
         {} more proposals",
        ms(&ours, 500),
        ms(&theirs, 500),
        behind.as_secs_f64() * 1000.0,
        proposed.saturating_sub(planted),
    );
    Ok(vec![
        BenchLine {
            name: BENCH.name.to_owned(),
            ratio: Some(ms(&ours, 990) / ms(&theirs, 990).max(f64::EPSILON)),
            ours: ms(&ours, 990),
            peer: Some(ms(&theirs, 990)),
            unit: "ms",
            note,
        },
        BenchLine {
            name: "join_check_ins_burst".to_owned(),
            ratio: None,
            ours: per_second(all, joined),
            peer: None,
            unit: "/s",
            note: format!(
                "{PEOPLE} check-ins as fast as they can be answered, until the last is joined with {sought} searches: answered at {:.0}/s",
                float(all) / answered.as_secs_f64(),
            ),
        },
    ])
}

fn names_of(seed: u64, count: usize) -> Vec<String> {
    let mut inventor = Inventor::new(seed);
    (0..count).map(|_| inventor.person().name()).collect()
}

/// The telephone of one of those who answer.
fn phone(n: usize) -> String {
    format!("+336{n:08}")
}

async fn side(rooms: &[Room], people: &[String], sought: usize) -> Result<Side, BenchError> {
    let folder = tempfile::tempdir()?;
    let (house, stop) = house::open_with(folder.path(), Config::default(), rooms).await?;
    let incident = house::drill(&house).await?;
    let ids = house::ids(&house, people.len());
    house::named_people(&house, &ids, |n| people.get(n).cloned().unwrap_or_default(), |_| Vec::new()).await?;
    house::prove(&house, &ids, phone).await?;
    let tokens = Arc::new(house::sessions(&house, &ids).await?);
    if sought > 0 {
        seek(&house, incident, people, sought).await?;
    }
    let (listener, at) = house::listener()?;
    tokio::spawn(axum::serve(listener, web::router(rooms, house.clone())).into_future());
    let path = Arc::new(format!("/api/v1/incidents/{incident}/check-ins"));
    Ok(Side { house, path, tokens, at, _stop: stop, _folder: folder })
}

/// Searches: for one of a hundred of these people, and for others.
async fn seek(house: &House, incident: IncidentId, people: &[String], sought: usize) -> Result<(), BenchError> {
    let seekers: Vec<PersonId> = house::ids(house, sought.div_ceil(EACH));
    house::people(house, &seekers, |_| Vec::new()).await?;
    house::prove(house, &seekers, |n| format!("seeker{n}@example.org")).await?;
    let planted: Vec<(String, Option<String>)> =
        people.iter().enumerate().step_by(ONE_OF).map(|(n, name)| (name.clone(), Some(phone(n)))).collect();
    let others = names_of(1113, sought.saturating_sub(planted.len())).into_iter().map(|name| (name, None));
    let all: Vec<(String, Option<String>)> = planted.into_iter().chain(others).take(sought).collect();
    let of_each: Vec<_> = seekers.iter().flat_map(|s| std::iter::repeat_n(*s, EACH)).zip(all).collect();
    for some in of_each.chunks(64) {
        let posts = some.iter().map(|(seeker, (name, phone))| async {
            let raw = Raw {
                incident: Some(incident),
                name: name.clone(),
                ages: Some(Ages { low: 30, high: 35 }),
                relation: Some(Relation::Family),
                phone: phone.clone(),
                told_police: true,
                ..Raw::default()
            };
            let visitor = Visitor::Person { id: *seeker, session: house.dice.id(house.clock.now()) };
            post(house, &visitor, raw).await.map_err(|e| BenchError::from(format!("{e:?}")))
        });
        futures_util::future::try_join_all(posts).await?;
    }
    Ok(())
}

/// They answer.
async fn press(side: &Side, round: u32, every: Option<Duration>, requests: u64) -> Result<Report, BenchError> {
    let load = Load { to: side.at, connections: CONNECTIONS, requests, every };
    let round = u64::from(round);
    house::check_ins(load, &side.path, &side.tokens, (round, round.saturating_mul(A_ROUND))).await
}

/// Until all that is on disk has been joined.
async fn heard(house: &House) -> Result<(), BenchError> {
    let last = house.store.position().await?;
    while house.store.cursor(LISTENER).await?.pos < last {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    Ok(())
}
