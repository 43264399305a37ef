//! What is written, whole.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use pfif::{Feed, Note, Person, Sex, Status, Time, WriteError, Writer, expire};

fn at(text: &str) -> Time {
    Time::parse(text).unwrap()
}
fn person() -> Person {
    let mut person = Person::new("example.org/person.1".parse().unwrap(), at("2015-11-13T22:30:00Z"));
    person.full_name = "Anouk <Exemple> & Fille".into();
    person.alternate_names = "Nounou\nAnouk Modèle".into();
    person.author_name = "Basile Exemple".into();
    person.author_email = "basile@example.org".into();
    person.sex = Some(Sex::Female);
    person.description = "  a coat\r".into();
    person.expiry_date = Some(at("2015-12-13T22:30:00Z"));
    person
}
fn note(about: &str) -> Note {
    let mut note = Note::new("example.org/note.1".parse().unwrap(), about.parse().unwrap(), at("2015-11-13T23:10:00Z"));
    (note.author_name, note.text) = ("Chloé Exemple".into(), "Seen at the corner.".into());
    note.status = Some(Status::BelievedAlive);
    note
}
fn feed() -> Feed {
    Feed {
        id: "https://example.org/feed".into(),
        title: "Essai".into(),
        subtitle: "of a night".into(),
        updated: Some(at("2015-11-13T23:10:00Z")),
        url: "https://example.org/feed?a=\"1\"&b=2".into(),
    }
}

#[test]
fn a_document_has_notes_inside_their_person_others_beside_it_and_placeholders_without_a_name() {
    let mut writer = Writer::document(Vec::new());
    writer.person(&person()).unwrap();
    writer.note(&note("example.org/person.1")).unwrap();
    writer.note(&note("example.org/person.2")).unwrap();
    writer.person(&expire(&person(), at("2016-01-01T00:00:00Z")).unwrap()).unwrap();
    insta::assert_snapshot!(String::from_utf8(writer.finish().unwrap()).unwrap());
}

#[test]
fn a_feed_of_persons_shows_nobody_s_address_outside_of_the_record() {
    let mut writer = Writer::person_feed(Vec::new(), feed());
    writer.person(&person()).unwrap();
    writer.note(&note("example.org/person.1")).unwrap();
    assert!(matches!(writer.note(&note("example.org/person.2")), Err(WriteError::Misplaced)));
    let text = String::from_utf8(writer.finish().unwrap()).unwrap();
    assert_eq!(text.matches("basile@example.org").count(), 1);
    insta::assert_snapshot!(text);
}

#[test]
fn a_feed_of_notes_has_an_entry_for_each() {
    let mut writer = Writer::note_feed(Vec::new(), feed());
    writer.note(&note("example.org/person.1")).unwrap();
    assert!(matches!(writer.person(&person()), Err(WriteError::Misplaced)));
    insta::assert_snapshot!(String::from_utf8(writer.finish().unwrap()).unwrap());
}

#[test]
fn without_records_there_is_a_document_all_the_same() {
    let text = String::from_utf8(Writer::document(Vec::new()).finish().unwrap()).unwrap();
    assert_eq!(
        text,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<pfif:pfif xmlns:pfif=\"http://zesty.ca/pfif/1.4\">\n</pfif:pfif>\n"
    );
}
