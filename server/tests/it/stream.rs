//! Streams: resumed without a gap, bounded for whoever reads slowly, ended with the session.

use axum::{
    body::BodyDataStream,
    http::{HeaderName, Method},
};
use futures_util::StreamExt;
use kernel::{Event, Role, SeededDice, Span};
use register::SessionOf;
use serde_json::json;
use store::{Change, params, sql};
use web::harness::Client;

use crate::{
    scene::{HERE, Scene, friends, zone},
    wire::{Shown, message_of, soon},
};

sql! {
    END_SESSION = "DELETE FROM session WHERE hash = $1";
    END_KEYS = "UPDATE api_key SET ended = $1";
}

/// A stream in this process: nobody reads it but the test.
struct Reader {
    body: BodyDataStream,
    text: String,
}

impl Reader {
    async fn open(client: &Client, after: Option<i64>) -> Self {
        let after = after.map(|a| a.to_string());
        let more: Vec<(&str, &str)> = after.iter().map(|a| ("last-event-id", a.as_str())).collect();
        let response = client.begin(Method::GET, "/api/v1/stream", None, "", &more).await;
        assert_eq!(response.status().as_u16(), 200);
        let header = |name| response.headers()[HeaderName::from_static(name)].to_str().unwrap().to_owned();
        assert_eq!((header("content-type"), header("x-accel-buffering")), ("text/event-stream".into(), "no".into()));
        assert!(header("cache-control").contains("no-store"));
        Self { body: response.into_body().into_data_stream(), text: String::new() }
    }
    /// The next message; nothing when the stream has ended.
    async fn next(&mut self) -> Option<Shown> {
        loop {
            while let Some((message, rest)) = self.text.split_once("\n\n") {
                let found = message_of(message);
                self.text = rest.to_owned();
                if found.is_some() {
                    return found;
                }
            }
            let chunk = soon("a message", self.body.next()).await?.unwrap();
            self.text.push_str(&String::from_utf8_lossy(&chunk));
        }
    }
    async fn must(&mut self) -> Shown {
        self.next().await.expect("the stream ended")
    }
    /// Everything until it ends.
    async fn rest(mut self) -> Vec<Shown> {
        let mut all = Vec::new();
        while let Some(message) = self.next().await {
            all.push(message);
        }
        all
    }
}

/// Two friends, and a drill that is on.
async fn pair(s: &Scene) -> (Client, Client, String) {
    let (lea, karim) = (s.person_at("Léa", HERE).await, s.h.person("Karim").await);
    friends(&lea, &karim).await;
    let id = s.night(true).await;
    (lea, karim, id)
}

async fn press(lea: &Client, id: &str, times: usize) {
    let path = format!("/api/v1/incidents/{id}/check-ins");
    for n in 0..times {
        let answer = if n % 2 == 0 { "safe" } else { "not_there" };
        lea.post(&path, json!({ "answer": answer })).await.is(201);
    }
}

/// The positions of everything that was said of Léa, as the store has them.
async fn published(s: &Scene, lea: &Client) -> Vec<i64> {
    let (events, _) = s.h.house.store.events_after(0, 100_000).await.unwrap();
    let of_her = |e: &Event| matches!(e, Event::Fact { person, .. } if *person == lea.id());
    events.iter().filter(|e| of_her(&e.event)).map(|e| e.pos).collect()
}

fn ids(messages: &[Shown]) -> Vec<i64> {
    messages.iter().filter(|m| m.name == "status").map(|m| m.id.unwrap()).collect()
}

