//! Where an incident is: one or several polygons, read from GeoJSON (RFC 7946), checked once, then asked very often.
//!
//! A [`Zone`] cannot exist with a fault: its rings are closed, do not cross themselves or each other, lie as they should
//! within each other, and stay on one side of the antimeridian. What is inside is decided as PostGIS does for
//! `ST_Contains(geometry, point)`: straight lines between longitudes and latitudes, and the outline itself is outside.
//!
//! ```
//! use kernel::{Zone, ZoneFault, ZoneLimits};
//! let limits = ZoneLimits::default();
//! let zone = Zone::from_circle(48.8674, 2.3636, 1.5, &limits).unwrap();
//! assert!(zone.contains(48.8690, 2.3600) && !zone.contains(48.9, 2.3600));
//! let bow_tie = r#"{"type":"Polygon","coordinates":[[[2,48],[2.1,48.1],[2.1,48],[2,48.1],[2,48]]]}"#;
//! assert_eq!(Zone::from_text(bow_tie, &limits), Err(ZoneFault::CrossesItself { lat: 48.05, lon: 2.05 }));
//! ```

mod area;
mod exact;
mod fault;
mod locate;
mod parse;
mod sweep;

use std::{fmt, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};

pub use fault::{At, ZoneFault};

use locate::Locator;

/// A vertex. Longitude first, as in GeoJSON; both finite and in range, and never a negative zero.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub(crate) struct Point {
    lon: f64,
    lat: f64,
}

/// How large a zone may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ZoneLimits {
    /// The smallest area, in km². Smaller zones would locate single people.
    pub min_km2: f64,
    /// The largest area, in km².
    pub max_km2: f64,
}

impl Default for ZoneLimits {
    fn default() -> Self {
        Self { min_km2: 0.5, max_km2: 2000.0 }
    }
}

impl ZoneLimits {
    /// Any area: for zones that were accepted before, under other limits.
    const NONE: Self = Self { min_km2: 0.0, max_km2: f64::INFINITY };
}

/// The smallest rectangle around a zone, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Lowest latitude.
    pub south: f64,
    /// Lowest longitude.
    pub west: f64,
    /// Highest latitude.
    pub north: f64,
    /// Highest longitude.
    pub east: f64,
}

/// The outline and the holes of one part of a zone. The last vertex of a ring is not the first one again.
#[derive(Clone, Debug, PartialEq)]
struct Part {
    rings: Vec<Vec<Point>>,
}

/// The area that an incident affects. Cheap to clone.
#[derive(Clone)]
pub struct Zone(Arc<Inner>);

struct Inner {
    parts: Vec<Part>,
    /// Whether it was given, and is given back, as a `MultiPolygon`.
    multi: bool,
    bounds: Bounds,
    km2: f64,
    locator: Locator,
}

impl Zone {
    /// How many vertices a zone may have: ten times a city's detailed outline.
    pub const MAX_POINTS: usize = 50_000;
    /// How many outlines and holes a zone may have.
    pub const MAX_RINGS: usize = 2_000;
    /// Corners of the polygon that stands for a circle.
    const CORNERS: u8 = 48;

    /// The zone of a GeoJSON `Polygon` or `MultiPolygon`, bare, in a `Feature`, or in a `FeatureCollection` of one.
    ///
    /// Coordinates are rounded to 9 decimals. Either orientation of the rings is accepted, a third coordinate is ignored, and a vertex that repeats the one
    /// before it is dropped: drawing tools leave them, and they change nothing. A ring that touches itself is a fault;
    /// two rings may touch in single points. In O(n log n) of the number of vertices.
    ///
    /// # Errors
    /// The first fault found.
    pub fn from_geojson(value: &Value, limits: &ZoneLimits) -> Result<Self, ZoneFault> {
        let (parts, multi) = parse::parts(value)?;
        Self::checked(parts, multi, limits)
    }

