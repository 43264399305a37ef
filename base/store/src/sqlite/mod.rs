//! SQLite: one writer thread, a pool of readers.

mod fold;
mod read;
mod write;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use kernel::Clock;
use rusqlite::{Connection, types::ToSqlOutput, types::ValueRef};
use tokio::sync::{oneshot, watch};

use crate::{Applied, Change, Migration, Row, Sql, StoreError, Value, recent::Recent};

pub(crate) use write::Direct;

/// Rust code that needs the connection of the writer itself: migrations, backups.
pub(crate) struct Sqlite {
    path: PathBuf,
    writer: write::Writer,
    readers: read::Readers,
}

impl Sqlite {
    pub(crate) fn open(
        path: &Path,
        clock: Arc<dyn Clock>,
        commits: watch::Sender<i64>,
        recent: Arc<Recent>,
    ) -> Result<Self, StoreError> {
        let writer =
            write::Writer::start(connect(path)?, fold::Fold::start(path)?, write::Told { clock, commits, recent })?;
        let readers = read::Readers::open(path)?;
        Ok(Self { path: path.to_owned(), writer, readers })
    }
    pub(crate) async fn apply(&self, change: Change) -> Result<Applied, StoreError> {
        let (tell, told) = oneshot::channel();
        self.writer.send(write::Order::Change(change, tell))?;
        told.await.map_err(|_| StoreError::Closed)?
    }
    pub(crate) async fn direct<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (tell, told) = oneshot::channel();
        let work: Direct = Box::new(move |c| {
            let _ = tell.send(work(c));
        });
        self.writer.send(write::Order::Direct(work))?;
        told.await.map_err(|_| StoreError::Closed)?
    }
    pub(crate) fn read(&self, sql: Sql, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.readers.read(sql.lite, params)
    }
    pub(crate) async fn run_migration(&self, migration: Migration, now: i64) -> Result<(), StoreError> {
        self.direct(move |c| {
            let tx =
                c.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(StoreError::fault)?;
            let done =
                tx.query_row("SELECT 1 FROM migration WHERE number = ?1", [migration.number], |_| Ok(())).is_ok();
            if !done {
                tx.execute_batch(&migration.lite()).map_err(StoreError::fault)?;
                tx.execute(crate::migrate::NOTE_APPLIED.lite, rusqlite::params![migration.number, migration.name, now])
                    .map_err(StoreError::fault)?;
            }
            tx.commit().map_err(StoreError::fault)
        })
        .await
    }
    /// Its file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
    /// Prepares a text without running it.
    pub(crate) fn prepare(&self, sql: Sql) -> Result<(), StoreError> {
        self.readers.prepare(sql.lite)
    }
    pub(crate) fn close(&self) {
        self.writer.close();
    }
}

fn connect(path: &Path) -> Result<Connection, StoreError> {
    let c = Connection::open(path).map_err(StoreError::fault)?;
    c.busy_timeout(Duration::from_secs(30)).map_err(StoreError::fault)?;
    // FULL: the write-ahead log is on disk before a commit returns, so an answer that was given survives a power cut.
    // The page size says only how a new file is made. Rows that come at random places (people) split pages: larger ones are split less
    // often, and a smaller cache is looked through faster when they are; what it does not hold is in the kernel's.
    for (name, value) in [
        ("page_size", "8192"),
        ("journal_mode", "WAL"),
        ("synchronous", "FULL"),
        ("foreign_keys", "ON"),
        ("temp_store", "MEMORY"),
        ("cache_size", "-16384"),
        // Far above what the thread of `fold` lets the log grow to: only for when it fails.
        ("wal_autocheckpoint", "32000"),
        ("secure_delete", "ON"),
    ] {
        c.pragma_update(None, name, value).map_err(StoreError::fault)?;
    }
    // One plan for a text, whatever the values: otherwise some texts are prepared again at each use.
    c.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(StoreError::fault)?;
    c.set_prepared_statement_cache_capacity(512);
    Ok(c)
}

fn connect_reader(path: &Path) -> Result<Connection, StoreError> {
    let c = connect(path)?;
    for (name, value) in [("query_only", "ON"), ("cache_size", "-16384")] {
        c.pragma_update(None, name, value).map_err(StoreError::fault)?;
    }
    Ok(c)
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(n) => ValueRef::Integer(*n),
            Self::Real(n) => ValueRef::Real(*n),
            Self::Text(t) => ValueRef::Text(t.as_bytes()),
            Self::Blob(b) => ValueRef::Blob(b),
            Self::Id(b) => ValueRef::Blob(b),
        }))
    }
}

fn rows(statement: &mut rusqlite::CachedStatement<'_>, params: &[Value]) -> Result<Vec<Row>, StoreError> {
    let columns = statement.column_count();
    let mut found = statement.query(rusqlite::params_from_iter(params)).map_err(StoreError::fault)?;
    let mut out = Vec::new();
    while let Some(row) = found.next().map_err(StoreError::fault)? {
        out.push(values(row, columns)?);
    }
    Ok(out)
}

pub(crate) fn values(row: &rusqlite::Row<'_>, columns: usize) -> Result<Row, StoreError> {
    let mut values = Vec::with_capacity(columns);
    for i in 0..columns {
        values.push(match row.get_ref(i).map_err(StoreError::fault)? {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(n) => Value::Int(n),
            ValueRef::Real(n) => Value::Real(n),
            ValueRef::Text(t) => Value::Text(String::from_utf8_lossy(t).into_owned()),
            ValueRef::Blob(b) => match <[u8; 16]>::try_from(b) {
                Ok(id) => Value::Id(id),
                Err(_) => Value::Blob(b.to_vec()),
            },
        });
    }
    Ok(Row(values))
}
