//! Collective places as open data, landmarks of one's own, and the measure that counts.

use doors::{
    acts::figures::{OpenPlace, geojson, hxl, measured},
    model::{Door, DoorState, Kind, Rule, Suits, Tier},
    store::measure::Counted,
};
use kernel::{Cell, Id, PersonId, Role, Span, Time};
use places::landmark::{Landmark, LandmarkKind};
use proptest::prelude::*;
use serde_json::json;
use store::each_store;

use crate::scene::{active, asks, harness, offer, opens, proven};

fn any_door() -> impl Strategy<Value = Door> {
    let state = prop::sample::select(DoorState::ALL);
    let (kind, tier) = (prop::sample::select(Kind::ALL), prop::sample::select(Tier::ALL));
    (state, kind, tier, any::<bool>(), 1..9i64, "[a-z=@,\"]{1,12}").prop_map(
        |(state, kind, tier, suspended, places, label)| Door {
            id: Id::from_bytes([7; 16]),
            host: Some(PersonId::from_bytes([8; 16])),
            incident: Id::from_bytes([9; 16]),
            drill: false,
            version: 1,
            state,
            suspended,
            kind,
            tier,
            rule: Rule::Ask,
            places,
            taken: 0,
            newcomers: 0,
            until: Time(1_447_460_000_000_000),
            suits: Suits::default(),
            langs: String::new(),
            cell: Cell::at(48.8674, 2.3636, 9).unwrap(),
            label: Some(label),
            note: Some("canary".to_owned()),
            opened: Time(0),
            changed: Time(0),
            hosted: 0,
        },
    )
}

proptest! {
    #[test]
    fn a_home_is_never_in_open_data(doors in prop::collection::vec(any_door(), 0..20)) {
        let now = Time(1_447_450_000_000_000);
        let all: Vec<OpenPlace> = doors.iter().filter_map(|d| OpenPlace::of(d, now)).collect();
        let public = |d: &&Door| {
            d.kind == Kind::Public && d.tier >= Tier::Vouched && d.state == DoorState::Open && !d.suspended
        };
        prop_assert_eq!(all.len(), doors.iter().filter(public).count());
        let (table, map) = (hxl(&all).into_text(), geojson(&all));
        prop_assert!(!table.contains("canary") && !map.to_string().contains("canary"));
        prop_assert_eq!(table.lines().count(), all.len() + 2);
        for line in table.lines().skip(2) {
            let label = line.split_once(',').unwrap().1;
            prop_assert!(!label.strip_prefix('"').unwrap_or(label).starts_with(['=', '@', '+', '-']), "{}", line);
        }
        prop_assert_eq!(map["features"].as_array().unwrap().len(), all.len());
    }
}

#[test]
fn the_measure_is_people_hosted_per_offer() {
    let waits = (1..=10).map(|n| n * 60_000_000).collect();
    let counted = Counted {
        offers: 10,
        offers_that_hosted: 4,
        hosted: 15,
        room: 3,
        stays: vec![(2, 1), (4, 5), (6, 2), (7, 1)],
        waits,
        looking: (2, 5),
    };
    let m = measured(&counted);
    assert_eq!((m.hosted_per_offer, m.asked, m.accepted, m.refused, m.ran_out), (1.5, 9, 6, 2, 1));
    assert_eq!((m.address_after_median, m.address_after_ninety, m.still_looking), (Some(300), Some(540), 5));
    assert_eq!(measured(&Counted::default()).hosted_per_offer, 0.0);
}

