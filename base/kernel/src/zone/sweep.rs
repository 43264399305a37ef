//! Do the sides cross, and which ring lies in which? Both in one sweep from west to east, in O(n log n).
//!
//! Shamos and Hoey, "Geometric intersection problems" (1976): the sides that the sweep line meets are kept in order from
//! south to north, and only neighbours can be the first to cross. All signs are exact, so that the order never contradicts
//! itself before a fault is found. What vertices do to each other is looked at first, by sorting them: in the sweep, a side
//! that ends where another begins leaves before the other comes.

use std::{
    cmp::Ordering,
    collections::BTreeSet,
    ops::Bound::{Excluded, Unbounded},
};

use super::{Point, ZoneFault, exact::side};

/// For each ring the ring right around it.
///
/// # Errors
/// [`ZoneFault::CrossesItself`].
pub(super) fn nesting(rings: &[&[Point]]) -> Result<Vec<Option<usize>>, ZoneFault> {
    Sweep { rings }.run()
}

#[derive(Clone, Copy)]
struct Sweep<'a> {
    rings: &'a [&'a [Point]],
}

/// A side: the `at`th of its ring, from its western end to its eastern (from south to north when it is upright).
#[derive(Clone, Copy, Debug)]
struct Side {
    west: Point,
    east: Point,
    ring: usize,
    at: usize,
    /// Whether its ring runs along it from west to east.
    eastward: bool,
}

impl Side {
    /// Whether it lies south of another that the sweep line meets at the same time.
    fn order(&self, other: &Self) -> Ordering {
        if other.west.order(self.west).is_lt() {
            return other.order(self).reverse();
        }
        let lies = side(self.west, self.east, other.west).then_with(|| side(self.west, self.east, other.east));
        lies.reverse().then_with(|| (self.ring, self.at).cmp(&(other.ring, other.at)))
    }
}
impl PartialEq for Side {
    fn eq(&self, other: &Self) -> bool {
        (self.ring, self.at) == (other.ring, other.at)
    }
}
impl Eq for Side {}
impl PartialOrd for Side {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Side {
    fn cmp(&self, other: &Self) -> Ordering {
        if self == other { Ordering::Equal } else { self.order(other) }
    }
}

impl Sweep<'_> {
    fn run(self) -> Result<Vec<Option<usize>>, ZoneFault> {
        self.corners()?;
        let mut events: Vec<(Point, bool, Side)> = Vec::new();
        for s in self.sides() {
            events.push((s.west, true, s));
            events.push((s.east, false, s));
        }
        // Sides that end in a point go before sides that begin there.
        events.sort_by(|a, b| a.0.order(b.0).then(a.1.cmp(&b.1)));
        let begins: Vec<(Point, bool)> = (0..self.rings.len()).map(|r| self.begin(r)).collect();
        let mut around: Vec<Option<usize>> = vec![None; self.rings.len()];
        let mut active: BTreeSet<Side> = BTreeSet::new();
        for batch in events.chunk_by(|a, b| a.0 == b.0) {
            let mut new_rings: Vec<Side> = Vec::new();
            for (point, starts, s) in batch {
                let south = active.range(..s).next_back();
                let north = active.range((Excluded(s), Unbounded)).next();
                if *starts {
                    self.clash(south, Some(s))?;
                    self.clash(Some(s), north)?;
                    active.insert(*s);
                    if begins.get(s.ring).is_some_and(|b| b.0 == *point) {
                        new_rings.push(*s);
                    }
                } else {
                    self.clash(south, north)?;
                    active.remove(s);
                }
            }
            // From south to north, each ring once, by its southern side: the ring below is known by then.
            new_rings.sort();
            let mut seen = BTreeSet::new();
            for s in new_rings {
                if !seen.insert(s.ring) {
                    continue;
                }
                let outer = active.range(..s).next_back().and_then(|below| {
                    let left_handed = begins.get(below.ring).is_some_and(|b| b.1);
                    let inside = below.eastward == left_handed;
                    if inside { Some(below.ring) } else { around.get(below.ring).copied().flatten() }
                });
                if let Some(slot) = around.get_mut(s.ring) {
                    *slot = outer;
                }
            }
        }
        Ok(around)
    }

    fn vertex(&self, ring: usize, at: usize) -> Point {
        let ring = self.rings.get(ring).copied().unwrap_or_default();
        at.checked_rem(ring.len()).and_then(|i| ring.get(i)).copied().unwrap_or_default()
    }
    /// The vertices before and after one.
    fn around(&self, ring: usize, at: usize) -> (Point, Point) {
        let len = self.rings.get(ring).map_or(1, |r| r.len());
        (self.vertex(ring, at.saturating_add(len).saturating_sub(1)), self.vertex(ring, at.saturating_add(1)))
    }
    fn sides(&self) -> impl Iterator<Item = Side> {
        self.rings.iter().enumerate().flat_map(move |(ring, r)| {
            (0..r.len()).map(move |at| {
                let (a, b) = (self.vertex(ring, at), self.vertex(ring, at.saturating_add(1)));
                let eastward = a.order(b).is_lt();
                let (west, east) = if eastward { (a, b) } else { (b, a) };
                Side { west, east, ring, at, eastward }
            })
        })
    }
    /// The westernmost vertex of a ring, and whether the ring has its inside on its left: the turn there tells, since no
    /// ring runs straight on through it.
    fn begin(&self, ring: usize) -> (Point, bool) {
        let points = self.rings.get(ring).copied().unwrap_or_default();
        let first = points.iter().copied().enumerate().min_by(|a, b| a.1.order(b.1));
        let (at, first) = first.unwrap_or_default();
        let (before, after) = self.around(ring, at);
        (first, side(before, first, after).is_gt())
    }

