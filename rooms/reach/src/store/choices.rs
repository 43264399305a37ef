//! What people chose, and what they have, as they see it themselves.

use kernel::{PersonId, SessionId, Time};
use store::{StoreError, Value, params, sql};
use web::House;

use super::id16;

sql! {
    /// The browsers of a person.
    pub MY_DEVICES = "SELECT id, session, added FROM subscription WHERE person = $1 ORDER BY added, id";
    /// Whether a person has this browser.
    pub MY_DEVICE = "SELECT 1 FROM subscription WHERE person = $1 AND id = $2";
}

/// A browser that takes notifications.
pub struct Browser {
    /// Its id.
    pub id: [u8; 16],
    /// The session in which it said so.
    pub session: Option<SessionId>,
    /// When.
    pub added: Time,
}

/// The browsers of a person.
///
/// # Errors
/// When the store fails.
pub async fn devices(house: &House, person: PersonId) -> Result<Vec<Browser>, StoreError> {
    let rows = house.store.read(MY_DEVICES, params![person]).await?;
    rows.iter().map(|r| Ok(Browser { id: id16(r, 0)?, session: r.opt_id(1)?, added: r.time(2)? })).collect()
}

/// Whether a person has this browser.
///
/// # Errors
/// When the store fails.
pub async fn has_device(house: &House, person: PersonId, id: [u8; 16]) -> Result<bool, StoreError> {
    Ok(house.store.one(MY_DEVICE, params![person, Value::Id(id)]).await?.is_some())
}
