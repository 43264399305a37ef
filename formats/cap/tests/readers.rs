//! What is written here, as a reader of CAP that is not ours understands it: the crate `oasiscap`.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

mod scene;

use cap::{
    Alert, Area, Category, Certainty, Composer, Info, Message, NamedValue, ResponseType, Settings, Severity,
    SigningKey, Status, Time, Urgency,
};
use oasiscap::v1dot2 as theirs;
use proptest::{prelude::*, sample::select};

fn at(text: &str) -> Time {
    Time::parse(text).unwrap()
}

prop_compose! {
    fn info(language: &'static str)(
        category in select(Category::ALL), response in select(ResponseType::ALL), urgency in select(Urgency::ALL),
        severity in select(Severity::ALL), certainty in select(Certainty::ALL), event in "é[a-zé&<>\"' ]{0,20}é",
        headline in "[A-Zà][A-Zà <&]{0,30}x", instruction in "(ligne & ligne\n){1,3}fin", radius in 1..400_u32,
        lat in -60..60_i32, lon in -170..170_i32, code in "[A-Z]{3}",
    ) -> Info {
        let mut info = Info::new(language, category, event, urgency, severity, certainty);
        (info.response_types, info.headline, info.instruction) = (vec![response], headline, instruction);
        (info.sender_name, info.web) = ("Préfecture de l’Exemple".into(), "https://prefecture.example/a?b=c&d=e".into());
        info.expires = Some(at("2015-11-14T04:00:00+01:00"));
        info.event_codes = vec![NamedValue::new("SAME", code)];
        let ring = format!("{lat},{lon} {},{lon} {},{} {lat},{lon}", lat + 1, lat + 1, lon + 1);
        let circle = format!("{lat}.5,{lon}.25 {radius}").parse().unwrap();
        info.areas = vec![Area::new("Le port & la gare").with_polygon(ring.parse().unwrap()).with_circle(circle)];
        info
    }
}

/// A value of a list, as it is written.
macro_rules! word {
    ($value:expr) => {
        serde_json::to_value(&$value).unwrap().as_str().unwrap().to_owned()
    };
}

fn same_info(ours: &Info, read: &theirs::Info) {
    let some = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
    assert_eq!(read.language.as_str(), ours.language);
    let categories: Vec<String> = read.categories.iter().map(|c| word!(c)).collect();
    assert_eq!(categories, ours.categories.iter().map(|c| c.as_str()).collect::<Vec<_>>());
    let responses: Vec<String> = read.response_type.iter().map(|r| word!(r)).collect();
    assert_eq!(responses, ours.response_types.iter().map(|r| r.as_str()).collect::<Vec<_>>());
    assert_eq!(read.event, ours.event);
    assert_eq!(word!(read.urgency), ours.urgency.as_str());
    assert_eq!(word!(read.severity), ours.severity.as_str());
    assert_eq!(word!(read.certainty), ours.certainty.as_str());
    assert_eq!(read.expires.as_ref().map(ToString::to_string), ours.expires.map(|t| t.to_string()));
    assert_eq!((&read.headline, &read.instruction), (&some(&ours.headline), &some(&ours.instruction)));
    assert_eq!((&read.sender_name, &read.description), (&some(&ours.sender_name), &some(&ours.description)));
    assert_eq!(read.areas.len(), ours.areas.len());
    for (read, ours) in read.areas.iter().zip(&ours.areas) {
        assert_eq!(read.description, ours.description);
        let points = |p: &oasiscap::geo::Polygon| p.iter().map(|p| (p.latitude(), p.longitude())).collect::<Vec<_>>();
        let rings: Vec<_> = read.polygons.iter().map(points).collect();
        let drawn: Vec<_> =
            ours.polygons.iter().map(|p| p.ring().iter().map(|p| (p.lat(), p.lon())).collect::<Vec<_>>()).collect();
        assert_eq!(rings, drawn, "latitude before longitude, closed");
        let round: Vec<String> = read.circles.iter().map(ToString::to_string).collect();
        let circles: Vec<String> = ours.circles.iter().map(ToString::to_string).collect();
        assert_eq!(round, circles);
    }
}

fn same(ours: &Alert, document: &str) {
    let read: oasiscap::Alert = document.parse().unwrap_or_else(|e| panic!("{e}\n{document}"));
    let oasiscap::Alert::V1dot2(read) = read else { panic!("another version") };
    assert_eq!((read.identifier.as_str(), read.sender.as_str()), (&*ours.identifier, &*ours.sender));
    assert_eq!(read.sent.to_string(), ours.sent.to_string());
    assert_eq!(
        (word!(read.status), word!(read.message_type)),
        (ours.status.to_string(), ours.message_type.to_string())
    );
    assert_eq!(word!(read.scope), ours.scope.to_string());
    let references =
        read.references.map(|all| all.iter().map(ToString::to_string).collect::<Vec<_>>()).unwrap_or_default();
    assert_eq!(references, ours.references.iter().map(ToString::to_string).collect::<Vec<_>>(), "the whole chain");
    assert_eq!(read.info.len(), ours.infos.len());
    for (ours, read) in ours.infos.iter().zip(&read.info) {
        same_info(ours, read);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(120) })]

    #[test]
    fn another_reader_understands_what_is_written(fr in info("fr-FR"), en in info("en-GB"), drill in any::<bool>()) {
        let status = if drill { Status::Exercise } else { Status::Actual };
        let note = if drill { "Exercise" } else { "" };
        // The same event in every language.
        let en = Info { categories: fr.categories.clone(), event_codes: fr.event_codes.clone(), ..en };
        let composer = Composer::alert("2015-7", "alerts@prefecture.example", at("2015-11-13T22:20:00+01:00"), status).note(note);
        let first = composer.info(fr).info(en).finish().unwrap();
        let next = Composer::update(&first, "2015-8", at("2015-11-13T22:30:00+01:00")).finish().unwrap();
        let over = Composer::cancel(&next, "2015-9", at("2015-11-13T22:21:00-00:00")).finish().unwrap();
        for alert in [&first, &next, &over] {
            same(alert, &alert.to_xml().unwrap());
        }
    }
}

#[test]
fn another_reader_understands_what_is_signed() {
    let mut info =
        Info::new("fr-FR", Category::Fire, "Incendie", Urgency::Immediate, Severity::Severe, Certainty::Observed);
    info.headline = "Évitez le port.".into();
    info.areas = vec![Area::new("Le port").with_circle("48.5,2.5 1".parse().unwrap())];
    let alert = Composer::alert("1", "a@example.org", at("2015-11-13T22:20:00+01:00"), Status::Actual);
    let alert = alert.info(info).finish().unwrap();
    let message = Message::read(alert.to_xml().unwrap().as_bytes(), &Settings::default()).unwrap();
    let folder = scene::Folder::new("reader");
    let words = ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "key.pem"];
    assert!(folder.run("openssl", "openssl", &words).status.success());
    let key = SigningKey::read(&folder.get("key.pem")).unwrap();
    same(&alert, &cap::sign(&message, &key, None).unwrap());
}