store::testing::each_store! {
    async fn a_slow_reader_is_dropped_and_resumes_without_a_gap(store: Store) {
        let s = Scene::new(store).await;
        let (lea, karim, id) = pair(&s).await;
        let mut slow = Reader::open(&karim, None).await;
        assert_eq!(slow.must().await.name, "ready");
        press(&lea, &id, 400).await;
        s.h.settle().await;
        assert_eq!(s.h.house.live.dropped(), 1, "it is not waited for");
        let got = slow.rest().await;
        assert!(got.len() <= 257, "what waits for a reader is bounded: {}", got.len());
        let mut all = ids(&got);
        let mut again = Reader::open(&karim, all.last().copied()).await;
        assert_eq!(again.must().await.name, "ready");
        let published = published(&s, &lea).await;
        assert_eq!(published.len(), 400);
        while all.len() < published.len() {
            let message = again.must().await;
            all.extend(ids(&[message]));
        }
        assert_eq!(all, published);
        assert_eq!(s.h.house.live.dropped(), 1, "who catches up takes it from the store, page by page");
    }

    async fn whoever_resumes_anywhere_gets_exactly_what_was_published(store: Store) {
        let s = Scene::new(store).await;
        let (lea, karim, id) = pair(&s).await;
        let writing = {
            let (lea, id) = (lea.clone(), id.clone());
            tokio::spawn(async move { press(&lea, &id, 250).await })
        };
        let dice: &dyn kernel::Dice = &SeededDice::new(250);
        let from = s.h.house.store.position().await.unwrap();
        let mut readers = Vec::new();
        for _ in 0..4 {
            let (mut last, mut all) = (published(&s, &lea).await.first().map_or(from, |p| p - 1).min(from), Vec::new());
            let start = last;
            while all.len() < 60 {
                let mut reader = Reader::open(&karim, Some(last)).await;
                for _ in 0..=dice.below(9) {
                    let message = reader.must().await;
                    assert_ne!(message.name, "reset");
                    last = message.id.unwrap_or(last);
                    all.extend(ids(&[message]));
                }
            }
            readers.push((start, all));
        }
        soon("the presses", writing).await.unwrap();
        let published = published(&s, &lea).await;
        for (start, all) in readers {
            let expected: Vec<i64> = published.iter().copied().filter(|p| *p > start).take(all.len()).collect();
            assert_eq!(all, expected);
        }
    }

    async fn what_is_no_longer_kept_is_read_anew(store: Store) {
        let s = Scene::new(store).await;
        let (lea, karim, id) = pair(&s).await;
        press(&lea, &id, 3).await;
        s.h.settle().await;
        let now = s.h.house.store.position().await.unwrap();
        let mut ahead = Reader::open(&karim, Some(now + 1000)).await;
        let told = ahead.must().await;
        assert_eq!((told.name.as_str(), told.id), ("reset", Some(now)), "an id of another database");
        // Every listener has read: the cursors are moved on by hand, as they are only every few seconds.
        let later = s.h.house.store.clock().now().plus(Span::hours(1));
        let rooms = server::rooms();
        for listener in rooms.iter().filter_map(|r| r.listeners).flat_map(|l| l(&s.h.house)) {
            let cursor = s.h.house.store.cursor(listener.name()).await.unwrap();
            if cursor.pos < now {
                s.h.house.store.apply(store::Change::new().read_up_to(&cursor, now)).await.unwrap();
            }
        }
        s.h.house.store.forget_events(later).await.unwrap();
        let mut old = Reader::open(&karim, Some(1)).await;
        assert_eq!(old.must().await.name, "reset");
        let mut fresh = Reader::open(&karim, Some(now)).await;
        assert_eq!(fresh.must().await.name, "ready");
        press(&lea, &id, 1).await;
        for reader in [&mut old, &mut fresh, &mut ahead] {
            assert_eq!(reader.must().await.name, "status");
        }
    }

    async fn a_stream_ends_with_its_session(store: Store) {
        let s = Scene::new(store).await;
        let (lea, karim, id) = pair(&s).await;
        let mut hers = Reader::open(&lea, None).await;
        let mut his = Reader::open(&karim, None).await;
        for reader in [&mut hers, &mut his] {
            assert_eq!(reader.must().await.name, "ready");
        }
        press(&lea, &id, 1).await;
        assert_eq!(his.must().await.name, "status");
        assert_eq!(hers.must().await.name, "me");
        karim.delete("/api/v1/session").await.is(204);
        assert!(his.rest().await.is_empty(), "nothing more after signing out");
        karim.get("/api/v1/me").await.is(401);
        lea.delete("/api/v1/me").await.is(204);
        let after = hers.rest().await;
        assert!(after.iter().all(|m| m.name != "status"), "{after:?}");
    }

    async fn a_stream_ends_within_a_heartbeat_of_its_session_or_key(store: Store) {
        let config = web::Config { heartbeat_seconds: 1, ..web::Config::default() };
        let h = web::harness::Harness::with(server::rooms(), store.clone(), people::sessions, config).await;
        let now = h.house.clock.now();
        let (lea, key) = (h.person("Léa").await, h.staff(Role::Operator, "Anne V.").await);
        let bruno = h.house.register.staff_named("Bruno K.", now).await.unwrap();
        let mut sessions = Vec::new();
        for (token, hours) in [("signs out", 24), ("expires", 1), ("is ended elsewhere", 24), ("stays", 24)] {
            let (hash, whose) = (web::token_hash(token), SessionOf::Staff(bruno, Role::Operator));
            let change = h.house.register.open_session(Change::new(), hash, &whose, now, now.plus(Span::hours(hours))).1;
            store.apply(change).await.unwrap();
            sessions.push(h.bearer(token));
        }
        let mut readers = Vec::new();
        for client in sessions.iter().chain([&lea, &key, &h.nobody()]) {
            let mut reader = Reader::open(client, None).await;
            assert_eq!(reader.must().await.name, "ready");
            readers.push(reader);
        }
        sessions[0].delete("/api/v1/session").await.is(204);
        // Other processes, of which this one hears nothing.
        store.apply(Change::new().run(END_SESSION, params![web::token_hash("is ended elsewhere")])).await.unwrap();
        store.apply(Change::new().run(END_KEYS, params![now])).await.unwrap();
        h.pass(Span::hours(2));
        let mut still = Vec::new();
        for (n, mut reader) in readers.into_iter().enumerate() {
            if [3, 4, 6].contains(&n) { still.push(reader) } else { assert!(reader.next().await.is_none(), "stream {n} goes on") }
        }
        for client in [&sessions[0], &sessions[1], &sessions[2], &key] {
            client.get("/api/v1/proofs").await.is(401);
        }
        // A person's ends with the days of their device; those who may go on hear what comes.
        lea.put("/api/v1/me", json!({ "name": "Léa T." })).await.is(200);
        let night = sessions[3].post("/api/v1/incidents", json!({ "kind": "fire", "names": { "fr": "Feu" }, "zone": zone(HERE, 1.5), "drill": true })).await;
        let night = night.expect(201).at("/id");
        sessions[3].post(&format!("/api/v1/incidents/{night}/activate"), json!({})).await.is(200);
        for reader in &mut still {
            while reader.must().await.name != "incident" {}
        }
        h.pass(Span::days(100));
        let ended: Vec<_> = still.drain(..2).collect();
        for mut reader in ended {
            while reader.next().await.is_some() {}
        }
    }

    async fn each_sees_what_they_may(store: Store) {
        let s = Scene::new(store).await;
        let (lea, karim, id) = pair(&s).await;
        let (boris, stranger) = (s.h.person("Boris").await, s.h.person("Samuel").await);
        friends(&lea, &boris).await;
        lea.post(&format!("/api/v1/circle/{}/block", boris.id()), json!({})).await.is(204);
        s.h.settle().await;
        let nobody = s.h.nobody();
        let all = [&lea, &karim, &boris, &stranger, &nobody, &s.anne];
        let mut readers = Vec::new();
        for client in all {
            readers.push(Reader::open(client, None).await);
        }
        for reader in &mut readers {
            reader.must().await;
        }
        let body = json!({ "answer": "need_help", "place": "Rue de Charonne", "message": "Vite" });
        lea.post(&format!("/api/v1/incidents/{id}/check-ins"), body).await.is(201);
        let message = Event::Inbox { incident: Some(id.parse().unwrap()), drill: true, urgent: true };
        s.h.house.store.apply(Change::new().event(message)).await.unwrap();
        s.anne.post(&format!("/api/v1/incidents/{id}/stand-down"), json!({})).await.is(200);
        // The last message is for everyone.
        let mut seen = Vec::new();
        for reader in &mut readers {
            let mut names = Vec::new();
            loop {
                let message = reader.must().await;
                assert!(!message.data.contains("Charonne"), "where is never in a stream: {}", message.data);
                assert!(message.name == "me" || message.name == "status" || !message.data.contains("Vite"));
                let last = message.name == "incident";
                names.push(message.name);
                if last {
                    break;
                }
            }
            names.dedup();
            seen.push(names);
        }
        let others = ["incident".to_owned()];
        assert_eq!(seen[0], ["me", "incident"]);
        assert_eq!(seen[1], ["status", "incident"]);
        for n in [2, 3, 4] {
            assert_eq!(seen[n], others);
        }
        for name in ["help", "counts", "inbox"] {
            assert!(seen[5].contains(&name.to_owned()), "{:?}", seen[5]);
        }
    }
}
