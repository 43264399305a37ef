//! What the stories of this room begin with.

use kernel::IncidentId;
use serde_json::Value;
use store::Store;
use web::harness::{Answer, Client, Harness};

/// A house of the rooms that these stories need, in which an incident is on.
pub(crate) async fn house(store: Store) -> (Harness, IncidentId) {
    let rooms = vec![people::room(), safety::room(), desk::room(), feed::room()];
    let h = Harness::new(rooms, store, people::sessions).await;
    let night = h.active(false).await;
    (h, night)
}

/// Publishes, and lets everybody hear of it.
pub(crate) async fn says(h: &Harness, who: &Client, body: Value) -> Answer {
    let answer = who.post("/api/v1/posts", body).await.expect(201);
    h.settle().await;
    answer
}
