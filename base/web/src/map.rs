//! Maps as SVG that the server draws: straight north, equirectangular at the middle of what is shown. Zones are seen by operators alone.

use kernel::{
    Lang,
    zone::{Bounds, Zone},
};

use crate::Say;

/// The view, in pixels.
pub const WIDTH: f64 = 760.0;
/// The view, in pixels.
pub const HEIGHT: f64 = 560.0;
/// Kilometres in a degree of latitude, and of longitude at the equator (WGS 84, means).
const KM_LAT: f64 = 110.574;
const KM_LON: f64 = 111.320;
/// How much wider than what is shown the view is.
const AROUND: f64 = 1.5;
/// The smallest view, in km: a small zone is not blown up to the size of a street.
const LEAST_KM: f64 = 1.2;
/// How many of the better known places a map shows when nothing else says where to look.
const WELL_KNOWN: usize = 10;

/// Places that help to know where one is: name, latitude, longitude, the better known first.
const PLACES: &str = include_str!("../places.tsv");

/// A place that helps to know where one is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Its name.
    pub name: &'static str,
    /// Degrees.
    pub lat: f64,
    /// Degrees.
    pub lon: f64,
}

impl Place {
    /// The value by which a form names it: latitude and longitude, with a comma between them.
    #[must_use]
    pub fn value(&self) -> String {
        format!("{},{}", self.lat, self.lon)
    }
}

/// The places that are known here, the better known first.
pub fn places() -> impl Iterator<Item = Place> {
    PLACES.lines().filter(|l| !l.starts_with('#')).filter_map(|line| {
        let mut parts = line.split('\t');
        let (name, lat, lon) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Place { name, lat, lon })
    })
}

/// What a map shows, and how large.
#[derive(Clone, Copy, Debug)]
pub struct View {
    lat: f64,
    lon: f64,
    km_lon: f64,
    per_km: f64,
}

impl View {
    /// The view around these bounds.
    #[must_use]
    pub fn around(b: &Bounds) -> Self {
        let (lat, lon) = (f64::midpoint(b.south, b.north), f64::midpoint(b.west, b.east));
        let km_lon = KM_LON * lat.to_radians().cos();
        let wide = ((b.east - b.west) * km_lon * AROUND).max(LEAST_KM);
        let high = ((b.north - b.south) * KM_LAT * AROUND).max(LEAST_KM);
        Self { lat, lon, km_lon, per_km: (WIDTH / wide).min(HEIGHT / high) }
    }
    /// The view of the best known places, for a map of nothing yet.
    #[must_use]
    pub fn of_places() -> Self {
        let none = Bounds { south: 90.0, west: 180.0, north: -90.0, east: -180.0 };
        let all = places().take(WELL_KNOWN).fold(none, |b, p| Bounds {
            south: b.south.min(p.lat),
            north: b.north.max(p.lat),
            west: b.west.min(p.lon),
            east: b.east.max(p.lon),
        });
        Self::around(&if all.south > all.north {
            Bounds { south: -60.0, west: -180.0, north: 75.0, east: 180.0 }
        } else {
            all
        })
    }
    /// Where a place is on the map, in pixels from its left and its top.
    #[must_use]
    pub fn at(&self, lat: f64, lon: f64) -> (f64, f64) {
        let x = (lon - self.lon) * self.km_lon * self.per_km + WIDTH / 2.0;
        let y = (self.lat - lat) * KM_LAT * self.per_km + HEIGHT / 2.0;
        (x, y)
    }
    /// The latitude and the longitude of its middle.
    #[must_use]
    pub const fn middle(&self) -> (f64, f64) {
        (self.lat, self.lon)
    }
    /// How many pixels a degree of latitude and one of longitude have.
    #[must_use]
    pub fn pixels(&self) -> (f64, f64) {
        (KM_LAT * self.per_km, self.km_lon * self.per_km)
    }
    /// Whether a point lies on the map, this far from its edges.
    #[must_use]
    pub fn holds((x, y): (f64, f64), margin: f64) -> bool {
        (margin..=WIDTH - margin).contains(&x) && (margin..=HEIGHT - margin).contains(&y)
    }
    /// The outlines and holes of a zone as a path; what is nearer than two pixels is one point.
    #[must_use]
    pub fn outline(&self, zone: &Zone) -> String {
        zone.rings().map(|ring| self.ring(ring)).collect()
    }
    /// The corners of a zone, as a map writes them.
    #[must_use]
    pub fn corners(&self, zone: &Zone) -> Vec<(String, String)> {
        let pixels = |(lat, lon)| {
            let (x, y) = self.at(lat, lon);
            (format!("{x:.0}"), format!("{y:.0}"))
        };
        zone.rings().flatten().map(pixels).collect()
    }
    fn ring(&self, ring: impl Iterator<Item = (f64, f64)>) -> String {
        let mut path = String::new();
        let mut last: Option<(f64, f64)> = None;
        for (lat, lon) in ring {
            let (x, y) = self.at(lat, lon);
            if last.is_some_and(|(a, b)| (x - a).hypot(y - b) < 2.0) {
                continue;
            }
            path.push_str(&format!("{}{x:.0} {y:.0}", if last.is_none() { 'M' } else { 'L' }));
            last = Some((x, y));
        }
        path.push('z');
        path
    }
}

/// A label of the map.
#[derive(Clone, Debug)]
pub struct Label {
    /// Where.
    pub x: String,
    /// Where.
    pub y: String,
    /// Where its text begins.
    pub text_x: String,
    /// Whether its text ends there instead.
    pub ends: bool,
    /// Its text.
    pub name: &'static str,
}

