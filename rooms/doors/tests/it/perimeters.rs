//! Perimeters: who is told what when one is drawn, moved, lifted, begins and ends.

use futures_util::StreamExt;
use kernel::{IncidentId, Role, Span};
use serde_json::{Value, json};
use store::{Store, each_store, params};
use web::harness::{Client, Harness};

use crate::scene::{HERE, active, asks, harness, near, offer, opens, proven};

/// A square around a place, so many degrees wide and half as many high.
pub(crate) fn square(lat: f64, lon: f64, wide: f64) -> Value {
    let (x, y) = (wide / 2.0, wide / 4.0);
    let ring =
        json!([[lon - x, lat - y], [lon + x, lat - y], [lon + x, lat + y], [lon - x, lat + y], [lon - x, lat - y]]);
    json!({"type": "Polygon", "coordinates": [ring]})
}

struct Night {
    h: Harness,
    anne: Client,
    incident: IncidentId,
}

impl Night {
    async fn new(store: Store) -> Self {
        let h = harness(store).await;
        let incident = active(&h, false).await;
        let anne = h.staff(Role::Operator, "Anne").await;
        Self { h, anne, incident }
    }
    fn path(&self) -> String {
        format!("/api/v1/incidents/{}/perimeters", self.incident)
    }
    fn at(&self, span: Span) -> Value {
        json!(self.h.house.clock.now().plus(span))
    }
    async fn draws(&self, shape: Value) -> String {
        let body = json!({"name": "Place de la République", "shape": shape, "ends": self.at(Span::hours(2))});
        let id = self.anne.post(&self.path(), body).await.expect(201).at("/id");
        self.h.settle().await;
        id
    }
    async fn lifts(&self, id: &str) {
        self.anne.post(&format!("{}/{id}/lift", self.path()), json!({})).await.is(200);
        self.h.settle().await;
    }
    async fn state_of(&self, door: kernel::DoorId) -> String {
        self.h.nobody().get(&format!("/api/v1/doors/{door}")).await.expect(200).at("/state")
    }
}

/// How often these words were told of a stay.
async fn times_told(h: &Harness, stay: &str, word: &str) -> usize {
    let (rows, _) = h.house.store.events_after(0, 10_000).await.unwrap();
    rows.iter().filter(|r| matches!(&r.event, kernel::Event::Stay { stay: s, state, .. } if s.to_string() == stay && state == word)).count()
}

/// Which hosts were told that their doors are suspended, or go on, in which order.
async fn hosts_told(h: &Harness) -> Vec<(bool, Vec<(kernel::DoorId, kernel::PersonId)>)> {
    let (rows, _) = h.house.store.events_after(0, 10_000).await.unwrap();
    let told = |event| if let kernel::Event::Suspended { on, doors, .. } = event { Some((on, doors)) } else { None };
    rows.into_iter().filter_map(|r| told(r.event)).collect()
}

/// How often open pages were told that perimeters are not what they were.
async fn frames(h: &Harness) -> usize {
    let mut stream = h.house.live.open(relay::Who::Public, None, Some(0)).await.unwrap();
    let mut all = 0;
    while let Ok(Some(Ok(bytes))) = tokio::time::timeout(std::time::Duration::from_millis(200), stream.next()).await {
        all += String::from_utf8_lossy(&bytes).matches("event: perimeter").count();
    }
    all
}

