//! The index of doors against the plain way: look at all, sort.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use kernel::{Cell, Time};
use places::{Facts, Hit, Index, Kind, Want, area};
use proptest::prelude::*;

fn cells() -> impl Strategy<Value = Cell> {
    // Dense in one town, some on the other side of the world, some larger.
    let town = (48.80..48.92, 2.25..2.45);
    let anywhere = (-85.0..85.0, -180.0..180.0);
    let point = prop_oneof![8 => town, 1 => anywhere];
    (point, prop_oneof![5 => Just(9_u8), 2 => Just(8), 1 => 0..12_u8])
        .prop_map(|((lat, lon), r)| Cell::at(lat, lon, r).unwrap())
}
fn facts() -> impl Strategy<Value = Facts> {
    (0..5_u16, 0..20_i64, any::<bool>(), 0..8_u32, 0..3_u8, prop::bool::weighted(0.1)).prop_map(
        |(left, until, public, suits, rank, suspended)| {
            let kind = if public { Kind::Public } else { Kind::Private };
            Facts { left, until: Time(until), kind, suits, rank, suspended }
        },
    )
}
fn wants() -> impl Strategy<Value = Want> {
    let within = prop_oneof![Just(f64::INFINITY), 0.0..20_000.0];
    (0..4_u16, 0..4_u32, 0..15_i64, any::<bool>(), within, any::<u64>()).prop_map(
        |(places, suits, now, private, within, salt)| Want { places, suits, now: Time(now), private, within, salt },
    )
}
#[derive(Clone, Debug)]
enum Step {
    Put(u8, Cell, Facts),
    Drop(u8),
    Expire(i64),
    Ask(Cell, Want, usize),
}
fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        12 => (any::<u8>(), cells(), facts()).prop_map(|(id, cell, facts)| Step::Put(id, cell, facts)),
        2 => any::<u8>().prop_map(Step::Drop),
        1 => (0..4_i64).prop_map(Step::Expire),
        4 => (cells(), wants(), 0..12_usize).prop_map(|(cell, want, limit)| Step::Ask(cell, want, limit)),
    ];
    prop::collection::vec(step, 1..200)
}

type All = BTreeMap<u8, (Cell, Facts)>;

fn good(f: &Facts, want: &Want) -> bool {
    f.left >= want.places.max(1)
        && f.suits & want.suits == want.suits
        && f.until > want.now
        && !f.suspended
        && (want.private || f.kind == Kind::Public)
}

/// Every good door with its length, the nearest first.
fn plainly(all: &All, want: &Want, way: impl Fn(Cell) -> Option<f64>) -> Vec<(u8, f64)> {
    let far = all.iter().filter(|(_, (_, f))| good(f, want)).filter_map(|(id, (cell, _))| Some((*id, way(*cell)?)));
    let mut found: Vec<_> = far.filter(|(_, far)| *far <= want.within).collect();
    found.sort_by(|a, b| a.1.total_cmp(&b.1));
    found
}

/// As many as there are, as near as can be, each good and once; doors of one cell by rank.
fn check(all: &All, hits: &[Hit<u8>], plain: &[(u8, f64)], limit: usize) {
    assert_eq!(hits.len(), plain.len().min(limit));
    let expected: BTreeMap<u8, f64> = plain.iter().copied().collect();
    for (hit, (_, far)) in hits.iter().zip(plain) {
        assert!((hit.metres - far).abs() < 1e-5, "{} is not the next, {far} is", hit.metres);
        assert!((expected[&hit.id] - hit.metres).abs() < 1e-5, "its own length");
        assert_eq!((hit.cell, hit.facts), all[&hit.id]);
    }
    let mut ids: Vec<u8> = hits.iter().map(|h| h.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), hits.len(), "each once");
    for pair in hits.windows(2).filter(|p| p[0].cell == p[1].cell) {
        assert!(pair[0].facts.rank <= pair[1].facts.rank);
    }
}

proptest! {
    #[test]
    fn the_nearest_are_found_whatever_was_put_in_and_taken_out(steps in steps()) {
        let (mut index, mut all) = (Index::new(), All::new());
        for step in steps {
            match step {
                Step::Put(id, cell, facts) => {
                    index.upsert(id, cell, facts);
                    all.insert(id, (cell, facts));
                }
                Step::Drop(id) => prop_assert_eq!(index.remove(id), all.remove(&id).is_some()),
                Step::Expire(now) => {
                    let before = all.len();
                    all.retain(|_, (_, f)| f.until > Time(now));
                    prop_assert_eq!(index.expire(Time(now)), before - all.len());
                }
                Step::Ask(from, want, limit) => {
                    let straight = plainly(&all, &want, |cell| Some(area::between(from, cell)));
                    check(&all, &index.nearest(from, &want, limit), &straight, limit);
                    // A way that is longer in some directions, and closed in others.
                    let way = |cell: Cell| {
                        let n = cell.number().rem_euclid(7);
                        (n != 0).then(|| area::between(from, cell) * (1.0 + f64::from(n as u8) / 5.0))
                    };
                    check(&all, &index.nearest_by(from, &want, limit, way), &plainly(&all, &want, way), limit);
                }
            }
            prop_assert_eq!(index.len(), all.len());
        }
        for (id, known) in &all {
            prop_assert_eq!(index.get(*id), Some(*known));
            prop_assert!(index.in_cell(known.0).any(|(i, f)| i == *id && f == known.1));
        }
        let mut cells: Vec<Cell> = index.cells().collect();
        cells.sort_unstable();
        let mut expected: Vec<Cell> = all.values().map(|(cell, _)| *cell).collect();
        expected.sort_unstable();
        expected.dedup();
        prop_assert_eq!(cells, expected);
    }

    /// Nothing finer than a cell decides: the order of its doors is the same from everywhere, and is no order of their ids.
    #[test]
    fn the_order_in_a_cell_does_not_depend_on_who_asks_from_where(a in cells(), b in cells(), salt in any::<u64>()) {
        let (mut index, cell) = (Index::new(), Cell::at(48.867, 2.364, 9).unwrap());
        let facts = Facts { left: 1, until: Time(9), kind: Kind::Private, suits: 0, rank: 0, suspended: false };
        for id in 0..100_u8 {
            index.upsert(id, cell, facts);
        }
        let ids = |from, salt| -> Vec<u8> {
            let want = Want { salt, ..Want::default() };
            index.nearest(from, &want, 20).iter().map(|h| h.id).collect()
        };
        prop_assert_eq!(ids(a, salt), ids(b, salt));
        prop_assert_ne!(ids(a, salt), ids(a, salt ^ 1), "another asker is sent elsewhere");
    }
}
