//! Outlines as paths, no longer than what is in view.

use kernel::Zone;

use super::{HEIGHT, View, WIDTH, px};

/// How far outside of the view an outline is cut: its edge is not seen.
const OUTSIDE: f64 = 6.0;
/// The most corners of a path.
const MOST: usize = 200;

/// The outlines and holes of a zone in view; an empty text if none is.
pub(super) fn outline(view: &View, zone: &Zone) -> String {
    let rings: Vec<Vec<(f64, f64)>> =
        zone.rings().map(|ring| clipped(ring.map(|p| view.at(p)).collect())).filter(|r| r.len() >= 3).collect();
    // Corners that are nearer to each other than this are one; farther and farther, until there are few enough.
    let mut near = 2.0;
    loop {
        let thin: Vec<_> = rings.iter().map(|ring| thinned(ring, near)).filter(|r| r.len() >= 3).collect();
        if thin.iter().map(Vec::len).sum::<usize>() <= MOST || near > WIDTH {
            return thin.iter().map(|ring| path(ring)).collect();
        }
        near *= 1.5;
    }
}

/// A closed path.
pub(super) fn path(ring: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for (n, (x, y)) in ring.iter().enumerate() {
        path.push(if n == 0 { 'M' } else { 'L' });
        path.push_str(&format!("{} {}", px(*x), px(*y)));
    }
    path.push('z');
    path
}

fn thinned(ring: &[(f64, f64)], near: f64) -> Vec<(f64, f64)> {
    let mut thin: Vec<(f64, f64)> = Vec::new();
    for at in ring {
        if thin.last().is_none_or(|last| (last.0 - at.0).hypot(last.1 - at.1) >= near) {
            thin.push(*at);
        }
    }
    thin
}

/// What is in view of a ring, cut at one edge after the other (Sutherland and Hodgman, "Reentrant polygon clipping", CACM 17, 1974).
fn clipped(ring: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    type Inward = fn((f64, f64)) -> f64;
    let edges: [Inward; 4] =
        [|p| p.0 + OUTSIDE, |p| WIDTH + OUTSIDE - p.0, |p| p.1 + OUTSIDE, |p| HEIGHT + OUTSIDE - p.1];
    edges.into_iter().fold(ring, |ring, inward| {
        let mut kept = Vec::with_capacity(ring.len());
        let after = ring.iter().cycle().skip(1);
        for (a, b) in ring.iter().zip(after) {
            let (from, to) = (inward(*a), inward(*b));
            if from >= 0.0 {
                kept.push(*a);
            }
            if (from < 0.0) != (to < 0.0) {
                let t = from / (from - to);
                kept.push((a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t));
            }
        }
        kept
    })
}
