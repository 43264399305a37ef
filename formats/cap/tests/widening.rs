//! What a message says beyond those whose place it takes.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

#[path = "scene/any.rs"]
mod any;

use any::{alert, area, point, star, time};
use cap::{
    Alert, Area, Beyond, Category, Certainty, Circle, Composer, Info, NamedValue, Point, Polygon, ResponseType,
    Severity, Status, Time, Urgency, beyond,
};
use proptest::{collection::vec, prelude::*, sample::select};

fn at(text: &str) -> Time {
    Time::parse(text).unwrap()
}

fn first() -> Alert {
    let mut info =
        Info::new("fr-FR", Category::Fire, "Incendie", Urgency::Expected, Severity::Severe, Certainty::Likely);
    info.response_types = vec![ResponseType::Avoid];
    info.expires = Some(at("2015-11-14T02:00:00+01:00"));
    info.areas = vec![Area::new("Le port").with_polygon("48,2 49,2 49,3 48,3 48,2".parse().unwrap())];
    let alert = Composer::alert("1", "a@example.org", at("2015-11-13T22:20:00+01:00"), Status::Actual).info(info);
    alert.finish().unwrap()
}

/// What a change of the first message goes beyond.
fn goes(change: impl Fn(&mut Alert)) -> Vec<Beyond> {
    let mut next = first();
    change(&mut next);
    beyond(&[&first()], &next)
}

#[test]
fn words_and_less_of_everything_go_nowhere_beyond() {
    let part: Polygon = "48,2 48.5,2 48.5,3 48,3 48,2".parse().unwrap();
    let middle: Circle = "48.5,2.5 10".parse().unwrap();
    assert_eq!(goes(|a| a.infos[0].instruction = "Fermez les fenêtres.".into()), []);
    assert_eq!(goes(|a| a.infos[0].areas[0] = Area::new("Le nord du port").with_polygon(part.clone())), []);
    assert_eq!(goes(|a| a.infos[0].severity = Severity::Minor), []);
    assert_eq!(goes(|a| a.infos[0].response_types = vec![ResponseType::Monitor]), []);
    assert_eq!(goes(|a| a.infos[0].expires = Some(at("2015-11-13T23:00:00+01:00"))), []);
    let other_language = |a: &mut Alert| {
        let info = Info { language: "en-GB".into(), headline: "Keep away.".into(), ..a.infos[0].clone() };
        a.infos.push(info);
    };
    assert_eq!(goes(other_language), []);
    // A circle in a polygon cannot be told: it counts as somewhere else. A polygon in a circle can.
    assert_eq!(goes(|a| a.infos[0].areas = vec![Area::new("x").with_circle(middle)]), [Beyond::Area]);
    let (mut round, mut square) = (first(), first());
    round.infos[0].areas = vec![Area::new("x").with_circle("48.5,2.5 200".parse().unwrap())];
    square.infos[0].areas[0].description = "y".into();
    assert_eq!(beyond(&[&round], &square), []);
    let mut less = round.clone();
    less.infos[0].areas[0].circles = vec![middle];
    assert_eq!(beyond(&[&round], &less), []);
}

#[test]
fn another_event_a_raised_one_a_wider_one_and_a_longer_one_do() {
    assert_eq!(goes(|a| a.infos[0].event = "Inondation".into()), [Beyond::Event]);
    assert_eq!(goes(|a| a.infos.clear()), [Beyond::Event]);
    assert_eq!(goes(|a| a.infos[0].categories.push(Category::Cbrne)), [Beyond::Category]);
    assert_eq!(goes(|a| a.infos[0].event_codes.push(NamedValue::new("SAME", "CEM"))), [Beyond::Category]);
    assert_eq!(goes(|a| a.infos[0].severity = Severity::Extreme), [Beyond::Raised]);
    assert_eq!(goes(|a| a.infos[0].urgency = Urgency::Immediate), [Beyond::Raised]);
    assert_eq!(goes(|a| a.infos[0].certainty = Certainty::Observed), [Beyond::Raised]);
    assert_eq!(goes(|a| a.infos[0].response_types = vec![ResponseType::Evacuate]), [Beyond::Response]);
    assert_eq!(goes(|a| a.infos[0].areas.clear()), [Beyond::Area]);
    assert_eq!(goes(|a| a.infos[0].areas.push(Area::new("Partout"))), [Beyond::Area]);
    let code = |a: &mut Alert| a.infos[0].areas[0].geocodes.push(NamedValue::new("SAME", "000000"));
    assert_eq!(goes(code), [Beyond::Area]);
    assert_eq!(goes(|a| a.infos[0].areas[0].altitude = Some(0.0)), [Beyond::Area]);
    assert_eq!(goes(|a| a.infos[0].expires = Some(at("2015-11-14T02:00:01+01:00"))), [Beyond::Longer]);
    assert_eq!(goes(|a| a.infos[0].expires = None), [Beyond::Longer]);
    // Out by a corner, through a notch, and past both ends of an edge.
    let wider = |ring: &str| {
        let polygon: Polygon = ring.parse().unwrap();
        goes(|a| a.infos[0].areas[0].polygons = vec![polygon.clone()])
    };
    assert_eq!(wider("48,2 49.01,2 49,3 48,3 48,2"), [Beyond::Area]);
    let mut notched = first();
    notched.infos[0].areas[0].polygons = vec!["48,2 49,2 48.5,2.5 49,3 48,3 48,2".parse().unwrap()];
    let mut over = notched.clone();
    over.infos[0].areas[0].polygons = vec!["48.6,2.2 48.9,2.05 48.6,2.95 48.6,2.2".parse().unwrap()];
    assert_eq!(beyond(&[&notched], &over), [Beyond::Area], "its corners are inside, its edge is not");
    // In the one or in the other is inside.
    assert_eq!(beyond(&[&notched, &first()], &over), []);
}

