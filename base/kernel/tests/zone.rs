//! What a zone promises, by properties, with the `geo` crate as the second opinion.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use geo::{Contains, GeodesicArea};
use kernel::{Refuse, Zone, ZoneFault, ZoneLimits, zone::At};
use proptest::prelude::*;
use serde_json::{Value, json};

const ANY: ZoneLimits = ZoneLimits { min_km2: 0.0, max_km2: f64::INFINITY };

type Ring = Vec<(f64, f64)>;

/// A ring around a centre whose rays have these lengths: it never crosses itself.
fn star(centre: (f64, f64), rays: &[f64]) -> Ring {
    let step = std::f64::consts::TAU / rays.len() as f64;
    let stretch = 1.0 / centre.1.to_radians().cos();
    let ray = |(i, r): (usize, &f64)| {
        let angle = step * i as f64;
        (centre.0 + r * angle.cos() * stretch, centre.1 + r * angle.sin())
    };
    rays.iter().enumerate().map(ray).collect()
}

fn closed(ring: &[(f64, f64)]) -> Value {
    ring.iter().chain(ring.first()).map(|(x, y)| json!([x, y])).collect()
}
fn polygon(rings: &[Ring]) -> Value {
    json!({"type": "Polygon", "coordinates": rings.iter().map(|r| closed(r)).collect::<Value>()})
}
fn multi(parts: &[Vec<Ring>]) -> Value {
    json!({"type": "MultiPolygon", "coordinates":
        parts.iter().map(|p| p.iter().map(|r| closed(r)).collect::<Value>()).collect::<Value>()})
}
fn square(west: f64, south: f64, size: f64) -> Ring {
    vec![(west, south), (west + size, south), (west + size, south + size), (west, south + size)]
}
fn read(value: &Value) -> Result<Zone, ZoneFault> {
    Zone::from_geojson(value, &ANY)
}
/// The same zone as the other library has it, from what the zone says of itself.
fn second_opinion(zone: &Zone) -> geo::MultiPolygon<f64> {
    let line = |r: &Value| -> geo::LineString<f64> {
        r.as_array().unwrap().iter().map(|p| (p[0].as_f64().unwrap(), p[1].as_f64().unwrap())).collect()
    };
    let part = |p: &Value| {
        let mut rings: Vec<_> = p.as_array().unwrap().iter().map(line).collect();
        geo::Polygon::new(rings.remove(0), rings)
    };
    let json = zone.to_geojson();
    let coordinates = &json["coordinates"];
    if json["type"] == "Polygon" {
        geo::MultiPolygon::new(vec![part(coordinates)])
    } else {
        coordinates.as_array().unwrap().iter().map(part).collect()
    }
}

