//! An organisation vouches for a host and for a guest.

use kernel::Role;
use serde_json::json;
use store::each_store;

use crate::scene::{active, asks, harness, offer, opens, proven};

each_store! {
    async fn who_is_vouched_for_opens_public_places_and_comes_in_at_once(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let guest = proven(&h, "Nadia B.", "nadia@example.org").await;
        let mut hall = offer(20);
        hall["kind"] = json!("public");
        hall["label"] = json!("Salle Saint-Bruno");
        hall["rule"] = json!("vouched");
        hall["places"] = json!(3);
        host.post("/api/v1/doors", hall.clone()).await.refuses(403, "door-public-needs-voucher");
        let school = h.staff(Role::RosterManager, "Lycée Voltaire").await;
        for contact in ["ines@example.org", "nadia@example.org", "nobody@example.org"] {
            school.post("/api/v1/vouchers", json!({"contact": contact})).await.is(204);
        }
        guest.post("/api/v1/vouchers", json!({"contact": "nadia@example.org"})).await.is(403);
        let door = opens(&h, &host, hall).await;
        assert_eq!(asks(&guest, door, 1).await.expect(201).at("/state"), "accepted", "the host's standing rule");
        let other = proven(&h, "Paul D.", "paul@example.org").await;
        assert_eq!(asks(&other, door, 1).await.expect(201).at("/state"), "held");
        school.post("/api/v1/vouchers/end", json!({"contact": "ines@example.org"})).await.is(204);
        let mut again = offer(2);
        again["kind"] = json!("public");
        again["label"] = json!("Salle Saint-Bruno");
        host.post("/api/v1/doors", again).await.refuses(403, "door-public-needs-voucher");
    }

    async fn an_organisation_takes_back_its_own_word_and_a_host_hears_that_their_place_closed(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let (school, church) =
            (h.staff(Role::RosterManager, "Lycée Voltaire").await, h.staff(Role::RosterManager, "Saint-Ambroise").await);
        let ines = json!({"contact": "ines@example.org"});
        school.post("/api/v1/vouchers", ines.clone()).await.is(204);
        let mut hall = offer(20);
        hall["kind"] = json!("public");
        hall["label"] = json!("Salle Saint-Bruno");
        let door = opens(&h, &host, hall.clone()).await;
        // Another's word is not theirs to take back, and nobody learns whose it is.
        church.post("/api/v1/vouchers/end", ines.clone()).await.is(204);
        h.nobody().get(&format!("/api/v1/doors/{door}")).await.is(200);
        // Neither by giving theirs first.
        church.post("/api/v1/vouchers", ines.clone()).await.is(204);
        church.post("/api/v1/vouchers/end", ines.clone()).await.is(204);
        h.nobody().get(&format!("/api/v1/doors/{door}")).await.is(200);
        let told = async || {
            h.settle().await;
            let events = h.house.store.events_after(0, 10_000).await.unwrap().0;
            events.into_iter().filter(|e| matches!(&e.event, kernel::Event::Unvouched { door: d, host: p, .. } if *d == door && *p == host.id())).count()
        };
        assert_eq!(told().await, 0);
        school.post("/api/v1/vouchers/end", ines.clone()).await.is(204);
        assert_eq!(told().await, 1, "their host is told");
        h.nobody().get(&format!("/api/v1/doors/{door}")).await.is(404);
        // Who runs the incident takes back anybody's.
        school.post("/api/v1/vouchers", ines.clone()).await.is(204);
        let anne = h.staff(Role::Operator, "Anne").await;
        anne.post("/api/v1/vouchers/end", ines).await.is(204);
        hall["places"] = json!(2);
        host.post("/api/v1/doors", hall).await.refuses(403, "door-public-needs-voucher");
    }
}
