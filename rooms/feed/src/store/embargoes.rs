//! Embargoes on disk, and those that hold in memory, ready for every post that is published.

use std::sync::{Arc, Mutex, PoisonError};

use ::store::{Change, Row, Store, StoreError, params, sql};
use kernel::{EmbargoId, Event, Role, Staff, Time};
use places::Landmarks;

use crate::{
    model::{
        embargo::{Did, Embargo, Step},
        hold::Ward,
    },
    rules::hold::ward,
};

macro_rules! columns {
    () => {
        "id, incident, drill, version, name, shape, names, starts, ends, lifted, holder"
    };
}

sql! {
    /// Opens one.
    pub ADD_EMBARGO = "INSERT INTO embargo (id, incident, drill, version, name, shape, names, starts, ends, lifted, holder) \
        VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, NULL, $9)";
    /// One.
    pub EMBARGO = concat!("SELECT ", columns!(), " FROM embargo WHERE id = $1");
    /// Those that hold.
    pub LIVING_EMBARGOES = concat!("SELECT ", columns!(), " FROM embargo WHERE ends > $1 AND lifted IS NULL ORDER BY ends, id");
    /// Those that hold, or ended since then.
    pub EMBARGOES_SINCE = concat!("SELECT ", columns!(), " FROM embargo WHERE ends > $1 ORDER BY ends, id");
    /// All of real incidents, or of exercises, the newest first.
    pub EMBARGOES = concat!("SELECT ", columns!(), " FROM embargo WHERE drill = $1 ORDER BY starts DESC, id LIMIT $2");
    /// Those that are over, the last first: the public log.
    pub OVER_EMBARGOES = concat!("SELECT ", columns!(), " FROM embargo WHERE drill = $1 AND (ends <= $2 OR lifted <= $2) \
        ORDER BY starts DESC, id LIMIT $3");
    /// It holds for longer, or not any more.
    pub CHANGE_EMBARGO = "UPDATE embargo SET ends = $3, lifted = $4, holder = $5, version = version + 1 WHERE id = $1 AND version = $2";
    /// Keeps a line of its log.
    pub ADD_STEP = "INSERT INTO embargo_step (embargo, n, what, at, until, made_by, made_by_name, made_as) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// Its log.
    pub STEPS = "SELECT what, at, until, made_by_name, made_as FROM embargo_step WHERE embargo = $1 ORDER BY n";
}

/// Reads an embargo from a row of its columns.
///
/// # Errors
/// When the row is not one.
pub fn embargo(row: &Row) -> Result<Embargo, StoreError> {
    let zone = serde_json::from_str(row.text(5)?).map_err(|_| StoreError::Shape { column: 5, wanted: "a zone" })?;
    let names = serde_json::from_str(row.text(6)?).map_err(|_| StoreError::Shape { column: 6, wanted: "names" })?;
    Ok(Embargo {
        id: row.id(0)?,
        incident: row.id(1)?,
        drill: row.flag(2)?,
        version: row.int(3)?,
        name: row.text(4)?.to_owned(),
        zone,
        names,
        starts: row.time(7)?,
        ends: row.time(8)?,
        lifted: row.opt_time(9)?,
        holder: row.id(10)?,
    })
}

/// One of them.
///
/// # Errors
/// When the store fails.
pub async fn one(store: &Store, id: EmbargoId) -> Result<Option<Embargo>, StoreError> {
    store.one(EMBARGO, params![id]).await?.as_ref().map(embargo).transpose()
}

/// Those that hold.
///
/// # Errors
/// When the store fails.
pub async fn living(store: &Store, now: Time) -> Result<Vec<Embargo>, StoreError> {
    store.read(LIVING_EMBARGOES, params![now]).await?.iter().map(embargo).collect()
}

/// Those that hold, or ended since then.
///
/// # Errors
/// When the store fails.
pub async fn since(store: &Store, then: Time) -> Result<Vec<Embargo>, StoreError> {
    store.read(EMBARGOES_SINCE, params![then]).await?.iter().map(embargo).collect()
}

/// The log of one.
///
/// # Errors
/// When the store fails.
pub async fn steps(store: &Store, id: EmbargoId) -> Result<Vec<Step>, StoreError> {
    let odd = |what: &str| StoreError::Fault(format!("an embargo's {what} is not known"));
    let rows = store.read(STEPS, params![id]).await?;
    rows.iter()
        .map(|row| {
            Ok(Step {
                did: Did::of_number(row.int(0)?).ok_or_else(|| odd("log"))?,
                at: row.time(1)?,
                until: row.time(2)?,
                by_name: row.text(3)?.to_owned(),
                role: Role::of_number(row.int(4)?).ok_or_else(|| odd("role"))?,
            })
        })
        .collect()
}

/// Opens one.
pub fn add(change: Change, new: &Embargo, staff: &Staff) -> Change {
    let names = serde_json::to_string(&new.names).unwrap_or_default();
    let shape = new.zone.to_geojson().to_string();
    let params =
        params![new.id, new.incident, new.drill, new.name.as_str(), shape, names, new.starts, new.ends, new.holder];
    logged(change.must(ADD_EMBARGO, params), new, 1, (Did::Opened, new.starts), staff)
}

/// Writes what became of one: refused when it has changed since it was read.
pub fn change(change: Change, next: &Embargo, did: Did, staff: &Staff, now: Time) -> Change {
    let change = change.must(CHANGE_EMBARGO, params![next.id, next.version, next.ends, next.lifted, next.holder]);
    logged(change, next, next.version.saturating_add(1), (did, now), staff)
}

fn logged(change: Change, of: &Embargo, n: i64, (did, at): (Did, Time), staff: &Staff) -> Change {
    let line = params![of.id, n, did.number(), at, of.until(), staff.id, &*staff.name, staff.role.number()];
    let on = of.lifted.is_none();
    let event = Event::Embargo { embargo: of.id, incident: of.incident, drill: of.drill, on };
    change.must(ADD_STEP, line).event(event)
}

/// The embargoes that hold, in memory. One of these lies on the shelf of the house.
#[derive(Default)]
pub struct Wards(Mutex<Option<Arc<[Ward]>>>);

impl Wards {
    /// Those that are not over. Whoever asks looks whether they hold: [`crate::rules::hold::decide`] does.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn known(&self, store: &Store, landmarks: &Landmarks, now: Time) -> Result<Arc<[Ward]>, StoreError> {
        if let Some(known) = self.lock().clone() {
            return Ok(known);
        }
        let fresh: Arc<[Ward]> = living(store, now)
            .await?
            .into_iter()
            .map(|e| ward(e.id, e.drill, e.zone, (e.starts, e.ends), &e.names, landmarks))
            .collect();
        *self.lock() = Some(Arc::clone(&fresh));
        Ok(fresh)
    }
    /// They are read again when somebody asks.
    pub fn forget(&self) {
        *self.lock() = None;
    }
    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Arc<[Ward]>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
