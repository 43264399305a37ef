//! The writer: every change that waits goes into one commit, each in a savepoint of its own.

use std::sync::{
    Arc, Mutex, PoisonError,
    mpsc::{Receiver, Sender, channel},
};

use kernel::{Clock, Event};
use rusqlite::{
    Connection,
    ffi::{SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID, SQLITE_CONSTRAINT_UNIQUE},
};
use tokio::sync::{oneshot, watch};

use super::fold::Fold;
use crate::{Applied, Change, StoreError, Value, outbox, recent::Recent};

/// The most changes of one commit: enough to share the cost of the disk, few enough that nobody waits long.
const GROUP: usize = 1024;

/// Other constraints, such as NOT NULL, are faults of ours: PostgreSQL tells them apart too.
const KEY_IS_THERE: [i32; 3] = [SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_ROWID];

type Answer = oneshot::Sender<Result<Applied, StoreError>>;
pub(crate) type Direct = Box<dyn FnOnce(&mut Connection) + Send>;

pub(super) enum Order {
    Change(Change, Answer),
    Direct(Direct),
}

pub(super) struct Writer {
    orders: Mutex<Option<Sender<Order>>>,
    thread: Mutex<Option<std::thread::JoinHandle<()>>>,
}

/// Who is told of a commit.
pub(super) struct Told {
    pub(super) clock: Arc<dyn Clock>,
    pub(super) commits: watch::Sender<i64>,
    pub(super) recent: Arc<Recent>,
}

impl Writer {
    pub(super) fn start(connection: Connection, fold: Fold, told: Told) -> Result<Self, StoreError> {
        let (orders, incoming) = channel();
        let thread = std::thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || run(connection, &incoming, fold, &told))
            .map_err(StoreError::fault)?;
        Ok(Self { orders: Mutex::new(Some(orders)), thread: Mutex::new(Some(thread)) })
    }
    pub(super) fn send(&self, order: Order) -> Result<(), StoreError> {
        let orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        orders.as_ref().ok_or(StoreError::Closed)?.send(order).map_err(|_| StoreError::Closed)
    }
    /// Writes what waits, then ends the thread.
    pub(super) fn close(&self) {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.close();
    }
}

fn run(mut connection: Connection, incoming: &Receiver<Order>, mut fold: Fold, told: &Told) {
    let mut group = Vec::with_capacity(GROUP);
    while let Ok(first) = incoming.recv() {
        let mut direct = None;
        match first {
            Order::Change(c, a) => group.push((c, a)),
            Order::Direct(d) => direct = Some(d),
        }
        while direct.is_none() && group.len() < GROUP {
            match incoming.try_recv() {
                Ok(Order::Change(c, a)) => group.push((c, a)),
                Ok(Order::Direct(d)) => direct = Some(d),
                Err(_) => break,
            }
        }
        if !group.is_empty() {
            let changes = group.len();
            write_group(&connection, std::mem::take(&mut group), told);
            fold.after(&connection, changes);
        }
        if let Some(work) = direct {
            work(&mut connection);
        }
    }
    drop(fold);
    // The last one out folds the log into the file, so that copying the folder of a stopped server is a backup.
    let _ = connection.pragma_update(None, "wal_checkpoint", "TRUNCATE");
}

