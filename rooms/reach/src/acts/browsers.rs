//! Browsers that take notifications: taken, forgotten, and what they say of what arrived.

use ::store::Change;
use kernel::{PersonId, SessionId};
use notify::{
    Channel,
    push::{BadSubscription, Subscription},
};
use web::{Failure, House};

use super::no;
use crate::{
    model::push::{Browser, Browsers},
    rules::no::No,
    store::devices,
};

/// Takes a browser for a person: from then on it is nobody else's, and it is the one browser of its session.
///
/// # Errors
/// When browsers are not written to here, when it is no subscription, or when its service may not be called.
pub async fn take(house: &House, person: PersonId, session: SessionId, browser: &Browser) -> Result<Browsers, Failure> {
    if !house.config.has(Channel::Push) {
        return Err(no(No::PushOff));
    }
    let calls = house.config.calls().map_err(web::Fault::new)?;
    // Of an address that may not be called nothing is kept, so that nothing can be made to call it later.
    calls.allows(&browser.endpoint).map_err(|_| no(No::PushAddress))?;
    let subscription = Subscription::new(&browser.endpoint, &browser.keys.p256dh, &browser.keys.auth).map_err(
        |wrong| match wrong {
            BadSubscription::Endpoint => no(No::PushAddress),
            _ => no(No::PushKeys),
        },
    )?;
    let now = house.clock.now();
    let change = devices::add(Change::new(), house, person, Some(session), &subscription, now);
    house.store.apply(change).await?;
    browsers(house, person).await
}

/// Forgets a browser of a person; nothing happens when it is not theirs.
///
/// # Errors
/// When the store fails.
pub async fn forget(house: &House, person: PersonId, endpoint: &str) -> Result<(), Failure> {
    let change = devices::remove(Change::new(), person, devices::device_id(house, endpoint));
    house.store.apply(change).await?;
    Ok(())
}

/// Forgets all browsers of a person.
///
/// # Errors
/// When the store fails.
pub async fn forget_all(house: &House, person: PersonId) -> Result<(), Failure> {
    house.store.apply(devices::remove_all(Change::new(), person)).await?;
    Ok(())
}

/// How many browsers a person has.
///
/// # Errors
/// When the store fails.
pub async fn browsers(house: &House, person: PersonId) -> Result<Browsers, Failure> {
    Ok(Browsers { browsers: devices::count(house, person).await? })
}

/// A browser says that a message has arrived.
///
/// # Errors
/// When we wrote no such receipt, or forgot its message.
pub async fn received(house: &House, receipt: &str) -> Result<(), Failure> {
    let delivery = house.queue.of_receipt(receipt).await?.ok_or_else(Failure::not_found)?;
    house.store.apply(house.queue.delivered(Change::new(), &delivery, house.clock.now())).await?;
    Ok(())
}
