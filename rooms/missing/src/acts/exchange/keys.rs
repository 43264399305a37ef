//! Who may exchange records, under which domain: given and taken back by admins, in the API and on the command line.

use ::store::{Change, Store, StoreError, params};
use kernel::{OperatorId, Staff, Time};
use pfif::RecordId;
use register::{Actor, AuditLine, Register};
use serde_json::json;
use web::{Failure, House};

use super::{domain, refused};
use crate::{
    acts::no,
    rules::{No, exchange::NoExchange},
    store::exchange::{self as kept, Given, Key},
};

/// A domain, as it is kept.
///
/// # Errors
/// [`NoExchange::Domain`] when it is none, or this server's own: whoever could write under that could bring back what was erased here.
pub fn sound(typed: &str, own: &str) -> Result<String, NoExchange> {
    let domain = typed.trim().to_ascii_lowercase();
    let sound = format!("{domain}/x").parse::<RecordId>().is_ok_and(|id| id.is_of(&domain));
    if sound && domain != own { Ok(domain) } else { Err(NoExchange::Domain) }
}

/// Gives a [`sound`] domain to a member of staff, or changes what their key may do. It stands in the audit.
pub fn giving(register: &Register, by: impl Into<Actor>, now: Time, to: OperatorId, given: &Given) -> Change {
    let Given { domain, reads, writes, searches } = given;
    let details = json!({ "operator": to, "domain": domain, "reads": reads, "writes": writes, "searches": searches });
    let line = AuditLine::new(now, by, "exchange.give").with(details);
    let change = Change::new().run(kept::GIVE, params![to, domain.as_str(), *reads, *writes, *searches]);
    register.audit(change, &line)
}

/// Takes it back. What was brought under it stays until its time is over. It stands in the audit.
pub fn withdrawing(register: &Register, by: impl Into<Actor>, now: Time, from: OperatorId) -> Change {
    let line = AuditLine::new(now, by, "exchange.withdraw").with(json!({ "operator": from }));
    register.audit(Change::new().run(kept::WITHDRAW, params![from]), &line)
}

/// Whose key may do what, by domain. Never the keys.
///
/// # Errors
/// When the store fails.
pub async fn all_given(store: &Store) -> Result<Vec<Key>, StoreError> {
    kept::all_given(store).await
}

/// An admin gives a domain to a member of staff, or changes what their key may do.
///
/// # Errors
/// [`NoExchange::Domain`]; 404.
pub async fn give(house: &House, staff: &Staff, to: OperatorId, mut given: Given) -> Result<(), Failure> {
    given.domain = sound(&given.domain, &domain(house)).map_err(|n| refused(&n))?;
    if house.store.one(kept::IS_STAFF, params![to]).await?.is_none() {
        return Err(no(&No::Unknown));
    }
    house.store.apply(giving(&house.register, staff, house.clock.now(), to, &given)).await?;
    Ok(())
}

/// An admin takes it back. What was brought under it stays until its time is over.
///
/// # Errors
/// When the store fails.
pub async fn withdraw(house: &House, staff: &Staff, from: OperatorId) -> Result<(), Failure> {
    house.store.apply(withdrawing(&house.register, staff, house.clock.now(), from)).await?;
    Ok(())
}
