//! Killed in the middle of a load: what was acknowledged is there, and told once, across the kill and between two processes.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use kernel::{Clock, Event, SystemClock};
use serde_json::json;
use store::Store;

use crate::{
    scene::HERE,
    served::{Engine, Place, Served, Somebody, events_of},
    wire::{Shown, Wire, soon, until},
};

const WALKERS: usize = 24;
/// How many answers must be there before the first kill, at least; chance adds to it.
const BEFORE: usize = 150;

/// What one walker's presses came to: the name of each press, and the id that the server gave it.
type Kept = BTreeMap<String, String>;

struct Night {
    incident: String,
    walkers: Vec<Somebody>,
    watcher: Somebody,
}

impl Night {
    async fn begin(place: &Place, served: &Served) -> Self {
        let operator = place.key("operator", "Anne V.").await;
        let incident = served.drill(&operator).await;
        let watcher = served.register("Inès").await;
        let mut walkers = Vec::new();
        for n in 0..WALKERS {
            let walker = served.register(&format!("Marcheur {n}")).await;
            served.friends(&watcher, &walker).await;
            walkers.push(walker);
        }
        Self { incident, walkers, watcher }
    }
    fn check_ins(&self) -> String {
        format!("/api/v1/incidents/{}/check-ins", self.incident)
    }
}

/// Presses until the line is cut or `enough` is true. The press under way when the line is cut is sent again next time.
async fn walk(
    address: std::net::SocketAddr,
    token: String,
    path: String,
    kept: Arc<Mutex<Kept>>,
    count: Arc<AtomicUsize>,
    enough: Arc<AtomicBool>,
) {
    let Ok(mut wire) = Wire::to(address, Some(&token)).await else { return };
    while !enough.load(Ordering::Relaxed) {
        let name = format!("press-{}", kept.lock().unwrap().len());
        let answer = if kept.lock().unwrap().len().is_multiple_of(2) { "safe" } else { "not_there" };
        let body = json!({ "answer": answer, "client_id": name });
        let Ok(reply) = wire.ask("POST", &path, Some(&body)).await else { return };
        assert!(matches!(reply.status, 200 | 201), "{}", reply.body);
        kept.lock().unwrap().insert(name, reply.at("/id"));
        count.fetch_add(1, Ordering::Relaxed);
    }
}

/// Reads what a stream shows of others, until the line is cut. When the server ends it (whoever is slower than the load is dropped), it
/// comes back with the last id, as browsers do.
async fn watch(address: std::net::SocketAddr, token: String, seen: Arc<Mutex<Vec<Shown>>>) {
    loop {
        let Ok(wire) = Wire::to(address, Some(&token)).await else { return };
        let Ok(mut stream) = wire.stream(last_id(&seen)).await else { return };
        loop {
            match stream.next().await {
                Ok(Some(message)) => {
                    assert_ne!(message.name, "reset", "nothing that was missed is lost");
                    seen.lock().unwrap().push(message);
                }
                Ok(None) => break,
                Err(_) => return,
            }
        }
    }
}

fn last_id(seen: &Mutex<Vec<Shown>>) -> Option<i64> {
    seen.lock().unwrap().iter().rev().find_map(|m| m.id)
}

/// Whom each status message is about, in order.
fn about(seen: &Mutex<Vec<Shown>>) -> Vec<(i64, String)> {
    let seen = seen.lock().unwrap();
    let statuses = seen.iter().filter(|m| m.name == "status");
    statuses.map(|m| (m.id.unwrap(), m.json()["person"].as_str().unwrap().to_owned())).collect()
}

fn counts(about: &[(i64, String)]) -> BTreeMap<String, usize> {
    about.iter().fold(BTreeMap::new(), |mut all, (_, person)| {
        *all.entry(person.clone()).or_default() += 1;
        all
    })
}

async fn facts_of(served: &Served, walker: &Somebody, incident: &str) -> Vec<String> {
    let me = served.get(&walker.token, "/api/v1/me/status").await.expect(200).json();
    let statuses = me["statuses"].as_array().unwrap().clone();
    let there = statuses.into_iter().find(|s| s["incident"] == incident).unwrap_or_default();
    let facts = there["facts"].as_array().cloned().unwrap_or_default();
    facts.iter().map(|f| f["fact"].as_str().unwrap().to_owned()).collect()
}

