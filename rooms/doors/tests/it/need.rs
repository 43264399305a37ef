//! Where room is needed: what operators and hosts are told, and who is asked.

use std::collections::{BTreeMap, BTreeSet};

use doors::rules::need::{self, Count, FEWEST, Need, Perhaps};
use kernel::{Cell, Event, PersonId, Role, Span};
use proptest::prelude::*;
use serde_json::{Value, json};
use store::each_store;
use web::harness::Harness;

use crate::scene::{active, harness, offer, opens, proven};

fn counts() -> impl Strategy<Value = BTreeMap<Cell, Count>> {
    let spot = (48.70..49.05_f64, 2.10..2.70_f64).prop_map(|(lat, lon)| Cell::at(lat, lon, 9).unwrap());
    let count = (0..9i64, 0..6i64, 0..20i64).prop_map(|(people, doors, room)| Count {
        people,
        doors,
        room: if doors == 0 { 0 } else { room },
    });
    prop::collection::btree_map(spot, count, 0..40)
}

fn sum(all: impl Iterator<Item = Count>) -> (i64, i64, i64) {
    all.fold((0, 0, 0), |(p, r, d), c| (p + c.people, r + c.room, d + c.doors))
}

proptest! {
    #[test]
    fn nobody_is_told_of_in_a_group_of_fewer_than_five(counts in counts()) {
        let areas = need::areas(&counts);
        for a in &areas {
            prop_assert!(a.count.people == 0 || a.count.people >= FEWEST, "{a:?}");
            prop_assert!(a.count.doors == 0 || a.count.doors >= FEWEST, "{a:?}");
        }
        let (told, there) = (sum(areas.iter().map(|a| a.count)), sum(counts.values().copied()));
        if areas.is_empty() {
            prop_assert!((1..FEWEST).contains(&there.0) || (1..FEWEST).contains(&there.2) || there == (0, 0, 0) || there.0 + there.2 == 0);
        } else {
            prop_assert_eq!(told, there, "nobody is counted twice or left out");
        }
        let cells: Vec<Cell> = areas.iter().flat_map(|a| a.cells.iter().copied()).collect();
        prop_assert_eq!(cells.iter().collect::<BTreeSet<_>>().len(), cells.len(), "a cell is in one area");
        prop_assert!(cells.iter().all(|c| c.resolution() == need::AREA));
    }

    #[test]
    fn each_host_is_asked_once_and_not_more_than_are_needed(counts in counts(), places in prop::collection::vec((0..6u8, 1..6i64), 0..60)) {
        let areas = need::areas(&counts);
        let cells: Vec<Cell> = counts.keys().copied().collect();
        if cells.is_empty() { return Ok(()); }
        let hosts: Vec<Perhaps<u8>> = places.iter().enumerate()
            .map(|(n, (host, places))| Perhaps { host: *host, cell: cells[n % cells.len()], places: *places }).collect();
        let asked = need::asked(&areas, &hosts);
        prop_assert_eq!(asked.iter().collect::<BTreeSet<_>>().len(), asked.len());
        let lacks: i64 = areas.iter().map(need::Area::lacks).sum();
        prop_assert!(lacks > 0 || asked.is_empty(), "where there is enough nobody is asked");
        prop_assert!(i64::try_from(asked.len()).unwrap() <= 2 * lacks);
    }

    #[test]
    fn more_room_never_makes_room_wanted(counts in counts(), at in any::<prop::sample::Index>()) {
        let cells: Vec<Cell> = counts.keys().copied().collect();
        if cells.is_empty() { return Ok(()); }
        let cell = *at.get(&cells);
        let more: BTreeMap<Cell, Count> = counts.iter().map(|(c, n)| (*c, Count { room: n.room + i64::from(n.doors > 0), ..*n })).collect();
        let (before, after) = (need::near(&need::areas(&counts), cell), need::near(&need::areas(&more), cell));
        prop_assert!(!(before == Need::Enough && after == Need::Wanted));
    }
}

async fn seek(h: &Harness, name: &str, people: i64, lat: f64, lon: f64) {
    let body = json!({"people": people, "place": {"lat": lat, "lon": lon}});
    h.person(name).await.post("/api/v1/requests", body).await.is(201);
}

async fn asked(h: &Harness) -> Vec<PersonId> {
    let (rows, _) = h.house.store.events_after(0, 10_000).await.unwrap();
    let hosts =
        rows.into_iter().filter_map(|r| if let Event::RoomNeeded { hosts, .. } = r.event { Some(hosts) } else { None });
    hosts.flatten().collect()
}

fn far(mut offer: Value) -> Value {
    offer["place"] = json!({"lat": 48.720, "lon": 2.380});
    offer
}

