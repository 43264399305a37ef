//! PostgreSQL: groups of changes, pipelined.

use std::sync::Arc;

use kernel::Clock;
use tokio::sync::watch;

use crate::{Applied, Change, Migration, Row, Sql, StoreError, Value};

pub(crate) struct Postgres {}

impl Postgres {
    pub(crate) async fn open(_url: &str, _clock: Arc<dyn Clock>, _commits: watch::Sender<i64>) -> Result<Self, StoreError> {
        Err(StoreError::Closed)
    }
    pub(crate) async fn apply(&self, _change: Change) -> Result<Applied, StoreError> {
        Err(StoreError::Closed)
    }
    pub(crate) async fn read(&self, _sql: Sql, _params: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        Err(StoreError::Closed)
    }
    pub(crate) async fn prepare(&self, _sql: Sql) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }
    pub(crate) async fn run_migration(&self, _migration: Migration, _now: i64) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }
    pub(crate) async fn close(&self) {}
}
