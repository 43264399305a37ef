//! What a change promises, on both engines.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use futures_util::future::join_all;
use kernel::{Dice, Event, PersonId, SeededDice, Time};
use store::{Applied, Change, Store, StoreError, Value, every_sql, params, sql, testing::each_store};

sql! {
    pub WRITE = "INSERT INTO note (name, value) VALUES ($1, $2)";
    pub WRITE_UNLESS_THERE = "INSERT INTO note (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
    pub CHANGE = "UPDATE note SET value = $2 WHERE name = $1";
    pub READ = "SELECT value FROM note WHERE name = $1";
    pub NAMES = "SELECT name FROM note ORDER BY name";
    pub OPEN_DOOR = "INSERT INTO counter (name, value) VALUES ($1, 0)";
    pub TAKE_PLACES = "UPDATE counter SET value = value + $2 WHERE name = $1 AND value + $2 <= $3";
    pub TAKEN = "SELECT value FROM counter WHERE name = $1";
    pub ADD = "UPDATE counter SET value = value + 1 WHERE name = $1";
    pub EVENT_AT = "SELECT body FROM outbox WHERE pos = $1";
    pub SUMS = "SELECT COUNT(*), SUM(value), MAX(value), MAX(value) > 2, AVG(value), SUM(-value), 1, CAST($1 AS DOUBLE PRECISION) \
        FROM counter WHERE name <> 'outbox'";
    pub ECHO = "SELECT CAST($1 AS BIGINT), CAST($2 AS TEXT), CAST($3 AS DOUBLE PRECISION)";
    pub MARK = "INSERT INTO erasure (person, at) VALUES ($1, $2)";
    pub MARKED = "SELECT person, at FROM erasure WHERE person = $1";
    pub NONSENSE = "SELECT nothing FROM nowhere";
}

fn person(n: u64) -> PersonId {
    let dice: &dyn Dice = &SeededDice::new(n);
    dice.id(Time(i64::try_from(n).unwrap()))
}

fn moved(n: u64) -> Event {
    Event::Moved { person: person(n) }
}

async fn value(store: &Store, name: &str) -> Option<String> {
    store.one(READ, params![name]).await.unwrap().map(|r| r.text(0).unwrap().to_owned())
}

async fn number(store: &Store, name: &str) -> i64 {
    store.one(TAKEN, params![name]).await.unwrap().unwrap().int(0).unwrap()
}

