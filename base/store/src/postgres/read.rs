//! A pool of connections for reading. They are opened when they are needed, and kept.

use std::sync::{Mutex, PoisonError};

use futures_util::TryStreamExt;
use tokio::sync::Semaphore;

use super::{Line, Problem, tls::Address, value};
use crate::{Row, StoreError, Value};

const READERS: usize = 8;

pub(super) struct Readers {
    address: Address,
    turns: Semaphore,
    idle: Mutex<Vec<Line>>,
}

impl Readers {
    /// Opens the first connection, so that a wrong address shows at once.
    pub(super) async fn open(address: Address) -> Result<Self, StoreError> {
        let first = Line::connect(&address).await?;
        Ok(Self { address, turns: Semaphore::new(READERS), idle: Mutex::new(vec![first]) })
    }
    fn take(&self) -> Option<Line> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }
    /// An idle connection, or a new one.
    async fn lend(&self) -> Result<(Line, bool), Problem> {
        match self.take() {
            Some(line) => Ok((line, true)),
            None => Ok((Line::connect(&self.address).await?, false)),
        }
    }
    fn give_back(&self, line: Line) {
        if !line.lost() && !self.turns.is_closed() {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        }
    }
    pub(super) async fn read(&self, text: &'static str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        let _turn = self.turns.acquire().await.map_err(|_| StoreError::Closed)?;
        loop {
            let (mut line, old) = self.lend().await?;
            match ask(&mut line, text, params).await {
                // It was lost while it waited here, as every other one may be. Reading again does no harm.
                Err(Problem::Lost(_)) if old => {}
                answer => {
                    self.give_back(line);
                    return answer?.iter().map(value::row).collect();
                }
            }
        }
    }
    pub(super) async fn prepare(&self, text: &str) -> Result<(), StoreError> {
        let _turn = self.turns.acquire().await.map_err(|_| StoreError::Closed)?;
        let (line, _) = self.lend().await?;
        let prepared = line.client().prepare(text).await.map(drop).map_err(Problem::from);
        self.give_back(line);
        Ok(prepared?)
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

async fn ask(line: &mut Line, text: &'static str, params: &[Value]) -> Result<Vec<tokio_postgres::Row>, Problem> {
    let statement = line.statement(text).await?;
    let found = line.client().query_raw::<_, &Value, _>(&statement, params.iter()).await?;
    Ok(found.try_collect().await?)
}
