//! The flow is read without account and without a gap: many readers, lines cut anywhere, a server that is killed under load, on both stores. Each
//! reader ends with exactly what was published of what they want, in order, each once.
//!
//! The server is this very program, started once more with a room of its own: what is tested is the way of a frame, not what a post may say.

use std::{
    io::Write,
    net::SocketAddr,
    path::Path,
    process::Stdio,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use kernel::{Clock, Dice, Event, Id, IncidentId, OsDice, PostId, Recorded, SeededDice, SystemClock, TagId};
use relay::{Frame, Marks, Project, Scope, To, Want};
use serde_json::json;
use store::{Change, Seal, Store, StoreError};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    sync::watch,
};
use web::{Access, Config, Failure, House, NoSessions, Parts, Query, Room, Route};

use crate::{
    served::{Engine, Place},
    wire::{Wire, soon, until},
};

/// Where the server that is started once more has its data.
const SERVED: &str = "RHIZOME_TEST_FLOW";
/// Readers, and how many tags there are: some want one, some two, some none.
const READERS: usize = 48;
const TAGS: u64 = 4;
const WRITERS: usize = 6;
/// Posts that must be there before the server is killed once more, and how often it is.
const BEFORE: usize = 250;
const KILLS: usize = 3;

fn tag(n: u64) -> TagId {
    TagId::from_bytes([u8::try_from(n).unwrap(); 16])
}

/// A post says by its number which tags it has: always one, sometimes two.
fn tags(number: u64) -> Vec<TagId> {
    let second = number.is_multiple_of(7).then(|| tag((number + 1) % TAGS));
    std::iter::once(tag(number % TAGS)).chain(second).collect()
}

/// What the reader of this number wants.
fn want(reader: usize) -> Want {
    let n = u64::try_from(reader).unwrap();
    match reader % 4 {
        0 => Want::default(),
        1 => Want { any: vec![tag(n % TAGS), tag((n + 2) % TAGS)], ..Want::default() },
        2 => Want { all: vec![tag(n % TAGS), tag((n + 1) % TAGS)], ..Want::default() },
        _ => Want { any: vec![tag(n % TAGS)], none: vec![tag((n + 1) % TAGS)], ..Want::default() },
    }
}

fn marks(number: u64) -> Marks {
    let incident = IncidentId::from_bytes([1; 16]);
    Marks { incident, drill: false, lane: 2, tags: tags(number), cells: Vec::new() }
}

struct Numbers;

#[async_trait]
impl Project for Numbers {
    async fn frames(&self, event: &Recorded, scope: &Scope<'_>) -> Result<Vec<Frame>, StoreError> {
        let Event::Post { incident, state, .. } = &event.event else { return Ok(Vec::new()) };
        if !scope.has_feed(*incident) {
            return Ok(Vec::new());
        }
        Ok(vec![Frame::new(To::Feed(marks(state.parse().unwrap())), "post", state.clone())])
    }
}

#[derive(serde::Deserialize)]
struct Reader {
    reader: usize,
}

async fn read(State(house): State<House>, Query(q): Query<Reader>, headers: HeaderMap) -> Result<Response, Failure> {
    let after = headers.get("last-event-id").and_then(|v| v.to_str().ok()).and_then(|v| v.parse().ok());
    Ok(web::streamed(house.feed(want(q.reader), after).await?))
}

async fn publish(State(house): State<House>, number: String) -> Result<Response, Failure> {
    let event = Event::Post { post: PostId::FIRST, incident: marks(0).incident, drill: false, state: number };
    house.store.apply(Change::new().event(event)).await?;
    Ok(axum::http::StatusCode::CREATED.into_response())
}

fn room() -> Room {
    Room {
        name: "numbers",
        routes: vec![
            Route::get("/api/v1/numbers", Access::Anyone, read).says("Streams"),
            Route::post("/api/v1/numbers", Access::Anyone, publish).says("Publishes"),
        ],
        projections: Some(|_, _, _, _| vec![Arc::new(Numbers)]),
        ..Room::default()
    }
}

pub(crate) async fn store_at(at: &str) -> Store {
    if at.starts_with("postgres") {
        Store::postgres(at, Arc::new(SystemClock)).await.unwrap()
    } else {
        Store::sqlite(Path::new(at)).await.unwrap()
    }
}

/// The server, when the environment asks for it; else nothing, at once.
#[tokio::test(flavor = "multi_thread")]
async fn serves_when_it_is_asked_to() {
    let Ok(at) = std::env::var(SERVED) else { return };
    let (clock, dice): (Arc<dyn Clock>, Arc<dyn Dice>) = (Arc::new(SystemClock), Arc::new(OsDice));
    let seal = Seal::in_memory(&*dice).unwrap();
    let (_go, stop) = watch::channel(false);
    let store = store_at(&at).await;
    let parts = Parts { store, seal, clock: clock.clone(), dice, config: Config::default(), folder: None };
    let rooms = [room()];
    let (house, _relay) = web::open(parts, &rooms, |_| Arc::new(NoSessions), stop.clone()).await.unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    writeln!(std::io::stdout(), "\nlistening {}", listener.local_addr().unwrap()).unwrap();
    web::serve(listener, web::router(&rooms, house), clock, stop).await;
}

async fn start(at: &str) -> (Child, SocketAddr) {
    let mut again = Command::new(std::env::current_exe().unwrap());
    again.args(["--exact", "flow::serves_when_it_is_asked_to", "--nocapture"]).env(SERVED, at);
    let mut child = again.stdout(Stdio::piped()).kill_on_drop(true).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address = soon("the server to listen", async {
        loop {
            let line = lines.next_line().await.unwrap().expect("the server ended");
            if let Some(address) = line.strip_prefix("listening ") {
                return address.parse().unwrap();
            }
        }
    });
    (child, address.await)
}

