//! Where (CAP 1.2, 3.2.4).

mod circle;
mod cross;
mod polygon;
mod within;

use std::fmt;

pub use circle::Circle;
pub use polygon::Polygon;
pub(crate) use polygon::{Budget, Ring};

use crate::{NamedValue, Rule};

/// A point on the WGS 84 ellipsoid, in degrees (3.3.1).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    lat: f64,
    lon: f64,
}
impl Point {
    /// A latitude from -90 to 90 and a longitude from -180 to 180.
    #[must_use]
    pub fn new(lat: f64, lon: f64) -> Option<Self> {
        // Adding zero turns minus zero into zero.
        let sound = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        sound.then_some(Self { lat: lat + 0.0, lon: lon + 0.0 })
    }
    /// The latitude.
    #[must_use]
    pub const fn lat(self) -> f64 {
        self.lat
    }
    /// The longitude.
    #[must_use]
    pub const fn lon(self) -> f64 {
        self.lon
    }
    /// Reads `lat,lon`; else says which rule that breaks: `otherwise` when it is no pair of numbers.
    pub(crate) fn parse(text: &str, otherwise: Rule) -> Result<Self, Rule> {
        let (lat, lon) = text.split_once(',').ok_or(otherwise)?;
        let (lat, lon) = (decimal(lat).ok_or(otherwise)?, decimal(lon).ok_or(otherwise)?);
        Self::new(lat, lon).ok_or(Rule::Coordinate)
    }
}
impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.lat, self.lon)
    }
}

/// A number as XML Schema writes decimals: a sign, digits, a point; no exponent.
pub(crate) fn decimal(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let sound = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') && digits.bytes().any(|b| b.is_ascii_digit());
    let number: f64 = text.parse().ok().filter(|_| sound && text.len() <= 64)?;
    number.is_finite().then_some(number + 0.0)
}

/// An area: the union of all that is in it (CAP 1.2, 3.2.4).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Area {
    /// Where, in words (areaDesc). Must be there.
    pub description: String,
    /// Polygons.
    pub polygons: Vec<Polygon>,
    /// Circles.
    pub circles: Vec<Circle>,
    /// Codes of places, each with the list that it is from: `SAME`, `006109`.
    pub geocodes: Vec<NamedValue>,
    /// The lowest height, or the only one, in feet above the sea.
    pub altitude: Option<f64>,
    /// The greatest height, in feet above the sea. Only together with an altitude.
    pub ceiling: Option<f64>,
}
impl Area {
    /// An area in words, to which shapes are added.
    pub fn new(description: impl Into<String>) -> Self {
        Self { description: description.into(), ..Self::default() }
    }
    /// The same with a polygon more.
    #[must_use]
    pub fn with_polygon(mut self, polygon: Polygon) -> Self {
        self.polygons.push(polygon);
        self
    }
    /// The same with a circle more.
    #[must_use]
    pub fn with_circle(mut self, circle: Circle) -> Self {
        self.circles.push(circle);
        self
    }
    /// Whether a point is in it. Nothing when that is not known: it is in none of the shapes, but there are geocodes, or no shapes at
    /// all. Heights are not looked at.
    #[must_use]
    pub fn contains(&self, point: Point) -> Option<bool> {
        if self.polygons.iter().any(|p| p.contains(point)) || self.circles.iter().any(|c| c.contains(point)) {
            return Some(true);
        }
        let drawn = !self.polygons.is_empty() || !self.circles.is_empty();
        (drawn && self.geocodes.is_empty()).then_some(false)
    }
}