each_store! {
    async fn a_change_is_written_whole_or_not_at_all(store: Store) {
        let whole = Change::new().must(WRITE, params!["a", "1"]).must(CHANGE, params!["a", "2"]).event(moved(1));
        let applied = store.apply(whole).await.unwrap();
        assert_eq!(applied.pos, Some(1));
        let half = Change::new().must(WRITE, params!["b", "1"]).must(CHANGE, params!["nobody", "2"]).event(moved(2));
        assert_eq!(store.apply(half).await, Err(StoreError::Missed { step: 1 }));
        assert_eq!(value(&store, "a").await.as_deref(), Some("2"));
        assert_eq!(value(&store, "b").await, None);
        let (events, last) = store.events_after(0, 10).await.unwrap();
        assert_eq!((events.len(), last), (1, 1));
        assert_eq!(events[0].event, moved(1));
    }

    async fn guards_count_the_rows(store: Store) {
        for name in ["a", "b", "c"] {
            store.apply(Change::new().run(WRITE, params![name, "1"])).await.unwrap();
        }
        store.apply(Change::new().must_be(CHANGE, params!["a", "2"], 1)).await.unwrap();
        let none = Change::new().run(CHANGE, params!["z", "2"]).must_be(CHANGE, params!["z", "2"], 0);
        assert_eq!(store.apply(none).await, Ok(Applied { pos: None }));
        let two = Change::new().must_be(CHANGE, params!["a", "3"], 2);
        assert_eq!(store.apply(two).await, Err(StoreError::Missed { step: 0 }));
        assert_eq!(value(&store, "a").await.as_deref(), Some("2"));
        let there = Change::new().must(WRITE_UNLESS_THERE, params!["a", "4"]);
        assert_eq!(store.apply(there).await, Err(StoreError::Missed { step: 0 }));
    }

    async fn what_fails_in_a_crowd_undoes_only_itself(store: Store) {
        store.apply(Change::new().run(WRITE, params!["taken", "1"])).await.unwrap();
        let changes = (0..600_u64).map(|i| {
            let own = Change::new().must(WRITE, params![format!("n{i:03}"), "1"]).event(moved(i));
            store.apply(match i % 6 {
                0 => own.must(CHANGE, params!["nobody", "2"]),
                1 if i % 5 == 0 => own.run(WRITE, params!["taken", "2"]),
                2 if i % 7 == 0 => own.run(WRITE, params!["null", Value::Null]),
                3 if i % 9 == 0 => own.run(NONSENSE, params![]),
                4 if i % 11 == 0 => own.run(CHANGE, params!["one parameter too few"]),
                _ => own.must(CHANGE, params![format!("n{i:03}"), "2"]),
            })
        });
        let outcomes = join_all(changes).await;
        let mut told = Vec::new();
        for (i, outcome) in (0..600_u64).zip(outcomes) {
            let there = value(&store, &format!("n{i:03}")).await;
            match (i % 6, outcome) {
                (0, o) => assert_eq!(o, Err(StoreError::Missed { step: 1 })),
                (1, o) if i % 5 == 0 => assert_eq!(o, Err(StoreError::Duplicate { step: 1 })),
                (2, o) if i % 7 == 0 => assert!(matches!(o, Err(StoreError::Fault(_))), "{o:?}"),
                (3, o) if i % 9 == 0 => assert!(matches!(o, Err(StoreError::Fault(_))), "{o:?}"),
                (4, o) if i % 11 == 0 => assert!(matches!(o, Err(StoreError::Fault(_))), "{o:?}"),
                (_, o) => {
                    let pos = o.unwrap().pos.unwrap();
                    told.push(pos);
                    let body = store.one(EVENT_AT, params![pos]).await.unwrap().unwrap();
                    assert_eq!(serde_json::from_str::<Event>(body.text(0).unwrap()).unwrap(), moved(i));
                    assert_eq!(there.as_deref(), Some("2"));
                    continue;
                }
            }
            assert_eq!(there, None, "nothing of a refused change is written");
        }
        told.sort_unstable();
        assert_eq!(told, (1..=told.len() as i64).collect::<Vec<_>>(), "positions have no gap and no twin");
        assert_eq!(store.position().await.unwrap(), told.len() as i64);
    }

    async fn never_more_guests_than_places(stores: Stores) {
        let (a, b) = (stores.open().await, stores.open().await);
        a.apply(Change::new().run(OPEN_DOOR, params!["door"])).await.unwrap();
        let guests = (0..200_u64).map(|i| {
            let take = Change::new().must(WRITE, params![format!("guest{i}"), "1"]).must(TAKE_PLACES, params!["door", 2, 15]);
            if i % 2 == 0 { a.apply(take) } else { b.apply(take) }
        });
        let outcomes = join_all(guests).await;
        let in_the_warm = outcomes.iter().filter(|o| o.is_ok()).count();
        assert!(outcomes.iter().all(|o| matches!(o, Ok(_) | Err(StoreError::Missed { step: 1 }))));
        assert_eq!(in_the_warm, 7);
        assert_eq!(number(&a, "door").await, 14);
        assert_eq!(a.read(NAMES, params![]).await.unwrap().len(), 7);
    }

    async fn writers_who_cross_each_other_all_come_through(stores: Stores) {
        let (a, b) = (stores.open().await, stores.open().await);
        for name in ["x", "y"] {
            a.apply(Change::new().run(OPEN_DOOR, params![name])).await.unwrap();
        }
        for _ in 0..10 {
            let crossing = (0..40_u64).map(|i| {
                let store = if i % 2 == 0 { &a } else { &b };
                let (first, second) = if i % 4 < 2 { ("x", "y") } else { ("y", "x") };
                store.apply(Change::new().must(ADD, params![first]).must(ADD, params![second]).event(moved(i)))
            });
            for outcome in join_all(crossing).await {
                outcome.unwrap();
            }
        }
        assert_eq!((number(&a, "x").await, number(&a, "y").await), (400, 400));
    }

    async fn values_come_back_as_they_went(store: Store) {
        for (i, name) in ["a", "b", "c"].into_iter().enumerate() {
            store.apply(Change::new().run(OPEN_DOOR, params![name]).run(TAKE_PLACES, params![name, i, 99])).await.unwrap();
        }
        let row = store.one(SUMS, params![2.5]).await.unwrap().unwrap();
        assert_eq!((row.int(0).unwrap(), row.int(1).unwrap(), row.int(2).unwrap()), (3, 3, 2));
        assert!(!row.flag(3).unwrap());
        assert_eq!((row.real(4).unwrap(), row.int(5).unwrap(), row.int(6).unwrap()), (1.0, -3, 1));
        assert_eq!(row.real(7).unwrap(), 2.5);
        for n in [0, 1, -1, i64::MAX, i64::MIN, 9999, 10_000, -10_000] {
            let row = store.one(ECHO, params![n, "é\u{200f}漢 🕯", 0.1 + 0.2]).await.unwrap().unwrap();
            assert_eq!(row.values(), [Value::Int(n), Value::Text("é\u{200f}漢 🕯".into()), Value::Real(0.1 + 0.2)]);
        }
        let row = store.one(ECHO, params![Value::Null, Value::Null, Value::Null]).await.unwrap().unwrap();
        assert_eq!(row.values(), [Value::Null, Value::Null, Value::Null]);
        let id = person(7);
        store.apply(Change::new().run(MARK, params![id, Time(5)]).run(MARK, params![vec![1_u8, 2, 3], Time(6)])).await.unwrap();
        let row = store.one(MARKED, params![id]).await.unwrap().unwrap();
        assert_eq!((row.id::<PersonId>(0).unwrap(), row.time(1).unwrap()), (id, Time(5)));
        let row = store.one(MARKED, params![vec![1_u8, 2, 3]]).await.unwrap().unwrap();
        assert_eq!(row.blob(0).unwrap(), [1, 2, 3]);
    }

    async fn every_own_text_is_accepted(store: Store) {
        for sql in every_sql([]) {
            store.prepare(sql).await.unwrap_or_else(|e| panic!("{}: {e}", sql.name));
        }
        assert!(store.prepare(NONSENSE).await.is_err());
        assert!(store.read(NONSENSE, params![]).await.is_err());
        assert_eq!(store.read(NAMES, params![]).await.unwrap().len(), 0, "a question that failed does no harm to the next");
    }

    async fn closing_writes_what_waits(stores: Stores) {
        let store = stores.open().await;
        let waiting: Vec<_> = (0..100)
            .map(|i| {
                let store = store.clone();
                tokio::spawn(async move { store.apply(Change::new().run(WRITE, params![format!("n{i}"), "1"])).await })
            })
            .collect();
        tokio::task::yield_now().await;
        store.close().await;
        let mut written = 0;
        for outcome in join_all(waiting).await {
            match outcome.unwrap() {
                Ok(_) => written += 1,
                Err(e) => assert_eq!(e, StoreError::Closed),
            }
        }
        assert_eq!(store.apply(Change::new().run(WRITE, params!["late", "1"])).await, Err(StoreError::Closed));
        let again = stores.open().await;
        assert_eq!(again.read(NAMES, params![]).await.unwrap().len(), written);
    }
}
