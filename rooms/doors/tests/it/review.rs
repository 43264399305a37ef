//! What somebody tries who reads the rules closely.

use kernel::{Role, Span};
use serde_json::{Value, json};
use store::{Change, each_store, params};

use crate::scene::{active, asks, harness, near, offer, opens, proven};
use doors::store as kept;

/// What a guest sends.
fn wish() -> Value {
    json!({"places": 1, "place": {"lat": 48.869, "lon": 2.366}, "name": "Nadia", "words": "Avec un chat"})
}

each_store! {
    async fn a_home_has_no_name_that_others_read_nor_a_guest_one_that_is_a_telephone(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let mut named = offer(2);
        named["label"] = json!("12 rue des Tilleuls, code 4711B");
        let door = opens(&h, &host, named).await;
        let shown = h.nobody().get(&format!("/api/v1/doors/{door}")).await.expect(200);
        assert!(!shown.text.contains("Tilleuls") && !near(&h).await[0].to_string().contains("4711"), "{}", shown.text);
        let guest = proven(&h, "Nadia B.", "nadia@example.org").await;
        let mut told = wish();
        told["name"] = json!("Nadia 06 12 34 56 78");
        guest.post(&format!("/api/v1/doors/{door}/stays"), told).await.refuses(422, "door-tells-too-much");
    }

    async fn an_answer_that_is_given_again_holds_no_address(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let guest = proven(&h, "Nadia B.", "nadia@example.org").await;
        let school = h.staff(Role::RosterManager, "Lycée Voltaire").await;
        school.post("/api/v1/vouchers", json!({"contact": "nadia@example.org"})).await.is(204);
        let mut open = offer(2);
        open["rule"] = json!("vouched");
        let door = opens(&h, &host, open).await;
        let (path, key) = (format!("/api/v1/doors/{door}/stays"), "0b6f2c4e-91aa-4d2f-8c35-7e5d1f60a9b3");
        let stay = guest.post_once(&path, key, wish()).await.expect(201);
        assert_eq!(stay.at("/state"), "accepted");
        let own = format!("/api/v1/stays/{}", stay.at("/id"));
        assert!(guest.get(&own).await.expect(200).text.contains("Tilleuls"));
        host.post(&format!("{own}/cancel"), json!({})).await.is(200);
        let again = guest.post_once(&path, key, wish()).await.expect(201);
        assert!(!again.text.contains("Tilleuls") && !again.text.contains("4711"), "{}", again.text);
    }

    async fn what_a_guest_told_their_host_goes_with_the_stay(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let door = opens(&h, &host, offer(2)).await;
        let guest = proven(&h, "Nadia B.", "nadia@example.org").await;
        let stay = guest.post(&format!("/api/v1/doors/{door}/stays"), wish()).await.expect(201).at("/id");
        let stay = format!("/api/v1/stays/{stay}");
        guest.post(&format!("{stay}/words"), json!({"words": "Bonsoir"})).await.is(204);
        assert!(host.get(&stay).await.expect(200).text.contains("Avec un chat"));
        host.post(&format!("{stay}/refuse"), json!({})).await.is(200);
        let over = host.get(&stay).await.expect(200);
        assert!(!over.text.contains("Nadia") && !over.text.contains("chat"), "{}", over.text);
        for who in [&host, &guest] {
            assert!(!who.get(&format!("{stay}/words")).await.expect(200).text.contains("Bonsoir"));
        }
        guest.post(&format!("{stay}/words"), json!({"words": "Encore"})).await.refuses(409, "door-moved-on");
    }

    async fn a_reported_door_is_as_one_that_is_over(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let (one, other) = (opens(&h, &host, offer(2)).await, opens(&h, &host, offer(2)).await);
        let freeze = Change::new().must(kept::FREEZE, params![one, h.house.clock.now()]);
        let incident = h.house.incidents.open()[0].id;
        h.house.store.apply(freeze.event(kept::changed(one, incident, false))).await.unwrap();
        host.post(&format!("/api/v1/doors/{other}/close"), json!({})).await.is(200);
        h.settle().await;
        for door in [one, other] {
            h.nobody().get(&format!("/api/v1/doors/{door}")).await.refuses(404, "door-unknown");
        }
    }

    async fn nobody_becomes_known_or_full_by_an_exercise(store: Store) {
        let h = harness(store).await;
        let exercise = active(&h, true).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let guest = proven(&h, "Nadia B.", "nadia@example.org").await;
        for _ in 0..5 {
            opens(&h, &host, offer(1)).await;
        }
        let door = host.get("/api/v1/doors/mine").await.expect(200).at("/doors/0/id");
        let stay = guest.post(&format!("/api/v1/doors/{door}/stays"), wish()).await.expect(201).at("/id");
        host.post(&format!("/api/v1/stays/{stay}/accept"), json!({})).await.is(200);
        host.post(&format!("/api/v1/stays/{stay}/arrive"), json!({})).await.is(200);
        host.post("/api/v1/doors", offer(1)).await.refuses(429, "door-many");
        let real = active(&h, false).await;
        assert_ne!(exercise, real);
        let door = opens(&h, &host, offer(1)).await;
        assert_eq!(h.nobody().get(&format!("/api/v1/doors/{door}")).await.expect(200).at("/tier"), "new");
        host.post("/api/v1/doors", offer(5)).await.refuses(422, "door-places");
    }

    async fn a_public_place_closes_when_nobody_vouches_any_more(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let school = h.staff(Role::RosterManager, "Lycée Voltaire").await;
        let ines = json!({"contact": "ines@example.org"});
        school.post("/api/v1/vouchers", ines.clone()).await.is(204);
        let mut hall = offer(20);
        hall["kind"] = json!("public");
        hall["label"] = json!("Salle Saint-Bruno");
        let (hall, home) = (opens(&h, &host, hall).await, opens(&h, &host, offer(2)).await);
        school.post("/api/v1/vouchers/end", ines).await.is(204);
        h.settle().await;
        h.nobody().get(&format!("/api/v1/doors/{hall}")).await.is(404);
        assert_eq!(h.nobody().get(&format!("/api/v1/doors/{home}")).await.expect(200).at("/tier"), "new");
    }

    async fn a_guest_who_is_erased_leaves_room_and_a_host_nothing_of_their_guest(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let door = opens(&h, &host, offer(2)).await;
        let (nadia, paul) =
            (proven(&h, "Nadia B.", "nadia@example.org").await, proven(&h, "Paul D.", "paul@example.org").await);
        asks(&nadia, door, 2).await.is(201);
        h.settle().await;
        assert_eq!(near(&h).await[0]["room"], 0);
        h.house.register.erase_now(nadia.id(), h.house.clock.now()).await.unwrap();
        h.settle().await;
        assert_eq!(near(&h).await[0]["room"], 2, "in memory too");
        h.pass(Span::minutes(25));
        h.settle().await;
        assert_eq!(near(&h).await[0]["room"], 2, "given back once");

        let search = json!({"people": 1, "place": {"lat": 48.869, "lon": 2.366}});
        paul.post("/api/v1/requests", search).await.is(201);
        let stay = paul.post(&format!("/api/v1/doors/{door}/stays"), wish()).await.expect(201).at("/id");
        h.house.register.erase_now(host.id(), h.house.clock.now()).await.unwrap();
        h.settle().await;
        let left = paul.get(&format!("/api/v1/stays/{stay}")).await.expect(200);
        assert!(left.at("/state") == "host_cancelled" && !left.text.contains("chat"), "{}", left.text);
        let me = doors::store::stays::search_of(&h.house.store, paul.id(), h.house.incidents.open()[0].id).await.unwrap();
        assert_eq!(me.unwrap().state, 0, "they look for room again");
    }

    async fn a_door_that_is_opened_late_or_again_tells_its_host_in_time_that_it_ends(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let mut soon = offer(1);
        soon["until"] = json!(h.house.clock.now().plus(Span::hours(1)));
        let token = h.nobody().post("/api/v1/doors", soon).await.expect(201).at("/token");
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        h.pass(Span::minutes(5));
        let door = host.post("/api/v1/doors/publish", json!({"token": token})).await.expect(200).at("/id");
        let warned = async |times: i64| {
            let row = h.house.store.one(WARNED, params![]).await.unwrap().unwrap();
            assert_eq!(row.int(0).unwrap(), times);
        };
        for _ in 0..5 {
            h.pass(Span::minutes(10));
            h.settle().await;
        }
        warned(1).await;
        // It ends, and is opened again an hour later.
        for _ in 0..7 {
            h.pass(Span::minutes(10));
            h.settle().await;
        }
        warned(1).await;
        host.post(&format!("/api/v1/doors/{door}/renew"), json!({})).await.is(200);
        for _ in 0..16 {
            h.pass(Span::minutes(10));
            h.settle().await;
        }
        warned(2).await;
    }
}

store::sql! {
    /// How often a host was told that their door ends.
    WARNED = "SELECT COUNT(*) FROM outbox WHERE body LIKE '%door_ends%'";
}
