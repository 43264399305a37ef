//! Claims of places: the whole path over HTTP, from the session to the disk, on both stores.
//!
//! Twenty thousand people ask three hundred doors for one to four places each, more than there are, over 256 connections. When it is over the
//! books are read: every place that is taken is somebody's, and no door has more guests than places.

use std::{collections::BTreeMap, sync::Arc};

use kernel::{Clock, Dice, SeededDice, SystemClock};
use store::{
    Store, params, sql,
    testing::{Cluster, Disk},
};
use web::{Config, House};

use super::{
    Bench, BenchError, BenchLine, Options,
    doors::{Spot, open, somewhere},
    house,
};
use crate::load::{self, Load};

/// The bench.
pub const BENCH: Bench = Bench {
    name: "claims",
    about: "claims of places at doors over HTTP, 256 connections, on SQLite and on PostgreSQL; overbooked places are counted",
    run,
};

sql! {
    BOOKS = "SELECT CAST(COALESCE(SUM(CASE WHEN taken > places OR taken <> (SELECT CAST(COALESCE(SUM(s.places), 0) AS BIGINT) FROM stay s \
        WHERE s.door = door.id AND s.state IN (1, 2, 3)) THEN 1 ELSE 0 END), 0) AS BIGINT), CAST(COALESCE(SUM(taken), 0) AS BIGINT), \
        CAST(COALESCE(SUM(places), 0) AS BIGINT) FROM door";
}

const CONNECTIONS: usize = 256;
const GUESTS: f64 = 20_000.0;
const DOORS: usize = 300;
const PLACES: i64 = 120;

fn run(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(measure(options))
}

async fn measure(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let mut lines = Vec::new();
    for round in 1..=2 {
        let folder = tempfile::tempdir()?;
        let (house, _stop) = house::open_with(folder.path(), Config::default(), &rooms()).await?;
        lines.push(rush(&house, &format!("claims_sqlite_{round}"), options).await?);
    }
    let cluster = match Cluster::start(Disk::Durable) {
        Ok(cluster) => cluster,
        Err(fault) => {
            let note = format!("skipped: no PostgreSQL: {fault}");
            lines.push(BenchLine {
                name: "claims_postgres".to_owned(),
                ratio: None,
                ours: 0.0,
                peer: None,
                unit: "/s",
                note,
            });
            return Ok(lines);
        }
    };
    let (url, clock): (String, Arc<dyn Clock>) = (cluster.database().await?, Arc::new(SystemClock));
    let folder = tempfile::tempdir()?;
    let store = Store::postgres(&url, clock).await?;
    let (house, _stop) = house::open_on(store, folder.path(), Config::default(), &rooms()).await?;
    lines.push(rush(&house, "claims_postgres", options).await?);
    Ok(lines)
}

fn rooms() -> Vec<web::Room> {
    vec![safety::room(), doors::room()]
}

async fn rush(house: &House, name: &str, options: Options) -> Result<BenchLine, BenchError> {
    let incident = house::drill(house).await?;
    let dice: Arc<dyn Dice> = Arc::new(SeededDice::new(13));
    let mut spots = Vec::new();
    for _ in 0..DOORS {
        spots.push(Spot { cell: somewhere(&*dice)?, places: PLACES });
    }
    let doors = Arc::new(open(house, incident, &spots).await?);
    let guests: f64 = GUESTS * options.scale.unwrap_or(1.0);
    let ids = house::ids(house, format!("{:.0}", guests.max(1.0)).parse()?);
    house::people(house, &ids, |_| Vec::new()).await?;
    // Who has proven nothing may hold half of a place, and few of an area ask at once.
    house::prove(house, &ids, |n| format!("guest{n}@example.org")).await?;
    let tokens = Arc::new(house::sessions(house, &ids).await?);
    let (listener, to) = house::listener()?;
    let serving = tokio::spawn(axum::serve(listener, web::router(&rooms(), house.clone())).into_future());
    let requests = u64::try_from(ids.len())?;
    let report = load::make(Load { to, connections: CONNECTIONS, requests, every: None }, move |turn, out| {
        let n = usize::try_from(turn.number).unwrap_or(0);
        let token = tokens.get(n).map_or("", String::as_str);
        // Doors are asked in turn, so that none is asked more often in an hour than a door may be.
        let door = doors.get(n % doors.len().max(1)).map(ToString::to_string).unwrap_or_default();
        let places = 1 + turn.number / 7 % 4;
        let body = format!("{{\"places\":{places},\"place\":{{\"lat\":48.86,\"lon\":2.34}},\"name\":\"Alba\"}}");
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        load::request(out, "POST", &format!("/api/v1/doors/{door}/stays"), &headers, body.as_bytes());
    })
    .await?;
    serving.abort();
    let books = house.store.one(BOOKS, params![]).await?.ok_or("no books")?;
    let (wrong, taken, places) = (books.int(0)?, books.int(1)?, books.int(2)?);
    if wrong != 0 {
        return Err(format!("{wrong} doors have more guests than places, or places that are nobody's").into());
    }
    let statuses: &BTreeMap<u16, u64> = &report.statuses;
    if statuses.keys().any(|s| !matches!(s, 201 | 409)) {
        return Err(format!("not every answer was a yes or a no: {statuses:?}").into());
    }
    let note = format!(
        "{requests} claims of one to four places by as many people, {DOORS} doors, {CONNECTIONS} connections: {} accepted, {} refused for \
         want of room, {taken} of {places} places taken, none twice; every claim on disk before its answer",
        statuses.get(&201).unwrap_or(&0),
        statuses.get(&409).unwrap_or(&0),
    );
    Ok(BenchLine { name: name.to_owned(), ratio: None, ours: report.rate(), peer: None, unit: "/s", note })
}
