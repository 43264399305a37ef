//! Where room is needed, and where there is enough.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use ::store::params;
use kernel::{Cell, IncidentId, Span, Time, Visitor};
use web::{Failure, House};

use super::{actor, incident, memory};
pub use crate::rules::need::Need;
use crate::{
    model::{Door, DoorState},
    rules::need::{self, Area, Count},
    store::{self as kept, stays},
};

/// A search counts as need as long as it is not older.
const NEED_LASTS: Span = Span::hours(6);
/// How many doors of a host are told of.
const SHOWN: i64 = 20;

/// The areas of an incident, with people who look for room and free places in them.
///
/// # Errors
/// When the store fails.
pub async fn areas(house: &House, incident: IncidentId, now: Time) -> Result<Vec<Area>, Failure> {
    let mut counts: BTreeMap<Cell, Count> = BTreeMap::new();
    for row in house.store.read(stays::NEED_BY_CELL, params![incident, now.minus(NEED_LASTS)]).await? {
        if let Some(cell) = Cell::of_number(row.int(0)?) {
            counts.entry(cell).or_default().people += row.int(1)?;
        }
    }
    for door in memory(house).await?.of_incident(incident) {
        if door.state == DoorState::Open && !door.suspended && door.until > now {
            let count = counts.entry(door.cell).or_default();
            count.room += door.room(now);
            count.doors += 1;
        }
    }
    Ok(need::areas(&counts))
}

/// When areas were counted, and what was.
type CountedAt = (Time, Arc<Vec<Area>>);

/// The last count of each incident.
#[derive(Default)]
struct Counted(Mutex<HashMap<IncidentId, CountedAt>>);

/// How long a count is good for whoever reads a page that anybody reads.
const COUNTED: Span = Span::seconds(10);

/// The areas in which more people look for room than there is, where most is lacking first. Counted every ten seconds at the most, however
/// many read it.
///
/// # Errors
/// When the store fails.
pub async fn wanting(house: &House, incident: IncidentId) -> Result<Arc<Vec<Area>>, Failure> {
    let (now, counted) = (house.clock.now(), house.shelf.get::<Counted>());
    let all = || counted.0.lock().unwrap_or_else(PoisonError::into_inner);
    let known = all().get(&incident).filter(|(at, _)| *at <= now && now < at.plus(COUNTED)).map(|(_, a)| Arc::clone(a));
    if let Some(known) = known {
        return Ok(known);
    }
    let mut found = areas(house, incident, now).await?;
    found.retain(Area::wants);
    found.sort_by_key(|area| std::cmp::Reverse(area.lacks()));
    let found = Arc::new(found);
    let mut all = all();
    all.retain(|_, (at, _)| now < at.plus(COUNTED));
    all.insert(incident, (now, Arc::clone(&found)));
    Ok(found)
}

/// Whether room is needed near a cell: for whoever has, or may have, a door there.
///
/// # Errors
/// When the store fails.
pub async fn near(house: &House, incident: IncidentId, cell: Cell) -> Result<Need, Failure> {
    if super::incident(house, Some(incident)).is_err() {
        return Ok(Need::Unknown);
    }
    Ok(need::near(&areas(house, incident, house.clock.now()).await?, cell))
}

/// Whether people look for room near a door, or there is enough of it; nothing when too little is known to say so.
///
/// # Errors
/// When the store fails.
pub async fn near_door(house: &House, door: &Door) -> Result<Option<bool>, Failure> {
    Ok(match near(house, door.incident, door.cell).await? {
        Need::Wanted => Some(true),
        Need::Enough => Some(false),
        Need::Unknown => None,
    })
}

/// What one is told of need: operators of all areas, hosts of their own doors.
#[derive(Clone, Debug)]
pub struct Told {
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// All areas, for operators.
    pub areas: Option<Vec<Area>>,
    /// One's own doors, and what is told of each.
    pub doors: Vec<(kernel::DoorId, Need)>,
}

/// What whoever asks is told of need.
///
/// # Errors
/// [`crate::rules::No::NoIncident`]; when the store fails.
pub async fn told(house: &House, visitor: &Visitor, wanted: Option<IncidentId>) -> Result<Told, Failure> {
    let me = actor(visitor)?;
    let incident = incident(house, wanted)?;
    let areas = areas(house, incident.id, house.clock.now()).await?;
    let mut doors = Vec::new();
    for row in house.store.read(kept::DOORS_OF_HOST, params![me, SHOWN]).await? {
        let door = kept::door(&row)?;
        if door.incident == incident.id && door.state != DoorState::Draft {
            doors.push((door.id, need::near(&areas, door.cell)));
        }
    }
    let areas = visitor.operator().is_some().then_some(areas);
    Ok(Told { incident: incident.id, drill: incident.drill, areas, doors })
}
