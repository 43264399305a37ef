//! Maps of doors: nothing covers anything, nothing is out of view, and it stays small.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use kernel::{Cell, Zone, ZoneLimits};
use places::{
    Landmarks,
    map::{Drawing, HEIGHT, Scene, Spot, WIDTH, draw},
};
use proptest::prelude::*;

fn cell(lat: f64, lon: f64) -> Cell {
    Cell::at(lat, lon, 9).unwrap()
}
fn number(text: &str) -> f64 {
    assert!(text != "-0");
    text.parse().unwrap()
}
/// As a page would write it.
fn svg(map: &Drawing) -> String {
    let mut svg = format!("<path class=\"m-a\" d=\"{}\"/>", map.cells);
    for d in &map.zones {
        svg += &format!("<path class=\"m-zone\" fill-rule=\"evenodd\" d=\"{d}\"/>");
    }
    for n in &map.nodes {
        svg += &format!("<circle cx=\"{}\" cy=\"{}\" r=\"2.6\"/>", n.x, n.y);
    }
    for l in &map.labels {
        svg += &format!("<text x=\"{}\" y=\"{}\" text-anchor=\"{}\">{}</text>", l.x, l.y, l.anchor, l.name);
    }
    for p in &map.pins {
        svg += &format!(
            "<a href=\"#door-{}\" class=\"pin\"><path d=\"{}\"/><text x=\"{}\" y=\"{}\">{}</text></a>",
            p.first, p.path, p.x, p.y, p.text
        );
    }
    svg + &map.scale
}
/// Left, top, right, bottom of a name, at 6.5 pixels a letter.
fn extent(l: &places::map::Label) -> (f64, f64, f64, f64) {
    let wide = l.name.chars().count() as f64 * 6.5;
    let (x, y) = (number(&l.x), number(&l.y));
    let left = match l.anchor {
        "start" => x,
        "middle" => x - wide / 2.0,
        _ => x - wide,
    };
    (left, y - 11.0, left + wide, y + 2.0)
}

#[test]
fn a_map_of_the_night_is_small_and_names_where_one_is() {
    let paris = Landmarks::paris();
    let you = paris.named("Goncourt").unwrap().cell(9).unwrap();
    let at =
        [(48.8745, 2.3655), (48.8745, 2.3655), (48.868, 2.381), (48.8668, 2.3580), (48.8651, 2.3985), (48.861, 2.379)];
    let spots: Vec<Spot> =
        (1..).zip(at).map(|(number, (lat, lon))| Spot { number, cell: cell(lat, lon), full: number == 5 }).collect();
    let zone = Zone::from_circle(48.863, 2.3705, 0.4, &ZoneLimits::default()).unwrap();
    let map = draw(&Scene { you: Some(you), spots: &spots, zones: &[&zone], landmarks: &paris }).unwrap();
    let texts: Vec<&str> = map.pins.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(texts, ["1–2", "3", "4", "5", "6"]);
    assert_eq!(map.pins.iter().filter(|p| p.full).count(), 1);
    assert_eq!(map.cells.matches('M').count(), 5, "a cell is drawn once");
    assert_eq!(map.zones.len(), 1);
    let names: Vec<&str> = map.labels.iter().map(|l| l.name.as_str()).collect();
    assert!(names.contains(&"Goncourt") && names.len() >= 8, "{names:?}");
    assert!(map.metres == 500 || map.metres == 1000);
    let bytes = svg(&map).len();
    assert!(bytes < 5000, "{bytes} bytes before they are compressed");
}

