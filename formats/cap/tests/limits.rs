//! However long, deep or knotted a document is, what reading takes is bounded.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::io::{self, Read};

use cap::{Limits, Message, Rule, Settings, Stop};

const BEGIN: &str = "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>1</identifier><sender>a</sender>\
    <sent>2015-11-13T22:20:00+01:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>";
const INFO: &str = "<info><language>fr</language><category>Met</category><event>e</event><urgency>Past</urgency>\
    <severity>Minor</severity><certainty>Likely</certainty><area><areaDesc>d</areaDesc>";

fn read(document: &str, limits: Limits) -> Result<Message, Stop> {
    Message::read(document.as_bytes(), &Settings { limits, now: None })
}
fn stopped(document: &str, limits: Limits) -> Rule {
    match read(document, limits) {
        Err(Stop::Document(problem)) => problem.rule,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_document_that_never_ends_is_read_up_to_the_limit() {
    struct Endless(u64);
    impl Read for Endless {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            to.fill(b' ');
            self.0 += to.len() as u64;
            Ok(to.len())
        }
    }
    let mut endless = Endless(0);
    let limits = Limits { document_bytes: 100_000, ..Limits::default() };
    let stop = Message::read(&mut endless, &Settings { limits, now: None }).unwrap_err();
    assert!(matches!(stop, Stop::Document(p) if p.rule == Rule::LongDocument));
    assert!(endless.0 < 300_000);
    let exact = format!("{BEGIN}</alert>");
    let limits = |document_bytes| Limits { document_bytes, ..Limits::default() };
    assert!(read(&exact, limits(exact.len() as u64)).is_ok());
    assert_eq!(stopped(&exact, limits(exact.len() as u64 - 1)), Rule::LongDocument);
}

#[test]
fn what_cannot_be_had_is_an_error_of_reading() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("gone"))
        }
    }
    assert!(matches!(Message::read(Broken, &Settings::default()), Err(Stop::Io(e)) if e.to_string() == "gone"));
}

#[test]
fn elements_attributes_and_instructions_are_counted() {
    let usual = Limits::default();
    for (what, piece) in
        [("elements", "<a/>"), ("pairs", "<a></a>"), ("instructions", "<?a b?>"), ("attributes", "<a b='' c='' d=''/>")]
    {
        let many = piece.repeat(60_000);
        assert_eq!(stopped(&format!("{BEGIN}{many}</alert>"), usual), Rule::Many, "{what}");
    }
    let names: String = (0..100).map(|n| format!(" xmlns:a{n}='urn:{n}'")).collect();
    assert_eq!(stopped(&format!("<alert{names}/>"), usual), Rule::Many, "namespaces in scope");
    let names: String = (0..200_000).map(|n| format!(" a{n}=''")).collect();
    assert_eq!(stopped(&format!("<alert{names}/>"), usual), Rule::Many, "attributes of one element");
    assert_eq!(stopped(&"<a>".repeat(1_000_000), usual), Rule::Depth);
    // Comments are dropped as they come.
    assert!(read(&format!("{BEGIN}{}</alert>", "<!---->".repeat(500_000)), usual).is_ok());
}

#[test]
fn polygons_are_looked_at_for_crossings_up_to_the_limit() {
    // Long sides over each other: every pair lies near.
    let comb = |teeth: usize| {
        let at = |n: usize, side: &str| format!("{}.{:05},{side}", n / 100_000, n % 100_000);
        let pairs: String = (0..teeth).map(|n| format!("{} {} ", at(2 * n, "-80"), at(2 * n + 1, "80"))).collect();
        format!("{pairs}80,81 80,-81 {}", at(0, "-80"))
    };
    let document = |polygon: &str| format!("{BEGIN}{INFO}<polygon>{polygon}</polygon></area></info></alert>");
    let rules = |message: Message| message.problems().iter().map(|p| p.rule).collect::<Vec<_>>();
    assert_eq!(rules(read(&document(&comb(1_000)), Limits::default()).unwrap()), []);
    let huge = read(&document(&comb(100_000)), Limits::default()).unwrap();
    assert_eq!(huge.alert().unwrap().infos[0].areas[0].polygons[0].ring().len(), 200_003, "it is there all the same");
    assert_eq!(rules(huge), [Rule::Unchecked]);
    // The limit is for all of them together.
    let many = format!("{}</polygon><polygon>{}", comb(1_000), comb(1_000));
    let limits = Limits { comparisons: 3_000_000, ..Limits::default() };
    assert_eq!(rules(read(&document(&many), limits).unwrap()), [Rule::Unchecked]);
}

#[test]
fn the_place_of_a_problem_is_where_it_stands() {
    let document = format!("<?xml version='1.0'?>\n\n{BEGIN}\n  <note>é</note>  <wrong/>\n</alert>");
    let message = read(&document, Limits::default()).unwrap();
    let places: Vec<_> = message.problems().iter().map(|p| (p.rule, p.line, p.column)).collect();
    assert_eq!(places, [(Rule::NoInfo, 3, 1), (Rule::Unknown, 4, 19)]);
    assert_eq!(message.problems()[1].to_string(), "4:19: error unknown-element: The elements are those of CAP.");
}

#[test]
fn what_is_read_can_be_handed_to_another_thread() {
    fn fits<T: Send + Sync>() {}
    fits::<Message>();
    fits::<cap::Pin>();
    fits::<cap::SigningKey>();
}