fn centres() -> impl Strategy<Value = (f64, f64)> {
    (-170.0..170.0, -68.0..68.0)
}
fn rays() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(0.05..0.2, 3..120)
}
/// A star, perhaps with a hole, perhaps with an island in the hole and another part beside it.
fn zones() -> impl Strategy<Value = Zone> {
    (centres(), rays(), any::<[bool; 3]>()).prop_map(|(centre, rays, [hole, island, beside])| {
        let scaled = |f: f64| -> Ring { star(centre, &rays.iter().map(|r| r * f).collect::<Vec<_>>()) };
        let mut first = vec![scaled(1.0)];
        if hole {
            // Listed the other way round, as it should be: either way is read.
            first.push(scaled(0.5).into_iter().rev().collect());
        }
        let mut parts = vec![first];
        if hole && island {
            parts.push(vec![scaled(0.25)]);
        }
        if beside {
            parts.push(vec![square(centre.0 + 1.0, centre.1, 0.1)]);
        }
        read(&if parts.len() == 1 { polygon(&parts[0]) } else { multi(&parts) }).expect("a star is a zone")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn inside_means_inside_for_others_too(zone in zones(), spots in prop::collection::vec((0.0..1.0, 0.0..1.0), 100)) {
        let other = second_opinion(&zone);
        let b = zone.bounds();
        for (x, y) in spots {
            let (lon, lat) = (b.west + x * (b.east - b.west), b.south + y * (b.north - b.south));
            prop_assert_eq!(zone.contains(lat, lon), other.contains(&geo::Point::new(lon, lat)), "{} {}", lat, lon);
        }
        // Where it is delicate: on the latitude or the longitude of a vertex, and on the outline itself.
        let vertices: Vec<(f64, f64)> = zone.rings().flatten().collect();
        for pair in vertices.windows(2) {
            let ((a_lat, a_lon), (b_lat, b_lon)) = (pair[0], pair[1]);
            let middle = (f64::midpoint(a_lat, b_lat), f64::midpoint(a_lon, b_lon));
            for (lat, lon) in [(a_lat, a_lon), (a_lat, b_lon), middle] {
                prop_assert_eq!(zone.contains(lat, lon), other.contains(&geo::Point::new(lon, lat)), "{} {}", lat, lon);
            }
        }
    }

    #[test]
    fn areas_are_those_of_geodesics(zone in zones()) {
        let other = second_opinion(&zone).geodesic_area_unsigned() / 1e6;
        prop_assert!((zone.area_km2() / other - 1.0).abs() < 0.005, "{} {}", zone.area_km2(), other);
    }

    #[test]
    fn a_zone_comes_back_as_it_was(zone in zones()) {
        let text = serde_json::to_string(&zone).unwrap();
        let again: Zone = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&again, &zone);
        prop_assert_eq!(again.area_km2(), zone.area_km2());
        let feature = json!({"type": "Feature", "properties": {}, "geometry": zone.to_geojson()});
        prop_assert_eq!(&read(&feature).unwrap(), &zone);
        prop_assert_eq!(read(&json!({"type": "FeatureCollection", "features": [feature]})).unwrap(), zone);
    }

    #[test]
    fn a_ring_that_crosses_itself_is_refused(centre in centres(), rays in rays(), at in any::<prop::sample::Index>()) {
        let mut ring = star(centre, &rays);
        prop_assume!(ring.len() >= 4);
        // Two neighbours change places: the sides that led to them now cross, unless the star is too pointed there.
        let i = at.index(ring.len() - 1);
        ring.swap(i, i + 1);
        let valid = geo::algorithm::Validation::is_valid(&geo::Polygon::new(ring.clone().into(), vec![]));
        match read(&polygon(&[ring])) {
            Err(ZoneFault::CrossesItself { lat, lon }) => {
                prop_assert!(!valid);
                prop_assert!((lat - centre.1).abs() < 0.3 && (lon - centre.0).abs() < 1.0);
            }
            other => prop_assert!(valid && other.is_ok(), "{:?}", other),
        }
    }

    /// On a coarse grid nearly everything touches: vertices on sides, shared corners, sides that run over each other.
    #[test]
    fn rings_of_chance_are_judged_as_others_judge(ring in prop::collection::vec((0..7i8, 0..7i8), 3..9)) {
        let mut ring: Ring = ring.into_iter().map(|(x, y)| (f64::from(x), f64::from(y))).collect();
        ring.dedup();
        if ring.first() == ring.last() { ring.pop(); }
        prop_assume!(ring.len() >= 3);
        let other = geo::Polygon::new(ring.clone().into(), vec![]);
        // The other library lets a line pass for a polygon.
        let valid = geo::algorithm::Validation::is_valid(&other) && geo::Area::unsigned_area(&other) > 0.0;
        let ours = read(&polygon(&[ring]));
        prop_assert_eq!(ours.is_ok(), valid, "{:?}", ours);
        if let Ok(zone) = ours {
            for x in 0..14 { for y in 0..14 {
                let (x, y) = (f64::from(x) / 2.0, f64::from(y) / 2.0);
                prop_assert_eq!(zone.contains(y, x), other.contains(&geo::Point::new(x, y)), "{} {}", x, y);
            }}
        } else {
            let crosses = matches!(ours, Err(ZoneFault::CrossesItself { .. }));
            prop_assert!(crosses);
        }
    }

    /// Boxes and triangles of chance as outline, holes and other parts.
    #[test]
    fn rings_lie_in_each_other_as_others_judge(
        shapes in prop::collection::vec((0..8i8, 0..8i8, 1..5i8, 1..5i8, 0..3u8), 1..5), as_holes in any::<bool>()
    ) {
        let ring = |&(x, y, w, h, kind): &(i8, i8, i8, i8, u8)| -> Ring {
            let (x, y, w, h) = (f64::from(x), f64::from(y), f64::from(w), f64::from(h));
            match kind {
                0 => vec![(x, y), (x + w, y), (x + w, y + h), (x, y + h)],
                1 => vec![(x, y), (x + w, y), (x, y + h)],
                _ => vec![(x + w, y), (x + 2.0 * w, y + h), (x + w, y + 2.0 * h), (x, y + h)],
            }
        };
        let rings: Vec<Ring> = shapes.iter().map(ring).collect();
        let lines = |r: &Ring| geo::LineString::from(r.clone());
        let (value, other) = if as_holes {
            let mut all = vec![square(0.0, 0.0, 9.0)];
            all.extend(rings.iter().cloned());
            let other = geo::Polygon::new(lines(&all[0]), all[1..].iter().map(lines).collect());
            (polygon(&all), geo::MultiPolygon::new(vec![other]))
        } else {
            let parts: Vec<_> = rings.iter().map(|r| vec![r.clone()]).collect();
            (multi(&parts), rings.iter().map(|r| geo::Polygon::new(lines(r), vec![])).collect())
        };
        let valid = geo::algorithm::Validation::is_valid(&other);
        match read(&value) {
            Ok(zone) => {
                // Holes that touch in several points may cut the inside in two; that harms nobody and is accepted.
                prop_assert!(valid || as_holes, "accepted {}", value);
                for x in -1..40 { for y in -1..40 {
                    let (x, y) = (f64::from(x) / 3.0 + 0.011, f64::from(y) / 3.0 + 0.017);
                    prop_assert_eq!(zone.contains(y, x), other.contains(&geo::Point::new(x, y)), "{} {} {}", x, y, value);
                }}
            }
            Err(fault) => prop_assert!(!valid, "{:?} {}", fault, value),
        }
    }

    #[test]
    fn any_json_is_answered(value in json_like()) {
        let _ = read(&value);
    }

    #[test]
    fn a_circle_has_the_area_of_a_circle(lat in -75.0..75.0f64, lon in -175.0..175.0f64, radius in 0.5..25.0f64) {
        let zone = Zone::from_circle(lat, lon, radius, &ZoneLimits::default()).unwrap();
        let circle = std::f64::consts::PI * radius * radius;
        // A polygon of 48 corners has 0.3 % less, and the mean sphere is not the ellipsoid.
        prop_assert!((zone.area_km2() / circle - 1.0).abs() < 0.01);
        prop_assert!(zone.contains(lat, lon));
        prop_assert_eq!(zone.points(), 48);
    }
}

/// JSON that looks like a zone, more or less.
fn json_like() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        Just(json!(0)),
        Just(json!(180)),
        Just(json!(-180)),
        Just(json!(181)),
        Just(json!(1e300)),
        Just(json!(-0.0)),
        Just(json!(5e-324)),
        Just(Value::Null),
        (-9..9i8).prop_map(|n| json!(n)),
        any::<f64>().prop_map(|n| json!(n)),
        Just(json!("1")),
    ];
    let position = prop_oneof![9 => prop::collection::vec(number, 0..4).prop_map(Value::from), 1 => Just(Value::Null)];
    let ring = (prop::collection::vec(position, 0..9), any::<bool>()).prop_map(|(mut r, close)| {
        if close {
            r.extend(r.first().cloned());
        }
        Value::from(r)
    });
    let rings = prop::collection::vec(ring, 0..4).prop_map(Value::from);
    let coordinates =
        prop_oneof![rings.clone(), prop::collection::vec(rings, 0..3).prop_map(Value::from), Just(json!({}))];
    let kind = prop::sample::select(vec!["Polygon", "MultiPolygon", "Point", "Feature", "FeatureCollection", "x"]);
    (kind, coordinates)
        .prop_map(|(t, c)| json!({"type": t, "coordinates": c, "geometry": {"type": "Polygon", "coordinates": c}}))
}

