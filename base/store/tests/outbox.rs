//! The one order of everything that happened, on both engines.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::{collections::HashSet, time::Duration};

use kernel::{Dice, Event, PersonId, SeededDice, Time};
use store::{Change, Store, StoreError, params, sql, testing::each_store};

sql! {
    pub WRITE = "INSERT INTO note (name, value) VALUES ($1, $2)";
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