/// What lies under whatever a map is about.
#[derive(Clone, Debug)]
pub struct Ground {
    /// A grid as wide as the scale bar.
    pub grid: String,
    /// The scale bar.
    pub scale: String,
    /// How long it is.
    pub scale_says: String,
    /// Places.
    pub labels: Vec<Label>,
}

impl Ground {
    /// The ground of a view. Labels keep away from what is drawn at `spots`.
    #[must_use]
    pub fn of(say: &Say, view: &View, spots: impl IntoIterator<Item = (f64, f64)>) -> Self {
        let (metres, bar) = scale(view.per_km);
        let scale_says =
            if metres < 1000 { say.one("map-metres", "n", metres) } else { say.one("map-km", "n", metres / 1000) };
        let scale = format!("M24 {}v8h{bar:.0}v-8", HEIGHT - 32.0);
        Self { grid: grid(bar), scale, scale_says, labels: labels(view, spots) }
    }
}

/// A round length in metres that is 70 to 180 pixels long, and how long.
fn scale(per_km: f64) -> (i64, f64) {
    let rounds = [50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];
    let pixels = |metres: i32| f64::from(metres) / 1000.0 * per_km;
    let found = rounds.into_iter().find(|m| pixels(*m) >= 70.0).unwrap_or(100_000);
    (i64::from(found), pixels(found))
}

fn grid(step: f64) -> String {
    let mut path = String::new();
    let lines = |length: f64| (0_i32..=64).map(|n| f64::from(n) * step).take_while(move |at| *at <= length);
    for x in lines(WIDTH / 2.0) {
        let (a, b) = (WIDTH / 2.0 + x, WIDTH / 2.0 - x);
        path.push_str(&format!("M{a:.0} 0V{HEIGHT:.0}M{b:.0} 0V{HEIGHT:.0}"));
    }
    for y in lines(HEIGHT / 2.0) {
        let (a, b) = (HEIGHT / 2.0 + y, HEIGHT / 2.0 - y);
        path.push_str(&format!("M0 {a:.0}H{WIDTH:.0}M0 {b:.0}H{WIDTH:.0}"));
    }
    path
}

/// The places in view, as many as cover neither each other nor a spot when the letters are as large as on a telephone.
fn labels(view: &View, spots: impl IntoIterator<Item = (f64, f64)>) -> Vec<Label> {
    let mut taken: Vec<(f64, f64, f64)> = spots.into_iter().map(|(x, y)| (x - 22.0, 44.0, y)).collect();
    let mut labels = Vec::new();
    for place in places() {
        let (x, y) = view.at(place.lat, place.lon);
        let letters = u16::try_from(place.name.chars().count()).unwrap_or(u16::MAX);
        let width = f64::from(letters) * 12.0 + 14.0;
        let ends = x + width > WIDTH;
        let from = if ends { x - width } else { x };
        let covers = taken.iter().any(|(l, w, h)| (y - h).abs() < 28.0 && from < l + w && *l < from + width);
        // The scale bar and the letter N keep their corners.
        let corner = y > HEIGHT - 60.0 && from < 260.0 || y < 60.0 && from + width > WIDTH - 60.0;
        if !View::holds((x, y), 14.0) || from < 0.0 || covers || corner {
            continue;
        }
        taken.push((from, width, y));
        let text_x = format!("{:.0}", if ends { x - 9.0 } else { x + 9.0 });
        labels.push(Label { x: format!("{x:.0}"), y: format!("{y:.0}"), text_x, ends, name: place.name });
    }
    labels
}

/// The bounds of a zone, in words.
#[must_use]
pub fn bounds(say: &Say, zone: &Zone) -> String {
    let b = zone.bounds();
    let args = [("south", b.south), ("north", b.north), ("west", b.west), ("east", b.east)];
    say.with("map-bounds", &args.map(|(name, degrees)| (name, degrees_of(say.lang, degrees).into())))
}

/// Degrees with three decimals, as the language writes them.
#[must_use]
pub fn degrees_of(lang: Lang, degrees: f64) -> String {
    let text = format!("{degrees:.3}");
    if lang == Lang::En { text } else { text.replace('.', ",") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Words;
    use kernel::zone::ZoneLimits;

    fn paris() -> Zone {
        Zone::from_circle(48.8606, 2.3800, 1.5, &ZoneLimits::default()).unwrap()
    }

    #[test]
    fn the_zone_is_in_the_middle_and_as_wide_as_high() {
        let zone = paris();
        let (view, b) = (View::around(&zone.bounds()), zone.bounds());
        let (west, east) = (view.at(48.8606, b.west).0, view.at(48.8606, b.east).0);
        let (north, south) = (view.at(b.north, 2.38).1, view.at(b.south, 2.38).1);
        assert!((west + east - WIDTH).abs() < 0.1 && (north + south - HEIGHT).abs() < 0.1);
        assert!(((east - west) / (south - north) - 1.0).abs() < 0.01, "a circle stays round");
    }

    #[test]
    fn the_bar_is_a_round_length_that_fits() {
        for km in 1_u16..2000 {
            let (metres, pixels) = scale(WIDTH / f64::from(km));
            assert!(metres >= 50 && pixels <= 180.0 && (pixels >= 70.0 || metres == 100_000));
        }
    }

    #[test]
    fn a_map_of_nothing_yet_shows_the_town() {
        let say = Words::default().in_lang(Lang::Fr);
        let ground = Ground::of(&say, &View::of_places(), []);
        assert!(ground.labels.iter().any(|l| l.name == "République"));
    }

    #[test]
    fn every_line_of_the_places_is_read() {
        let lines = PLACES.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).count();
        assert_eq!(places().count(), lines);
        assert!(places().all(|p| places().filter(|q| q.value() == p.value()).count() == 1), "each has its own value");
    }
}
