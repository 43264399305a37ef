use kernel::{Role, Span};
use serde_json::json;

use crate::support::{code, harness};

store::testing::each_store! {
    async fn a_contact_is_proven_by_its_code(store: Store) {
        let h = harness(store).await;
        let made = h.nobody().post("/api/v1/people", json!({ "name": "Léa", "contact": "Lea@Example.org" })).await.expect(201);
        let (lea, proof) = (h.bearer(&made.at("/token")), made.at("/proof"));
        let anne = h.staff(Role::Operator, "Anne").await;
        let waiting = anne.get("/api/v1/proofs").await.expect(200);
        assert_eq!((waiting.at("/proofs/0/id"), waiting.at("/proofs/0/contact")), (proof.clone(), "l…@example.org".into()));
        let sent = json!({ "code": waiting.at("/proofs/0/code") });
        let path = format!("/api/v1/contacts/proofs/{proof}");
        h.nobody().post(&path, sent.clone()).await.refuses(403, "proof-elsewhere");
        let done = lea.post(&path, sent.clone()).await.expect(200);
        assert_eq!((done.at("/person"), done.json()["token"].is_null()), (made.at("/id"), true));
        assert_eq!(lea.get("/api/v1/me").await.json()["contact_proven"], true);
        lea.post(&path, sent).await.refuses(410, "proof-over");
        let again = lea.put("/api/v1/me/contact", json!({ "contact": "lea@other.example" })).await.expect(202).at("/id");
        let sent = json!({ "code": code(&h, &again).await });
        lea.post(&format!("/api/v1/contacts/proofs/{again}"), sent).await.is(200);
        let me = lea.get("/api/v1/me").await.json();
        assert_eq!(me["contacts"], json!([{ "kind": "email", "value": "lea@other.example", "proven": true }]));
    }

    async fn a_code_has_five_tries(store: Store) {
        let h = harness(store).await;
        let asked = h.nobody().post("/api/v1/contacts/proofs", json!({ "contact": "lea@example.org", "name": "Léa" })).await.expect(202);
        let right = code(&h, &asked.at("/id")).await;
        let wrong = if right == "000000" { "111111" } else { "000000" };
        let path = format!("/api/v1/contacts/proofs/{}", asked.at("/id"));
        for left in (0..5).rev() {
            let refused = h.nobody().post(&path, json!({ "code": wrong })).await;
            refused.refuses(422, "code-wrong");
            assert!(left < 2 || refused.at("/detail").contains(&left.to_string()), "{}", refused.at("/detail"));
        }
        h.nobody().post(&path, json!({ "code": right })).await.refuses(410, "proof-over");
        let other = h.nobody().post("/api/v1/contacts/proofs", json!({ "id": asked.at("/id") })).await.expect(202).at("/id");
        h.pass(Span::minutes(10));
        let late = json!({ "code": code(&h, &other).await });
        h.nobody().post(&format!("/api/v1/contacts/proofs/{other}"), late).await.refuses(410, "proof-over");
        let unknown = "/api/v1/contacts/proofs/01234567-89ab-7cde-8f01-23456789abcd";
        h.nobody().post(unknown, json!({ "code": "123456" })).await.refuses(410, "proof-over");
    }

    async fn known_and_unknown_contacts_get_the_same_reply(store: Store) {
        let h = harness(store).await;
        let made = h.nobody().post("/api/v1/people", json!({ "name": "Léa", "contact": "lea@example.org" })).await.expect(201);
        let sent = json!({ "code": code(&h, &made.at("/proof")).await });
        h.bearer(&made.at("/token")).post(&format!("/api/v1/contacts/proofs/{}", made.at("/proof")), sent).await.is(200);
        let known = h.nobody().post("/api/v1/contacts/proofs", json!({ "contact": "lea@example.org" })).await.expect(202);
        let unknown = h.nobody().post("/api/v1/contacts/proofs", json!({ "contact": "nobody@example.org" })).await.expect(202);
        let keys = |a: &web::harness::Answer| a.json().as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&known), keys(&unknown));
        let path = format!("/api/v1/contacts/proofs/{}", known.at("/id"));
        let done = h.nobody().post(&path, json!({ "code": code(&h, &known.at("/id")).await })).await.expect(200);
        assert_eq!(done.at("/person"), made.at("/id"), "this is how one signs in on another device");
        h.bearer(&done.at("/token")).get("/api/v1/me").await.is(200);
        let path = format!("/api/v1/contacts/proofs/{}", unknown.at("/id"));
        let right = code(&h, &unknown.at("/id")).await;
        h.nobody().post(&path, json!({ "code": right })).await.refuses(422, "name-needed");
        let done = h.nobody().post(&path, json!({ "code": right, "name": "Inès" })).await.expect(200);
        assert_eq!(done.json()["created"], true);
        let refused = h.nobody().post("/api/v1/contacts/proofs", json!({})).await;
        refused.refuses(422, "contact-missing");
    }

    async fn two_people_are_never_merged(store: Store) {
        let h = harness(store).await;
        let lea = h.nobody().post("/api/v1/people", json!({ "name": "Léa", "contact": "lea@example.org" })).await.expect(201);
        let sent = json!({ "code": code(&h, &lea.at("/proof")).await });
        h.bearer(&lea.at("/token")).post(&format!("/api/v1/contacts/proofs/{}", lea.at("/proof")), sent).await.is(200);
        let made = h.nobody().post("/api/v1/people", json!({ "name": "Léa bis", "contact": "lea@example.org" })).await.expect(201);
        let second = h.bearer(&made.at("/token"));
        let (path, right) = (format!("/api/v1/contacts/proofs/{}", made.at("/proof")), code(&h, &made.at("/proof")).await);
        second.post(&path, json!({ "code": right })).await.refuses(409, "contact-of-another");
        let done = second.post(&path, json!({ "code": right, "sign_in": true })).await.expect(200);
        assert_eq!(done.at("/person"), lea.at("/id"));
        assert_eq!(h.bearer(&done.at("/token")).get("/api/v1/me").await.at("/name"), "Léa");
        assert_eq!(second.get("/api/v1/me").await.at("/name"), "Léa bis", "both are still there");
    }

    async fn codes_are_few_per_contact_and_hour(store: Store) {
        let h = harness(store).await;
        let ask = async || h.nobody().post("/api/v1/contacts/proofs", json!({ "contact": "lea@example.org" })).await;
        for _ in 0..5 {
            ask().await.is(202);
        }
        // Beyond, one code stands for the hour, whoever asks: no stranger keeps its owner out, and no phone is flooded.
        let sixth = code(&h, &ask().await.expect(202).at("/id")).await;
        assert_eq!(sixth.len(), 12);
        let made = h.nobody().post("/api/v1/people", json!({ "name": "Léa", "contact": "lea@example.org" })).await.expect(201);
        assert_eq!(code(&h, &made.at("/proof")).await, sixth, "which has come already");
        let asked = ask().await.at("/id");
        assert!(h.nobody().page(&format!("/prove/{asked}")).await.expect(200).says("douze chiffres"), "and it is said which");
        h.pass(Span::hours(1));
        let later = ask().await.expect(202).at("/id");
        assert_eq!(code(&h, &later).await.len(), 6);
        let lea = h.person("Léa").await;
        for i in 0..20 {
            lea.put("/api/v1/me/contact", json!({ "contact": format!("lea{i}@example.org") })).await.is(202);
        }
        lea.put("/api/v1/me/contact", json!({ "contact": "lea20@example.org" })).await.refuses(429, "many-proofs");
    }
}
