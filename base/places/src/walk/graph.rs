//! Which points see each other, and how far it is from each to each.

use super::shape::{MARGINS, SIDES, around, corners};
use crate::{
    area,
    perimeter::{Fence, Perimeter},
    plane::{Plane, Point, Ring},
};

/// A perimeter of more corners than this is kept out of as its convex outline.
const FINE: usize = 256;
/// More outlines than this are kept out of as one.
const RINGS: usize = 8;
/// How many points a way may turn at if they are the corners of perimeters; else they are those of coarser outlines.
const MOST: usize = 96;
/// How many those of outlines may be; else there is one outline around all.
const MOST_OUTER: usize = 320;

/// How far outside of an outline a way turns, in metres.
const MARGIN: f64 = MARGINS[0];

/// The points that are seen from somewhere, and how far they are in metres.
pub(super) type Seen = Vec<(usize, f64)>;

/// What is in the way, and the points around it.
#[derive(Clone, Debug)]
pub(super) struct Graph {
    plane: Plane,
    /// As drawn: what a straight line must not touch.
    drawn: Vec<Fence>,
    /// At least as much: what ways are led around.
    fences: Vec<Fence>,
    /// Where a way may turn: on the plane, and as latitude and longitude.
    points: Vec<(Point, (f64, f64))>,
    /// How far it is between points that see each other; without end between others.
    straight: Vec<Vec<f64>>,
    /// How far it is from each to each, over others.
    far: Vec<Vec<f64>>,
}

impl Graph {
    pub(super) fn of(perimeters: &[Perimeter]) -> Self {
        let first = perimeters.first().map(|p| p.zone().bounds());
        let plane = first
            .map_or(Plane::at(0.0, 0.0), |b| Plane::at(f64::midpoint(b.south, b.north), f64::midpoint(b.west, b.east)));
        let drawn: Vec<Fence> = perimeters.iter().map(|p| Fence::of(p.zone(), &plane)).collect();
        let fences = drawn.iter().flat_map(coarse).collect();
        let mut graph = Self { plane, drawn, fences, points: Vec::new(), straight: Vec::new(), far: Vec::new() };
        let mut points = graph.all_corners();
        if points.len() > MOST {
            points = graph.outlines();
        }
        graph.points = points.into_iter().map(|p| (p, plane.back(p))).collect();
        graph.straight = graph.points.iter().map(|(_, at)| graph.row(*at)).collect();
        graph.far = shortest(graph.straight.clone());
        graph
    }

    /// Where a place is on the plane.
    pub(super) fn put(&self, at: (f64, f64)) -> Point {
        self.plane.put(at)
    }
    /// Whether a straight line touches a perimeter.
    pub(super) fn crosses(&self, a: Point, b: Point) -> bool {
        self.drawn.iter().any(|f| f.meets(a, b))
    }
    /// The points that are seen from a place.
    pub(super) fn seen(&self, from: (f64, f64)) -> Seen {
        let here = self.plane.put(from);
        let points = self.points.iter().enumerate().filter(|(_, (p, _))| !self.blocked(here, *p));
        points.map(|(n, (_, at))| (n, area::metres(from, *at))).collect()
    }
    /// How far it is to each point, over those that are seen.
    pub(super) fn reach(&self, seen: &Seen) -> Vec<f64> {
        let mut reach = vec![f64::INFINITY; self.points.len()];
        for (at, near) in seen {
            for (best, far) in reach.iter_mut().zip(self.far.get(*at).into_iter().flatten()) {
                *best = best.min(near + far);
            }
        }
        reach
    }
    /// Where the shortest way turns.
    pub(super) fn corners(&self, from: (f64, f64), to: (f64, f64)) -> Vec<(f64, f64)> {
        let (starts, ends) = (self.seen(from), self.seen(to));
        let reach = self.reach(&ends);
        let mut way = Vec::new();
        let first = |seen: &Seen| {
            let total = |(at, near): &(usize, f64)| reach.get(*at).map(|far| (near + far, *at));
            seen.iter().filter_map(total).min_by(|a, b| a.0.total_cmp(&b.0))
        };
        let mut next = first(&starts).filter(|(far, _)| far.is_finite()).map(|(_, at)| at);
        while let Some((at, (_, place))) = next.and_then(|n| Some((n, self.points.get(n)?))) {
            way.push(*place);
            let left = reach.get(at).copied().unwrap_or(f64::INFINITY);
            if ends.iter().any(|(n, far)| *n == at && *far <= left + 1e-6) || way.len() > self.points.len() {
                break;
            }
            let steps = self.straight.get(at).into_iter().flatten().copied().enumerate();
            next = first(&steps.filter(|(n, far)| *n != at && far.is_finite()).collect()).map(|(_, n)| n);
        }
        way
    }

