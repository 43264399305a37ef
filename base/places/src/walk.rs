//! Ways on foot around perimeters, between the centres of cells.
//!
//! The way is the straight line, or else the shortest one over points a little outside of the corners of what is in between (visibility
//! graph: Lozano-Pérez and Wesley, "An algorithm for planning collision-free paths among polyhedral obstacles", CACM 22, 1979). A
//! polygon of very many corners is walked around at its convex outline. Where that finds no way, none is told: never one that crosses.
//! Streets are not known here; what is told is how long a walk may be, never which way to go.
//!
//! ```
//! use kernel::{Cell, Time, Zone, ZoneLimits};
//! use places::{Perimeter, walk::{NoWay, Walks}};
//! let cell = |lat, lon| Cell::at(lat, lon, 9).unwrap();
//! let zone = Zone::from_circle(48.863, 2.370, 0.6, &ZoneLimits::default()).unwrap();
//! let perimeter = Perimeter::new(zone, Time(0), Time(100));
//! let walks = Walks::new([&perimeter], Time(50));
//! let (west, east) = (cell(48.863, 2.355), cell(48.863, 2.385));
//! let walk = walks.walk(west, east).unwrap();
//! assert!(walk.around && walk.metres > places::area::between(west, east));
//! assert_eq!(walks.walk(cell(48.863, 2.370), east), Err(NoWay::Inside));
//! assert_eq!(walks.walk(west, cell(48.863, 2.370)), Err(NoWay::Touched));
//! ```

mod graph;
mod shape;

use std::collections::HashMap;

use kernel::{Cell, Time};

use crate::{
    area::{self, Figures},
    perimeter::Perimeter,
    plane::Point,
};
use graph::{Graph, Seen};

/// A way on foot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Walk {
    /// How long it is, unrounded, without the turns of streets.
    pub metres: f64,
    /// Whether the straight line crosses a perimeter, so that the way leads around.
    pub around: bool,
    /// Whether a perimeter touches the cell where it begins: who is inside should stay, and follow instructions.
    pub edge: bool,
}

impl Walk {
    /// As it is told to people.
    #[must_use]
    pub fn figures(&self) -> Figures {
        Figures::of(self.metres)
    }
}

/// Why there is no way to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum NoWay {
    /// Who asks is inside a perimeter: stay put, follow instructions.
    #[error("walk-inside")]
    Inside,
    /// A perimeter touches the cell where it would lead.
    #[error("walk-touched")]
    Touched,
    /// A perimeter lies all around one of the two, or is too winding.
    #[error("walk-closed")]
    Closed,
}

impl NoWay {
    /// Its word: the end of a key in `locales/`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Inside => "walk-inside",
            Self::Touched => "walk-touched",
            Self::Closed => "walk-closed",
        }
    }
}

/// The perimeters that hold at some time, ready for many questions. Made again when one is drawn, lifted, or turns.
#[derive(Clone, Debug)]
pub struct Walks {
    perimeters: Vec<Perimeter>,
    graph: Graph,
    turns: Option<Time>,
}

