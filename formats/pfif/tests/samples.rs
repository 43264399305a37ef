//! What Google Person Finder's own samples are read as, and what is told of them.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::{collections::BTreeMap, fs, path::Path};

use pfif::{Kind, Mutable, Note, Person, Reader, Record, Settings, Severity, Time, current, validate};

fn sample(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name)).unwrap()
}
fn records(name: &str) -> Vec<Record> {
    Reader::new(&sample(name)[..]).filter_map(|item| item.unwrap().record).collect()
}
fn notes(records: &[Record]) -> Vec<Note> {
    records.iter().filter_map(|r| if let Record::Note(n) = r { Some((**n).clone()) } else { None }).collect()
}
fn person(records: &[Record]) -> &Person {
    let Record::Person(person) = &records[0] else { panic!("no person first") };
    person
}

/// Each rule that is told, with how often.
fn told(name: &str) -> BTreeMap<String, u32> {
    let settings = Settings { now: Time::parse("2001-01-01T00:00:00Z"), ..Settings::default() };
    let mut rules = BTreeMap::new();
    let _ = validate(&sample(name)[..], &settings, |p| {
        *rules
            .entry(format!("{} {} {}", p.severity().as_str(), p.rule.code(), p.field.unwrap_or_default()))
            .or_default() += 1;
    })
    .unwrap();
    rules
}

#[test]
fn all_are_read_to_their_end() {
    for (name, persons, count) in [
        ("test.pfif-1.1.xml", 1, 2),
        ("test.pfif-1.2.xml", 1, 4),
        ("test.pfif-1.2-badrecord.xml", 2, 4),
        ("test.pfif-1.2-note.xml", 0, 2),
        ("test.pfif-1.4.xml", 1, 4),
    ] {
        let found = records(name);
        let of = |kind| found.iter().filter(|r| r.kind() == kind).count();
        assert_eq!((of(Kind::Person), of(Kind::Note)), (persons, count), "{name}");
    }
}

#[test]
fn older_words_come_out_as_those_of_today() {
    let old = records("test.pfif-1.1.xml");
    let it = person(&old);
    assert_eq!(it.full_name, "_test_first_name _test_last_name");
    assert_eq!((it.given_name.as_str(), it.family_name.as_str()), ("_test_first_name", "_test_last_name"));
    assert_eq!(it.home_postal_code, "_test_home_zip");
    assert_eq!(it.home_city, "_test_home_city", "without the white space around it");
    assert_eq!(it.description, "_test_description");
    let said = notes(&old);
    assert_eq!(said[0].author_made_contact, Some(true));
    assert_eq!(said[0].person_record_id, it.person_record_id, "a note of 1.1 is about the person around it");

    let newest = records("test.pfif-1.4.xml");
    let it = person(&newest);
    assert_eq!(it.full_name, "_test_full_name1\n_test_full_name2");
    assert_eq!(it.alternate().collect::<Vec<_>>(), ["_test_alternate_name1", "_test_alternate_name2"]);
    assert_eq!(it.profiles().count(), 2);
    assert_eq!((it.age.unwrap().min(), it.age.unwrap().max()), (35, 45));
    assert_eq!(it.date_of_birth.unwrap().to_string(), "1970-01");
}

#[test]
fn a_note_with_an_older_date_does_not_change_what_is_so_though_it_comes_later() {
    let said = notes(&records("test.pfif-1.4.xml"));
    let now = |field| current(&said, field).map(|n| n.note_record_id.local());
    assert_eq!(now(Mutable::Status), Some("note.40121"));
    assert_eq!(now(Mutable::AuthorMadeContact), Some("note.50121"));
    assert_eq!(now(Mutable::LastKnownLocation), Some("note.31095"));
    assert_eq!(now(Mutable::Email), Some("note.27009"), "in the newer ones it is empty");
}

#[test]
fn a_record_of_another_domain_can_be_told() {
    let found = records("test.pfif-1.2-badrecord.xml");
    let of = |domain: &str| found.iter().filter(|r| r.kind() == Kind::Person && r.id().is_of(domain)).count();
    assert_eq!((of("test.google.com"), of("FOO.google.com")), (1, 1));
}

#[test]
fn every_rule_that_they_break_is_told() {
    insta::assert_debug_snapshot!(
        [
            "test.pfif-1.1.xml",
            "test.pfif-1.2.xml",
            "test.pfif-1.2-note.xml",
            "test.pfif-1.2-badrecord.xml",
            "test.pfif-1.4.xml"
        ]
        .map(|name| (name, told(name)))
    );
    let errors: u32 =
        told("test.pfif-1.4.xml").iter().filter(|(r, _)| r.starts_with(Severity::Error.as_str())).map(|(_, n)| n).sum();
    assert_eq!(errors, 2, "two notes have no author");
}
