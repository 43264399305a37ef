//! Browsers that take notifications: taken, forgotten, tried, and what they say of what arrived.

use ::store::Change;
use kernel::{PersonId, Refusal, SessionId, Span};
use notify::{Channel, Kind, NewDelivery, Owner, Step, push::Subscription};
use web::{Failure, House};

use crate::{
    model::push::{Browser, Browsers, Tried},
    store::{self, devices},
};

/// How often one may ask for a trial.
const BETWEEN_TRIALS: Span = Span::seconds(30);

fn no(status: u16, code: &'static str, field: &'static str) -> Failure {
    Failure::Refused(Refusal::new(status, code).at(field))
}

/// Takes a browser for a person: from then on it is nobody else's, and it is the one browser of its session.
///
/// # Errors
/// When browsers are not written to here, when it is no subscription, or when its service may not be called.
pub async fn take(
    house: &House,
    person: PersonId,
    session: SessionId,
    browser: &Browser,
) -> Result<Browsers, Failure> {
    if !house.config.has(Channel::Push) {
        return Err(no(409, "push-off", ""));
    }
    let calls = house.config.calls().map_err(web::Fault::new)?;
    // Of an address that may not be called nothing is kept, so that nothing can be made to call it later.
    calls.allows(&browser.endpoint).map_err(|_| no(422, "push-endpoint", "endpoint"))?;
    let subscription =
        Subscription::new(&browser.endpoint, &browser.keys.p256dh, &browser.keys.auth).map_err(|wrong| match wrong {
            notify::push::BadSubscription::Endpoint => no(422, "push-endpoint", "endpoint"),
            _ => no(422, "push-keys", "keys"),
        })?;
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

/// Sends a trial to all browsers of a person.
///
/// # Errors
/// When they have none.
pub async fn try_all(house: &House, person: PersonId) -> Result<Tried, Failure> {
    let all = store::reachable(&house.register, &[person]).await?.remove(&person).unwrap_or_default().devices;
    if all.is_empty() {
        return Err(no(409, "push-no-browser", ""));
    }
    let now = house.clock.now();
    // The same trial within half a minute is the same message: pressing often does not send often.
    let turn = now.0.div_euclid(BETWEEN_TRIALS.0);
    let once = [b"push trial ".as_slice(), &turn.to_be_bytes()].concat();
    let mut change = Change::new();
    for device in &all {
        change = house.queue.add(
            change,
            &NewDelivery {
                once: &once,
                owner: Owner::Person(person),
                kind: Kind::Trial,
                incident: None,
                campaign: None,
                about: None,
                contact: None,
                device: Some(*device),
                text: None,
                step: Step { channel: Channel::Push, at: now },
                number: 0,
                made: now,
            },
        );
    }
    house.store.apply(change).await?;
    Ok(Tried { sent_to: all.len() })
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
