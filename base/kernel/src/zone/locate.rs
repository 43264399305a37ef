//! Inside or not, quickly.
//!
//! The distinct latitudes of the vertices cut the zone into bands. In a band no side begins or ends, and none crosses
//! another, so that they stand in order from west to east and a search finds how many are west of a point. So that
//! a long side need not stand in every band that it goes through, bands are the leaves of a segment tree (Bentley 1977):
//! a side stands in the O(log n) nodes that it spans, and a point asks the nodes above its band. A point is inside when an
//! odd number of sides is west of it: holes and islands need no other care, since rings are known to nest.

use std::cmp::Ordering;

use super::{Point, exact::side};

#[derive(Debug)]
pub(super) struct Locator {
    /// The latitudes of the vertices, each once, ascending. Band `i` is from row `i` (included) to row `i + 1`.
    rows: Vec<f64>,
    /// Sides that are not level, from their southern to their northern end.
    slopes: Vec<Slope>,
    /// For each node of the tree (the root is 1, band `i` is `bands + i`) where its sides begin in `stand`.
    begins: Vec<u32>,
    /// Sides of all nodes, by their index in `slopes`, in order from west to east.
    stand: Vec<u32>,
    bands: usize,
    /// Level sides and vertices: row, western end, and the easternmost end of all up to here in the row; sorted.
    level: Vec<(usize, f64, f64)>,
}

#[derive(Clone, Copy, Debug)]
struct Slope {
    south: Point,
    north: Point,
}

impl Slope {
    /// Where a point is, seen from the side.
    fn lies(&self, p: Point) -> Ordering {
        side(self.south, self.north, p).reverse()
    }
    /// From west to east, for sides that share some latitudes and do not cross.
    fn order(&self, other: &Self) -> Ordering {
        if other.south.lat < self.south.lat {
            return other.order(self).reverse();
        }
        self.lies(other.south).then_with(|| self.lies(other.north)).reverse()
    }
}

impl Locator {
    pub(super) fn new(rings: &[&[Point]]) -> Self {
        let mut rows: Vec<f64> = rings.iter().copied().flatten().map(|p| p.lat).collect();
        rows.sort_by(f64::total_cmp);
        rows.dedup();
        let row = |lat: f64| rows.partition_point(|r| *r < lat);
        let bands = rows.len().next_power_of_two();
        let mut slopes: Vec<Slope> = Vec::new();
        let mut level: Vec<(usize, f64, f64)> = Vec::new();
        let mut nodes: Vec<(usize, u32)> = Vec::new();
        for ring in rings {
            for (a, b) in ring.iter().zip(ring.iter().skip(1).chain(ring.first())) {
                level.push((row(a.lat), a.lon, a.lon));
                if a.lat == b.lat {
                    level.push((row(a.lat), a.lon.min(b.lon), a.lon.max(b.lon)));
                    continue;
                }
                let (south, north) = if a.lat < b.lat { (*a, *b) } else { (*b, *a) };
                let index = u32::try_from(slopes.len()).unwrap_or(u32::MAX);
                slopes.push(Slope { south, north });
                for_nodes(bands, row(south.lat), row(north.lat), |node| nodes.push((node, index)));
            }
        }
        let slope = |i: u32| usize::try_from(i).ok().and_then(|i| slopes.get(i));
        let west_first = |a: u32, b: u32| slope(a).zip(slope(b)).map_or(Ordering::Equal, |(a, b)| a.order(b));
        nodes.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| west_first(a.1, b.1)));
        let begins = (0..=bands.saturating_mul(2))
            .map(|node| u32::try_from(nodes.partition_point(|(n, _)| *n < node)).unwrap_or(u32::MAX))
            .collect();
        level.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let mut reach = (usize::MAX, 0.0);
        for (row, _, east) in &mut level {
            if reach.0 == *row {
                *east = east.max(reach.1);
            }
            reach = (*row, *east);
        }
        Self { rows, slopes, begins, stand: nodes.into_iter().map(|(_, s)| s).collect(), bands, level }
    }

    pub(super) fn contains(&self, p: Point) -> bool {
        let above = self.rows.partition_point(|r| *r <= p.lat);
        let Some(band) = above.checked_sub(1).filter(|_| above < self.rows.len()) else { return false };
        if self.rows.get(band) == Some(&p.lat) && self.on_level(band, p.lon) {
            return false;
        }
        let mut node = self.bands.saturating_add(band);
        let mut inside = false;
        while node > 0 {
            let here = self.sides(node);
            let west = here.partition_point(|s| self.lies(*s, p).is_gt());
            if here.get(west).is_some_and(|s| self.lies(*s, p).is_eq()) {
                return false;
            }
            inside ^= west & 1 == 1;
            node >>= 1;
        }
        inside
    }

    fn sides(&self, node: usize) -> &[u32] {
        let begin = |n: usize| self.begins.get(n).and_then(|b| usize::try_from(*b).ok()).unwrap_or(0);
        self.stand.get(begin(node)..begin(node.saturating_add(1))).unwrap_or_default()
    }
    fn lies(&self, slope: u32, p: Point) -> Ordering {
        usize::try_from(slope).ok().and_then(|i| self.slopes.get(i)).map_or(Ordering::Less, |s| s.lies(p))
    }
    /// Whether a vertex or a level side is there.
    fn on_level(&self, row: usize, lon: f64) -> bool {
        let upto = self.level.partition_point(|(r, west, _)| *r < row || (*r == row && *west <= lon));
        let last = upto.checked_sub(1).and_then(|i| self.level.get(i));
        last.is_some_and(|(r, _, reach)| *r == row && lon <= *reach)
    }
}

/// The fewest nodes of the tree that cover bands `from` to `to` (excluded).
fn for_nodes(bands: usize, from: usize, to: usize, mut node: impl FnMut(usize)) {
    let (mut from, mut to) = (from.saturating_add(bands), to.saturating_add(bands));
    while from < to {
        if from & 1 == 1 {
            node(from);
            from = from.saturating_add(1);
        }
        if to & 1 == 1 {
            to = to.saturating_sub(1);
            node(to);
        }
        from >>= 1;
        to >>= 1;
    }
}