each_store! {
    async fn collective_places_are_open_data_and_homes_are_not(store: Store) {
        let h = harness(store).await;
        let incident = active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        opens(&h, &host, offer(3)).await;
        let city = h.staff(Role::Institution, "Mairie du 10e").await;
        let mut hall = offer(40);
        hall["kind"] = json!("public");
        hall["label"] = json!("Mairie du 10e");
        hall["rule"] = json!("anyone");
        opens(&h, &city, hall).await;
        let map = h.nobody().get("/api/v1/places.geojson").await.expect(200);
        let places = map.json();
        assert_eq!(places["features"].as_array().unwrap().len(), 1);
        assert_eq!(places["features"][0]["properties"]["name"], "Mairie du 10e");
        for secret in ["Tilleuls", "4711", "Inès"] {
            assert!(!map.text.contains(secret), "{}", map.text);
        }
        let tag = map.header("etag").to_owned();
        let table = h.nobody().get("/api/v1/places.csv").await.expect(200);
        assert!(table.text.contains("#geo+lat") && table.text.contains(",Mairie du 10e,48."), "{}", table.text);
        assert!(!tag.is_empty() && tag != table.header("etag"));

        let guest = proven(&h, "Nadia B.", "nadia@example.org").await;
        let mine = host.get("/api/v1/doors/mine").await.expect(200).at("/doors/0/id");
        let stay = asks(&guest, mine.parse().unwrap(), 2).await.expect(201).at("/id");
        h.clock.advance(Span::minutes(4));
        host.post(&format!("/api/v1/stays/{stay}/accept"), json!({})).await.is(200);
        guest.post(&format!("/api/v1/stays/{stay}/arrive"), json!({})).await.is(200);
        let anne = h.staff(Role::Operator, "Anne").await;
        let measure = anne.get(&format!("/api/v1/incidents/{incident}/doors")).await.expect(200).json();
        assert_eq!((measure["offers"].as_i64(), measure["people_hosted"].as_i64()), (Some(2), Some(2)));
        assert_eq!(measure["address_after_median"], 240);
        guest.get(&format!("/api/v1/incidents/{incident}/doors")).await.is(403);
    }

    async fn an_operators_landmarks_take_the_place_of_ours(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        h.nobody().get("/api/v1/doors?near=Parmentier").await.is(200);
        h.nobody().get("/api/v1/doors?near=Bellecour").await.refuses(422, "door-landmark-unknown");
        let lyon = [Landmark::new("Bellecour", LandmarkKind::Square, 45.758, 4.832, "Lyon 2e")];
        web::landmarks::import(&h.house.store, &lyon, false).await.unwrap();
        h.clock.advance(Span::minutes(2));
        h.nobody().get("/api/v1/doors?near=place%20bellecour").await.is(200);
        h.nobody().get("/api/v1/doors?near=Parmentier").await.refuses(422, "door-landmark-unknown");
    }
}

each_store! {
    async fn operators_read_what_came_of_the_doors_on_a_page_and_nobody_is_on_it(store: Store) {
        let h = harness(store).await;
        let incident = active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let (door, other) = (opens(&h, &host, offer(3)).await, opens(&h, &host, offer(2)).await);
        let guest = proven(&h, "Nadia B.", "nadia@example.org").await;
        let stay = asks(&guest, door, 3).await.expect(201).at("/id");
        h.pass(Span::minutes(4));
        for act in ["accept", "arrive"] {
            host.post(&format!("/api/v1/stays/{stay}/{act}"), json!({})).await.is(200);
        }
        h.settle().await;
        let anne = h.staff(Role::Operator, "Anne").await;
        let page = anne.page(&format!("/console/i/{incident}/doors")).await.expect(200);
        for words in ["3 personnes abritées pour 2 portes", ">1,5<", "1 sur 2", "4\u{a0}min"] {
            assert!(page.says(words), "{words}: {}", page.text);
        }
        for secret in ["Inès", "Nadia", "Tilleuls", &door.to_string(), &other.to_string()] {
            assert!(!page.says(secret), "{secret}");
        }
        for who in [h.nobody(), host, h.staff(Role::Moderator, "Modo").await] {
            assert!([401, 403, 303].contains(&who.page(&format!("/console/i/{incident}/doors")).await.status.as_u16()));
        }
    }
}
