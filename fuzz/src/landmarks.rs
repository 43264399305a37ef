//! Landmarks: GeoJSON as an operator brings it, and the words of a place as people type them.

use std::{collections::HashSet, sync::LazyLock};

use places::{
    Landmark, Landmarks,
    landmark::{BadWhy, parse_geojson},
};
use serde_json::{Value, json};

static PARIS: LazyLock<Landmarks> = LazyLock::new(Landmarks::paris);

/// Reads the bytes as landmarks, and looks for them by name.
pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let found = PARIS.find(text, 5);
    assert!(found.len() <= 5);
    let read = match parse_geojson(text) {
        Ok(read) => read,
        Err(bad) => {
            assert!(!bad.is_empty() && bad.len() <= 50);
            assert!(bad.iter().all(|b| b.line == 0 || b.why == BadWhy::NotJson));
            assert!(bad.iter().all(|b| !b.to_string().is_empty()));
            return;
        }
    };
    assert!((1..=Landmarks::MOST).contains(&read.len()));
    let names: HashSet<&str> = read.iter().map(|l| l.name.as_str()).collect();
    assert!(names.len() == read.len(), "each name once");
    for l in &read {
        assert!(l.name.chars().count() <= Landmark::LONGEST && l.area.chars().count() <= Landmark::LONGEST);
        assert!(!l.name.chars().chain(l.area.chars()).any(char::is_control));
        assert!((-90.0..=90.0).contains(&l.lat) && (-180.0..=180.0).contains(&l.lon));
        assert!(l.cell(9).is_ok());
    }
    let feature = |l: &Landmark| -> Value {
        let area = if l.area.is_empty() { Value::Null } else { json!(l.area) };
        json!({"type": "Feature", "geometry": {"type": "Point", "coordinates": [l.lon, l.lat]},
            "properties": {"name": l.name, "kind": l.kind.code(), "area": area}})
    };
    let again = json!({"type": "FeatureCollection", "features": read.iter().map(feature).collect::<Value>()});
    assert!(parse_geojson(&again.to_string()).as_ref() == Ok(&read), "what is written of them is read");
    let known = Landmarks::new(read);
    for l in known.all().iter().take(20) {
        assert!(known.named(&l.name) == Some(l));
        assert!(known.nearest(l.cell(9).expect("in range")).is_some());
        let _ = known.find(&l.name, 3);
    }
}
