//! The nearest ten doors with room among a hundred thousand: the index in memory against PostGIS.
//!
//! Both are asked from the same hundred places, for two places each. Ours ends with the ids and the distances in the memory of this process. PostGIS is
//! given what helps it: one row per door with its point and the places left, a GiST index over the doors with room alone (a partial
//! index), in the plane and not on the ellipsoid, rows in the order of the index, `VACUUM ANALYZE`, everything in its
//! buffers, each place a constant of a prepared query, a socket instead of a network. It answers by distance from the index
//! (`ORDER BY … <-> … LIMIT 10`, KNN). The distances of both answers are compared, place by place.

use std::{fmt::Write as _, sync::Arc};

use kernel::{Cell, Clock, Dice, DoorId, SeededDice, SystemClock, Time};
use places::{Facts, Index, Kind, Want};
use store::testing::{Cluster, Disk, PlainClient, Prepared};
use web::Config;

use super::{
    Bench, BenchError, BenchLine, Options, compare,
    doors::{Spot, open, share, somewhere},
    house,
};
use crate::load::{self, Load};

/// The bench.
pub const BENCH: Bench = Bench {
    name: "doors_near_vs_postgis",
    about: "the nearest ten doors with room among a hundred thousand: ours against PostGIS KNN; and through HTTP",
    run,
};

const ROUNDS: usize = 9;
const DOORS: f64 = 100_000.0;
const PLACES_ASKED: usize = 100;
/// Questions of ours in a round: one alone is too short for the clock.
const OURS_PER_ROUND: usize = 20_000;
const NEAREST: usize = 10;
const HTTP: u64 = 40_000;

fn run(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?.block_on(measure(options))
}

struct Known {
    id: DoorId,
    cell: Cell,
    left: u16,
}

async fn measure(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let dice: Arc<dyn Dice> = Arc::new(SeededDice::new(2015));
    let how_many: usize = format!("{:.0}", (DOORS * options.scale.unwrap_or(1.0)).max(100.0)).parse()?;
    let mut doors = Vec::with_capacity(how_many);
    for _ in 0..how_many {
        // Two doors of three are full, as on the night.
        let left = if share(&*dice) < 0.66 { 0 } else { 1 + u16::try_from(dice.number() % 6)? };
        doors.push(Known { id: dice.id(Time(1_447_440_000_000_000)), cell: somewhere(&*dice)?, left });
    }
    let mut asked = Vec::new();
    for _ in 0..PLACES_ASKED {
        asked.push(somewhere(&*dice)?);
    }
    let http = through_http(&doors, &asked).await?;
    let mut index = Index::new();
    let open = Facts { left: 0, until: Time(i64::MAX), kind: Kind::Public, suits: 0, rank: 0, suspended: false };
    for door in &doors {
        index.upsert(door.id, door.cell, Facts { left: door.left, ..open });
    }
    let want = Want { places: 2, now: Time(0), ..Want::default() };

    let cluster = match Cluster::start(Disk::Durable) {
        Ok(cluster) => cluster,
        Err(fault) => {
            return Ok(vec![alone(&index, &want, &asked, &format!("skipped: no PostgreSQL: {fault}; {http}"))]);
        }
    };
    let db = PlainClient::connect(&cluster.empty_database().await?).await?;
    if db.run("CREATE EXTENSION postgis").await.is_err() {
        let why = format!("skipped: no PostGIS; on Debian: apt-get install postgresql-15-postgis-3; {http}");
        return Ok(vec![alone(&index, &want, &asked, &why)]);
    }
    load(&db, &doors).await?;
    let mut queries = Vec::new();
    for from in &asked {
        queries.push(db.prepare(&query(*from)).await?);
    }
    same(&db, &index, &want, &asked, &doors, &queries).await?;
    let plan = db.texts(&format!("EXPLAIN (COSTS OFF) {}", query(*asked.first().ok_or("no place")?))).await?.join(" ");
    if !plan.contains("doors_centre") {
        return Err(format!("the peer does not use its index: {plan}").into());
    }
    let theirs = async || {
        let begun = SystemClock.now();
        for query in &queries {
            std::hint::black_box(db.ids::<DoorId>(query).await?);
        }
        Ok(rate(queries.len(), begun))
    };
    theirs().await?;
    let found = compare(ROUNDS, async || Ok(ours(&index, &want, &asked)), theirs).await?;
    let note = format!(
        "{} doors, a third with room, {NEAREST} nearest with two places from {PLACES_ASKED} places, the same distances on both sides; one at a \
         time on one core each: ours {:.1} µs, the peer {:.0} µs; plan: {}; {http}",
        doors.len(),
        1e6 / found.ours,
        1e6 / found.peer,
        plan.split_whitespace().collect::<Vec<_>>().join(" "),
    );
    let name = BENCH.name.to_owned();
    Ok(vec![BenchLine { name, ratio: Some(found.ratio), ours: found.ours, peer: Some(found.peer), unit: "/s", note }])
}

fn alone(index: &Index<DoorId>, want: &Want, asked: &[Cell], why: &str) -> BenchLine {
    let (name, note) = (BENCH.name.to_owned(), why.to_owned());
    BenchLine { name, ratio: None, ours: ours(index, want, asked), peer: None, unit: "/s", note }
}

