//! Outlines, as GeoJSON has them and as CAP has them.

use std::collections::HashSet;

use cap::{Alert, Area, Point, Polygon};
use kernel::zone::{Zone, ZoneLimits};
use serde_json::Value;

/// A metre or so.
const FINE: f64 = 1e5;
/// Outlines that are taken of one message.
const MOST: usize = 200;

/// An area as CAP has it: the outlines, without their holes, which CAP has no word for. Who stands in a hole is warned too. Nothing when it
/// cannot be written so.
#[must_use]
pub fn in_cap(zone: &Zone, words: &str) -> Option<Area> {
    let shape = zone.to_geojson();
    let parts = shape.get("coordinates").and_then(Value::as_array)?;
    let outer: Vec<&Value> = match shape.get("type").and_then(Value::as_str) {
        Some("Polygon") => parts.first().into_iter().collect(),
        _ => parts.iter().filter_map(|part| part.get(0)).collect(),
    };
    let mut area = Area::new(words);
    for ring in outer {
        let points: Vec<(f64, f64)> = ring.as_array().into_iter().flatten().filter_map(pair).collect();
        area = area.with_polygon(polygon(&points, FINE).or_else(|| polygon(&points, 1e9))?);
    }
    (!area.polygons.is_empty()).then_some(area)
}

fn pair(position: &Value) -> Option<(f64, f64)> {
    Some((position.get(1)?.as_f64()?, position.get(0)?.as_f64()?))
}

fn polygon(points: &[(f64, f64)], fine: f64) -> Option<Polygon> {
    let round = |degrees: f64| (degrees * fine).round() / fine;
    let mut ring = points.iter().map(|(lat, lon)| Point::new(round(*lat), round(*lon))).collect::<Option<Vec<_>>>()?;
    ring.dedup();
    Polygon::new(ring).ok()
}

/// Where a message holds, as far as it says so with outlines: those that cannot be drawn are left out.
#[must_use]
pub fn outlines(alert: &Alert) -> Vec<Zone> {
    let limits = ZoneLimits { min_km2: 0.0, max_km2: f64::MAX };
    let mut seen = HashSet::new();
    let mut zones = Vec::new();
    for area in alert.infos.iter().flat_map(|info| &info.areas) {
        let polygons = area.polygons.iter().filter_map(|polygon| {
            let ring: Vec<Value> = polygon.ring().iter().map(|p| serde_json::json!([p.lon(), p.lat()])).collect();
            Zone::from_geojson(&serde_json::json!({ "type": "Polygon", "coordinates": [ring] }), &limits).ok()
        });
        let circles = area.circles.iter().filter(|c| c.radius_km() > 0.0);
        let circles =
            circles.filter_map(|c| Zone::from_circle(c.center().lat(), c.center().lon(), c.radius_km(), &limits).ok());
        // Every language says the same outlines again.
        zones.extend(polygons.chain(circles).filter(|zone| seen.insert(zone.to_geojson().to_string())));
    }
    zones.truncate(MOST);
    zones
}

/// Several outlines as one.
#[must_use]
pub fn together(area: &[Zone]) -> Option<Zone> {
    let limits = ZoneLimits { min_km2: 0.0, max_km2: f64::MAX };
    if let [one] = area {
        return Some(one.clone());
    }
    let parts = |zone: &Zone| -> Vec<Value> {
        let shape = zone.to_geojson();
        let Some(coordinates) = shape.get("coordinates") else { return Vec::new() };
        match shape.get("type").and_then(Value::as_str) {
            Some("Polygon") => vec![coordinates.clone()],
            _ => coordinates.as_array().cloned().unwrap_or_default(),
        }
    };
    let all: Vec<Value> = area.iter().flat_map(parts).collect();
    Zone::from_geojson(&serde_json::json!({ "type": "MultiPolygon", "coordinates": all }), &limits).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// What is drawn here and written as CAP holds the same places, up to a metre.
        #[test]
        fn an_area_comes_back_from_cap(lat in -60.0_f64..60.0, lon in -170.0_f64..170.0, radius in 0.2_f64..50.0) {
            let limits = ZoneLimits { min_km2: 0.0, max_km2: f64::MAX };
            let zone = Zone::from_circle(lat, lon, radius, &limits).unwrap();
            let mut alert = cap::Alert::new("1", "a", cap::Time::parse("2015-11-13T22:20:00+01:00").unwrap(),
                cap::Status::Test, cap::MessageType::Alert);
            let mut info = cap::Info::new("fr-FR", cap::Category::Fire, "x", cap::Urgency::Past, cap::Severity::Minor,
                cap::Certainty::Unlikely);
            info.areas.push(in_cap(&zone, "là").unwrap());
            alert.infos = vec![info.clone(), info];
            let back = outlines(&alert);
            prop_assert_eq!(back.len(), 1, "once, however many languages say it");
            prop_assert!(back[0].contains(lat, lon));
            prop_assert!((back[0].area_km2() - zone.area_km2()).abs() < zone.area_km2() * 0.02);
        }
    }
}
