//! Backups and restores, from each engine into each.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::Path,
    sync::Arc,
};

use kernel::{Dice, Event, FixedClock, OperatorId, OsDice, PersonId, SeededDice, Time};
use store::{
    Change, Folder, NewJob, Seal, Store, StoreError, Value, params, sql,
    testing::{Stores, each_store},
};

sql! {
    pub WRITE = "INSERT INTO note (name, value) VALUES ($1, $2)";
    pub MARK = "INSERT INTO erasure (person, at) VALUES ($1, $2)";
    pub SIGN_IN = "INSERT INTO session (hash, id, person, operator, role, created, expires) VALUES ($1, $2, $3, $4, $5, 1, 2)";
    pub NOTES = "SELECT name, value FROM note ORDER BY name";
    pub MARKS = "SELECT person, at FROM erasure ORDER BY person";
    pub SESSIONS = "SELECT hash, id, person, operator, role, created, expires FROM session ORDER BY hash";
    pub EVENTS = "SELECT pos, at, body FROM outbox ORDER BY pos";
    pub JOBS = "SELECT kind, key, body, run_at, lease_until, attempts FROM job ORDER BY kind, key";
    pub COUNTERS = "SELECT name, value FROM counter ORDER BY name";
    pub MIGRATED = "SELECT number, name, applied_at FROM migration ORDER BY number";
}

const EVERYTHING: [store::Sql; 7] = [NOTES, MARKS, SESSIONS, EVENTS, JOBS, COUNTERS, MIGRATED];

fn id(n: u64) -> PersonId {
    let dice: &dyn Dice = &SeededDice::new(n);
    dice.id(Time(1))
}

async fn fill(store: &Store) {
    for i in 0..1200_u64 {
        let change = Change::new()
            .run(WRITE, params![format!("note {i}"), "«\u{200f}é» 漢 '\"\\ \n 🕯"])
            .run(MARK, params![id(i), i64::MIN + i as i64])
            .run(
                SIGN_IN,
                params![
                    i.to_be_bytes().to_vec(),
                    id(i),
                    Some(id(i)).filter(|_| i % 2 == 0),
                    None::<OperatorId>,
                    Value::Null
                ],
            )
            .event(Event::Moved { person: id(i) })
            .job(NewJob { kind: "tell", key: i.to_string(), body: "{}".into(), run_at: Time(7) });
        store.apply(change).await.unwrap();
    }
}

async fn same(a: &Store, b: &Store) {
    for sql in EVERYTHING {
        let (x, y) = (a.read(sql, params![]).await.unwrap(), b.read(sql, params![]).await.unwrap());
        assert!(x == y, "{} differs: {} rows and {}", sql.name, x.len(), y.len());
    }
}

fn fault(result: Result<(), StoreError>) -> String {
    match result {
        Err(StoreError::Fault(text)) => text,
        other => panic!("{other:?}"),
    }
}

