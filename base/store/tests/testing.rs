//! The throw-away stores themselves.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use store::{Change, params, sql, testing::each_store};

sql! {
    /// Writes a note.
    pub WRITE_NOTE = "INSERT INTO note (name, value) VALUES ($1, $2)";
    /// Reads one.
    pub READ_NOTE = "SELECT value FROM note WHERE name = $1";
}

each_store! {
    async fn each_test_has_a_database_of_its_own(store: Store) {
        store.apply(Change::new().must(WRITE_NOTE, params!["colour", "green"])).await.unwrap();
    }
    async fn each_test_has_a_database_of_its_own_indeed(store: Store) {
        assert!(store.one(READ_NOTE, params!["colour"]).await.unwrap().is_none());
    }
    async fn two_handles_are_on_one_database(stores: Stores) {
        let (a, b) = (stores.open().await, stores.open().await);
        a.apply(Change::new().must(WRITE_NOTE, params!["colour", "green"])).await.unwrap();
        assert_eq!(b.one(READ_NOTE, params!["colour"]).await.unwrap().unwrap().text(0).unwrap(), "green");
    }
}
