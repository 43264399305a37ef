//! What holds for every message.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

#[path = "scene/any.rs"]
mod any;
mod scene;

use any::{alert, area, point, star, text, time};
use cap::{Circle, Level, Message, Point, Polygon, Rule, Settings, Time};
use proptest::{collection::vec, prelude::*};
use scene::told;

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn what_is_written_is_read_as_it_was(alert in alert()) {
        let written = alert.to_xml().unwrap();
        let message = Message::read(written.as_bytes(), &Settings::default()).unwrap();
        prop_assert!(message.is_fine(), "{:?}\n{written}", message.problems());
        prop_assert_eq!(message.alert(), Some(&alert), "{}", written);
        // What is told of the document is what is told of the message.
        let mut of_document: Vec<Rule> = message.problems().iter().map(|p| p.rule).filter(|r| *r != Rule::Empty).collect();
        let mut of_message: Vec<Rule> = alert.faults().iter().map(|f| f.rule).collect();
        for rules in [&mut of_document, &mut of_message] {
            rules.sort();
            rules.dedup();
        }
        prop_assert_eq!(of_document, of_message);
    }

    #[test]
    fn what_breaks_a_rule_is_not_written(mut alert in alert(), bad in "[ ,<&\t\u{a0}]", at in 0..5_usize) {
        let broken = match at {
            0 => { alert.identifier.push_str(&bad); Rule::Identifier }
            1 => { alert.sender.insert_str(0, &bad); Rule::Sender }
            2 => { alert.note.push('\0'); Rule::Character }
            3 => { alert.incidents.push("a \" b".into()); Rule::Quotes }
            _ => { alert.restriction.clear(); alert.scope = cap::Scope::Restricted; Rule::NoRestriction }
        };
        let faults = alert.to_xml().unwrap_err();
        prop_assert!(faults.iter().any(|f| f.rule == broken) && faults.iter().all(|f| f.rule.level() > Level::Warning));
        prop_assert!(!alert.is_sound());
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in vec(any::<u8>(), 0..400), inside in text()) {
        let begun = [b"<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><info><area>".as_slice(), &bytes].concat();
        let whole = format!("<alert xmlns='urn:oasis:names:tc:emergency:cap:1.1'>{inside}</alert>");
        for document in [&bytes, &begun, whole.as_bytes()] {
            let (fine, problems) = told(document);
            prop_assert!(!fine && !problems.is_empty());
        }
    }

    #[test]
    fn times_are_read_as_written(time in time(), other in time()) {
        prop_assert_eq!(Time::parse(&time.to_string()), Some(time));
        prop_assert_eq!(time.in_utc().unix(), time.unix());
        let order = time.in_utc().to_string().cmp(&other.in_utc().to_string());
        prop_assert_eq!(order, time.unix().cmp(&other.unix()));
    }

    #[test]
    fn the_day_after_a_day_is_the_next(day in -719_000..2_900_000_i64) {
        let at = |day: i64| Time::new(day * 86_400, 0).unwrap().to_string();
        let parts = |text: &str| -> Vec<u32> { text[..10].split('-').map(|p| p.parse().unwrap()).collect() };
        let (today, tomorrow) = (parts(&at(day)), parts(&at(day + 1)));
        let follows = tomorrow == [today[0], today[1], today[2] + 1]
            || tomorrow == [today[0], today[1] + 1, 1] && today[2] >= 28
            || tomorrow == [today[0] + 1, 1, 1] && today[1..] == [12, 31];
        prop_assert!(follows, "{today:?} {tomorrow:?}");
    }

    #[test]
    fn shapes_are_read_as_written(polygon in star(), center in point(), radius in 0.0..1e9_f64) {
        prop_assert_eq!(polygon.to_string().parse::<Polygon>(), Ok(polygon));
        let circle = Circle::new(center, radius).unwrap();
        prop_assert_eq!(circle.to_string().parse::<Circle>(), Ok(circle));
        prop_assert!(circle.contains(center));
    }

    #[test]
    fn a_ring_crosses_when_two_sides_do(ring in vec((0..12_i32, 0..12_i32), 3..9)) {
        let mut ring: Vec<(i32, i32)> = ring;
        ring.push(ring[0]);
        let text: Vec<String> = ring.iter().map(|(lat, lon)| format!("{lat},{lon}")).collect();
        let found = text.join(" ").parse::<Polygon>();
        // In whole numbers, without rounding: every pair of sides that are no neighbours.
        let sides: Vec<_> = ring.windows(2).filter(|s| s[0] != s[1]).collect();
        let turn = |a: (i32, i32), b: (i32, i32), c: (i32, i32)| ((b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0)).signum();
        let mut crosses = false;
        for (i, a) in sides.iter().enumerate() {
            for b in &sides[i + 1..] {
                crosses |= turn(a[0], a[1], b[0]) * turn(a[0], a[1], b[1]) < 0 && turn(b[0], b[1], a[0]) * turn(b[0], b[1], a[1]) < 0;
            }
        }
        match found {
            Ok(_) => prop_assert!(!crosses, "{text:?}"),
            Err(Rule::PolygonTouches) => prop_assert!(!crosses, "{text:?}"),
            Err(Rule::PolygonCrosses | Rule::PolygonFew) => {}
            Err(other) => prop_assert!(false, "{other:?}"),
        }
        if crosses {
            prop_assert!(matches!(found, Err(Rule::PolygonCrosses | Rule::PolygonFew)), "{text:?}");
        }
    }

    #[test]
    fn corners_are_in_what_they_bound_and_turning_it_round_changes_nothing(polygon in star(), points in vec(point(), 20)) {
        let ring = polygon.ring();
        prop_assert!(ring.iter().all(|corner| polygon.contains(*corner)));
        let turned = Polygon::new(ring.iter().rev().copied().collect()).unwrap();
        let far = |p: &Point| ring.iter().all(|c| (c.lat() - p.lat()).abs() > 11.0);
        for point in points {
            prop_assert_eq!(polygon.contains(point), turned.contains(point));
            prop_assert!(!(far(&point) && polygon.contains(point)));
        }
    }

    #[test]
    fn an_area_knows_what_is_drawn_and_says_so_of_what_is_not(area in area(), points in vec(point(), 10)) {
        for point in points {
            let drawn = area.polygons.iter().any(|p| p.contains(point)) || area.circles.iter().any(|c| c.contains(point));
            let shapes = area.polygons.len() + area.circles.len() > 0;
            let expected = if drawn { Some(true) } else { (shapes && area.geocodes.is_empty()).then_some(false) };
            prop_assert_eq!(area.contains(point), expected);
        }
    }

    #[test]
    fn a_line_is_never_longer_than_it_may_be(alert in alert(), characters in 0..400_usize) {
        for texts in alert.all_texts() {
            let line = texts.within(characters);
            prop_assert!(line.chars().count() <= characters, "{line:?}");
            prop_assert!(!line.contains('\n'));
            prop_assert!(texts.within(100_000).starts_with(line.trim_end_matches('…')));
        }
    }
}
