//! Everything about a person expires: a week after a door closed, or its incident ended, only numbers are left.

use kernel::{Role, Span};
use serde_json::json;
use store::{each_store, params, sql};
use web::harness::Harness;

use crate::scene::{active, asks, harness, offer, opens, proven};

sql! {
    /// Rows that name somebody, or say where they were.
    NAMED = "SELECT (SELECT COUNT(*) FROM door) + (SELECT COUNT(*) FROM stay) + (SELECT COUNT(*) FROM staying) + (SELECT COUNT(*) FROM stay_word) \
        + (SELECT COUNT(*) FROM companion) + (SELECT COUNT(*) FROM door_wait) + (SELECT COUNT(*) FROM request) + (SELECT COUNT(*) FROM room_asked) \
        + (SELECT COUNT(*) FROM stay_report)";
    /// Doors, stays, waits.
    DOORS = "SELECT COUNT(*) FROM door";
    STAYS = "SELECT COUNT(*) FROM stay";
    WAITS = "SELECT COUNT(*) FROM door_wait";
    VOUCHERS = "SELECT COUNT(*) FROM voucher";
}

async fn count(h: &Harness, sql: store::Sql) -> i64 {
    h.house.store.one(sql, params![]).await.unwrap().unwrap().int(0).unwrap()
}

/// Lets days pass as they do: everything that is due is done, and what is past is forgotten.
async fn days(h: &Harness, n: i64) {
    for _ in 0..n {
        h.pass(Span::hours(24));
        h.settle().await;
        doors::acts::forget_past(&h.house).await.unwrap();
    }
}

each_store! {
    async fn a_week_after_an_incident_only_numbers_are_left_of_its_doors(store: Store) {
        let h = harness(store).await;
        let incident = active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let door = opens(&h, &host, offer(3)).await;
        let (nadia, paul, alba) = (
            proven(&h, "Nadia B.", "nadia@example.org").await,
            proven(&h, "Paul D.", "paul@example.org").await,
            h.person("Alba R.").await,
        );
        let token = nadia.post("/api/v1/circle/invitations", json!({})).await.expect(201).at("/token");
        alba.post(&format!("/api/v1/circle/join/{token}"), json!({})).await.is(200);
        alba.post("/api/v1/requests", json!({"people": 2, "place": {"lat": 48.869, "lon": 2.366}})).await.is(201);
        let (inside, refused) = (asks(&nadia, door, 2).await.expect(201).at("/id"), asks(&paul, door, 1).await.expect(201).at("/id"));
        host.post(&format!("/api/v1/stays/{refused}/refuse"), json!({})).await.is(200);
        h.pass(Span::minutes(4));
        host.post(&format!("/api/v1/stays/{inside}/accept"), json!({})).await.is(200);
        nadia.post(&format!("/api/v1/stays/{inside}/companion"), json!({"person": alba.id()})).await.is(204);
        nadia.post(&format!("/api/v1/stays/{inside}/words"), json!({"words": "J’arrive"})).await.is(204);
        nadia.post(&format!("/api/v1/stays/{inside}/arrive"), json!({})).await.is(200);
        doors::acts::wait(&h.house, paul.id(), door).await.unwrap();
        let anne = h.staff(Role::Operator, "Anne").await;
        anne.post(&format!("/api/v1/incidents/{incident}/stand-down"), json!({})).await.is(200);
        h.settle().await;
        let measure = || async { anne.get(&format!("/api/v1/incidents/{incident}/doors")).await.expect(200).json() };

        days(&h, 7).await;
        assert_eq!((count(&h, DOORS).await, count(&h, STAYS).await), (1, 1), "who was there a day longer by our books may report it still");
        let before = measure().await;
        days(&h, 2).await;
        assert_eq!(count(&h, NAMED).await, 0);
        assert_eq!(measure().await, before, "what counts is counted still");
        assert_eq!((before["people_hosted"].as_i64(), before["offers"].as_i64(), before["refused"].as_i64()), (Some(2), Some(1), Some(1)));
        assert_eq!(before["address_after_median"], 240);
        nadia.get(&format!("/api/v1/stays/{inside}")).await.is(404);
        host.get("/api/v1/doors/mine").await.is(200);
        // Nothing is counted twice.
        days(&h, 1).await;
        assert_eq!(measure().await, before);
    }

    async fn where_an_incident_lives_on_what_is_over_in_it_is_forgotten_and_who_is_there_is_not(store: Store) {
        let h = harness(store).await;
        let incident = active(&h, false).await;
        let gym = h.staff(Role::Institution, "Ville").await;
        let mut hall = offer(20);
        hall["kind"] = json!("public");
        hall["label"] = json!("Gymnase Japy");
        hall["rule"] = json!("anyone");
        let hall = gym.post("/api/v1/doors", hall).await.expect(201).at("/id").parse().unwrap();
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let home = opens(&h, &host, offer(2)).await;
        h.settle().await;
        let (nadia, paul) = (proven(&h, "Nadia B.", "nadia@example.org").await, proven(&h, "Paul D.", "paul@example.org").await);
        for guest in [&nadia, &paul] {
            let stay = asks(guest, hall, 1).await.expect(201).at("/id");
            guest.post(&format!("/api/v1/stays/{stay}/arrive"), json!({})).await.is(200);
        }
        let over = nadia.get("/api/v1/stays").await.at("/stays/0/id");
        nadia.post(&format!("/api/v1/stays/{over}/leave"), json!({})).await.is(200);
        host.post(&format!("/api/v1/doors/{home}/close"), json!({})).await.is(200);
        for _ in 0..8 {
            gym.post(&format!("/api/v1/doors/{hall}/renew"), json!({})).await.is(200);
            days(&h, 1).await;
        }
        assert_eq!((count(&h, DOORS).await, count(&h, STAYS).await), (1, 1));
        nadia.get(&format!("/api/v1/stays/{over}")).await.is(404);
        assert_eq!(paul.get("/api/v1/stays").await.at("/stays/0/state"), "arrived");
        let anne = h.staff(Role::Operator, "Anne").await;
        let all = anne.get(&format!("/api/v1/incidents/{incident}/doors")).await.expect(200).json();
        assert_eq!((all["offers"].as_i64(), all["people_hosted"].as_i64(), all["asked"].as_i64()), (Some(2), Some(2), Some(2)));
    }

    async fn whoever_waits_at_the_door_of_somebody_who_is_erased_waits_no_more(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let door = opens(&h, &host, offer(1)).await;
        asks(&proven(&h, "Nadia B.", "nadia@example.org").await, door, 1).await.is(201);
        let paul = proven(&h, "Paul D.", "paul@example.org").await;
        assert!(!doors::acts::wait(&h.house, paul.id(), door).await.unwrap());
        assert_eq!(count(&h, WAITS).await, 1);
        h.house.register.erase_now(host.id(), h.house.clock.now()).await.unwrap();
        assert_eq!(count(&h, WAITS).await, 0, "in the same change");
    }

    async fn a_voucher_lapses_after_a_year(store: Store) {
        let h = harness(store).await;
        proven(&h, "Inès M.", "ines@example.org").await;
        let school = h.staff(Role::RosterManager, "Lycée Voltaire").await;
        school.post("/api/v1/vouchers", json!({"contact": "ines@example.org"})).await.is(204);
        h.pass(Span::days(364));
        doors::acts::forget_past(&h.house).await.unwrap();
        assert_eq!(count(&h, VOUCHERS).await, 1);
        h.pass(Span::days(2));
        doors::acts::forget_past(&h.house).await.unwrap();
        assert_eq!(count(&h, VOUCHERS).await, 0);
    }
}