impl Walks {
    /// Those that hold at `now`.
    #[must_use]
    pub fn new<'a>(perimeters: impl IntoIterator<Item = &'a Perimeter>, now: Time) -> Self {
        let all: Vec<&Perimeter> = perimeters.into_iter().collect();
        let turns = all.iter().filter_map(|p| p.turns(now)).min();
        let perimeters: Vec<Perimeter> = all.into_iter().filter(|p| p.in_force(now)).cloned().collect();
        let graph = Graph::of(&perimeters);
        Self { perimeters, graph, turns }
    }
    /// Whether there is nothing to walk around.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.perimeters.is_empty()
    }
    /// When these will be out of date by time alone.
    #[must_use]
    pub const fn turns(&self) -> Option<Time> {
        self.turns
    }
    /// Whether a perimeter touches a cell: doors in it are suspended.
    #[must_use]
    pub fn touches(&self, cell: Cell) -> bool {
        self.perimeters.iter().any(|p| p.touches(cell))
    }
    /// Whether the centre of a cell is in a perimeter.
    #[must_use]
    pub fn holds(&self, cell: Cell) -> bool {
        self.perimeters.iter().any(|p| p.holds(cell))
    }
    /// Whether the straight line between the centres of two cells touches a perimeter.
    #[must_use]
    pub fn crosses(&self, from: Cell, to: Cell) -> bool {
        self.graph.crosses(self.graph.put(from.centre()), self.graph.put(to.centre()))
    }
    /// The way from the centre of a cell to that of another: as long there as back, never shorter than the straight line.
    ///
    /// # Errors
    /// [`NoWay`], in this order: inside, touched, closed.
    pub fn walk(&self, from: Cell, to: Cell) -> Result<Walk, NoWay> {
        self.walker().walk(from, to)
    }
    /// For many walks at once, which often begin or end in the same cells.
    #[must_use]
    pub fn walker(&self) -> Walker<'_> {
        Walker { walks: self, known: HashMap::new() }
    }
    /// Where the way from one cell to another turns, as latitudes and longitudes: nowhere, if it is straight or there is none.
    #[must_use]
    pub fn corners(&self, from: Cell, to: Cell) -> Vec<(f64, f64)> {
        match self.walk(from, to) {
            Ok(walk) if walk.around => self.graph.corners(from.centre(), to.centre()),
            _ => Vec::new(),
        }
    }
}

/// What is known of a cell.
#[derive(Debug)]
struct Known {
    centre: (f64, f64),
    /// The centre, on the plane.
    at: Point,
    touched: bool,
    held: bool,
    /// The points that are seen from it.
    seen: Option<Seen>,
    /// How far it is to each point, over others.
    reach: Option<Vec<f64>>,
}

/// Answers about walks, which keeps what it has found out about cells.
#[derive(Debug)]
pub struct Walker<'a> {
    walks: &'a Walks,
    known: HashMap<Cell, Known>,
}

impl Walker<'_> {
    /// Whether there is nothing to walk around.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.walks.is_empty()
    }
    /// Whether the centre of a cell is in a perimeter.
    pub fn holds(&mut self, cell: Cell) -> bool {
        self.known(cell).held
    }
    /// As [`Walks::walk`].
    ///
    /// # Errors
    /// [`NoWay`].
    pub fn walk(&mut self, from: Cell, to: Cell) -> Result<Walk, NoWay> {
        // Always reckoned from the same end, so that it is as long there as back.
        let (first, last) = (from.min(to), from.max(to));
        if self.walks.is_empty() {
            return Ok(Walk { metres: area::between(first, last), around: false, edge: false });
        }
        let (a, a_at) = (self.known(first).centre, self.known(first).at);
        let (b, b_at) = (self.known(last).centre, self.known(last).at);
        let straight = area::metres(a, b);
        let here = self.known(from);
        let edge = here.touched;
        if here.held {
            return Err(NoWay::Inside);
        }
        if self.known(to).touched {
            return Err(NoWay::Touched);
        }
        if !self.walks.graph.crosses(a_at, b_at) {
            return Ok(Walk { metres: straight, around: false, edge });
        }
        let metres = self.around(first, last).ok_or(NoWay::Closed)?;
        Ok(Walk { metres: metres.max(straight), around: true, edge })
    }

    fn around(&mut self, a: Cell, b: Cell) -> Option<f64> {
        let graph = &self.walks.graph;
        let seen = |known: &mut Known| known.seen.get_or_insert_with(|| graph.seen(known.centre)).clone();
        let (ends, starts) = (seen(self.known(b)), seen(self.known(a)));
        let reach = self.known(a).reach.get_or_insert_with(|| graph.reach(&starts));
        let over = ends.iter().filter_map(|(at, far)| reach.get(*at).map(|near| near + far));
        over.min_by(f64::total_cmp).filter(|far| far.is_finite())
    }

    fn known(&mut self, cell: Cell) -> &mut Known {
        let walks = self.walks;
        self.known.entry(cell).or_insert_with(|| {
            let touched = walks.touches(cell);
            let centre = cell.centre();
            let held = touched && walks.holds(cell);
            Known { centre, at: walks.graph.put(centre), touched, held, seen: None, reach: None }
        })
    }
}
