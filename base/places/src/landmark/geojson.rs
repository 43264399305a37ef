//! Landmarks that an operator brings: a GeoJSON (RFC 7946) collection of points that have a name.

use std::{collections::HashMap, fmt};

use serde_json::Value;

use super::{Landmark, LandmarkKind, Landmarks};

/// The longest text that is read, in bytes.
const LONGEST: usize = 16 * 1024 * 1024;
/// Faults are listed up to this many.
const LISTED: usize = 50;

/// What is wrong with a feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bad {
    /// Which, counted from 1; 0 for the file as a whole.
    pub feature: usize,
    /// The line of the file where it is not JSON, counted from 1; 0 where that is not the fault.
    pub line: usize,
    /// Why.
    pub why: BadWhy,
}

impl Bad {
    const fn file(why: BadWhy) -> Self {
        Self { feature: 0, line: 0, why }
    }
}

impl fmt::Display for Bad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.feature, self.line) {
            (0, 0) => write!(f, "{}", self.why),
            (0, line) => write!(f, "line {line}: {}", self.why),
            (feature, _) => write!(f, "feature {feature}: {}", self.why),
        }
    }
}

/// Why a feature, or a file, is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum BadWhy {
    /// More than 16 MiB.
    #[error("larger than 16 MiB")]
    TooLarge,
    /// Not JSON.
    #[error("not JSON")]
    NotJson,
    /// JSON, but no collection of features.
    #[error("not a GeoJSON FeatureCollection")]
    NotACollection,
    /// A collection of nothing.
    #[error("there are no features")]
    Empty,
    /// More than [`Landmarks::MOST`].
    #[error("more than 20,000 features")]
    TooMany,
    /// Not a feature.
    #[error("not a GeoJSON Feature")]
    NotAFeature,
    /// Its geometry is not a point of two numbers.
    #[error("its geometry is not a Point")]
    NotAPoint,
    /// Latitude outside −90 … 90 or longitude outside −180 … 180.
    #[error("its coordinates are out of range: longitude first, then latitude")]
    OutOfRange,
    /// No `name`.
    #[error("it has no property \"name\" that is a text")]
    NoName,
    /// A name or an area that is too long, or has no letter or digit, or letters that are not drawn.
    #[error("its name, or its area, is empty, has more than 80 letters, or some that cannot be shown")]
    BadName,
    /// A `kind` that is none.
    #[error("its kind is none of station, square, town-hall, hospital, sight")]
    BadKind,
    /// Another feature of the same name.
    #[error("it has the name of the feature {0} of this file")]
    Twice(usize),
}

/// The landmarks of a GeoJSON `FeatureCollection` of points, each with a text `name` of its own in its properties, and, if they
/// like, a `kind` ([`LandmarkKind::code`], a sight if it has none) and an `area`. Other properties are passed over; places are rounded to three decimals.
///
/// # Errors
/// What is wrong with it, in the order of the file, up to 50 faults; nothing is taken of a file that has one.
pub fn parse_geojson(text: &str) -> Result<Vec<Landmark>, Vec<Bad>> {
    if text.len() > LONGEST {
        return Err(vec![Bad::file(BadWhy::TooLarge)]);
    }
    // A mark that some editors put in front of a text.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let json: Value = serde_json::from_str(text)
        .map_err(|fault| vec![Bad { feature: 0, line: fault.line(), why: BadWhy::NotJson }])?;
    let collection = json.get("type").and_then(Value::as_str) == Some("FeatureCollection");
    let features = json.get("features").and_then(Value::as_array).filter(|_| collection);
    let features = features.ok_or_else(|| vec![Bad::file(BadWhy::NotACollection)])?;
    if features.is_empty() {
        return Err(vec![Bad::file(BadWhy::Empty)]);
    }
    if features.len() > Landmarks::MOST {
        return Err(vec![Bad::file(BadWhy::TooMany)]);
    }
    let (mut good, mut bad, mut names) = (Vec::with_capacity(features.len()), Vec::new(), HashMap::new());
    for (feature, value) in (1_usize..).zip(features) {
        let read = landmark(value).and_then(|landmark| match names.insert(landmark.name.clone(), feature) {
            Some(other) => Err(BadWhy::Twice(other)),
            None => Ok(landmark),
        });
        match read {
            Ok(landmark) => good.push(landmark),
            Err(why) => bad.push(Bad { feature, line: 0, why }),
        }
        if bad.len() >= LISTED {
            break;
        }
    }
    if bad.is_empty() { Ok(good) } else { Err(bad) }
}

