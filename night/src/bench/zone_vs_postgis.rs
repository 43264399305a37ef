//! The people of a city's zone among a million: our index of people by cell against PostGIS on the centres of the same cells.
//!
//! Both begin with a zone that is read and checked already, and end with the ids of the people in the memory of this process.
//! PostGIS is given what helps it: one row per person with the point in it, a GiST index, rows in the order of the index
//! (`CLUSTER`), `VACUUM ANALYZE`, everything in its buffers, the zone as a constant of a prepared query so that it is never
//! parsed again, and a socket instead of a network. Besides the planner's own plan it is pushed to the index by bitmap and
//! to parallel workers; the fastest of them is the peer. The two answers are compared, person by person.

use std::fmt::Write as _;

use kernel::{Cell, Clock, Dice, PersonId, SeededDice, SystemClock, Time, Zone, ZoneLimits};
use register::{PeopleByCell, PlaceKind};
use serde_json::{Value, json};
use store::testing::{Cluster, Disk, PlainClient, Prepared};

use super::{Bench, BenchError, BenchLine, Options, compare, median};

/// The bench.
pub const BENCH: Bench = Bench {
    name: "zone_vs_postgis",
    about: "the people of a detailed city zone among a million: people by cell against PostGIS with a GiST index",
    run,
};

/// Rounds of each side.
const ROUNDS: usize = 11;
/// Selections of ours in a round: one alone is too short for the clock.
const OURS_PER_ROUND: u32 = 20;
const PEOPLE: f64 = 1_000_000.0;
/// The middle of the city: latitude, longitude.
const CITY: (f64, f64) = (48.8600, 2.3430);

fn run(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(measure(options))
}

async fn measure(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let people = invented(PEOPLE * options.scale.unwrap_or(1.0))?;
    let zone = city()?;
    let now = SystemClock.now();
    let index = by_cell(&people);

    let cluster = match Cluster::start(Disk::Durable) {
        Ok(cluster) => cluster,
        Err(fault) => return Ok(vec![alone(&index, &zone, now, &format!("skipped: no PostgreSQL: {fault}"))]),
    };
    let db = PlainClient::connect(&cluster.empty_database().await?).await?;
    if db.run("CREATE EXTENSION postgis").await.is_err() {
        let why = "skipped: no PostGIS; on Debian: apt-get install postgresql-15-postgis-3";
        return Ok(vec![alone(&index, &zone, now, why)]);
    }
    load(&db, &people).await?;
    let peer = Peer::fastest(db, &zone).await?;

    // What is compared must be the same before it is timed; and this warms both.
    let ours = index.in_zone(&zone, now);
    for _ in 0..3 {
        let mut theirs: Vec<PersonId> = peer.db.ids(&peer.select).await?;
        theirs.sort();
        if ours != theirs {
            return Err(format!("the answers differ: {} people here, {} there", ours.len(), theirs.len()).into());
        }
    }
    let compared =
        compare(ROUNDS, async || Ok(1.0 / seconds_of_ours(&index, &zone, now)), async || peer.select().await).await?;
    let server = peer.server_ms().await?;
    let note = format!(
        "ratio of rates; {} of {} people in {:.1} km², {} vertices; ours {:.2} ms, the peer {:.0} ms, of which {server:.0} ms in \
         the server without sending rows (ratio {:.0} to that); same people on both sides; \
         plan: {}; without the index, by a parallel scan: {:.0} ms",
        ours.len(),
        people.len(),
        zone.area_km2(),
        zone.points(),
        1000.0 / compared.ours,
        1000.0 / compared.peer,
        server * compared.ours / 1000.0,
        peer.plan,
        peer.scan_ms,
    );
    Ok(vec![BenchLine {
        name: BENCH.name.to_owned(),
        ratio: Some(compared.ratio),
        ours: compared.ours,
        peer: Some(compared.peer),
        unit: "/s",
        note,
    }])
}

