//! What PostgreSQL says when something is wrong, sorted by what can be done about it.

use tokio_postgres::{Error, error::SqlState};

use crate::StoreError;

#[derive(Clone, Debug)]
pub(crate) enum Problem {
    /// Two transactions stood in each other's way: the same again may succeed.
    Again(String),
    /// The connection is gone.
    Lost(String),
    /// A row of the same key is there.
    Duplicate,
    /// There is no room on the server's disk, or it cannot be written to.
    Full(String),
    /// Anything else.
    Fault(String),
}

impl From<Error> for Problem {
    fn from(e: Error) -> Self {
        let Some(db) = e.as_db_error() else {
            return if e.is_closed() || std::error::Error::source(&e).is_some_and(|s| s.is::<std::io::Error>()) {
                Self::Lost(e.to_string())
            } else {
                Self::Fault(e.to_string())
            };
        };
        let code = db.code();
        // The messages of these classes name objects and states. Those of others may hold values, which belong to people.
        let safe = ["08", "28", "3D", "40", "42", "53", "55", "57", "58"].iter().any(|c| code.code().starts_with(c));
        let text = match (safe, db.table()) {
            (true, _) => format!("{}: {}", code.code(), db.message()),
            (false, Some(table)) => format!("{} on {table}", code.code()),
            (false, None) => code.code().to_owned(),
        };
        if *code == SqlState::UNIQUE_VIOLATION {
            Self::Duplicate
        } else if [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED, SqlState::LOCK_NOT_AVAILABLE]
            .contains(code)
        {
            Self::Again(text)
        } else if ["08", "57P0", "53300"].iter().any(|c| code.code().starts_with(c)) {
            // Shutting down, starting up, out of connections, idle for too long.
            Self::Lost(text)
        } else if [SqlState::DISK_FULL, SqlState::IO_ERROR].contains(code) {
            Self::Full(text)
        } else {
            Self::Fault(text)
        }
    }
}

impl Problem {
    /// Whether the same again, perhaps on another connection, may succeed, when nothing was committed.
    pub(super) const fn passes(&self) -> bool {
        matches!(self, Self::Again(_) | Self::Lost(_))
    }
    /// What the caller is told when it happened in this step.
    pub(super) fn at_step(self, step: usize) -> StoreError {
        match self {
            Self::Duplicate => StoreError::Duplicate { step },
            Self::Full(text) => StoreError::Full(text),
            Self::Again(text) | Self::Lost(text) | Self::Fault(text) => StoreError::Fault(text),
        }
    }
}

impl From<Problem> for StoreError {
    fn from(p: Problem) -> Self {
        p.at_step(0)
    }
}
