//! What the stories of this room share. Everybody in them is invented.

use std::time::Duration;

use futures_util::StreamExt as _;
use kernel::{IncidentId, Span};
use serde_json::{Value, json};
use store::Store;
use web::harness::{Answer, Client, Harness};

/// A house of the rooms that meet in the flow.
pub(crate) async fn harness(store: Store) -> Harness {
    let rooms = vec![people::room(), safety::room(), doors::room(), missing::room(), desk::room(), feed::room()];
    Harness::new(rooms, store, people::sessions).await
}

/// The same in which an incident is on, and Karim, whose contact is proven.
pub(crate) async fn night(store: Store) -> (Harness, IncidentId, Client) {
    let h = harness(store).await;
    let night = h.active(false).await;
    let karim = h.proven("Karim Belaïd", "karim@example.org").await;
    (h, night, karim)
}

/// Publishes a text, lets everybody hear of it, and gives its number.
pub(crate) async fn says(h: &Harness, who: &Client, text: &str) -> String {
    posts(h, who, json!({ "text": text })).await
}

/// Publishes, lets everybody hear of it, and gives its number. Nobody writes much in a minute.
pub(crate) async fn posts(h: &Harness, who: &Client, body: Value) -> String {
    let id = who.post("/api/v1/posts", body).await.expect(201).at("/id");
    h.settle().await;
    h.pass(Span::seconds(40));
    id
}

/// A door that is open.
pub(crate) async fn opens(h: &Harness, host: &Client) -> String {
    let body = json!({ "places": 2, "place": { "lat": 48.8674, "lon": 2.3636 }, "address": "25 rue de la Roquette" });
    let id = host.post("/api/v1/doors", body).await.expect(201).at("/id");
    h.settle().await;
    id
}

/// The numbers of the posts of an answer, in its order.
pub(crate) fn ids(answer: &Answer) -> Vec<String> {
    let all = answer.json();
    all["posts"].as_array().unwrap().iter().map(|p| p["id"].as_str().unwrap().to_owned()).collect()
}

/// The posts that anybody finds who asks this, the newest first.
pub(crate) async fn flow(h: &Harness, query: &str) -> Vec<String> {
    ids(&h.nobody().get(&format!("/api/v1/feed?{query}")).await.expect(200))
}

/// A frame: its position, its name, what it says.
pub(crate) type Heard = (i64, String, Value);

/// What a stream of the flow has to say by now.
pub(crate) async fn heard(stream: &mut relay::LiveStream) -> Vec<Heard> {
    let mut all = String::new();
    while let Ok(Some(Ok(bytes))) = tokio::time::timeout(Duration::from_millis(300), stream.next()).await {
        all += std::str::from_utf8(&bytes).unwrap();
    }
    let part = |frame: &str, name: &str| frame.lines().find_map(|l| l.strip_prefix(name)).map(str::to_owned);
    let frame = |f: &str| {
        let (name, data) = (part(f, "event: ")?, part(f, "data: ")?);
        let at = part(f, "id: ").and_then(|id| id.parse().ok()).unwrap_or_default();
        let data = serde_json::from_str(&data).unwrap_or_default();
        ["post", "gone", "card"].contains(&name.as_str()).then_some((at, name, data))
    };
    all.split("\n\n").filter_map(frame).collect()
}
