//! The one order of everything that happened, on both engines.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::{collections::HashSet, time::Duration};

use kernel::{Dice, Event, FixedClock, PersonId, SeededDice, Span, Time};
use store::{Change, Store, StoreError, params, sql, testing::each_store};

sql! {
    pub WRITE = "INSERT INTO note (name, value) VALUES ($1, $2)";
    pub POSITIONS = "SELECT pos FROM outbox ORDER BY pos";
    pub BODIES = "SELECT body FROM outbox";
}

fn person(n: u64) -> PersonId {
    let dice: &dyn Dice = &SeededDice::new(n);
    dice.id(Time(1))
}

/// Reads to `total`, and insists that the next event is always the one after the last.
async fn tail(store: Store, total: i64) -> Vec<PersonId> {
    let mut pos = 0;
    let mut people = Vec::new();
    while pos < total {
        let (events, last) = store.events_after(pos, 37).await.unwrap();
        for event in events {
            pos += 1;
            assert_eq!(event.pos, pos, "nothing may be filled in behind a reader");
            people.push(event.event.person().unwrap());
        }
        assert_eq!(pos, last);
    }
    people
}

each_store! {
    async fn a_reader_never_passes_over_an_event(stores: Stores) {
        let (a, b) = (stores.open().await, stores.open().await);
        let readers: Vec<_> = [a.clone(), b.clone()].map(|s| tokio::spawn(tail(s, 2400))).into();
        let mut writers = Vec::new();
        for w in 0..24_u64 {
            let store = if w % 2 == 0 { a.clone() } else { b.clone() };
            writers.push(tokio::spawn(async move {
                let mut positions = Vec::new();
                for i in 0..50 {
                    let n = w * 1000 + i * 2;
                    let change = Change::new().run(WRITE, params![format!("n{n}"), "1"]);
                    let change = change.event(Event::Moved { person: person(n) }).event(Event::Moved { person: person(n + 1) });
                    // A writer who is refused in between takes no position.
                    let refused = Change::new().must(WRITE, params![format!("n{n}"), "2"]).event(Event::Moved { person: person(1) });
                    positions.push((n, store.apply(change).await.unwrap().pos.unwrap()));
                    assert_eq!(store.apply(refused).await, Err(StoreError::Duplicate { step: 0 }));
                }
                positions
            }));
        }
        let mut positions = Vec::new();
        for writer in writers {
            let own = writer.await.unwrap();
            assert!(own.is_sorted_by_key(|(_, pos)| *pos), "what is written later stands later");
            positions.extend(own);
        }
        for reader in readers {
            let people = tokio::time::timeout(Duration::from_secs(30), reader).await.expect("the reader is at the end").unwrap();
            for (n, pos) in &positions {
                let at = usize::try_from(*pos).unwrap();
                assert_eq!((people[at - 2], people[at - 1]), (person(*n), person(n + 1)));
            }
            assert_eq!(people.iter().collect::<HashSet<_>>().len(), 2400);
        }
    }

    async fn what_is_forgotten_leaves_no_gap_though_the_clock_was_set_back(stores: Stores) {
        let clock = std::sync::Arc::new(FixedClock::at(Time(0)));
        let store = stores.open_at(clock.clone()).await;
        // The third is told while the clock is two days ahead.
        for (n, hour) in [(1, 0), (2, 1), (3, 48), (4, 2), (5, 3)] {
            clock.set(Time(0).plus(Span::hours(hour)));
            store.apply(Change::new().event(Event::Moved { person: person(n) })).await.unwrap();
        }
        let left = async |hours| {
            store.forget_events(Time(0).plus(Span::hours(hours))).await.unwrap();
            store.read(POSITIONS, params![]).await.unwrap().iter().map(|r| r.int(0).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(left(1).await, [2, 3, 4, 5]);
        assert_eq!(left(24).await, [3, 4, 5], "4 and 5 are not taken away from behind 3");
        assert_eq!(left(49).await, [0_i64; 0]);
    }

    async fn a_person_is_taken_out_of_every_event_but_that_of_their_erasure(store: Store) {
        let (lea, karim) = (person(1), person(2));
        let incident = kernel::Id::from_bytes([5; 16]);
        for n in 0..1300 {
            let people = if n % 3 == 0 { vec![karim, lea] } else { vec![karim] };
            store.apply(Change::new().event(Event::Asked { incident, drill: false, round: 1, people })).await.unwrap();
        }
        store.apply(Change::new().event(Event::Erased { person: lea })).await.unwrap();
        assert_eq!(store.scrub_events(lea, 0).await.unwrap(), 1301);
        let bodies = store.read(BODIES, params![]).await.unwrap();
        let naming = |id: &str| bodies.iter().filter(|r| r.text(0).unwrap().contains(id)).count();
        assert_eq!((naming(&lea.to_string()), naming(store::NOBODY), naming(&karim.to_string())), (1, 434, 1300));
        let (events, last) = store.events_after(1298, 10).await.unwrap();
        assert_eq!((events.len(), last), (3, 1301), "they are still events");
    }

    async fn a_commit_wakes_who_watches(stores: Stores) {
        let (a, b) = (stores.open().await, stores.open().await);
        let mut here = a.commits();
        let pos = a.apply(Change::new().event(Event::Moved { person: person(1) })).await.unwrap().pos.unwrap();
        assert_eq!(*here.borrow_and_update(), pos);
        // The other process is told by PostgreSQL; one that shares an SQLite file has to look for itself.
        if b.engine() == "postgres" {
            let mut there = b.commits();
            tokio::time::timeout(Duration::from_secs(5), there.wait_for(|p| *p >= pos)).await.expect("woken").unwrap();
        }
    }

    async fn two_listeners_of_one_name_share_the_work(stores: Stores) {
        let (a, b) = (stores.open().await, stores.open().await);
        let first = a.cursor("mirror").await.unwrap();
        let second = b.cursor("mirror").await.unwrap();
        assert_eq!((first.pos, second.pos), (0, 0));
        a.apply(Change::new().event(Event::Moved { person: person(1) })).await.unwrap();
        let step = |cursor: &store::Cursor| Change::new().run(WRITE, params!["seen", "1"]).read_up_to(cursor, 1);
        let (x, y) = tokio::join!(a.apply(step(&first)), b.apply(step(&second)));
        assert_eq!(usize::from(x.is_ok()) + usize::from(y.is_ok()), 1, "{x:?} {y:?}");
        assert_eq!(a.cursor("mirror").await.unwrap().pos, 1);
        assert_eq!(a.cursor("another").await.unwrap().pos, 1, "a new listener starts at the newest event");
    }
}
