//! Finding a door.

use std::sync::Arc;

use kernel::{Cell, IncidentId};
use places::Want;
use register::Incident;
use web::{Failure, House};

use super::{incident, memory, no};
use crate::{
    model::{Company, Suits, view},
    rules::No,
    store::memory::Near,
};

/// How many doors are shown at once.
const SHOWN: usize = 10;
/// How many full doors are shown beside them.
const FULL_SHOWN: usize = 3;
/// Nobody walks farther than this, in metres.
const FARTHEST: f64 = 15_000.0;

/// What somebody looks for.
#[derive(Clone, Debug)]
pub struct Seeking {
    /// In which incident, if one is meant.
    pub incident: Option<IncidentId>,
    /// From where, coarsely.
    pub from: Cell,
    /// For how many.
    pub places: i64,
    /// What is needed.
    pub needs: Suits,
    /// Who they are: only adults are shown homes.
    pub who: Company,
}

/// A door that was found, as anybody may see it.
#[derive(Clone, Debug)]
pub struct Found {
    /// The door.
    pub view: view::DoorView,
    /// The way there, from the centre of one cell to the centre of the other.
    pub figures: places::Figures,
    /// In which direction, unless it is the same cell.
    pub direction: Option<places::Direction>,
    /// Whether the way leads around a perimeter.
    pub around: bool,
}

/// The nearest doors with room, then the nearest full ones.
///
/// # Errors
/// [`No::NoIncident`]; when the store fails.
pub async fn look_around(house: &House, seeking: &Seeking) -> Result<(Arc<Incident>, Vec<Found>), Failure> {
    let incident = incident(house, seeking.incident)?;
    let now = house.clock.now();
    let want = Want {
        places: u16::try_from(seeking.places.max(1)).unwrap_or(u16::MAX),
        suits: u32::try_from(seeking.needs.0).unwrap_or_default(),
        now,
        private: seeking.who == Company::Adults,
        within: FARTHEST,
        // The same for everybody who asks from one cell, so that asking again tells nothing; another by the hour, so that not
        // everybody is sent to the same door all night.
        salt: u64::from_ne_bytes((seeking.from.number() ^ (now.0 / 3_600_000_000)).to_ne_bytes()),
    };
    let around = super::perimeters::around(house, incident.id, now).await?;
    let memory = memory(house).await?;
    let walks = &around.walks;
    // Without perimeters ways are straight lines, which are found faster.
    let mut near = match walks.is_empty() {
        true => memory.nearest(incident.id, seeking.from, &want, SHOWN),
        false => memory.nearest_around(incident.id, seeking.from, &want, SHOWN, walks),
    };
    let full = memory.full_around(incident.id, seeking.from, now, FULL_SHOWN).into_iter();
    near.extend(full.filter(|n| want.private || n.door.kind == crate::model::Kind::Public).filter_map(|n| {
        let walk = walks.walk(seeking.from, n.door.cell).ok()?;
        Some(Near { metres: walk.metres, ..n })
    }));
    let crosses = |n: &Near| !walks.is_empty() && walks.crosses(seeking.from, n.door.cell);
    let all = near.iter().map(|n| Found { around: crosses(n), ..found(n, seeking.from, now) }).collect();
    Ok((incident, all))
}

fn found(near: &Near, from: Cell, now: kernel::Time) -> Found {
    Found {
        view: view::of_door(&near.door, now),
        figures: places::Figures::of(near.metres),
        direction: places::area::direction(from, near.door.cell),
        around: false,
    }
}

/// A door as anybody may see it.
///
/// # Errors
/// [`No::Unknown`], also for drafts, and for doors that are over or that moderators look at.
pub async fn seen(house: &House, id: kernel::DoorId) -> Result<view::DoorView, Failure> {
    // One that moderators look at is as one that is over: nobody learns that somebody complained.
    let door = memory(house).await?.get(id).filter(|d| d.state != crate::model::DoorState::Frozen);
    let door = door.ok_or_else(|| no(&No::Unknown))?;
    Ok(view::of_door(&door, house.clock.now()))
}

/// The way to a door now, on the same terms as in the list; nothing where perimeters leave none.
///
/// # Errors
/// [`No::Unknown`]; when the store fails.
pub async fn way_to(house: &House, id: kernel::DoorId, from: Cell) -> Result<Option<Found>, Failure> {
    let now = house.clock.now();
    let door = memory(house).await?.get(id).ok_or_else(|| no(&No::Unknown))?;
    let around = super::perimeters::around(house, door.incident, now).await?;
    let Ok(walk) = around.walks.walk(from, door.cell) else { return Ok(None) };
    let near = Near { metres: walk.metres, door };
    Ok(Some(Found { around: walk.around, ..found(&near, from, now) }))
}

/// The cell of a place as it is told: `48.867,2.364`, an H3 cell, or the name of a landmark. Nothing finer is kept.
///
/// # Errors
/// [`No::PlaceMissing`], [`No::PlaceCoarse`], [`No::LandmarkUnknown`].
pub async fn place_of(house: &House, told: &str) -> Result<Cell, Failure> {
    let told = told.trim();
    let resolution = house.config.cell_resolution;
    if told.is_empty() {
        return Err(no(&No::PlaceMissing));
    }
    if let Some((lat, lon)) = told.split_once(',')
        && let (Ok(lat), Ok(lon)) = (lat.trim().parse(), lon.trim().parse())
    {
        return Cell::at(lat, lon, resolution).map_err(|_| no(&No::PlaceMissing));
    }
    if let Ok(cell) = told.parse::<Cell>() {
        return of_cell(house, cell);
    }
    web::landmarks::find(house, told).await?.ok_or_else(|| no(&No::LandmarkUnknown))
}

/// The coarsest cell that says where somebody is: some 900 m across.
const COARSEST: u8 = 8;

/// A cell as it is told, no finer than is kept.
///
/// # Errors
/// [`No::PlaceCoarse`] for one so large that ways and need in it mean nothing.
pub(crate) fn of_cell(house: &House, cell: Cell) -> Result<Cell, Failure> {
    let finest = house.config.cell_resolution;
    if cell.resolution() < COARSEST.min(finest) {
        return Err(no(&No::PlaceCoarse));
    }
    let kept = if cell.resolution() > finest { cell.coarser(finest) } else { Ok(cell) };
    kept.map_err(|_| no(&No::PlaceMissing))
}
