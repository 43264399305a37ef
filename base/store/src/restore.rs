//! Restores: a backup into an empty store of either engine.

use std::{fs, io, path::Path};

use rusqlite::{Connection, OpenFlags};
use tokio::sync::mpsc;

use crate::{
    MIGRATIONS, Store, StoreError,
    backup::{Beside, on_a_thread},
    copy,
    store::Engine,
};

impl Store {
    /// Puts every row of a backup into this store, whole or not at all. The store must be empty: freshly made, nothing written yet.
    /// A backup of an older version is brought to this one's shape on a copy. Whoever calls this then erases again whom
    /// [`Folder::erased`](crate::Folder::erased) names, before anybody reads.
    ///
    /// # Errors
    /// When the file is no whole backup or is of a newer version, when this store is not empty, or when an engine fails.
    pub async fn restore_from(&self, path: &Path) -> Result<(), StoreError> {
        let (path, now) = (path.to_owned(), self.clock().now().0);
        let (file, _copy) = on_a_thread(move || of_this_version(&path, now)).await?;
        let tables = copy::tables()?;
        let (send, receive) = mpsc::channel(copy::WAITING);
        let of = std::sync::Arc::clone(&tables);
        let reading = tokio::spawn(on_a_thread(move || {
            if let Err(e) = copy::read_file(&file, &of, &send) {
                // Said to the other side, so that it does not take what it has for everything.
                let _ = send.blocking_send(Err(e));
            }
            Ok(())
        }));
        let filled = match self.engine_itself() {
            Engine::Sqlite(sqlite) => sqlite.direct(move |c| copy::fill_sqlite(c, &tables, receive)).await,
            Engine::Postgres(postgres) => {
                let line = postgres.own_line().await?;
                let filled = copy::fill_postgres(&line, &tables, receive).await;
                line.end().await;
                filled
            }
        };
        reading.await.map_err(StoreError::fault)??;
        filled.map(drop)
    }
}

/// The backup, when it has the shape of this version; else a copy that was brought to it, which goes away with its guard.
fn of_this_version(path: &Path, now: i64) -> Result<(Connection, Option<Beside>), StoreError> {
    let c = open(path)?;
    let no_backup = |_| StoreError::fault("not a backup of Rhizome");
    let whole: String = c.query_row("PRAGMA quick_check(1)", [], |r| r.get(0)).map_err(no_backup)?;
    if whole != "ok" {
        return Err(StoreError::fault("the backup is damaged"));
    }
    let mut list = c.prepare(crate::migrate::APPLIED.lite).map_err(no_backup)?;
    let applied: Vec<i64> = list.query_map([], |r| r.get(0)).and_then(Iterator::collect).map_err(no_backup)?;
    drop(list);
    if let Some(n) = applied.iter().find(|n| !MIGRATIONS.iter().any(|m| m.number == **n)) {
        return Err(StoreError::Fault(format!("the backup is of a newer version of Rhizome (migration {n})")));
    }
    if applied.len() == MIGRATIONS.len() {
        return Ok((c, None));
    }
    drop(c);
    let beside = Beside::make(&path.with_extension("older")).map_err(StoreError::fault)?;
    let copied = fs::File::open(path)
        .and_then(|mut from| io::copy(&mut from, &mut fs::OpenOptions::new().write(true).open(&beside.part)?));
    copied.map_err(StoreError::fault)?;
    let c = Connection::open(&beside.part).map_err(StoreError::fault)?;
    copy::shape(&c, &applied, now)?;
    Ok((c, Some(beside)))
}

fn open(path: &Path) -> Result<Connection, StoreError> {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .map_err(|e| StoreError::Fault(format!("{}: {e}", path.display())))
}
