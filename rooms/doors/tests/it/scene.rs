//! What the stories share.

use kernel::{DoorId, IncidentId};
use serde_json::{Value, json};
use store::Store;
use web::harness::{Answer, Client, Harness};

/// Around the Place de la République, and two cells away.
pub(crate) const HERE: &str = "48.8674,2.3636";

pub(crate) async fn harness(store: Store) -> Harness {
    Harness::new(vec![people::room(), safety::room(), doors::room()], store, people::sessions).await
}

/// An incident in which doors open.
pub(crate) async fn active(h: &Harness, drill: bool) -> IncidentId {
    h.active(drill).await
}

/// Somebody with a proven contact.
pub(crate) async fn proven(h: &Harness, name: &str, contact: &str) -> Client {
    h.proven(name, contact).await
}

/// An offer, to be changed.
pub(crate) fn offer(places: i64) -> Value {
    json!({
        "places": places,
        "place": {"lat": 48.8674, "lon": 2.3636},
        "address": "12 rue des Tilleuls, Paris 10e",
        "entry": "code 4711B, deuxième étage",
        "name": "Inès",
        "langs": ["fr", "ar"],
        "suits": ["animals"],
    })
}

/// A door that is open.
pub(crate) async fn opens(h: &Harness, host: &Client, offer: Value) -> DoorId {
    let answer = host.post("/api/v1/doors", offer).await.expect(201);
    h.settle().await;
    answer.at("/id").parse().unwrap()
}

/// Asks a door for places.
pub(crate) async fn asks(guest: &Client, door: DoorId, places: i64) -> Answer {
    let body = json!({"places": places, "place": {"lat": 48.869, "lon": 2.366}, "name": "Nadia"});
    guest.post(&format!("/api/v1/doors/{door}/stays"), body).await
}

/// The doors near a place, as anybody sees them.
pub(crate) async fn near(h: &Harness) -> Vec<Value> {
    let answer = h.nobody().get(&format!("/api/v1/doors?near={HERE}")).await.expect(200).json();
    answer["doors"].as_array().unwrap().clone()
}
