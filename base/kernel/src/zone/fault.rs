//! What can be wrong with a zone.

use super::round;
use crate::{Refusal, Refuse};

/// A place in the GeoJSON, counted from 0. People read it counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// Which polygon.
    pub part: usize,
    /// Which ring of it: 0 is the outline, the others are holes.
    pub ring: usize,
    /// Which point of the ring.
    pub point: usize,
}

impl At {
    pub(super) const FIRST: Self = Self { part: 0, ring: 0, point: 0 };

    pub(super) const fn ring(part: usize, ring: usize) -> Self {
        Self { part, ring, point: 0 }
    }
}

/// What is wrong with a zone. Each has its own word, and values that name the fault.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum ZoneFault {
    /// Not JSON at all.
    #[error("zone-not-json")]
    NotJson,
    /// JSON, but neither a polygon nor several; what it is instead (a type of GeoJSON, or nothing known).
    #[error("zone-not-a-polygon")]
    NotAPolygon(&'static str),
    /// A polygon of nothing.
    #[error("zone-empty")]
    Empty,
    /// A position that is not two numbers.
    #[error("zone-bad-point")]
    BadPoint(At),
    /// Latitude outside −90 … 90 or longitude outside −180 … 180; often the two were swapped.
    #[error("zone-out-of-range")]
    OutOfRange(At),
    /// The last point of this ring is not its first.
    #[error("zone-not-closed")]
    NotClosed(At),
    /// Fewer than three different points in this ring.
    #[error("zone-too-few-points")]
    TooFewPoints(At),
    /// More vertices than [`super::Zone::MAX_POINTS`].
    #[error("zone-too-many-points")]
    TooManyPoints,
    /// More rings than [`super::Zone::MAX_RINGS`].
    #[error("zone-too-many-rings")]
    TooManyRings,
    /// It goes over the line where longitude jumps from 180 to −180.
    #[error("zone-antimeridian")]
    Antimeridian,
    /// Two sides cross, touch where they must not, or run over each other: here, rounded to 3 decimals.
    #[error("zone-crosses-itself")]
    CrossesItself {
        /// Latitude.
        lat: f64,
        /// Longitude.
        lon: f64,
    },
    /// This hole is not in the outline that it is listed with.
    #[error("zone-hole-outside")]
    HoleOutside(At),
    /// This outline lies in another outline, or this hole in another hole.
    #[error("zone-overlaps")]
    Overlaps(At),
    /// Smaller than allowed.
    #[error("zone-too-small")]
    TooSmall {
        /// Its area.
        km2: f64,
        /// The smallest allowed.
        min: f64,
    },
    /// Larger than allowed.
    #[error("zone-too-large")]
    TooLarge {
        /// Its area.
        km2: f64,
        /// The largest allowed.
        max: f64,
    },
    /// A circle without a positive radius.
    #[error("zone-bad-radius")]
    BadRadius,
}

impl ZoneFault {
    pub(super) fn crossing(lat: f64, lon: f64) -> Self {
        // Adding zero turns −0 into 0.
        Self::CrossesItself { lat: round(lat, 3) + 0.0, lon: round(lon, 3) + 0.0 }
    }
    const fn code(self) -> &'static str {
        match self {
            Self::NotJson => "zone-not-json",
            Self::NotAPolygon(_) => "zone-not-a-polygon",
            Self::Empty => "zone-empty",
            Self::BadPoint(_) => "zone-bad-point",
            Self::OutOfRange(_) => "zone-out-of-range",
            Self::NotClosed(_) => "zone-not-closed",
            Self::TooFewPoints(_) => "zone-too-few-points",
            Self::TooManyPoints => "zone-too-many-points",
            Self::TooManyRings => "zone-too-many-rings",
            Self::Antimeridian => "zone-antimeridian",
            Self::CrossesItself { .. } => "zone-crosses-itself",
            Self::HoleOutside(_) => "zone-hole-outside",
            Self::Overlaps(_) => "zone-overlaps",
            Self::TooSmall { .. } => "zone-too-small",
            Self::TooLarge { .. } => "zone-too-large",
            Self::BadRadius => "zone-bad-radius",
        }
    }
}

impl Refuse for ZoneFault {
    fn refusal(&self) -> Refusal {
        let no = Refusal::new(422, self.code()).at("zone");
        match *self {
            Self::BadPoint(at) | Self::OutOfRange(at) => {
                no.with("part", human(at.part)).with("ring", human(at.ring)).with("point", human(at.point))
            }
            Self::NotClosed(at) | Self::TooFewPoints(at) | Self::HoleOutside(at) | Self::Overlaps(at) => {
                no.with("part", human(at.part)).with("ring", human(at.ring))
            }
            Self::NotAPolygon(found) => no.with("found", found),
            Self::TooManyPoints => no.with("max", number(super::Zone::MAX_POINTS)),
            Self::TooManyRings => no.with("max", number(super::Zone::MAX_RINGS)),
            Self::CrossesItself { lat, lon } => no.with("lat", lat).with("lon", lon),
            // Rounded away from the limit, so that the sentence never says "0.5 is less than 0.5".
            Self::TooSmall { km2, min } => {
                let fine = if min < 0.1 { 10_000.0 } else { 100.0 };
                no.with("km2", (km2 * fine).floor() / fine).with("min", min)
            }
            Self::TooLarge { km2, max } => no.with("km2", (km2 * 10.0).ceil() / 10.0).with("max", max),
            Self::BadRadius => no.at("radius"),
            Self::NotJson | Self::Empty | Self::Antimeridian => no,
        }
    }
}

/// Counted from 1.
fn human(index: usize) -> f64 {
    number(index.saturating_add(1))
}

fn number(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::INFINITY, f64::from)
}
