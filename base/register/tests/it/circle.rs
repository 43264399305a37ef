use std::collections::BTreeMap;

use kernel::{Id, PersonId, Refuse};
use proptest::prelude::*;
use register::{Circle, CircleRefused, Flags, Links, NotACircle};

use crate::facts::person;

#[derive(Clone, Debug)]
enum Act {
    Insert(PersonId),
    Remove(PersonId),
    Set(PersonId, Flags),
}

fn act() -> impl Strategy<Value = Act> {
    // Few people, so that they meet; some differ in the last byte alone.
    let who = (0..4u8, 0..6u8).prop_map(|(head, tail)| {
        let mut b = [head; 16];
        b[15] = tail;
        PersonId::from_bytes(b)
    });
    let flags = prop::sample::select(vec![Flags::NONE, Flags::BLOCKED_BY_ME, Flags::BLOCKED_BY_THEM]);
    (who, flags, 0..4u8).prop_map(|(p, f, what)| match what {
        0 | 1 => Act::Insert(p),
        2 => Act::Remove(p),
        _ => Act::Set(p, f),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_circle_behaves_as_a_sorted_map(acts in prop::collection::vec(act(), 0..80)) {
        const CAP: usize = 12;
        let (mut circle, mut map) = (Circle::default(), BTreeMap::new());
        for act in acts {
            match act {
                Act::Insert(p) if map.len() >= CAP && !map.contains_key(&p) => {
                    prop_assert_eq!(circle.insert(p, CAP), Err(CircleRefused::Full { cap: CAP }));
                }
                Act::Insert(p) => {
                    let new = !map.contains_key(&p);
                    map.entry(p).or_insert(Flags::NONE);
                    prop_assert_eq!(circle.insert(p, CAP), Ok(new));
                }
                Act::Remove(p) => prop_assert_eq!(circle.remove(p), map.remove(&p).is_some()),
                Act::Set(p, f) => prop_assert_eq!(circle.set(p, f), map.get_mut(&p).map(|m| *m = f).is_some()),
            }
            let links: Vec<_> = circle.links().iter().map(|l| (l.person, l.flags)).collect();
            prop_assert_eq!(links, map.clone().into_iter().collect::<Vec<_>>());
            for (p, f) in &map {
                prop_assert!(circle.links().contains(*p));
                prop_assert_eq!(circle.links().get(*p).map(|l| l.flags), Some(*f));
            }
            prop_assert!(!circle.links().contains(person(0xff)));
            prop_assert!(Circle::of(circle.blob()).is_ok_and(|again| again == circle));
            prop_assert_eq!(circle.blob().len(), 17 * map.len());
        }
    }

    #[test]
    fn bytes_from_anywhere_never_panic(blob in prop::collection::vec(any::<u8>(), 0..120)) {
        if let Ok(links) = Links::of(&blob) {
            prop_assert_eq!(links.len() * 17, blob.len());
            prop_assert!(links.iter().all(|l| links.contains(l.person)));
        }
    }
}

#[test]
fn blocked_people_are_not_told_and_who_blocked_me_stays_on_my_board() {
    let mut circle = Circle::default();
    for n in 1..=3 {
        assert_eq!(circle.insert(person(n), Circle::CAP), Ok(true));
    }
    assert!(circle.set(person(1), Flags::BLOCKED_BY_ME));
    assert!(circle.set(person(2), Flags::BLOCKED_BY_THEM));
    assert_eq!(circle.links().told().collect::<Vec<_>>(), [person(3)]);
    assert_eq!(circle.links().on_board().map(|l| l.person).collect::<Vec<_>>(), [person(2), person(3)]);
    let both = Flags::BLOCKED_BY_ME.with(Flags::BLOCKED_BY_THEM);
    assert_eq!(both.without(Flags::BLOCKED_BY_ME), Flags::BLOCKED_BY_THEM);
}

#[test]
fn what_is_cut_unsorted_or_double_is_not_a_circle() {
    let mut circle = Circle::default();
    circle.insert(person(1), 9).unwrap();
    circle.insert(person(2), 9).unwrap();
    let blob = circle.blob().to_vec();
    let swapped = [&blob[17..], &blob[..17]].concat();
    let double = [&blob[..17], &blob[..17]].concat();
    for bad in [&blob[..33], &swapped, &double] {
        assert!(Links::of(bad) == Err(NotACircle));
    }
    assert!(Links::of(&[]).is_ok_and(Links::is_empty));
}

#[test]
fn a_full_circle_says_how_many_it_holds() {
    let refusal = CircleRefused::Full { cap: 1000 }.refusal();
    assert_eq!((refusal.status, refusal.code), (409, "circle-full"));
    assert_eq!(refusal.args, [("cap", 1000.0.into())]);
}
