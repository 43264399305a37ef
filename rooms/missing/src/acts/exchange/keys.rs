//! Who may exchange records, under which domain.

use ::store::{Change, params};
use kernel::{OperatorId, Staff};
use pfif::RecordId;
use register::AuditLine;
use serde_json::json;
use web::{Failure, House};

use super::{domain, refused};
use crate::{
    acts::no,
    rules::{No, exchange::NoExchange},
    store::exchange::{self as kept, Given},
};

/// An admin gives a domain to a member of staff, or changes what their key may do.
///
/// # Errors
/// [`NoExchange::Domain`] when it is none, or this server's own; 404.
pub async fn give(house: &House, staff: &Staff, to: OperatorId, mut given: Given) -> Result<(), Failure> {
    given.domain = given.domain.trim().to_ascii_lowercase();
    let sound = format!("{}/x", given.domain).parse::<RecordId>().is_ok_and(|id| id.is_of(&given.domain));
    // Whoever could write under this server's own name could bring back what was erased here.
    if !sound || given.domain == domain(house) {
        return Err(refused(&NoExchange::Domain));
    }
    if house.store.one(kept::IS_STAFF, params![to]).await?.is_none() {
        return Err(no(&No::Unknown));
    }
    let now = house.clock.now();
    let Given { domain, reads, writes, searches } = &given;
    let details = json!({ "operator": to, "domain": domain, "reads": reads, "writes": writes, "searches": searches });
    let line = AuditLine::new(now, staff, "exchange.give").with(details);
    let change = Change::new().run(kept::GIVE, params![to, domain.as_str(), *reads, *writes, *searches]);
    house.store.apply(house.register.audit(change, &line)).await?;
    Ok(())
}

/// An admin takes it back. What was brought under it stays until its time is over.
///
/// # Errors
/// When the store fails.
pub async fn withdraw(house: &House, staff: &Staff, from: OperatorId) -> Result<(), Failure> {
    let line = AuditLine::new(house.clock.now(), staff, "exchange.withdraw").with(json!({ "operator": from }));
    let change = Change::new().run(kept::WITHDRAW, params![from]);
    house.store.apply(house.register.audit(change, &line)).await?;
    Ok(())
}
