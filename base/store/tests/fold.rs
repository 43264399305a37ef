//! The log of SQLite is folded while it is written and read, also in a file that was made before pages were larger; what was erased
//! leaves it.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering::Relaxed},
};

use store::{Change, Store, params, sql};

sql! {
    pub WRITE = "INSERT INTO note (name, value) VALUES ($1, $2)";
    pub ERASE = "DELETE FROM note WHERE name = $1";
    pub NOTES = "SELECT COUNT(*) FROM note";
}

const WRITERS: usize = 64;
const EACH: usize = 100;

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_folded_beside_the_writer() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("old.db");
    let old = rusqlite::Connection::open(&file).unwrap();
    old.execute_batch("PRAGMA page_size = 4096; PRAGMA journal_mode = WAL; CREATE TABLE before (n)").unwrap();
    drop(old);
    let size = |name: &str| std::fs::metadata(folder.path().join(name)).map_or(0, |m| m.len());

    let store = Store::sqlite(&file).await.unwrap();
    let (over, value) = (Arc::new(AtomicBool::new(false)), "x".repeat(4_000));
    let mut readers = Vec::new();
    for _ in 0..2 {
        let (store, over) = (store.clone(), Arc::clone(&over));
        readers.push(tokio::spawn(async move {
            let mut last = 0;
            while !over.load(Relaxed) {
                let now = store.one(NOTES, params![]).await.unwrap().unwrap().int(0).unwrap();
                assert!(now >= last, "what was read once stays");
                last = now;
                tokio::task::yield_now().await;
            }
        }));
    }
    let mut writers = Vec::new();
    for w in 0..WRITERS {
        let (store, value) = (store.clone(), value.clone());
        writers.push(tokio::spawn(async move {
            for n in 0..EACH {
                let change = Change::new().must(WRITE, params![format!("{w}-{n}"), value.as_str()]);
                store.apply(change).await.unwrap();
            }
        }));
    }
    for writer in writers {
        writer.await.unwrap();
    }
    over.store(true, Relaxed);
    for reader in readers {
        reader.await.unwrap();
    }
    let written = (WRITERS * EACH * 4_000) as u64;
    assert!(size("old.db") > written / 4, "much of it was folded while it was written: {}", size("old.db"));
    store.close().await;
    assert_eq!(size("old.db-wal"), 0, "a stopped server's folder is a backup");

    let old = rusqlite::Connection::open(&file).unwrap();
    let ask = |text: &str| old.query_row(text, [], |r| r.get::<_, i64>(0)).unwrap();
    assert_eq!(ask("PRAGMA page_size"), 4096);
    assert_eq!(old.query_row("PRAGMA integrity_check", [], |r| r.get::<_, String>(0)).unwrap(), "ok");
    assert_eq!(ask("SELECT COUNT(*) FROM note"), (WRITERS * EACH) as i64);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_erased_is_in_no_file_though_the_store_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::sqlite(&folder.path().join("open.db")).await.unwrap();
    let secret = "sealed-words-of-somebody";
    let files = || -> Vec<u8> {
        std::fs::read_dir(folder.path()).unwrap().flat_map(|f| std::fs::read(f.unwrap().path()).unwrap()).collect()
    };
    let there = || files().windows(secret.len()).any(|w| w == secret.as_bytes());
    store.apply(Change::new().must(WRITE, params!["a", secret])).await.unwrap();
    store.apply(Change::new().must(ERASE, params!["a"])).await.unwrap();
    assert!(there(), "the log still holds it");
    assert_eq!(store.one(NOTES, params![]).await.unwrap().unwrap().int(0).unwrap(), 0);
    store.trim_log().await.unwrap();
    assert!(!there());
    store.close().await;
}
