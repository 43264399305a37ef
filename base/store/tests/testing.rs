//! The throw-away stores themselves.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use store::{
    Change, params, sql,
    testing::{Cluster, each_store},
};

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

/// Not a test: starts a cluster, says where it is, and waits to be killed.
#[test]
#[ignore = "the test below starts this and kills it"]
fn starts_a_cluster_and_waits() {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("\nfolder {}\n", Cluster::shared().folder().display()).as_bytes()).unwrap();
    out.flush().unwrap();
    std::thread::sleep(Duration::from_secs(60));
}

#[test]
fn a_cluster_ends_with_its_process_even_when_that_is_killed() {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "starts_a_cluster_and_waits", "--ignored", "--nocapture"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let folder = lines.find_map(|l| Some(l.unwrap().strip_prefix("folder ")?.to_owned())).unwrap();
    assert!(Path::new(&folder).join("data/postmaster.pid").exists());
    child.kill().unwrap();
    child.wait().unwrap();
    for _ in 0..1000 {
        if !Path::new(&folder).exists() {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("{folder} is still there");
}
