//! What the stories share. Everybody in them is invented.

use kernel::{Event, IncidentId, PersonId, Recorded, Role, Span};
use notify::sms::{Inbound, Settings};
use serde_json::{Value, json};
use store::Store;
use web::{
    Config,
    harness::{Answer, Client, Harness},
};

pub(crate) async fn harness(store: Store) -> Harness {
    Harness::new(vec![people::room(), safety::room(), missing::room(), desk::room()], store, people::sessions).await
}

/// The same with a gateway that brings text messages; the folder holds its secret.
pub(crate) async fn with_sms(store: Store) -> (Harness, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret");
    std::fs::write(&secret, SECRET).unwrap();
    let inbound = Inbound { secret_file: secret.display().to_string(), ..Inbound::default() };
    let config = Config { sms: Some(Settings { inbound, ..Settings::default() }), ..Config::default() };
    let rooms = vec![people::room(), safety::room(), missing::room(), desk::room()];
    (Harness::with(rooms, store, people::sessions, config).await, folder)
}

const SECRET: &str = "un secret des essais";

/// The gateway brings a message, which is read.
pub(crate) async fn texts(h: &Harness, id: &str, from: &str, text: &str) {
    let enc = web::encode;
    let path = format!("/hooks/sms/inbound?secret={}&id={id}&from={}&text={}", enc(SECRET), enc(from), enc(text));
    h.nobody().get(&path).await.is(200);
    h.settle().await;
}

/// The code that was asked for last.
pub(crate) async fn texted_code(h: &Harness) -> String {
    let (events, _) = h.house.store.events_after(0, 10_000).await.unwrap();
    let asked = |e: &Recorded| if let Event::ProofAsked { proof } = e.event { Some(proof) } else { None };
    let last = events.iter().rev().find_map(asked).unwrap();
    h.house.register.proof(last).await.unwrap().unwrap().code
}

/// The numbers that text messages of a kind went to; they are not sent again.
pub(crate) async fn sent(h: &Harness, kind: notify::Kind) -> Vec<String> {
    let (queue, now) = (&h.house.queue, h.house.clock.now());
    let mut numbers = Vec::new();
    for d in queue.claim(notify::Channel::Sms, now, 100).await.unwrap() {
        queue.settle(&d, notify::Outcome::NotNeeded, now).await.unwrap();
        numbers.extend(d.contact.filter(|_| d.kind == kind));
    }
    numbers
}

/// Who was told that somebody is found, or that it was taken back.
pub(crate) async fn followers_told(h: &Harness) -> Vec<(bool, Vec<PersonId>)> {
    let (events, _) = h.house.store.events_after(0, 10_000).await.unwrap();
    let found = |e: &Recorded| match &e.event {
        Event::Found { found, people, .. } => Some((*found, people.clone())),
        _ => None,
    };
    events.iter().filter_map(found).collect()
}

/// An incident in which people are searched for.
pub(crate) async fn active(h: &Harness, drill: bool) -> IncidentId {
    h.active(drill).await
}

/// Somebody with a proven contact.
pub(crate) async fn proven(h: &Harness, name: &str, contact: &str) -> Client {
    h.proven(name, contact).await
}

/// A search, to be changed.
pub(crate) fn sought(name: &str) -> Value {
    json!({ "name": name, "relation": "family", "police": true, "ages": {"low": 27, "high": 27}, "sex": "female",
        "description": "Cheveux bruns mi-longs", "wearing": "Manteau vert, sac noir", "near": "Voltaire" })
}

/// The same with the telephone of who is sought.
pub(crate) fn sought_at(name: &str, phone: &str) -> Value {
    let mut body = sought(name);
    body["phone"] = json!(phone);
    body
}

/// Begins a search.
pub(crate) async fn seeks(h: &Harness, who: &Client, body: Value) -> String {
    let id = who.post("/api/v1/notices", body).await.expect(201).at("/id");
    h.settle().await;
    id
}

/// Says that one is safe.
pub(crate) async fn safe(h: &Harness, who: &Client, incident: IncidentId) {
    let path = format!("/api/v1/incidents/{incident}/check-ins");
    who.post(&path, json!({ "answer": "safe" })).await.is(201);
    h.settle().await;
}

/// Who seeks them.
pub(crate) async fn questions(who: &Client) -> Vec<Value> {
    who.get("/api/v1/sought").await.expect(200).json()["sought"].as_array().unwrap().clone()
}

/// The one question that somebody is asked.
pub(crate) async fn question(who: &Client) -> String {
    let all = questions(who).await;
    assert_eq!(all.len(), 1, "{all:?}");
    all[0]["id"].as_str().unwrap().to_owned()
}

/// Answers it.
pub(crate) async fn answers(h: &Harness, who: &Client, answer: &str) -> Answer {
    let id = question(who).await;
    let answer = who.post(&format!("/api/v1/sought/{id}"), json!({ "answer": answer })).await;
    h.settle().await;
    answer
}

/// A search as its seeker sees it.
pub(crate) async fn one(who: &Client, id: &str) -> Value {
    who.get(&format!("/api/v1/notices/{id}")).await.expect(200).json()
}

/// A yes to an appeal as it waits now.
pub(crate) async fn looked_at(maud: &Client, id: &str) -> Value {
    let waiting = maud.get("/api/v1/appeals").await.expect(200).json();
    let photo = waiting["notices"].as_array().unwrap().iter().find(|n| n["id"] == id).map(|n| n["photo_seen"].clone());
    json!({ "approve": true, "photo_seen": photo })
}

/// Why an appeal is refused.
pub(crate) fn refused() -> Value {
    json!({ "approve": false, "ground": "unclear" })
}

/// A moderator finds that a photo is a hoax; somebody else asked for it, since it takes two.
pub(crate) async fn found_a_hoax(h: &Harness, maud: &Client, id: &str) {
    let (path, why) = (format!("/api/v1/notices/{id}/hoax"), json!({ "ground": "deceit" }));
    h.staff(Role::Moderator, "Nino").await.post(&path, why.clone()).await.is(202);
    maud.post(&path, why).await.is(204);
}

/// A public appeal for a search: asked for, and approved.
pub(crate) async fn appeal(h: &Harness, who: &Client, id: &str) -> Option<String> {
    who.post(&format!("/api/v1/notices/{id}/appeal"), json!({})).await.is(200);
    let maud = h.staff(Role::Moderator, "Maud").await;
    maud.post(&format!("/api/v1/notices/{id}/approve"), looked_at(&maud, id).await).await.is(204);
    h.settle().await;
    if one(who, id).await["share"].is_null() {
        // Whoever is sought, and can be reached, is asked first.
        h.pass(Span::hours(2));
        h.settle().await;
    }
    one(who, id).await["share"].as_str().map(str::to_owned)
}

/// Two moderators, Maud and another one, and Karim who searches for Camille Roussel: his search.
pub(crate) async fn watched(h: &Harness, other: &str) -> (Client, Client, Client, String) {
    active(h, false).await;
    let (maud, other) = (h.staff(Role::Moderator, "Maud").await, h.staff(Role::Moderator, other).await);
    let karim = proven(h, "Karim Belaïd", "karim@example.org").await;
    let id = seeks(h, &karim, sought("Camille Roussel")).await;
    (maud, other, karim, id)
}
