//! The zone and its open requests on the map that the server draws. Operators alone see it.

use kernel::{Cell, zone::Zone};
use web::{
    Say,
    map::{Ground, View, bounds},
};

/// Corners are shown when there are no more of them.
const MOST_CORNERS: usize = 12;

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
    /// What lies under it.
    pub ground: Ground,
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

/// Draws the zone, and the cells of open requests for help (`None` for a request without one).
pub fn draw(say: &Say, zone: &Zone, cases: &[Option<Cell>]) -> Map {
    let view = View::around(&zone.bounds());
    let (spots, placed) = spots(&view, cases);
    Map {
        zone: view.outline(zone),
        corners: if zone.points() <= MOST_CORNERS { view.corners(zone) } else { Vec::new() },
        ground: Ground::of(say, &view, spots.iter().map(|(at, _)| *at)),
        pins: spots.into_iter().map(pin).collect(),
        points: zone.points(),
        km2: zone.area_km2(),
        bounds: bounds(say, zone),
        elsewhere: cases.len().saturating_sub(placed),
    }
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
        if !View::holds(at, 0.0) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Lang, zone::ZoneLimits};
    use web::Words;

    fn paris() -> Zone {
        Zone::from_circle(48.8606, 2.3800, 1.5, &ZoneLimits::default()).unwrap()
    }

    #[test]
    fn requests_are_counted_where_they_are() {
        let say = Words::default().in_lang(Lang::Fr);
        let cell = |lat, lon| Some(Cell::at(lat, lon, 9).unwrap());
        let cases = [cell(48.8606, 2.38), cell(48.8607, 2.3801), cell(48.8680, 2.3700), cell(43.3, 5.4), None];
        let map = draw(&say, &paris(), &cases);
        assert_eq!(map.pins.iter().map(|p| p.n).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(map.elsewhere, 2);
        assert!(map.ground.labels.iter().any(|l| l.name == "Bastille"), "places of the town are named");
    }
}