    /// A ring meets no vertex twice; rings that share a vertex do not cross there.
    fn corners(&self) -> Result<(), ZoneFault> {
        let rings = self.rings.iter().enumerate();
        let mut corners: Vec<(Point, usize, usize)> =
            rings.flat_map(|(r, ring)| ring.iter().enumerate().map(move |(i, p)| (*p, r, i))).collect();
        corners.sort_by(|a, b| a.0.order(b.0));
        for mut shared in corners.chunk_by(|a, b| a.0 == b.0) {
            while let [(p, ring, at), others @ ..] = shared {
                let (before, after) = self.around(*ring, *at);
                for (_, other, i) in others {
                    let (b, a) = self.around(*other, *i);
                    if ring == other || crosses(*p, (before, after), (b, a)) {
                        return Err(ZoneFault::crossing(p.lat, p.lon));
                    }
                }
                shared = others;
            }
        }
        Ok(())
    }

    /// Refuses two sides that cross, run over each other, or touch where they must not.
    fn clash(&self, a: Option<&Side>, b: Option<&Side>) -> Result<(), ZoneFault> {
        match a.zip(b).and_then(|(a, b)| self.meet(a, b)) {
            Some(p) => Err(ZoneFault::crossing(p.lat, p.lon)),
            None => Ok(()),
        }
    }

    fn meet(&self, a: &Side, b: &Side) -> Option<Point> {
        let b_lies = (side(a.west, a.east, b.west), side(a.west, a.east, b.east));
        if b_lies == (Ordering::Equal, Ordering::Equal) {
            // On one line: they may follow each other, but not overlap.
            let from = if a.west.order(b.west).is_lt() { b.west } else { a.west };
            let to = if a.east.order(b.east).is_lt() { a.east } else { b.east };
            return from.order(to).is_lt().then_some(from);
        }
        if [a.west, a.east].iter().any(|p| *p == b.west || *p == b.east) {
            return None;
        }
        let a_lies = (side(b.west, b.east, a.west), side(b.west, b.east, a.east));
        let splits = |(x, y): (Ordering, Ordering)| x.is_ne() && y.is_ne() && x != y;
        if splits(a_lies) && splits(b_lies) {
            return Some(crossing(a, b));
        }
        let touches = |lies: Ordering, p: Point, of: &Side, on: &Side| {
            let within = lies.is_eq() && on.west.order(p).is_lt() && p.order(on.east).is_lt();
            within.then(|| self.touch(p, of, on)).flatten()
        };
        touches(b_lies.0, b.west, b, a)
            .or_else(|| touches(b_lies.1, b.east, b, a))
            .or_else(|| touches(a_lies.0, a.west, a, b))
            .or_else(|| touches(a_lies.1, a.east, a, b))
    }

    /// A vertex `p` of one side lies within another: a fault in the same ring, or when the ring goes through.
    fn touch(&self, p: Point, of: &Side, on: &Side) -> Option<Point> {
        let at = if (p == of.west) == of.eastward { of.at } else { of.at.saturating_add(1) };
        let through = of.ring == on.ring || crosses(p, (on.west, on.east), self.around(of.ring, at));
        through.then_some(p)
    }
}

/// Whether two lines that both bend in `p` cross there. Lines that run over each other are found elsewhere.
fn crosses(p: Point, a: (Point, Point), b: (Point, Point)) -> bool {
    matches!((between(p, a, b.0), between(p, a, b.1)), (Some(x), Some(y)) if x != y)
}

/// Whether one meets `q` on the way from `a.0` to `a.1` around `p`, counter-clockwise. Nothing when `q` is in their directions.
fn between(p: Point, a: (Point, Point), q: Point) -> Option<bool> {
    let (from, to) = (side(p, a.0, q), side(p, a.1, q));
    let same_way = |end: Point, lies: Ordering| lies.is_eq() && end.order(p) == q.order(p);
    if same_way(a.0, from) || same_way(a.1, to) {
        return None;
    }
    Some(match side(p, a.0, a.1) {
        Ordering::Greater => from.is_gt() && to.is_lt(),
        Ordering::Less => !(to.is_gt() && from.is_lt()),
        Ordering::Equal => from.is_gt(),
    })
}

/// Where two sides cross: near enough for a sentence.
fn crossing(a: &Side, b: &Side) -> Point {
    let (ax, ay) = (a.east.lon - a.west.lon, a.east.lat - a.west.lat);
    let (bx, by) = (b.east.lon - b.west.lon, b.east.lat - b.west.lat);
    let along = ((b.west.lon - a.west.lon) * by - (b.west.lat - a.west.lat) * bx) / (ax * by - ay * bx);
    let along = if along.is_finite() { along.clamp(0.0, 1.0) } else { 0.0 };
    Point { lon: a.west.lon + ax * along, lat: a.west.lat + ay * along }
}
