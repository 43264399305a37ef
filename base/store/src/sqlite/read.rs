//! A pool of read-only connections. Reads are short (indexed, a few rows), so they run where they are asked for.

use std::{
    path::Path,
    sync::{Condvar, Mutex, PoisonError},
};

use rusqlite::Connection;

use super::{connect_reader, rows};
use crate::{Row, StoreError, Value};

const READERS: usize = 6;

pub(super) struct Readers {
    idle: Mutex<Vec<Connection>>,
    back: Condvar,
}

impl Readers {
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        let idle = (0..READERS).map(|_| connect_reader(path)).collect::<Result<_, _>>()?;
        Ok(Self { idle: Mutex::new(idle), back: Condvar::new() })
    }
    fn with<T>(&self, work: impl FnOnce(&Connection) -> T) -> T {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let connection = loop {
            match idle.pop() {
                Some(c) => break c,
                None => idle = self.back.wait(idle).unwrap_or_else(PoisonError::into_inner),
            }
        };
        drop(idle);
        let answer = work(&connection);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        self.back.notify_one();
        answer
    }
    pub(super) fn read(&self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.with(|c| rows(&mut c.prepare_cached(sql).map_err(StoreError::fault)?, params))
    }
    pub(super) fn prepare(&self, sql: &str) -> Result<(), StoreError> {
        self.with(|c| c.prepare(sql).map(drop).map_err(StoreError::fault))
    }
}