/// Our side when there is no other.
fn alone(index: &PeopleByCell, zone: &Zone, now: Time, why: &str) -> BenchLine {
    let measures: Vec<f64> = (0..ROUNDS).map(|_| 1.0 / seconds_of_ours(index, zone, now)).collect();
    let (name, note) = (BENCH.name.to_owned(), why.to_owned());
    BenchLine { name, ratio: None, ours: median(&measures), peer: None, unit: "/s", note }
}

/// One selection, the mean of several.
fn seconds_of_ours(index: &PeopleByCell, zone: &Zone, now: Time) -> f64 {
    let begun = SystemClock.now();
    for _ in 0..OURS_PER_ROUND {
        std::hint::black_box(index.in_zone(std::hint::black_box(zone), now));
    }
    since(begun) / f64::from(OURS_PER_ROUND)
}

fn since(begun: Time) -> f64 {
    // Microseconds of a few seconds fit.
    i32::try_from(SystemClock.now().since(begun).0).map_or(f64::INFINITY, |micros| f64::from(micros.max(1)) / 1e6)
}

/// PostgreSQL with the people in it.
struct Peer {
    db: PlainClient,
    select: Prepared,
    text: String,
    plan: String,
    /// A scan of the whole table, for comparison.
    scan_ms: f64,
}

/// What is tried to make the peer fast, besides what the planner does by itself.
const WAYS: [&str; 3] = [
    "",
    "SET enable_indexscan = off",
    "SET enable_indexscan = off; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0",
];
/// Without the index, for the note: what a scan of the whole table by all cores would take.
const WITHOUT_INDEX: &str =
    "SET enable_indexscan = off; SET enable_bitmapscan = off; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0";

impl Peer {
    /// The peer with the fastest plan that we know to get out of it.
    async fn fastest(db: PlainClient, zone: &Zone) -> Result<Self, BenchError> {
        let text = format!(
            "SELECT id FROM people WHERE ST_Contains(ST_SetSRID(ST_GeomFromGeoJSON('{}'), 4326), centre)",
            zone.to_geojson()
        );
        let mut peer = Self { select: db.prepare(&text).await?, db, text, plan: String::new(), scan_ms: 0.0 };
        let mut best = (0.0, "");
        for way in WAYS {
            peer.go(way).await?;
            let rate = peer.some_rate().await?;
            if peer.plan.contains("people_centre") && rate > best.0 {
                best = (rate, way);
            }
        }
        if best.0 <= 0.0 {
            return Err("no plan of the peer uses its index".into());
        }
        peer.go(WITHOUT_INDEX).await?;
        peer.scan_ms = 1000.0 / peer.some_rate().await?;
        peer.go(best.1).await?;
        Ok(peer)
    }
    async fn some_rate(&self) -> Result<f64, BenchError> {
        let mut rates = Vec::new();
        for _ in 0..3 {
            rates.push(self.select().await?);
        }
        Ok(median(&rates))
    }
    async fn go(&mut self, way: &str) -> Result<(), BenchError> {
        self.db.run("RESET ALL; SET work_mem = '256MB'; SET random_page_cost = 1.1; SET jit = off").await?;
        self.db.run(way).await?;
        self.select = self.db.prepare(&self.text).await?;
        self.plan = plan(&self.db, &self.text).await?;
        Ok(())
    }
    /// One selection as a rate.
    async fn select(&self) -> Result<f64, BenchError> {
        let begun = SystemClock.now();
        std::hint::black_box(self.db.ids::<PersonId>(&self.select).await?);
        Ok(1.0 / since(begun))
    }
    /// What the server alone takes to find the people, in ms.
    async fn server_ms(&self) -> Result<f64, BenchError> {
        let mut measures = Vec::new();
        for _ in 0..5 {
            let lines = self.db.texts(&format!("EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF) {}", self.text)).await?;
            let found = lines
                .iter()
                .find_map(|l| l.trim().strip_prefix("Execution Time: ")?.strip_suffix(" ms")?.parse::<f64>().ok());
            measures.extend(found);
        }
        Ok(median(&measures))
    }
}

