//! What the stories share.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use futures_util::StreamExt;
use kernel::{IncidentId, Role};
use official::acts::abroad::{Abroad, Way};
use outbound::{Answer as Far, Call};
use serde_json::{Value, json};
use store::{Change, Store, params};
use web::harness::{Answer, Client, Harness};

store::sql! {
    /// A member of staff speaks for an institution.
    pub(crate) ACCREDIT = "INSERT INTO accredited (operator, institution, at) VALUES ($1, $2, 0)";
    /// An institution is proven since then by a record of its domain, or is not proven.
    PROVE = "UPDATE authority SET proof = 1, proven = $2 WHERE id = $1";
}

/// An institution is proven from now on, or was never, whatever its domain says.
pub(crate) async fn prove(h: &Harness, id: kernel::AuthorityId, is: bool) {
    let since = is.then(|| h.house.clock.now());
    h.house.store.apply(Change::new().run(PROVE, params![id, since])).await.unwrap();
}

pub(crate) fn rooms() -> Vec<web::Room> {
    vec![people::room(), safety::room(), official::room()]
}

pub(crate) async fn harness(store: Store) -> Harness {
    Harness::new(rooms(), store, people::sessions).await
}

/// A square around the Place de la République.
pub(crate) fn square() -> Value {
    let ring = json!([[2.35, 48.86], [2.38, 48.86], [2.38, 48.88], [2.35, 48.88], [2.35, 48.86]]);
    json!({"type": "Polygon", "coordinates": [ring]})
}

/// An incident that is on.
pub(crate) async fn active(h: &Harness, drill: bool) -> IncidentId {
    let anne = h.staff(Role::Operator, "Anne").await;
    let names = json!({"fr": "Les attaques à Paris", "en": "The attacks in Paris"});
    let body = json!({"kind": "attack", "names": names, "zone": square(), "drill": drill});
    let id = anne.post("/api/v1/incidents", body).await.expect(201).at("/id");
    let alone = json!({"alone": true, "reason": "Seule cette nuit"});
    anne.post(&format!("/api/v1/incidents/{id}/activate"), alone).await.is(200);
    h.settle().await;
    id.parse().unwrap()
}

/// Somebody who speaks for an institution of this name.
pub(crate) async fn speaker(h: &Harness, name: &str, institution: &str) -> Client {
    let client = h.staff(Role::Institution, name).await;
    let id = h.house.register.staff_named(name, h.house.clock.now()).await.unwrap();
    h.house.store.apply(Change::new().run(ACCREDIT, params![id, institution])).await.unwrap();
    client
}

/// A message, to be changed.
pub(crate) fn message() -> Value {
    json!({
        "what": "attack", "grade": "extreme", "place": "10e et 11e arrondissements", "shape": square(), "hours": 4,
        "words": {
            "fr": {"headline": "Restez à l’abri.", "instruction": "Éloignez-vous des fenêtres.", "description": "Coups de feu & sirènes."},
            "en": {"headline": "Stay inside.", "instruction": "Keep away from windows."},
        },
    })
}

/// A message that two people said.
pub(crate) async fn said(h: &Harness, message: Value) -> String {
    let (anne, bruno) = (h.staff(Role::Operator, "Anne").await, h.staff(Role::Operator, "Bruno").await);
    let id = anne.post("/api/v1/alerts", message).await.expect(201).at("/id");
    bruno.post(&format!("/api/v1/alerts/{id}/confirm"), json!({})).await.is(200);
    h.settle().await;
    id
}

/// The states that open pages were told of, in order.
pub(crate) async fn frames(h: &Harness, who: relay::Who) -> Vec<String> {
    let mut stream = h.house.live.open(who, None, Some(0)).await.unwrap();
    let mut all = String::new();
    while let Ok(Some(Ok(bytes))) = tokio::time::timeout(std::time::Duration::from_millis(200), stream.next()).await {
        all.push_str(&String::from_utf8_lossy(&bytes));
    }
    let data = all.split("event: alert\ndata: ").skip(1).filter_map(|rest| rest.lines().next());
    data.map(|line| serde_json::from_str::<Value>(line).unwrap()["state"].as_str().unwrap().to_owned()).collect()
}

