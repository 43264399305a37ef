//! Who is where: people by H3 cell, in memory, so that a zone finds its people in about a millisecond.
//!
//! It holds a person's id and up to four cells (last position, home, work, school), and nothing else of them. A person is in a
//! zone when the centre of one of their cells is: the same answer as `ST_Contains(zone, centre)`. It takes 16 bytes per person
//! and, for each place, 16 more; with the room that growing vectors keep, 56 bytes were measured per person with a position and a
//! home: a million people stand in 56 MB (test `a_million_people_take_little`). Measured too, with a million people on one core:
//! 2 ms for the 340,000 of a city's zone of 1,500 vertices, 0.4 µs to place somebody, 45 ms to number everybody again.
//!
//! People are numbered in the order of their ids, so that a selection is a bit per person, and reading the bits gives the ids
//! sorted and each once. Ids are time-ordered: nearly every new one goes to the end. Those that do not are kept aside and
//! merged in when there are many ([`PeopleByCell::settle`]; some tens of milliseconds for a million people, once in tens of
//! thousands of such arrivals).
//!
//! It is plain data without locks. Whoever shares it holds it in a `RwLock`: many selections at a time, or one change; neither
//! waits for a disk.

use std::collections::HashMap;

use kernel::{Bounds, Cell, PersonId, Time, Zone};

/// Why a cell is a person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceKind {
    /// Where they were last: it expires.
    Position,
    /// Where they live.
    Home,
    /// Where they work.
    Work,
    /// Where they learn.
    School,
}

impl PlaceKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Position, Self::Home, Self::Work, Self::School];

    /// Its number in the store.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Position => 0,
            Self::Home => 1,
            Self::Work => 2,
            Self::School => 3,
        }
    }
    const fn index(self) -> usize {
        match self {
            Self::Position => 0,
            Self::Home => 1,
            Self::Work => 2,
            Self::School => 3,
        }
    }
    /// The kind of a number in the store.
    #[must_use]
    pub fn of_number(n: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.number() == n)
    }
}

/// The number that stands for a person: an index into `ids`.
type Slot = u32;

/// People by cell.
#[derive(Default)]
pub struct PeopleByCell {
    /// The person of each slot. The first `sorted` ascend.
    ids: Vec<PersonId>,
    sorted: usize,
    /// Slots of those after them.
    tail: HashMap<PersonId, Slot>,
    /// How many slots have no place any more: they go when people are numbered again.
    vacant: usize,
    /// For each kind of place, by slot, where the person stands; as long as its last user's slot.
    spots: [Vec<Spot>; 4],
    cells: HashMap<Cell, u32>,
    buckets: Vec<Bucket>,
    /// Buckets that are no cell's at the moment.
    free: Vec<u32>,
    /// Buckets by large cell, so that a zone does not look at a whole country.
    districts: HashMap<Cell, District>,
}

/// Where a person stands: in which bucket, and there at which index.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Spot {
    bucket: u32,
    at: u32,
}

const NOWHERE: Spot = Spot { bucket: u32::MAX, at: u32::MAX };

impl Spot {
    fn is_somewhere(self) -> bool {
        self != NOWHERE
    }
}

/// The people of a cell.
struct Bucket {
    cell: Cell,
    /// Its centre.
    lat: f64,
    lon: f64,
    /// Its index in its district.
    seat: usize,
    stand: Vec<Stand>,
}

/// A person in a cell until a time.
#[derive(Clone, Copy)]
struct Stand {
    slot: Slot,
    until: Seconds,
}

/// Seconds since 1970, rounded down: four bytes do until 2106.
type Seconds = u32;

/// A place that does not expire.
const FOR_GOOD: Seconds = Seconds::MAX;

/// The cells of a larger cell, and the rectangle around their centres.
struct District {
    south: f64,
    west: f64,
    north: f64,
    east: f64,
    buckets: Vec<u32>,
}

impl District {
    /// The resolution of districts: about 17 km across, 2,401 cells of resolution 9.
    const RESOLUTION: u8 = 5;
    const NEW: Self = Self { south: 90.0, west: 180.0, north: -90.0, east: -180.0, buckets: Vec::new() };