    fn blocked(&self, a: Point, b: Point) -> bool {
        self.fences.iter().any(|f| f.meets(a, b))
    }
    fn row(&self, at: (f64, f64)) -> Vec<f64> {
        let mut row = vec![f64::INFINITY; self.points.len()];
        for (n, far) in self.seen(at) {
            if let Some(known) = row.get_mut(n) {
                *known = far;
            }
        }
        row
    }
    fn free(&self, p: Point) -> bool {
        !self.fences.iter().any(|f| f.holds(p))
    }
    /// A point outside of every corner of everything in the way.
    fn all_corners(&self) -> Vec<Point> {
        let mut points = Vec::new();
        for fence in &self.fences {
            for (n, ring) in fence.rings.iter().enumerate() {
                // A ring in an odd number of others is a hole.
                let inside = |r: &(usize, &Ring)| r.0 != n && ring.points.first().is_some_and(|p| r.1.holds(*p));
                let hole = fence.rings.iter().enumerate().filter(inside).count() % 2 == 1;
                let sharp = corners(ring, hole);
                // A ring that is convex and round.
                if !hole && sharp.len() == ring.points.len() && sharp.len() > usize::from(SIDES) {
                    points.extend(around(&ring.points, MARGIN).points.into_iter().filter(|p| self.free(*p)));
                    continue;
                }
                for (at, out) in sharp {
                    let moved = |m: f64| [at[0] + out[0] * m, at[1] + out[1] * m];
                    points.extend(MARGINS.into_iter().map(moved).find(|p| self.free(*p) && !self.blocked(*p, *p)));
                }
                if points.len() > MOST {
                    return points;
                }
            }
        }
        points
    }
    /// Points around each thing in the way, or around all of them together.
    fn outlines(&self) -> Vec<Point> {
        let all = |f: &Fence| -> Vec<Point> { f.rings.iter().flat_map(|r| &r.points).copied().collect() };
        let each: Vec<Point> = self.fences.iter().flat_map(|f| around(&all(f), MARGIN).points).collect();
        let points = if each.len() > MOST_OUTER {
            around(&self.fences.iter().flat_map(all).collect::<Vec<_>>(), MARGIN).points
        } else {
            each
        };
        points.into_iter().filter(|p| self.free(*p)).collect()
    }
}

/// A perimeter as ways are led around it: as it is, or as its convex outlines. Each of these stands alone, since they may overlap.
fn coarse(fine: &Fence) -> Vec<Fence> {
    let corners: usize = fine.rings.iter().map(|r| r.points.len()).sum();
    if corners <= FINE {
        return vec![fine.clone()];
    }
    let outline = |points: &[Point]| Fence::new(vec![around(points, 0.0)]);
    if fine.rings.len() > RINGS {
        return vec![outline(&fine.rings.iter().flat_map(|r| &r.points).copied().collect::<Vec<_>>())];
    }
    fine.rings.iter().map(|r| outline(&r.points)).collect()
}

/// The lengths over others (Floyd, "Algorithm 97: Shortest path", CACM 5, 1962).
fn shortest(mut far: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    for over in 0..far.len() {
        let Some(onward) = far.get(over).cloned() else { break };
        for row in &mut far {
            let Some(near) = row.get(over).copied().filter(|n| n.is_finite()) else { continue };
            for (known, rest) in row.iter_mut().zip(&onward) {
                *known = known.min(near + rest);
            }
        }
    }
    far
}
