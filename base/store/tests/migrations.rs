//! The shape of the tables, on both engines.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::sync::Arc;

use futures_util::future::join_all;
use kernel::SystemClock;
use store::{Change, MIGRATIONS, Store, StoreError, params, sql, testing::Stores, testing::each_store};

sql! {
    pub FROM_THE_FUTURE = "INSERT INTO migration (number, name, applied_at) VALUES (9999, 'later', 0)";
}

async fn migrated_by_many(stores: Stores) {
    let opened = join_all((0..6).map(|_| stores.open())).await;
    for store in opened {
        let plan = store.migrate().await.unwrap();
        assert_eq!(plan.applied, MIGRATIONS.iter().map(|m| m.number).collect::<Vec<_>>());
        assert!(plan.pending.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_is_migrated_once_by_many() {
    migrated_by_many(Stores::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_is_migrated_once_by_many() {
    migrated_by_many(Stores::postgres_empty().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_plan_says_what_is_still_to_do() {
    let (lite, postgres) = (Stores::sqlite(), Stores::postgres_empty().await);
    let a = Store::sqlite_unmigrated(lite.file().unwrap(), Arc::new(SystemClock)).unwrap();
    let b = Store::postgres_unmigrated(postgres.url().unwrap(), Arc::new(SystemClock)).await.unwrap();
    for store in [a, b] {
        let plan = store.plan().await.unwrap();
        assert!(plan.applied.is_empty());
        assert_eq!(plan.pending.len(), MIGRATIONS.len());
    }
}

#[test]
fn the_numbers_go_up() {
    assert!(MIGRATIONS.is_sorted_by(|a, b| a.number < b.number));
}

each_store! {
    async fn a_database_of_a_newer_version_is_left_alone(store: Store) {
        store.apply(Change::new().run(FROM_THE_FUTURE, params![])).await.unwrap();
        assert!(matches!(store.migrate().await, Err(StoreError::Fault(text)) if text.contains("newer version")));
    }
}