each_store! {
    async fn a_backup_goes_into_either_engine(stores: Stores) {
        // A clock that stands still: the times of the migrations are the same everywhere.
        let store = stores.open_at(Arc::new(FixedClock::at(Time(5)))).await;
        fill(&store).await;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rhizome.backup");
        fs::write(&path, "an older one").unwrap();
        store.backup_to(&path).await.unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "one file, nothing beside it");
        for to in [Stores::sqlite(), Stores::postgres().await] {
            let restored = to.open().await;
            restored.restore_from(&path).await.unwrap();
            same(&store, &restored).await;
            // The order of events goes on where it was.
            assert_eq!(restored.apply(Change::new().event(Event::Moved { person: id(1) })).await.unwrap().pos, Some(1201));
            let text = fault(restored.restore_from(&path).await);
            assert!(text.contains("has rows"), "{text}");
            assert_eq!(restored.position().await.unwrap(), 1201, "a refused restore leaves everything");
            // And back again.
            let again = folder.path().join("again");
            restored.backup_to(&again).await.unwrap();
            let others = stores.another().await;
            let third = others.open().await;
            third.restore_from(&again).await.unwrap();
            same(&restored, &third).await;
        }
    }

    async fn a_backup_is_of_one_instant(store: Store) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("backup");
        let writing = {
            let store = store.clone();
            tokio::spawn(async move {
                for i in 0..2000 {
                    // Both or neither, in any snapshot.
                    let change = Change::new().run(WRITE, params![format!("{i}"), "1"]).run(MARK, params![id(i), 1]);
                    store.apply(change.event(Event::Moved { person: id(i) })).await.unwrap();
                }
            })
        };
        let mut before = 0;
        while !writing.is_finished() {
            store.backup_to(&path).await.unwrap();
            let copy = folder.path().join("copy.db");
            fs::copy(&path, &copy).unwrap();
            let copy = Store::sqlite(&copy).await.unwrap();
            let count = async |sql| copy.read(sql, params![]).await.unwrap().len();
            let (notes, marks, events) = (count(NOTES).await, count(MARKS).await, count(EVENTS).await);
            assert_eq!((notes, notes), (marks, events));
            assert_eq!(copy.position().await.unwrap(), events as i64);
            assert!(notes >= before);
            before = notes;
            copy.close().await;
        }
        writing.await.unwrap();
    }

    async fn what_is_no_backup_is_refused(store: Store) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("backup");
        assert!(fault(store.restore_from(&path).await).contains("backup"), "it names the file");
        fs::write(&path, "hello").unwrap();
        assert!(fault(store.restore_from(&path).await).contains("not a backup"));
        fs::write(&path, "").unwrap();
        assert!(fault(store.restore_from(&path).await).contains("not a backup"));
        let (donors, whole) = (Stores::sqlite(), folder.path().join("whole"));
        let donor = donors.open().await;
        fill(&donor).await;
        donor.backup_to(&whole).await.unwrap();
        let mut bytes = fs::read(&whole).unwrap();
        bytes.truncate(bytes.len() / 2);
        fs::write(&path, bytes).unwrap();
        fault(store.restore_from(&path).await);
        assert_eq!(store.position().await.unwrap(), 0);
        assert!(store.read(NOTES, params![]).await.unwrap().is_empty());
        store.restore_from(&whole).await.unwrap();
        same(&donor, &store).await;
    }

    async fn a_backup_that_cannot_be_written_says_so(store: Store) {
        let folder = tempfile::tempdir().unwrap();
        let nowhere = folder.path().join("no such folder/backup");
        fault(store.backup_to(&nowhere).await);
    }
}

/// Looks for bytes in every file of a folder.
fn anywhere(folder: &Path, bytes: &[u8]) -> bool {
    fs::read_dir(folder).unwrap().any(|f| fs::read(f.unwrap().path()).unwrap().windows(bytes.len()).any(|w| w == bytes))
}

#[tokio::test]
async fn a_backup_holds_no_key() {
    let home = tempfile::tempdir().unwrap();
    let folder = Folder::open(home.path()).unwrap();
    let seal = Seal::open_or_make(&folder.keys(), &OsDice).unwrap();
    let store = Store::sqlite(&folder.database()).await.unwrap();
    let sealed = seal.seal(&OsDice, "note.value", b"Camille");
    store.apply(Change::new().run(MARK, params![sealed, 1])).await.unwrap();
    let away = tempfile::tempdir().unwrap();
    store.backup_to(&away.path().join("backup")).await.unwrap();
    let keys = fs::read_to_string(folder.keys()).unwrap();
    for key in keys.split('"').filter(|w| w.len() == 44) {
        assert!(!anywhere(away.path(), key.as_bytes()));
    }
    assert!(!anywhere(away.path(), b"Camille"));
}

#[test]
fn erasures_are_noted_outside_the_database() {
    let home = tempfile::tempdir().unwrap();
    let folder = Folder::open(&home.path().join("data")).unwrap();
    assert!(folder.erased().unwrap().is_empty());
    folder.note_erasure(id(1)).unwrap();
    // As a power cut would leave it.
    fs::write(folder.erasures(), format!("{}\n0193", id(1))).unwrap();
    folder.note_erasure(id(2)).unwrap();
    folder.note_erasure(id(3)).unwrap();
    assert_eq!(folder.erased().unwrap(), [id(1), id(2), id(3)]);
    assert_eq!(fs::metadata(folder.path()).unwrap().mode() & 0o777, 0o700);
}
