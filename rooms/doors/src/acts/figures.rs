//! What may be told of the doors of an incident to everybody, and what came of them, to operators.

use kernel::{IncidentId, Time};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use web::{Failure, House, Table};

use super::{incident, memory};
use crate::{
    model::{Door, DoorState, Kind, StayState, Suit, Tier},
    store::measure,
};

/// A collective place, as open data has it: the only way from a door to open data. There is none for somebody's home.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenPlace {
    id: kernel::DoorId,
    label: String,
    tier: Tier,
    /// The centre of its cell: latitude, longitude.
    at: (f64, f64),
    room: i64,
    until: Time,
    suits: Vec<Suit>,
    drill: bool,
}

impl OpenPlace {
    /// A public place that is open; nothing for any other door.
    #[must_use]
    pub fn of(door: &Door, now: Time) -> Option<Self> {
        let label = door.label.clone().filter(|_| door.kind == Kind::Public && door.tier >= Tier::Vouched)?;
        if door.state != DoorState::Open || door.until <= now || door.suspended {
            return None;
        }
        Some(Self {
            id: door.id,
            label,
            tier: door.tier,
            at: door.cell.centre(),
            room: door.room(now),
            until: door.until,
            suits: door.suits.iter().collect(),
            drill: door.drill,
        })
    }
    fn suits(&self) -> String {
        self.suits.iter().map(|s| s.word()).collect::<Vec<_>>().join(" ")
    }
}

/// The collective places that are open, in the order of their ids: of the newest real incident that is on, of one that is named, or, when that
/// is asked for, of an exercise. Without an incident there are none.
///
/// # Errors
/// When the store fails.
pub async fn open_places(house: &House, wanted: Option<IncidentId>, drill: bool) -> Result<Vec<OpenPlace>, Failure> {
    let Ok(incident) = incident(house, wanted) else { return Ok(Vec::new()) };
    if incident.drill && !drill && wanted.is_none() {
        return Ok(Vec::new());
    }
    let now = house.clock.now();
    let mut doors = memory(house).await?.of_incident(incident.id);
    doors.sort_by_key(|d| d.id);
    Ok(doors.iter().filter_map(|d| OpenPlace::of(d, now)).collect())
}

/// As GeoJSON (RFC 7946): points at the centres of cells.
#[must_use]
pub fn geojson(all: &[OpenPlace]) -> Value {
    let feature = |p: &OpenPlace| {
        json!({
            "type": "Feature",
            "id": p.id,
            "geometry": { "type": "Point", "coordinates": [rounded(p.at.1), rounded(p.at.0)] },
            "properties": {
                "name": p.label, "tier": p.tier, "room": p.room, "until": p.until, "suits": p.suits, "drill": p.drill,
                "exact": false,
            },
        })
    };
    json!({ "type": "FeatureCollection", "features": all.iter().map(feature).collect::<Vec<_>>() })
}

/// As CSV with a line of HXL hashtags (<https://hxlstandard.org>) under the titles. No cell is a formula.
#[must_use]
pub fn hxl(all: &[OpenPlace]) -> Table {
    let mut table = Table::new(&["id", "name", "lat", "lon", "room", "until", "suits", "drill"]);
    table.row(&[
        "#meta+id",
        "#loc+name",
        "#geo+lat",
        "#geo+lon",
        "#capacity+num+free",
        "#date+end",
        "#capability+list",
        "#meta+drill",
    ]);
    for p in all {
        let (lat, lon) = (rounded(p.at.0).to_string(), rounded(p.at.1).to_string());
        let (id, room, until) = (p.id.to_string(), p.room.to_string(), p.until.to_string());
        table.row(&[&id, &p.label, &lat, &lon, &room, &until, &p.suits(), &p.drill.to_string()]);
    }
    table
}

/// Three decimals: about 100 m, less than a cell.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1000.0).round() / 1000.0
}

/// What came of the doors of an incident.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Measure {
    /// Doors that were open at some time.
    pub offers: i64,
    /// Those that hosted somebody.
    pub offers_that_hosted: i64,
    /// People who arrived.
    pub people_hosted: i64,
    /// People hosted per offer. In Paris in 2015 about one offer in ten hosted anybody.
    pub hosted_per_offer: f64,
    /// Places that are free now.
    pub room: i64,
    /// Stays that were asked for.
    pub asked: i64,
    /// Of those: let in, or on the way.
    pub accepted: i64,
    /// Of those: refused by the host.
    pub refused: i64,
    /// Of those: ran out before anybody answered or came.
    pub ran_out: i64,
    /// Seconds from the request to the address: half of the guests waited no longer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_after_median: Option<i64>,
    /// Nine guests of ten waited no longer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_after_ninety: Option<i64>,
    /// People who still look for room.
    pub still_looking: i64,
}

/// Measures what came of the doors of an incident. Nobody is in it.
///
/// # Errors
/// When the store fails.
pub async fn measure(house: &House, incident: IncidentId) -> Result<Measure, Failure> {
    Ok(measured(&measure::count(&house.store, incident).await?))
}

/// The same, of what was counted.
#[must_use]
pub fn measured(counted: &measure::Counted) -> Measure {
    let of = |states: &[StayState]| -> i64 {
        let is = |n: i64| states.iter().any(|s| s.number() == n);
        counted.stays.iter().filter(|(state, _)| is(*state)).map(|(_, n)| n).sum()
    };
    let number = |n: i64| i32::try_from(n).map_or(f64::MAX, f64::from);
    let at = |tenths: usize| {
        let last = counted.waits.len().checked_sub(1)?;
        counted.waits.get(last.saturating_mul(tenths) / 10).map(|micros| micros / 1_000_000)
    };
    let per_offer = if counted.offers == 0 { 0.0 } else { number(counted.hosted) / number(counted.offers) };
    Measure {
        offers: counted.offers,
        offers_that_hosted: counted.offers_that_hosted,
        people_hosted: counted.hosted,
        hosted_per_offer: (per_offer * 100.0).round() / 100.0,
        room: counted.room,
        asked: counted.stays.iter().map(|(_, n)| n).sum(),
        accepted: of(&[StayState::Accepted, StayState::Arrived, StayState::Left, StayState::Home]),
        refused: of(&[StayState::Refused]),
        ran_out: of(&[StayState::RanOut]),
        address_after_median: at(5),
        address_after_ninety: at(9),
        still_looking: counted.looking.1,
    }
}