    /// The large cell that a cell belongs to.
    fn of(cell: Cell) -> Cell {
        cell.coarser(Self::RESOLUTION).unwrap_or(cell)
    }
    /// Adds a bucket and returns its index here.
    fn add(&mut self, bucket: u32, lat: f64, lon: f64) -> usize {
        self.south = self.south.min(lat);
        self.north = self.north.max(lat);
        self.west = self.west.min(lon);
        self.east = self.east.max(lon);
        self.buckets.push(bucket);
        self.buckets.len().saturating_sub(1)
    }
    fn meets(&self, zone: &Bounds) -> bool {
        self.south <= zone.north && self.north >= zone.south && self.west <= zone.east && self.east >= zone.west
    }
}

impl PeopleByCell {
    /// Nobody anywhere.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many people have a place.
    #[must_use]
    pub fn people(&self) -> usize {
        self.ids.len().saturating_sub(self.vacant)
    }

    /// Says where a person is, instead of where they were before for this kind of place. With `expires` the place counts
    /// for nothing from then on; times are kept to the second, rounded down.
    pub fn place(&mut self, person: PersonId, kind: PlaceKind, cell: Cell, expires: Option<Time>) {
        let until = expires.map_or(FOR_GOOD, |t| seconds(t).min(FOR_GOOD - 1));
        let Some(slot) = self.slot_of(person).or_else(|| self.new_slot(person)) else { return };
        let before = self.spot(kind, slot);
        if self.bucket(before.bucket).is_some_and(|b| b.cell == cell) {
            if let Some(stand) = self.stand_mut(before) {
                stand.until = until;
            }
            return;
        }
        self.leave(kind, slot);
        self.enter(kind, slot, cell, until);
        self.tidy();
    }

    /// Takes one of a person's places away.
    pub fn remove(&mut self, person: PersonId, kind: PlaceKind) {
        if let Some(slot) = self.slot_of(person) {
            self.leave(kind, slot);
            self.tidy();
        }
    }

    /// Takes all of a person's places away. The bare id may stay, tied to nothing, until people are numbered again.
    pub fn forget(&mut self, person: PersonId) {
        for kind in PlaceKind::ALL {
            self.remove(person, kind);
        }
    }

    /// Drops the places that expired, and returns how many. Selections never count them; this frees what they hold.
    pub fn expire(&mut self, now: Time) -> usize {
        let now = seconds(now);
        let expired = |s: &Spot| self.stand(*s).is_some_and(|stand| stand.until <= now);
        let mut gone: Vec<(PlaceKind, Slot)> = Vec::new();
        for (kind, spots) in PlaceKind::ALL.into_iter().zip(&self.spots) {
            gone.extend((0..).zip(spots).filter(|(_, spot)| expired(spot)).map(|(slot, _)| (kind, slot)));
        }
        for (kind, slot) in &gone {
            self.leave(*kind, *slot);
        }
        self.tidy();
        gone.len()
    }

    /// The people in a zone, each once, in the order of their ids.
    #[must_use]
    pub fn in_zone(&self, zone: &Zone, now: Time) -> Vec<PersonId> {
        let chosen = self.choose(zone, now);
        let mut people = Vec::with_capacity(count(&chosen));
        for (word, ids) in chosen.iter().zip(self.ids.chunks(64)) {
            let mut left = *word;
            while left != 0 {
                if let Some(person) = ids.get(index(left.trailing_zeros())) {
                    people.push(*person);
                }
                left &= left.wrapping_sub(1);
            }
        }
        if self.sorted < self.ids.len() {
            // Two runs, of which the first and longer is in order: a stable sort merges them.
            people.sort();
        }
        people
    }

    /// How many people are in a zone.
    #[must_use]
    pub fn count_in_zone(&self, zone: &Zone, now: Time) -> usize {
        count(&self.choose(zone, now))
    }

    /// Whether a person is in a zone.
    #[must_use]
    pub fn is_in_zone(&self, person: PersonId, zone: &Zone, now: Time) -> bool {
        let (now, slot) = (seconds(now), self.slot_of(person));
        slot.is_some_and(|slot| {
            PlaceKind::ALL.into_iter().map(|kind| self.spot(kind, slot)).any(|spot| {
                let valid = self.stand(spot).is_some_and(|s| s.until > now);
                valid && self.bucket(spot.bucket).is_some_and(|b| zone.contains(b.lat, b.lon))
            })
        })
    }