#[test]
fn a_detailed_perimeter_larger_than_the_view_stays_small() {
    let ring: Vec<String> = (0..=4000)
        .map(|n| {
            let angle = f64::from(n % 4000) / 4000.0 * std::f64::consts::TAU;
            let far = if n % 2 == 0 { 0.018 } else { 0.0178 };
            format!("[{},{}]", 2.37 + far * 1.5 * angle.cos(), 48.865 + far * angle.sin())
        })
        .collect();
    let text = format!(r#"{{"type":"Polygon","coordinates":[[{}]]}}"#, ring.join(","));
    let zone = Zone::from_text(&text, &ZoneLimits::default()).unwrap();
    let spots = [Spot { number: 1, cell: cell(48.88, 2.38), full: false }];
    let scene = Scene { you: None, spots: &spots, zones: &[&zone], landmarks: &Landmarks::paris() };
    let map = draw(&scene).unwrap();
    assert!(map.zones.len() == 1 && map.zones[0].len() < 2500, "{}", map.zones[0].len());
}

#[test]
fn there_is_a_map_of_the_town_when_nothing_is_known_and_none_of_nowhere() {
    let (paris, nothing) = (Landmarks::paris(), Landmarks::default());
    let scene = |landmarks| Scene { you: None, spots: &[], zones: &[], landmarks };
    let map = draw(&scene(&paris)).unwrap();
    assert!(map.labels.len() >= 8 && map.pins.is_empty() && map.you.is_none());
    assert_eq!(draw(&scene(&nothing)), None);
    let here = Scene {
        you: Some(cell(-16.8, 179.999)),
        spots: &[Spot { number: 1, cell: cell(-16.8, -179.999), full: false }],
        zones: &[],
        landmarks: &nothing,
    };
    let map = draw(&here).unwrap();
    assert!(map.metres <= 1000, "the antimeridian parts nothing");
}

proptest! {
    #[test]
    fn nothing_is_out_of_view_and_no_name_covers_another_or_an_arch(
        you in prop::option::of((48.82..48.94, 2.26..2.41)),
        at in prop::collection::vec((48.82..48.94, 2.26..2.41), 0..12),
        centre in (48.82..48.94, 2.26..2.41), radius in 0.4..4.0,
    ) {
        let paris = Landmarks::paris();
        let spots: Vec<Spot> = (1..).zip(&at).map(|(number, p)| Spot { number, cell: cell(p.0, p.1), full: false }).collect();
        let zone = Zone::from_circle(centre.0, centre.1, radius, &ZoneLimits::default()).unwrap();
        let scene = Scene { you: you.map(|p| cell(p.0, p.1)), spots: &spots, zones: &[&zone], landmarks: &paris };
        let map = draw(&scene).unwrap();
        // Each door is in one arch.
        let mut numbers: Vec<usize> = map.pins.iter().flat_map(|p| p.numbers.clone()).collect();
        numbers.sort_unstable();
        prop_assert_eq!(numbers, (1..=at.len()).collect::<Vec<_>>());
        prop_assert_eq!(map.you.is_some(), you.is_some());
        let arches: Vec<_> = map.pins.iter().map(|p| {
            let half = (p.text.chars().count() as f64 * 4.0 + 4.0).max(12.0);
            let (x, y) = (number(&p.x), number(&p.y) - 7.0);
            (x - half, y - 14.0, x + half, y + 14.0)
        }).collect();
        let names: Vec<_> = map.labels.iter().map(extent).collect();
        let inside = |r: &(f64, f64, f64, f64)| r.0 >= 0.0 && r.1 >= 0.0 && r.2 <= WIDTH && r.3 <= HEIGHT;
        prop_assert!(arches.iter().all(inside), "an arch is out of view");
        prop_assert!(names.iter().all(inside), "a name is out of view");
        let apart = |a: &(f64, f64, f64, f64), b: &(f64, f64, f64, f64)| a.2 <= b.0 || b.2 <= a.0 || a.3 <= b.1 || b.3 <= a.1;
        for (n, a) in names.iter().enumerate() {
            prop_assert!(arches.iter().all(|b| apart(a, b)), "a name covers an arch");
            prop_assert!(names[n + 1..].iter().all(|b| apart(a, b)), "a name covers another");
        }
        for n in &map.nodes {
            let (x, y) = (number(&n.x), number(&n.y));
            prop_assert!((0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y));
            let covers = |r: &&(f64, f64, f64, f64)| r.0 < x && x < r.2 && r.1 < y && y < r.3;
            prop_assert!(names.iter().chain(&arches).find(covers).is_none(), "a landmark is under a name or an arch");
        }
        prop_assert!(svg(&map).len() < 7000, "{} bytes", svg(&map).len());
    }
}
