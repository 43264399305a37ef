//! Everything about a person expires: what is long over goes, and only numbers are left of it.

use ::store::{Change, StoreError, params};
use kernel::Span;
use web::House;

use crate::{
    rules::{FORGOTTEN_AFTER, VOUCHER_LASTS},
    store::{forget, reports},
};

/// Stays, or doors, that go in one change.
const STEP: i64 = 200;
/// What a report means to a door stays as long as it may be decided.
const REPORTS_LAST: Span = Span::days(31);

/// Forgets doors and stays that were over a week ago, with who was there, and whatever else of this room names somebody. The server does it
/// every hour.
///
/// # Errors
/// When the store fails; what was forgotten until then is.
pub async fn forget_past(house: &House) -> Result<(), StoreError> {
    let (store, now) = (&house.store, house.clock.now());
    let before = now.minus(FORGOTTEN_AFTER);
    let step = usize::try_from(STEP).unwrap_or_default();
    while forget::stays(store, before, STEP).await? == step {}
    // A door goes after the stays at it: who is there by our books has left a day after it closed.
    while forget::doors(store, before, STEP).await? == step {}
    let change = Change::new()
        .run(forget::FORGET_SEARCHES, params![before])
        .run(forget::FORGET_WAITS, params![before])
        .run(forget::FORGET_STAYING, params![])
        .run(forget::FORGET_ROOM_ASKED, params![before])
        .run(forget::FORGET_VOUCHERS, params![now.minus(VOUCHER_LASTS)])
        .run(reports::FORGET_STAY_REPORTS, params![now.minus(REPORTS_LAST)]);
    store.apply(change).await.map(drop)
}
