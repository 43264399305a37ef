//! The nearest doors with room, among all that are open.
//!
//! Cells stand in a tree of the larger cells around them. Each cell of the tree knows the most that any door in it has to give, and how
//! far from its centre its doors' cells can lie: a search opens the nearest one first and passes by whole regions that cannot help
//! (best-first search: Hjaltason and Samet, "Distance browsing in spatial databases", ACM TODS 24, 1999). Where walks lead around
//! perimeters, straight lines are the lower bound (Papadias and others, "Query processing in spatial network databases", VLDB 2003).
//!
//! All doors of a cell are equally far. Among them comes first what the caller ranked first, then an order that depends on
//! their ids and the asker's salt alone.
//!
//! ```
//! use kernel::{Cell, Time};
//! use places::{Facts, Index, Kind, Want};
//! let cell = |lat, lon| Cell::at(lat, lon, 9).unwrap();
//! let mut doors = Index::new();
//! let open = Facts { left: 2, until: Time(100), kind: Kind::Private, suits: 0b101, rank: 0, suspended: false };
//! doors.upsert(1, cell(48.867, 2.364), open);
//! doors.upsert(2, cell(48.848, 2.396), Facts { left: 0, ..open });
//! doors.upsert(3, cell(48.872, 2.377), Facts { kind: Kind::Public, ..open });
//! let want = Want { places: 2, suits: 0b100, now: Time(50), ..Want::default() };
//! let near = doors.nearest(cell(48.872, 2.377), &want, 10);
//! assert_eq!(near.iter().map(|hit| hit.id).collect::<Vec<_>>(), [3, 1]);
//! ```

mod seek;

use std::{
    collections::HashMap,
    hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash},
};

use kernel::{Cell, Time};

/// What kind of place a door leads to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A public place.
    Public,
    /// Somebody's home.
    #[default]
    Private,
}

/// What must be known of a door to find it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Places that are left.
    pub left: u16,
    /// Open until then; not at that time any more.
    pub until: Time,
    /// What it leads to.
    pub kind: Kind,
    /// What it suits, one bit each, as the caller has it.
    pub suits: u32,
    /// Which doors of one cell come first: the lower ones. Nothing about where the door is may go in here.
    pub rank: u8,
    /// Not to be found at present.
    pub suspended: bool,
}

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Want {
    /// Places that must be left.
    pub places: u16,
    /// What the door must suit, as bits: all of them.
    pub suits: u32,
    /// The time.
    pub now: Time,
    /// Whether a private home is good.
    pub private: bool,
    /// The farthest, in metres.
    pub within: f64,
    /// Mixes the order of doors of one cell and one rank, so that not everybody is sent to the same. Take it from the request.
    pub salt: u64,
}

impl Default for Want {
    fn default() -> Self {
        Self { places: 1, suits: 0, now: Time(0), private: true, within: f64::INFINITY, salt: 0 }
    }
}

/// A door that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit<I> {
    /// Which.
    pub id: I,
    /// Its cell.
    pub cell: Cell,
    /// The way there from the centre of the asker's cell to the centre of the door's, unrounded: [`crate::Figures::of`] before it is shown.
    pub metres: f64,
    /// What was known of it.
    pub facts: Facts,
}

/// A door in its cell.
#[derive(Clone, Debug)]
struct Door<I> {
    id: I,
    /// Its id, as chance: the order in a cell.
    dice: u64,
    facts: Facts,
}

/// The most that any door of some place has to give; admits what at least one of them may fulfil.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Most {
    left: u16,
    suits: u32,
    until: Time,
}

impl Most {
    const NOTHING: Self = Self { left: 0, suits: 0, until: Time(i64::MIN) };

    fn join(self, other: Self) -> Self {
        Self { left: self.left.max(other.left), suits: self.suits | other.suits, until: self.until.max(other.until) }
    }
    fn admits(&self, want: &Want) -> bool {
        self.left >= want.places.max(1) && self.suits & want.suits == want.suits && self.until > want.now
    }
}

/// By kind: public, private.
type Offer = [Most; 2];
const NO_OFFER: Offer = [Most::NOTHING; 2];

/// A cell with doors, or a larger one around such cells.
#[derive(Clone, Debug)]
struct Node<I> {
    cell: Cell,
    /// Its centre on the sphere of radius one.
    at: [f64; 3],
    /// No cell below it has its centre farther away than this chord.
    reach: f64,
    above: Option<usize>,
    below: Vec<usize>,
    doors: Vec<Door<I>>,
    /// Of its own doors and of all below.
    offer: Offer,
}

/// Open doors by where they are. Not for several threads at once to change: put it behind a lock.
///
/// It never forgets a cell that has once had a door: a few hundred bytes each.
#[derive(Clone, Debug)]
pub struct Index<I> {
    nodes: Vec<Node<I>>,
    by_cell: HashMap<Cell, usize>,
    by_id: HashMap<I, usize>,
    /// The nodes with nothing above.
    tops: Vec<usize>,
}

impl<I> Default for Index<I> {
    fn default() -> Self {
        Self { nodes: Vec::new(), by_cell: HashMap::new(), by_id: HashMap::new(), tops: Vec::new() }
    }
}