fn ours(index: &Index<DoorId>, want: &Want, asked: &[Cell]) -> f64 {
    let begun = SystemClock.now();
    for from in asked.iter().cycle().take(OURS_PER_ROUND) {
        std::hint::black_box(index.nearest(*from, std::hint::black_box(want), NEAREST));
    }
    rate(OURS_PER_ROUND, begun)
}

fn rate(how_many: usize, begun: Time) -> f64 {
    let micros = i32::try_from(SystemClock.now().since(begun).0).map_or(f64::INFINITY, |m| f64::from(m.max(1)));
    f64::from(u32::try_from(how_many).unwrap_or(u32::MAX)) * 1e6 / micros
}

/// A cell's centre in a plane, in degrees of latitude: true to a thousandth over a city.
fn plane(cell: Cell) -> (f64, f64) {
    let (lat, lon) = cell.centre();
    (lon * 48.86_f64.to_radians().cos(), lat)
}

fn query(from: Cell) -> String {
    let (x, y) = plane(from);
    format!(
        "SELECT id FROM doors WHERE places >= 2 AND places > 0 ORDER BY centre <-> ST_Point({x}, {y}) LIMIT {NEAREST}"
    )
}

async fn load(db: &PlainClient, doors: &[Known]) -> Result<(), BenchError> {
    db.run("CREATE TABLE doors (id BYTEA NOT NULL, places INT NOT NULL, centre geometry(Point) NOT NULL)").await?;
    let pieces = doors.chunks(10_000).map(|chunk| {
        let mut text = String::new();
        for door in chunk {
            let (x, y) = plane(door.cell);
            let id = door.id.to_string().replace('-', "");
            // Writing to a String does not fail.
            let _ = writeln!(text, "\\\\x{id}\t{}\tPOINT({x} {y})", door.left);
        }
        text
    });
    db.copy("COPY doors (id, places, centre) FROM STDIN", pieces).await?;
    db.run("CREATE INDEX doors_centre ON doors USING gist (centre) WHERE places > 0").await?;
    db.run("CREATE INDEX doors_all ON doors USING gist (centre)").await?;
    db.run("CLUSTER doors USING doors_all").await?;
    db.run("DROP INDEX doors_all").await?;
    db.run("VACUUM (ANALYZE, FREEZE) doors").await?;
    db.run("SET random_page_cost = 1.1; SET jit = off").await?;
    Ok(())
}

/// The distances of both answers are the same. Doors of one cell are equally far, so that their ids may differ.
async fn same(
    db: &PlainClient,
    index: &Index<DoorId>,
    want: &Want,
    asked: &[Cell],
    doors: &[Known],
    queries: &[Prepared],
) -> Result<(), BenchError> {
    let cells: std::collections::HashMap<DoorId, Cell> = doors.iter().map(|d| (d.id, d.cell)).collect();
    let far = |from: Cell, to: Cell| {
        let (a, b) = (plane(from), plane(to));
        (a.0 - b.0).hypot(a.1 - b.1) * 111_200.0
    };
    for (from, query) in asked.iter().zip(queries) {
        let ours: Vec<f64> = index.nearest(*from, want, NEAREST).iter().map(|h| far(*from, h.cell)).collect();
        let theirs: Vec<DoorId> = db.ids(query).await?;
        let theirs: Vec<f64> = theirs.iter().filter_map(|id| cells.get(id)).map(|c| far(*from, *c)).collect();
        let close =
            ours.len() == theirs.len() && ours.iter().zip(&theirs).all(|(a, b)| (a - b).abs() <= 3.0 + b * 0.003);
        if !close {
            return Err(format!("the answers differ: {ours:?} here, {theirs:?} there").into());
        }
    }
    Ok(())
}

/// The same question over HTTP: doors on disk and in memory as a server has them.
async fn through_http(doors: &[Known], asked: &[Cell]) -> Result<String, BenchError> {
    let folder = tempfile::tempdir()?;
    let rooms = [safety::room(), doors::room()];
    let (house, _stop) = house::open_with(folder.path(), Config::default(), &rooms).await?;
    let incident = house::drill(&house).await?;
    let spots: Vec<Spot> =
        doors.iter().filter(|d| d.left > 0).map(|d| Spot { cell: d.cell, places: i64::from(d.left) }).collect();
    open(&house, incident, &spots).await?;
    let (listener, to) = house::listener()?;
    let serving = tokio::spawn(axum::serve(listener, web::router(&rooms, house.clone())).into_future());
    let asked: Arc<Vec<String>> = Arc::new(asked.iter().map(ToString::to_string).collect());
    let mut rates = Vec::new();
    for requests in [HTTP / 10, HTTP] {
        let asked = Arc::clone(&asked);
        let report = load::make(Load { to, connections: 64, requests, every: None }, move |turn, out| {
            let n = usize::try_from(turn.number).unwrap_or(0) % asked.len().max(1);
            let cell = asked.get(n).map_or("", String::as_str);
            load::request(out, "GET", &format!("/api/v1/doors?near={cell}&places=2"), &[], b"");
        })
        .await?;
        if report.statuses.keys().any(|s| *s != 200) {
            return Err(format!("not every answer was 200: {:?}", report.statuses).into());
        }
        rates.push(report.rate());
    }
    serving.abort();
    Ok(format!(
        "through HTTP {:.0}/s over 64 connections, {} doors with room",
        rates.last().unwrap_or(&0.0),
        spots.len()
    ))
}
