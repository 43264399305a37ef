//! What perimeters and walks promise, with the `geo` crate as the second opinion.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use geo::{Contains, Intersects};
use kernel::{Cell, Time, Zone, ZoneLimits};
use places::{Index, Kind, NoWay, Perimeter, Walks, Want, area};
use proptest::prelude::*;
use serde_json::{Value, json};

const ANY: ZoneLimits = ZoneLimits { min_km2: 0.0, max_km2: f64::INFINITY };

fn cell(lat: f64, lon: f64) -> Cell {
    Cell::at(lat, lon, 9).unwrap()
}
fn zone(rings: &[Vec<(f64, f64)>]) -> Zone {
    let closed = |r: &Vec<(f64, f64)>| -> Value { r.iter().chain(r.first()).map(|(x, y)| json!([x, y])).collect() };
    let rings: Value = rings.iter().map(closed).collect();
    Zone::from_geojson(&json!({"type": "Polygon", "coordinates": rings}), &ANY).unwrap()
}
fn perimeter(zone: Zone) -> Perimeter {
    Perimeter::new(zone, Time(0), Time(10))
}
/// A ring around a centre whose rays have these lengths: it never crosses itself.
fn star(centre: (f64, f64), rays: &[f64]) -> Vec<(f64, f64)> {
    let step = std::f64::consts::TAU / rays.len() as f64;
    let stretch = 1.0 / centre.1.to_radians().cos();
    let ray = |(i, r): (usize, &f64)| {
        let angle = step * i as f64;
        (centre.0 + r * angle.cos() * stretch, centre.1 + r * angle.sin())
    };
    rays.iter().enumerate().map(ray).collect()
}
/// Winding outlines of 300 m to 2 km in a town, at some place of the world, some with a hole.
fn zones(centre: (f64, f64)) -> impl Strategy<Value = Zone> {
    let at = (-0.03..0.03, -0.02..0.02);
    (at, prop::collection::vec(0.003..0.018, 3..14), any::<bool>()).prop_map(move |((x, y), rays, hole)| {
        let centre = (centre.0 + x, centre.1 + y);
        let mut rings = vec![star(centre, &rays)];
        // Even a hole of the shortest rays is inside only if there are rays enough.
        if hole && rays.len() > 5 {
            rings.push(star(centre, &[0.0012; 5]));
        }
        zone(&rings)
    })
}
fn centres() -> impl Strategy<Value = (f64, f64)> {
    prop_oneof![4 => Just((2.36, 48.86)), 1 => Just((179.93, -16.8)), 1 => (-170.0..170.0, -60.0..60.0)]
}
fn scene() -> impl Strategy<Value = (Vec<Zone>, Vec<Cell>)> {
    centres().prop_flat_map(|centre| {
        let spot = (-0.06..0.06, -0.04..0.04).prop_map(move |(x, y)| {
            let lon: f64 = centre.0 + x;
            cell(centre.1 + y, if lon > 180.0 { lon - 360.0 } else { lon })
        });
        (prop::collection::vec(zones(centre), 1..4), prop::collection::vec(spot, 2..8))
    })
}
/// As the other library has it, with longitudes counted on from a centre.
fn second_opinion(zone: &Zone) -> geo::Polygon<f64> {
    let mut rings: Vec<geo::LineString<f64>> = zone.rings().map(|r| r.map(|(lat, lon)| (lon, lat)).collect()).collect();
    geo::Polygon::new(rings.remove(0), rings)
}
fn near(zone: &Zone, lon: f64) -> f64 {
    let west = zone.bounds().west;
    lon - ((lon - west) / 360.0).round() * 360.0
}
fn hexagon(zone: &Zone, cell: Cell) -> geo::Polygon<f64> {
    let line: geo::LineString<f64> = cell.corners().iter().map(|(lat, lon)| (near(zone, *lon), *lat)).collect();
    geo::Polygon::new(line, Vec::new())
}

