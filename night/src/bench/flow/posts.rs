//! Three thousand posts a second for a minute, over HTTP: session, limits, masking, hashtags, what they are copies of, the disk; one in twenty
//! is a copy of one of forty rumours. Half of these are ruled false in the middle. At the end everything is counted: every post is there,
//! every copy stands in its rumour and nothing else does, and every copy of what was ruled, before and after, shows it.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use feed::{
    acts::truth,
    model::rumour::{NewRuling, Verdict},
    store::rumours,
};
use kernel::{IncidentId, Role, RumourId, SeededDice};
use store::{params, sql};
use web::House;

use super::{
    super::{Bench, BenchError, BenchLine, Options, house},
    TAG, broken, incident, milliseconds, open, rooms, sentence, staff, words, writers,
};
use crate::{
    load::{self, Load},
    numbers::{float, whole},
    stopwatch::Stopwatch,
};

/// The bench.
pub const BENCH: Bench = Bench {
    name: "posts",
    about: "3,000 posts a second (× --scale) for a minute over HTTP, one in twenty a copy of a rumour: all gathered, half ruled in the middle",
    run,
};

sql! {
    POSTS = "SELECT COUNT(*) FROM post WHERE incident = $1 AND state = 0";
    COPIES = "SELECT rumour, COUNT(*) FROM rumour_post WHERE apart = 0 GROUP BY rumour";
    SHOWN_FALSE = "SELECT COUNT(*) FROM post WHERE incident = $1 AND truth = 4";
}

const A_SECOND: f64 = 3_000.0;
const SECONDS: u64 = 60;
const CONNECTIONS: usize = 128;
/// Rumours that go about; one post in so many is a copy of one of them.
const RUMOURS: usize = 40;
const ONE_IN: u64 = 20;
/// Each writes so many times in this minute.
const EACH: usize = 3;
/// How rumours are told on: what is around them changes.
const TOLD: [(&str, &str); 6] =
    [("", ""), ("URGENT ! ", ""), ("", " !!!"), ("Info : ", " ..."), ("svp partagez ", ""), ("", " (confirmé)")];
/// How often it is looked whether everything is gathered.
const LOOK: Duration = Duration::from_millis(50);
/// How long it may take until everything is gathered.
const PATIENCE: Duration = Duration::from_secs(120);

fn run(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(measure(options))
}

/// What is written: post `n`, the same whenever it is asked for.
struct Texts {
    rumours: Vec<String>,
    words: Vec<String>,
}

impl Texts {
    fn rumour(n: u64) -> Option<usize> {
        let copies = n / ONE_IN;
        n.is_multiple_of(ONE_IN).then(|| usize::try_from(copies).unwrap_or(0) % RUMOURS)
    }
    fn of(&self, n: u64) -> String {
        let dice = SeededDice::new(n);
        let told = match Self::rumour(n).and_then(|r| self.rumours.get(r)) {
            Some(rumour) => {
                let (before, after) = crate::numbers::one_of(&dice, &TOLD).copied().unwrap_or_default();
                format!("{before}{rumour}{after}")
            }
            None => sentence(&dice, &self.words, 12),
        };
        format!("{told} #{TAG}")
    }
}