#[test]
fn over_the_180th_meridian_it_is_the_same() {
    let ring = |text: &str| text.parse::<Polygon>().unwrap();
    let wide = ring("-20,178 -10,178 -10,-178 -20,-178 -20,178");
    for inside in ["-18,179 -12,179 -12,-179 -18,-179 -18,179", "-18,-179.5 -12,-179.5 -12,-179 -18,-179 -18,-179.5"] {
        assert!(ring(inside).is_within(&wide), "{inside}");
    }
    assert!(!ring("-18,-177 -12,-177 -12,-176 -18,-176 -18,-177").is_within(&wide));
}

/// The same polygon, drawn closer to a point in its middle.
fn closer(polygon: &Polygon, share: f64) -> Option<Polygon> {
    let ring = polygon.ring();
    let n = (ring.len() - 1) as f64;
    let lat = ring.iter().skip(1).map(|p| p.lat()).sum::<f64>() / n;
    let lon = ring.iter().skip(1).map(|p| p.lon()).sum::<f64>() / n;
    let point = |p: &Point| Point::new(lat + (p.lat() - lat) * share, lon + (p.lon() - lon) * share);
    Polygon::new(ring.iter().map(point).collect::<Option<Vec<_>>>()?).ok()
}

/// A step of a chain, as careless as can be.
fn step(alert: &mut Alert, (kind, share, any, drawn, when): &(u8, f64, Alert, Area, Time)) {
    let mut given = any.infos.first().cloned();
    for info in &mut alert.infos {
        let Some(given) = &mut given else { continue };
        match kind {
            0 => info.headline.clone_from(&given.headline),
            1 => info.severity = given.severity,
            2 => info.urgency = given.urgency,
            3 => info.categories.truncate(1),
            4 => info.areas.push(drawn.clone()),
            5 => info
                .areas
                .iter_mut()
                .for_each(|a| a.polygons = a.polygons.iter().filter_map(|p| closer(p, *share)).collect()),
            6 => info.areas.iter_mut().for_each(|a| (a.polygons, a.circles) = (Vec::new(), Vec::new())),
            7 => info.expires = Some(*when),
            8 => info.response_types.clone_from(&given.response_types),
            9 => info.event.clone_from(&given.event),
            10 => info.language.clone_from(&given.language),
            _ => info.areas.iter_mut().for_each(|a| a.description.clone_from(&drawn.description)),
        }
    }
    if *kind == 9 && *share > 1.0 {
        alert.infos.truncate(1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn nothing_goes_beyond_itself(alert in alert()) {
        let expected = if alert.infos.is_empty() { vec![Beyond::Event] } else { Vec::new() };
        prop_assert_eq!(beyond(&[&alert], &alert), expected);
    }

    /// However many steps one takes of which each goes nowhere beyond the one before: the last goes nowhere beyond the first.
    #[test]
    fn small_steps_lead_nowhere_beyond(
        base in alert(), steps in vec((0..12_u8, 0.2..1.5_f64, alert(), area(), time()), 1..12),
    ) {
        prop_assume!(!base.infos.is_empty());
        let mut now = base.clone();
        for s in &steps {
            let mut next = now.clone();
            step(&mut next, s);
            if beyond(&[&now], &next).is_empty() {
                now = next;
            }
        }
        prop_assert_eq!(beyond(&[&base], &now), []);
    }

    /// What is inside holds no point that is outside.
    #[test]
    fn what_lies_within_holds_no_point_outside(
        (inner, outer) in (star(), star()), share in 0.1..1.4_f64, points in vec(point(), 8), same in select(vec![true, false]),
    ) {
        let inner = if same { closer(&outer, share) } else { Some(inner) };
        let Some(inner) = inner else { return Ok(()) };
        let ring = inner.ring();
        let corners = ring.iter().copied().chain(points);
        let middles = ring.windows(2).filter(|w| (w[0].lon() - w[1].lon()).abs() < 180.0)
            .filter_map(|w| Point::new(f64::midpoint(w[0].lat(), w[1].lat()), f64::midpoint(w[0].lon(), w[1].lon())));
        let out = corners.chain(middles).any(|p| inner.contains(p) && !outer.contains(p));
        if inner.is_within(&outer) {
            // An edge has no width in numbers of 53 bits: a point on it may fall on either side.
            prop_assert!(!out || share > 0.999 && same, "{inner} in {outer}");
        }
        prop_assert!(outer.is_within(&outer));
    }
}
