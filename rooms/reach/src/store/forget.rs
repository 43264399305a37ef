//! What expires: each sort by its own time.

use kernel::{Span, Time};
use store::{Change, StoreError, params, sql};
use web::House;

sql! {
    /// Forgets the campaigns whose deliveries are gone.
    pub FORGET_CAMPAIGNS = "DELETE FROM campaign WHERE at < $1";
    /// Forgets what circles were told in incidents that are over: in one that is on, the same would be told twice.
    pub FORGET_TOLD = "DELETE FROM told WHERE at < $1 AND incident NOT IN (SELECT id FROM incident WHERE ended IS NULL)";
    /// Forgets what was spent in incidents that are over, and whose campaigns are gone.
    pub FORGET_SPENT = "DELETE FROM spent WHERE incident NOT IN (SELECT incident FROM campaign) \
        AND incident NOT IN (SELECT id FROM incident WHERE ended IS NULL)";
}

/// How many deliveries go at once: the writer is not held up.
const BATCH: i64 = 5000;

fn days(house: &House) -> Span {
    Span::days(i64::from(house.config.deliveries_days))
}

/// Forgets who was written to.
///
/// # Errors
/// When the store fails.
pub async fn deliveries(house: &House, now: Time) -> Result<(), StoreError> {
    while house.queue.forget(now.minus(days(house)), BATCH).await? {}
    Ok(())
}

/// Forgets codes, a day after they were asked for, and the contacts that they were for as soon as they are of no use.
///
/// # Errors
/// When the store fails.
pub async fn codes(house: &House, now: Time) -> Result<(), StoreError> {
    house.queue.forget_codes(now.minus(Span::days(1)), now).await
}

/// Forgets campaigns, and what was spent by them.
///
/// # Errors
/// When the store fails.
pub async fn campaigns(house: &House, now: Time) -> Result<(), StoreError> {
    let before = now.minus(days(house));
    let change = Change::new().run(FORGET_CAMPAIGNS, params![before]).run(FORGET_SPENT, params![]);
    house.store.apply(change).await.map(drop)
}

/// Forgets what circles were told.
///
/// # Errors
/// When the store fails.
pub async fn told(house: &House, now: Time) -> Result<(), StoreError> {
    house.store.apply(Change::new().run(FORGET_TOLD, params![now.minus(days(house))])).await.map(drop)
}
