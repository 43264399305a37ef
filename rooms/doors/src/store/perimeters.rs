//! Perimeters on disk, and those that hold in memory, ready for many questions.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use kernel::{Cell, DoorId, Event, IncidentId, PerimeterId, Staff, StayId, Time};
use places::Walks;
use store::{Change, Row, Store, StoreError, Value, params, sql};
use tokio::sync::OnceCell;

use crate::model::perimeter::{Perimeter, Stands};

/// As many ids stand in the place of a list.
const MANY: usize = 64;

macro_rules! columns {
    () => {
        "id, incident, drill, version, name, shape, starts, ends, lifted"
    };
}

sql! {
    /// Draws one.
    pub ADD_PERIMETER = "INSERT INTO perimeter (id, incident, drill, version, name, shape, starts, ends, lifted, made, made_by, made_by_name) \
        VALUES ($1, $2, $3, 1, $4, $5, $6, $7, NULL, $8, $9, $10)";
    /// One of them.
    pub PERIMETER = concat!("SELECT ", columns!(), " FROM perimeter WHERE id = $1");
    /// Those of an incident, the newest first.
    pub PERIMETERS_OF = concat!("SELECT ", columns!(), " FROM perimeter WHERE incident = $1 ORDER BY made DESC, id DESC LIMIT $2");
    /// Those of an incident that are not over.
    pub LIVING_PERIMETERS = concat!("SELECT ", columns!(), " FROM perimeter WHERE incident = $1 AND lifted IS NULL AND ends > $2 \
        ORDER BY starts, id");
    /// Changes whenever any of them does.
    pub PERIMETERS_MARK = "SELECT COUNT(*), CAST(COALESCE(SUM(version), 0) AS BIGINT) FROM perimeter WHERE incident = $1";
    /// Another shape, another end, or lifted.
    pub CHANGE_PERIMETER = "UPDATE perimeter SET shape = $3, starts = $4, ends = $5, lifted = $6, version = version + 1 \
        WHERE id = $1 AND version = $2";
    /// Perimeters touch the cells of these doors, or do not any more.
    pub SUSPEND_MANY = concat!("UPDATE door SET suspended = $65, changed = $66, version = version + 1 WHERE id IN ", register::many!(),
        " AND suspended <> $65 AND state < 4");
    /// These guests are to stay where they are, or may go again: then those under way have until then at the least.
    pub STAY_PUT_MANY = concat!("UPDATE stay SET stay_put = $65, until = CASE WHEN state = 2 AND until < $66 THEN $66 ELSE until END, \
        version = version + 1 WHERE id IN ", register::many!(), " AND stay_put <> $65 AND state IN (1, 2, 3)");
}

/// Reads a perimeter from a row of its columns.
///
/// # Errors
/// When the row is not one.
pub fn perimeter(row: &Row) -> Result<Perimeter, StoreError> {
    let zone = serde_json::from_str(row.text(5)?).map_err(|_| StoreError::Shape { column: 5, wanted: "a zone" })?;
    Ok(Perimeter {
        id: row.id(0)?,
        incident: row.id(1)?,
        drill: row.flag(2)?,
        version: row.int(3)?,
        name: row.text(4)?.to_owned(),
        zone,
        starts: row.time(6)?,
        ends: row.time(7)?,
        lifted: row.opt_time(8)?,
    })
}

/// One of them.
///
/// # Errors
/// When the store fails.
pub async fn one_perimeter(store: &Store, id: PerimeterId) -> Result<Option<Perimeter>, StoreError> {
    store.one(PERIMETER, params![id]).await?.as_ref().map(perimeter).transpose()
}

/// Writes a new one.
pub fn add(change: Change, new: &Perimeter, staff: &Staff, now: Time) -> Change {
    let params = params![
        new.id,
        new.incident,
        new.drill,
        new.name.as_str(),
        new.zone.to_geojson().to_string(),
        new.starts,
        new.ends,
        now,
        staff.id,
        &*staff.name
    ];
    change.must(ADD_PERIMETER, params).event(changed(new))
}

/// Writes what became of one; refused when it has changed since it was read.
pub fn change(change: Change, next: &Perimeter) -> Change {
    let shape = next.zone.to_geojson().to_string();
    let params = params![next.id, next.version, shape, next.starts, next.ends, next.lifted];
    change.must(CHANGE_PERIMETER, params).event(changed(next))
}

