//! The map of the form that draws a zone: what stands, what was typed, and what the script that draws needs to go on.

use kernel::zone::{Zone, ZoneLimits};
use web::{
    Form, Front,
    map::{Ground, View, degrees_of, places},
};

use crate::acts;

/// Points that are listed in words; the others are in the GeoJSON.
const LISTED: usize = 60;

/// The map, ready to be drawn.
pub(super) struct ZoneMap {
    pub(super) ground: Ground,
    /// The outline of the zone as it stands, when the form says another.
    pub(super) stands: String,
    /// The outline of the zone of the form.
    pub(super) zone: String,
    /// Latitude and longitude of the middle of the map.
    pub(super) middle: (f64, f64),
    /// Pixels of a degree of latitude and of longitude.
    pub(super) pixels: (f64, f64),
    /// The limits of a zone.
    pub(super) limits: ZoneLimits,
    /// What it shows, in words.
    pub(super) says: String,
    /// The points, in words.
    pub(super) points: Vec<String>,
    /// How many are not listed.
    pub(super) more: usize,
    /// Places that can be a centre: value and name.
    pub(super) places: Vec<(String, &'static str)>,
}

/// The map of what a form says, or else of the zone as it stands, or else of the town.
pub(super) fn draw(front: &Front, form: &Form, stands: Option<&Zone>) -> ZoneMap {
    let limits = acts::limits(&front.house);
    // What is wrong with it is said by who takes the form.
    let typed = super::zone_of(&mut form.clone(), front, stands);
    let shown = typed.as_ref().or_else(|| if form.value("zone").is_empty() { None } else { stands });
    let view = shown.or(stands).map_or_else(View::of_places, |zone| View::around(&zone.bounds()));
    let other = stands.filter(|old| shown.is_none_or(|new| new.to_geojson() != old.to_geojson()));
    let outline = |zone: Option<&Zone>| zone.map(|z| view.outline(z)).unwrap_or_default();
    let point = |(n, (lat, lon)): (usize, (f64, f64))| {
        let degrees = |d| degrees_of(front.lang, d).into();
        front.with(
            "operate-point",
            &[("n", n.saturating_add(1).to_string().into()), ("lat", degrees(lat)), ("lon", degrees(lon))],
        )
    };
    ZoneMap {
        ground: Ground::of(front, &view, []),
        stands: outline(other),
        zone: outline(shown),
        middle: view.middle(),
        pixels: view.pixels(),
        limits,
        says: shown.map_or_else(
            || front.t("operate-map-none").into_owned(),
            |z| front.two("operate-map-zone", "points", z.points().to_string(), "km2", super::km2(z)),
        ),
        points: shown.into_iter().flat_map(Zone::rings).flatten().take(LISTED).enumerate().map(point).collect(),
        more: shown.map_or(0, Zone::points).saturating_sub(LISTED),
        places: places().map(|p| (p.value(), p.name)).collect(),
    }
}
