//! What is sent to do harm: too much, too often, too late.

use serde_json::json;

use crate::scene::{active, appeal, harness, proven, seeks, sought};

store::testing::each_store! {
    async fn nothing_is_looked_for_in_a_text_that_is_too_long(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        // It would become one short mark.
        let slow = "appt 1".repeat(2000);
        for field in ["description", "wearing", "sign", "near"] {
            let mut body = sought("Camille Roussel");
            body[field] = json!(slow);
            h.nobody().post("/api/v1/notices", body).await.refuses(422, "missing-too-long");
        }
        h.nobody().post("/api/v1/notices", sought(&slow)).await.refuses(422, "missing-too-long");
        let mut body = sought("Camille Roussel");
        body["others"] = json!(vec!["appt 1"; 2000]);
        h.nobody().post("/api/v1/notices", body).await.refuses(422, "missing-many-names");
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought("Camille Roussel")).await;
        let share = appeal(&h, &karim, &id).await.unwrap();
        let nadia = proven(&h, "Nadia", "nadia@example.org").await;
        let notes = format!("/api/v1/appeals/{share}/notes");
        nadia.post(&notes, json!({ "how": "saw", "state": "none", "words": slow })).await.refuses(422, "missing-too-long");
        nadia.post(&notes, json!({ "how": "saw", "state": "none" })).await.is(201);
        let messages = format!("/api/v1/notices/{id}/messages");
        nadia.post(&messages, json!({ "words": slow })).await.refuses(422, "missing-too-long");
    }
}