each_store! {
    async fn a_perimeter_suspends_the_doors_that_it_touches_and_their_host_is_told_why(store: Store) {
        let n = Night::new(store).await;
        let host = proven(&n.h, "Inès M.", "ines@example.org").await;
        let inside = opens(&n.h, &host, offer(2)).await;
        let mut elsewhere = offer(2);
        elsewhere["place"] = json!({"lat": 48.8780, "lon": 2.3800});
        let outside = opens(&n.h, &host, elsewhere).await;

        let id = n.draws(square(48.8674, 2.3636, 0.004)).await;
        assert_eq!(n.state_of(inside).await, "suspended");
        assert_eq!(n.state_of(outside).await, "open");
        let mine = host.get("/api/v1/doors/mine").await.expect(200).json();
        let why: Vec<&Value> = mine["doors"].as_array().unwrap().iter().filter(|d| !d["perimeters"].is_null()).collect();
        assert_eq!((why.len(), why[0]["perimeters"][0]["name"].as_str()), (1, Some("Place de la République")));

        assert_eq!(hosts_told(&n.h).await, [(true, vec![(inside, host.id())])], "once, and of that door alone");

        // A door that opens in it, also one that was a draft before, is suspended from the start.
        let another = opens(&n.h, &host, offer(1)).await;
        assert_eq!(n.state_of(another).await, "suspended");

        let guest = proven(&n.h, "Nadia B.", "nadia@example.org").await;
        assert_eq!(asks(&guest, inside, 1).await.expect(409).at("/code"), "door-shut");
        // Whoever paused theirs hears nothing of it when it goes on.
        host.post(&format!("/api/v1/doors/{another}/pause"), json!({})).await.is(200);
        n.lifts(&id).await;
        assert_eq!(n.state_of(inside).await, "open");
        assert_eq!(hosts_told(&n.h).await[1..], [(false, vec![(inside, host.id())])]);
        asks(&guest, inside, 1).await.is(201);
    }

    async fn a_draft_that_opens_in_a_perimeter_is_suspended(store: Store) {
        let n = Night::new(store).await;
        let token = n.h.nobody().post("/api/v1/doors", offer(2)).await.expect(201).at("/token");
        n.draws(square(48.8674, 2.3636, 0.004)).await;
        let host = proven(&n.h, "Inès M.", "ines@example.org").await;
        let opened = host.post("/api/v1/doors/publish", json!({"token": token})).await.expect(200);
        assert_eq!((opened.at("/state").as_str(), opened.at("/perimeters/0/name").as_str()), ("suspended", "Place de la République"));
    }

    async fn whoever_is_on_the_way_is_told_to_stay_put_once_and_may_go_when_it_is_free(store: Store) {
        let n = Night::new(store).await;
        let host = proven(&n.h, "Inès M.", "ines@example.org").await;
        let mut there = offer(4);
        there["place"] = json!({"lat": 48.8674, "lon": 2.3760});
        let door = opens(&n.h, &host, there).await;
        let guest = proven(&n.h, "Nadia B.", "nadia@example.org").await;
        let stay = asks(&guest, door, 2).await.expect(201).at("/id");
        host.post(&format!("/api/v1/stays/{stay}/accept"), json!({})).await.is(200);
        let path = format!("/api/v1/stays/{stay}");
        assert_eq!(guest.get(&path).await.expect(200).at("/address"), "12 rue des Tilleuls, Paris 10e");

        // A strip between the two: there is a way around, but they may be in the middle of it.
        n.h.pass(Span::minutes(1));
        let id = n.draws(square(48.8682, 2.3710, 0.002)).await;
        assert_eq!(n.state_of(door).await, "open", "the door itself is free");
        let seen = guest.get(&path).await.expect(200);
        assert_eq!(seen.at("/stay_put"), "true");
        assert!(!seen.text.contains("Tilleuls"), "nobody is led into it: {}", seen.text);
        assert_eq!(times_told(&n.h, &stay, "stay_put").await, 1);
        // Who is to stay where they are does not walk there all the same.
        guest.post(&format!("{path}/arrive"), json!({})).await.refuses(409, "door-stay-put");
        // Looking again tells nobody again.
        n.h.pass(Span::seconds(6));
        n.h.settle().await;
        assert_eq!(times_told(&n.h, &stay, "stay_put").await, 1);

        // Their places wait for them, beyond the time that they had.
        n.h.pass(Span::minutes(100));
        n.h.settle().await;
        assert_eq!(guest.get(&path).await.expect(200).at("/state"), "accepted");
        n.lifts(&id).await;
        let seen = guest.get(&path).await.expect(200);
        assert_eq!((seen.at("/stay_put").as_str(), seen.at("/address").as_str()), ("false", "12 rue des Tilleuls, Paris 10e"));
        assert_eq!(times_told(&n.h, &stay, "may_go").await, 1);
        n.h.pass(Span::minutes(40));
        n.h.settle().await;
        assert_eq!(guest.get(&path).await.expect(200).at("/state"), "accepted", "they have time to go");
        n.h.pass(Span::minutes(10));
        n.h.settle().await;
        assert_eq!(guest.get(&path).await.expect(200).at("/state"), "ran_out", "and no more than that");
    }

    async fn guests_inside_are_told_to_stay_inside(store: Store) {
        let n = Night::new(store).await;
        let host = proven(&n.h, "Inès M.", "ines@example.org").await;
        let door = opens(&n.h, &host, offer(4)).await;
        let guest = proven(&n.h, "Nadia B.", "nadia@example.org").await;
        let stay = asks(&guest, door, 2).await.expect(201).at("/id");
        host.post(&format!("/api/v1/stays/{stay}/accept"), json!({})).await.is(200);
        guest.post(&format!("/api/v1/stays/{stay}/arrive"), json!({})).await.is(200);
        n.draws(square(48.8674, 2.3636, 0.004)).await;
        let seen = guest.get(&format!("/api/v1/stays/{stay}")).await.expect(200);
        assert_eq!((seen.at("/state").as_str(), seen.at("/stay_put").as_str()), ("arrived", "true"));
        assert!(seen.text.contains("Tilleuls"), "they are there already");
        assert_eq!(times_told(&n.h, &stay, "stay_put").await, 1);
    }

    async fn a_way_that_leads_nowhere_is_refused_with_its_reason(store: Store) {
        let n = Night::new(store).await;
        let host = proven(&n.h, "Inès M.", "ines@example.org").await;
        let mut there = offer(4);
        there["place"] = json!({"lat": 48.8674, "lon": 2.3800});
        let door = opens(&n.h, &host, there).await;
        let straight = near(&n.h).await[0]["metres"].as_u64().unwrap();

        // In between: the way is longer, the door is still found, and may be asked.
        let between = n.draws(square(48.8674, 2.3720, 0.004)).await;
        let found = near(&n.h).await;
        assert_eq!((found.len(), found[0]["around"].as_bool()), (1, Some(true)));
        assert!(found[0]["metres"].as_u64().unwrap() > straight);
        // The form that asks the door says the same as the list.
        let (form, far) = (format!("/doors/{door}/ask?near={HERE}"), format!("À {} minutes à pied", found[0]["minutes"]));
        let page = n.h.nobody().page(&form).await.expect(200);
        assert!(page.says(&far), "{far}: {}", page.text);
        n.lifts(&between).await;
        assert!(!n.h.nobody().page(&form).await.says(&far), "the way is straight again");

        // All around the door: it is left out, and refused.
        let ring = |r: f64| json!([[2.38 - r, 48.8674 - r], [2.38 + r, 48.8674 - r], [2.38 + r, 48.8674 + r], [2.38 - r, 48.8674 + r], [2.38 - r, 48.8674 - r]]);
        let wall = json!({"type": "Polygon", "coordinates": [ring(0.0095), ring(0.0065)]});
        let wall = n.draws(wall).await;
        assert_eq!(n.state_of(door).await, "open", "the door is in the hole");
        assert!(near(&n.h).await.is_empty());
        assert!(!n.h.nobody().page(&form).await.expect(200).says("minutes à pied"), "nobody is told how far it is where there is no way");
        let guest = proven(&n.h, "Nadia B.", "nadia@example.org").await;
        assert_eq!(asks(&guest, door, 1).await.expect(409).at("/code"), "door-way-crosses");
        n.lifts(&wall).await;

        // Around the guest: stay put.
        n.draws(square(48.869, 2.366, 0.012)).await;
        assert_eq!(asks(&guest, door, 1).await.expect(409).at("/code"), "door-stay-put");
        let list = n.h.nobody().get("/api/v1/doors?near=48.869,2.366").await.expect(200).json();
        assert_eq!((list["stay_put"].as_bool(), list["doors"].as_array().unwrap().len()), (Some(true), 0));
    }

    async fn open_pages_hear_of_a_perimeter_though_no_door_changes_and_not_of_what_is_planned(store: Store) {
        let n = Night::new(store).await;
        let planned = json!({
            "name": "Canal", "shape": square(48.8674, 2.3636, 0.004),
            "starts": n.at(Span::minutes(10)), "ends": n.at(Span::minutes(30)),
        });
        let planned = n.anne.post(&n.path(), planned).await.expect(201).at("/id");
        n.lifts(&planned).await;
        assert_eq!(frames(&n.h).await, 0, "what never held is nobody's business");
        n.draws(square(48.8674, 2.3636, 0.004)).await;
        assert!(frames(&n.h).await >= 1);
    }

    async fn a_perimeter_begins_and_ends_by_itself_to_the_second(store: Store) {
        let n = Night::new(store).await;
        let host = proven(&n.h, "Inès M.", "ines@example.org").await;
        let door = opens(&n.h, &host, offer(2)).await;
        let body = json!({
            "name": "Canal", "shape": square(48.8674, 2.3636, 0.004),
            "starts": n.at(Span::minutes(10)), "ends": n.at(Span::minutes(30)),
        });
        n.anne.post(&n.path(), body).await.is(201);
        n.h.settle().await;
        assert_eq!(n.state_of(door).await, "open");
        let public = n.h.nobody().get(&n.path()).await.expect(200).json();
        assert!(public["perimeters"].as_array().unwrap().is_empty(), "what is ahead is not told");
        n.h.pass(Span::seconds(599));
        n.h.settle().await;
        assert_eq!(n.state_of(door).await, "open");
        n.h.pass(Span::seconds(1));
        n.h.settle().await;
        assert_eq!(n.state_of(door).await, "suspended");
        let public = n.h.nobody().get(&n.path()).await.expect(200);
        assert_eq!((public.at("/perimeters/0/state").as_str(), public.at("/perimeters/0/name").as_str()), ("on", "Canal"));
        n.h.pass(Span::seconds(1199));
        n.h.settle().await;
        assert_eq!(n.state_of(door).await, "suspended");
        n.h.pass(Span::seconds(1));
        n.h.settle().await;
        assert_eq!(n.state_of(door).await, "open");
        assert!(n.h.nobody().get(&n.path()).await.expect(200).json()["perimeters"].as_array().unwrap().is_empty());
    }

    async fn a_perimeter_that_moves_takes_its_doors_along(store: Store) {
        let n = Night::new(store).await;
        let host = proven(&n.h, "Inès M.", "ines@example.org").await;
        let here = opens(&n.h, &host, offer(2)).await;
        let mut there = offer(2);
        there["place"] = json!({"lat": 48.8674, "lon": 2.3760});
        let there = opens(&n.h, &host, there).await;
        let id = n.draws(square(48.8674, 2.3636, 0.004)).await;
        let one = format!("{}/{id}", n.path());
        n.anne.put(&one, json!({"shape": square(48.8674, 2.3760, 0.004)})).await.is(200);
        n.h.settle().await;
        assert_eq!((n.state_of(here).await.as_str(), n.state_of(there).await.as_str()), ("open", "suspended"));
        n.anne.put(&one, json!({"ends": n.at(Span::minutes(5))})).await.is(200);
        n.h.pass(Span::minutes(5));
        n.h.settle().await;
        assert_eq!(n.state_of(there).await, "open");
        assert_eq!(n.anne.put(&one, json!({"ends": n.at(Span::hours(1))})).await.expect(409).at("/code"), "door-perimeter-over");
        assert_eq!(n.anne.post(&format!("{one}/lift"), json!({})).await.expect(409).at("/code"), "door-perimeter-over");
    }

    async fn what_is_wrong_with_a_perimeter_is_named_and_what_is_drawn_is_written_down(store: Store) {
        let n = Night::new(store).await;
        let bow = json!({"type": "Polygon", "coordinates": [[[2.36, 48.86], [2.37, 48.87], [2.37, 48.86], [2.36, 48.87], [2.36, 48.86]]]});
        let (shape, ends) = (square(48.8674, 2.3636, 0.004), n.at(Span::hours(1)));
        let cases = [
            (json!({"name": "x", "shape": bow, "ends": ends}), 422, "zone-crosses-itself"),
            (json!({"name": "x", "shape": square(48.8674, 2.3636, 0.0002), "ends": ends}), 422, "zone-too-small"),
            (json!({"name": "x", "shape": square(48.8674, 2.3636, 0.6), "ends": ends}), 422, "zone-too-large"),
            (json!({"name": "x", "shape": {"type": "Point"}, "ends": ends}), 422, "zone-not-a-polygon"),
            (json!({"name": " ", "shape": shape, "ends": ends}), 422, "door-perimeter-name"),
            (json!({"name": "x", "shape": shape, "ends": n.at(Span::hours(73))}), 422, "door-perimeter-time"),
            (json!({"name": "x", "shape": shape, "ends": n.at(Span::minutes(-1))}), 422, "door-perimeter-time"),
            (json!({"name": "x", "shape": shape, "starts": n.at(Span::hours(2)), "ends": ends}), 422, "door-perimeter-time"),
        ];
        for (body, status, code) in cases {
            n.anne.post(&n.path(), body).await.refuses(status, code);
        }
        let body = json!({"name": "République", "shape": shape, "ends": ends});
        n.h.nobody().post(&n.path(), body.clone()).await.is(401);
        n.h.person("Léa M.").await.post(&n.path(), body.clone()).await.is(403);
        let id = n.anne.post(&n.path(), body).await.expect(201).at("/id");
        n.h.pass(Span::minutes(1));
        n.anne.post(&format!("{}/{id}/lift", n.path()), json!({})).await.is(200);
        let lines = n.h.house.register.audit_of(n.incident, 50).await.unwrap();
        let acts: Vec<&str> = lines.iter().map(|l| l.act.as_str()).filter(|a| a.starts_with("perimeter.")).collect();
        assert_eq!(acts, ["perimeter.draw", "perimeter.lift"]);
        // Nobody sees perimeters of what has not begun.
        let rows = n.h.house.store.read(doors::store::perimeters::PERIMETER, params![[7_u8; 16]]).await.unwrap();
        assert!(rows.is_empty());
    }

    async fn a_door_that_stands_still_lets_nobody_in_and_says_so(store: Store) {
        let n = Night::new(store).await;
        let host = proven(&n.h, "Inès M.", "ines@example.org").await;
        let door = opens(&n.h, &host, offer(4)).await;
        let guest = proven(&n.h, "Nadia B.", "nadia@example.org").await;
        let stay = asks(&guest, door, 2).await.expect(201).at("/id");
        let id = n.draws(square(48.8674, 2.3636, 0.004)).await;
        let accept = format!("/api/v1/stays/{stay}/accept");
        let refused = host.post(&accept, json!({})).await.expect(409);
        assert_eq!(refused.at("/code"), "door-stopped");
        assert!(refused.at("/next").contains("périmètre"), "{}", refused.text);
        n.lifts(&id).await;
        host.post(&accept, json!({})).await.is(200);
    }

    async fn a_perimeter_that_holds_is_listed_however_many_were_drawn_since(store: Store) {
        let n = Night::new(store).await;
        let host = proven(&n.h, "Inès M.", "ines@example.org").await;
        let door = opens(&n.h, &host, offer(2)).await;
        let body = json!({"name": "République", "shape": square(48.8674, 2.3636, 0.004), "ends": n.at(Span::hours(70))});
        let first = n.anne.post(&n.path(), body).await.expect(201).at("/id");
        for _ in 0..201 {
            n.h.pass(Span::seconds(1));
            let body = json!({"name": "Ailleurs", "shape": square(48.80, 2.30, 0.004), "ends": n.at(Span::hours(1))});
            let id = n.anne.post(&n.path(), body).await.expect(201).at("/id");
            n.anne.post(&format!("{}/{id}/lift", n.path()), json!({})).await.is(200);
        }
        for who in [n.h.nobody(), n.anne.clone()] {
            let list = who.get(&n.path()).await.expect(200).json();
            let on: Vec<&Value> = list["perimeters"].as_array().unwrap().iter().filter(|p| p["state"] == "on").collect();
            assert_eq!((on.len(), on[0]["id"].as_str()), (1, Some(first.as_str())));
        }
        n.h.settle().await;
        assert_eq!(n.state_of(door).await, "suspended");
        let mine = host.get("/api/v1/doors/mine").await.expect(200).json();
        assert_eq!(mine["doors"][0]["perimeters"][0]["name"], "République");
    }
}
