//! Whether one shape lies in another.

use super::{
    Area, Circle, Polygon,
    cross::{Line, side},
    polygon::lines,
};
use crate::Point;

/// Comparisons of sides for one pair of polygons: what takes longer counts as not known, and so as outside.
const MOST: u64 = 4_000_000;

impl Polygon {
    /// Whether all of it lies in another, edges included, on the map where meridians and parallels are straight lines. What cannot be told
    /// in a bounded time counts as outside.
    ///
    /// ```
    /// # use cap::Polygon;
    /// let wide: Polygon = "48,2 49,2 49,3 48,3 48,2".parse().unwrap();
    /// let part: Polygon = "48,2 48.5,2 48.5,2.5 48,2.5 48,2".parse().unwrap();
    /// assert!(part.is_within(&wide) && wide.is_within(&wide) && !wide.is_within(&part));
    /// ```
    #[must_use]
    pub fn is_within(&self, outer: &Self) -> bool {
        let (own, around) = (lines(self.ring()), lines(outer.ring()));
        // A polygon has no holes: it is inside as soon as its edge is.
        [0.0, 360.0, -360.0].iter().any(|turn| {
            let mut budget = MOST;
            own.iter().all(|line| {
                let line = Line { x1: line.x1 + turn, x2: line.x2 + turn, ..*line };
                is_inside(&line, &around, &mut budget)
            })
        })
    }
    fn is_in_circle(&self, outer: &Circle) -> bool {
        let middles = self.ring().iter().zip(self.ring().iter().skip(1)).map(|(a, b)| {
            let far = (a.lon() - b.lon()).abs() > 180.0;
            Point::new(f64::midpoint(a.lat(), b.lat()), f64::midpoint(a.lon(), b.lon())).filter(|_| !far)
        });
        let corners = self.ring().iter().copied().map(Some);
        corners.chain(middles).all(|point| point.is_some_and(|p| outer.contains(p)))
    }
}

impl Circle {
    /// Whether all of it lies in another.
    #[must_use]
    pub fn is_within(&self, outer: &Self) -> bool {
        self == outer || self.center().distance_km(outer.center()) + self.radius_km() <= outer.radius_km()
    }
}

impl Area {
    /// Whether all of it surely lies in these areas: each shape in one shape of theirs, each code among their codes, at one of their heights;
    /// what is said in words alone in the same words.
    #[must_use]
    pub fn is_within(&self, outer: &[&Self]) -> bool {
        let any = |fits: &dyn Fn(&Self) -> bool| outer.iter().any(|o| fits(o));
        let in_words = |of: &Self| of.polygons.is_empty() && of.circles.is_empty() && of.geocodes.is_empty();
        let polygon = |p: &Polygon| {
            any(&|o| o.polygons.iter().any(|of| p.is_within(of)) || o.circles.iter().any(|of| p.is_in_circle(of)))
        };
        self.polygons.iter().all(polygon)
            && self.circles.iter().all(|c| any(&|o| o.circles.iter().any(|of| c.is_within(of))))
            && self.geocodes.iter().all(|code| any(&|o| o.geocodes.contains(code)))
            && any(&|o| (o.altitude, o.ceiling) == (self.altitude, self.ceiling))
            && (!in_words(self) || any(&|o| in_words(o) && o.description == self.description))
    }
}

/// Whether a side lies inside of a ring or on it: every piece of it between two places where it meets the ring does.
fn is_inside(line: &Line, ring: &[Line], budget: &mut u64) -> bool {
    let same =
        |l: &Line| [(l.x1, l.y1, l.x2, l.y2), (l.x2, l.y2, l.x1, l.y1)].contains(&(line.x1, line.y1, line.x2, line.y2));
    if ring.iter().any(same) {
        return true;
    }
    let mut meets = vec![0.0, 1.0];
    for of in ring {
        meets.extend(crossing(line, of));
        if side(line, of.x1, of.y1) == 0 {
            meets.extend(along(line, of.x1, of.y1));
        }
    }
    meets.sort_by(f64::total_cmp);
    let at = |share: f64| (line.x1 + share * (line.x2 - line.x1), line.y1 + share * (line.y2 - line.y1));
    let ends = [(line.x1, line.y1), (line.x2, line.y2)].into_iter();
    let middles = meets.iter().zip(meets.iter().skip(1)).filter(|(a, b)| a < b).map(|(a, b)| at(f64::midpoint(*a, *b)));
    for (x, y) in ends.chain(middles) {
        let cost = u64::try_from(ring.len()).unwrap_or(u64::MAX);
        let Some(left) = budget.checked_sub(cost) else { return false };
        *budget = left;
        if !holds(ring, x, y) {
            return false;
        }
    }
    true
}

/// Whether a ring holds a place, its edge included.
pub(super) fn holds(ring: &[Line], x: f64, y: f64) -> bool {
    let mut inside = false;
    for line in ring {
        if line.is_near(x, y) && side(line, x, y) == 0 {
            return true;
        }
        let above = |end: f64| end > y;
        if above(line.y1) != above(line.y2) {
            let up = side(line, x, y) * if line.y2 > line.y1 { 1 } else { -1 };
            inside ^= up > 0;
        }
    }
    inside
}

/// Where a side goes through another, as a share of its length.
fn crossing(line: &Line, of: &Line) -> Option<f64> {
    let turn = |x: f64, y: f64| (of.x2 - of.x1) * (y - of.y1) - (of.y2 - of.y1) * (x - of.x1);
    let (from, to) = (turn(line.x1, line.y1), turn(line.x2, line.y2));
    let apart = side(line, of.x1, of.y1) * side(line, of.x2, of.y2) < 0;
    (apart && from * to < 0.0).then(|| from / (from - to))
}

/// Where a place on a side is, as a share of its length.
fn along(line: &Line, x: f64, y: f64) -> Option<f64> {
    let (wide, high) = (line.x2 - line.x1, line.y2 - line.y1);
    let share = ((x - line.x1) * wide + (y - line.y1) * high) / (wide * wide + high * high);
    (share > 0.0 && share < 1.0).then_some(share)
}