/// The zone, the fault it must have, and a part of what the refusal says.
#[test]
fn every_fault_has_its_own_word() {
    let ok = square(2.0, 48.0, 0.1);
    let p = |rings: Value| json!({"type": "Polygon", "coordinates": rings});
    let at = |part, ring, point| At { part, ring, point };
    let cases: Vec<(Value, ZoneFault, &str)> = vec![
        (json!(null), ZoneFault::NotAPolygon(""), "zone-not-a-polygon"),
        (json!({"type": "Point", "coordinates": [2, 48]}), ZoneFault::NotAPolygon("Point"), "zone-not-a-polygon"),
        (json!({"type": "Feature", "geometry": null}), ZoneFault::NotAPolygon(""), "zone-not-a-polygon"),
        (
            json!({"type": "FeatureCollection", "features": []}),
            ZoneFault::NotAPolygon("FeatureCollection"),
            "zone-not-a-polygon",
        ),
        (json!({"type": "<script>", "coordinates": []}), ZoneFault::NotAPolygon(""), "zone-not-a-polygon"),
        (p(json!([])), ZoneFault::Empty, "zone-empty"),
        (p(json!([[]])), ZoneFault::Empty, "zone-empty"),
        (json!({"type": "MultiPolygon", "coordinates": []}), ZoneFault::Empty, "zone-empty"),
        (p(json!([[[2, 48], [2.1, "48"], [2, 48.1], [2, 48]]])), ZoneFault::BadPoint(at(0, 0, 1)), "zone-bad-point"),
        (p(json!([[[2, 48], [2.1], [2, 48.1], [2, 48]]])), ZoneFault::BadPoint(at(0, 0, 1)), "zone-bad-point"),
        (
            p(json!([[[2, 48], [2.1, 48], [2, 148.1], [2, 48]]])),
            ZoneFault::OutOfRange(at(0, 0, 2)),
            "zone-out-of-range",
        ),
        (
            p(json!([[[182, 48], [183, 48], [182, 49], [182, 48]]])),
            ZoneFault::OutOfRange(at(0, 0, 0)),
            "zone-out-of-range",
        ),
        (p(json!([[[2, 48], [2.1, 48], [2, 48.1]]])), ZoneFault::NotClosed(at(0, 0, 0)), "zone-not-closed"),
        (
            p(json!([closed(&ok), [[2.02, 48.02], [2.04, 48.02], [2.04, 48.04], [2.02, 48.03]]])),
            ZoneFault::NotClosed(at(0, 1, 0)),
            "zone-not-closed",
        ),
        (p(json!([[[2, 48], [2.1, 48], [2, 48]]])), ZoneFault::TooFewPoints(at(0, 0, 0)), "zone-too-few-points"),
        (p(json!([[[2, 48], [2, 48], [2, 48], [2, 48]]])), ZoneFault::TooFewPoints(at(0, 0, 0)), "zone-too-few-points"),
        (
            p(json!([[[179, 48], [-179, 48], [-179, 49], [179, 49], [179, 48]]])),
            ZoneFault::Antimeridian,
            "zone-antimeridian",
        ),
        (
            p(json!([[[179, 48], [181, 48], [181, 49], [179, 49], [179, 48]]])),
            ZoneFault::Antimeridian,
            "zone-antimeridian",
        ),
        (
            multi(&[vec![square(179.0, 48.0, 1.0)], vec![square(-180.0, 48.0, 1.0)]]),
            ZoneFault::Antimeridian,
            "zone-antimeridian",
        ),
        (
            polygon(&[vec![(2.0, 48.0), (2.1, 48.1), (2.1, 48.0), (2.0, 48.1)]]),
            ZoneFault::CrossesItself { lat: 48.05, lon: 2.05 },
            "zone-crosses-itself",
        ),
        // A spike, a vertex met twice, a vertex on a side, everything on one line.
        (
            polygon(&[vec![(2.0, 48.0), (2.1, 48.0), (2.2, 48.0), (2.1, 48.0), (2.1, 48.1)]]),
            ZoneFault::CrossesItself { lat: 48.0, lon: 2.1 },
            "zone-crosses-itself",
        ),
        (
            polygon(&[vec![(2.0, 48.0), (2.1, 48.1), (2.2, 48.0), (2.2, 48.2), (2.1, 48.1), (2.0, 48.2)]]),
            ZoneFault::CrossesItself { lat: 48.1, lon: 2.1 },
            "zone-crosses-itself",
        ),
        (
            polygon(&[vec![(2.0, 48.0), (2.2, 48.0), (2.2, 48.1), (2.1, 48.0), (2.0, 48.1)]]),
            ZoneFault::CrossesItself { lat: 48.0, lon: 2.1 },
            "zone-crosses-itself",
        ),
        (
            polygon(&[vec![(2.0, 48.0), (2.1, 48.0), (2.2, 48.0)]]),
            ZoneFault::CrossesItself { lat: 48.0, lon: 2.0 },
            "zone-crosses-itself",
        ),
        (
            polygon(&[ok.clone(), square(2.05, 48.05, 0.1)]),
            ZoneFault::CrossesItself { lat: 48.1, lon: 2.05 },
            "zone-crosses-itself",
        ),
        (
            multi(&[vec![ok.clone()], vec![square(2.1, 48.0, 0.1)]]),
            ZoneFault::CrossesItself { lat: 48.0, lon: 2.1 },
            "zone-crosses-itself",
        ),
        (polygon(&[ok.clone(), square(3.0, 48.0, 0.1)]), ZoneFault::HoleOutside(at(0, 1, 0)), "zone-hole-outside"),
        (
            multi(&[vec![ok.clone()], vec![square(3.0, 48.0, 0.1), square(2.02, 48.02, 0.02)]]),
            ZoneFault::HoleOutside(at(1, 1, 0)),
            "zone-hole-outside",
        ),
        (
            polygon(&[ok.clone(), square(2.02, 48.02, 0.06), square(2.04, 48.04, 0.02)]),
            ZoneFault::Overlaps(at(0, 2, 0)),
            "zone-overlaps",
        ),
        (
            multi(&[vec![ok.clone()], vec![square(2.02, 48.02, 0.02)]]),
            ZoneFault::Overlaps(at(1, 0, 0)),
            "zone-overlaps",
        ),
        (polygon(&[square(2.0, 48.0, 0.005)]), ZoneFault::TooSmall { km2: 0.0, min: 0.5 }, "zone-too-small"),
        (polygon(&[square(2.0, 48.0, 1.0)]), ZoneFault::TooLarge { km2: 0.0, max: 2000.0 }, "zone-too-large"),
        (polygon(&[star((2.0, 48.0), &vec![0.1; 50_001])]), ZoneFault::TooManyPoints, "zone-too-many-points"),
        (
            multi(&(0..2001).map(|i| vec![square(f64::from(i) * 0.01, 48.0, 0.005)]).collect::<Vec<_>>()),
            ZoneFault::TooManyRings,
            "zone-too-many-rings",
        ),
    ];
    for (value, expected, code) in cases {
        let found = Zone::from_geojson(&value, &ZoneLimits::default()).unwrap_err();
        match (found, expected) {
            (ZoneFault::TooSmall { km2, min: 0.5 }, ZoneFault::TooSmall { .. }) => assert!(km2 < 0.5),
            (ZoneFault::TooLarge { km2, max: 2000.0 }, ZoneFault::TooLarge { .. }) => assert!(km2 > 2000.0),
            _ => assert_eq!(found, expected, "{value}"),
        }
        let refusal = found.refusal();
        assert_eq!((refusal.status, refusal.code, refusal.field), (422, code, "zone"));
        assert_eq!(found.to_string(), code);
    }
    assert_eq!(Zone::from_text("{", &ANY), Err(ZoneFault::NotJson));
}