impl<I: Copy + Ord + Hash> Index<I> {
    /// No doors.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
    /// How many doors it knows, whatever their state.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_id.len()
    }
    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// Puts a door in, or what is known of it in place of what was, its cell too.
    pub fn upsert(&mut self, id: I, cell: Cell, facts: Facts) {
        let new = self.node(cell);
        match self.by_id.insert(id, new) {
            Some(old) if old != new => self.take(old, id),
            _ => {}
        }
        if let Some(node) = self.nodes.get_mut(new) {
            match node.doors.iter_mut().find(|d| d.id == id) {
                Some(door) => door.facts = facts,
                None => {
                    let dice = BuildHasherDefault::<DefaultHasher>::new().hash_one(id);
                    node.doors.push(Door { id, dice, facts });
                }
            }
        }
        self.sum(new);
    }

    /// Takes a door out. Whether it was there.
    pub fn remove(&mut self, id: I) -> bool {
        let Some(at) = self.by_id.remove(&id) else { return false };
        self.take(at, id);
        self.sum(at);
        true
    }

    /// What is known of a door.
    #[must_use]
    pub fn get(&self, id: I) -> Option<(Cell, Facts)> {
        let node = self.nodes.get(*self.by_id.get(&id)?)?;
        node.doors.iter().find(|d| d.id == id).map(|d| (node.cell, d.facts))
    }

    /// The cells that have doors, whatever their state, in no order.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + '_ {
        self.nodes.iter().filter(|n| !n.doors.is_empty()).map(|n| n.cell)
    }

    /// The doors of a cell, whatever their state, in no order.
    pub fn in_cell(&self, cell: Cell) -> impl Iterator<Item = (I, Facts)> + '_ {
        let node = self.by_cell.get(&cell).and_then(|at| self.nodes.get(*at));
        node.into_iter().flat_map(|n| &n.doors).map(|d| (d.id, d.facts))
    }

    /// Drops all that closed before `now`. How many.
    pub fn expire(&mut self, now: Time) -> usize {
        let over = |d: &Door<I>| d.facts.until <= now;
        let gone: Vec<I> = self.nodes.iter().flat_map(|n| &n.doors).filter(|d| over(d)).map(|d| d.id).collect();
        gone.iter().filter(|id| self.remove(**id)).count()
    }

    fn take(&mut self, at: usize, id: I) {
        if let Some(node) = self.nodes.get_mut(at) {
            node.doors.retain(|d| d.id != id);
        }
        self.sum(at);
    }

    /// The node of a cell, made with those above it if it is new.
    fn node(&mut self, cell: Cell) -> usize {
        if let Some(at) = self.by_cell.get(&cell) {
            return *at;
        }
        let above = cell.resolution().checked_sub(1).and_then(|r| cell.coarser(r).ok());
        let above = above.map(|larger| self.node(larger));
        let new = self.nodes.len();
        let at = on_sphere(cell.centre());
        self.nodes.push(Node { cell, at, reach: 0.0, above, below: Vec::new(), doors: Vec::new(), offer: NO_OFFER });
        self.by_cell.insert(cell, new);
        match above.and_then(|a| self.nodes.get_mut(a)) {
            Some(larger) => larger.below.push(new),
            None => self.tops.push(new),
        }
        // Every node above holds this centre in its reach.
        let mut next = above;
        while let Some(node) = next.and_then(|a| self.nodes.get_mut(a)) {
            node.reach = node.reach.max(chord2(node.at, at).sqrt());
            next = node.above;
        }
        new
    }

    /// Reckons again what a node and those above it have to give.
    fn sum(&mut self, from: usize) {
        let mut next = Some(from);
        while let Some((at, node)) = next.and_then(|at| Some((at, self.nodes.get(at)?))) {
            let own = node.doors.iter().map(Door::offer);
            let below = node.below.iter().filter_map(|b| self.nodes.get(*b)).map(|n| n.offer);
            let offer = own.chain(below).fold(NO_OFFER, |[a, b], [c, d]| [a.join(c), b.join(d)]);
            if offer == node.offer {
                return;
            }
            next = node.above;
            if let Some(node) = self.nodes.get_mut(at) {
                node.offer = offer;
            }
        }
    }
}

impl<I> Door<I> {
    fn offer(&self) -> Offer {
        let f = &self.facts;
        if f.suspended || f.left == 0 {
            return NO_OFFER;
        }
        let most = Most { left: f.left, suits: f.suits, until: f.until };
        match f.kind {
            Kind::Public => [most, Most::NOTHING],
            Kind::Private => [Most::NOTHING, most],
        }
    }
    fn admits(&self, want: &Want) -> bool {
        admits(&self.offer(), want)
    }
}

fn admits([public, private]: &Offer, want: &Want) -> bool {
    public.admits(want) || want.private && private.admits(want)
}

fn on_sphere((lat, lon): (f64, f64)) -> [f64; 3] {
    let (lat, lon) = (lat.to_radians(), lon.to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}

fn chord2([a, b, c]: [f64; 3], [x, y, z]: [f64; 3]) -> f64 {
    (a - x).powi(2) + (b - y).powi(2) + (c - z).powi(2)
}
