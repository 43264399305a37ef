//! Somebody who is looked for on one side says that they are well on the other.

use kernel::{Event, Role};
use serde_json::json;

use crate::scene::{active, answers, harness, one, proven, question, questions, safe, seeks, sought, sought_at};

const HERS: &str = "06 39 98 00 17";

store::testing::each_store! {
    async fn who_is_sought_and_answers_is_asked_first_and_the_search_closes_when_they_agree(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let camille = proven(&h, "Camille Roussel", HERS).await;
        let id = seeks(&h, &karim, sought_at("ROUSSEL Camille", HERS)).await;
        assert!(questions(&camille).await.is_empty(), "nobody has heard of her yet");
        safe(&h, &camille, night).await;
        assert_eq!(one(&karim, &id).await["state"], "searching", "she is asked before anybody is told");
        let asked = questions(&camille).await;
        assert_eq!(asked[0]["seeker"], "Karim Belaïd");
        assert_eq!(asked[0]["relation"], "family");
        answers(&h, &camille, "tell").await.is(204);
        let seen = one(&karim, &id).await;
        assert_eq!(seen["state"], "found");
        let (events, _) = h.house.store.events_after(0, 10_000).await.unwrap();
        let told: Vec<_> = events
            .iter()
            .filter_map(|e| match &e.event { Event::Found { people, found: true, .. } => Some(people.clone()), _ => None })
            .collect();
        assert_eq!(told, [vec![karim.id()]], "whoever follows it is told, once");
        let (path, tell) = (format!("/api/v1/sought/{}", question(&camille).await), json!({ "answer": "tell" }));
        camille.post(&path, tell).await.refuses(409, "missing-answered");
    }

    async fn a_search_that_comes_after_the_answer_is_joined_with_it(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let camille = proven(&h, "Camille Roussel", HERS).await;
        safe(&h, &camille, night).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought_at("Camile Roussel", HERS)).await;
        answers(&h, &camille, "tell").await.is(204);
        assert_eq!(one(&karim, &id).await["state"], "found");
    }

    async fn a_namesake_is_not_asked(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        seeks(&h, &karim, sought_at("Marie Martin", HERS)).await;
        let other = proven(&h, "Marie Martin", "06 39 98 44 44").await;
        safe(&h, &other, night).await;
        assert!(questions(&other).await.is_empty(), "a name alone joins nobody");
        let maud = h.staff(Role::Moderator, "Maud").await;
        assert_eq!(maud.get("/api/v1/reunions").await.expect(200).json()["reunions"], json!([]));
    }

    async fn an_exercise_joins_nobody_for_real(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let drill = active(&h, true).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let camille = proven(&h, "Camille Roussel", HERS).await;
        seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        safe(&h, &camille, drill).await;
        assert!(questions(&camille).await.is_empty());
    }

    async fn a_search_without_a_proven_contact_is_a_draft(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let opened = h.nobody().post("/api/v1/notices", sought("Camille Roussel")).await.expect(201);
        assert_eq!(opened.at("/state"), "draft");
        let token = json!({ "token": opened.at("/token") });
        let lea = h.person("Léa").await;
        lea.post("/api/v1/notices/publish", token.clone()).await.refuses(403, "missing-prove");
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        karim.post("/api/v1/notices/publish", token.clone()).await.is(200);
        karim.post("/api/v1/notices/publish", token).await.refuses(404, "missing-draft-over");
        let mut body = sought("Camille Roussel");
        body["police"] = json!(false);
        karim.post("/api/v1/notices", body).await.refuses(422, "missing-police-first");
        karim.post("/api/v1/notices", sought("Camille 06 39 98 00 17")).await.refuses(422, "missing-tells-too-much");
    }
}
