//! How well names are found among 20,000, and how many strangers are proposed: small enough for every day, from one seed. The
//! figures over a million are in `README.md`; `examples/recall.rs` makes them.
#![allow(
    clippy::as_conversions,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

use names::{
    Index, LIKELY, Strength,
    invent::{Inventor, KINDS, Kind, Person},
};

fn people(inventor: &mut Inventor, many: usize) -> (Vec<Person>, Index<usize>) {
    let people: Vec<Person> = (0..many).map(|_| inventor.person()).collect();
    let mut index = Index::new();
    for (id, person) in people.iter().enumerate() {
        assert!(index.insert(id, &person.name()), "{}", person.name());
    }
    (people, index)
}

#[test]
fn names_are_found_as_others_write_them() {
    let mut inventor = Inventor::new(13);
    let (people, index) = people(&mut inventor, 20_000);
    for kind in KINDS {
        let (mut asked, mut found) = (0, 0);
        for _ in 0..20_000 {
            let sought = &people[inventor.below(people.len())];
            let Some(query) = inventor.variant(sought, kind) else { continue };
            asked += 1;
            let same = |id: usize| people[id].given == sought.given && people[id].family == sought.family;
            found += usize::from(index.search(&query, 10).iter().any(|h| same(h.id)));
            if asked == 100 {
                break;
            }
        }
        println!("{kind:?}: {found} of {asked}");
        let least = match kind {
            Kind::Initial => 85,
            Kind::Nickname | Kind::Maiden | Kind::Script => 90,
            _ => 95,
        };
        assert!(asked == 100 && found >= least, "{kind:?}: {found} of {asked}");
    }
}

#[test]
fn nobody_is_proposed_whom_nobody_seeks() {
    let mut inventor = Inventor::new(14);
    let (notices, index) = people(&mut inventor, 20_000);
    let mut proposed = 0;
    for _ in 0..2_000 {
        let stranger = inventor.person();
        let hits = index.matches(&stranger.name(), LIKELY);
        let near = hits.iter().filter(|h| notices[h.id].born.abs_diff(stranger.born) <= 2);
        proposed += usize::from(near.map(|h| h.score.strength()).max() == Some(Strength::Same));
    }
    assert_eq!(proposed, 0);
}

#[test]
fn the_same_seed_makes_the_same_people() {
    let some = |seed| {
        let mut inventor = Inventor::new(seed);
        (0..50).map(|_| inventor.person()).collect::<Vec<_>>()
    };
    assert_eq!(some(1), some(1));
    assert_ne!(some(1), some(2));
}

#[test]
fn somebody_with_several_names_is_found_by_each_and_comes_once() {
    let mut index = Index::new();
    index.insert("nina", "Nina Orlova");
    index.insert("nina", "Нина Орлова");
    index.insert("nina", "Nina Petit");
    assert_eq!(index.len(), 1);
    for query in ["Нина Орлова", "Petit Nina", "Orlova Nina"] {
        let hits = index.search(query, 10);
        assert_eq!((hits.len(), hits[0].id), (1, "nina"), "{query}");
        assert!(hits[0].score.value >= 995);
    }
    assert!(index.remove(&"nina") && index.search("Nina Petit", 10).is_empty());
}