    /// The same, from the text of a form.
    ///
    /// # Errors
    /// [`ZoneFault::NotJson`], or the first fault found.
    pub fn from_text(text: &str, limits: &ZoneLimits) -> Result<Self, ZoneFault> {
        let value = serde_json::from_str(text).map_err(|_| ZoneFault::NotJson)?;
        Self::from_geojson(&value, limits)
    }

    /// The regular polygon of 48 corners, `radius_km` away from a centre (great circle on the mean sphere), with
    /// coordinates rounded to 6 decimals. For the form without a map.
    ///
    /// # Errors
    /// [`ZoneFault::BadRadius`], a centre out of range, a circle over a pole or the antimeridian, or too small or large.
    pub fn from_circle(lat: f64, lon: f64, radius_km: f64, limits: &ZoneLimits) -> Result<Self, ZoneFault> {
        if !(radius_km > 0.0 && radius_km < 10_000.0) {
            return Err(ZoneFault::BadRadius);
        }
        if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
            return Err(ZoneFault::OutOfRange(At::FIRST));
        }
        let angle = radius_km / area::MEAN_RADIUS_KM;
        if lat.abs() + angle.to_degrees() >= 90.0 {
            return Err(ZoneFault::OutOfRange(At::FIRST));
        }
        // The point at a bearing and a distance on the sphere (Williams, Aviation Formulary, "Lat/lon given radial and distance").
        let (phi, turn) = (lat.to_radians(), std::f64::consts::TAU / f64::from(Self::CORNERS));
        let corner = |i: u8| {
            let bearing = turn * f64::from(i);
            let sin = phi.sin() * angle.cos() + phi.cos() * angle.sin() * bearing.cos();
            let east = (bearing.sin() * angle.sin() * phi.cos()).atan2(angle.cos() - phi.sin() * sin);
            (lon + east.to_degrees(), sin.asin().to_degrees())
        };
        let mut ring = Vec::with_capacity(Self::CORNERS.into());
        for i in (0..Self::CORNERS).rev() {
            let (lon, lat) = corner(i);
            if lon.abs() > 180.0 {
                return Err(ZoneFault::Antimeridian);
            }
            ring.push(Point::new(round(lon, 6), round(lat, 6)));
        }
        ring.dedup();
        Self::checked(vec![Part { rings: vec![ring] }], false, limits)
    }

    fn checked(parts: Vec<Part>, multi: bool, limits: &ZoneLimits) -> Result<Self, ZoneFault> {
        let rings: Vec<&[Point]> = parts.iter().flat_map(|p| p.rings.iter().map(Vec::as_slice)).collect();
        let (mut west_end, mut east_end) = (false, false);
        let mut bounds = Bounds { south: 90.0, west: 180.0, north: -90.0, east: -180.0 };
        for p in rings.iter().copied().flatten() {
            bounds.south = bounds.south.min(p.lat);
            bounds.north = bounds.north.max(p.lat);
            bounds.west = bounds.west.min(p.lon);
            bounds.east = bounds.east.max(p.lon);
            west_end |= p.lon <= -180.0;
            east_end |= p.lon >= 180.0;
        }
        // A zone over the antimeridian that was cut in two, as RFC 7946 (3.1.9) advises, has a part on either side of it.
        if west_end && east_end {
            return Err(ZoneFault::Antimeridian);
        }
        let around = sweep::nesting(&rings)?;
        nested(&parts, &around)?;
        let km2 = parts.iter().map(area::km2).sum::<f64>();
        if km2 < limits.min_km2 {
            return Err(ZoneFault::TooSmall { km2, min: limits.min_km2 });
        }
        if km2 > limits.max_km2 {
            return Err(ZoneFault::TooLarge { km2, max: limits.max_km2 });
        }
        let locator = Locator::new(&rings);
        drop(rings);
        Ok(Self(Arc::new(Inner { parts, multi, bounds, km2, locator })))
    }

    /// Whether a point (degrees, WGS 84) is inside, as `ST_Contains` has it: neither outside nor on the outline.
    /// In O(log² n) of the number of vertices, whatever the shape; exact, whatever the coordinates.
    #[must_use]
    pub fn contains(&self, lat: f64, lon: f64) -> bool {
        let b = &self.0.bounds;
        lat > b.south && lat < b.north && lon > b.west && lon < b.east && self.0.locator.contains(Point { lon, lat })
    }

    /// The smallest rectangle around it.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        self.0.bounds
    }

    /// Its area in km², on the WGS 84 ellipsoid, between the straight lines of longitude and latitude that bound it.
    #[must_use]
    pub fn area_km2(&self) -> f64 {
        self.0.km2
    }

    /// How many vertices it has.
    #[must_use]
    pub fn points(&self) -> usize {
        self.0.parts.iter().flat_map(|p| &p.rings).map(Vec::len).sum()
    }

    /// Its outlines and holes, each as `(lat, lon)` without the first vertex again at the end: to be drawn with the even-odd rule.
    pub fn rings(&self) -> impl Iterator<Item = impl Iterator<Item = (f64, f64)> + '_> + '_ {
        self.0.parts.iter().flat_map(|p| &p.rings).map(|r| r.iter().map(|p| (p.lat, p.lon)))
    }

    /// As a GeoJSON geometry: closed rings, in the order and orientation in which they were given.
    #[must_use]
    pub fn to_geojson(&self) -> Value {
        let polygon = |part: &Part| -> Value {
            let rings = part.rings.iter();
            rings.map(|r| r.iter().chain(r.first()).map(|p| json!([p.lon, p.lat])).collect::<Value>()).collect()
        };
        let parts = &self.0.parts;
        match parts.first() {
            Some(only) if !self.0.multi => json!({"type": "Polygon", "coordinates": polygon(only)}),
            _ => json!({"type": "MultiPolygon", "coordinates": parts.iter().map(polygon).collect::<Value>()}),
        }
    }
}

