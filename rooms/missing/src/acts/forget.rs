//! What is over goes: news that fitted no search in its time, and the digests of records that were to be kept away.

use ::store::{Change, StoreError, params};
use kernel::{Event, NoteId};
use web::House;

use crate::{
    rules::NOT_NOW_LASTS,
    store::{exchange, notes, reunions},
};

/// Rows that are looked at together.
const PAGE: i64 = 500;

/// Forgets it.
///
/// # Errors
/// When the store fails.
pub async fn forget(house: &House) -> Result<(), StoreError> {
    let now = house.clock.now();
    house.register.forget_signs(now).await?;
    house.store.apply(Change::new().run(exchange::FORGET_SUPPRESSED, params![now])).await?;
    let long_ago = now.minus(NOT_NOW_LASTS);
    house.store.apply(Change::new().run(reunions::FORGET_NOT_NOWS, params![long_ago])).await?;
    loop {
        let rows = house.store.read(notes::NEWS_OVER, params![now, PAGE]).await?;
        let mut change = Change::new();
        for row in &rows {
            let (note, incident, drill) = (row.id::<NoteId>(0)?, row.id(1)?, row.flag(2)?);
            change = change
                .run(reunions::DROP_WAITING_OF_SIGN, params![note])
                .run(exchange::DROP_NOTE, params![note])
                .event(Event::News { note, incident, drill });
        }
        if rows.is_empty() {
            return Ok(());
        }
        house.store.apply(change).await?;
    }
}