async fn survives(engine: Engine) {
    let place = Place::new(engine).await;
    let mut served = place.serve().await;
    let night = Night::begin(&place, &served).await;
    let kept: Vec<Arc<Mutex<Kept>>> = night.walkers.iter().map(|_| Arc::default()).collect();
    let (seen, count) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicUsize::new(0)));
    let spread = usize::try_from(SystemClock.now().0 % 97).unwrap();
    // Twice killed; the third time the load ends by itself.
    for round in 1..=3 {
        let enough = Arc::new(AtomicBool::new(false));
        let token = night.watcher.token.clone();
        let watching = tokio::spawn(watch(served.address, token, Arc::clone(&seen)));
        if round == 1 {
            until("the watcher", async || !seen.lock().unwrap().is_empty()).await;
        }
        let walking: Vec<_> = night
            .walkers
            .iter()
            .zip(&kept)
            .map(|(w, kept)| {
                let (kept, count, enough) = (Arc::clone(kept), Arc::clone(&count), Arc::clone(&enough));
                tokio::spawn(walk(served.address, w.token.clone(), night.check_ins(), kept, count, enough))
            })
            .collect();
        until("answers", async || count.load(Ordering::Relaxed) >= round * (BEFORE + spread)).await;
        if round < 3 {
            served.kill().await;
        } else {
            enough.store(true, Ordering::Relaxed);
        }
        for walk in walking {
            soon("a walker", walk).await.unwrap();
        }
        if round == 3 {
            // Its own message is the last one that the watcher waits for.
            let last = &night.walkers[0];
            served
                .post(&last.token, &night.check_ins(), json!({ "answer": "safe", "client_id": "last" }))
                .await
                .expect(201);
            let mut all = 0;
            for walker in &night.walkers {
                all += facts_of(&served, walker, &night.incident).await.len();
            }
            until("every message", async || about(&seen).len() >= all).await;
            watching.abort();
            break;
        }
        soon("the watcher", watching).await.unwrap();
        served = place.serve().await;
    }
    let about = about(&seen);
    assert!(about.windows(2).all(|w| w[0].0 < w[1].0), "each message once, in order");
    let told = counts(&about);
    for (walker, kept) in night.walkers.iter().zip(&kept) {
        let facts = facts_of(&served, walker, &night.incident).await;
        let there: BTreeSet<&String> = facts.iter().collect();
        assert_eq!(there.len(), facts.len());
        for (name, id) in &*kept.lock().unwrap() {
            assert!(there.contains(id), "{name} was acknowledged and is lost");
        }
        assert_eq!(told.get(&walker.id).copied().unwrap_or(0), facts.len(), "each is told once");
    }
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_with_sqlite() {
    survives(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_with_postgres() {
    survives(Engine::Postgres).await;
}

/// Everyone whom the events of a database say was asked.
async fn asked(url: &str) -> Vec<String> {
    let store = Store::postgres_unmigrated(url, Arc::new(SystemClock)).await.unwrap();
    let people = events_of(store).await.into_iter().filter_map(|event| match event {
        Event::Asked { people, .. } => Some(people),
        _ => None,
    });
    people.flatten().map(|person| person.to_string()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_tell_once_and_in_one_order() {
    let place = Place::new(Engine::Postgres).await;
    let a = place.serve().await;
    let b = place.serve().await;
    // People say where they are, half of them through the other process.
    let mut there = Vec::new();
    for n in 0..40 {
        let through = if n % 2 == 0 { &a } else { &b };
        let person = through.register(&format!("Personne {n}")).await;
        let body = Some(json!({ "lat": HERE.0, "lon": HERE.1 }));
        through.ask(Some(&person.token), "PUT", "/api/v1/me/position", body).await.expect(200);
        there.push(person);
    }
    let night = Night::begin(&place, &a).await;
    for person in &there {
        let path = "/api/v1/me/prompts";
        until("the question", async || b.get(&person.token, path).await.json()["prompts"] != json!([])).await;
    }
    let seen: [Arc<Mutex<Vec<Shown>>>; 2] = [Arc::default(), Arc::default()];
    let watching: Vec<_> = [&a, &b]
        .iter()
        .zip(&seen)
        .map(|(s, seen)| tokio::spawn(watch(s.address, night.watcher.token.clone(), Arc::clone(seen))))
        .collect();
    until("both watchers", async || seen.iter().all(|s| !s.lock().unwrap().is_empty())).await;
    let (count, enough) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    let walking: Vec<_> = night
        .walkers
        .iter()
        .enumerate()
        .map(|(n, w)| {
            let through = if n % 2 == 0 { a.address } else { b.address };
            let (count, enough) = (Arc::clone(&count), Arc::clone(&enough));
            tokio::spawn(walk(through, w.token.clone(), night.check_ins(), Arc::default(), count, enough))
        })
        .collect();
    until("answers", async || count.load(Ordering::Relaxed) >= 200).await;
    enough.store(true, Ordering::Relaxed);
    for walk in walking {
        soon("a walker", walk).await.unwrap();
    }
    let all = count.load(Ordering::Relaxed);
    until("every message", async || seen.iter().all(|s| about(s).len() >= all)).await;
    watching.iter().for_each(tokio::task::JoinHandle::abort);
    let (on_a, on_b) = (about(&seen[0]), about(&seen[1]));
    assert_eq!(on_a.len(), all);
    assert_eq!(on_a, on_b, "the same messages in the same order, whichever process one listens to");
    assert!(on_a.windows(2).all(|w| w[0].0 < w[1].0));
    for walker in &night.walkers {
        assert_eq!(facts_of(&b, walker, &night.incident).await.len(), counts(&on_a)[&walker.id]);
    }
    let asked = asked(place.url.as_ref().unwrap()).await;
    let once: BTreeSet<&String> = asked.iter().collect();
    assert_eq!((asked.len(), once.len()), (there.len(), there.len()), "everyone in the zone is asked once");
    a.stop().await;
    b.stop().await;
}

/// What one process ends, the other does not let in.
#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_was_ended_opens_neither_process() {
    let place = Place::new(Engine::Postgres).await;
    let (a, b) = (place.serve().await, place.serve().await);
    let key = place.key("operator", "Anne V.").await;
    let person = a.register("Léa").await;
    for served in [&a, &b] {
        served.get(&key, "/api/v1/proofs").await.expect(200);
        served.get(&person.token, "/api/v1/me").await.expect(200);
    }
    place.must(&["key", "end", "--name", "Anne V."]).await;
    a.ask(Some(&person.token), "DELETE", "/api/v1/me", None).await.expect(204);
    for served in [&a, &b] {
        until("the end of the key", async || served.get(&key, "/api/v1/proofs").await.status == 401).await;
        until("the end of the session", async || served.get(&person.token, "/api/v1/me").await.status == 401).await;
    }
    a.stop().await;
    b.stop().await;
}