async fn measure(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let folder = tempfile::tempdir()?;
    let (house, stop) = open(folder.path()).await?;
    let incident = incident(&house).await?;
    let a_second = A_SECOND * options.scale.unwrap_or(1.0);
    let requests = whole(a_second).max(20).saturating_mul(SECONDS);
    let tokens = Arc::new(writers(&house, usize::try_from(requests)?.div_ceil(EACH)).await?);
    let dice = SeededDice::new(13);
    let words = words(&dice);
    let rumours = (0..RUMOURS).map(|_| sentence(&dice, &words, 14)).collect();
    let texts = Arc::new(Texts { rumours, words });

    let (listener, to) = house::listener()?;
    let serving = tokio::spawn(axum::serve(listener, web::router(&rooms(), house.clone())).into_future());
    let halfway = tokio::spawn(rule_half(house.clone(), incident, Duration::from_secs(SECONDS / 2)));
    let every = Some(Duration::from_secs_f64(1.0 / a_second));
    let written = Arc::clone(&texts);
    let report = load::make(Load { to, connections: CONNECTIONS, requests, every }, move |turn, out| {
        let n = usize::try_from(turn.number).unwrap_or(0);
        let bearer = format!("Bearer {}", tokens.get(n % tokens.len().max(1)).map_or("", String::as_str));
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        let body = format!("{{\"text\":\"{}\",\"lang\":\"fr\"}}", written.of(turn.number));
        load::request(out, "POST", "/api/v1/posts", &headers, body.as_bytes());
    })
    .await?;
    if report.statuses.get(&201) != Some(&requests) {
        return Err(format!("not every post was taken: {:?}", report.statuses).into());
    }
    // Those that nobody rules on any more are gathered too.
    let copies = (0..requests).filter(|n| Texts::rumour(*n).is_some()).count();
    let watch = Stopwatch::start();
    let ruled = halfway.await??;
    let of_each = loop {
        let of_each = gathered(&house).await?;
        let all = of_each.values().sum::<u64>() == u64::try_from(copies)?;
        let due: u64 = ruled.iter().filter_map(|r| of_each.get(r)).sum();
        // Looking through every post takes from those who gather: not before all are there.
        let shown = if all { false_ones(&house, incident).await? } else { 0 };
        if all && shown == due {
            break of_each;
        }
        if watch.elapsed() > PATIENCE {
            return Err(
                format!("{:?} of {copies} copies gathered, {shown} of {due} shown as false", of_each.values()).into()
            );
        }
        tokio::time::sleep(LOOK).await;
    };
    let after = watch.elapsed();
    serving.abort();
    let kept = house.store.one(POSTS, params![incident]).await?.ok_or("no count")?.int(0)?;
    if u64::try_from(kept)? != requests || of_each.len() != RUMOURS {
        return Err(format!("{kept} of {requests} posts are there, in {} rumours", of_each.len()).into());
    }
    stop.send_replace(true);
    house.store.close().await;
    let [middle, most, last] = [500, 990, 1000].map(|of| milliseconds(report.latency(of)));
    Ok(vec![BenchLine {
        name: BENCH.name.to_owned(),
        ratio: None,
        ours: report.rate(),
        peer: None,
        unit: "/s",
        note: format!(
            "{requests} posts by {} people over {CONNECTIONS} connections, each on disk before its answer: {middle:.1} ms in the middle, p99 \
             {most:.1} ms, the slowest {last:.0} ms from when it was due; {copies} copies of {RUMOURS} rumours, all gathered and nothing \
             else, the last {:.0} ms after the last answer; {} rumours ruled false after {} s, {} copies before and after show it",
            requests.div_ceil(u64::try_from(EACH)?),
            milliseconds(after),
            ruled.len(),
            SECONDS / 2,
            whole(float(ruled.iter().filter_map(|r| of_each.get(r)).sum())),
        ),
    }])
}

/// A verifier rules on every other rumour.
async fn rule_half(house: House, of: IncidentId, after: Duration) -> Result<Vec<RumourId>, BenchError> {
    tokio::time::sleep(after).await;
    let verifier = staff(&house, "Verifier", Role::Verifier).await?;
    let mut ruled = Vec::new();
    for rumour in gathered(&house).await?.into_keys().step_by(2) {
        let version = rumours::one(&house.store, rumour).await?.ok_or("a rumour is gone")?.version;
        let new = NewRuling {
            verdict: Some(Verdict::False),
            what: format!("An invented rumour in {of}"),
            says: "Nothing of that is so.".to_owned(),
            sources: vec!["https://example.org/denied".to_owned()],
            version,
        };
        truth::rule(&house, &verifier, rumour, &new).await.map_err(broken)?;
        ruled.push(rumour);
    }
    Ok(ruled)
}

/// How many copies each rumour has.
async fn gathered(house: &House) -> Result<BTreeMap<RumourId, u64>, BenchError> {
    let rows = house.store.read(COPIES, params![]).await?;
    rows.iter().map(|row| Ok((row.id(0)?, u64::try_from(row.int(1)?)?))).collect()
}

async fn false_ones(house: &House, of: IncidentId) -> Result<u64, BenchError> {
    let row = house.store.one(SHOWN_FALSE, params![of]).await?.ok_or("no count")?;
    Ok(u64::try_from(row.int(0)?)?)
}