    /// Whether it is known where a person is.
    #[must_use]
    pub fn is_known(&self, person: PersonId, now: Time) -> bool {
        let (now, slot) = (seconds(now), self.slot_of(person));
        slot.is_some_and(|slot| {
            let mut spots = PlaceKind::ALL.into_iter().map(|kind| self.spot(kind, slot));
            spots.any(|spot| self.stand(spot).is_some_and(|s| s.until > now))
        })
    }

    /// A bit for each slot: whether the person is in the zone.
    fn choose(&self, zone: &Zone, now: Time) -> Vec<u64> {
        let (now, bounds) = (seconds(now), zone.bounds());
        let mut chosen = vec![0u64; self.ids.len().div_ceil(64)];
        for district in self.districts.values().filter(|d| d.meets(&bounds)) {
            let buckets = district.buckets.iter().filter_map(|b| self.bucket(*b));
            for bucket in buckets.filter(|b| !b.stand.is_empty() && zone.contains(b.lat, b.lon)) {
                for stand in &bucket.stand {
                    if let Some(word) = chosen.get_mut(index(stand.slot >> 6)) {
                        *word |= u64::from(stand.until > now) << (stand.slot & 63);
                    }
                }
            }
        }
        chosen
    }

    /// Numbers people again in the order of their ids, and drops what is vacant. It happens by itself when there is enough
    /// to do; after loading many people in no order, doing it at once makes the first selections faster.
    pub fn settle(&mut self) {
        let slots = 0..u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        let mut order: Vec<(PersonId, Slot)> =
            self.ids.iter().copied().zip(slots).filter(|(_, slot)| self.is_placed(*slot)).collect();
        order.sort();
        let mut renamed = vec![Slot::MAX; self.ids.len()];
        for (new, (_, old)) in (0..).zip(&order) {
            if let Some(r) = renamed.get_mut(index(*old)) {
                *r = new;
            }
        }
        for spots in &mut self.spots {
            let moved = order.iter().map(|(_, old)| spots.get(index(*old)).copied().unwrap_or(NOWHERE));
            let mut moved: Vec<Spot> = moved.collect();
            let used = moved.iter().rposition(|s| s.is_somewhere()).map_or(0, |last| last.saturating_add(1));
            moved.truncate(used);
            moved.shrink_to_fit();
            *spots = moved;
        }
        for stand in self.buckets.iter_mut().flat_map(|b| &mut b.stand) {
            stand.slot = renamed.get(index(stand.slot)).copied().unwrap_or(Slot::MAX);
        }
        self.ids = order.into_iter().map(|(id, _)| id).collect();
        self.sorted = self.ids.len();
        self.tail = HashMap::new();
        self.vacant = 0;
    }

    /// Settles when a good part of the numbers is out of order or vacant.
    fn tidy(&mut self) {
        let people = self.ids.len();
        if self.tail.len() > (people / 32).max(1024) || self.vacant > (people / 8).max(1024) {
            self.settle();
        }
    }

    fn slot_of(&self, person: PersonId) -> Option<Slot> {
        let sorted = self.ids.get(..self.sorted).unwrap_or_default();
        let found = sorted.binary_search(&person).ok().and_then(|i| u32::try_from(i).ok());
        found.or_else(|| self.tail.get(&person).copied())
    }
    /// A slot for somebody new. Nothing when there are four thousand million people.
    fn new_slot(&mut self, person: PersonId) -> Option<Slot> {
        let slot = u32::try_from(self.ids.len()).ok()?;
        if self.tail.is_empty() && self.ids.last().is_none_or(|last| *last < person) {
            self.sorted = self.sorted.saturating_add(1);
        } else {
            self.tail.insert(person, slot);
        }
        self.ids.push(person);
        self.vacant = self.vacant.saturating_add(1);
        Some(slot)
    }