#[test]
fn faults_name_the_place_counted_from_one() {
    let fault = ZoneFault::NotClosed(At { part: 0, ring: 1, point: 0 });
    assert_eq!(fault.refusal().args, [("part", 1.0.into()), ("ring", 2.0.into())]);
    let fault = ZoneFault::TooSmall { km2: 0.4999, min: 0.5 };
    assert_eq!(fault.refusal().args, [("km2", 0.49.into()), ("min", 0.5.into())]);
}

#[test]
fn what_people_draw_is_accepted() {
    let accepted = |value: Value| read(&value).unwrap_or_else(|e| panic!("{e} {value}"));
    // A double click, a third coordinate, a corner on a straight side, either orientation.
    let drawn = json!({"type": "Polygon", "coordinates": [[[2, 48, 30], [2, 48], [2.05, 48], [2.1, 48], [2.1, 48.1], [2.1, 48.1], [2, 48.1], [2, 48, 12]]]});
    assert_eq!(accepted(drawn).points(), 5);
    let turned: Ring = square(2.0, 48.0, 0.1).into_iter().rev().collect();
    assert!(accepted(polygon(&[turned])).contains(48.05, 2.05));
    // Parts that share a corner, a hole that touches the outline in one point, an island in a lake.
    accepted(multi(&[vec![square(2.0, 48.0, 0.1)], vec![square(2.1, 48.1, 0.1)]]));
    let touching = vec![(2.0, 48.05), (2.05, 48.02), (2.08, 48.05), (2.05, 48.08)];
    let lake = accepted(polygon(&[square(2.0, 48.0, 0.1), touching]));
    assert!(!lake.contains(48.05, 2.0) && !lake.contains(48.05, 2.04) && lake.contains(48.01, 2.01));
    let island =
        accepted(multi(&[vec![square(2.0, 48.0, 0.1), square(2.02, 48.02, 0.06)], vec![square(2.04, 48.04, 0.02)]]));
    assert!(island.contains(48.05, 2.05) && !island.contains(48.03, 2.03) && island.contains(48.01, 2.01));
    // Up to the antimeridian is not over it.
    accepted(polygon(&[square(179.0, 48.0, 1.0)]));
}

