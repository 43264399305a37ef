//! Random changes: both engines say the same and end with the same tables.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use futures_util::future::join_all;
use kernel::{Dice, Event, PersonId, SeededDice, Time};
use proptest::{prelude::*, test_runner::TestRunner};
use store::{
    Change, Sql, Store, StoreError, params, sql,
    testing::{self, each_store},
};

sql! {
    pub INSERT = "INSERT INTO note (name, value) VALUES ($1, $2)";
    pub INSERT_NEW = "INSERT INTO note (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
    pub INSERT_IF = "INSERT INTO erasure (person, at) SELECT $1, value FROM counter WHERE name = $2 AND value > $3 \
        ON CONFLICT (person) DO NOTHING";
    pub INSERT_ALL = "INSERT INTO note (name, value) SELECT $1 || name, 'copied' FROM counter WHERE value >= $2 ON CONFLICT (name) DO NOTHING";
    pub UPSERT = "INSERT INTO counter (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = counter.value + $2";
    pub UPSERT_SOME = "INSERT INTO counter (name, value) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET value = $2 WHERE counter.value < $2";
    pub UPDATE = "UPDATE note SET value = value || $2 WHERE name >= $1 AND LENGTH(value) < 40";
    pub TAKE = "UPDATE counter SET value = value + $2 WHERE name = $1 AND value + $2 <= 10";
    pub DELETE = "DELETE FROM note WHERE name < $1";
    pub NOTES = "SELECT name, value FROM note ORDER BY name";
    pub COUNTERS = "SELECT name, value FROM counter ORDER BY name";
    pub ERASURES = "SELECT person, at FROM erasure ORDER BY person";
    pub EVENTS = "SELECT pos, body FROM outbox ORDER BY pos";
    pub NO_NOTES = "DELETE FROM note";
    pub NO_COUNTERS = "DELETE FROM counter WHERE name <> 'outbox'";
    pub NO_ERASURES = "DELETE FROM erasure";
}

fn person(n: u8) -> PersonId {
    let dice: &dyn Dice = &SeededDice::new(n.into());
    dice.id(Time(1))
}

#[derive(Clone, Debug)]
struct Act {
    what: u8,
    key: u8,
    number: i64,
    guard: u8,
}

fn act() -> impl Strategy<Value = Act> {
    (0..9_u8, 0..6_u8, -3..6_i64, 0..4_u8).prop_map(|(what, key, number, guard)| Act { what, key, number, guard })
}

fn change(acts: &[Act]) -> Change {
    let mut change = Change::new();
    for a in acts {
        let key = format!("k{}", a.key);
        let (sql, params): (Sql, _) = match a.what {
            0 => (INSERT, params![key, a.number.to_string()]),
            1 => (INSERT_NEW, params![key, a.number.to_string()]),
            2 => (INSERT_IF, params![person(a.key), format!("k{}", a.number), a.number]),
            3 => (INSERT_ALL, params![key, a.number]),
            4 => (UPSERT, params![key, a.number]),
            5 => (UPSERT_SOME, params![key, a.number]),
            6 => (UPDATE, params![key, a.number.to_string()]),
            7 => (TAKE, params![key, a.number]),
            _ => (DELETE, params![key]),
        };
        change = match a.guard {
            0 | 1 => change.run(sql, params),
            2 => change.must(sql, params),
            _ => change.must_be(sql, params, a.number.unsigned_abs() % 3),
        };
        if a.number == 0 {
            change = change.event(Event::Moved { person: person(a.key) });
        }
    }
    change
}

async fn tables(store: &Store) -> Vec<Vec<store::Row>> {
    let mut all = Vec::new();
    for sql in [NOTES, COUNTERS, ERASURES, EVENTS] {
        all.push(store.read(sql, params![]).await.unwrap());
    }
    all
}

#[test]
fn both_engines_say_the_same() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (lite, postgres) = runtime.block_on(async { (testing::sqlite().await, testing::postgres().await) });
    let config =
        ProptestConfig { cases: 96, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() };
    let changes = prop::collection::vec(prop::collection::vec(act(), 1..4), 1..25);
    let result = TestRunner::new(config).run(&changes, |changes| {
        runtime.block_on(async {
            let empty =
                || Change::new().run(NO_NOTES, params![]).run(NO_COUNTERS, params![]).run(NO_ERASURES, params![]);
            lite.store.apply(empty()).await.unwrap();
            postgres.store.apply(empty()).await.unwrap();
            for acts in &changes {
                let (a, b) = (lite.store.apply(change(acts)).await, postgres.store.apply(change(acts)).await);
                prop_assert_eq!(a, b, "{:?}", acts);
            }
            let (a, b) = (tables(&lite.store).await, tables(&postgres.store).await);
            prop_assert_eq!(a, b);
            Ok(())
        })
    });
    result.unwrap();
    // Dropped inside the runtime that their tasks belong to.
    runtime.block_on(async { drop((lite, postgres)) });
}

each_store! {
    async fn a_crowd_comes_to_the_same_as_one_after_the_other(stores: Stores) {
        // Changes that do not touch each other's rows: their order cannot matter, whichever way they are grouped.
        let alone = stores.another().await;
        let (crowd, alone) = (stores.open().await, alone.open().await);
        for round in 0..6_u64 {
            let all: Vec<Change> = (0..300_u64)
                .map(|i| {
                    let (r, key) = (i.wrapping_mul(2_654_435_761) % 97 + round, format!("{round} {i}"));
                    let own = match r % 3 {
                        0 => Change::new().must(INSERT_NEW, params![key.clone(), "1"]),
                        1 => Change::new().run(UPSERT, params![key.clone(), 5]),
                        _ => Change::new().must(INSERT_NEW, params![key.clone(), "1"]).run(UPSERT, params![key.clone(), 1]),
                    };
                    match r % 7 {
                        0 => own.must(TAKE, params![key, 9]),
                        1 => own.must(INSERT, params![key, "2"]),
                        2 => own.must(INSERT_NEW, params![key, "2"]),
                        3 => own.must(INSERT_IF, params![i.to_be_bytes().to_vec(), key, 0]),
                        _ => own,
                    }
                })
                .collect();
            let together: Vec<_> = join_all(all.iter().map(|c| crowd.apply(c.clone()))).await;
            for (change, outcome) in all.into_iter().zip(together) {
                assert_eq!(alone.apply(change).await.map(drop), outcome.map(drop));
            }
            assert_eq!(tables(&crowd).await, tables(&alone).await);
        }
    }

    async fn of_equals_one_is_first(store: Store) {
        let all = (0..600).map(|i| store.apply(Change::new().must(INSERT_NEW, params![format!("k{}", i % 150), i.to_string()])));
        let outcomes = join_all(all).await;
        let won: Vec<usize> = (0..600).filter(|i| outcomes[*i].is_ok()).collect();
        assert_eq!(won.len(), 150);
        assert!(outcomes.iter().all(|o| o.is_ok() || *o == Err(StoreError::Missed { step: 0 })));
        let kept = store.read(NOTES, params![]).await.unwrap();
        let mut kept: Vec<usize> = kept.iter().map(|r| r.text(1).unwrap().parse().unwrap()).collect();
        kept.sort_unstable();
        assert_eq!(kept, won, "who was told yes is who is written");
    }
}
