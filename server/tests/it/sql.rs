//! Every SQL text of every crate is one that both engines take.

use std::collections::BTreeMap;

use store::Sql;

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
