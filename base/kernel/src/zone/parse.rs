//! From JSON to rings, one shape error at a time.

use serde_json::Value;

use super::{At, Part, Point, Zone, ZoneFault};

/// The kinds of GeoJSON that a fault may name. Anything else in `type` is not repeated to the reader.
const KINDS: [&str; 9] = [
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
    "Feature",
    "FeatureCollection",
];

/// The parts of a zone, and whether they came as a `MultiPolygon`.
pub(super) fn parts(value: &Value) -> Result<(Vec<Part>, bool), ZoneFault> {
    let kind = value.get("type").and_then(Value::as_str).and_then(|t| KINDS.into_iter().find(|k| *k == t));
    let geometry = match kind {
        Some("Feature") => value.get("geometry").unwrap_or(&Value::Null),
        Some("FeatureCollection") => match value.get("features").and_then(Value::as_array).map(Vec::as_slice) {
            Some([only]) => only.get("geometry").unwrap_or(&Value::Null),
            _ => return Err(ZoneFault::NotAPolygon("FeatureCollection")),
        },
        _ => value,
    };
    let kind = geometry.get("type").and_then(Value::as_str).and_then(|t| KINDS.into_iter().find(|k| *k == t));
    let coordinates = geometry.get("coordinates").and_then(Value::as_array);
    let mut reader = Reader { points: 0, rings: 0 };
    match (kind, coordinates) {
        (Some("Polygon"), Some(rings)) => Ok((vec![reader.part(0, rings)?], false)),
        (Some("MultiPolygon"), Some(polygons)) => {
            let mut parts = Vec::new();
            for (i, polygon) in polygons.iter().enumerate() {
                parts.push(reader.part(i, polygon.as_array().ok_or(ZoneFault::NotAPolygon("MultiPolygon"))?)?);
            }
            if parts.is_empty() { Err(ZoneFault::Empty) } else { Ok((parts, true)) }
        }
        _ => Err(ZoneFault::NotAPolygon(kind.unwrap_or(""))),
    }
}

/// Counts while it reads, so that a huge zone is refused before it is held.
struct Reader {
    points: usize,
    rings: usize,
}

impl Reader {
    fn part(&mut self, part: usize, rings: &[Value]) -> Result<Part, ZoneFault> {
        if rings.is_empty() {
            return Err(ZoneFault::Empty);
        }
        let mut read = Vec::new();
        for (i, ring) in rings.iter().enumerate() {
            let ring = ring.as_array().ok_or(ZoneFault::NotAPolygon("Polygon"))?;
            read.push(self.ring(At::ring(part, i), ring)?);
        }
        Ok(Part { rings: read })
    }

    fn ring(&mut self, at: At, positions: &[Value]) -> Result<Vec<Point>, ZoneFault> {
        self.rings = self.rings.saturating_add(1);
        self.points = self.points.saturating_add(positions.len().saturating_sub(1));
        if self.rings > Zone::MAX_RINGS {
            return Err(ZoneFault::TooManyRings);
        }
        if self.points > Zone::MAX_POINTS {
            return Err(ZoneFault::TooManyPoints);
        }
        let mut ring: Vec<Point> = Vec::with_capacity(positions.len());
        let mut beyond = None;
        for (point, position) in positions.iter().enumerate() {
            let at = At { point, ..at };
            let vertex = vertex(at, position)?;
            if vertex.lon.abs() > 180.0 {
                beyond.get_or_insert(at);
            }
            ring.push(vertex);
        }
        if ring.is_empty() {
            return Err(ZoneFault::Empty);
        }
        // Some tools draw over the antimeridian by counting on: 179, 181.
        if let Some(at) = beyond {
            let crosses = ring.iter().any(|p| p.lon.abs() < 180.0);
            return Err(if crosses { ZoneFault::Antimeridian } else { ZoneFault::OutOfRange(at) });
        }
        if ring.array_windows().any(|[a, b]| (a.lon - b.lon).abs() > 180.0) {
            return Err(ZoneFault::Antimeridian);
        }
        // One point alone is closed in a way; what it lacks is points.
        if ring.first() != ring.last() {
            return Err(ZoneFault::NotClosed(at));
        }
        ring.dedup();
        ring.pop();
        if ring.len() < 3 { Err(ZoneFault::TooFewPoints(at)) } else { Ok(ring) }
    }
}

fn vertex(at: At, position: &Value) -> Result<Point, ZoneFault> {
    let mut numbers = position.as_array().into_iter().flatten().map(Value::as_f64);
    let (Some(Some(lon)), Some(Some(lat))) = (numbers.next(), numbers.next()) else {
        return Err(ZoneFault::BadPoint(at));
    };
    if !(-90.0..=90.0).contains(&lat) || !(-360.0..=360.0).contains(&lon) {
        return Err(ZoneFault::OutOfRange(at));
    }
    Ok(Point::new(lon, lat))
}
