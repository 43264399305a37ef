//! What is answered in confidence can be seen by nobody.

use http::HeaderMap;
use kernel::{Role, Span};
use serde_json::json;
use store::testing::asked_by;
use web::harness::Answer;

use crate::scene::{active, answers, appeal, harness, one, proven, question, questions, safe, seeks, sought_at};

const HERS: &str = "06 39 98 00 17";

/// The headers of an answer, but for what names the answer alone.
pub(crate) fn headers(answer: &Answer) -> HeaderMap {
    let mut headers = answer.headers.clone();
    headers.remove("x-request-id");
    headers
}

store::testing::each_store! {
    async fn who_does_not_wish_to_be_found_looks_like_no_news(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let stalker = proven(&h, "Bruno Vasseur", "bruno@example.org").await;
        let camille = proven(&h, "Camille Roussel", HERS).await;
        let other = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let hunted = seeks(&h, &stalker, sought_at("Camille Roussel", HERS)).await;
        let unheard = seeks(&h, &other, sought_at("Hana Sato", "06 39 98 33 33")).await;
        safe(&h, &camille, night).await;
        answers(&h, &camille, "never").await.is(204);
        for who in [(&stalker, &hunted), (&other, &unheard)] {
            who.0.post(&format!("/api/v1/notices/{}/appeal", who.1), json!({})).await.is(200);
        }
        let (a, b) = (one(&stalker, &hunted).await, one(&other, &unheard).await);
        let keys = |v: &serde_json::Value| v.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&a), keys(&b));
        for what in ["state", "appeal", "notes", "expires"] {
            assert_eq!(a[what], b[what], "{what}");
        }
        // A moderator who does not know approves it: her face is relayed by nobody all the same.
        let maud = h.staff(Role::Moderator, "Maud").await;
        maud.post(&format!("/api/v1/notices/{hunted}/approve"), json!({ "approve": true })).await.is(204);
        assert_eq!(one(&stalker, &hunted).await["appeal"], "asked");
        // Another search of his asks her nothing.
        let again = seeks(&h, &stalker, sought_at("Camille Roussel", HERS)).await;
        assert_eq!(questions(&camille).await.len(), 1);
        assert_eq!(one(&stalker, &again).await["state"], "searching");
        h.pass(Span::days(31));
        h.settle().await;
        assert_eq!(one(&stalker, &hunted).await["state"], "over", "until it would have ended anyway");
    }

    async fn an_answer_can_be_changed_and_is_nobody_elses(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let camille = proven(&h, "Camille Roussel", HERS).await;
        let id = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        safe(&h, &camille, night).await;
        let asked = question(&camille).await;
        let path = format!("/api/v1/sought/{asked}");
        karim.post(&path, json!({ "answer": "tell" })).await.refuses(404, "missing-unknown");
        answers(&h, &camille, "not_now").await.is(204);
        answers(&h, &camille, "never").await.is(204);
        camille.delete(&path).await.is(204);
        answers(&h, &camille, "tell").await.is(204);
        assert_eq!(one(&karim, &id).await["state"], "found");
        camille.delete(&path).await.is(204);
        h.settle().await;
        assert_eq!(one(&karim, &id).await["state"], "searching");
    }

    async fn searching_answers_the_same_for_nobody_hidden_and_who_does_not_wish_to_be_found(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let camille = proven(&h, "Camille Roussel", HERS).await;
        seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        safe(&h, &camille, night).await;
        answers(&h, &camille, "never").await.is(204);
        seeks(&h, &karim, sought_at("Hana Sato", "06 39 98 33 33")).await;
        let shown = seeks(&h, &karim, sought_at("Inès Moreau", "06 39 98 22 22")).await;
        let share = appeal(&h, &karim, &shown).await.unwrap();
        let who = h.nobody();
        let searched = async |name: &str, tail: &str| {
            let asking = json!({ "name": name, "tail": tail });
            let (answer, asked) = asked_by(who.post("/api/v1/notices/search", asking)).await;
            (answer.expect(200), asked)
        };
        let ask = async |name: &str, tail: &str| searched(name, tail).await.0;
        // The first look fills the memory, and the device is given its mark.
        ask("Nadia Petit", "0000").await;
        let (nobody, questions) = searched("Paul Durand", "0000").await;
        assert!(questions.len() > 1, "{questions:?}");
        for (name, tail) in
            [("Camille Roussel", "0017"), ("Hana Sato", "3333"), ("Inès Moreau", "9999"), ("Inès Moreau", "2222")]
        {
            let (answer, asked) = searched(name, tail).await;
            assert_eq!(asked, questions, "as many questions, and the same, for {name}");
            if tail == "2222" {
                continue;
            }
            assert_eq!(answer.text, nobody.text, "{name}");
            assert_eq!(headers(&answer), headers(&nobody), "{name}");
        }
        let found = ask("ines moreau", "22 22").await.json();
        assert_eq!(found, json!({ "known": true, "state": "searching", "share": share }));
        h.nobody().post("/api/v1/notices/search", json!({ "name": "Inès Moreau", "tail": "" })).await
            .refuses(422, "missing-factor");
        for _ in 0..19 {
            ask("Paul Durand", "0000").await;
        }
        // More than are tried: the same, by as many questions.
        let again = ask("paul  DURAND", "0001").await;
        assert_eq!(again.text, nobody.text);
    }
}