/// What a list says: ids and states.
pub(crate) async fn listed(h: &Harness, path: &str) -> Vec<Value> {
    h.nobody().get(path).await.expect(200).json()["alerts"].as_array().unwrap().clone()
}

/// An institution that is added and proven by a record of its domain.
pub(crate) async fn proven(h: &Harness, domain: &str, name: &str) -> String {
    let admin = h.staff(Role::Admin, "Odile").await;
    let made = admin.post("/api/v1/authorities", json!({"domain": domain, "name": name})).await.expect(201);
    let world = World::of(h);
    world.record(&made.at("/record"), &made.at("/token"));
    let id = made.at("/id");
    let checked = admin.post(&format!("/api/v1/authorities/{id}/check"), json!({})).await.expect(200);
    assert_eq!(checked.at("/standing"), "proven");
    id
}

/// Other servers, as a story has them.
#[derive(Clone, Default)]
pub(crate) struct World(Arc<Mutex<Said>>);

#[derive(Default)]
struct Said {
    away: bool,
    records: BTreeMap<String, String>,
    files: BTreeMap<String, String>,
    /// What was asked for, and what was not as it was known.
    asked: Vec<String>,
    read: Vec<String>,
}

impl World {
    /// The world of this house from now on.
    pub(crate) fn of(h: &Harness) -> Self {
        let known = h.house.shelf.get::<Known>();
        h.house.shelf.get::<Way>().take(Arc::new(known.0.clone()));
        known.0.clone()
    }
    pub(crate) fn record(&self, name: &str, text: &str) {
        self.0.lock().unwrap().records.insert(name.to_owned(), text.to_owned());
    }
    pub(crate) fn file(&self, url: &str, text: &str) {
        self.0.lock().unwrap().files.insert(url.to_owned(), text.to_owned());
    }
    /// What was asked for since one last looked, and what of it was read.
    pub(crate) fn asked(&self) -> (Vec<String>, Vec<String>) {
        let mut said = self.0.lock().unwrap();
        (std::mem::take(&mut said.asked), std::mem::take(&mut said.read))
    }
    pub(crate) fn forget(&self) {
        let mut said = self.0.lock().unwrap();
        said.records.clear();
        said.files.clear();
    }
    pub(crate) fn away(&self, away: bool) {
        self.0.lock().unwrap().away = away;
    }
}

#[derive(Default)]
struct Known(World);

#[async_trait]
impl Abroad for World {
    async fn texts(&self, name: &str) -> Option<Vec<String>> {
        let said = self.0.lock().unwrap();
        (!said.away).then(|| said.records.get(name).cloned().into_iter().collect())
    }
    async fn get(&self, call: Call) -> Option<Far> {
        let mut said = self.0.lock().unwrap();
        let found = said.files.get(&call.url).cloned();
        let mut status = if found.is_some() { http::StatusCode::OK } else { http::StatusCode::NOT_FOUND };
        let mut hasher = DefaultHasher::new();
        found.hash(&mut hasher);
        let tag = http::HeaderValue::from_str(&format!("\"{:x}\"", hasher.finish())).unwrap();
        said.asked.push(call.url.clone());
        if call.headers.get(http::header::IF_NONE_MATCH) == Some(&tag) {
            status = http::StatusCode::NOT_MODIFIED;
        } else {
            said.read.push(call.url.clone());
        }
        let headers = http::HeaderMap::from_iter([(http::header::ETAG, tag)]);
        let answer = Far { status, headers, body: found.unwrap_or_default().into() };
        (!said.away).then_some(answer)
    }
    fn allows(&self, url: &str) -> bool {
        url.starts_with("https://")
    }
}

/// The document of a message.
pub(crate) async fn document(h: &Harness, id: &str) -> Answer {
    h.nobody().get(&format!("/alerts/{id}.xml")).await.expect(200)
}
