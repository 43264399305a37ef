//! Where room is needed and where there is enough, told so that nobody can be singled out.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Cell;

/// The size of an area: H3 resolution 7, some two kilometres across.
pub const AREA: u8 = 7;
/// Fewer people, or fewer doors, are told of only together with those of a neighbour.
pub const FEWEST: i64 = 5;

/// What is counted in an area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// People who look for room.
    pub people: i64,
    /// Free places.
    pub room: i64,
    /// Doors that are open, full ones too.
    pub doors: i64,
}

impl Count {
    const fn plus(self, other: Self) -> Self {
        Self {
            people: self.people.saturating_add(other.people),
            room: self.room.saturating_add(other.room),
            doors: self.doors.saturating_add(other.doors),
        }
    }
    /// Whether it may be told of by itself: nobody, or enough.
    const fn hides(self) -> bool {
        (self.people == 0 || self.people >= FEWEST) && (self.doors == 0 || self.doors >= FEWEST)
    }
    const fn is_empty(self) -> bool {
        self.people == 0 && self.doors == 0
    }
}

/// An area that may be told of, with what is counted in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its cells of resolution [`AREA`], in order.
    pub cells: BTreeSet<Cell>,
    /// What is counted in all of them.
    pub count: Count,
}

impl Area {
    /// Whether more people look for room than there is.
    #[must_use]
    pub const fn wants(&self) -> bool {
        self.count.people > self.count.room
    }
    /// For how many there is no room.
    #[must_use]
    pub const fn lacks(&self) -> i64 {
        let more = self.count.people.saturating_sub(self.count.room);
        if more > 0 { more } else { 0 }
    }
    /// The cell that is first in order.
    fn first(&self) -> Option<Cell> {
        self.cells.first().copied()
    }
    fn far(&self, other: &Self) -> f64 {
        let pairs = self.cells.iter().flat_map(|a| other.cells.iter().map(move |b| apart(*a, *b)));
        pairs.fold(f64::INFINITY, f64::min)
    }
}

/// How far two cells are apart, as far as the order of neighbours goes.
fn apart(a: Cell, b: Cell) -> f64 {
    let ((a_lat, a_lon), (b_lat, b_lon)) = (a.centre(), b.centre());
    let east = (a_lon - b_lon).abs();
    let east = east.min(360.0 - east) * f64::midpoint(a_lat, b_lat).to_radians().cos();
    (a_lat - b_lat).hypot(east)
}

/// The area of a cell: the larger cell around it, or itself when it is as large.
#[must_use]
pub fn area_of(cell: Cell) -> Cell {
    if cell.resolution() > AREA { cell.coarser(AREA).unwrap_or(cell) } else { cell }
}

/// The areas that may be told of. One with fewer than [`FEWEST`] people or doors is joined to its nearest neighbour, the smallest first, until none is left
/// by itself; what cannot be joined to anybody is not told of at all.
#[must_use]
pub fn areas(counts: &BTreeMap<Cell, Count>) -> Vec<Area> {
    let mut by_area: BTreeMap<Cell, Count> = BTreeMap::new();
    for (cell, count) in counts {
        let sum = by_area.entry(area_of(*cell)).or_default();
        *sum = sum.plus(*count);
    }
    let mut all: Vec<Area> = by_area
        .into_iter()
        .filter(|(_, count)| !count.is_empty())
        .map(|(cell, count)| Area { cells: BTreeSet::from([cell]), count })
        .collect();
    loop {
        let size = |a: &Area| (a.count.people.saturating_add(a.count.doors), a.first());
        let small = all.iter().enumerate().filter(|(_, a)| !a.count.hides()).min_by_key(|(_, a)| size(a));
        let Some(at) = small.map(|(at, _)| at) else { break };
        let one = all.swap_remove(at);
        let near = |a: &Area, b: &Area| one.far(a).total_cmp(&one.far(b)).then(a.first().cmp(&b.first()));
        let Some(other) = all.iter_mut().min_by(|a, b| near(a, b)) else { break };
        other.cells.extend(one.cells);
        other.count = other.count.plus(one.count);
    }
    all.sort_by_key(Area::first);
    all
}

/// What a host is told of need near them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// People look for room near there.
    Wanted,
    /// There is room for all who look for it.
    Enough,
    /// Too little is known.
    Unknown,
}

impl Need {
    /// Its word in the API, and the end of its key in `locales/`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Wanted => "wanted",
            Self::Enough => "enough",
            Self::Unknown => "unknown",
        }
    }
}

/// Whether room is needed in the area of a cell, or in the areas next to it.
#[must_use]
pub fn near(areas: &[Area], cell: Cell) -> Need {
    if areas.is_empty() {
        return Need::Unknown;
    }
    let around: BTreeSet<Cell> = area_of(cell).around(1).into_iter().collect();
    let close = areas.iter().filter(|a| !a.cells.is_disjoint(&around));
    if close.into_iter().any(Area::wants) { Need::Wanted } else { Need::Enough }
}

/// A host who may have room still, where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Perhaps<H> {
    /// Who.
    pub host: H,
    /// Where their door was.
    pub cell: Cell,
    /// How many people it took.
    pub places: i64,
}

/// The hosts who are asked whether they have room still: those near where it lacks, in the order given, until they have had twice the
/// room that lacks there. Each once.
#[must_use]
pub fn asked<H: Copy + Ord>(areas: &[Area], hosts: &[Perhaps<H>]) -> Vec<H> {
    let mut left: Vec<(&Area, i64)> =
        areas.iter().filter(|a| a.wants()).map(|a| (a, a.lacks().saturating_mul(2))).collect();
    let mut asked: BTreeSet<H> = BTreeSet::new();
    let mut order = Vec::new();
    for one in hosts {
        if asked.contains(&one.host) {
            continue;
        }
        let around: BTreeSet<Cell> = area_of(one.cell).around(1).into_iter().collect();
        if let Some((_, lacks)) = left.iter_mut().find(|(a, lacks)| *lacks > 0 && !a.cells.is_disjoint(&around)) {
            *lacks = lacks.saturating_sub(one.places.max(1));
            asked.insert(one.host);
            order.push(one.host);
        }
    }
    order
}
