//! What the stories share.

use kernel::{FactId, IncidentId, OperatorId, PersonId, Zone, ZoneLimits};
use register::{Author, Channel, Fact, FactKind, How, Incident, IncidentState, Proof, State, Texts, incidents};
use serde_json::{Value, json};
use store::{Change, Store};
use web::harness::{Client, Harness};

pub(crate) async fn harness(store: Store) -> Harness {
    Harness::new(vec![people::room()], store, people::sessions).await
}

/// An incident that takes answers.
pub(crate) async fn incident(h: &Harness, drill: bool) -> IncidentId {
    let now = h.house.clock.now();
    let id: IncidentId = h.house.dice.id(now);
    let names = Texts([("fr".to_owned(), "Les attaques à Paris".to_owned())].into());
    let opened_by: OperatorId = h.house.dice.id(now);
    let incident = Incident {
        id,
        version: 1,
        kind: "attack".into(),
        drill,
        state: IncidentState::Active,
        names,
        prompts: Texts::default(),
        zone: Zone::from_circle(48.8674, 2.3636, 1.5, &ZoneLimits::default()).unwrap(),
        round: 1,
        created: now,
        opened_by,
        opened_by_name: "Anne".into(),
        activated_by: None,
        activated: Some(now),
        asked_again: None,
        ended: None,
    };
    h.house.store.apply(incidents::drafted(Change::new(), &incident)).await.unwrap();
    h.house.incidents.fresh(id).await.unwrap();
    id
}

/// A person's own word.
pub(crate) async fn says(h: &Harness, who: PersonId, incident: IncidentId, drill: bool, state: State) {
    let now = h.house.clock.now();
    let id: FactId = h.house.dice.id(now);
    let fact = Fact {
        id,
        person: who,
        incident,
        drill,
        kind: FactKind::CheckIn,
        state,
        how: How::Own,
        author: Author::Person(who),
        at: now,
        received: now,
        proof: Proof::Device,
        disputed: false,
        confirmed: false,
        channel: Channel::Web,
    };
    h.house.store.apply(h.house.register.with_fact(Change::new(), &fact, Some("tout va bien"))).await.unwrap();
}

/// Two people who are in each other's circle.
pub(crate) async fn friends(a: &Client, b: &Client) {
    let token = a.post("/api/v1/circle/invitations", json!({})).await.expect(201).at("/token");
    b.post(&format!("/api/v1/circle/join/{token}"), json!({})).await.is(200);
}

/// How somebody is in the one incident that is on, as a reader's circle shows it.
pub(crate) async fn state_of(reader: &Client, who: PersonId) -> Value {
    let circle = reader.get("/api/v1/circle").await.expect(200).json();
    let people = circle["people"].as_array().unwrap();
    let found = people.iter().find(|p| p["id"] == json!(who)).cloned().unwrap_or_default();
    found["statuses"][0]["state"].clone()
}

/// The code of a proof, as an operator reads it.
pub(crate) async fn code(h: &Harness, proof: &str) -> String {
    let proof = h.house.register.proof(proof.parse().unwrap()).await.unwrap().unwrap();
    proof.code
}