/// Checks that holes lie in their outline and nowhere else, and that parts do not cover each other.
/// `around` names, for each ring in order, the ring right around it.
fn nested(parts: &[Part], around: &[Option<usize>]) -> Result<(), ZoneFault> {
    let places: Vec<At> =
        parts.iter().enumerate().flat_map(|(p, part)| (0..part.rings.len()).map(move |r| At::ring(p, r))).collect();
    for (at, outer) in places.iter().zip(around) {
        match outer.and_then(|o| places.get(o)) {
            // An outline stands free, or as an island in another part's hole.
            None if at.ring == 0 => {}
            Some(outer) if at.ring == 0 && outer.ring > 0 => {}
            Some(outer) if at.ring > 0 && outer.ring == 0 && outer.part == at.part => {}
            Some(outer) if (at.ring == 0) == (outer.ring == 0) => return Err(ZoneFault::Overlaps(*at)),
            _ => return Err(ZoneFault::HoleOutside(*at)),
        }
    }
    Ok(())
}

impl Point {
    /// A vertex, rounded to 9 decimals (a tenth of a millimetre): such numbers are written and read back without loss,
    /// and exact products of them never underflow. Adding zero turns −0 into 0.
    fn new(lon: f64, lat: f64) -> Self {
        Self { lon: round(lon, 9) + 0.0, lat: round(lat, 9) + 0.0 }
    }
    /// West to east, then south to north.
    fn order(self, other: Self) -> std::cmp::Ordering {
        self.lon.total_cmp(&other.lon).then(self.lat.total_cmp(&other.lat))
    }
}

/// `x` rounded to so many decimals.
fn round(x: f64, decimals: i32) -> f64 {
    let scale = 10f64.powi(decimals);
    (x * scale).round() / scale
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.0.parts == other.0.parts
    }
}
impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({} points, {:.2} km²)", self.points(), self.area_km2())
    }
}
impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.to_geojson().serialize(s)
    }
}
/// Reads a zone that was accepted before: whatever its area, since the limits may have changed since.
impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::from_geojson(&Value::deserialize(d)?, &ZoneLimits::NONE).map_err(serde::de::Error::custom)
    }
}
