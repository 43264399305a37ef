//! Keep-out polygons, valid for a time, and the cells that they touch.
//!
//! ```
//! use kernel::{Cell, Time, Zone, ZoneLimits};
//! use places::Perimeter;
//! let zone = Zone::from_circle(48.863, 2.370, 0.6, &ZoneLimits::default()).unwrap();
//! let perimeter = Perimeter::new(zone, Time(0), Time(100));
//! assert!(perimeter.touches(Cell::at(48.863, 2.370, 9).unwrap()));
//! assert!(!perimeter.touches(Cell::at(48.848, 2.396, 9).unwrap()));
//! assert!(perimeter.in_force(Time(99)) && !perimeter.in_force(Time(100)));
//! ```

use kernel::{Cell, Time, Zone};

use crate::plane::{Frame, Plane, Point, Ring};

/// A polygon to keep out of, holes and all, from a time until another.
#[derive(Clone, Debug)]
pub struct Perimeter {
    zone: Zone,
    from: Time,
    until: Time,
    plane: Plane,
    fence: Fence,
}

impl Perimeter {
    /// A perimeter from `from`, over at `until`.
    #[must_use]
    pub fn new(zone: Zone, from: Time, until: Time) -> Self {
        let b = zone.bounds();
        let plane = Plane::at(f64::midpoint(b.south, b.north), f64::midpoint(b.west, b.east));
        let fence = Fence::of(&zone, &plane);
        Self { zone, from, until, plane, fence }
    }
    /// Its polygon.
    #[must_use]
    pub const fn zone(&self) -> &Zone {
        &self.zone
    }
    /// Whether it holds at that time.
    #[must_use]
    pub fn in_force(&self, now: Time) -> bool {
        self.from <= now && now < self.until
    }
    /// When it begins or ends to hold next, after `now`.
    #[must_use]
    pub fn turns(&self, now: Time) -> Option<Time> {
        [self.from, self.until].into_iter().filter(|t| *t > now && self.from < self.until).min()
    }
    /// Whether any of a cell's area, its outline too, lies in the polygon or on its outline, whatever the time.
    ///
    /// Sides of cells are straight lines between longitudes and latitudes here, as those of a zone: a few centimetres from the great circle.
    /// Not for cells that hold a pole.
    #[must_use]
    pub fn touches(&self, cell: Cell) -> bool {
        let centre = self.plane.put(cell.centre());
        if !self.fence.frame.wider(size(cell)).meets(&Frame::of(&[centre])) {
            return false;
        }
        let corners: Vec<Point> = cell.corners().into_iter().map(|c| self.plane.put(c)).collect();
        let hexagon = Ring::new(corners);
        if !self.fence.frame.meets(&hexagon.frame) {
            return false;
        }
        if hexagon.sides().any(|(a, b)| self.fence.meets(a, b)) {
            return true;
        }
        // No outlines meet: one lies in the other, or they are apart.
        let whole = self.fence.rings.iter().filter_map(|r| r.points.first()).any(|p| hexagon.holds(*p));
        whole || self.holds(cell)
    }
    /// Whether the centre of a cell lies inside.
    #[must_use]
    pub fn holds(&self, cell: Cell) -> bool {
        let (lat, lon) = cell.centre();
        self.zone.contains(lat, lon)
    }
}

/// More metres than from the centre of a cell to any of its corners: four times the mean side, which is 1281 km for the largest cells
/// and √7 times shorter at each step (<https://h3geo.org/docs/core-library/restable>).
fn size(cell: Cell) -> f64 {
    4.0 * 1_281_256.0 / 7_f64.sqrt().powi(cell.resolution().into())
}

/// Outlines and holes on a plane.
#[derive(Clone, Debug)]
pub(crate) struct Fence {
    pub(crate) rings: Vec<Ring>,
    pub(crate) frame: Frame,
}

impl Fence {
    pub(crate) fn of(zone: &Zone, plane: &Plane) -> Self {
        Self::new(zone.rings().map(|ring| Ring::new(ring.map(|p| plane.put(p)).collect())).collect())
    }
    pub(crate) fn new(rings: Vec<Ring>) -> Self {
        let frame = Frame::of(rings.iter().flat_map(|r| &r.points));
        Self { rings, frame }
    }
    /// Whether a line touches an outline or the edge of a hole.
    pub(crate) fn meets(&self, a: Point, b: Point) -> bool {
        self.frame.meets(&Frame::of(&[a, b])) && self.rings.iter().any(|r| r.meets(a, b))
    }
    /// Whether a point is inside, and not in a hole.
    pub(crate) fn holds(&self, p: Point) -> bool {
        self.rings.iter().filter(|r| r.holds(p)).count() % 2 == 1
    }
}
