//! Open doors in a night: when people open theirs, who looks for one, the public places, the perimeters.

use kernel::{Time, ZoneLimits};
use serde::Deserialize;

use super::ScenarioError;

/// How doors open and who looks for one. Shares are between 0 and 1.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Doors {
    /// When the first one opens.
    pub first: Time,
    /// Share of people who open a door, as far as there are so many at home.
    pub hosts: f64,
    /// Share of people who look for room, as far as there are so many who are out; some have others with them.
    pub guests: f64,
    /// Half of the doors are open this many minutes after the first one.
    pub median_minutes: f64,
    /// Half of the guests look for room this many minutes after the first door.
    pub sought_minutes: f64,
    /// Standard deviation of the logarithm of these delays.
    pub spread: f64,
    /// Every how many minutes, on average, a host looks who asks.
    pub looks_minutes: f64,
    /// Median minutes that the way to a door takes.
    pub walk_minutes: f64,
    /// Median minutes that guests stay.
    pub stay_minutes: f64,
    /// Share of looks of a host at which who waits is refused.
    pub refuses: f64,
    /// Share of hosts who keep their door open for longer when it would end.
    pub renews: f64,
    /// Share of hosts who take their door out of sight for a while.
    pub pauses: f64,
    /// Share of hosts who close before their door would end.
    pub closes: f64,
    /// Share of hosts who find later that they have a place more, or one less.
    pub changes: f64,
    /// Share of guests with children: they go to public places.
    pub children: f64,
}

/// A public place that an institution opens.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicPlace {
    /// How steps refer to it.
    pub id: String,
    /// Its name, as everybody sees it.
    pub label: String,
    /// Latitude in degrees.
    pub lat: f64,
    /// Longitude in degrees.
    pub lon: f64,
    /// How many people it takes.
    pub places: u32,
    /// Who says that it was open that night; nobody for what the drill adds.
    #[serde(default)]
    pub source: Vec<String>,
    /// Whether the drill adds it: no source says that it was open.
    #[serde(default)]
    pub added: bool,
}

/// A perimeter that the operators draw.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Perimeter {
    /// How steps refer to it.
    pub id: String,
    /// Its name, as everybody sees it.
    pub name: String,
    /// A GeoJSON geometry, as the API takes it.
    pub geometry: String,
}

impl Perimeter {
    /// Its polygons.
    ///
    /// # Errors
    /// When they are none.
    pub fn area(&self) -> Result<kernel::Zone, ScenarioError> {
        // A street corner, up to a town: as the server takes them.
        let limits = ZoneLimits { min_km2: 0.001, max_km2: 200.0 };
        kernel::Zone::from_text(&self.geometry, &limits)
            .map_err(|fault| ScenarioError::Zone { zone: self.id.clone(), fault })
    }
}
