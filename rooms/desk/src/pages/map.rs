//! The zone as an SVG that the server draws: straight north, equirectangular at the centre of the zone. Operators alone see it.

use kernel::{Cell, Lang, zone::Zone};
use web::Say;

/// The view, in pixels.
const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 560.0;
/// Kilometres in a degree of latitude, and of longitude at the equator (WGS 84, means).
const KM_LAT: f64 = 110.574;
const KM_LON: f64 = 111.320;
/// How much wider than the zone the view is.
const AROUND: f64 = 1.5;
/// The smallest view, in km: a small zone is not blown up to the size of a street.
const LEAST_KM: f64 = 1.2;
/// Corners are shown when there are no more of them.
const MOST_CORNERS: usize = 12;

/// Places that help to know where one is: name, latitude, longitude, the better known first.
const PLACES: &str = include_str!("../../places.tsv");

/// A label of the map.
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

/// Requests for help at one spot.
pub struct Pin {
    /// The left of its base.
    pub left: String,
    /// The height of its base.
    pub base: String,
    /// Its top.
    pub x: String,
    /// Its top.
    pub top: String,
    /// The height of its number.
    pub text: String,
    /// How many.
    pub n: usize,
}

/// The map, ready to be drawn.
pub struct Map {
    /// The zone's outlines and holes.
    pub zone: String,
    /// Its corners, when there are few.
    pub corners: Vec<(String, String)>,
    /// A grid as wide as the scale bar.
    pub grid: String,
    /// The scale bar.
    pub scale: String,
    /// How long it is.
    pub scale_says: String,
    /// Places.
    pub labels: Vec<Label>,
    /// Requests for help.
    pub pins: Vec<Pin>,
    /// How many corners the zone has.
    pub points: usize,
    /// Its area.
    pub km2: f64,
    /// Its bounds, in words.
    pub bounds: String,
    /// Requests that are outside of the map, or without a place that a map can show.
    pub elsewhere: usize,
}

struct View {
    lat: f64,
    lon: f64,
    km_lon: f64,
    per_km: f64,
}

impl View {
    fn of(zone: &Zone) -> Self {
        let b = zone.bounds();
        let (lat, lon) = (f64::midpoint(b.south, b.north), f64::midpoint(b.west, b.east));
        let km_lon = KM_LON * lat.to_radians().cos();
        let wide = ((b.east - b.west) * km_lon * AROUND).max(LEAST_KM);
        let high = ((b.north - b.south) * KM_LAT * AROUND).max(LEAST_KM);
        Self { lat, lon, km_lon, per_km: (WIDTH / wide).min(HEIGHT / high) }
    }
    fn at(&self, lat: f64, lon: f64) -> (f64, f64) {
        let x = (lon - self.lon) * self.km_lon * self.per_km + WIDTH / 2.0;
        let y = (self.lat - lat) * KM_LAT * self.per_km + HEIGHT / 2.0;
        (x, y)
    }
}

fn inside((x, y): (f64, f64), margin: f64) -> bool {
    (margin..=WIDTH - margin).contains(&x) && (margin..=HEIGHT - margin).contains(&y)
}

/// Draws the zone, and the cells of open requests for help (`None` for a request without one).
pub fn draw(say: &Say, zone: &Zone, cases: &[Option<Cell>]) -> Map {
    let view = View::of(zone);
    let corners = if zone.points() <= MOST_CORNERS {
        zone.rings().flatten().map(|(lat, lon)| pair(view.at(lat, lon))).collect()
    } else {
        Vec::new()
    };
    let (metres, bar) = scale(view.per_km);
    let (spots, placed) = spots(&view, cases);
    Map {
        zone: zone.rings().map(|ring| outline(&view, ring)).collect(),
        corners,
        grid: grid(bar),
        scale: format!("M24 {}v8h{bar:.0}v-8", HEIGHT - 32.0),
        scale_says: if metres < 1000 {
            say.one("desk-metres", "n", metres)
        } else {
            say.one("desk-km", "n", metres / 1000)
        },
        labels: labels(&view, &spots),
        pins: spots.into_iter().map(pin).collect(),
        points: zone.points(),
        km2: zone.area_km2(),
        bounds: bounds(say, zone),
        elsewhere: cases.len().saturating_sub(placed),
    }
}

fn pair((x, y): (f64, f64)) -> (String, String) {
    (format!("{x:.0}"), format!("{y:.0}"))
}

