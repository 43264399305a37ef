//! An incident that is only drafted is named to nobody, not by what is said officially either.

use futures_util::StreamExt;
use kernel::Role;
use serde_json::json;
use store::Store;

use crate::scene::{active, harness, message, said, square};

/// What everybody who reads along hears from the beginning.
async fn heard(h: &web::harness::Harness, who: relay::Who) -> String {
    let mut stream = h.house.live.open(who, None, Some(0)).await.unwrap();
    let mut all = String::new();
    while let Ok(Some(Ok(bytes))) = tokio::time::timeout(std::time::Duration::from_millis(200), stream.next()).await {
        all += std::str::from_utf8(&bytes).unwrap();
    }
    all
}

store::testing::each_store! {
    async fn a_message_names_no_incident_that_is_only_drafted(store: Store) {
        let h = harness(store).await;
        let anne = h.staff(Role::Operator, "Anne").await;
        let names = json!({"fr": "Un brouillon", "en": "A draft"});
        let draft = json!({"kind": "attack", "names": names, "zone": square(), "drill": false});
        let draft = anne.post("/api/v1/incidents", draft).await.expect(201).at("/id");
        let mut body = message();
        body["incident"] = json!(draft);
        let id = said(&h, body).await;
        let shown = async || {
            let mut all = vec![("stream".to_owned(), heard(&h, relay::Who::Public).await)];
            for path in ["/api/v1/alerts", &format!("/api/v1/alerts/{id}"), "/alerts.geojson", "/alerts.atom", &format!("/alerts/{id}"), "/"] {
                all.push((path.to_owned(), h.nobody().page(path).await.expect(200).text));
            }
            all
        };
        for (where_, said) in shown().await {
            assert!(said.contains(&id) && !said.contains(&draft), "{where_}");
        }
        // Once there is one, it is named.
        let on = active(&h, false).await.to_string();
        anne.put(&format!("/api/v1/alerts/{id}/incident"), json!({ "incident": on })).await.is(204);
        h.settle().await;
        assert!(shown().await.iter().filter(|(_, said)| said.contains(&on)).count() >= 3, "in the stream, in JSON, on the map");
    }
}
