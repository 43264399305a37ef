//! What the stories of this room share. Everybody in them is invented.

use std::time::Duration;

use futures_util::StreamExt as _;
use kernel::{AuthorityId, Event, IncidentId, Role, Span, Time};
use serde_json::{Value, json};
use store::{Change, Store, params};
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

store::sql! {
    /// An institution by its domain; with 3 one for which another vouches.
    FOUND = "INSERT INTO authority (id, version, domain, name, token, proof, delegator, proven, added, added_by, added_name, pins, senders) \
        VALUES ($1, 1, $2, $3, '', $4, $5, $6, 0, $1, '', '', '')";
    /// Its proof is gone, or it was taken away, since then; or neither.
    STANDS = "UPDATE authority SET lost = $2, ended = $3 WHERE domain = $1";
    /// Somebody speaks for it.
    ACCREDIT = "INSERT INTO accredited (operator, institution, at) VALUES ($1, $2, 0)";
    /// They do not any more.
    UNACCREDIT = "DELETE FROM accredited WHERE operator = $1";
}

/// An institution that is proven: by its domain, or because another vouches for it.
pub(crate) async fn found(h: &Harness, domain: &str, name: &str, through: Option<AuthorityId>) -> AuthorityId {
    let now = h.house.clock.now();
    let id: AuthorityId = h.house.dice.id(now);
    let proof = if through.is_some() { 3_i64 } else { 1 };
    let change = Change::new().must(FOUND, params![id, domain, name, proof, through, now]);
    h.house.store.apply(change.event(Event::Authority { authority: id })).await.unwrap();
    h.settle().await;
    id
}

/// How it stands from now on: since when its proof is gone, since when it was taken away.
pub(crate) async fn stands(h: &Harness, (domain, id): (&str, AuthorityId), lost: Option<Time>, ended: Option<Time>) {
    let change = Change::new().must(STANDS, params![domain, lost, ended]).event(Event::Authority { authority: id });
    h.house.store.apply(change).await.unwrap();
    h.settle().await;
}

/// Somebody who speaks for an institution of this name, or for none.
pub(crate) async fn speaker(h: &Harness, name: &str, institution: Option<&str>) -> Client {
    let client = h.staff(Role::Institution, name).await;
    let id = h.house.register.staff_named(name, h.house.clock.now()).await.unwrap();
    let change = Change::new().run(UNACCREDIT, params![id]);
    let change = institution.into_iter().fold(change, |change, name| change.must(ACCREDIT, params![id, name]));
    h.house.store.apply(change).await.unwrap();
    client
}

/// Somebody who speaks for an institution that is proven.
pub(crate) async fn official(h: &Harness, domain: &str, name: &str) -> Client {
    found(h, domain, name, None).await;
    speaker(h, "Ana D.", Some(name)).await
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
