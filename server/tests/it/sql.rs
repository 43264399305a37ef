//! Every SQL text of every crate is one that both engines take.

use std::collections::{BTreeMap, BTreeSet};

use store::{Sql, Store};

/// Every list of every crate.
fn every() -> Vec<Sql> {
    let rooms = server::rooms();
    let others = rooms.iter().flat_map(|r| r.sql).chain(register::Register::SQL).copied();
    store::every_sql(others.chain([relay::SQL, web::idempotency::ALL, web::landmarks::ALL]))
}

#[test]
fn every_module_with_texts_is_in_the_list() {
    let listed: BTreeMap<&str, usize> = every().iter().fold(BTreeMap::new(), |mut all, sql| {
        *all.entry(sql.text).or_default() += 1;
        all
    });
    let twice: Vec<_> = listed.iter().filter(|(_, n)| **n > 1).map(|(text, _)| *text).collect();
    // The same words under two names are two lists that say the same, not one list counted twice.
    assert!(twice.len() < listed.len() / 10, "{twice:#?}");
    for text in ["SELECT MIN(pos) FROM outbox", "DELETE FROM idempotency WHERE at < $1"] {
        assert!(listed.contains_key(text), "{text}");
    }
}

store::testing::each_store! {
    async fn both_engines_take_every_text(store: Store) {
        let mut refused = Vec::new();
        for sql in every() {
            if let Err(e) = store.prepare(sql).await {
                refused.push(format!("{}: {e}\n  {}", sql.name, sql.text));
            }
        }
        assert!(refused.is_empty(), "{}", refused.join("\n"));
    }
}

/// Tables of the flow that grow with every post.
const GROWING: [&str; 8] =
    ["post", "post_tag", "post_edit", "post_picture", "post_seen", "rumour_post", "rumour_mark", "ruling_told"];
/// Texts that walk through such a table, and why that is right.
const WALKS: [(&str, &str); 8] = [
    ("NEWEST", "the last ones, by their number, up to a limit"),
    ("ANY_BEFORE", "the same, from one on"),
    ("ALL_SINCE", "what was written in the last hour, by its number"),
    ("ANY_AFTER", "the same, from one on"),
    ("READ_TEXTS", "to be sealed anew, some at a time"),
    ("READ_NAMES", "to be sealed anew, some at a time"),
    ("READ_EDITS", "to be sealed anew, some at a time"),
    ("FORGET_TOLD", "once, when an incident has been over for long"),
];

/// How SQLite goes about a text: a line for each table that it reads.
async fn plan(store: &Store, sql: Sql) -> Vec<String> {
    let explain: &'static str = Box::leak(format!("EXPLAIN QUERY PLAN {}", sql.lite).into_boxed_str());
    let most = (1..=99).rev().find(|n| sql.lite.contains(&format!("?{n}"))).unwrap_or(0);
    let read = store.read(Sql { lite: explain, ..sql }, vec![store::Value::Null; most]).await;
    read.unwrap_or_else(|e| panic!("{}: {e}", sql.name)).iter().map(|row| row.text(3).unwrap().to_owned()).collect()
}

/// Whether a line of a plan says that a whole table is looked through: from one end, or from somewhere on its key.
fn walks(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let whole = match words.next() {
        Some("SCAN") => !line.contains(" USING "),
        Some("SEARCH") => line.contains("USING PRIMARY KEY") && !line.contains("=?"),
        _ => false,
    };
    whole && words.next().is_some_and(|table| GROWING.contains(&table))
}

/// An index of some rows is passed over without a word when SQLite does not see that all that are asked for are in it.
#[tokio::test]
async fn nothing_that_is_asked_of_the_flow_walks_through_all_posts() {
    let store = store::testing::sqlite().await;
    let known: BTreeMap<&str, &str> = WALKS.into();
    let (mut walking, mut unknown) = (BTreeSet::new(), Vec::new());
    for sql in every() {
        for line in plan(&store.store, sql).await.into_iter().filter(|line| walks(line)) {
            walking.insert(sql.name);
            if !known.contains_key(sql.name) {
                unknown.push(format!("{}: {line}\n  {}", sql.name, sql.text));
            }
        }
    }
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
    assert_eq!(walking, known.into_keys().collect(), "what is said to walk does");
}
