//! Operators open incidents, draw their zones and move them on. Each act shows first what will happen to how many people.

mod acting;
mod drawing;
mod map;
mod opening;

use std::sync::Arc;

use kernel::{IncidentId, zone::Zone};
use register::Incident;
use web::{Failure, FieldError, Form, Front, OrRefuse, Route};

use crate::acts;

pub(super) fn routes() -> Vec<Route> {
    let mut all = opening::routes();
    all.extend(drawing::routes());
    all.extend(acting::routes());
    all
}

/// The longest outline that a form takes: as many points as a zone may have.
const LONGEST_ZONE: usize = acts::ZONE_BODY;
/// The largest form with an outline: its brackets and commas take three bytes each on their way.
const ZONE_FORM: usize = acts::ZONE_BODY * 2;

/// The incident of the page, drafts too: operators see them.
fn incident(front: &Front, id: IncidentId) -> Result<Arc<Incident>, Failure> {
    acts::find(&front.house, &front.visitor, id)
}

/// The zone of a form: an outline as GeoJSON, or a centre (degrees, or a place that is known) and a radius. What is wrong is said at its
/// field.
///
/// Where an outline stands in the form already, it gives way to a centre when nobody changed it.
fn zone_of(form: &mut Form, front: &Front, stands: Option<&Zone>) -> Option<Zone> {
    let text = form.optional_text("zone", LONGEST_ZONE);
    let centre = has_centre(form);
    let same = |text: &str| {
        let value: Option<serde_json::Value> = serde_json::from_str(text).ok();
        value.is_some_and(|v| stands.is_some_and(|z| z.to_geojson() == v))
    };
    let limits = acts::limits(&front.house);
    let zone = match text {
        Some(text) if centre && !same(&text) => {
            form.wrong("zone", "operate-zone-both");
            return None;
        }
        Some(text) if !centre => Zone::from_text(&text, &limits),
        None if !centre => {
            form.wrong("zone", "operate-zone-missing");
            return None;
        }
        _ => {
            let (middle, radius) = (centre_of(form), form.real("radius"));
            let (Some((lat, lon)), Some(radius)) = (middle, radius) else { return None };
            Zone::from_circle(lat, lon, radius, &limits)
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
fn has_centre(form: &Form) -> bool {
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
    let found = web::map::places().find(|p| form.is("place", &p.value()));
    if found.is_none() {
        form.wrong("place", "field-choose");
    }
    found.map(|p| (p.lat, p.lon))
}

/// A zone as it stands in a form.
fn zone_text(zone: &Zone) -> String {
    zone.to_geojson().to_string()
}

/// A number of km² as people read it.
fn km2(zone: &Zone) -> f64 {
    (zone.area_km2() * 10.0).round() / 10.0
}
