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
    pool: Mutex<Pool>,
    back: Condvar,
}

struct Pool {
    idle: Vec<Connection>,
    waiting: usize,
}

impl Readers {
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        let idle = (0..READERS).map(|_| connect_reader(path)).collect::<Result<_, _>>()?;
        Ok(Self { pool: Mutex::new(Pool { idle, waiting: 0 }), back: Condvar::new() })
    }
    fn with<T>(&self, work: impl FnOnce(&Connection) -> T) -> T {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        let connection = loop {
            if let Some(c) = pool.idle.pop() {
                break c;
            }
            pool.waiting += 1;
            pool = self.back.wait(pool).unwrap_or_else(PoisonError::into_inner);
            pool.waiting -= 1;
        };
        drop(pool);
        let answer = work(&connection);
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        pool.idle.push(connection);
        // Waking asks the kernel: only when somebody waits.
        if pool.waiting > 0 {
            self.back.notify_one();
        }
        drop(pool);
        answer
    }
    pub(super) fn read(&self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.with(|c| rows(&mut c.prepare_cached(sql).map_err(StoreError::fault)?, params))
    }
    pub(super) fn prepare(&self, sql: &str) -> Result<(), StoreError> {
        self.with(|c| c.prepare(sql).map(drop).map_err(StoreError::fault))
    }
}
