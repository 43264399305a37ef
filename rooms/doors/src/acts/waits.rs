//! Waiting at a full door: who waits hears once when it has room again.

use std::collections::HashSet;

use kernel::{DoorId, PersonId};
use store::{Change, params};
use web::{Failure, House};

use super::no;
use crate::{
    rules::No,
    store::{self as kept, waits},
};

/// Doors that one person waits at.
const MOST: i64 = 10;

/// Waits until a door has room again; whether it has room now, so that nobody waits for it.
///
/// # Errors
/// [`No::Unknown`], [`No::DoorShut`] when it is not one that may have room again, [`No::TooMany`].
pub async fn wait(house: &House, me: PersonId, door: DoorId) -> Result<bool, Failure> {
    let found = kept::one_door(&house.store, door).await?.filter(|d| d.host.is_some());
    let found = found.ok_or_else(|| no(&No::Unknown))?;
    super::incident(house, Some(found.incident))?;
    let now = house.clock.now();
    if found.state != crate::model::DoorState::Open || found.until <= now {
        return Err(no(&No::DoorShut));
    }
    let many = house.store.one(waits::COUNT_WAITS, params![me, found.drill]).await?.map_or(Ok(0), |r| r.int(0))?;
    if many >= MOST {
        return Err(no(&No::TooMany));
    }
    house.store.apply(waits::begin(Change::new(), door, me, now)).await?;
    // Looked at once more: what became free before the line above was written was told to nobody.
    let free = kept::one_door(&house.store, door).await?.is_some_and(|d| d.room(now) > 0);
    if free {
        wait_no_more(house, me, door).await?;
    }
    Ok(free)
}

/// Waits no more.
///
/// # Errors
/// When the store fails.
pub async fn wait_no_more(house: &House, me: PersonId, door: DoorId) -> Result<(), Failure> {
    house.store.apply(waits::end(Change::new(), door, me)).await?;
    Ok(())
}

/// At which doors somebody waits.
///
/// # Errors
/// When the store fails.
pub async fn my_waits(house: &House, me: PersonId) -> Result<HashSet<DoorId>, Failure> {
    Ok(waits::of(&house.store, me, MOST.saturating_mul(2)).await?.into_iter().collect())
}
