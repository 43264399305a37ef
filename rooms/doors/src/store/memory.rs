//! The doors that may be found, in memory, by where they are. It holds nothing that is sealed, and nothing that is not public but
//! counts and ids.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use kernel::{Cell, DoorId, Id, IncidentId, PersonId, Time};
use places::{Facts, Hit, Index, Walks, Want};
use register::Register;
use store::{Store, StoreError, params};
use tokio::sync::OnceCell;

use super::{DOORS, LIVING_DOORS, door};
use crate::model::{Door, DoorState, Kind, Tier};

/// How many doors are read at a time.
const PAGE: usize = 2000;

/// All doors of this server that may be found. One of these lies on the shelf of the house.
#[derive(Default)]
pub struct Memory {
    doors: RwLock<Doors>,
    loaded: OnceCell<()>,
}

#[derive(Default)]
struct Doors {
    all: HashMap<DoorId, Arc<Door>>,
    by_incident: HashMap<IncidentId, Index<DoorId>>,
}

/// A door that was found, and how far its cell is from the asker's, in metres between their centres.
#[derive(Clone, Debug)]
pub struct Near {
    /// The door.
    pub door: Arc<Door>,
    /// Metres.
    pub metres: f64,
}

impl Memory {
    /// Reads all doors, the first time that somebody asks.
    ///
    /// # Errors
    /// When the store fails; the next asker tries again.
    pub async fn load(&self, store: &Store) -> Result<(), StoreError> {
        self.loaded
            .get_or_try_init(|| async {
                let mut after = DoorId::from_bytes([0; 16]);
                loop {
                    let rows = store.read(LIVING_DOORS, params![after, PAGE]).await?;
                    let page: Vec<Door> = rows.iter().map(door).collect::<Result<_, _>>()?;
                    let Some(last) = page.last() else { return Ok(()) };
                    after = last.id;
                    let mut doors = self.write();
                    page.into_iter().for_each(|d| doors.put(d));
                }
            })
            .await
            .copied()
    }
    /// Reads these doors again.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn refresh(&self, register: &Register, ids: &[DoorId]) -> Result<(), StoreError> {
        let rows = register.many(DOORS, ids).await?;
        let fresh: Vec<Door> = rows.iter().map(door).collect::<Result<_, _>>()?;
        let mut doors = self.write();
        let there: std::collections::HashSet<DoorId> = fresh.iter().map(|d| d.id).collect();
        fresh.into_iter().for_each(|d| doors.put(d));
        ids.iter().filter(|id| !there.contains(*id)).for_each(|id| doors.forget(*id));
        drop(doors);
        Ok(())
    }
    /// Forgets the doors of somebody who was erased.
    pub fn forget_host(&self, host: PersonId) {
        let mut doors = self.write();
        let gone: Vec<DoorId> = doors.all.values().filter(|d| d.host == Some(host)).map(|d| d.id).collect();
        gone.into_iter().for_each(|id| doors.forget(id));
    }
    /// The doors at which somebody is expected or there.
    #[must_use]
    pub fn with_guests(&self) -> Vec<DoorId> {
        self.read().all.values().filter(|d| d.taken > 0).map(|d| d.id).collect()
    }
    /// The nearest doors of an incident with room.
    #[must_use]
    pub fn nearest(&self, incident: IncidentId, from: Cell, want: &Want, limit: usize) -> Vec<Near> {
        self.found(incident, |index| index.nearest(from, want, limit))
    }
    /// The same by the ways around perimeters: doors to which there is none are left out.
    #[must_use]
    pub fn nearest_around(
        &self,
        incident: IncidentId,
        from: Cell,
        want: &Want,
        limit: usize,
        walks: &Walks,
    ) -> Vec<Near> {
        let mut walker = walks.walker();
        let mut way = |to| walker.walk(from, to).ok().map(|walk| walk.metres);
        self.found(incident, |index| index.nearest_by(from, want, limit, &mut way))
    }
    fn found(&self, incident: IncidentId, search: impl FnOnce(&Index<DoorId>) -> Vec<Hit<DoorId>>) -> Vec<Near> {
        let doors = self.read();
        let Some(index) = doors.by_incident.get(&incident) else { return Vec::new() };
        let near = |hit: Hit<DoorId>| Some(Near { door: doors.all.get(&hit.id)?.clone(), metres: hit.metres });
        search(index).into_iter().filter_map(near).collect()
    }
    /// Doors around a cell that are open, though full: they are shown, so that nobody thinks that they were never there.
    #[must_use]
    pub fn full_around(&self, incident: IncidentId, from: Cell, now: Time, limit: usize) -> Vec<Near> {
        let doors = self.read();
        let Some(index) = doors.by_incident.get(&incident) else { return Vec::new() };
        let mut full: Vec<Near> = Vec::new();
        for cell in from.around(4) {
            for (id, facts) in index.in_cell(cell) {
                if facts.left == 0
                    && let Some(door) = doors.all.get(&id)
                    && door.state == DoorState::Open
                    && !door.suspended
                    && door.until > now
                {
                    full.push(Near { door: door.clone(), metres: places::area::between(from, cell) });
                }
            }
        }
        full.sort_by(|a, b| a.metres.total_cmp(&b.metres).then(a.door.id.cmp(&b.door.id)));
        full.truncate(limit);
        full
    }
    /// One door.
    #[must_use]
    pub fn get(&self, id: DoorId) -> Option<Arc<Door>> {
        self.read().all.get(&id).cloned()
    }
    /// The doors of an incident that may be found, in no order.
    #[must_use]
    pub fn of_incident(&self, incident: IncidentId) -> Vec<Arc<Door>> {
        self.read().all.values().filter(|d| d.incident == incident).cloned().collect()
    }
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.read().all.len()
    }
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    fn read(&self) -> RwLockReadGuard<'_, Doors> {
        self.doors.read().unwrap_or_else(PoisonError::into_inner)
    }
    fn write(&self) -> RwLockWriteGuard<'_, Doors> {
        self.doors.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Doors {
    /// Puts in what was read, unless something newer is there: readings may overtake each other.
    fn put(&mut self, door: Door) {
        if self.all.get(&door.id).is_some_and(|known| known.version > door.version) {
            return;
        }
        if matches!(door.state, DoorState::Draft | DoorState::Closed) {
            return self.forget(door.id);
        }
        self.by_incident.entry(door.incident).or_default().upsert(door.id, door.cell, facts(&door));
        self.all.insert(door.id, Arc::new(door));
    }
    fn forget(&mut self, id: DoorId) {
        if let Some(door) = self.all.remove(&id)
            && let Some(index) = self.by_incident.get_mut(&door.incident)
        {
            index.remove(id);
        }
    }
}

/// What the index knows of a door: nothing about where in its cell it is.
fn facts(door: &Door) -> Facts {
    let left = if door.state == DoorState::Open { door.places - door.taken } else { 0 };
    Facts {
        left: u16::try_from(left).unwrap_or(if left < 0 { 0 } else { u16::MAX }),
        until: door.until,
        kind: if door.kind == Kind::Public { places::Kind::Public } else { places::Kind::Private },
        suits: u32::try_from(door.suits.0).unwrap_or_default(),
        // Among the doors of one cell the better known come first.
        rank: match door.tier {
            Tier::Institution => 0,
            Tier::Vouched => 1,
            Tier::Proven => 2,
            Tier::New => 3,
        },
        suspended: door.suspended || door.state != DoorState::Open,
    }
}
