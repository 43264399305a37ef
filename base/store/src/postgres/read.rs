//! A pool of connections for reading. They are opened when they are needed, and kept.

use std::sync::{Mutex, PoisonError};

use futures_util::{TryStreamExt, pin_mut};
use tokio::sync::Semaphore;
use tokio_postgres::Config;

use super::{Line, Problem, value};
use crate::{Row, StoreError, Value};

const READERS: usize = 8;

pub(super) struct Readers {
    config: Config,
    turns: Semaphore,
    idle: Mutex<Vec<Line>>,
}

impl Readers {
    /// Opens the first connection, so that a wrong address shows at once.
    pub(super) async fn open(config: Config) -> Result<Self, StoreError> {
        let first = Line::connect(&config).await?;
        Ok(Self { config, turns: Semaphore::new(READERS), idle: Mutex::new(vec![first]) })
    }
    fn take(&self) -> Option<Line> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }
    async fn with<T>(&self, work: impl AsyncFn(&mut Line) -> Result<T, Problem>) -> Result<T, StoreError> {
        let _turn = self.turns.acquire().await.map_err(|_| StoreError::Closed)?;
        loop {
            let (mut line, old) = match self.take() {
                Some(line) => (line, true),
                None => (Line::connect(&self.config).await?, false),
            };
            let answer = work(&mut line).await;
            match answer {
                // It was lost while it waited here: every other one may be, too. Reading again does no harm.
                Err(Problem::Lost(_)) if old => {}
                answer => {
                    if !line.lost() && !self.turns.is_closed() {
                        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(line);
                    }
                    return Ok(answer?);
                }
            }
        }
    }
    pub(super) async fn read(&self, text: &'static str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        let rows = self
            .with(async |line| {
                let statement = line.statement(text).await?;
                let found = line.client().query_raw(&statement, params).await?;
                pin_mut!(found);
                let mut rows = Vec::new();
                while let Some(row) = found.try_next().await? {
                    rows.push(value::row(&row));
                }
                Ok(rows)
            })
            .await?;
        rows.into_iter().collect()
    }
    pub(super) async fn prepare(&self, text: &str) -> Result<(), StoreError> {
        self.with(async |line| Ok(line.client().prepare(text).await.map(drop)?)).await
    }
    /// Refuses what comes, waits for what runs, and closes the connections.
    pub(super) async fn close(&self) {
        let all = u32::try_from(READERS).unwrap_or(u32::MAX);
        let turns = self.turns.acquire_many(all).await;
        self.turns.close();
        drop(turns);
        while let Some(line) = self.take() {
            line.end().await;
        }
    }
}