/// The nodes of the plan, outermost first.
async fn plan(db: &PlainClient, text: &str) -> Result<String, BenchError> {
    let lines = db.texts(&format!("EXPLAIN (COSTS OFF) {text}")).await?;
    let nodes = lines.iter().map(|l| l.trim().trim_start_matches("->").trim());
    let nodes: Vec<&str> =
        nodes.filter(|l| l.contains("Scan") || l.contains("Gather") || l.contains("Workers")).collect();
    Ok(nodes.join(" > "))
}

async fn load(db: &PlainClient, people: &[(PersonId, Cell)]) -> Result<(), BenchError> {
    db.run("CREATE TABLE people (id BYTEA NOT NULL, centre geometry(Point, 4326) NOT NULL)").await?;
    let pieces = people.chunks(10_000).map(|chunk| {
        let mut text = String::new();
        for (id, cell) in chunk {
            let (lat, lon) = cell.centre();
            let id = id.to_string().replace('-', "");
            // Writing to a String does not fail.
            let _ = writeln!(text, "\\\\x{id}\tSRID=4326;POINT({lon} {lat})");
        }
        text
    });
    db.copy("COPY people (id, centre) FROM STDIN", pieces).await?;
    db.run("CREATE INDEX people_centre ON people USING gist (centre)").await?;
    db.run("CLUSTER people USING people_centre").await?;
    db.run("VACUUM (ANALYZE, FREEZE) people").await?;
    Ok(())
}

fn by_cell(people: &[(PersonId, Cell)]) -> PeopleByCell {
    let mut index = PeopleByCell::new();
    for (id, cell) in people {
        index.place(*id, PlaceKind::Position, *cell, None);
    }
    index.settle();
    index
}

/// From 0 to 1.
fn share(dice: &dyn Dice) -> f64 {
    f64::from(u32::try_from(dice.number() >> 32).unwrap_or(0)) / f64::from(u32::MAX)
}

/// Invented people: a dense city, its suburbs, and the country around, thinner the farther out.
fn invented(how_many: f64) -> Result<Vec<(PersonId, Cell)>, BenchError> {
    let dice = SeededDice::new(2015);
    let dice: &dyn Dice = &dice;
    let mut people = Vec::new();
    let mut left = how_many;
    while left >= 1.0 {
        left -= 1.0;
        // Distances from the middle, in km, have a Rayleigh distribution: two normal ones (Box and Muller).
        let spread = match share(dice) {
            x if x < 0.40 => 3.6,
            x if x < 0.80 => 11.0,
            _ => 38.0,
        };
        let distance = spread * (-2.0 * share(dice).max(1e-12).ln()).sqrt();
        let angle = std::f64::consts::TAU * share(dice);
        let lat = CITY.0 + distance * angle.sin() / 111.2;
        let lon = CITY.1 + distance * angle.cos() / (111.2 * CITY.0.to_radians().cos());
        people.push((dice.id(Time(1_447_440_000_000_000)), Cell::at(lat, lon, Cell::RESOLUTION)?));
    }
    Ok(people)
}

/// A zone like a large city's limits: 105 km², 1,500 vertices, bays and capes down to some tens of metres.
fn city() -> Result<Zone, BenchError> {
    let vertices: i32 = 1500;
    let corner = |i: i32| -> Value {
        let turn = std::f64::consts::TAU * f64::from(i) / f64::from(vertices);
        let waves = 0.35 * (turn * 3.0 + 1.0).sin() + 0.22 * (turn * 11.0).sin() + 0.07 * (turn * 53.0 + 2.0).cos();
        let km = 5.77 + waves + 0.03 * (turn * 389.0).sin() + 0.015 * (turn * 631.0).cos();
        let lat = CITY.0 + km * turn.sin() / 111.2;
        let lon = CITY.1 + km * turn.cos() / (111.2 * CITY.0.to_radians().cos());
        json!([lon, lat])
    };
    let ring: Vec<Value> = (0..vertices).chain([0]).map(corner).collect();
    Ok(Zone::from_geojson(&json!({"type": "Polygon", "coordinates": [ring]}), &ZoneLimits::default())?)
}
