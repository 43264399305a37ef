//! Backups: one file of SQLite with every table, whichever engine it came from. It holds no key.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use rusqlite::Connection;
use tokio::sync::mpsc;

use crate::{Store, StoreError, copy, store::Engine};

/// A file that is being made beside its place, readable by its owner alone; it goes away again unless it is finished.
pub(crate) struct Beside {
    place: PathBuf,
    pub(crate) part: PathBuf,
    finished: bool,
}

impl Beside {
    pub(crate) fn make(place: &Path) -> io::Result<Self> {
        let mut name = place.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let beside = Self { place: place.to_owned(), part: place.with_file_name(name), finished: false };
        let _ = fs::remove_file(&beside.part);
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&beside.part)?;
        Ok(beside)
    }
    /// On disk, then in its place.
    fn finish(mut self) -> io::Result<()> {
        fs::File::open(&self.part)?.sync_all()?;
        fs::rename(&self.part, &self.place)?;
        self.finished = true;
        let folder = self.place.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::File::open(folder)?.sync_all()
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.finished {
            let _ = fs::remove_file(&self.part);
        }
    }
}

pub(crate) async fn on_a_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work).await.map_err(StoreError::fault)?
}

impl Store {
    /// Writes a backup of this instant, while the store goes on working: a file of SQLite (mode 0600) with the same tables,
    /// from both engines, written beside its place and moved there when it is whole and on disk. The keys of sealed columns
    /// are not in it: whoever restores it needs the key file too, kept elsewhere.
    ///
    /// # Errors
    /// When the file cannot be written, or the engine fails. A file that was there before stays as it was.
    pub async fn backup_to(&self, path: &Path) -> Result<(), StoreError> {
        let beside = Beside::make(path).map_err(StoreError::fault)?;
        let part = beside.part.clone();
        match self.engine_itself() {
            Engine::Sqlite(sqlite) => {
                let from = sqlite.path().to_owned();
                on_a_thread(move || {
                    let c = Connection::open(from).map_err(StoreError::fault)?;
                    c.busy_timeout(std::time::Duration::from_secs(30)).map_err(StoreError::fault)?;
                    let part = part.to_str().ok_or_else(|| StoreError::fault("the path is not UTF-8"))?;
                    c.execute("VACUUM INTO ?1", [part]).map(drop).map_err(StoreError::fault)
                })
                .await?;
            }
            Engine::Postgres(postgres) => {
                let tables = copy::tables()?;
                let (send, receive) = mpsc::channel(copy::WAITING);
                let now = self.clock().now().0;
                let to = Arc::clone(&tables);
                let filling = tokio::spawn(on_a_thread(move || {
                    let mut c = new_file(&part, now)?;
                    copy::fill_sqlite(&mut c, &to, receive)
                }));
                let line = postgres.own_line().await?;
                if let Err(e) = copy::read_postgres(&line, &tables, &send).await {
                    // Said to the other side, so that it does not take what it has for everything.
                    let _ = send.send(Err(e)).await;
                }
                drop(send);
                line.end().await;
                filling.await.map_err(StoreError::fault)??;
            }
        }
        on_a_thread(move || beside.finish().map_err(StoreError::fault)).await
    }
}

impl Store {
    /// Folds the log of SQLite and empties it, so that what was erased is in no file a while later, also on a server on which little
    /// happens. It waits for nobody for long: while somebody reads what the log holds, the next time must do.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn trim_log(&self) -> Result<(), StoreError> {
        let Engine::Sqlite(sqlite) = self.engine_itself() else { return Ok(()) };
        let path = sqlite.path().to_owned();
        on_a_thread(move || {
            let c = Connection::open(path).map_err(StoreError::fault)?;
            c.busy_timeout(std::time::Duration::from_millis(50)).map_err(StoreError::fault)?;
            // Most of it beside the writer; the writer waits for the rest alone.
            for text in ["PRAGMA wal_checkpoint(PASSIVE)", "PRAGMA wal_checkpoint(TRUNCATE)"] {
                c.query_row(text, [], |_| Ok(())).map_err(StoreError::fault)?;
            }
            Ok(())
        })
        .await
    }
}

/// An empty file with every table. It is only looked at once it is whole, so nothing is synced on the way.
fn new_file(path: &Path, now: i64) -> Result<Connection, StoreError> {
    let c = Connection::open(path).map_err(StoreError::fault)?;
    for (name, value) in [("journal_mode", "OFF"), ("synchronous", "OFF"), ("cache_size", "-65536")] {
        c.pragma_update(None, name, value).map_err(StoreError::fault)?;
    }
    copy::shape(&c, &[], now)?;
    Ok(c)
}
