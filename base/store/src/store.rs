//! The store: one of the two engines behind one interface.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
};

use kernel::{Clock, SystemClock};
use tokio::sync::watch;

use crate::{
    Applied, Change, Migration, Row, Sql, StoreError, Value, job, migrate, outbox, postgres::Postgres, recent::Recent,
    sqlite::Sqlite,
};

/// What everything is kept in. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Engine,
    clock: Arc<dyn Clock>,
    commits: watch::Receiver<i64>,
    recent: Arc<Recent>,
    /// A change found no room, and none was seen to find some since.
    full: AtomicBool,
}

/// So much room must be there before a store that was full is said to take changes again: some minutes' answers, not one.
const ROOM: usize = 1 << 20;

pub(crate) enum Engine {
    Sqlite(Sqlite),
    Postgres(Box<Postgres>),
}

/// The texts of the store itself.
pub const OWN_SQL: &[&[Sql]] = &[outbox::ALL, job::ALL, migrate::ALL];

/// Every SQL text of the store and of `others`, for the test that prepares each on both engines.
pub fn every_sql<'a>(others: impl IntoIterator<Item = &'a [Sql]>) -> Vec<Sql> {
    OWN_SQL.iter().copied().chain(others).flatten().copied().collect()
}

impl Store {
    /// Opens (or makes) an SQLite file, and migrates it.
    ///
    /// # Errors
    /// When the file cannot be opened, or belongs to a newer version.
    pub async fn sqlite(path: &Path) -> Result<Self, StoreError> {
        Self::sqlite_at(path, Arc::new(SystemClock)).await
    }
    /// The same, with a clock for the times of events.
    ///
    /// # Errors
    /// As [`Store::sqlite`].
    pub async fn sqlite_at(path: &Path, clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        let store = Self::sqlite_unmigrated(path, clock)?;
        store.migrate().await?;
        Ok(store)
    }
    /// The same, without migrating: to look at what a migration would do.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn sqlite_unmigrated(path: &Path, clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        let (tell, commits) = watch::channel(0);
        let recent = Arc::new(Recent::default());
        let engine = Engine::Sqlite(Sqlite::open(path, Arc::clone(&clock), tell, Arc::clone(&recent))?);
        Ok(Self { inner: Arc::new(Inner { engine, clock, commits, recent, full: AtomicBool::new(false) }) })
    }
    /// Opens a PostgreSQL database (`postgres://user:password@host:port/name`), and migrates it.
    ///
    /// # Errors
    /// When it cannot be reached, or belongs to a newer version.
    pub async fn postgres(url: &str, clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        let store = Self::postgres_unmigrated(url, clock).await?;
        store.migrate().await?;
        Ok(store)
    }
    /// The same, without migrating.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub async fn postgres_unmigrated(url: &str, clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        let (tell, commits) = watch::channel(0);
        let engine = Engine::Postgres(Box::new(Postgres::open(url, Arc::clone(&clock), tell).await?));
        let recent = Arc::new(Recent::default());
        Ok(Self { inner: Arc::new(Inner { engine, clock, commits, recent, full: AtomicBool::new(false) }) })
    }
    /// Writes a change, whole or not at all. When this returns, it is on disk.
    ///
    /// # Errors
    /// [`StoreError::Missed`] or [`StoreError::Duplicate`] when the world has changed: decide again. [`StoreError::Full`] when there is no
    /// room. Faults otherwise.
    pub async fn apply(&self, change: Change) -> Result<Applied, StoreError> {
        #[cfg(feature = "testing")]
        crate::testing::asked::note(change.steps.iter().map(|s| s.sql.name));
        let applied = match &self.inner.engine {
            Engine::Sqlite(s) => s.apply(change).await,
            Engine::Postgres(p) => p.apply(change).await,
        };
        if matches!(applied, Err(StoreError::Full(_))) {
            self.inner.full.store(true, Relaxed);
        }
        applied
    }
    /// Whether there is room for changes, as far as is known. After one that found none, a piece of some size is written and taken away
    /// again to see; until then nothing is written. Every other change is tried meanwhile: what fits is kept.
    pub async fn has_room(&self) -> bool {
        if !self.inner.full.load(Relaxed) {
            return true;
        }
        let piece = Value::Text("x".repeat(ROOM));
        let written = self.apply(Change::new().run(outbox::TRY_ROOM, vec![piece])).await;
        let taken_away = self.apply(Change::new().run(outbox::GIVE_ROOM_BACK, Vec::new())).await;
        let room = written.is_ok() && taken_away.is_ok();
        self.inner.full.store(!room, Relaxed);
        room
    }
    /// The rows that answer a question.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn read(&self, sql: Sql, params: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        #[cfg(feature = "testing")]
        crate::testing::asked::note(std::iter::once(sql.name));
        match &self.inner.engine {
            Engine::Sqlite(s) => {
                // It never waits, so a loop that only reads must be made to let others have their turn.
                tokio::task::coop::consume_budget().await;
                s.read(sql, &params)
            }
            Engine::Postgres(p) => p.read(sql, params).await,
        }
    }
    /// The first row that answers a question.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn one(&self, sql: Sql, params: Vec<Value>) -> Result<Option<Row>, StoreError> {
        Ok(self.read(sql, params).await?.into_iter().next())
    }
    /// The position of the newest event that this process knows to be committed, by itself or, on PostgreSQL, by another one: changes
    /// at every commit that tells something. Of other processes on the same SQLite file it hears nothing.
    #[must_use]
    pub fn commits(&self) -> watch::Receiver<i64> {
        self.inner.commits.clone()
    }
    pub(crate) fn recent(&self) -> &Recent {
        &self.inner.recent
    }
    /// Checks that the engine accepts a text.
    ///
    /// # Errors
    /// When it does not.
    pub async fn prepare(&self, sql: Sql) -> Result<(), StoreError> {
        match &self.inner.engine {
            Engine::Sqlite(s) => s.prepare(sql),
            Engine::Postgres(p) => p.prepare(sql).await,
        }
    }
    /// `sqlite` or `postgres`.
    #[must_use]
    pub fn engine(&self) -> &'static str {
        match &self.inner.engine {
            Engine::Sqlite(_) => "sqlite",
            Engine::Postgres(_) => "postgres",
        }
    }
    /// How safe the way to the database is, in words; nothing when it is a file of this machine.
    #[must_use]
    pub fn safety(&self) -> Option<&'static str> {
        match &self.inner.engine {
            Engine::Sqlite(_) => None,
            Engine::Postgres(p) => Some(p.safety()),
        }
    }
    /// The clock that events are dated by.
    #[must_use]
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.inner.clock
    }
    pub(crate) fn engine_itself(&self) -> &Engine {
        &self.inner.engine
    }
    pub(crate) async fn run_migration(&self, migration: Migration) -> Result<(), StoreError> {
        let now = self.inner.clock.now().0;
        match &self.inner.engine {
            Engine::Sqlite(s) => s.run_migration(migration, now).await,
            Engine::Postgres(p) => p.run_migration(migration, now).await,
        }
    }
    /// Writes what waits, and closes. Later calls answer [`StoreError::Closed`].
    pub async fn close(&self) {
        match &self.inner.engine {
            Engine::Sqlite(s) => s.close(),
            Engine::Postgres(p) => p.close().await,
        }
    }
}

/// Every room calls these from tasks that move between threads.
const _: () = {
    const fn moves<T: Send>(_: &T) {}
    #[allow(dead_code, reason = "only its types are looked at")]
    fn all_move(store: &Store, sql: Sql) {
        moves(&store.apply(Change::new()));
        moves(&store.read(sql, Vec::new()));
        moves(&store.one(sql, Vec::new()));
        moves(&store.prepare(sql));
        moves(&store.migrate());
        moves(&store.close());
        moves(&store.backup_to(Path::new("")));
        moves(&store.restore_from(Path::new("")));
        moves(&Store::postgres("", Arc::new(SystemClock)));
        moves(&Store::sqlite(Path::new("")));
    }
};