proptest! {
    #[test]
    fn a_cell_is_touched_when_any_of_its_area_is((zones, cells) in scene()) {
        for zone in zones {
            let perimeter = perimeter(zone.clone());
            let polygon = second_opinion(&zone);
            for cell in &cells {
                // All around, too: edges are where it matters.
                for cell in cell.around(2) {
                    let (lat, lon) = cell.centre();
                    prop_assert_eq!(perimeter.touches(cell), polygon.intersects(&hexagon(&zone, cell)));
                    prop_assert_eq!(perimeter.holds(cell), polygon.contains(&geo::Point::new(near(&zone, lon), lat)) && lon.abs() <= 180.0 && zone.contains(lat, lon));
                }
            }
        }
    }

    #[test]
    fn a_way_never_crosses_is_as_long_back_and_no_shorter_than_the_line((zones, cells) in scene()) {
        let perimeters: Vec<Perimeter> = zones.iter().cloned().map(perimeter).collect();
        let walks = Walks::new(&perimeters, Time(5));
        let polygons: Vec<_> = zones.iter().map(second_opinion).collect();
        let mut walker = walks.walker();
        for from in &cells {
            for to in &cells {
                let (held, touched) = (walks.holds(*from), walks.touches(*to));
                let walk = walks.walk(*from, *to);
                prop_assert_eq!(walker.walk(*from, *to), walk, "what was found out before changes nothing");
                match walk {
                    Err(NoWay::Inside) => prop_assert!(held),
                    Err(NoWay::Touched) => prop_assert!(touched && !held),
                    Err(NoWay::Closed) => prop_assert!(!touched && !held && walks.crosses(*from, *to)),
                    Ok(walk) => {
                        prop_assert!(!touched && !held);
                        prop_assert_eq!(walk.edge, walks.touches(*from));
                        prop_assert_eq!(walk.around, walks.crosses(*from, *to));
                        let straight = area::between(*from, *to);
                        prop_assert!(walk.metres >= straight - 1e-6);
                        if !walk.edge {
                            prop_assert_eq!(walks.walk(*to, *from), Ok(walk));
                        }
                        // The way itself, against the other library.
                        let corners = walks.corners(*from, *to);
                        prop_assert_eq!(corners.is_empty(), !walk.around);
                        let way: Vec<_> = [from.centre()].into_iter().chain(corners).chain([to.centre()]).collect();
                        let length: f64 = way.windows(2).map(|w| area::metres(w[0], w[1])).sum();
                        prop_assert!((length - walk.metres).abs() < 0.01, "{length} is not {}", walk.metres);
                        for leg in way.windows(2) {
                            for (zone, polygon) in zones.iter().zip(&polygons) {
                                let point = |(lat, lon): (f64, f64)| geo::coord! { x: near(zone, lon), y: lat };
                                let line = geo::Line::new(point(leg[0]), point(leg[1]));
                                prop_assert!(!polygon.intersects(&line), "a leg crosses");
                            }
                        }
                    }
                }
            }
        }
    }

    /// Around one outline without a hole there is always a way, and it is not much longer than the outline.
    #[test]
    fn one_perimeter_can_always_be_walked_around(zone in zones((2.36, 48.86)), x in 0.055..0.08, turn in 0.0..6.3_f64) {
        prop_assume!(zone.rings().count() == 1);
        let b = zone.bounds();
        let (lat, lon) = (f64::midpoint(b.south, b.north), f64::midpoint(b.west, b.east));
        let end = |sign: f64| cell(lat + sign * x * turn.sin(), lon + sign * x * 1.5 * turn.cos());
        let (from, to) = (end(1.0), end(-1.0));
        let walk = Walks::new([&perimeter(zone)], Time(0)).walk(from, to);
        let walk = walk.unwrap();
        prop_assert!(walk.metres < 2.0 * area::between(from, to));
    }

    /// Doors come in the order of the walk, and none that a walk may not reach.
    #[test]
    fn doors_are_ordered_by_the_walk_around((zones, cells) in scene()) {
        let perimeters: Vec<Perimeter> = zones.into_iter().map(perimeter).collect();
        let walks = Walks::new(&perimeters, Time(5));
        let open = places::Facts { left: 1, until: Time(9), kind: Kind::Private, suits: 0, rank: 0, suspended: false };
        let mut index = Index::new();
        for (id, cell) in cells.iter().flat_map(|c| c.around(1)).enumerate() {
            index.upsert(id, cell, open);
        }
        for from in cells {
            let mut walker = walks.walker();
            let hits = match index.nearest_around(from, &Want::default(), 10, &mut walker) {
                Ok(hits) => hits,
                Err(no) => {
                    prop_assert!(no == NoWay::Inside && walks.holds(from));
                    continue;
                }
            };
            let mut all: Vec<f64> = index.cells().filter_map(|c| Some((c, walks.walk(from, c).ok()?.metres)))
                .flat_map(|(c, far)| index.in_cell(c).map(move |_| far)).collect();
            all.sort_by(f64::total_cmp);
            all.truncate(10);
            prop_assert_eq!(hits.len(), all.len());
            for (hit, far) in hits.iter().zip(all) {
                prop_assert!((hit.metres - far).abs() < 1e-6);
            }
        }
    }
}