#[test]
fn a_hole_that_goes_through_a_corner_of_its_outline_is_refused() {
    // The outline has a notch at (2.05, 48.05); the hole goes out and in again through that very corner.
    let outline = vec![(2.0, 48.0), (2.1, 48.0), (2.1, 48.1), (2.05, 48.05), (2.0, 48.1)];
    let hole = vec![(2.02, 48.02), (2.08, 48.02), (2.05, 48.05), (2.05, 48.09)];
    assert!(matches!(read(&polygon(&[outline, hole])), Err(ZoneFault::CrossesItself { .. })));
}

#[test]
fn circles_that_cannot_be_are_refused() {
    let circle = |lat, lon, r| Zone::from_circle(lat, lon, r, &ZoneLimits::default()).unwrap_err();
    for radius in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e9] {
        assert_eq!(circle(48.0, 2.0, radius).refusal().field, "radius");
    }
    assert_eq!(circle(48.0, 179.999, 1.0), ZoneFault::Antimeridian);
    assert!(matches!(circle(89.999, 0.0, 1.0), ZoneFault::OutOfRange(_)));
    assert!(matches!(circle(f64::NAN, 0.0, 1.0), ZoneFault::OutOfRange(_)));
    assert!(matches!(circle(48.0, 2.0, 0.2), ZoneFault::TooSmall { .. }));
    assert!(matches!(circle(48.0, 2.0, 30.0), ZoneFault::TooLarge { .. }));
}