/// Where anybody reads that room is looked for, counted anew.
async fn cards(h: &Harness) -> Vec<web::Card> {
    h.pass(Span::seconds(10));
    let incident = h.house.incidents.all().first().unwrap().id;
    let needs = h.house.cards("need").unwrap();
    needs.to_act_on(&h.house, incident, kernel::Lang::default(), 10).await.unwrap()
}

each_store! {
    async fn operators_see_areas_and_hosts_whether_room_is_needed_near_them(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let door = opens(&h, &host, offer(2)).await;
        let anne = h.staff(Role::Operator, "Anne").await;
        // A few people, one door: too few to tell.
        seek(&h, "Alba R.", 3, 48.869, 2.366).await;
        let seen = anne.get("/api/v1/doors/need").await.expect(200).json();
        assert_eq!(seen["areas"], json!([]), "{seen}");
        assert!(cards(&h).await.is_empty(), "nor is anybody else told of so few");
        assert_eq!(host.get("/api/v1/doors/need").await.expect(200).at("/doors/0/need"), "unknown");

        for (n, name) in ["Chloé A.", "Driss B.", "Emma C.", "Félix D."].iter().enumerate() {
            let other = proven(&h, name, &format!("host{n}@example.org")).await;
            opens(&h, &other, offer(1)).await;
        }
        seek(&h, "Gaël E.", 6, 48.869, 2.366).await;
        let seen = anne.get("/api/v1/doors/need").await.expect(200).json();
        let area = &seen["areas"][0];
        assert_eq!((area["people"].as_i64(), area["room"].as_i64(), area["doors"].as_i64()), (Some(9), Some(6), Some(5)));
        let own = host.get("/api/v1/doors/need").await.expect(200).json();
        assert_eq!((own["doors"][0]["door"].as_str(), own["doors"][0]["need"].as_str()), (Some(door.to_string().as_str()), Some("wanted")));
        assert!(own["areas"].is_null(), "hosts are told of their own doors only");
        h.nobody().get("/api/v1/doors/need").await.is(401);
        // Everybody reads that room is looked for, how much and by whom nobody: of an area two kilometres across.
        let all = cards(&h).await;
        let near = Cell::at(48.869, 2.366, need::AREA).unwrap();
        let told = serde_json::to_value(&all).unwrap();
        assert_eq!((told[0]["kind"].as_str(), told[0]["state"].as_str(), told[0]["href"].as_str()), (Some("need"), Some("wanted"), Some("/doors/offer")));
        assert_eq!((all.len(), all[0].cell, all[0].room, all[0].title.clone()), (1, Some(near), None, None));
        let by_name = h.house.cards("need").unwrap().card(&h.house, &all[0].of, kernel::Lang::default()).await.unwrap();
        assert_eq!(by_name.as_ref(), Some(&all[0]));

        host.put(&format!("/api/v1/doors/{door}/places"), json!({"places": 4})).await.is(200);
        let big = proven(&h, "Hugo F.", "hugo@example.org").await;
        opens(&h, &big, offer(4)).await;
        assert_eq!(host.get("/api/v1/doors/need").await.expect(200).at("/doors/0/need"), "enough");
        assert!(cards(&h).await.is_empty(), "the call stops");
    }

    async fn hosts_whose_door_closed_near_there_are_asked_once(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let mut hosts = Vec::new();
        for n in 0..6 {
            let host = proven(&h, "Inès M.", &format!("near{n}@example.org")).await;
            let door = opens(&h, &host, offer(4)).await;
            host.post(&format!("/api/v1/doors/{door}/close"), json!({})).await.is(200);
            hosts.push(host);
        }
        let away = proven(&h, "Jade G.", "jade@example.org").await;
        let door = opens(&h, &away, far(offer(4))).await;
        away.post(&format!("/api/v1/doors/{door}/pause"), json!({})).await.is(200);
        h.pass(Span::minutes(6));
        h.settle().await;
        assert!(asked(&h).await.is_empty(), "nobody looks for room");

        seek(&h, "Alba R.", 5, 48.869, 2.366).await;
        h.pass(Span::minutes(6));
        h.settle().await;
        let first = asked(&h).await;
        assert_eq!(first.len(), 3, "twice the five places that lack, four by four");
        assert!(!first.contains(&away.id()), "who is far away is left in peace");
        h.pass(Span::minutes(6));
        h.settle().await;
        let all = asked(&h).await;
        assert_eq!(all.len(), 6, "then the others, if nobody has opened");
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 6);
        h.pass(Span::minutes(30));
        h.settle().await;
        assert_eq!(asked(&h).await.len(), 6, "each once");
    }
}
