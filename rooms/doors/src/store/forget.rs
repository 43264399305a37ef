//! What is forgotten of doors and stays that are long over, and the numbers that are left of them: nobody is in those.

use std::collections::BTreeMap;

use kernel::{DoorId, IncidentId, StayId, Time};
use store::{Change, Row, Store, StoreError, params, sql};

sql! {
    /// Stays that were over before a time, the oldest first.
    pub PAST_STAYS = "SELECT id, incident, state, given - asked FROM stay WHERE ended < $1 ORDER BY ended, id LIMIT $2";
    /// One of them goes.
    pub DROP_STAY = "DELETE FROM stay WHERE id = $1";
    /// Doors that were closed before a time, and at which nobody is any more.
    pub PAST_DOORS = "SELECT id, incident, hosted FROM door d WHERE d.state = 4 AND d.changed < $1 \
        AND NOT EXISTS (SELECT 1 FROM stay s WHERE s.door = d.id) ORDER BY d.changed, d.id LIMIT $2";
    /// One of them goes.
    pub DROP_DOOR = "DELETE FROM door WHERE id = $1 AND state = 4";
    /// As many more of something are counted in an incident.
    pub TALLY = "INSERT INTO door_tally (incident, what, value, n) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (incident, what, value) DO UPDATE SET n = door_tally.n + $4";
    /// What is counted of an incident.
    pub TALLIES = "SELECT what, value, n FROM door_tally WHERE incident = $1 ORDER BY what, value";
    /// Searches for room that are old: those of an incident that is over go before.
    pub FORGET_SEARCHES = "DELETE FROM request WHERE changed < $1";
    /// Nobody waits at a door for days.
    pub FORGET_WAITS = "DELETE FROM door_wait WHERE at < $1";
    /// A stay that lives nowhere any more.
    pub FORGET_STAYING = "DELETE FROM staying WHERE NOT EXISTS (SELECT 1 FROM stay s WHERE s.id = staying.stay AND s.state IN (1, 2, 3))";
    /// Hosts who were asked for room.
    pub FORGET_ROOM_ASKED = "DELETE FROM room_asked WHERE at < $1";
    /// Whom an organisation vouched for long ago.
    pub FORGET_VOUCHERS = "DELETE FROM voucher WHERE at < $1";
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Offers by how many people each hosted.
    Offer,
    /// Stays by the number of their state.
    Stay,
    /// Guests by how long they waited for an address, in microseconds, cut to ten seconds.
    Wait,
}

impl What {
    const ALL: [Self; 3] = [Self::Offer, Self::Stay, Self::Wait];
    const fn number(self) -> i64 {
        match self {
            Self::Offer => 1,
            Self::Stay => 2,
            Self::Wait => 3,
        }
    }
}

/// Ten seconds, in microseconds.
const TEN_SECONDS: i64 = 10_000_000;

/// Forgets so many stays that were over before a time; gives how many there were.
///
/// # Errors
/// When the store fails, or another process forgets the same at this moment: then nothing is written, and counted, twice.
pub async fn stays(store: &Store, before: Time, most: i64) -> Result<usize, StoreError> {
    let rows = store.read(PAST_STAYS, params![before, most]).await?;
    let mut counts = Counts::default();
    let mut change = Change::new();
    for row in &rows {
        let (id, incident): (StayId, IncidentId) = (row.id(0)?, row.id(1)?);
        counts.add(incident, What::Stay, row.int(2)?);
        if let Some(waited) = row.opt_int(3)? {
            counts.add(incident, What::Wait, waited - waited.rem_euclid(TEN_SECONDS));
        }
        change = change
            .run(super::stays::FORGET_WORDS, params![id])
            .run(super::companion::FORGET_COMPANION, params![id])
            .must(DROP_STAY, params![id]);
    }
    apply(store, counts.write(change)).await?;
    Ok(rows.len())
}

/// Forgets so many doors that were closed before a time; gives how many there were.
///
/// # Errors
/// As [`stays`].
pub async fn doors(store: &Store, before: Time, most: i64) -> Result<usize, StoreError> {
    let rows = store.read(PAST_DOORS, params![before, most]).await?;
    let mut counts = Counts::default();
    let mut change = Change::new();
    for row in &rows {
        let (id, incident): (DoorId, IncidentId) = (row.id(0)?, row.id(1)?);
        counts.add(incident, What::Offer, row.int(2)?);
        change = change.run(super::waits::DROP_WAITS, params![id]).must(DROP_DOOR, params![id]);
    }
    apply(store, counts.write(change)).await?;
    Ok(rows.len())
}

async fn apply(store: &Store, change: Change) -> Result<(), StoreError> {
    if change.is_empty() { Ok(()) } else { store.apply(change).await.map(drop) }
}

#[derive(Default)]
struct Counts(BTreeMap<(IncidentId, What, i64), i64>);

impl Counts {
    fn add(&mut self, incident: IncidentId, what: What, value: i64) {
        let n = self.0.entry((incident, what, value)).or_default();
        *n = n.saturating_add(1);
    }
    fn write(self, change: Change) -> Change {
        self.0.into_iter().fold(change, |change, ((incident, what, value), n)| {
            change.run(TALLY, params![incident, what.number(), value, n])
        })
    }
}

/// What is counted of an incident: what, its value, how often.
///
/// # Errors
/// When the store fails.
pub async fn tallies(store: &Store, incident: IncidentId) -> Result<Vec<(What, i64, i64)>, StoreError> {
    let read = |row: &Row| -> Result<Option<(What, i64, i64)>, StoreError> {
        let number = row.int(0)?;
        let what = What::ALL.into_iter().find(|w| w.number() == number);
        what.map(|w| Ok::<_, StoreError>((w, row.int(1)?, row.int(2)?))).transpose()
    };
    let rows = store.read(TALLIES, params![incident]).await?;
    rows.iter().filter_map(|row| read(row).transpose()).collect()
}
