use kernel::{Cell, Span};
use register::State;
use serde_json::{Value, json};

use store::{params, sql};

use crate::support::{code, friends, harness, incident, says};

sql! {
    KEPT = "SELECT key FROM idempotency";
}

store::testing::each_store! {
    async fn every_sql_text_is_understood(store: Store) {
        for sql in people::store::SQL.iter().copied().flatten() {
            store.prepare(*sql).await.unwrap_or_else(|e| panic!("{}: {e}", sql.name));
        }
    }

    async fn a_name_is_enough_to_register(store: Store) {
        let h = harness(store).await;
        let made = h.nobody().post("/api/v1/people", json!({ "name": "  Léa   T. " })).await.expect(201);
        let lea = h.bearer(&made.at("/token"));
        let me = lea.get("/api/v1/me").await.expect(200);
        assert_eq!((me.at("/id"), me.at("/name"), me.at("/lang")), (made.at("/id"), "Léa T.".into(), "fr".into()));
        assert_eq!(me.json()["contact_proven"], false);
        h.nobody().post("/api/v1/people", json!({ "name": " " })).await.refuses(422, "name-empty");
        h.nobody().post("/api/v1/people", json!({ "name": "a".repeat(81) })).await.refuses(422, "name-too-long");
        h.nobody().post("/api/v1/people", json!({ "name": "Léa", "contact": "lea at home" })).await.refuses(422, "contact-not-understood");
        h.nobody().post("/api/v1/people", json!({})).await.is(422);
        h.bearer("nothing").get("/api/v1/me").await.refuses(401, "token-unknown");
        let renamed = lea.put("/api/v1/me", json!({ "name": "Léa Tran", "lang": "es" })).await.expect(200);
        assert_eq!((renamed.at("/name"), renamed.at("/lang")), ("Léa Tran".into(), "es".into()));
    }

    async fn a_text_with_a_nul_is_refused_alike_by_both_stores(store: Store) {
        let h = harness(store).await;
        let sent = h.nobody().post("/api/v1/people", json!({ "name": "Lé\0a" })).await.expect(422);
        assert_eq!((sent.at("/errors/0/pointer"), sent.at("/errors/0/code")), ("/name".into(), "field-nul".into()));
        assert!(sent.at("/errors/0/detail").contains("U+0000"));
        let anne = h.staff(kernel::Role::Operator, "Anne").await;
        for path in ["/api/v1/audit?before=%00", "/join/a%00b", "/prove/%00", "/me?lang=%00", "/sign-in?next=%00"] {
            let got = anne.get(path).await;
            assert!((200..500).contains(&got.status.as_u16()), "{path}: {}", got.status);
        }
        let lea = h.browser();
        let to = lea.submit(&lea.page("/sign-in").await, "/register", &[("name", "L\0éa"), ("next", "/\0me")]).await.expect(303);
        assert_eq!(to.header("location"), "/me");
        assert!(lea.page("/me").await.expect(200).says("Léa"));
    }

    async fn a_position_becomes_a_cell_and_is_forgotten(store: Store) {
        let h = harness(store).await;
        let lea = h.person("Léa").await;
        let cell = Cell::at(48.8674, 2.3636, 9).unwrap();
        let put = lea.put("/api/v1/me/position", json!({ "lat": 48.8674, "lon": 2.3636 })).await.expect(200);
        assert_eq!((put.at("/cell"), put.at("/expires_at")), (cell.to_string(), "2015-11-14T22:41:00.000Z".into()));
        let finer = Cell::at(48.8674, 2.3636, 12).unwrap();
        assert_eq!(lea.put("/api/v1/me/position", json!({ "cell": finer })).await.expect(200).at("/cell"), cell.to_string());
        assert_eq!(lea.get("/api/v1/me").await.at("/position/cell"), cell.to_string());
        lea.put("/api/v1/me/position", json!({ "lat": 95, "lon": 2 })).await.refuses(422, "place-out-of-range");
        lea.put("/api/v1/me/position", json!({ "lat": 48.8 })).await.refuses(422, "place-unclear");
        lea.put("/api/v1/me/position", json!({ "cell": "Paris" })).await.refuses(422, "not-a-cell");
        let places = lea.put("/api/v1/me/places", json!({ "home": { "cell": cell }, "work": { "lat": 48.9, "lon": 2.3 } })).await;
        assert_eq!(places.expect(200).at("/home"), cell.to_string());
        let places = lea.put("/api/v1/me/places", json!({ "work": null })).await.expect(200).json();
        assert_eq!((&places["home"], &places["work"]), (&json!(cell), &Value::Null), "what is missing stays, null is forgotten");
        h.settle().await;
        assert_eq!(h.house.register.cells().read().unwrap().people(), 1);
        h.pass(Span::hours(24));
        assert_eq!(lea.get("/api/v1/me").await.json()["position"], Value::Null);
    }

    async fn the_export_is_complete(store: Store) {
        let h = harness(store).await;
        let made = h.nobody().post("/api/v1/people", json!({ "name": "Léa", "contact": "06 12 34 56 78" })).await.expect(201);
        let (lea, karim) = (h.bearer(&made.at("/token")), h.person("Karim").await);
        friends(&lea, &karim).await;
        let night = incident(&h, false).await;
        says(&h, made.at("/id").parse().unwrap(), night, false, State::Safe).await;
        lea.put("/api/v1/me/places", json!({ "home": { "lat": 48.8674, "lon": 2.3636 } })).await.is(200);
        let out = lea.get("/api/v1/me/export").await.expect(200).json();
        assert_eq!(out["person"]["name"], "Léa");
        assert_eq!(out["contacts"][0]["value"], "+33612345678");
        assert_eq!(out["proofs"][0]["contact"], "+33612345678");
        assert_eq!(out["circle"][0]["name"], "Karim");
        assert_eq!(out["places"][0]["place"], "home");
        assert_eq!(out["statuses"][0]["message"], "tout va bien");
        for part in ["sessions", "invitations", "said_of_others", "audit", "rosters"] {
            assert!(out[part].is_array(), "{part}");
        }
    }

    async fn erasing_really_erases(store: Store) {
        let h = harness(store).await;
        let (lea, karim) = (h.person("Léa").await, h.person("Karim").await);
        friends(&lea, &karim).await;
        lea.put("/api/v1/me/position", json!({ "lat": 48.8674, "lon": 2.3636 })).await.is(200);
        lea.get("/api/v1/me").await.is(200);
        lea.delete("/api/v1/me").await.is(204);
        lea.get("/api/v1/me").await.refuses(401, "token-unknown");
        assert_eq!(karim.get("/api/v1/circle").await.expect(200).json()["people"], json!([]));
        h.settle().await;
        assert_eq!(h.house.register.cells().read().unwrap().people(), 0);
        assert!(h.house.register.card(lea.id()).await.unwrap().is_none());
    }

    async fn kept_answers_go_with_who_they_are_about(store: Store) {
        let h = harness(store.clone()).await;
        let key = "8d0f6c1e-4b7a-49d3-a2e5-71f9c3b608da";
        let phone = h.nobody();
        let made = phone.post_once("/api/v1/people", key, json!({ "name": "Léa" })).await.expect(201);
        let again = phone.post_once("/api/v1/people", key, json!({ "name": "Léa" })).await.expect(201);
        assert_eq!((again.at("/token"), again.header("idempotency-replayed")), (made.at("/token"), "true"));
        let stranger = h.nobody().post_once("/api/v1/people", "1", json!({ "name": "Léa" })).await.expect(201);
        assert_ne!(stranger.at("/token"), made.at("/token"));

        let lea = h.bearer(&made.at("/token"));
        lea.post_once("/api/v1/circle/invitations", "i", json!({})).await.is(201);
        let asked = h.nobody().post("/api/v1/contacts/proofs", json!({ "contact": "ines@example.org", "name": "Inès" })).await;
        let proof = asked.expect(202).at("/id");
        let path = format!("/api/v1/contacts/proofs/{proof}");
        let right = json!({ "code": code(&h, &proof).await });
        let ines = h.nobody().post_once(&path, "c2b1f0e9-58d7-4c66-9b3a-0f1e2d3c4b5a", right).await.expect(200);
        let kept = async || store.read(KEPT, params![]).await.unwrap().len();
        assert_eq!(kept().await, 3);
        lea.delete("/api/v1/me").await.is(204);
        assert_eq!(kept().await, 1, "hers are gone, Inès's is not");
        let new = phone.post_once("/api/v1/people", key, json!({ "name": "Léa" })).await.expect(201);
        assert_ne!(new.at("/id"), made.at("/id"), "the token of somebody who was erased is given to nobody");
        h.bearer(&ines.at("/token")).delete("/api/v1/me").await.is(204);
        h.bearer(&new.at("/token")).delete("/api/v1/me").await.is(204);
        assert_eq!(kept().await, 0);
    }

    async fn a_session_that_ends_is_over_at_once(store: Store) {
        let h = harness(store).await;
        let lea = h.person("Léa").await;
        lea.get("/api/v1/me").await.is(200);
        lea.delete("/api/v1/session").await.is(204);
        lea.get("/api/v1/me").await.refuses(401, "token-unknown");
    }

    async fn what_staff_and_nobody_may_not(store: Store) {
        let h = harness(store).await;
        let staff = h.staff(kernel::Role::Operator, "Anne").await;
        staff.get("/api/v1/me").await.refuses(403, "not-allowed");
        h.nobody().get("/api/v1/me").await.refuses(401, "sign-in-first");
        h.person("Léa").await.get("/api/v1/proofs").await.refuses(403, "not-allowed");
        h.nobody().get("/api/v1/rosters").await.refuses(401, "sign-in-first");
    }
}