/// A ring as a path; what is nearer than two pixels is one point.
fn outline(view: &View, ring: impl Iterator<Item = (f64, f64)>) -> String {
    let mut path = String::new();
    let mut last: Option<(f64, f64)> = None;
    for (lat, lon) in ring {
        let (x, y) = view.at(lat, lon);
        if last.is_some_and(|(a, b)| (x - a).hypot(y - b) < 2.0) {
            continue;
        }
        path.push_str(&format!("{}{x:.0} {y:.0}", if last.is_none() { 'M' } else { 'L' }));
        last = Some((x, y));
    }
    path.push('z');
    path
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

/// Where requests are drawn, and how many of them.
type Spot = ((f64, f64), usize);

/// Requests that would cover each other are one spot with their number. Says how many found a place.
fn spots(view: &View, cases: &[Option<Cell>]) -> (Vec<Spot>, usize) {
    let mut spots: Vec<Spot> = Vec::new();
    let mut placed = 0_usize;
    for cell in cases.iter().flatten() {
        let (lat, lon) = cell.centre();
        let at = view.at(lat, lon);
        if !inside(at, 0.0) {
            continue;
        }
        placed = placed.saturating_add(1);
        match spots.iter_mut().find(|((x, y), _)| (x - at.0).hypot(y - at.1) < 40.0) {
            Some((_, n)) => *n = n.saturating_add(1),
            None => spots.push((at, 1)),
        }
    }
    (spots, placed)
}

fn pin(((x, y), n): Spot) -> Pin {
    Pin {
        left: format!("{:.0}", x - 15.0),
        base: format!("{:.0}", y + 12.0),
        x: format!("{x:.0}"),
        top: format!("{:.0}", y - 15.0),
        text: format!("{:.0}", y + 8.0),
        n,
    }
}

/// The places in view, as many as cover neither each other nor a request when the letters are as large as on a telephone.
fn labels(view: &View, spots: &[Spot]) -> Vec<Label> {
    let mut taken: Vec<(f64, f64, f64)> = spots.iter().map(|((x, y), _)| (x - 22.0, 44.0, *y)).collect();
    let mut labels = Vec::new();
    for line in PLACES.lines().filter(|l| !l.starts_with('#')) {
        let mut parts = line.split('\t');
        let (Some(name), Some(Ok(lat)), Some(Ok(lon))) =
            (parts.next(), parts.next().map(str::parse), parts.next().map(str::parse))
        else {
            continue;
        };
        let (x, y) = view.at(lat, lon);
        let letters = u16::try_from(name.chars().count()).unwrap_or(u16::MAX);
        let width = f64::from(letters) * 12.0 + 14.0;
        let ends = x + width > WIDTH;
        let from = if ends { x - width } else { x };
        let covers = taken.iter().any(|(l, w, h)| (y - h).abs() < 28.0 && from < l + w && *l < from + width);
        // The scale bar and the letter N keep their corners.
        let corner = y > HEIGHT - 60.0 && from < 260.0 || y < 60.0 && from + width > WIDTH - 60.0;
        if !inside((x, y), 14.0) || from < 0.0 || covers || corner {
            continue;
        }
        taken.push((from, width, y));
        let text_x = format!("{:.0}", if ends { x - 9.0 } else { x + 9.0 });
        labels.push(Label { x: format!("{x:.0}"), y: format!("{y:.0}"), text_x, ends, name });
    }
    labels
}

fn bounds(say: &Say, zone: &Zone) -> String {
    let b = zone.bounds();
    let args = [("south", b.south), ("north", b.north), ("west", b.west), ("east", b.east)];
    say.with("desk-bounds", &args.map(|(name, degrees)| (name, degrees_of(say.lang, degrees).into())))
}

/// Degrees with three decimals, as the language writes them.
pub fn degrees_of(lang: Lang, degrees: f64) -> String {
    let text = format!("{degrees:.3}");
    if lang == Lang::En { text } else { text.replace('.', ",") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::zone::ZoneLimits;
    use web::Words;

    fn paris() -> Zone {
        Zone::from_circle(48.8606, 2.3800, 1.5, &ZoneLimits::default()).unwrap()
    }

    #[test]
    fn the_zone_is_in_the_middle_and_as_wide_as_high() {
        let zone = paris();
        let (view, b) = (View::of(&zone), zone.bounds());
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
    fn requests_are_counted_where_they_are() {
        let say = Words::default().in_lang(Lang::Fr);
        let cell = |lat, lon| Some(Cell::at(lat, lon, 9).unwrap());
        let cases = [cell(48.8606, 2.38), cell(48.8607, 2.3801), cell(48.8680, 2.3700), cell(43.3, 5.4), None];
        let map = draw(&say, &paris(), &cases);
        assert_eq!(map.pins.iter().map(|p| p.n).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(map.elsewhere, 2);
        assert!(map.labels.iter().any(|l| l.name == "Bastille"), "places of the town are named");
    }

    #[test]
    fn every_line_of_the_places_is_read() {
        let lines = PLACES.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
        for line in lines {
            let parts: Vec<&str> = line.split('\t').collect();
            assert_eq!(parts.len(), 3, "{line}");
            assert!(parts[1].parse::<f64>().is_ok() && parts[2].parse::<f64>().is_ok(), "{line}");
        }
    }
}
