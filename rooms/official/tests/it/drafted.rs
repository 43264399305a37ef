//! An incident that is only drafted is named to nobody, not by what is said officially either.

use futures_util::StreamExt;
use kernel::Role;
use serde_json::json;

use crate::scene::{active, harness, message, proven, said, speaker, square};

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

    async fn what_waits_is_moved_without_a_word_to_anybody_else(store: Store) {
        let h = harness(store).await;
        let anne = h.staff(Role::Operator, "Anne").await;
        let (paul, jeanne) = (speaker(&h, "Paul", "Préfecture").await, speaker(&h, "Jeanne", "Préfecture").await);
        let prefecture = proven(&h, "prefecture.example", "Préfecture").await;
        let mut body = message();
        body["authority"] = json!(prefecture);
        let id = paul.post("/api/v1/alerts", body).await.expect(201).at("/id");
        let names = json!({"fr": "Un brouillon", "en": "A draft"});
        let draft = json!({"kind": "attack", "names": names, "zone": square(), "drill": false});
        let draft = anne.post("/api/v1/incidents", draft).await.expect(201).at("/id");
        anne.put(&format!("/api/v1/alerts/{id}/incident"), json!({ "incident": draft })).await.is(204);
        h.settle().await;
        assert!(!heard(&h, relay::Who::Public).await.contains(&id));
        // Who speaks for an institution sees its messages, and nothing of what is drafted; others not even that.
        let page = paul.page(&format!("/console/official/{id}")).await.expect(200);
        assert!(!page.says(&draft) && !page.says("Un brouillon"));
        assert!(anne.page(&format!("/console/official/{id}")).await.says("Un brouillon"));
        let confirmed = jeanne.post(&format!("/api/v1/alerts/{id}/confirm"), json!({})).await.expect(200);
        assert!(!confirmed.says(&draft));
        let more = json!({"respond": "Evacuate", "words": {"fr": {"headline": "Partez."}}});
        let waits = paul.post(&format!("/api/v1/alerts/{id}/correct"), more).await.expect(201);
        assert!(waits.at("/state") == "proposed" && !waits.says(&draft));
        assert!(jeanne.page(&format!("/console/official/{id}")).await.says("Partez."));
        let vera = speaker(&h, "Véra", "Mairie").await;
        assert!(!vera.page(&format!("/console/official/{id}")).await.expect(200).says("Partez."));
        anne.post(&format!("/api/v1/alerts/{}/drop", waits.at("/id")), json!({})).await.is(204);
        anne.put(&format!("/api/v1/alerts/{}/incident", waits.at("/id")), json!({})).await.refuses(409, "official-moved-on");
    }
}
