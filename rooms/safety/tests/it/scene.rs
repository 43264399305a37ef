//! What the stories of pages share.

use kernel::{IncidentId, Role};
use serde_json::{Value, json};
use store::Store;
use web::harness::{Answer, Client, Harness};

pub(crate) async fn harness(store: Store) -> Harness {
    Harness::new(vec![people::room(), safety::room()], store, people::sessions).await
}

/// A square of about 4 km² around the Rue Bichat.
pub(crate) fn square() -> Value {
    json!({"type": "Polygon", "coordinates": [[[2.35, 48.86], [2.38, 48.86], [2.38, 48.88], [2.35, 48.88], [2.35, 48.86]]]})
}

/// An incident that takes answers.
pub(crate) async fn active(h: &Harness, drill: bool, name: &str) -> IncidentId {
    let anne = h.staff(Role::Operator, "Anne").await;
    let body = json!({"kind": "attack", "names": {"fr": name, "en": name}, "zone": square(), "drill": drill});
    let id = anne.post("/api/v1/incidents", body).await.expect(201).at("/id");
    let alone = json!({"alone": true, "reason": "Seule cette nuit"});
    anne.post(&format!("/api/v1/incidents/{id}/activate"), alone).await.is(200);
    h.settle().await;
    id.parse().unwrap()
}

/// The first is in a circle with each of the others.
pub(crate) async fn friends(of: &Client, others: &[&Client]) {
    for other in others {
        let token = of.post("/api/v1/circle/invitations", json!({})).await.expect(201).at("/token");
        other.post(&format!("/api/v1/circle/join/{token}"), json!({})).await.is(200);
    }
}

pub(crate) async fn answers(who: &Client, incident: IncidentId, answer: &str, message: &str) {
    let body = json!({"answer": answer, "message": message});
    who.post(&format!("/api/v1/incidents/{incident}/check-ins"), body).await.is(201);
}

/// Who is well, and how `by` knows.
pub(crate) async fn declares(by: &Client, incident: IncidentId, whom: &Client, how: &str) {
    let body = json!({"about": {"person": whom.id()}, "how": how});
    by.post(&format!("/api/v1/incidents/{incident}/declarations"), body).await.is(202);
}

/// A page that is whole: one heading, every word translated, nothing that the policy refuses.
#[track_caller]
pub(crate) fn whole(page: Answer) -> Answer {
    assert_eq!(page.text.matches("<h1").count(), 1, "{}", page.text);
    assert!(!page.text.contains("style=\""), "the policy refuses style attributes");
    for key in page.text.split(['>', '"']).filter_map(|t| t.split('<').next()) {
        let ours = ["board-", "operate-", "refusal-"].iter().any(|p| key.starts_with(p));
        assert!(!ours || key.contains(' ') || key.contains('.'), "{key} is not translated");
    }
    page
}

/// What stands in the body of the page, without its tags.
pub(crate) fn words(page: &Answer) -> String {
    let (_, main) = page.text.split_once("<main").unwrap();
    let (main, _) = main.split_once("</main>").unwrap();
    let text: String = main.split('<').map(|t| t.split_once('>').map_or("", |(_, text)| text)).collect();
    text.replace(['\u{a0}', '\u{202f}'], " ")
}