/// What is told when a perimeter is drawn, changed, lifted, begins or ends.
#[must_use]
pub const fn changed(of: &Perimeter) -> Event {
    Event::Perimeter { perimeter: of.id, incident: of.incident, drill: of.drill }
}

/// Suspends these doors, or lets them go on.
pub fn suspend(change: Change, doors: &[DoorId], on: bool, now: Time) -> Change {
    many(change, SUSPEND_MANY, doors, &[on.into(), now.into()])
}

/// These guests are to stay put, or may go: those under way have until `until` at the least.
pub fn stay_put(change: Change, stays: &[StayId], on: bool, until: Time) -> Change {
    many(change, STAY_PUT_MANY, stays, &[on.into(), until.into()])
}

fn many<T: Copy>(mut change: Change, sql: store::Sql, ids: &[T], rest: &[Value]) -> Change
where
    Value: From<T>,
{
    for some in ids.chunks(MANY) {
        let Some(last) = some.last() else { continue };
        let filled = some.iter().chain(std::iter::repeat(last)).take(MANY).map(|id| Value::from(*id));
        change = change.run(sql, filled.chain(rest.iter().cloned()).collect());
    }
    change
}

/// One perimeter that holds, by itself.
#[derive(Debug)]
pub struct One {
    /// The perimeter.
    pub kept: Perimeter,
    /// What it alone is in the way of.
    walks: Walks,
}

/// The perimeters of an incident that hold at some time.
#[derive(Debug)]
pub struct Around {
    /// The way around all of them.
    pub walks: Walks,
    /// Each by itself.
    pub each: Vec<One>,
    /// When this was made.
    at: Time,
}

impl Around {
    /// Those of these perimeters that hold at a time.
    #[must_use]
    pub fn of(living: &[Perimeter], now: Time) -> Self {
        let shapes: Vec<places::Perimeter> =
            living.iter().map(|p| places::Perimeter::new(p.zone.clone(), p.starts, p.ends)).collect();
        let each = living.iter().zip(&shapes).filter(|(p, _)| p.stands(now) == Stands::On);
        let each = each.map(|(p, shape)| One { kept: p.clone(), walks: Walks::new([shape], now) }).collect();
        Self { walks: Walks::new(&shapes, now), each, at: now }
    }
    fn holds(&self, now: Time) -> bool {
        self.at <= now && self.walks.turns().is_none_or(|turns| now < turns)
    }
    /// Whether a perimeter that holds since after `since` lies across the straight line.
    #[must_use]
    pub fn crossed_since(&self, since: Time, from: Cell, to: Cell) -> bool {
        self.each.iter().any(|one| one.kept.starts > since && one.walks.crosses(from, to))
    }
    /// The perimeters that touch a cell.
    pub fn touching(&self, cell: Cell) -> impl Iterator<Item = &Perimeter> {
        self.each.iter().filter(move |one| one.walks.touches(cell)).map(|one| &one.kept)
    }
}

/// The perimeters of this server that are not over. One of these lies on the shelf of the house.
#[derive(Default)]
pub struct Perimeters {
    incidents: Mutex<HashMap<IncidentId, Arc<Known>>>,
}

#[derive(Default)]
struct Known {
    living: OnceCell<Arc<[Perimeter]>>,
    around: Mutex<Option<Arc<Around>>>,
}

impl Perimeters {
    /// Those of an incident that hold now.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn around(&self, store: &Store, incident: IncidentId, now: Time) -> Result<Arc<Around>, StoreError> {
        let known = Arc::clone(self.lock().entry(incident).or_default());
        let living = known.living.get_or_try_init(|| living(store, incident, now)).await?;
        let mut last = known.around.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(around) = last.as_ref().filter(|a| a.holds(now)) {
            return Ok(Arc::clone(around));
        }
        let fresh = Arc::new(Around::of(living, now));
        *last = Some(Arc::clone(&fresh));
        Ok(fresh)
    }
    /// What is known of an incident is read again when somebody asks.
    pub fn forget(&self, incident: IncidentId) {
        self.lock().remove(&incident);
    }
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<IncidentId, Arc<Known>>> {
        self.incidents.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The perimeters of an incident that are not over.
///
/// # Errors
/// When the store fails.
pub async fn living(store: &Store, incident: IncidentId, now: Time) -> Result<Arc<[Perimeter]>, StoreError> {
    store.read(LIVING_PERIMETERS, params![incident, now]).await?.iter().map(perimeter).collect()
}
