//! Who floods us in somebody's name: it neither keeps them from asking for help and proving it, nor floods their phone.

use kernel::{IncidentId, Span};
use register::Place;
use serde_json::{Value, json};
use store::{params, sql};
use web::harness::{Answer, Harness};

use crate::scene::{active, harness};

sql! {
    MESSAGES = "SELECT COUNT(*) FROM outbox WHERE body LIKE '%\"proof_asked\"%'";
}

const ALBA: &str = "+33612345678";

fn asks(words: &str) -> Value {
    json!({ "answer": "need_help", "name": "Alba R.", "contact": ALBA, "message": words })
}

async fn kept(h: &Harness, i: IncidentId, body: Value) -> Answer {
    h.nobody().post(&format!("/api/v1/incidents/{i}/check-ins"), body).await.expect(202)
}

/// How many messages with a code were begun.
async fn messages(h: &Harness) -> i64 {
    h.house.store.one(MESSAGES, params![]).await.unwrap().unwrap().int(0).unwrap()
}

async fn code(h: &Harness, proof: &str) -> String {
    h.house.register.proof(proof.parse().unwrap()).await.unwrap().unwrap().code
}

async fn send(h: &Harness, proof: &str, code: &str) -> Answer {
    h.nobody().post(&format!("/api/v1/contacts/proofs/{proof}"), json!({ "code": code })).await
}

store::testing::each_store! {
    async fn who_is_flooded_can_still_ask_for_help_and_prove_it(store: Store) {
        let h = harness(store).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        let mut last = String::new();
        for n in 0..40 {
            last = kept(&h, i, asks(&format!("faux {n}"))).await.at("/proof");
        }
        let flooded = messages(&h).await;
        assert_eq!(flooded, 6, "five codes, and one that stands");
        // A stranger who tries codes uses up tries of their own only.
        for _ in 0..5 {
            send(&h, &last, "123456789012").await.refuses(422, "code-wrong");
        }
        send(&h, &last, &code(&h, &last).await).await.refuses(410, "proof-over");

        // Alba herself: she has the message with the long code, which strangers made come.
        let hers = kept(&h, i, asks("rue Bichat, je suis blessée")).await;
        let proof = hers.at("/proof");
        assert_eq!((messages(&h).await, hers.json()["queued"].as_bool()), (flooded, Some(false)));
        let long = code(&h, &proof).await;
        assert_eq!(long.len(), 12);
        let typed = format!("{} {} {}", &long[..4], &long[4..8], &long[8..]);
        let done = send(&h, &proof, &typed).await.expect(200);
        h.settle().await;
        let queue = h.house.register.cases(i, false, Place::start(), 100).await.unwrap();
        assert_eq!(queue[0].words.as_deref(), Some("rue Bichat, je suis blessée"), "hers, before all that nobody proved");
        assert_eq!(queue.iter().filter(|c| c.person.is_some()).count(), 1, "and none of what strangers wrote in her name");
        // On her device she is past all this.
        let alba = h.bearer(&done.at("/token"));
        alba.post(&format!("/api/v1/incidents/{i}/check-ins"), json!({ "answer": "need_help" })).await.is(201);

        // What came back once is of no use to whoever looked over her shoulder.
        let next = kept(&h, i, asks("encore")).await.at("/proof");
        send(&h, &next, &long).await.refuses(422, "code-wrong");
        assert_ne!(code(&h, &next).await, long);
    }

    async fn nobodys_phone_is_flooded(store: Store) {
        let h = harness(store).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        let ask = async || {
            h.nobody().post("/api/v1/contacts/proofs", json!({ "contact": ALBA })).await.is(202);
            h.nobody().post("/api/v1/people", json!({ "name": "Alba R.", "contact": ALBA })).await.is(201);
            kept(&h, i, asks("faux")).await;
        };
        // A whole day of it, through every door.
        h.pass(Span::minutes(79));
        for _ in 0..48 {
            ask().await;
            ask().await;
            h.pass(Span::minutes(30));
        }
        let all = messages(&h).await;
        assert!((20..=20 + 48).contains(&all), "{all}: twenty, and two an hour");
    }
}
