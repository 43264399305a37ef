//! Reads, lets the rules decide, writes.

pub mod abroad;
pub mod alerts;
pub mod authorities;
pub mod ingest;
pub mod key;

use kernel::{Refuse, Staff};
use web::{Failure, House};

use crate::{model::Speaker, rules::No, store::sources};

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

/// Forgets what was refused a month ago.
///
/// # Errors
/// When the store fails.
pub async fn forget(house: &House) -> Result<(), Failure> {
    let before = house.clock.now().minus(kernel::Span::days(30));
    house.store.apply(::store::Change::new().run(sources::FORGET_REFUSED, ::store::params![before])).await?;
    Ok(())
}
