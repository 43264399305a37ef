//! The people-by-cell index against the plainest thing that could do the same.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use kernel::{Cell, Dice, Id, PersonId, SeededDice, Span, Time, Zone, ZoneLimits};
use proptest::prelude::*;
use register::{PeopleByCell, PlaceKind};

const NOON: Time = Time(1_447_412_400_000_000);

fn person(n: u64) -> PersonId {
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&n.to_be_bytes());
    PersonId::from_bytes(bytes)
}
/// Cells around Paris, some 700 m apart: `x`, `y` in 0 … 30.
fn cell(x: u8, y: u8) -> Cell {
    Cell::at(48.78 + f64::from(y) * 0.006, 2.22 + f64::from(x) * 0.009, Cell::RESOLUTION).unwrap()
}
fn paris() -> Zone {
    Zone::from_circle(48.866, 2.35, 5.8, &ZoneLimits::default()).unwrap()
}

#[derive(Clone, Debug)]
enum Act {
    Place(u64, PlaceKind, Cell, Option<i64>),
    Remove(u64, PlaceKind),
    Forget(u64),
    Expire,
    Settle,
}

fn acts(people: u64) -> impl Strategy<Value = Vec<Act>> {
    let kind = || prop::sample::select(PlaceKind::ALL.to_vec());
    let place = (0..people, kind(), 0..30u8, 0..30u8, prop::option::of(-5..5i64))
        .prop_map(|(p, k, x, y, t)| Act::Place(p, k, cell(x, y), t));
    let act = prop_oneof![
        12 => place,
        2 => (0..people, kind()).prop_map(|(p, k)| Act::Remove(p, k)),
        1 => (0..people).prop_map(Act::Forget),
        1 => Just(Act::Expire),
        1 => Just(Act::Settle),
    ];
    prop::collection::vec(act, 0..200)
}

type Plain = BTreeMap<(PersonId, PlaceKind), (Cell, Option<Time>)>;

fn valid(expires: Option<Time>) -> bool {
    expires.is_none_or(|e| e > NOON)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_people_of_a_zone_are_those_whose_cell_has_its_centre_inside(acts in acts(60)) {
        let (zone, mut plain, mut index) = (paris(), Plain::new(), PeopleByCell::new());
        for act in acts {
            match act {
                Act::Place(p, kind, cell, hours) => {
                    let expires = hours.map(|h| NOON.plus(Span::hours(h)));
                    plain.insert((person(p), kind), (cell, expires));
                    index.place(person(p), kind, cell, expires);
                }
                Act::Remove(p, kind) => {
                    plain.remove(&(person(p), kind));
                    index.remove(person(p), kind);
                }
                Act::Forget(p) => {
                    plain.retain(|(q, _), _| *q != person(p));
                    index.forget(person(p));
                }
                Act::Expire => {
                    let before = plain.len();
                    plain.retain(|_, (_, expires)| valid(*expires));
                    prop_assert_eq!(index.expire(NOON), before - plain.len());
                }
                Act::Settle => index.settle(),
            }
        }
        let inside = |(cell, expires): &(Cell, Option<Time>)| {
            let (lat, lon) = cell.centre();
            valid(*expires) && zone.contains(lat, lon)
        };
        let mut expected: Vec<PersonId> = plain.iter().filter(|(_, at)| inside(at)).map(|((p, _), _)| *p).collect();
        expected.dedup();
        prop_assert_eq!(index.count_in_zone(&zone, NOON), expected.len());
        for p in (0..60).map(person) {
            prop_assert_eq!(index.is_in_zone(p, &zone, NOON), expected.contains(&p));
        }
        prop_assert_eq!(index.in_zone(&zone, NOON), expected);
        let mut everybody: Vec<PersonId> = plain.keys().map(|(p, _)| *p).collect();
        everybody.dedup();
        prop_assert_eq!(index.people(), everybody.len());
    }
}

#[test]
fn a_position_counts_until_it_expires_and_never_after() {
    let (zone, mut index) = (paris(), PeopleByCell::new());
    let expires = NOON.plus(Span(1_500_000));
    index.place(person(1), PlaceKind::Position, cell(15, 15), Some(expires));
    let at = |micros| index.count_in_zone(&zone, NOON.plus(Span(micros)));
    // To the second, rounded down: a moment early rather than a moment late.
    assert_eq!([at(0), at(999_999), at(1_000_000), at(1_500_000), at(9_000_000)], [1, 1, 0, 0, 0]);
    // The same place again lasts longer.
    index.place(person(1), PlaceKind::Position, cell(15, 15), Some(expires.plus(Span::hours(1))));
    assert_eq!(index.count_in_zone(&zone, NOON.plus(Span::minutes(30))), 1);
}

/// Ids in no order, crowds that come and go: many renumberings on the way, always the same answer.
#[test]
fn crowds_come_in_no_order_and_go_again() {
    let (zone, dice, mut index) = (paris(), SeededDice::new(7), PeopleByCell::new());
    let mut ids: Vec<PersonId> =
        (0..20_000).map(|_| (&dice as &dyn Dice).id(Time(dice.number() as i64 >> 16))).collect();
    for id in &ids {
        index.place(*id, PlaceKind::Home, cell(15, 15), None);
        index.place(*id, PlaceKind::Work, cell(15, 15), None);
    }
    let gone = ids.split_off(12_000);
    for id in gone {
        index.forget(id);
    }
    ids.sort();
    assert_eq!(index.in_zone(&zone, NOON), ids);
    assert_eq!(index.people(), ids.len());
    for id in &ids {
        index.remove(*id, PlaceKind::Home);
        index.place(*id, PlaceKind::Work, cell(0, 0), None);
    }
    assert_eq!(index.in_zone(&zone, NOON), []);
    assert_eq!(index.people(), ids.len());
    for id in &ids {
        index.forget(*id);
    }
    assert_eq!(index.people(), 0);
}
