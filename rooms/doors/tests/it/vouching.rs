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
}
