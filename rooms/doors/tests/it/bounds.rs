//! What one person, one device and one area may do; what people who have proven nothing may hold; and that exercises use up none of it.

use kernel::{DoorId, IncidentId, Role, Span};
use serde_json::{Value, json};
use store::{each_store, params, sql};
use web::harness::{Client, Harness};

use crate::scene::{active, asks, harness, offer, opens, proven};

sql! {
    /// Places that are held for newcomers, and places taken, of a door.
    NEWCOMERS = "SELECT newcomers, taken FROM door WHERE id = $1";
    /// People of this server.
    PEOPLE = "SELECT COUNT(*) FROM person";
}

/// A public place where anybody comes in.
async fn hall(h: &Harness, places: i64) -> DoorId {
    let gym = h.staff(Role::Institution, "Ville").await;
    let mut hall = offer(places);
    hall["kind"] = json!("public");
    hall["label"] = json!("Gymnase Japy");
    hall["rule"] = json!("anyone");
    let id = gym.post("/api/v1/doors", hall).await.expect(201).at("/id").parse().unwrap();
    h.settle().await;
    id
}

async fn held(h: &Harness, door: DoorId) -> (i64, i64) {
    let row = h.house.store.one(NEWCOMERS, params![door]).await.unwrap().unwrap();
    (row.int(0).unwrap(), row.int(1).unwrap())
}

async fn state(who: &Client) -> String {
    who.get("/api/v1/stays").await.expect(200).at("/stays/0/state")
}

/// Somebody new who presses in a browser.
async fn presses(browser: &Client, door: DoorId, name: &str) -> web::harness::Answer {
    let path = format!("/doors/{door}/ask");
    let page = browser.page(&format!("{path}?near=48.869,2.366")).await.expect(200);
    browser.submit(&page, &path, &[("name", name), ("places", "1"), ("who", "adults"), ("near", "48.869,2.366")]).await
}