/// Shapes that make a quadratic method crawl: they must be judged in a blink, also without optimisation.
#[test]
fn the_largest_zones_are_judged_fast() {
    let n = 10_000;
    let comb: Ring = (0..n)
        .flat_map(|i| {
            let x = 2.0 + 0.4 * f64::from(i) / f64::from(n);
            let tooth = 0.1 / f64::from(n);
            [(x, 48.0), (x + tooth, 48.3), (x + 2.0 * tooth, 48.3), (x + 3.0 * tooth, 48.0)]
        })
        .chain([(2.5, 47.9), (1.9, 47.9)])
        .collect();
    // Turned by an eighth, so that the boxes of all its sides overlap.
    let turned: Ring = comb.iter().map(|(x, y)| (x - y + 50.0, (x + y - 50.0) / 2.0 + 48.0)).collect();
    let round = star((2.0, 48.0), &(0..49_999).map(|i| 0.1 + 0.05 * f64::from(i % 7)).collect::<Vec<_>>());
    for ring in [comb, turned, round] {
        let begun = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap();
        let zone = read(&polygon(std::slice::from_ref(&ring))).unwrap();
        let b = zone.bounds();
        let mut inside = 0;
        for i in 0..20_000 {
            let (x, y) = (f64::from(i % 141) / 141.0, f64::from(i / 141) / 141.0);
            inside += usize::from(zone.contains(b.south + y * (b.north - b.south), b.west + x * (b.east - b.west)));
        }
        let spent = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap() - begun;
        assert!(inside > 1000, "{inside}");
        eprintln!("{} points: {spent:?}", ring.len());
        assert!(spent.as_secs() < 20, "{} points took {spent:?}", ring.len());
        let mut crossed = ring;
        let middle = crossed.len() / 2;
        crossed[middle].0 += 0.05;
        crossed[middle].1 += 0.05;
        assert!(matches!(read(&polygon(&[crossed])), Err(ZoneFault::CrossesItself { .. })));
    }
}
