//! What real messages and the examples of the standard are read as, and what is told of them.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

mod scene;

use std::{fs, path::Path};

use cap::{Alert, Message, MessageType, Point, ResponseType, Settings, Unverified, Version};
use scene::told;

fn sample(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name)).unwrap()
}
fn message(name: &str) -> Message {
    Message::read(&sample(name)[..], &Settings::default()).unwrap()
}
fn alert(name: &str) -> Alert {
    message(name).into_alert().unwrap()
}
/// The rules that a sample breaks, with their lines, without those that only say that something is empty.
fn broken(name: &str) -> String {
    let problems = told(&sample(name)).1.into_iter().filter(|p| p.rule != cap::Rule::Empty);
    problems.map(|p| format!("{}@{}", p.rule.code(), p.line)).collect::<Vec<_>>().join(" ")
}

const GOOD: [(&str, Version, &str); 11] = [
    ("canada.cap", Version::V1_2, ""),
    ("canada_signed.cap", Version::V1_2, "several-signatures@2"),
    ("earthquake-iso8859-1.cap", Version::V1_2, "not-utf-8@1 time-utc@4 no-language@10 time-utc@20 time-utc@21"),
    ("earthquake.cap", Version::V1_1, "no-language@11"),
    ("google-PAAQ-4-mg5a94.xml", Version::V1_2, "no-language@12 expires-first@20 long-headline@22"),
    ("v1dot1_appendix_adot2.xml", Version::V1_1, "no-language@9"),
    ("v1dot2_appendix_adot1.xml", Version::V1_2, "no-language@9 area-in-words@35"),
    ("v1dot2_appendix_adot2.xml", Version::V1_2, "no-language@9"),
    ("v1dot2_appendix_adot3.xml", Version::V1_2, "no-language@10"),
    ("v1dot2_appendix_adot4.xml", Version::V1_2, ""),
    ("weather.cap", Version::V1_1, "no-language@11"),
];

#[test]
fn good_ones_are_read_whole_and_written_as_1_2() {
    for (name, version, rules) in GOOD {
        let message = message(name);
        assert!(message.is_fine(), "{name}");
        assert_eq!((message.version(), broken(name).as_str()), (version, rules), "{name}");
        let alert = message.into_alert().unwrap();
        let written = alert.to_xml().unwrap();
        let again = Message::read(written.as_bytes(), &Settings::default()).unwrap();
        assert_eq!(again.alert(), Some(&alert), "{name}");
    }
}

#[test]
fn bad_ones_are_refused_by_name_and_line() {
    for (name, rules) in [
        ("canada_errors.cap", "references@12"),
        ("invalid.cap", "required@2 time-utc@5 no-language@9"),
        ("noaa_errors.cap", "references@13 no-language@14 urgency@17 severity@18 certainty@19 polygon@66 polygon@67"),
        ("xee.cap", "dtd@3"),
    ] {
        assert_eq!((told(&sample(name)).0, broken(name).as_str()), (false, rules), "{name}");
    }
}

#[test]
fn they_say_what_their_senders_meant() {
    let canada = alert("canada.cap");
    assert_eq!((canada.message_type, canada.references.len()), (MessageType::Update, 2));
    assert_eq!(canada.references[1].identifier, "2.49.0.1.124.60f31a3a.2012");
    let languages: Vec<_> = canada.infos.iter().map(|i| i.language.as_str()).collect();
    assert_eq!(languages, ["en-CA", "fr-CA"]);
    assert_eq!(canada.infos[0].response_types, [ResponseType::AllClear]);
    assert_eq!(canada.texts(&["fr-FR", "en"]).unwrap().headline, "veille d'orages violents");
    // Leamington lies in it, Toronto does not.
    let inside = |lat, lon| canada.infos[0].contains(Point::new(lat, lon).unwrap());
    assert_eq!((inside(42.05, -82.6), inside(43.65, -79.38)), (Some(true), None));

    let latin = alert("earthquake-iso8859-1.cap");
    assert!(!latin.to_xml().unwrap().contains('\u{fffd}'));
    let storm = alert("v1dot2_appendix_adot2.xml");
    assert_eq!(storm.sent.unix(), 1_055_887_020);
    assert_eq!(storm.infos[0].areas[0].geocodes.len(), 3);
}

#[test]
fn signatures_of_others_ways_are_told_with_the_reason() {
    let why = |name| message(name).verify(&[], None).unwrap_err();
    assert_eq!(why("canada_signed.cap"), Unverified::Several);
    assert_eq!(why("canada.cap"), Unverified::None);
    assert_eq!(why("google-PAAQ-4-mg5a94.xml"), Unverified::Shape, "it is empty");
    let other = why("earthquake-iso8859-1.cap").to_string();
    assert_eq!(
        other,
        "another canonicalization algorithm: http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments"
    );
}