/// Everybody who reads or writes knows where the server is now.
type Where = watch::Receiver<SocketAddr>;

/// Publishes one number after the other until it is enough; those that were acknowledged.
async fn write(
    at: Where,
    mut numbers: impl Iterator<Item = u64>,
    acked: Arc<Mutex<Vec<u64>>>,
    enough: watch::Receiver<bool>,
) {
    while !*enough.borrow() {
        let address = *at.borrow();
        let Ok(mut wire) = Wire::to(address, None).await else {
            tokio::task::yield_now().await;
            continue;
        };
        while !*enough.borrow() {
            let number = numbers.next().unwrap();
            // Whether one whose answer is lost was published is for the store to say.
            let Ok(reply) = wire.ask("POST", "/api/v1/numbers", Some(&json!(number))).await else { break };
            assert_eq!(reply.status, 201, "{}", reply.body);
            acked.lock().unwrap().push(number);
        }
    }
}

/// Reads, hangs up now and then, comes back with the last id, until the last number of all has come.
async fn follow(at: Where, reader: usize, last_of_all: u64, seed: u64) -> Vec<u64> {
    let dice = SeededDice::new(seed);
    let (mut seen, mut last) = (Vec::new(), Some(0));
    loop {
        let address = *at.borrow();
        let Ok(wire) = Wire::to(address, None).await else {
            tokio::task::yield_now().await;
            continue;
        };
        let Ok(mut stream) = wire.stream_of(&format!("/api/v1/numbers?reader={reader}"), last).await else { continue };
        let patience = if dice.below(4) == 0 { dice.below(5) } else { dice.below(400) };
        for _ in 0..=patience {
            let Ok(Some(message)) = stream.next().await else { break };
            assert_ne!(message.name, "reset", "nothing that was missed is lost");
            last = message.id.or(last);
            if message.name == "post" {
                let number = message.data.parse().unwrap();
                seen.push(number);
                if number == last_of_all {
                    return seen;
                }
            }
        }
    }
}

/// What was published, in order.
async fn published(store: &Store) -> Vec<u64> {
    let (mut pos, mut all) = (0, Vec::new());
    loop {
        let (events, last) = store.events_after(pos, 1000).await.unwrap();
        if last == pos {
            return all;
        }
        pos = last;
        all.extend(events.iter().filter_map(|e| match &e.event {
            Event::Post { state, .. } => Some(state.parse::<u64>().unwrap()),
            _ => None,
        }));
    }
}

async fn everyone_has_everything(engine: Engine) {
    let place = Place::new(engine).await;
    let at = place.url.clone().unwrap_or_else(|| place.file("flow.db").display().to_string());
    let (mut child, address) = start(&at).await;
    let (now_at, address) = watch::channel(address);
    let dice = SeededDice::new(13);
    // The last number has every tag that somebody wants and none that somebody does not: each wants its own.
    let last_of = |reader: usize| (1_000_000..).find(|n| want(reader).takes(&marks(*n))).unwrap();
    let reading: Vec<_> =
        (0..READERS).map(|r| tokio::spawn(follow(address.clone(), r, last_of(r), u64::try_from(r).unwrap()))).collect();
    let (stop, enough) = watch::channel(false);
    let acked: Arc<Mutex<Vec<u64>>> = Arc::default();
    let writing: Vec<_> = (0..WRITERS)
        .map(|w| {
            let numbers = (u64::try_from(w).unwrap()..).step_by(WRITERS);
            tokio::spawn(write(address.clone(), numbers, Arc::clone(&acked), enough.clone()))
        })
        .collect();
    for kill in 1..=KILLS {
        let before = kill * BEFORE + usize::try_from(dice.below(100)).unwrap();
        until("posts", async || acked.lock().unwrap().len() >= before).await;
        child.kill().await.unwrap();
        let (again, address) = start(&at).await;
        child = again;
        now_at.send_replace(address);
    }
    let before = (KILLS + 1) * BEFORE;
    until("posts", async || acked.lock().unwrap().len() >= before).await;
    stop.send_replace(true);
    for writer in writing {
        soon("a writer", writer).await.unwrap();
    }
    let mut wire = Wire::to(*address.borrow(), None).await.unwrap();
    let mut last: Vec<u64> = (0..READERS).map(last_of).collect();
    last.sort_unstable();
    last.dedup();
    for number in &last {
        wire.ask("POST", "/api/v1/numbers", Some(&json!(number))).await.unwrap().expect(201);
    }
    let mut seen = Vec::new();
    for reader in reading {
        seen.push(soon("a reader", reader).await.unwrap());
    }
    child.kill().await.unwrap();
    let store = store_at(&at).await;
    let published = published(&store).await;
    store.close().await;
    for number in acked.lock().unwrap().iter().chain(&last) {
        assert!(published.contains(number), "{number} was acknowledged and is lost");
    }
    for (reader, seen) in seen.iter().enumerate() {
        let wanted = published.iter().copied().filter(|n| want(reader).takes(&marks(*n)));
        let upto: Vec<u64> = wanted.take_while(|n| *n != last_of(reader)).chain([last_of(reader)]).collect();
        assert!(upto.len() > 20, "reader {reader} had something to read");
        assert_eq!(seen, &upto, "reader {reader}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everyone_has_everything_with_sqlite() {
    everyone_has_everything(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everyone_has_everything_with_postgres() {
    everyone_has_everything(Engine::Postgres).await;
}
