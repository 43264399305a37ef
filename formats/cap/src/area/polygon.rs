//! Polygons.

use std::fmt;

use super::{
    Point,
    cross::{self, Crossing, Line},
    within::holds,
};
use crate::{Rule, xml::is_white};

/// A ring of points, the last of which is the first; its sides do not cross (CAP 1.2, 3.2.4, polygon).
///
/// A side that would go more than halfway round the Earth goes the other way, over the 180th meridian.
///
/// ```
/// use cap::{Point, Polygon, Rule};
/// let square: Polygon = "48.8,2.3 48.9,2.3 48.9,2.4 48.8,2.4 48.8,2.3".parse().unwrap();
/// assert!(square.contains(Point::new(48.85, 2.35).unwrap()));
/// assert_eq!("48.8,2.3 48.9,2.4 48.9,2.3 48.8,2.4 48.8,2.3".parse::<Polygon>(), Err(Rule::PolygonCrosses));
/// assert_eq!("48.8,2.3 48.9,2.3 48.9,2.4 48.8,2.4".parse::<Polygon>(), Err(Rule::PolygonOpen));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Polygon {
    ring: Vec<Point>,
}

/// How many pairs of sides may still be compared.
pub(crate) struct Budget(pub(crate) u64);

/// A polygon, and what is odd about it.
pub(crate) struct Ring {
    pub(crate) polygon: Polygon,
    pub(crate) odd: Option<Rule>,
}

impl Polygon {
    /// Four points or more, the last the first, that make a ring which neither crosses nor touches itself.
    ///
    /// # Errors
    /// The rule that they break.
    pub fn new(ring: Vec<Point>) -> Result<Self, Rule> {
        let Ring { polygon, odd } = Ring::of(ring, &mut Budget(u64::MAX))?;
        odd.map_or(Ok(polygon), Err)
    }
    /// The points; the last is the first.
    #[must_use]
    pub fn ring(&self) -> &[Point] {
        &self.ring
    }
    /// Whether a point lies in it or on its edge, on the map where meridians and parallels are straight lines.
    #[must_use]
    pub fn contains(&self, point: Point) -> bool {
        let lines = lines(&self.ring);
        // A ring over the 180th meridian goes on beyond it, on one side or the other.
        [0.0, 360.0, -360.0].iter().any(|turn| holds(&lines, point.lon() + turn, point.lat()))
    }
}

impl Ring {
    pub(crate) fn parse(text: &str, budget: &mut Budget) -> Result<Self, Rule> {
        let pairs = text.split(is_white).filter(|pair| !pair.is_empty());
        let ring: Vec<Point> = pairs.map(|pair| Point::parse(pair, Rule::Polygon)).collect::<Result<_, _>>()?;
        if ring.is_empty() { Err(Rule::Polygon) } else { Self::of(ring, budget) }
    }
    fn of(ring: Vec<Point>, budget: &mut Budget) -> Result<Self, Rule> {
        let lines = lines(&ring);
        if ring.len() < 4 || lines.len() < 3 {
            return Err(Rule::PolygonFew);
        }
        if ring.first() != ring.last() {
            return Err(Rule::PolygonOpen);
        }
        let odd = match cross::look(&lines, budget) {
            Some(Crossing::Crosses) => return Err(Rule::PolygonCrosses),
            Some(Crossing::Touches) => Some(Rule::PolygonTouches),
            Some(Crossing::None) => None,
            None => Some(Rule::Unchecked),
        };
        Ok(Self { polygon: Polygon { ring }, odd })
    }
}

/// The sides, without those of no length, each going on where the one before ended, though that is beyond the 180th meridian.
pub(super) fn lines(ring: &[Point]) -> Vec<Line> {
    let mut lines = Vec::with_capacity(ring.len());
    let mut turned = 0.0;
    for (from, to) in ring.iter().zip(ring.iter().skip(1)).filter(|(from, to)| from != to) {
        let x1 = from.lon() + turned;
        let step = to.lon() - from.lon();
        if step > 180.0 {
            turned -= 360.0;
        } else if step < -180.0 {
            turned += 360.0;
        }
        lines.push(Line { x1, y1: from.lat(), x2: to.lon() + turned, y2: to.lat() });
    }
    lines
}

impl std::str::FromStr for Polygon {
    type Err = Rule;

    /// See [`Polygon::new`].
    fn from_str(text: &str) -> Result<Self, Rule> {
        let Ring { polygon, odd } = Ring::parse(text, &mut Budget(u64::MAX))?;
        odd.map_or(Ok(polygon), Err)
    }
}
impl fmt::Display for Polygon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, point) in self.ring.iter().enumerate() {
            write!(f, "{}{point}", if at == 0 { "" } else { " " })?;
        }
        Ok(())
    }
}
