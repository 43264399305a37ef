//! What can go wrong in the store.

use crate::postgres::Problem;

/// Why a change was not applied, or a question not answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// A guard of the change touched another number of rows than it must. Nothing of the change was written.
    #[error("guard {step} missed")]
    Missed {
        /// The index of the step.
        step: usize,
    },
    /// A row of the same key is there already. Nothing of the change was written.
    #[error("step {step}: already there")]
    Duplicate {
        /// The index of the step.
        step: usize,
    },
    /// A column holds something else than was expected.
    #[error("column {column} is not {wanted}")]
    Shape {
        /// Its index.
        column: usize,
        /// What was expected.
        wanted: &'static str,
    },
    /// The engine failed. The text names tables and codes, never values.
    #[error("store: {0}")]
    Fault(String),
    /// There is no room on the disk, or it cannot be written to. Nothing of the change was written; the same again may succeed later.
    #[error("no room: {0}")]
    Full(String),
    /// The store is closed.
    #[error("the store is closed")]
    Closed,
}

impl StoreError {
    /// Whether deciding again on a new snapshot may succeed.
    #[must_use]
    pub const fn missed(&self) -> bool {
        matches!(self, Self::Missed { .. } | Self::Duplicate { .. })
    }
    pub(crate) fn postgres(e: tokio_postgres::Error) -> Self {
        Problem::from(e).into()
    }
    /// What SQLite says while it writes.
    pub(crate) fn writing(e: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DiskFull, SystemIoFailure};
        match &e {
            rusqlite::Error::SqliteFailure(f, _) if matches!(f.code, DiskFull | SystemIoFailure) => {
                Self::Full(e.to_string())
            }
            _ => Self::fault(e),
        }
    }
    pub(crate) fn fault(e: impl std::fmt::Display) -> Self {
        Self::Fault(e.to_string())
    }
}