each_store! {
    async fn newcomers_hold_half_of_a_public_place_and_not_for_long(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let door = hall(&h, 6).await;
        let (a, b, c, d) = (h.person("Alba").await, h.person("Bao").await, h.person("Chloé").await, h.person("Driss").await);
        asks(&a, door, 2).await.is(201);
        let b_stay = asks(&b, door, 1).await.expect(201);
        assert_eq!((b_stay.at("/state"), held(&h, door).await), ("accepted".to_owned(), (3, 3)));
        asks(&c, door, 1).await.refuses(409, "door-newcomers");
        // Somebody who is known comes in, and has time.
        let nadia = proven(&h, "Nadia B.", "nadia@example.org").await;
        asks(&nadia, door, 2).await.is(201);
        assert_eq!(held(&h, door).await, (3, 5));
        // Who is there counts among them no more.
        let b_stay = b_stay.at("/id");
        b.post(&format!("/api/v1/stays/{b_stay}/arrive"), json!({})).await.is(200);
        assert_eq!(held(&h, door).await, (2, 5));
        asks(&c, door, 1).await.is(201);
        // Nor who proves a contact meanwhile: they have as long as anybody.
        let contact = register::Contact::parse("alba@example.org", &register::Country::FRANCE).unwrap();
        let now = h.house.clock.now();
        let change = h.house.register.prove_contact(store::Change::new(), a.id(), &contact, now);
        h.house.store.apply(change).await.unwrap();
        h.settle().await;
        assert_eq!(held(&h, door).await, (1, 6));
        h.pass(Span::minutes(31));
        h.settle().await;
        assert_eq!((state(&a).await, state(&b).await, state(&c).await, state(&nadia).await), ("accepted".into(), "arrived".into(), "ran_out".into(), "accepted".into()));
        assert_eq!(held(&h, door).await, (0, 5));
        // Whoever is erased leaves nothing behind.
        asks(&d, door, 1).await.is(201);
        assert_eq!(held(&h, door).await, (1, 6));
        h.house.register.erase_now(d.id(), h.house.clock.now()).await.unwrap();
        assert_eq!(held(&h, door).await, (0, 5));
        h.pass(Span::minutes(60));
        h.settle().await;
        assert_eq!((state(&a).await, held(&h, door).await), ("ran_out".into(), (0, 1)));
    }

    async fn whom_the_host_let_in_is_no_newcomer(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let gym = h.staff(Role::Institution, "Ville").await;
        let mut hall = offer(2);
        hall["kind"] = json!("public");
        hall["label"] = json!("Gymnase Japy");
        let door: DoorId = gym.post("/api/v1/doors", hall).await.expect(201).at("/id").parse().unwrap();
        let (a, b) = (h.person("Alba").await, h.person("Bao").await);
        let stay = asks(&a, door, 1).await.expect(201).at("/id");
        asks(&b, door, 1).await.refuses(409, "door-newcomers");
        gym.post(&format!("/api/v1/stays/{stay}/accept"), json!({})).await.is(200);
        assert_eq!(held(&h, door).await, (0, 1));
        asks(&b, door, 1).await.is(201);
        h.pass(Span::minutes(40));
        h.settle().await;
        assert_eq!((state(&a).await, state(&b).await), ("accepted".into(), "ran_out".into()));
    }

    async fn who_presses_twice_without_an_account_is_one_person(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let door = hall(&h, 8).await;
        let people = async || h.house.store.one(PEOPLE, params![]).await.unwrap().unwrap().int(0).unwrap();
        let path = format!("/doors/{door}/ask");
        let browser = h.browser();
        let page = browser.page(&format!("{path}?near=48.869,2.366")).await.expect(200);
        let key = page.text.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let fields = [("name", "Alba"), ("places", "1"), ("who", "adults"), ("near", "48.869,2.366"), ("key", &key)];
        // The second press leaves before the first was answered: it carries no session.
        let twin = h.browser();
        let first = browser.submit(&page, &path, &fields).await.expect(303);
        let second = twin.submit(&page, &path, &fields).await.expect(303);
        assert_eq!(first.header("location"), second.header("location"));
        assert_eq!((people().await, held(&h, door).await), (1, (1, 1)));
        // Both have the stay.
        for one in [&browser, &twin] {
            one.page(first.header("location")).await.is(200);
        }
        // Another page is somebody else.
        presses(&h.browser(), door, "Alba").await.is(303);
        assert_eq!(people().await, 2);
    }

    async fn who_signs_out_is_on_the_same_device_still(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let door = hall(&h, 60).await;
        let browser = h.browser();
        let mut codes = Vec::new();
        for n in 0..5 {
            let pressed = presses(&browser, door, &format!("Alba {}", ["a", "b", "c", "d", "e"][n])).await;
            codes.push(pressed.status.as_u16());
            browser.forgets("__Host-rz");
            browser.forgets("rz");
        }
        assert_eq!(codes, [303, 303, 303, 429, 429], "three addresses a day, whatever the name");
        assert_eq!(presses(&h.browser(), door, "Bao").await.status.as_u16(), 303, "another device");
    }

    async fn an_exercise_uses_up_nothing_of_what_one_may_do_when_it_is_real(store: Store) {
        let h = harness(store).await;
        let exercise = active(&h, true).await;
        let real = active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let open = async |incident: IncidentId, times: usize| {
            let mut last = 0;
            for _ in 0..times {
                let mut new = offer(1);
                new["incident"] = json!(incident);
                let answer = host.post("/api/v1/doors", new).await;
                last = answer.status.as_u16();
                if last == 201 {
                    host.post(&format!("/api/v1/doors/{}/close", answer.at("/id")), json!({})).await.is(200);
                }
            }
            last
        };
        assert_eq!((open(exercise, 13).await, open(real, 12).await, open(real, 1).await), (429, 201, 429));

        let guest = proven(&h, "Nadia B.", "nadia@example.org").await;
        let mut ids: Vec<(IncidentId, DoorId)> = Vec::new();
        for incident in [exercise, real] {
            let other = proven(&h, "Paul D.", &format!("paul{}@example.org", ids.len())).await;
            let mut new = offer(4);
            new["incident"] = json!(incident);
            ids.push((incident, opens(&h, &other, new).await));
        }
        let ask_often = async |door: DoorId, times: usize| {
            let mut last = 0;
            for _ in 0..times {
                let answer = asks(&guest, door, 1).await;
                last = answer.status.as_u16();
                if last == 201 {
                    guest.post(&format!("/api/v1/stays/{}/cancel", answer.at("/id")), json!({})).await.is(200);
                }
            }
            last
        };
        assert_eq!((ask_often(ids[0].1, 21).await, ask_often(ids[1].1, 20).await, ask_often(ids[1].1, 1).await), (429, 201, 429));

        let search = |incident: IncidentId| json!({"incident": incident, "people": 1, "place": {"lat": 48.869, "lon": 2.366}});
        let seek = async |incident: IncidentId, times: usize| {
            let mut last = 0;
            for _ in 0..times {
                last = guest.post("/api/v1/requests", search(incident)).await.status.as_u16();
            }
            last
        };
        assert_eq!((seek(exercise, 21).await, seek(real, 20).await, seek(real, 1).await), (429, 201, 429));
        // Full doors of an exercise at which one waits are counted apart too.
        for (n, (_, door)) in ids.iter().enumerate() {
            let filler = proven(&h, "Zoé L.", &format!("zoe{n}@example.org")).await;
            asks(&filler, *door, 4).await.is(201);
            assert!(!doors::acts::wait(&h.house, guest.id(), *door).await.unwrap());
        }
    }

    async fn nothing_is_looked_for_in_a_note_that_is_too_long(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        // It would become one short mark.
        let mut slow = offer(2);
        slow["note"] = json!("appt 1".repeat(2000));
        host.post("/api/v1/doors", slow).await.refuses(422, "door-too-long");
    }

    async fn one_device_counts_once_where_room_is_needed(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let search = |people: i64| json!({"people": people, "place": {"lat": 48.869, "lon": 2.366}});
        // Who has proven nothing speaks for ten at most.
        let alba = h.person("Alba R.").await;
        alba.post("/api/v1/requests", search(11)).await.refuses(422, "door-places");
        let browser = h.browser();
        for n in 0..4 {
            let page = browser.page("/doors?near=48.869,2.366&places=6").await.expect(303);
            let page = browser.page(page.header("location")).await.expect(200);
            let name = ["Ana", "Bea", "Cleo", "Dora"][n];
            browser.submit(&page, "/doors/search", &[("name", name), ("places", "6"), ("near", "48.869,2.366")]).await.is(303);
            browser.forgets("__Host-rz");
            browser.forgets("rz");
        }
        let anne = h.staff(Role::Operator, "Anne").await;
        let need = anne.get("/api/v1/doors/need").await.expect(200).json();
        let people: i64 = need["areas"].as_array().unwrap().iter().map(|a: &Value| a["people"].as_i64().unwrap()).sum();
        assert_eq!(people, 6, "{need}");
    }

    async fn people_with_nothing_but_a_name_are_counted_by_area(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let mut refused = 0;
        for _ in 0..520 {
            let who = h.person("Alba R.").await;
            let answer = who.post("/api/v1/requests", json!({"people": 1, "place": {"lat": 48.869, "lon": 2.366}})).await;
            refused += usize::from(answer.status.as_u16() == 429);
        }
        assert!((80..=300).contains(&refused), "{refused}");
        let nadia = proven(&h, "Nadia B.", "nadia@example.org").await;
        nadia.post("/api/v1/requests", json!({"people": 1, "place": {"lat": 48.869, "lon": 2.366}})).await.is(201);
    }

    async fn a_place_is_no_larger_than_a_neighbourhood(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let fine = kernel::Cell::at(48.869, 2.366, 9).unwrap();
        let guest = proven(&h, "Nadia B.", "nadia@example.org").await;
        let at = |cell: kernel::Cell| json!({"people": 1, "place": {"cell": cell}});
        guest.post("/api/v1/requests", at(fine.coarser(8).unwrap())).await.is(201);
        for resolution in [7, 3, 0] {
            let coarse = fine.coarser(resolution).unwrap();
            guest.post("/api/v1/requests", at(coarse)).await.refuses(422, "door-place-coarse");
            h.nobody().get(&format!("/api/v1/doors?near={coarse}")).await.refuses(422, "door-place-coarse");
        }
    }
}
