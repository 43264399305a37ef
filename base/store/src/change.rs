//! A transaction as data.

use kernel::Event;

use crate::{NewJob, Sql, Value};

/// How many rows a step must touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Any number.
    Any,
    /// At least one.
    Some,
    /// Exactly so many.
    Exactly(u64),
}

impl Guard {
    /// Whether so many rows are right.
    #[must_use]
    pub const fn holds(self, touched: u64) -> bool {
        match self {
            Self::Any => true,
            Self::Some => touched > 0,
            Self::Exactly(n) => touched == n,
        }
    }
}

/// One statement with its parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The text.
    pub sql: Sql,
    /// Its parameters.
    pub params: Vec<Value>,
    /// How many rows it must touch.
    pub guard: Guard,
}

/// What is to be written, whole or not at all, and what is then to be told.
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "a change does nothing until it is applied"]
pub struct Change {
    /// The statements, in order.
    pub steps: Vec<Step>,
    /// What happened; written into the outbox with the change.
    pub events: Vec<Event>,
}

/// A change that is on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The position of its last event in the outbox, when it has one.
    pub pos: Option<i64>,
}

impl Change {
    /// An empty change.
    pub const fn new() -> Self {
        Self { steps: Vec::new(), events: Vec::new() }
    }
    fn step(mut self, sql: Sql, params: Vec<Value>, guard: Guard) -> Self {
        self.steps.push(Step { sql, params, guard });
        self
    }
    /// Runs a statement, however many rows it touches.
    pub fn run(self, sql: Sql, params: Vec<Value>) -> Self {
        self.step(sql, params, Guard::Any)
    }
    /// Runs a statement that must touch at least one row, or the whole change is refused.
    pub fn must(self, sql: Sql, params: Vec<Value>) -> Self {
        self.step(sql, params, Guard::Some)
    }
    /// Runs a statement that must touch exactly `rows` rows, or the whole change is refused.
    pub fn must_be(self, sql: Sql, params: Vec<Value>, rows: u64) -> Self {
        self.step(sql, params, Guard::Exactly(rows))
    }
    /// Tells that something happened, once this is on disk.
    pub fn event(mut self, event: Event) -> Self {
        self.events.push(event);
        self
    }
    /// Tells several things.
    pub fn events(mut self, events: impl IntoIterator<Item = Event>) -> Self {
        self.events.extend(events);
        self
    }
    /// Puts a job in the queue; a job of the same kind and key that is there already stays as it is.
    pub fn job(self, job: NewJob) -> Self {
        let (sql, params) = job.into_insert(false);
        self.step(sql, params, Guard::Any)
    }
    /// Puts a job in the queue in the place of one of the same kind and key: whoever is at that one writes no further step of it.
    pub fn job_anew(self, job: NewJob) -> Self {
        let (sql, params) = job.into_insert(true);
        self.step(sql, params, Guard::Any)
    }
    /// This change, then the other, as one.
    pub fn and(mut self, other: Self) -> Self {
        self.steps.extend(other.steps);
        self.events.extend(other.events);
        self
    }
    /// How many statements it runs.
    #[must_use]
    pub const fn steps(&self) -> usize {
        self.steps.len()
    }
    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.events.is_empty()
    }
}