    fn spot(&self, kind: PlaceKind, slot: Slot) -> Spot {
        self.spots.get(kind.index()).and_then(|s| s.get(index(slot))).copied().unwrap_or(NOWHERE)
    }
    fn set_spot(&mut self, kind: PlaceKind, slot: Slot, spot: Spot) {
        let slot = index(slot);
        let Some(spots) = self.spots.get_mut(kind.index()) else { return };
        if spots.len() <= slot {
            spots.resize(slot.saturating_add(1), NOWHERE);
        }
        if let Some(s) = spots.get_mut(slot) {
            *s = spot;
        }
    }
    fn is_placed(&self, slot: Slot) -> bool {
        PlaceKind::ALL.into_iter().any(|kind| self.spot(kind, slot).is_somewhere())
    }
    fn bucket(&self, bucket: u32) -> Option<&Bucket> {
        self.buckets.get(index(bucket))
    }
    fn stand(&self, spot: Spot) -> Option<&Stand> {
        self.bucket(spot.bucket)?.stand.get(index(spot.at))
    }
    fn stand_mut(&mut self, spot: Spot) -> Option<&mut Stand> {
        self.buckets.get_mut(index(spot.bucket))?.stand.get_mut(index(spot.at))
    }

    fn enter(&mut self, kind: PlaceKind, slot: Slot, cell: Cell, until: Seconds) {
        if !self.is_placed(slot) {
            self.vacant = self.vacant.saturating_sub(1);
        }
        let Some(bucket) = self.bucket_of(cell) else { return };
        let Some(held) = self.buckets.get_mut(index(bucket)) else { return };
        let at = u32::try_from(held.stand.len()).unwrap_or(u32::MAX);
        held.stand.push(Stand { slot, until });
        self.set_spot(kind, slot, Spot { bucket, at });
    }

    fn leave(&mut self, kind: PlaceKind, slot: Slot) {
        let spot = self.spot(kind, slot);
        let Some(held) = self.buckets.get_mut(index(spot.bucket)) else { return };
        let last = u32::try_from(held.stand.len()).unwrap_or(u32::MAX).saturating_sub(1);
        held.stand.swap_remove(index(spot.at));
        if held.stand.capacity() > held.stand.len().saturating_mul(4).max(16) {
            held.stand.shrink_to(held.stand.len().saturating_mul(2));
        }
        let (moved, empty) = (held.stand.get(index(spot.at)).map(|s| s.slot), held.stand.is_empty());
        self.set_spot(kind, slot, NOWHERE);
        // The last of the bucket has taken the free place: whichever of that person's places it was now stands here.
        if let Some(moved) = moved {
            let was = Spot { bucket: spot.bucket, at: last };
            if let Some(kind) = PlaceKind::ALL.into_iter().find(|k| self.spot(*k, moved) == was) {
                self.set_spot(kind, moved, spot);
            }
        }
        if empty {
            self.drop_bucket(spot.bucket);
        }
        if !self.is_placed(slot) {
            self.vacant = self.vacant.saturating_add(1);
        }
    }

    /// The bucket of a cell; made when there is none.
    fn bucket_of(&mut self, cell: Cell) -> Option<u32> {
        if let Some(bucket) = self.cells.get(&cell) {
            return Some(*bucket);
        }
        let (lat, lon) = cell.centre();
        let number = self.free.pop().or_else(|| u32::try_from(self.buckets.len()).ok())?;
        let seat = self.districts.entry(District::of(cell)).or_insert(District::NEW).add(number, lat, lon);
        let bucket = Bucket { cell, lat, lon, seat, stand: Vec::new() };
        match self.buckets.get_mut(index(number)) {
            Some(free) => *free = bucket,
            None => self.buckets.push(bucket),
        }
        self.cells.insert(cell, number);
        Some(number)
    }

    fn drop_bucket(&mut self, number: u32) {
        let Some((cell, seat)) = self.bucket(number).map(|b| (b.cell, b.seat)) else { return };
        self.cells.remove(&cell);
        self.free.push(number);
        let key = District::of(cell);
        let Some(district) = self.districts.get_mut(&key) else { return };
        district.buckets.swap_remove(seat);
        let moved = district.buckets.get(seat).copied();
        if district.buckets.is_empty() {
            self.districts.remove(&key);
        }
        if let Some(moved) = moved.and_then(|m| self.buckets.get_mut(index(m))) {
            moved.seat = seat;
        }
    }
}

impl std::fmt::Debug for PeopleByCell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Neither people nor places go to logs.
        write!(f, "PeopleByCell({} people)", self.people())
    }
}

fn seconds(time: Time) -> Seconds {
    u32::try_from(time.since(Time(0)).whole_seconds().max(0)).unwrap_or(FOR_GOOD)
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn count(chosen: &[u64]) -> usize {
    chosen.iter().map(|word| index(word.count_ones())).sum()
}
