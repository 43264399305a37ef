//! What was acknowledged is there after a crash, and told once: of our process, and of PostgreSQL's server.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::{
    collections::{HashMap, HashSet},
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use kernel::{Dice, Event, PersonId, SeededDice, SystemClock, Time};
use store::{
    Change, Store, StoreError, params, sql,
    testing::{Cluster, Disk, Stores},
};

sql! {
    pub WRITE = "INSERT INTO note (name, value) VALUES ($1, $2)";
    pub NOTES = "SELECT name FROM note";
    pub CUT_THE_OTHERS = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity \
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
}

fn person(round: u64, n: u64) -> PersonId {
    let dice: &dyn Dice = &SeededDice::new(round << 32 | n);
    dice.id(Time(1))
}

/// Two rows and an event, so that half of it would be seen.
fn change(round: u64, n: u64) -> Change {
    Change::new()
        .must(WRITE, params![format!("{round}-{n}"), "1"])
        .must(WRITE, params![format!("{round}-{n}-too"), "1"])
        .event(Event::Moved { person: person(round, n) })
}

/// Insists that everything acknowledged is there, whole, and told once, and that nothing is told that is not there.
async fn check(store: &Store, acknowledged: &HashSet<(u64, u64)>) {
    let rows = store.read(NOTES, params![]).await.unwrap();
    let notes: HashSet<String> = rows.iter().map(|r| r.text(0).unwrap().to_owned()).collect();
    let mut told: HashMap<PersonId, usize> = HashMap::new();
    let mut pos = 0;
    loop {
        let (events, last) = store.events_after(pos, 1000).await.unwrap();
        if events.is_empty() {
            break;
        }
        assert_eq!(last - pos, events.len() as i64, "no gap");
        pos = last;
        for event in events {
            *told.entry(event.event.person().unwrap()).or_default() += 1;
        }
    }
    for (round, n) in acknowledged {
        assert!(notes.contains(&format!("{round}-{n}")), "{round}-{n} was acknowledged and is lost");
        assert_eq!(told.get(&person(*round, *n)), Some(&1), "{round}-{n} was acknowledged and is not told once");
    }
    assert!(told.values().all(|times| *times == 1));
    assert_eq!(notes.len(), told.len() * 2, "whole or not at all");
    for name in notes.iter().filter(|n| !n.ends_with("too")) {
        let (round, n) = name.split_once('-').unwrap();
        assert!(notes.contains(&format!("{name}-too")));
        assert!(told.contains_key(&person(round.parse().unwrap(), n.parse().unwrap())), "{name} is not told");
    }
}

const WHERE: &str = "STORE_OF_THE_CRASH";
const ROUND: &str = "ROUND_OF_THE_CRASH";

/// Not a test: what the killed process does. It says each number once the store has acknowledged it.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "the tests below start this and kill it"]
async fn writes_until_it_is_killed() {
    let place = std::env::var(WHERE).unwrap();
    let round = std::env::var(ROUND).unwrap().parse().unwrap();
    let store = if place.starts_with("postgres") {
        Store::postgres(&place, Arc::new(SystemClock)).await.unwrap()
    } else {
        Store::sqlite(place.as_ref()).await.unwrap()
    };
    let mut writers = Vec::new();
    for w in 0..32_u64 {
        let store = store.clone();
        writers.push(tokio::spawn(async move {
            for n in (w..).step_by(32) {
                store.apply(change(round, n)).await.unwrap();
                let mut out = std::io::stdout().lock();
                out.write_all(format!("\nkept {n}\n").as_bytes()).and_then(|()| out.flush()).unwrap();
            }
        }));
    }
    for writer in writers {
        writer.await.unwrap();
    }
}

async fn survives_kills(stores: Stores) {
    let place = stores.url().map_or_else(|| stores.file().unwrap().to_str().unwrap().to_owned(), str::to_owned);
    drop(stores.open().await); // migrated once, not in each round
    let mut acknowledged = HashSet::new();
    for round in 0..4_u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writes_until_it_is_killed", "--ignored", "--nocapture"])
            .env(WHERE, &place)
            .env(ROUND, round.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut seen = 0;
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            if let Some(n) = line.unwrap().strip_prefix("kept ") {
                acknowledged.insert((round, n.parse().unwrap()));
                seen += 1;
                // Later rounds are killed while the log is being folded: every 2,000 changes, on SQLite.
                if seen == 150 + round * 1_900 {
                    child.kill().unwrap(); // SIGKILL; what is still in the pipe was acknowledged too
                }
            }
        }
        assert!(!child.wait().unwrap().success());
        assert!(seen >= 150, "the writer ended by itself after {seen}");
        let store = stores.open().await;
        check(&store, &acknowledged).await;
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_survives_a_kill_on_sqlite() {
    survives_kills(Stores::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_survives_a_kill_on_postgres() {
    survives_kills(Stores::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_survives_a_crash_of_the_server() {
    let cluster = Arc::new(Cluster::start(Disk::Durable).unwrap());
    let store = Store::postgres(&cluster.database().await.unwrap(), Arc::new(SystemClock)).await.unwrap();
    let acknowledged = Arc::new(Mutex::new(HashSet::new()));
    let (stop, unsure) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let mut writers = Vec::new();
    for w in 0..16_u64 {
        let (store, acknowledged) = (store.clone(), Arc::clone(&acknowledged));
        let (stop, unsure) = (Arc::clone(&stop), Arc::clone(&unsure));
        writers.push(tokio::spawn(async move {
            for n in (w..).step_by(16) {
                match store.apply(change(0, n)).await {
                    Ok(_) => drop(acknowledged.lock().unwrap().insert((0, n))),
                    Err(StoreError::Fault(_)) => drop(unsure.fetch_add(1, Ordering::SeqCst)),
                    Err(e) => panic!("{e}"),
                }
                if stop.load(Ordering::SeqCst) {
                    return;
                }
            }
        }));
    }
    for _ in 0..3 {
        let before = acknowledged.lock().unwrap().len();
        // Longer after the start than it takes to recover: it works again by itself.
        for _ in 0..1000 {
            if acknowledged.lock().unwrap().len() > before + 200 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert!(acknowledged.lock().unwrap().len() > before + 200, "it did not come back");
        let server = Arc::clone(&cluster);
        tokio::task::spawn_blocking(move || server.crash().and_then(|()| server.start_again())).await.unwrap().unwrap();
    }
    stop.store(true, Ordering::SeqCst);
    for writer in writers {
        writer.await.unwrap();
    }
    let acknowledged = acknowledged.lock().unwrap().clone();
    check(&store, &acknowledged).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cut_connections_are_made_again() {
    let stores = Stores::postgres().await;
    let (store, other) = (stores.open().await, stores.open().await);
    store.apply(change(0, 0)).await.unwrap();
    for n in 1..4 {
        assert!(other.one(CUT_THE_OTHERS, params![]).await.unwrap().unwrap().int(0).unwrap() > 0);
        assert!(!store.read(NOTES, params![]).await.unwrap().is_empty());
        store.apply(change(0, n)).await.unwrap();
    }
    let mut commits = store.commits();
    other.apply(change(1, 0)).await.unwrap();
    tokio::time::timeout(Duration::from_secs(10), commits.wait_for(|pos| *pos == 5))
        .await
        .expect("heard again")
        .unwrap();
}
