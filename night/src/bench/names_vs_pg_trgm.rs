//! Searching a name among a million people: our index against PostgreSQL's trigrams (`pg_trgm`), same people, same queries.
//!
//! Both sides are given names in the letters a to z without accents, so that the peer need not know of scripts. The queries are what
//! becomes of names when others write them: two typos, another order, another romanisation, a short form and the like. The peer has
//! a GIN index (similarity above 0.3, its default: a higher one is faster and finds less) or a GiST index (nearest first), one at a
//! time, and the faster of the two is compared; everything is in its buffers, and it uses as many cores as it likes. Recall is the share of queries whose person, or one with
//! the same full name, is among the first ten.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::time::Duration;

use kernel::{Clock, SystemClock, Time};
use names::{
    Index, Name,
    invent::{Inventor, Kind, Person},
};
use store::testing::{Cluster, Disk, PlainClient};

use super::{Bench, BenchError, BenchLine, Options, compare, median};

/// The bench.
pub const BENCH: Bench = Bench {
    name: "names_vs_pg_trgm",
    about: "a name among a million people, as others write it: our index against the trigrams of PostgreSQL",
    run,
};

const PEOPLE: f64 = 1_000_000.0;
/// Queries by which recall is said.
const QUERIES: usize = 300;
/// Of them, those of one round.
const OF_A_ROUND: usize = 15;
const ROUNDS: usize = 9;
/// Searches of the paced run, and how many a second.
const PACED: u32 = 1_500;
const A_SECOND: u32 = 50;
const KINDS: [Kind; 10] = [
    Kind::Typo1,
    Kind::Typo2,
    Kind::Typo2,
    Kind::Order,
    Kind::Accent,
    Kind::Hyphen,
    Kind::Nickname,
    Kind::Transliteration,
    Kind::Transliteration,
    Kind::Phonetic,
];

fn run(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(measure(options))
}

/// Somebody sought.
struct Query {
    text: String,
    /// The number of the full name.
    name: u32,
}

async fn measure(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let mut inventor = Inventor::new(2015);
    let mut people: Vec<Person> = Vec::new();
    let mut left = PEOPLE * options.scale.unwrap_or(1.0);
    while left >= 1.0 {
        left -= 1.0;
        people.push(inventor.person());
    }
    // People with the same full name have one number.
    let mut numbers: HashMap<Vec<String>, u32> = HashMap::new();
    let mut full: Vec<u32> = Vec::with_capacity(people.len());
    let mut index: Index<u32> = Index::new();
    for (id, person) in (0_u32..).zip(&people) {
        let next = u32::try_from(numbers.len())?;
        full.push(*numbers.entry(words(&plain(&person.name()))).or_insert(next));
        index.insert(id, &person.name());
    }
    let memory = resident_mb();
    let mut queries = Vec::new();
    let mut kinds = KINDS.iter().cycle();
    while queries.len() < QUERIES {
        let kind = kinds.next().copied().unwrap_or(Kind::Typo2);
        for _ in 0..500 {
            let at = inventor.below(people.len());
            let (Some(person), Some(&name)) = (people.get(at), full.get(at)) else { break };
            if let Some(text) = inventor.variant(person, kind) {
                queries.push(Query { text, name });
                break;
            }
        }
    }
    let ours = |query: &Query| index.search(&query.text, 10).iter().map(|h| h.id).collect::<Vec<u32>>();
    let found = |ids: &[u32], query: &Query| {
        ids.iter().any(|id| usize::try_from(*id).ok().and_then(|i| full.get(i)) == Some(&query.name))
    };
    let recall = share(queries.iter().filter(|q| found(&ours(q), q)).count(), queries.len());
    let p99 = paced(&index, &queries).await;

    let cluster = match Cluster::start(Disk::Durable) {
        Ok(cluster) => cluster,
        Err(fault) => return Ok(vec![line(None, recall, p99, &format!("skipped: no PostgreSQL: {fault}"))]),
    };
    let db = PlainClient::connect(&cluster.empty_database().await?).await?;
    if db.run("CREATE EXTENSION pg_trgm").await.is_err() {
        let why = "skipped: no pg_trgm; on Debian: apt-get install postgresql-contrib";
        return Ok(vec![line(None, recall, p99, why)]);
    }
    load(&db, &people).await?;
    let peer = Peer::fastest(&db, &queries).await?;
    let mut theirs = 0;
    for query in &queries {
        theirs += usize::from(found(&peer.search(&query.text).await?, query));
    }
    let theirs = share(theirs, queries.len());
    let (mut at, mut peer_at) = (0, 0);
    let compared = compare(
        ROUNDS,
        async || {
            let round: Vec<&Query> = queries.iter().cycle().skip(at).take(OF_A_ROUND).collect();
            at += OF_A_ROUND;
            let begun = SystemClock.now();
            for query in &round {
                std::hint::black_box(ours(query));
            }
            Ok(f64::from(u32::try_from(OF_A_ROUND)?) / since(begun))
        },
        async || {
            let round: Vec<&Query> = queries.iter().cycle().skip(peer_at).take(OF_A_ROUND).collect();
            peer_at += OF_A_ROUND;
            let begun = SystemClock.now();
            for query in &round {
                std::hint::black_box(peer.search(&query.text).await?);
            }
            Ok(f64::from(u32::try_from(OF_A_ROUND)?) / since(begun))
        },
    )
    .await?;
    let note = format!(
        "{} people, {} words, this process {memory} MB with the people; recall at ten {recall:.3}, the peer {theirs:.3}; ours {:.2} ms a \
         search, the peer {:.0} ms: {}; at {A_SECOND} searches/s p99 {p99:.1} ms",
        people.len(),
        index.distinct_words(),
        1000.0 / compared.ours,
        1000.0 / compared.peer,
        peer.said,
    );
    Ok(vec![BenchLine {
        peer: Some(compared.peer),
        ratio: Some(compared.ratio).filter(|_| recall >= theirs),
        ours: compared.ours,
        note,
        ..line(None, recall, p99, "")
    }])
}

