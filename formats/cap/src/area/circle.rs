//! Circles.

use std::fmt;

use super::{Point, decimal};
use crate::{Rule, xml::is_white};

/// The mean radius of the Earth, in kilometres (IUGG).
const EARTH: f64 = 6_371.008_8;

/// A point and a radius in kilometres (CAP 1.2, 3.2.4, circle).
///
/// ```
/// use cap::{Circle, Point};
/// let circle: Circle = "48.853,2.35 1.5".parse().unwrap();
/// assert!(circle.contains(Point::new(48.8606, 2.3522).unwrap()));
/// assert!(!circle.contains(Point::new(48.8675, 2.3638).unwrap()));
/// assert_eq!(circle.to_string(), "48.853,2.35 1.5");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Circle {
    center: Point,
    radius_km: f64,
}
impl Circle {
    /// A radius is not negative; the circle of radius 0 is a point.
    #[must_use]
    pub fn new(center: Point, radius_km: f64) -> Option<Self> {
        (radius_km >= 0.0 && radius_km.is_finite()).then_some(Self { center, radius_km: radius_km + 0.0 })
    }
    /// The point in the middle.
    #[must_use]
    pub const fn center(&self) -> Point {
        self.center
    }
    /// The radius in kilometres.
    #[must_use]
    pub const fn radius_km(&self) -> f64 {
        self.radius_km
    }
    /// Whether a point lies in it, on a sphere (by the haversine; wrong by half a hundredth of the distance at most).
    #[must_use]
    pub fn contains(&self, point: Point) -> bool {
        self.center.distance_km(point) <= self.radius_km
    }
}
impl Point {
    /// How far another point is, in kilometres, on a sphere (by the haversine; wrong by half a hundredth at most).
    #[must_use]
    pub fn distance_km(self, to: Self) -> f64 {
        let half = |a: f64, b: f64| ((a - b).to_radians() / 2.0).sin().powi(2);
        let (from_lat, to_lat) = (self.lat().to_radians(), to.lat().to_radians());
        let share = half(self.lat(), to.lat()) + from_lat.cos() * to_lat.cos() * half(self.lon(), to.lon());
        2.0 * EARTH * share.clamp(0.0, 1.0).sqrt().asin()
    }
}
impl std::str::FromStr for Circle {
    type Err = Rule;

    fn from_str(text: &str) -> Result<Self, Rule> {
        let mut words = text.split(is_white).filter(|word| !word.is_empty());
        let (Some(center), Some(radius), None) = (words.next(), words.next(), words.next()) else {
            return Err(Rule::Circle);
        };
        let radius = decimal(radius).ok_or(Rule::Circle)?;
        Self::new(Point::parse(center, Rule::Circle)?, radius).ok_or(Rule::Circle)
    }
}
impl fmt::Display for Circle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.center, self.radius_km)
    }
}
