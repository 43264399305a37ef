//! Any message that can be written.

use cap::{
    Alert, Area, Category, Certainty, Circle, Info, MessageType, NamedValue, Point, Polygon, Reference, Resource,
    ResponseType, Scope, Severity, Status, Time, Urgency,
};
use proptest::{collection::vec, option, prelude::*, sample::select};

/// Text that has broken other programs, within what XML can carry; there is always a letter in it.
pub fn text() -> impl Strategy<Value = String> {
    let carried = |c: &char| *c >= ' ' && !('\u{fffe}'..='\u{ffff}').contains(c) || "\t\n\r".contains(*c);
    let piece = prop_oneof![
        4 => "[ -~]{0,12}",
        2 => any::<char>().prop_filter("XML", carried).prop_map(String::from),
        1 => select(vec![
            " ", "\t", "\n", "\r", "\r\n", "]]>", "<![CDATA[", "&amp;", "&#0;", "<!--", "-->", "<?xml?>", "</alert>", "\"'", "\u{feff}",
            "\u{85}", "\u{2028}", "\u{202e}", "\u{fffd}", "\u{10ffff}", "é", "e\u{301}", "آنوك", "例", "👩‍👧",
        ]).prop_map(str::to_owned),
    ];
    (vec(piece, 0..4), 0..4_usize).prop_map(|(mut pieces, at)| {
        pieces.insert(at.min(pieces.len()), "x".to_owned());
        pieces.concat()
    })
}
fn maybe() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), text()]
}
fn word() -> impl Strategy<Value = String> {
    maybe().prop_map(|text| text.replace('"', "'")).prop_filter("a word", |t| !t.trim().is_empty())
}
fn name() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[a-z0-9.@:/_-]{1,12}", 1 => "[!-%'-+\\--;=-~é例]{1,12}"]
}
pub fn time() -> impl Strategy<Value = Time> {
    let near = (1_447_449_600..1_447_450_000_i64, select(vec![0_i16, 60, -300, 330]));
    let any = (-62_135_500_000..=253_402_200_000_i64, -840..=840_i16);
    prop_oneof![3 => near, 1 => any].prop_map(|(unix, offset)| Time::new(unix, offset).unwrap())
}
pub fn point() -> impl Strategy<Value = Point> {
    let coarse = (-90..=90_i32, -180..=180_i32).prop_map(|(lat, lon)| Point::new(lat.into(), lon.into()).unwrap());
    prop_oneof![coarse, (-90.0..=90.0, -180.0..=180.0).prop_map(|(lat, lon)| Point::new(lat, lon).unwrap())]
}
/// A ring around a point, as stars are drawn: it does not cross.
pub fn star() -> impl Strategy<Value = Polygon> {
    ((-60.0..60.0, -180.0..180.0), vec(0.1..5.0_f64, 4..24)).prop_map(|((lat, lon), arms): ((f64, f64), Vec<f64>)| {
        let step = std::f64::consts::TAU / arms.len() as f64;
        let arm = |(at, length): (usize, &f64)| {
            let (sin, cos) = (step * at as f64).sin_cos();
            let x = lon + length * cos;
            let x = if x > 180.0 {
                x - 360.0
            } else if x < -180.0 {
                x + 360.0
            } else {
                x
            };
            Point::new(lat + length * sin, x).unwrap()
        };
        let mut ring: Vec<Point> = arms.iter().enumerate().map(arm).collect();
        ring.push(ring[0]);
        Polygon::new(ring).unwrap()
    })
}
fn named() -> impl Strategy<Value = Vec<NamedValue>> {
    vec((text(), maybe()).prop_map(|(name, value)| NamedValue::new(name, value)), 0..3)
}
prop_compose! {
    pub fn area()(
        description in text(), polygons in vec(star(), 0..3), circles in vec((point(), 0.0..500.0), 0..3), geocodes in named(),
        heights in option::of((-1000.0..50_000.0, option::of(0.0..9000.0))),
    ) -> Area {
        let circles = circles.into_iter().map(|(center, radius)| Circle::new(center, radius).unwrap()).collect();
        let ceiling = heights.and_then(|(altitude, more)| more.map(|more| altitude + more));
        Area { description, polygons, circles, geocodes, altitude: heights.map(|h| h.0), ceiling }
    }
}
prop_compose! {
    fn resource()(
        texts in (text(), text(), maybe()), size in option::of(any::<u64>()),
        uri in select(vec!["", "https://example.org/a%20b?c=d&e#f", "mailto:a@example.org", "urn:x:y", "https://例.example/é"]),
        deref in select(vec!["", "iVBORw0KGgo=", "aGk=\n", "YWJj"]),
    ) -> Resource {
        Resource { description: texts.0, mime_type: texts.1, size, uri: uri.into(), deref_uri: deref.into(), digest: texts.2 }
    }
}
prop_compose! {
    fn info()(
        language in select(vec!["fr-FR", "en-US", "ar", "zh-Hans-CN", "x-a1"]),
        lists in (vec(select(Category::ALL), 1..4), vec(select(ResponseType::ALL), 0..3)),
        values in (select(Urgency::ALL), select(Severity::ALL), select(Certainty::ALL)),
        event in text(), texts in vec(maybe(), 6), times in vec(option::of(time()), 3), codes in named(), parameters in named(),
        web in select(vec!["", "https://www.example.org:8080/x"]), resources in vec(resource(), 0..2), areas in vec(area(), 0..3),
    ) -> Info {
        let mut info = Info::new(language, lists.0[0], event, values.0, values.1, values.2);
        (info.categories, info.response_types, info.event_codes, info.parameters) = (lists.0, lists.1, codes, parameters);
        (info.effective, info.onset, info.expires) = (times[0], times[1], times[2]);
        let to = [&mut info.audience, &mut info.sender_name, &mut info.headline, &mut info.description, &mut info.instruction, &mut info.contact];
        to.into_iter().zip(texts).for_each(|(to, text)| *to = text);
        (info.web, info.resources, info.areas) = (web.into(), resources, areas);
        info
    }
}
prop_compose! {
    pub fn alert()(
        names in (name(), name()), sent in time(), kind in (select(Status::ALL), select(MessageType::ALL), select(Scope::ALL)),
        texts in (maybe(), text(), maybe()), addresses in vec(word(), 1..4), codes in vec(text(), 0..3),
        references in vec((name(), name(), time()), 1..4), incidents in vec(word(), 0..3), infos in vec(info(), 0..3),
    ) -> Alert {
        let mut alert = Alert::new(names.0, names.1, sent, kind.0, kind.1);
        (alert.scope, alert.source, alert.restriction, alert.note) = (kind.2, texts.0, texts.1, texts.2);
        (alert.addresses, alert.codes, alert.incidents, alert.infos) = (addresses, codes, incidents, infos);
        alert.references = references.into_iter()
            .map(|(sender, identifier, sent)| Reference { sender, identifier: format!("{identifier}+"), sent })
            .filter(|reference| reference.identifier != alert.identifier)
            .collect();
        if alert.references.is_empty() {
            alert.message_type = MessageType::Alert;
        }
        alert
    }
}
