//! What is in view: straight north, equirectangular at its middle.

use super::{HEIGHT, Rect, Scene, WIDTH, px};

/// Kilometres in a degree of latitude, and of longitude at the equator (WGS 84, means).
const KM_LAT: f64 = 110.574;
const KM_LON: f64 = 111.320;
/// How much wider than what is shown the view is.
const AROUND: f64 = 1.3;
/// The smallest view, in km: three cells of the finest across.
const LEAST_KM: f64 = 1.4;

/// The view of a scene.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    lat: f64,
    lon: f64,
    km_lon: f64,
    per_km: f64,
}

impl View {
    /// Who asks and the doors; or else the perimeters; or else all landmarks.
    pub(super) fn of(scene: &Scene<'_>) -> Option<Self> {
        let doors = scene.spots.iter().map(|s| s.cell).chain(scene.you);
        let corners = |zone: &kernel::Zone| {
            let b = zone.bounds();
            [(b.south, b.west), (b.north, b.east)]
        };
        let mut points: Vec<(f64, f64)> = doors.map(kernel::Cell::centre).collect();
        if points.is_empty() {
            points.extend(scene.zones.iter().flat_map(|z| corners(z)));
        }
        if points.is_empty() {
            points.extend(scene.landmarks.all().iter().map(|l| (l.lat, l.lon)));
        }
        Self::around(&points)
    }

    fn around(points: &[(f64, f64)]) -> Option<Self> {
        let (_, lon) = *points.first()?;
        // Longitudes are counted from the first point, so that nothing is cut at the antimeridian.
        let east = |l: f64| (l - lon + 540.0).rem_euclid(360.0) - 180.0;
        let span = |values: &mut dyn Iterator<Item = f64>| {
            values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
        };
        let (west, past) = span(&mut points.iter().map(|p| east(p.1)));
        let (south, north) = span(&mut points.iter().map(|p| p.0));
        let middle = f64::midpoint(south, north);
        let km_lon = KM_LON * middle.to_radians().cos().max(0.01);
        let wide = ((past - west) * km_lon * AROUND).max(LEAST_KM);
        let high = ((north - south) * KM_LAT * AROUND).max(LEAST_KM * HEIGHT / WIDTH);
        let per_km = (WIDTH / wide).min(HEIGHT / high);
        Some(Self { lat: middle, lon: lon + f64::midpoint(west, past), km_lon, per_km })
    }

    /// Where a place is, in pixels from the left and the top.
    pub(super) fn at(&self, (lat, lon): (f64, f64)) -> (f64, f64) {
        let east = (lon - self.lon + 540.0).rem_euclid(360.0) - 180.0;
        (east * self.km_lon * self.per_km + WIDTH / 2.0, (self.lat - lat) * KM_LAT * self.per_km + HEIGHT / 2.0)
    }

    /// Whether a point is in view, this far from the edges.
    pub(super) fn holds((x, y): (f64, f64), margin: f64) -> bool {
        (margin..=WIDTH - margin).contains(&x) && (margin..=HEIGHT - margin).contains(&y)
    }

    /// A bar of a round length, that length in metres, and the room for it and its words.
    pub(super) fn scale(&self) -> (String, u32, Rect) {
        let rounds = [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000];
        let pixels = |metres: u32| f64::from(metres) / 1000.0 * self.per_km;
        let metres = rounds.into_iter().find(|m| pixels(*m) >= 40.0).unwrap_or(2_000_000);
        let long = pixels(metres).min(WIDTH - 24.0);
        let path = format!("M12 {}v6h{}v-6", px(HEIGHT - 20.0), px(long));
        (path, metres, Rect::new(6.0, HEIGHT - 36.0, long.max(52.0) + 12.0, 36.0))
    }
}
