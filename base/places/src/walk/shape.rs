//! The points outside of a polygon over which a way around it may lead.

use crate::plane::{Point, Ring};

/// How far outside of a corner a way turns, in metres; nearer if something else is there.
pub(super) const MARGINS: [f64; 4] = [25.0, 8.0, 2.0, 0.5];
/// Sides of an outline that stands for one of more corners: around a circle, a way is 2 % longer for it at most.
pub(super) const SIDES: u16 = 16;

/// The corners around which a taut line may turn: those that stick out of a ring. Each with its outward direction. Of an outline the
/// convex ones, of a hole the others.
pub(super) fn corners(ring: &Ring, hole: bool) -> Vec<(Point, Point)> {
    let turns = |a: Point, b: Point, c: Point| (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]);
    let area: f64 = ring.sides().map(|(a, b)| a[0] * b[1] - a[1] * b[0]).sum();
    let sign = if (area > 0.0) == hole { -1.0 } else { 1.0 };
    let before = ring.points.iter().cycle().skip(ring.points.len().saturating_sub(1));
    let after = ring.points.iter().cycle().skip(1);
    let around = ring.points.iter().zip(before.zip(after));
    let sticks_out = around.filter(|(b, (a, c))| turns(**a, **b, **c) * sign > 0.0);
    sticks_out
        .map(|(b, (a, c))| {
            let ([ax, ay], [cx, cy]) = (unit(*a, *b), unit(*c, *b));
            // At a corner that is nearly straight the two directions cancel: then square to the side.
            let out = if (ax + cx).hypot(ay + cy) < 1e-6 { [ay * sign, -ax * sign] } else { [ax + cx, ay + cy] };
            (*b, unit([0.0, 0.0], out))
        })
        .collect()
}

/// The direction from one point to another, of length one.
fn unit(a: Point, b: Point) -> Point {
    let (x, y) = (b[0] - a[0], b[1] - a[1]);
    let length = x.hypot(y).max(f64::MIN_POSITIVE);
    [x / length, y / length]
}

/// A convex polygon of 16 sides around points, this far outside of them: the lines that touch them from 16 sides.
pub(super) fn around(points: &[Point], margin: f64) -> Ring {
    let turn = std::f64::consts::TAU / f64::from(SIDES);
    let line = |n: u16| {
        let (y, x) = (turn * f64::from(n)).sin_cos();
        let far = points.iter().map(|p| p[0] * x + p[1] * y).fold(f64::NEG_INFINITY, f64::max);
        ([x, y], far + margin)
    };
    let corner = |n: u16| {
        let (([a, b], e), ([c, d], f)) = (line(n), line(n.saturating_add(1)));
        let by = a * d - b * c;
        [(e * d - b * f) / by, (a * f - e * c) / by]
    };
    Ring::new((0..SIDES).map(corner).collect())
}
