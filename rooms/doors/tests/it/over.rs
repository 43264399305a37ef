//! An incident ends: doors close, whoever waits is let go, and a day later nothing that was sealed is left.

use kernel::{Role, Span};
use serde_json::json;
use store::{each_store, params, sql};
use web::harness::Harness;

use crate::scene::{HERE, active, asks, harness, offer, opens, proven};

sql! {
    /// What is sealed, wherever it stands.
    SEALED = "SELECT (SELECT COUNT(*) FROM door WHERE address IS NOT NULL OR entry IS NOT NULL OR name IS NOT NULL) \
        + (SELECT COUNT(*) FROM stay WHERE name IS NOT NULL OR words IS NOT NULL) + (SELECT COUNT(*) FROM stay_word)";
    /// What is known of who looked for room, and of who is somewhere.
    LEFT = "SELECT (SELECT COUNT(*) FROM request) + (SELECT COUNT(*) FROM staying)";
}

async fn count(h: &Harness, sql: store::Sql) -> i64 {
    h.house.store.one(sql, params![]).await.unwrap().unwrap().int(0).unwrap()
}

each_store! {
    async fn when_an_incident_stands_down_doors_close_and_a_day_later_nothing_sealed_is_left(store: Store) {
        let h = harness(store).await;
        let incident = active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let door = opens(&h, &host, offer(4)).await;
        let other = opens(&h, &host, offer(2)).await;
        let draft = h.nobody().post("/api/v1/doors", offer(2)).await.expect(201).at("/token");
        let (nadia, paul, zoe) = (
            proven(&h, "Nadia B.", "nadia@example.org").await,
            proven(&h, "Paul D.", "paul@example.org").await,
            proven(&h, "Zoé L.", "zoe@example.org").await,
        );
        let search = json!({"people": 2, "place": {"lat": 48.869, "lon": 2.366}});
        h.person("Alba R.").await.post("/api/v1/requests", search).await.is(201);
        let held = asks(&paul, door, 1).await.expect(201).at("/id");
        let inside = asks(&nadia, door, 2).await.expect(201).at("/id");
        let on_the_way = asks(&zoe, other, 1).await.expect(201).at("/id");
        for stay in [&inside, &on_the_way] {
            host.post(&format!("/api/v1/stays/{stay}/accept"), json!({})).await.is(200);
        }
        nadia.post(&format!("/api/v1/stays/{inside}/arrive"), json!({})).await.is(200);
        nadia.post(&format!("/api/v1/stays/{inside}/words"), json!({"words": "Merci"})).await.is(204);
        assert!(count(&h, SEALED).await >= 6);

        let anne = h.staff(Role::Operator, "Anne").await;
        anne.post(&format!("/api/v1/incidents/{incident}/stand-down"), json!({})).await.is(200);
        h.settle().await;
        let mine = host.get("/api/v1/doors/mine").await.expect(200).json();
        assert!(mine["doors"].as_array().unwrap().iter().all(|d| d["state"] == "closed"), "{mine}");
        let stay = |who: &web::harness::Client, id: &str| {
            let (who, path) = (who.clone(), format!("/api/v1/stays/{id}"));
            async move { who.get(&path).await.expect(200) }
        };
        assert_eq!(stay(&paul, &held).await.at("/state"), "door_closed");
        for (who, id) in [(&nadia, &inside), (&zoe, &on_the_way)] {
            assert_eq!(stay(who, id).await.at("/address"), "12 rue des Tilleuls, Paris 10e");
        }
        // Nothing new begins.
        assert_eq!(h.nobody().get(&format!("/api/v1/doors?near={HERE}")).await.expect(409).at("/code"), "door-no-incident");
        assert_eq!(host.post("/api/v1/doors", offer(1)).await.expect(409).at("/code"), "door-no-incident");
        host.post("/api/v1/doors/publish", json!({"token": draft})).await.refuses(409, "door-no-incident");
        asks(&paul, door, 1).await.is(409);

        h.pass(Span::minutes(24 * 60 - 1));
        h.settle().await;
        assert_eq!(stay(&nadia, &inside).await.at("/address"), "12 rue des Tilleuls, Paris 10e");
        h.pass(Span::minutes(2));
        h.settle().await;
        let over = stay(&nadia, &inside).await;
        assert_eq!(over.at("/state"), "left");
        assert!(!over.text.contains("Tilleuls"), "{}", over.text);
        assert_eq!((count(&h, SEALED).await, count(&h, LEFT).await), (0, 0));
        // Closing it for good finds nothing left to do.
        anne.post(&format!("/api/v1/incidents/{incident}/close"), json!({})).await.is(200);
        h.settle().await;
        assert_eq!(count(&h, SEALED).await, 0);
    }

    async fn a_cancelled_incident_closes_its_doors_and_no_others(store: Store) {
        let h = harness(store).await;
        let incident = active(&h, false).await;
        let other = active(&h, true).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let (mut here, mut there) = (offer(1), offer(1));
        here["incident"] = json!(incident);
        there["incident"] = json!(other);
        let (here, there) = (opens(&h, &host, here).await, opens(&h, &host, there).await);
        let anne = h.staff(Role::Operator, "Anne").await;
        anne.post(&format!("/api/v1/incidents/{incident}/cancel"), json!({"reason": "Pétards"})).await.is(200);
        h.settle().await;
        h.nobody().get(&format!("/api/v1/doors/{here}")).await.is(404);
        assert_eq!(h.nobody().get(&format!("/api/v1/doors/{there}")).await.expect(200).at("/state"), "open");
    }
}
