//! Zones: GeoJSON as an operator or a program sends it.

use kernel::{Refuse, Zone, ZoneLimits};

/// Reads the bytes as a zone. Whatever is accepted is sound.
pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let limits = ZoneLimits::default();
    let zone = match Zone::from_text(text, &limits) {
        Ok(zone) => zone,
        Err(fault) => {
            let no = fault.refusal();
            assert!(no.status == 422 && no.code.starts_with("zone-") && no.field == "zone");
            return;
        }
    };
    assert!((limits.min_km2..=limits.max_km2).contains(&zone.area_km2()));
    assert!((3..=Zone::MAX_POINTS).contains(&zone.points()));
    let again = Zone::from_geojson(&zone.to_geojson(), &limits).expect("what it writes, it reads");
    assert!(again == zone);
    let b = zone.bounds();
    assert!(b.south < b.north && b.west < b.east && b.east - b.west <= 180.0 + 180.0);
    for (lat, lon) in zone.rings().flatten().take(1000) {
        assert!(!zone.contains(lat, lon), "a vertex is on the outline, which is outside");
        assert!((b.south..=b.north).contains(&lat) && (b.west..=b.east).contains(&lon));
    }
    assert!(!zone.contains(b.north + 1.0, b.west) && !zone.contains(f64::NAN, b.west));
}