fn line(ratio: Option<f64>, recall: f64, p99: f64, why: &str) -> BenchLine {
    let note = format!("recall at ten {recall:.3}; at {A_SECOND} searches/s p99 {p99:.1} ms; {why}");
    BenchLine { name: BENCH.name.to_owned(), ratio, ours: 0.0, peer: None, unit: "/s", note }
}

/// The words of a name in a to z.
fn plain(name: &str) -> String {
    let name = Name::parse(name);
    name.parts().iter().map(|p| p.token().latin()).collect::<Vec<_>>().join(" ")
}

/// Whatever their order.
fn words(plain: &str) -> Vec<String> {
    let mut words: Vec<String> = plain.split(' ').map(str::to_owned).collect();
    words.sort();
    words
}

fn share(of: usize, all: usize) -> f64 {
    let (of, all) = (u32::try_from(of).unwrap_or(0), u32::try_from(all).unwrap_or(1));
    f64::from(of) / f64::from(all.max(1))
}

fn since(begun: Time) -> f64 {
    i32::try_from(SystemClock.now().since(begun).0).map_or(f64::INFINITY, |micros| f64::from(micros.max(1)) / 1e6)
}

/// The 99th of a hundred searches, in ms from when it was due: one every 20 ms, whether or not the one before has ended.
async fn paced(index: &Index<u32>, queries: &[Query]) -> f64 {
    let mut took = Vec::new();
    let begun = SystemClock.now();
    for (n, query) in (0..PACED).zip(queries.iter().cycle()) {
        let due = f64::from(n) / f64::from(A_SECOND);
        let early = due - since(begun);
        if early > 0.0 {
            tokio::time::sleep(Duration::from_secs_f64(early)).await;
        }
        // A sleep ends late by itself; a search that the one before delayed does not.
        let start = if early > 0.0 { since(begun) } else { due };
        std::hint::black_box(index.search(&query.text, 10));
        took.push((since(begun) - start) * 1000.0);
    }
    took.sort_by(f64::total_cmp);
    took.get(took.len() * 99 / 100).copied().unwrap_or(f64::INFINITY)
}

