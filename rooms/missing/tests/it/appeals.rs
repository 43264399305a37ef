//! What anybody may read, and nothing more.

use kernel::{Role, Span};
use serde_json::json;

use crate::scene::{active, answers, appeal, harness, one, proven, safe, seeks, sought, sought_at};

const HERS: &str = "06 39 98 00 17";

store::testing::each_store! {
    async fn an_appeal_needs_a_yes_and_shows_no_more_than_it_must(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let camille = proven(&h, "Camille Roussel", HERS).await;
        let id = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        let share = appeal(&h, &karim, &id).await.unwrap();
        let path = format!("/api/v1/appeals/{share}");
        let seen = h.nobody().get(&path).await.expect(200);
        assert_eq!((seen.at("/name"), seen.at("/wearing")), ("Camille R.".to_owned(), "Manteau vert, sac noir".to_owned()));
        let text = seen.json().to_string();
        for secret in ["Roussel", "0017", "karim", "Karim"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        safe(&h, &camille, night).await;
        answers(&h, &camille, "tell").await.is(204);
        let seen = h.nobody().get(&path).await.expect(200).json();
        assert_eq!((seen["state"].as_str(), seen["name"].as_str()), (Some("found"), Some("Camille R.")));
        assert!(seen.get("wearing").is_none() && seen.get("ages").is_none(), "{seen}");
        h.pass(Span::days(2));
        h.settle().await;
        let seen = h.nobody().get(&path).await.expect(200).json();
        assert_eq!(seen["state"], "found", "a card that was relayed goes on saying so");
        assert!(seen.get("name").is_none(), "and no more: {seen}");
        h.pass(Span::days(30));
        h.settle().await;
        h.nobody().get(&path).await.refuses(404, "missing-unknown");
    }

    async fn a_minor_is_shown_only_with_a_guardian_and_for_a_week(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let mut body = sought("Tom Perrin");
        body["ages"] = json!({"low": 9, "high": 9});
        let alone = seeks(&h, &karim, body.clone()).await;
        karim.post(&format!("/api/v1/notices/{alone}/appeal"), json!({})).await.refuses(403, "missing-minor");
        body["guardian"] = json!("guardian");
        let id = seeks(&h, &karim, body).await;
        assert!(appeal(&h, &karim, &id).await.is_some());
        h.pass(Span::days(8));
        h.settle().await;
        assert_eq!(one(&karim, &id).await["state"], "over");
    }

    async fn a_witness_writes_to_the_family_through_the_server(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought("Camille Roussel")).await;
        let share = appeal(&h, &karim, &id).await.unwrap();
        let nadia = proven(&h, "Nadia", "nadia@example.org").await;
        let (notes, messages) = (format!("/api/v1/appeals/{share}/notes"), format!("/api/v1/notices/{id}/messages"));
        nadia.get(&messages).await.refuses(404, "missing-unknown");
        let unproven = h.person("Zoé").await;
        unproven.post(&notes, json!({ "how": "saw", "state": "safe" })).await.refuses(403, "missing-prove");
        nadia.post(&notes, json!({ "how": "saw", "state": "dead" })).await.refuses(422, "missing-state");
        let note = nadia.post(&notes, json!({ "how": "saw", "state": "none", "words": "Vue vers 22 h" })).await.expect(201);
        nadia.post(&notes, json!({ "how": "read", "state": "safe" })).await.is(201);
        h.settle().await;
        let seen = one(&karim, &id).await;
        assert_eq!((seen["notes"].as_array().unwrap().len(), seen["state"].as_str()), (2, Some("searching")));
        assert!(seen["notes"].as_array().unwrap().iter().all(|n| n["counts"] == false), "{seen}");
        nadia.post(&messages, json!({ "words": "Appelez-moi au 06 39 98 66 66" })).await.is(204);
        let with = format!("{messages}?witness={}", nadia.id());
        let read = karim.get(&with).await.expect(200).json();
        let words = read["messages"][0]["words"].as_str().unwrap();
        assert!(words.starts_with("Appelez-moi") && !words.contains("66"), "{words}");
        karim.post(&messages, json!({ "witness": nadia.id().to_string(), "words": "Merci" })).await.is(204);
        assert_eq!(nadia.get(&messages).await.expect(200).json()["messages"].as_array().unwrap().len(), 2);
        h.person("Bruno").await.get(&with).await.refuses(404, "missing-unknown");
        let maud = h.staff(Role::Moderator, "Maud").await;
        maud.post(&format!("/api/v1/notes/{}/hide", note.at("/id")), json!({ "hidden": true })).await.is(204);
        assert_eq!(one(&karim, &id).await["notes"].as_array().unwrap().len(), 1);
    }

    async fn whoever_is_erased_leaves_nothing(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought("Camille Roussel")).await;
        let share = appeal(&h, &karim, &id).await.unwrap();
        assert!(karim.get("/api/v1/me/export").await.expect(200).json().to_string().contains("Camille Roussel"));
        karim.delete("/api/v1/me").await.is(204);
        h.settle().await;
        h.nobody().get(&format!("/api/v1/appeals/{share}")).await.refuses(404, "missing-unknown");
    }
}
