//! The five types that a column holds.

use kernel::{Cell, Time};

/// A value on its way into or out of the store.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// BIGINT: numbers, times in µs, flags 0 and 1.
    Int(i64),
    /// DOUBLE PRECISION.
    Real(f64),
    /// TEXT.
    Text(String),
    /// BYTEA.
    Blob(Vec<u8>),
    /// BYTEA of 16 bytes: an id, kept without allocating.
    Id([u8; 16]),
}

impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Self::Int(n)
    }
}
impl From<i32> for Value {
    fn from(n: i32) -> Self {
        Self::Int(i64::from(n))
    }
}
impl From<u32> for Value {
    fn from(n: u32) -> Self {
        Self::Int(i64::from(n))
    }
}
impl From<usize> for Value {
    fn from(n: usize) -> Self {
        Self::Int(i64::try_from(n).unwrap_or(i64::MAX))
    }
}
impl From<bool> for Value {
    fn from(b: bool) -> Self {
        Self::Int(i64::from(b))
    }
}
impl From<f64> for Value {
    fn from(n: f64) -> Self {
        Self::Real(n)
    }
}
impl From<&str> for Value {
    fn from(t: &str) -> Self {
        Self::Text(t.to_owned())
    }
}
impl From<String> for Value {
    fn from(t: String) -> Self {
        Self::Text(t)
    }
}
impl From<Vec<u8>> for Value {
    fn from(b: Vec<u8>) -> Self {
        Self::Blob(b)
    }
}
impl From<&[u8]> for Value {
    fn from(b: &[u8]) -> Self {
        Self::Blob(b.to_vec())
    }
}
impl From<[u8; 16]> for Value {
    fn from(b: [u8; 16]) -> Self {
        Self::Id(b)
    }
}
impl From<[u8; 32]> for Value {
    fn from(b: [u8; 32]) -> Self {
        Self::Blob(b.to_vec())
    }
}
impl From<Time> for Value {
    fn from(t: Time) -> Self {
        Self::Int(t.0)
    }
}
impl From<kernel::PostId> for Value {
    fn from(p: kernel::PostId) -> Self {
        Self::Int(p.number())
    }
}
impl From<Cell> for Value {
    fn from(c: Cell) -> Self {
        Self::Int(c.number())
    }
}
impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(o: Option<T>) -> Self {
        o.map_or(Self::Null, Into::into)
    }
}

macro_rules! ids {
    ($($id:ident)*) => {$(
        impl From<kernel::$id> for Value {
            fn from(id: kernel::$id) -> Self { Self::Id(kernel::Id::bytes(id)) }
        }
    )*};
}
ids! { PersonId IncidentId FactId SessionId InvitationId ProofId CaseId RosterId OperatorId AuditId ClientId DoorId RequestId StayId PerimeterId ReportId NoticeId NoteId ReunionId SignId LinkId TributeId CondolenceId TagId PictureId RumourId RulingId EmbargoId AuthorityId AlertId DecisionId }
