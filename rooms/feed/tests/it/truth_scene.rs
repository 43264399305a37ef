//! What the stories of this room begin with.

use kernel::{IncidentId, PostId};
use serde_json::{Value, json};
use store::{Store, params};
use web::harness::{Answer, Client, Harness};

/// A house of the rooms that these stories need, in which an incident is on.
pub(crate) async fn house(store: Store) -> (Harness, IncidentId) {
    let rooms = vec![people::room(), safety::room(), desk::room(), feed::room()];
    let h = Harness::new(rooms, store, people::sessions).await;
    let night = h.active(false).await;
    (h, night)
}

/// Somebody who speaks for an institution that is proven by its domain.
pub(crate) async fn city(h: &Harness) -> Client {
    crate::scene::found(h, "prefecture.example", "Préfecture de l’Exemple", None).await;
    crate::scene::speaker(h, "Préfecture de l’Exemple", Some("Préfecture de l’Exemple")).await
}

/// Publishes, and lets everybody hear of it.
pub(crate) async fn says(h: &Harness, who: &Client, body: Value) -> Answer {
    let answer = who.post("/api/v1/posts", body).await.expect(201);
    h.settle().await;
    answer
}

store::sql! {
    /// Which one it is by now.
    VERSION = "SELECT version FROM post WHERE id = $1";
}

/// What somebody decides on a post that is held, and has just read.
pub(crate) async fn choice(h: &Harness, post: &str, release: bool, ground: &str) -> Value {
    let id: PostId = post.parse().unwrap();
    let version = h.house.store.one(VERSION, params![id]).await.unwrap().unwrap().int(0).unwrap();
    json!({ "release": release, "ground": ground, "version": version })
}

/// They decide it.
pub(crate) async fn decides(h: &Harness, who: &Client, post: &str, (release, ground): (bool, &str)) -> Answer {
    who.post(&format!("/api/v1/holds/{post}"), choice(h, post, release, ground).await).await
}
