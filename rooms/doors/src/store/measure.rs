//! What came of the doors of an incident, as numbers: nobody is in them.

use kernel::IncidentId;
use store::{Store, StoreError, params, sql};

use super::forget::What;

sql! {
    /// Offers, those that hosted somebody, people hosted; drafts are none.
    pub OFFERS = "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN hosted > 0 THEN 1 ELSE 0 END), 0) AS BIGINT), \
        CAST(COALESCE(SUM(hosted), 0) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN state = 1 AND suspended = 0 THEN places - taken ELSE 0 END), 0) AS BIGINT) \
        FROM door WHERE incident = $1 AND state > 0";
    /// Stays by how they stand.
    pub STAYS_BY_STATE = "SELECT state, COUNT(*) FROM stay WHERE incident = $1 GROUP BY state";
    /// How long each guest waited for an address, in microseconds.
    pub WAITS_FOR_ADDRESS = "SELECT given - asked FROM stay WHERE incident = $1 AND given IS NOT NULL ORDER BY 1";
    /// People who still look for room.
    pub STILL_LOOKING = "SELECT COUNT(*), CAST(COALESCE(SUM(people), 0) AS BIGINT) FROM request WHERE incident = $1 AND state = 0";
}

/// The numbers of an incident's doors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Doors that were open at some time.
    pub offers: i64,
    /// Those that hosted somebody.
    pub offers_that_hosted: i64,
    /// People who arrived.
    pub hosted: i64,
    /// Places that are free now.
    pub room: i64,
    /// Stays by the number of their state.
    pub stays: Vec<(i64, i64)>,
    /// Microseconds from the request to the address, the shortest first.
    pub waits: Vec<i64>,
    /// Searches that go on, and for how many people.
    pub looking: (i64, i64),
}

/// Counts.
///
/// # Errors
/// When the store fails.
pub async fn count(store: &Store, incident: IncidentId) -> Result<Counted, StoreError> {
    let mut counted = Counted::default();
    if let Some(row) = store.one(OFFERS, params![incident]).await? {
        counted.offers = row.int(0)?;
        counted.offers_that_hosted = row.int(1)?;
        counted.hosted = row.int(2)?;
        counted.room = row.int(3)?;
    }
    for row in store.read(STAYS_BY_STATE, params![incident]).await? {
        counted.stays.push((row.int(0)?, row.int(1)?));
    }
    for row in store.read(WAITS_FOR_ADDRESS, params![incident]).await? {
        counted.waits.push(row.int(0)?);
    }
    // What is forgotten was counted as it went.
    for (what, value, n) in super::forget::tallies(store, incident).await? {
        match what {
            What::Offer => {
                counted.offers = counted.offers.saturating_add(n);
                counted.offers_that_hosted = counted.offers_that_hosted.saturating_add(if value > 0 { n } else { 0 });
                counted.hosted = counted.hosted.saturating_add(value.saturating_mul(n));
            }
            What::Stay => counted.stays.push((value, n)),
            What::Wait => {
                counted.waits.extend(std::iter::repeat_n(value, usize::try_from(n).unwrap_or_default()));
            }
        }
    }
    counted.waits.sort_unstable();
    if let Some(row) = store.one(STILL_LOOKING, params![incident]).await? {
        counted.looking = (row.int(0)?, row.int(1)?);
    }
    Ok(counted)
}