fn resident_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kb =
        status.lines().find_map(|l| l.strip_prefix("VmRSS:")).and_then(|l| l.split_whitespace().next()?.parse().ok());
    kb.unwrap_or(0_u64) / 1024
}

async fn load(db: &PlainClient, people: &[Person]) -> Result<(), BenchError> {
    db.run("CREATE TABLE people (id BIGINT NOT NULL, name TEXT NOT NULL)").await?;
    let mut id = 0_u32;
    let pieces = people.chunks(10_000).map(|chunk| {
        let mut text = String::new();
        for person in chunk {
            // Writing to a String does not fail.
            let _ = writeln!(text, "{id}\t{}", plain(&person.name()));
            id += 1;
        }
        text
    });
    db.copy("COPY people (id, name) FROM STDIN", pieces).await?;
    Ok(())
}

/// PostgreSQL, asked in its fastest way.
struct Peer<'a> {
    db: &'a PlainClient,
    nearest_first: bool,
    said: String,
}

/// What is said of a way, how its index is made, whether the nearest are asked for.
const WAYS: [(&str, &str, bool); 2] = [
    ("GIN above 0.3", "CREATE INDEX people_gin ON people USING gin (name gin_trgm_ops)", false),
    ("GiST, nearest first", "CREATE INDEX people_gist ON people USING gist (name gist_trgm_ops(siglen = 64))", true),
];

impl<'a> Peer<'a> {
    async fn fastest(db: &'a PlainClient, queries: &[Query]) -> Result<Self, BenchError> {
        let mut peer = Self { db, nearest_first: false, said: String::new() };
        let mut best = (f64::INFINITY, 0);
        let mut all = Vec::new();
        for (n, (about, create, nearest_first)) in WAYS.iter().enumerate() {
            peer.go(create, *nearest_first).await?;
            let mut took = Vec::new();
            for query in queries.iter().take(12) {
                let begun = SystemClock.now();
                peer.search(&query.text).await?;
                took.push(since(begun) * 1000.0);
            }
            let ms = median(&took);
            let plan = db.texts(&format!("EXPLAIN (COSTS OFF) {}", peer.select("jean dupont"))).await?;
            let index = plan.iter().find_map(|l| l.split("people_").nth(1)).unwrap_or("none").to_owned();
            all.push(format!("{about} {ms:.0} ms (index {index})"));
            if ms < best.0 {
                best = (ms, n);
            }
        }
        if let Some((about, create, nearest_first)) = WAYS.get(best.1) {
            peer.go(create, *nearest_first).await?;
            peer.said = format!("{about}, of {}", all.join(", "));
        }
        Ok(peer)
    }
    /// One index alone, so that no other is taken by mistake.
    async fn go(&mut self, create: &str, nearest_first: bool) -> Result<(), BenchError> {
        self.db.run("DROP INDEX IF EXISTS people_gin; DROP INDEX IF EXISTS people_gist").await?;
        self.db
            .run("SET maintenance_work_mem = '1GB'; SET work_mem = '256MB'; SET random_page_cost = 1.1; SET jit = off")
            .await?;
        self.db.run("SET effective_cache_size = '8GB'; SET pg_trgm.similarity_threshold = 0.3").await?;
        self.db.run(create).await?;
        self.db.run("VACUUM (ANALYZE, FREEZE) people").await?;
        self.nearest_first = nearest_first;
        Ok(())
    }
    fn select(&self, plain: &str) -> String {
        if self.nearest_first {
            format!("SELECT id::text FROM people ORDER BY name <-> '{plain}' LIMIT 10")
        } else {
            format!(
                "SELECT id::text FROM people WHERE name % '{plain}' ORDER BY similarity(name, '{plain}') DESC LIMIT 10"
            )
        }
    }
    async fn search(&self, text: &str) -> Result<Vec<u32>, BenchError> {
        // Letters a to z and digits alone: nothing to escape.
        let rows = self.db.texts(&self.select(&plain(text))).await?;
        Ok(rows.iter().filter_map(|r| r.parse().ok()).collect())
    }
}