#[test]
fn a_square_is_walked_around_its_nearer_corner() {
    // 2 km east to west, 1 km north to south; the line goes through its southern half.
    let walks = |zone| Walks::new([&perimeter(zone)], Time(0));
    let square = zone(&[vec![(2.34, 48.855), (2.367, 48.855), (2.367, 48.864), (2.34, 48.864)]]);
    let (from, to) = (cell(48.858, 2.330), cell(48.858, 2.377));
    let walk = walks(square.clone()).walk(from, to).unwrap();
    let over = [(48.8548, 2.3397), (48.8548, 2.3673)];
    let way =
        area::metres(from.centre(), over[0]) + area::metres(over[0], over[1]) + area::metres(over[1], to.centre());
    assert!((walk.metres - way).abs() < 30.0 && walk.around, "{} is about {way}", walk.metres);
    let corners = walks(square).corners(from, to);
    assert_eq!(corners.len(), 2);
    assert!(corners.iter().all(|c| c.0 < 48.855), "around the south");
}

#[test]
fn whoever_is_enclosed_is_told_no_way_and_neighbours_in_a_hole_walk() {
    let outer = vec![(2.33, 48.84), (2.39, 48.84), (2.39, 48.88), (2.33, 48.88)];
    let hole = vec![(2.345, 48.85), (2.375, 48.85), (2.375, 48.87), (2.345, 48.87)];
    let walks = Walks::new([&perimeter(zone(&[outer, hole]))], Time(0));
    let (a, b, out) = (cell(48.857, 2.355), cell(48.863, 2.365), cell(48.86, 2.42));
    assert_eq!(walks.walk(a, out), Err(NoWay::Closed));
    assert_eq!(walks.walk(out, a), Err(NoWay::Closed));
    assert!(!walks.walk(a, b).unwrap().around);
}

#[test]
fn a_perimeter_counts_only_while_it_holds() {
    let zone = Zone::from_circle(48.86, 2.36, 1.0, &ANY).unwrap();
    let later = Perimeter::new(zone, Time(100), Time(200));
    let (from, to) = (cell(48.86, 2.34), cell(48.86, 2.38));
    let around = |now| {
        let walks = Walks::new([&later], Time(now));
        (walks.walk(from, to).unwrap().around, walks.turns())
    };
    assert_eq!(around(99), (false, Some(Time(100))));
    assert_eq!(around(100), (true, Some(Time(200))));
    assert_eq!(around(200), (false, None));
}

#[test]
fn an_outline_of_very_many_corners_is_walked_around_all_the_same() {
    let rays: Vec<f64> = (0..5000).map(|n| if n % 2 == 0 { 0.012 } else { 0.0119 }).collect();
    let rings = [star((2.36, 48.86), &rays)];
    let walks = Walks::new([&perimeter(zone(&rings))], Time(0));
    let (from, to) = (cell(48.86, 2.335), cell(48.86, 2.385));
    let walk = walks.walk(from, to).unwrap();
    assert!(walk.around && walk.metres < 1.5 * area::between(from, to));
    // Near to it, but on one side of it: as the crow flies.
    assert!(!walks.walk(cell(48.86, 2.335), cell(48.87, 2.335)).unwrap().around);
}

#[test]
fn many_perimeters_are_walked_around() {
    let many: Vec<Perimeter> =
        (0..40).map(|n| perimeter(Zone::from_circle(48.85 + f64::from(n) * 0.002, 2.36, 0.3, &ANY).unwrap())).collect();
    let walk = Walks::new(&many, Time(0)).walk(cell(48.89, 2.34), cell(48.89, 2.38)).unwrap();
    assert!(walk.around && walk.metres > 2.0 * area::between(cell(48.89, 2.34), cell(48.89, 2.38)));
}
