//! Folding the write-ahead log into the file, beside the writer instead of in it.
//!
//! A checkpoint copies thousands of pages and flushes the file: tens of milliseconds on a slow disk, in which nobody's answer would be
//! written. This thread does it on a connection of its own while the writer goes on. Only a log that has grown long makes the writer do
//! the last short piece by itself, as SQLite starts a log again from its beginning only when all of it has been folded.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
        mpsc::{SyncSender, TrySendError, sync_channel},
    },
};

use rusqlite::Connection;

use super::connect;
use crate::StoreError;

/// So many changes, of some pages each, are worth a fold.
const CHANGES: usize = 2_000;
/// Pages in the log (8 KiB each) from which the writer finishes the fold by itself: 64 MB.
const LONG: i64 = 8_000;

/// The thread, as the writer sees it.
pub(super) struct Fold {
    wake: Option<SyncSender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
    since: usize,
    long: Arc<AtomicBool>,
}

impl Fold {
    pub(super) fn start(path: &Path) -> Result<Self, StoreError> {
        let connection = connect(path)?;
        let (wake, woken) = sync_channel(1);
        let long = Arc::new(AtomicBool::new(false));
        let tell = Arc::clone(&long);
        let thread = std::thread::Builder::new()
            .name("store-fold".into())
            .spawn(move || {
                while woken.recv().is_ok() {
                    tell.store(fold(&connection) > LONG, Relaxed);
                }
            })
            .map_err(StoreError::fault)?;
        Ok(Self { wake: Some(wake), thread: Some(thread), since: 0, long })
    }
    /// After a commit of `changes` on the writer's connection.
    pub(super) fn after(&mut self, writer: &Connection, changes: usize) {
        if self.long.swap(false, Relaxed) {
            fold(writer);
        }
        self.since = self.since.saturating_add(changes);
        if self.since >= CHANGES {
            match self.wake.as_ref().map(|w| w.try_send(())) {
                // One waits already: it will see these too.
                Some(Ok(()) | Err(TrySendError::Full(()))) => self.since = 0,
                Some(Err(TrySendError::Disconnected(()))) | None => {}
            }
        }
    }
}

impl Drop for Fold {
    fn drop(&mut self) {
        self.wake.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Folds what it can without waiting for anybody; gives the length of the log in pages.
fn fold(c: &Connection) -> i64 {
    match c.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| row.get::<_, i64>(1)) {
        Ok(pages) => pages,
        Err(e) => {
            tracing::warn!(error = %e, "the log of the database was not folded");
            0
        }
    }
}
