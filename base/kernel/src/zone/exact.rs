//! On which side of a line a point lies: exactly, since one wrong sign turns an outline inside out.

use std::cmp::Ordering;

use super::Point;

/// Where `c` lies, seen along the line from `a` to `b`: `Greater` on the left, `Less` on the right, `Equal` on the line.
///
/// Plain floating point decides when its error bound allows (Shewchuk, "Adaptive Precision Floating-Point Arithmetic and
/// Fast Robust Geometric Predicates", 1997, bound A of ORIENT2D), exact arithmetic otherwise.
pub(super) fn side(a: Point, b: Point, c: Point) -> Ordering {
    const BOUND: f64 = (3.0 + 8.0 * f64::EPSILON) * f64::EPSILON / 2.0;
    let left = (a.lon - c.lon) * (b.lat - c.lat);
    let right = (a.lat - c.lat) * (b.lon - c.lon);
    let det = left - right;
    if det.abs() > BOUND * (left.abs() + right.abs()) {
        return sign(det);
    }
    exactly(a, b, c)
}

fn sign(x: f64) -> Ordering {
    x.partial_cmp(&0.0).unwrap_or(Ordering::Equal)
}

/// The sign of the determinant as a sum of six products, each split into its rounded value and its error, summed as an
/// expansion whose largest part has the sign of the whole (same paper, GROW-EXPANSION).
#[cold]
fn exactly(a: Point, b: Point, c: Point) -> Ordering {
    let factors = [(a.lon, b.lat), (-b.lon, a.lat), (b.lon, c.lat), (-c.lon, b.lat), (c.lon, a.lat), (-a.lon, c.lat)];
    let terms = factors.into_iter().flat_map(|(x, y)| [x.mul_add(y, -(x * y)), x * y]);
    let mut sum = [0.0; 12];
    for (i, term) in terms.enumerate() {
        let mut carry = term;
        for part in sum.iter_mut().take(i) {
            (carry, *part) = two_sum(carry, *part);
        }
        if let Some(part) = sum.get_mut(i) {
            *part = carry;
        }
    }
    sum.iter().rev().map(|part| sign(*part)).find(|s| s.is_ne()).unwrap_or(Ordering::Equal)
}

/// The rounded sum and its error (Knuth).
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let b_in = sum - a;
    (sum, (a - (sum - b_in)) + (b - b_in))
}