fn write_group(c: &Connection, group: Vec<(Change, Answer)>, told: &Told) {
    let now = told.clock.now();
    let (changes, answers): (Vec<_>, Vec<_>) = group.into_iter().unzip();
    let written = in_transaction(c, || {
        let mut outcomes = Vec::with_capacity(changes.len());
        let mut events: Vec<&Event> = Vec::new();
        for change in &changes {
            let outcome = one(c, change);
            if c.is_autocommit() {
                // A full disk, say, makes SQLite undo the whole transaction by itself. What comes next would be written
                // without one.
                return Err(outcome.err().unwrap_or_else(|| StoreError::fault("the transaction was undone")));
            }
            outcomes.push(outcome.map(|()| {
                events.extend(&change.events);
                (!change.events.is_empty()).then_some(i64::try_from(events.len()).unwrap_or(i64::MAX))
            }));
        }
        Ok((outcomes, write_events(c, &events, now.0)?))
    });
    match written {
        Ok((outcomes, range)) => {
            if let Some((first, last)) = range {
                let written = changes.into_iter().zip(&outcomes).filter(|(_, o)| o.is_ok());
                told.recent.push(first, now, written.flat_map(|(c, _)| c.events).collect());
                told.commits.send_replace(last);
            }
            let before = range.map_or(0, |(first, _)| first.saturating_sub(1));
            for (answer, outcome) in answers.into_iter().zip(outcomes) {
                let _ = answer.send(outcome.map(|upto| Applied { pos: upto.map(|n| before.saturating_add(n)) }));
            }
        }
        Err(e) => {
            tracing::error!(error = %e, "a group was not written");
            for answer in answers {
                let _ = answer.send(Err(e.clone()));
            }
        }
    }
}

fn in_transaction<T>(c: &Connection, work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    exec(c, "BEGIN IMMEDIATE")?;
    match work().and_then(|t| exec(c, "COMMIT").map(|()| t)) {
        Ok(t) => Ok(t),
        Err(e) => {
            let _ = exec(c, "ROLLBACK");
            Err(e)
        }
    }
}

/// One change in its savepoint. A change of one statement needs none: SQLite undoes a failed statement by itself, and a
/// guard that misses has touched nothing.
fn one(c: &Connection, change: &Change) -> Result<(), StoreError> {
    let alone = change.steps.len() < 2 && !change.steps.iter().any(|s| matches!(s.guard, crate::Guard::Exactly(_)));
    if alone {
        return steps(c, change);
    }
    exec(c, "SAVEPOINT change")?;
    match steps(c, change) {
        Ok(()) => exec(c, "RELEASE change"),
        Err(e) => {
            exec(c, "ROLLBACK TO change")?;
            exec(c, "RELEASE change")?;
            Err(e)
        }
    }
}

fn steps(c: &Connection, change: &Change) -> Result<(), StoreError> {
    for (i, step) in change.steps.iter().enumerate() {
        let touched = execute(c, step.sql.lite, &step.params).map_err(|e| match e {
            StoreError::Duplicate { .. } => StoreError::Duplicate { step: i },
            other => other,
        })?;
        if !step.guard.holds(touched) {
            return Err(StoreError::Missed { step: i });
        }
    }
    Ok(())
}

fn execute(c: &Connection, sql: &str, params: &[Value]) -> Result<u64, StoreError> {
    let mut statement = c.prepare_cached(sql).map_err(StoreError::writing)?;
    match statement.execute(rusqlite::params_from_iter(params)) {
        Ok(n) => Ok(u64::try_from(n).unwrap_or(u64::MAX)),
        Err(rusqlite::Error::SqliteFailure(f, _)) if KEY_IS_THERE.contains(&f.extended_code) => {
            Err(StoreError::Duplicate { step: 0 })
        }
        Err(e) => Err(StoreError::writing(e)),
    }
}

fn exec(c: &Connection, sql: &str) -> Result<(), StoreError> {
    execute(c, sql, &[]).map(drop)
}

/// Writes the events of a group; gives the first and last position.
fn write_events(c: &Connection, events: &[&Event], now: i64) -> Result<Option<(i64, i64)>, StoreError> {
    if events.is_empty() {
        return Ok(None);
    }
    let n = i64::try_from(events.len()).map_err(StoreError::fault)?;
    let last: i64 = c
        .prepare_cached(outbox::TAKE_POSITIONS.lite)
        .and_then(|mut s| s.query_row([n], |r| r.get(0)))
        .map_err(StoreError::writing)?;
    let first = last - n + 1;
    let mut insert = c.prepare_cached(outbox::WRITE_EVENT.lite).map_err(StoreError::writing)?;
    for (pos, event) in (first..=last).zip(events) {
        insert.execute(rusqlite::params![pos, now, outbox::body(event)?]).map_err(StoreError::writing)?;
    }
    Ok(Some((first, last)))
}
