//! A door from its offer to its end.

use kernel::Span;
use serde_json::json;
use store::each_store;

use crate::scene::{active, asks, harness, near, offer, opens, proven};

each_store! {
    async fn the_address_is_shown_only_after_the_host_agrees(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let door = opens(&h, &host, offer(3)).await;
        let found = near(&h).await;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0]["room"].as_i64(), found[0]["state"].as_str()), (Some(3), Some("open")));
        assert!(!found[0].to_string().contains("Tilleuls"), "nobody sees an address");

        let guest = proven(&h, "Nadia B.", "nadia@example.org").await;
        let stay = asks(&guest, door, 2).await.expect(201);
        assert_eq!(stay.at("/state"), "held");
        let id = stay.at("/id");
        assert!(!stay.text.contains("Tilleuls") && !stay.text.contains("4711"), "{}", stay.text);
        h.settle().await;
        assert_eq!(near(&h).await[0]["room"], 1, "two places are held");

        let seen = host.get("/api/v1/doors/mine").await.expect(200).json();
        assert_eq!(seen["doors"][0]["stays"][0]["name"], "Nadia");
        let accepted = host.post(&format!("/api/v1/stays/{id}/accept"), json!({})).await.expect(200);
        assert!(!accepted.text.contains("Tilleuls"), "the host's own address is on the door, not on the stay");
        let says = accepted.at("/say");
        let told = guest.get(&format!("/api/v1/stays/{id}")).await.expect(200);
        assert_eq!(told.at("/address"), "12 rue des Tilleuls, Paris 10e");
        assert_eq!(told.at("/entry"), "code 4711B, deuxième étage");
        assert_eq!(told.at("/say"), says, "both say the same at the door");

        let stranger = proven(&h, "Paul D.", "paul@example.org").await;
        stranger.get(&format!("/api/v1/stays/{id}")).await.is(404);
        h.nobody().get(&format!("/api/v1/stays/{id}")).await.is(401);

        guest.post(&format!("/api/v1/stays/{id}/arrive"), json!({})).await.is(200);
        guest.post(&format!("/api/v1/stays/{id}/home"), json!({})).await.is(200);
        let over = guest.get(&format!("/api/v1/stays/{id}")).await.expect(200);
        assert!(!over.text.contains("Tilleuls"), "once it is over the address is gone");
        h.settle().await;
        assert_eq!(near(&h).await[0]["room"], 3, "its places went back");
        let mine = host.get("/api/v1/doors/mine").await.expect(200).json();
        assert_eq!(mine["doors"][0]["hosted"], 2);
    }

    async fn held_places_go_back_by_themselves(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let door = opens(&h, &host, offer(2)).await;
        let guest = proven(&h, "Nadia B.", "nadia@example.org").await;
        let stay = asks(&guest, door, 2).await.expect(201).at("/id");
        h.settle().await;
        assert_eq!(near(&h).await[0]["state"], "full");
        let late = proven(&h, "Paul D.", "paul@example.org").await;
        assert_eq!(asks(&late, door, 1).await.expect(409).at("/code"), "door-no-room");
        h.clock.advance(Span::minutes(21));
        h.settle().await;
        let over = guest.get(&format!("/api/v1/stays/{stay}")).await.expect(200);
        assert_eq!(over.at("/state"), "ran_out");
        assert_eq!(near(&h).await[0]["room"], 2);
        asks(&late, door, 1).await.is(201);
    }

    async fn a_door_without_an_account_is_a_draft_until_a_contact_is_proven(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let draft = h.nobody().post("/api/v1/doors", offer(2)).await.expect(201);
        assert_eq!(draft.at("/state"), "draft");
        let token = draft.at("/token");
        h.settle().await;
        assert!(near(&h).await.is_empty(), "nobody sees a draft");
        let new = h.person("Inès M.").await;
        let refused = new.post("/api/v1/doors/publish", json!({"token": token})).await.expect(403);
        assert_eq!(refused.at("/code"), "door-prove-to-open");
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        host.post("/api/v1/doors/publish", json!({"token": token})).await.is(200);
        host.post("/api/v1/doors/publish", json!({"token": token})).await.is(404);
        h.settle().await;
        assert_eq!(near(&h).await[0]["room"], 2);
    }

    async fn homes_are_for_adults_and_one_stays_at_one_door(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let (a, b) = (opens(&h, &host, offer(3)).await, opens(&h, &host, offer(3)).await);
        let guest = proven(&h, "Nadia B.", "nadia@example.org").await;
        let family = json!({"places": 2, "who": "children", "place": {"lat": 48.869, "lon": 2.366}});
        let refused = guest.post(&format!("/api/v1/doors/{a}/stays"), family).await.expect(403);
        assert_eq!(refused.at("/code"), "door-adults-only");
        let unknown = h.person("Alba R.").await;
        assert_eq!(asks(&unknown, a, 1).await.expect(403).at("/code"), "door-prove-to-stay");
        asks(&guest, a, 1).await.is(201);
        assert_eq!(asks(&guest, b, 1).await.expect(409).at("/code"), "door-staying");
        assert_eq!(asks(&host, b, 1).await.expect(409).at("/code"), "door-own");
    }
}
