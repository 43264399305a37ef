//! Places of people: H3 cells, never finer.

use std::{fmt, str::FromStr};

use h3o::{CellIndex, LatLng, Resolution};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A cell of the H3 grid (<https://h3geo.org>). Resolution 9 is about 350 m across.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell(CellIndex);

/// A place that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlaceError {
    /// Latitude outside −90 … 90, longitude outside −180 … 180, or not a number.
    #[error("latitude or longitude out of range")]
    OutOfRange,
    /// Not an H3 index.
    #[error("not an H3 cell")]
    NotACell,
    /// A cell finer than this server keeps.
    #[error("finer than this server keeps")]
    TooFine,
}

impl Cell {
    /// The default resolution for people: about 350 m across.
    pub const RESOLUTION: u8 = 9;

    /// The cell of a position. The position itself is forgotten here.
    ///
    /// # Errors
    /// [`PlaceError::OutOfRange`].
    pub fn at(lat: f64, lon: f64, resolution: u8) -> Result<Self, PlaceError> {
        if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
            return Err(PlaceError::OutOfRange);
        }
        let at = LatLng::new(lat, lon).map_err(|_| PlaceError::OutOfRange)?;
        let resolution = Resolution::try_from(resolution).map_err(|_| PlaceError::OutOfRange)?;
        Ok(Self(at.to_cell(resolution)))
    }
    /// This cell, or the larger one around it, at `resolution`.
    ///
    /// # Errors
    /// [`PlaceError::OutOfRange`] when this cell is larger already.
    pub fn coarser(self, resolution: u8) -> Result<Self, PlaceError> {
        let resolution = Resolution::try_from(resolution).map_err(|_| PlaceError::OutOfRange)?;
        self.0.parent(resolution).map(Self).ok_or(PlaceError::OutOfRange)
    }
    /// Its resolution, 0 … 15.
    #[must_use]
    pub fn resolution(self) -> u8 {
        self.0.resolution().into()
    }
    /// The centre: latitude and longitude in degrees (WGS 84).
    #[must_use]
    pub fn centre(self) -> (f64, f64) {
        let c = LatLng::from(self.0);
        (c.lat(), c.lng())
    }
    /// Its corners, six of them or five, in order around it: latitude and longitude in degrees. A cell over the edge of one of the
    /// grid's twenty faces has a corner more on it.
    #[must_use]
    pub fn corners(self) -> Vec<(f64, f64)> {
        self.0.boundary().iter().map(|c| (c.lat(), c.lng())).collect()
    }
    /// The cells at most `steps` away, this one among them; nothing for more than 50 steps.
    #[must_use]
    pub fn around(self, steps: u8) -> Vec<Self> {
        if steps > 50 {
            return Vec::new();
        }
        self.0.grid_disk::<Vec<_>>(steps.into()).into_iter().map(Self).collect()
    }
    /// Its number, as stored.
    #[must_use]
    pub fn number(self) -> i64 {
        i64::from_ne_bytes(u64::from(self.0).to_ne_bytes())
    }
    /// The cell of a stored number.
    #[must_use]
    pub fn of_number(number: i64) -> Option<Self> {
        CellIndex::try_from(u64::from_ne_bytes(number.to_ne_bytes())).ok().map(Self)
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A cell is somebody's place: it does not go to logs.
        f.write_str("Cell(…)")
    }
}
impl FromStr for Cell {
    type Err = PlaceError;
    fn from_str(text: &str) -> Result<Self, PlaceError> {
        text.parse().map(Self).map_err(|_| PlaceError::NotACell)
    }
}
impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}
