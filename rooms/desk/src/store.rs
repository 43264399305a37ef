//! What this room reads beside the register.

use kernel::IncidentId;
use store::{Store, StoreError, params, sql};

use crate::model::Load;

sql! {
    /// How many requests for help of an incident stand where.
    pub CASES_BY_STATE = "SELECT state, COUNT(*) FROM help_case WHERE incident = $1 AND state < 3 GROUP BY state";
}

/// How many requests for help stand where.
///
/// # Errors
/// When the store fails.
pub async fn load(store: &Store, incident: IncidentId) -> Result<Load, StoreError> {
    let mut load = Load::default();
    for row in store.read(CASES_BY_STATE, params![incident]).await? {
        match row.int(0)? {
            1 => load.open = row.int(1)?,
            _ => load.taken = row.int(1)?,
        }
    }
    Ok(load)
}
