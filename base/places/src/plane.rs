//! A plane around a place: metres east and north of it. Straight lines between longitudes and latitudes are straight on it, as in a zone.

/// Metres in a degree of latitude on the mean sphere (IUGG).
const DEGREE: f64 = 111_195.080;
/// Metres below which two things touch: far more than rounding, far less than a step.
const TOUCH: f64 = 1e-6;

/// A point of a plane: metres to the east, metres to the north.
pub(crate) type Point = [f64; 2];

/// An equirectangular plane.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plane {
    lat: f64,
    lon: f64,
    east: f64,
}

impl Plane {
    /// The plane around a point.
    pub(crate) fn at(lat: f64, lon: f64) -> Self {
        // Not quite nothing at the poles, so that there is a way back.
        Self { lat, lon, east: DEGREE * lat.to_radians().cos().max(1e-6) }
    }
    /// Where a point is on it: by the shorter way round the earth.
    pub(crate) fn put(&self, (lat, lon): (f64, f64)) -> Point {
        let mut east = lon - self.lon;
        if east.abs() > 180.0 {
            east -= 360.0_f64.copysign(east);
        }
        [east * self.east, (lat - self.lat) * DEGREE]
    }
    /// The latitude and the longitude of a point of it.
    pub(crate) fn back(&self, [x, y]: Point) -> (f64, f64) {
        let lon = self.lon + x / self.east;
        let round = if lon.abs() > 180.0 { 360.0_f64.copysign(lon) } else { 0.0 };
        ((self.lat + y / DEGREE).clamp(-90.0, 90.0), lon - round)
    }
}

/// A rectangle along the axes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    low: Point,
    high: Point,
}

impl Frame {
    pub(crate) fn of<'a>(points: impl IntoIterator<Item = &'a Point>) -> Self {
        let none = Self { low: [f64::INFINITY; 2], high: [f64::NEG_INFINITY; 2] };
        points.into_iter().fold(none, |f, [x, y]| Self {
            low: [f.low[0].min(*x), f.low[1].min(*y)],
            high: [f.high[0].max(*x), f.high[1].max(*y)],
        })
    }
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let apart = |a: f64, b: f64| a > b + TOUCH;
        !(apart(self.low[0], other.high[0])
            || apart(other.low[0], self.high[0])
            || apart(self.low[1], other.high[1])
            || apart(other.low[1], self.high[1]))
    }
    /// The same, this much wider on every side.
    pub(crate) fn wider(&self, by: f64) -> Self {
        Self { low: self.low.map(|c| c - by), high: self.high.map(|c| c + by) }
    }
    fn join(self, other: &Self) -> Self {
        Self {
            low: [self.low[0].min(other.low[0]), self.low[1].min(other.low[1])],
            high: [self.high[0].max(other.high[0]), self.high[1].max(other.high[1])],
        }
    }
}

/// A closed ring of straight sides.
#[derive(Clone, Debug)]
pub(crate) struct Ring {
    pub(crate) points: Vec<Point>,
    pub(crate) frame: Frame,
    /// The sides, some at a time, with the frame around them: most are passed by at once.
    runs: Vec<(Frame, Vec<(Point, Point)>)>,
}

/// Sides in a run.
const RUN: usize = 16;

impl Ring {
    pub(crate) fn new(points: Vec<Point>) -> Self {
        let after = points.iter().copied().cycle().skip(1);
        let sides: Vec<(Point, Point)> = points.iter().copied().zip(after).collect();
        let frame_of = |run: &[(Point, Point)]| {
            let frames = run.iter().map(|(a, b)| Frame::of(&[*a, *b]));
            frames.fold(Frame::of(&[]), |f, g| f.join(&g))
        };
        let runs = sides.chunks(RUN).map(|run| (frame_of(run), run.to_vec())).collect();
        Self { frame: Frame::of(&points), points, runs }
    }
    /// Its sides, each from one point to the next.
    pub(crate) fn sides(&self) -> impl Iterator<Item = (Point, Point)> + '_ {
        self.runs.iter().flat_map(|(_, run)| run).copied()
    }
    /// Whether a line touches it anywhere; inside of it there is nothing to touch.
    pub(crate) fn meets(&self, a: Point, b: Point) -> bool {
        let frame = Frame::of(&[a, b]);
        let runs = self.runs.iter().filter(|(around, _)| around.meets(&frame));
        self.frame.meets(&frame) && runs.flat_map(|(_, run)| run).any(|side| meet((a, b), *side))
    }
    /// Whether a point is inside. What is on the outline may be either.
    pub(crate) fn holds(&self, [x, y]: Point) -> bool {
        let over =
            |([ax, ay], [bx, by]): &(Point, Point)| (*ay > y) != (*by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax;
        self.frame.meets(&Frame { low: [x, y], high: [x, y] }) && self.sides().filter(over).count() % 2 == 1
    }
}

/// Whether two lines have a point in common, or nearly so.
pub(crate) fn meet((a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    let side = |p: Point, q: Point, r: Point| (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
    let (ac, ad, ca, cb) = (side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b));
    if ac * ad < 0.0 && ca * cb < 0.0 {
        return true;
    }
    near(a, (c, d)) || near(b, (c, d)) || near(c, (a, b)) || near(d, (a, b))
}

/// Whether a point is on a line, or nearly so.
fn near(p: Point, (a, b): (Point, Point)) -> bool {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let along = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy).max(f64::MIN_POSITIVE);
    let t = along.clamp(0.0, 1.0);
    (p[0] - a[0] - t * dx).hypot(p[1] - a[1] - t * dy) <= TOUCH
}
