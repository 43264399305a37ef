//! PostgreSQL: groups of changes, pipelined.

mod bulk;
mod ear;
mod group;
mod line;
mod problem;
mod read;
mod tls;
mod value;
mod write;

use std::{sync::Arc, time::Duration};

use kernel::{Clock, OsDice};
use tokio::sync::watch;

use self::{ear::Ear, read::Readers, tls::Address, write::Queue};
pub(crate) use self::{line::Line, problem::Problem, value::row as row_of};
use crate::{Applied, Change, Migration, Row, Sql, StoreError, Value};

pub(crate) struct Postgres {
    address: Address,
    queue: Queue,
    readers: Readers,
    ear: Ear,
}

/// Raises the position that this process is known to have reached.
fn reached(commits: &watch::Sender<i64>, pos: i64) {
    commits.send_if_modified(|known| {
        let further = pos > *known;
        *known = pos.max(*known);
        further
    });
}

impl Postgres {
    pub(crate) async fn open(
        url: &str,
        clock: Arc<dyn Clock>,
        commits: watch::Sender<i64>,
    ) -> Result<Self, StoreError> {
        let mut address = Address::of(url)?;
        let config = &mut address.config;
        config.application_name("rhizome").keepalives_idle(Duration::from_secs(30));
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(10));
        }
        let commits = Arc::new(commits);
        let readers = Readers::open(address.clone()).await?;
        let queue = Queue::start(address.clone(), clock, Arc::new(OsDice), Arc::clone(&commits));
        let ear = Ear::start(address.clone(), commits);
        Ok(Self { address, queue, readers, ear })
    }
    pub(crate) async fn apply(&self, change: Change) -> Result<Applied, StoreError> {
        self.queue.apply(change).await
    }
    pub(crate) async fn read(&self, sql: Sql, params: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        self.readers.read(sql.text, &params).await
    }
    pub(crate) async fn prepare(&self, sql: Sql) -> Result<(), StoreError> {
        self.readers.prepare(sql.text).await
    }
    pub(crate) const fn safety(&self) -> &'static str {
        self.address.says()
    }
    /// A connection of its own, for what takes long: migrations, backups.
    pub(crate) async fn own_line(&self) -> Result<Line, StoreError> {
        Ok(Line::connect(&self.address).await?)
    }
    pub(crate) async fn run_migration(&self, migration: Migration, now: i64) -> Result<(), StoreError> {
        let line = self.own_line().await?;
        let done = migrate(&line, migration, now).await;
        line.end().await;
        Ok(done?)
    }
    pub(crate) async fn close(&self) {
        self.queue.close().await;
        self.readers.close().await;
        self.ear.close().await;
    }
}

/// Any number, the same in every process that migrates: one waits for the other.
const MIGRATING: i64 = 0x5268_697a_6f6d_6501;

async fn migrate(line: &Line, migration: Migration, now: i64) -> Result<(), Problem> {
    let client = line.client();
    client.batch_execute(&format!("BEGIN; SELECT pg_advisory_xact_lock({MIGRATING})")).await?;
    let table = client.query_one("SELECT to_regclass('migration') IS NOT NULL", &[]).await?.get(0);
    let applied =
        table && client.query_opt("SELECT 1 FROM migration WHERE number = $1", &[&migration.number]).await?.is_some();
    if !applied {
        client.batch_execute(migration.text).await?;
        client.execute(crate::migrate::NOTE_APPLIED.text, &[&migration.number, &migration.name, &now]).await?;
    }
    Ok(client.batch_execute("COMMIT").await?)
}
