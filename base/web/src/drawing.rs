//! The form that draws a zone: on a map, as GeoJSON, or around a centre. With script and without, it says the same.

use kernel::{
    Arg, Lang,
    zone::{Zone, ZoneLimits},
};

use crate::{
    FieldError, Form, Front, OrRefuse,
    map::{Ground, View, degrees_of, places},
};

/// The longest outline that a form takes, in bytes: as many points as a zone may have.
pub const LONGEST: usize = Zone::MAX_POINTS * 80;
/// The largest form with an outline: its brackets and commas take three bytes each on their way.
pub const FORM: usize = LONGEST * 2;
/// Points that are listed in words; the others are in the GeoJSON.
const LISTED: usize = 60;

/// The map, ready to be drawn.
#[derive(Clone, Debug)]
pub struct ZoneMap {
    /// What lies under it.
    pub ground: Ground,
    /// The outline of the zone as it stands, when the form says another.
    pub stands: String,
    /// The outline of the zone of the form.
    pub zone: String,
    /// Latitude and longitude of the middle of the map.
    pub middle: (f64, f64),
    /// Pixels of a degree of latitude and of longitude.
    pub pixels: (f64, f64),
    /// The limits of a zone.
    pub limits: ZoneLimits,
    /// The smallest, as people read it.
    pub least: Arg,
    /// What it shows, in words.
    pub says: String,
    /// The points, in words.
    pub points: Vec<String>,
    /// How many are not listed.
    pub more: usize,
    /// Places that can be a centre: value and name.
    pub places: Vec<(String, &'static str)>,
}

/// The map of what a form says, or else of the zone as it stands, or else of the town.
#[must_use]
pub fn zone_map(front: &Front, form: &Form, stands: Option<&Zone>, limits: &ZoneLimits) -> ZoneMap {
    // What is wrong with it is said by who takes the form.
    let typed = zone_of(&mut form.clone(), stands, limits);
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
        limits: *limits,
        least: km2_of(front.lang, limits.min_km2),
        says: shown.map_or_else(
            || front.t("operate-map-none").into_owned(),
            |z| front.two("operate-map-zone", "points", z.points().to_string(), "km2", km2_of(front.lang, km2(z))),
        ),
        points: shown.into_iter().flat_map(Zone::rings).flatten().take(LISTED).enumerate().map(point).collect(),
        more: shown.map_or(0, Zone::points).saturating_sub(LISTED),
        places: places().map(|p| (p.value(), p.name)).collect(),
    }
}

/// The zone of a form: an outline as GeoJSON, or a centre (degrees, or a place that is known) and a radius. What is wrong is said at its
/// field.
///
/// Where an outline stands in the form already, it gives way to a centre when nobody changed it.
#[must_use]
pub fn zone_of(form: &mut Form, stands: Option<&Zone>, limits: &ZoneLimits) -> Option<Zone> {
    let text = form.optional_text("zone", LONGEST);
    let centre = has_centre(form);
    let same = |text: &str| {
        let value: Option<serde_json::Value> = serde_json::from_str(text).ok();
        value.is_some_and(|v| stands.is_some_and(|z| z.to_geojson() == v))
    };
    let zone = match text {
        Some(text) if centre && !same(&text) => {
            form.wrong("zone", "operate-zone-both");
            return None;
        }
        Some(text) if !centre => Zone::from_text(&text, limits),
        None if !centre => {
            form.wrong("zone", "operate-zone-missing");
            return None;
        }
        _ => {
            let (middle, radius) = (centre_of(form), form.real("radius"));
            let (Some((lat, lon)), Some(radius)) = (middle, radius) else { return None };
            Zone::from_circle(lat, lon, radius, limits)
        }
    };
    match zone.or_refuse() {
        Ok(zone) => Some(zone),
        Err(failure) => {
            let errors = failure.into_field_errors().unwrap_or_default();
            // A centre that is not on Earth is said where it was typed; a place is, so that it is about the radius.
            let at = if form.value("place").is_empty() { "lat" } else { "radius" };
            let place =
                |e: FieldError| if centre && e.field == "zone" { FieldError { field: at.into(), ..e } } else { e };
            form.add(errors.into_iter().map(place));
            None
        }
    }
}

/// Whether a form says something of a centre.
#[must_use]
pub fn has_centre(form: &Form) -> bool {
    ["place", "lat", "lon", "radius"].iter().any(|name| !form.value(name).is_empty())
}

/// The centre of a form: a place that was picked, or degrees.
fn centre_of(form: &mut Form) -> Option<(f64, f64)> {
    if form.value("place").is_empty() {
        let (lat, lon) = (form.real("lat"), form.real("lon"));
        return lat.zip(lon);
    }
    if !form.value("lat").is_empty() || !form.value("lon").is_empty() {
        form.wrong("place", "operate-place-both");
        return None;
    }
    let found = places().find(|p| form.is("place", &p.value()));
    if found.is_none() {
        form.wrong("place", "field-choose");
    }
    found.map(|p| (p.lat, p.lon))
}

/// A zone as it stands in a form.
#[must_use]
pub fn zone_text(zone: &Zone) -> String {
    zone.to_geojson().to_string()
}

/// The same as a text, where the usual number would round a small one away.
#[must_use]
pub fn km2_of(lang: Lang, km2: f64) -> Arg {
    if km2 >= 0.1 {
        return Arg::Number(km2);
    }
    let text = format!("{km2:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    Arg::from(if lang == Lang::En { text.to_owned() } else { text.replace('.', ",") })
}

/// A number of km² as people read it: a street corner is not nothing.
#[must_use]
pub fn km2(zone: &Zone) -> f64 {
    let area = zone.area_km2();
    let fine = if area < 0.1 { 1000.0 } else { 10.0 };
    (area * fine).round() / fine
}
