//! What the tests begin with: a server of every room, two operators, a night.

use kernel::{Role, Zone, ZoneLimits};
use serde_json::{Value, json};
use store::Store;
use web::harness::{Client, Harness};

/// République, in the evening.
pub(crate) const HERE: (f64, f64) = (48.8674, 2.3636);
/// Some eight kilometres away.
pub(crate) const AWAY: (f64, f64) = (48.8049, 2.4203);

/// A circle as GeoJSON.
pub(crate) fn zone((lat, lon): (f64, f64), km: f64) -> Value {
    Zone::from_circle(lat, lon, km, &ZoneLimits::default()).unwrap().to_geojson()
}

/// A server with two operators.
pub(crate) struct Scene {
    pub(crate) h: Harness,
    pub(crate) anne: Client,
    pub(crate) bruno: Client,
}

impl Scene {
    pub(crate) async fn new(store: Store) -> Self {
        let h = Harness::new(server::rooms(), store, people::sessions).await;
        let (anne, bruno) = (h.staff(Role::Operator, "Anne V.").await, h.staff(Role::Operator, "Bruno K.").await);
        Self { h, anne, bruno }
    }
    /// A draft around République.
    pub(crate) async fn draft(&self, drill: bool) -> String {
        let names = json!({ "fr": "Attaques à Paris", "en": "Attacks in Paris" });
        let body = json!({ "kind": "attack", "names": names, "zone": zone(HERE, 1.5), "drill": drill });
        self.anne.post("/api/v1/incidents", body).await.expect(201).at("/id")
    }
    /// One that is on, and everyone was asked.
    pub(crate) async fn night(&self, drill: bool) -> String {
        let id = self.draft(drill).await;
        self.anne.post(&format!("/api/v1/incidents/{id}/activate"), json!({})).await.is(200);
        if !drill {
            self.bruno.post(&format!("/api/v1/incidents/{id}/confirm"), json!({})).await.is(200);
        }
        self.h.settle().await;
        id
    }
    /// Somebody whose last position is there.
    pub(crate) async fn person_at(&self, name: &str, (lat, lon): (f64, f64)) -> Client {
        let person = self.h.person(name).await;
        person.put("/api/v1/me/position", json!({ "lat": lat, "lon": lon })).await.is(200);
        person
    }
    /// The code of a proof, as an operator reads it.
    pub(crate) async fn code(&self, proof: &str) -> String {
        let all = self.anne.get("/api/v1/proofs").await.expect(200).json();
        let found = all["proofs"].as_array().unwrap().iter().find(|p| p["id"] == proof).cloned();
        found.unwrap()["code"].as_str().unwrap().to_owned()
    }
}

/// Two people who are in each other's circle.
pub(crate) async fn friends(a: &Client, b: &Client) {
    let token = a.post("/api/v1/circle/invitations", json!({})).await.expect(201).at("/token");
    b.post(&format!("/api/v1/circle/join/{token}"), json!({})).await.is(200);
}

/// What a reader's circle shows of somebody in an incident.
pub(crate) async fn shown(reader: &Client, whom: &Client, incident: &str) -> Value {
    let circle = reader.get("/api/v1/circle").await.expect(200).json();
    let people = circle["people"].as_array().unwrap().clone();
    let found = people.into_iter().find(|p| p["id"] == json!(whom.id())).unwrap_or_default();
    let statuses = found["statuses"].as_array().cloned().unwrap_or_default();
    statuses.into_iter().find(|s| s["incident"] == incident).unwrap_or_default()
}

/// Their state there; `gone` when they are not on the board.
pub(crate) async fn state(reader: &Client, whom: &Client, incident: &str) -> String {
    shown(reader, whom, incident).await["state"].as_str().unwrap_or("gone").to_owned()
}
