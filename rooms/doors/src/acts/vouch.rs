//! An organisation vouches for somebody: as a host they may offer public places, as a guest they come in by a standing rule.

use kernel::{PersonId, Span, Staff};
use register::{AuditLine, Contact, Country};
use store::{Change, params};
use web::{Failure, House, OrRefuse};

use super::no;
use crate::{rules::No, store as kept};

/// How many words about whom to vouch for one member of staff gives in an hour: contacts are not tried out here.
const AN_HOUR: i64 = 300;

/// Vouches for whoever has proven this contact, or takes it back. Whether somebody has is not said.
///
/// # Errors
/// When the contact is not understood; [`No::TooMany`].
pub async fn vouch(house: &House, staff: &Staff, contact: &str, yes: bool) -> Result<(), Failure> {
    let contact = Contact::parse(contact, &Country::FRANCE).or_refuse()?;
    let now = house.clock.now();
    let who = kernel::Id::bytes(staff.id);
    let limited = house.register.take_allowance(Change::new(), "vouch", &who, now, Span::hours(1), AN_HOUR);
    let known: Option<PersonId> = house.register.owner_of_contact(house.register.blind(&contact)).await?;
    let change = match known {
        None => limited,
        Some(person) => {
            let written = if yes {
                limited.run(kept::VOUCH, params![person, staff.id, &*staff.name, now])
            } else {
                limited.run(kept::UNVOUCH, params![person])
            };
            let act = if yes { "voucher.give" } else { "voucher.take_back" };
            house.register.audit(written, &AuditLine::new(now, staff, act).about(person))
        }
    };
    house.store.apply(change).await.map_err(|e| if e.missed() { no(&No::TooMany) } else { e.into() })?;
    Ok(())
}
