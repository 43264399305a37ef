//! Reads, lets the rules decide, writes.

pub mod abroad;
pub mod alerts;
pub mod authorities;
pub mod ingest;
pub mod key;

use kernel::{OperatorId, Refuse, Role, Staff};
use register::Actor;
use web::{Failure, House};

use crate::{
    model::{Authority, Speaker},
    rules::No,
    store::sources,
};

/// A refusal of this room, as pages and API answer it.
#[must_use]
pub fn no(why: &No) -> Failure {
    Failure::Refused(why.refusal())
}

/// For whom a member of staff speaks.
///
/// # Errors
/// When the store fails.
pub async fn speaker(house: &House, staff: &Staff) -> Result<Speaker, Failure> {
    let institution = house.register.speaks_for(staff.id).await?;
    Ok(Speaker { id: staff.id, name: staff.name.to_string(), operates: staff.role.operates(), institution })
}

/// Who looks after institutions.
#[derive(Clone, Copy, Debug)]
pub enum Hand<'a> {
    /// A member of staff.
    Staff(&'a Staff),
    /// Somebody at the console of the server: who can do that can do everything.
    Server,
}

impl<'a> From<&'a Staff> for Hand<'a> {
    fn from(staff: &'a Staff) -> Self {
        Self::Staff(staff)
    }
}
impl From<Hand<'_>> for Actor {
    fn from(hand: Hand<'_>) -> Self {
        match hand {
            Hand::Staff(staff) => staff.into(),
            Hand::Server => Self::Server,
        }
    }
}

impl Hand<'_> {
    /// The member of staff, if it is one.
    fn staff(self) -> Option<OperatorId> {
        match self {
            Self::Staff(staff) => Some(staff.id),
            Self::Server => None,
        }
    }
    /// Whether they answer for every institution.
    fn is_admin(self) -> bool {
        match self {
            Self::Staff(staff) => staff.role == Role::Admin,
            Self::Server => true,
        }
    }
    /// Whether they speak for this one.
    async fn speaks_for(self, house: &House, whom: &Authority) -> Result<bool, Failure> {
        match self {
            Self::Staff(staff) => Ok(speaker(house, staff).await?.speaks_for(Some(whom))),
            Self::Server => Ok(false),
        }
    }
    /// As what is kept with what they added.
    fn mark(self) -> (OperatorId, String) {
        match self {
            Self::Staff(staff) => (staff.id, staff.name.to_string()),
            Self::Server => (kernel::Id::from_bytes([0; 16]), String::new()),
        }
    }
}

/// Forgets what was refused a month ago.
///
/// # Errors
/// When the store fails.
pub async fn forget(house: &House) -> Result<(), Failure> {
    let before = house.clock.now().minus(kernel::Span::days(30));
    house.store.apply(::store::Change::new().run(sources::FORGET_REFUSED, ::store::params![before])).await?;
    Ok(())
}