fn landmark(feature: &Value) -> Result<Landmark, BadWhy> {
    if feature.get("type").and_then(Value::as_str) != Some("Feature") {
        return Err(BadWhy::NotAFeature);
    }
    let geometry = feature.get("geometry").unwrap_or(&Value::Null);
    let point = geometry.get("type").and_then(Value::as_str) == Some("Point");
    let numbers = geometry.get("coordinates").and_then(Value::as_array).filter(|_| point).ok_or(BadWhy::NotAPoint)?;
    let mut numbers = numbers.iter().map(Value::as_f64);
    let (Some(Some(lon)), Some(Some(lat))) = (numbers.next(), numbers.next()) else { return Err(BadWhy::NotAPoint) };
    if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
        return Err(BadWhy::OutOfRange);
    }
    let text = |key: &str| feature.get("properties").and_then(|p| p.get(key)).filter(|v| !v.is_null());
    let name = text("name").and_then(Value::as_str).ok_or(BadWhy::NoName)?;
    let kind = match text("kind") {
        None => LandmarkKind::default(),
        Some(kind) => kind.as_str().and_then(LandmarkKind::of).ok_or(BadWhy::BadKind)?,
    };
    let area = match text("area") {
        None => String::new(),
        Some(area) => shown(area.as_str().ok_or(BadWhy::BadName)?)?,
    };
    Ok(Landmark::new(&shown(name)?, kind, lat, lon, &area))
}

/// A text as it may be shown: its spaces single, with a letter or a digit in it, and nothing that is not drawn.
fn shown(text: &str) -> Result<String, BadWhy> {
    let single = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let good = single.chars().count() <= Landmark::LONGEST
        && single.chars().any(char::is_alphanumeric)
        && !single.chars().any(disturbs);
    if good { Ok(single) } else { Err(BadWhy::BadName) }
}

/// Control characters, and those that turn the direction of a text around or are not drawn at all.
fn disturbs(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffd}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn feature(lon: f64, lat: f64, properties: &Value) -> Value {
        json!({"type": "Feature", "geometry": {"type": "Point", "coordinates": [lon, lat]}, "properties": properties})
    }
    fn read(features: &[Value]) -> Result<Vec<Landmark>, Vec<Bad>> {
        parse_geojson(&json!({"type": "FeatureCollection", "features": features}).to_string())
    }
    fn why(text: &str) -> BadWhy {
        parse_geojson(text).unwrap_err()[0].why
    }

    #[test]
    fn points_with_names_are_read() {
        let read = read(&[
            feature(
                5.38069,
                43.30281,
                &json!({"name": "  Gare  Saint-Charles ", "kind": "station", "area": "Marseille 1er"}),
            ),
            feature(5.3742, 43.29512, &json!({"name": "Vieux-Port", "lines": ["1"], "area": null})),
        ]);
        assert_eq!(
            read,
            Ok(vec![
                Landmark::new("Gare Saint-Charles", LandmarkKind::Station, 43.303, 5.381, "Marseille 1er"),
                Landmark::new("Vieux-Port", LandmarkKind::Sight, 43.295, 5.374, ""),
            ])
        );
    }

    #[test]
    fn each_bad_feature_is_named_with_its_reason() {
        let good = feature(2.0, 48.0, &json!({"name": "A"}));
        let line = json!({"type": "Feature", "properties": {"name": "L"},
            "geometry": {"type": "LineString", "coordinates": [[2, 48], [3, 49]]}});
        let found = read(&[
            good.clone(),
            json!("no"),
            line,
            feature(48.0, 200.0, &json!({"name": "B"})),
            feature(2.0, 48.0, &json!({"title": "C"})),
            feature(2.0, 48.0, &json!({"name": 7})),
            feature(2.0, 48.0, &json!({"name": " – "})),
            feature(2.0, 48.0, &json!({"name": "a\u{202e}b"})),
            feature(2.0, 48.0, &json!({"name": "x".repeat(81)})),
            feature(2.0, 48.0, &json!({"name": "D", "kind": "pub"})),
            feature(2.0, 48.0, &json!({"name": "E", "area": 75})),
            good,
        ])
        .unwrap_err();
        let found: Vec<(usize, BadWhy)> = found.into_iter().map(|b| (b.feature, b.why)).collect();
        use BadWhy::{BadKind, BadName, NoName, NotAFeature, NotAPoint, OutOfRange, Twice};
        let expected =
            [NotAFeature, NotAPoint, OutOfRange, NoName, NoName, BadName, BadName, BadName, BadKind, BadName, Twice(1)];
        assert_eq!(found, (2..).zip(expected).collect::<Vec<_>>());
    }

    #[test]
    fn a_file_that_is_none_is_refused_as_a_whole() {
        assert_eq!(why("{"), BadWhy::NotJson);
        assert_eq!(parse_geojson("{\n\"type\":\n,}").unwrap_err()[0].to_string(), "line 3: not JSON");
        assert_eq!(why(r#"{"type":"Feature"}"#), BadWhy::NotACollection);
        assert_eq!(why(r#"{"type":"FeatureCollection","features":{}}"#), BadWhy::NotACollection);
        assert_eq!(why(r#"{"type":"FeatureCollection","features":[]}"#), BadWhy::Empty);
        assert_eq!(why(&" ".repeat(LONGEST + 1)), BadWhy::TooLarge);
        let nothing = format!(r#"{{"type":"FeatureCollection","features":[{}0]}}"#, "0,".repeat(Landmarks::MOST));
        assert_eq!(why(&nothing), BadWhy::TooMany);
        let zeros = format!(r#"{{"type":"FeatureCollection","features":[{}0]}}"#, "0,".repeat(1000));
        assert_eq!(parse_geojson(&zeros).unwrap_err().len(), LISTED);
    }
}
