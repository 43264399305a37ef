//! What holds for every record.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use pfif::{
    Age, BirthDate, Country, Feed, Kind, Life, Mutable, Note, Person, Reader, Record, RecordId, Sex, Status, Time,
    WriteError, Writer, current, diff, expire, expire_all, newest,
};
use proptest::{option, prelude::*};

/// Text that has broken other programs, within what XML can carry.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[ -~]{0,12}",
        2 => any::<char>().prop_filter("XML", |c| carried(*c)).prop_map(String::from),
        1 => prop::sample::select(vec![
            " ", "\t", "\n", "\r", "\r\n", "\n ", "]]>", "<![CDATA[", "&amp;", "&#0;", "<!--", "-->", "<?xml?>", "</pfif:person>", "\"'",
            "\u{feff}", "\u{85}", "\u{2028}", "\u{202e}", "\u{fffd}", "\u{10ffff}", "é", "e\u{301}", "آنوك", "例", "👩‍👧",
        ]).prop_map(str::to_owned),
    ];
    prop_oneof![3 => Just(String::new()), 7 => prop::collection::vec(piece, 0..5).prop_map(|p| p.concat())]
}
const fn carried(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
fn not_carried() -> impl Strategy<Value = char> {
    let controls = ('\0'..=' ').chain('\u{fffe}'..='\u{ffff}').filter(|c| !carried(*c));
    prop::sample::select(controls.collect::<Vec<_>>())
}
fn id(kind: &'static str) -> impl Strategy<Value = RecordId> {
    prop_oneof![
        4 => (1..4_u32).prop_map(move |n| format!("example.org/{kind}.{n}")),
        1 => "[a-z0-9]{1,8}(\\.[a-z]{2,5}){0,2}/[!-~é例]{1,20}",
    ]
    .prop_map(|t| t.parse().unwrap())
}
fn time() -> impl Strategy<Value = Time> {
    prop_oneof![4 => 1_447_449_600..1_447_449_700_i64, 1 => Time::FIRST.unix()..=Time::LAST.unix()]
        .prop_map(|s| Time::of_unix(s).unwrap())
}
prop_compose! {
    fn person()(
        ids in (id("person"), time(), option::of(time()), option::of(time())),
        texts in prop::collection::vec(text(), 17),
        sex in option::of(prop::sample::select(Sex::ALL)),
        age in option::of((0..=999_u16, 0..=999_u16)),
        birth in option::of((0..=9999_u32, option::of((1..=12_u32, option::of(1..=28_u32))))),
        country in option::of("[A-Z]{2}"),
    ) -> Person {
        let mut p = Person::new(ids.0, ids.1);
        (p.entry_date, p.expiry_date, p.sex) = (ids.2, ids.3, sex);
        p.age = age.and_then(|(a, b)| Age::new(a.min(b), a.max(b)));
        p.date_of_birth = birth.and_then(|(y, m)| BirthDate::new(y, m.map(|m| m.0), m.and_then(|m| m.1)));
        p.home_country = country.and_then(|c| Country::of(&c));
        let mut texts = texts.into_iter();
        for to in [
            &mut p.author_name, &mut p.author_email, &mut p.author_phone, &mut p.source_name, &mut p.source_url, &mut p.full_name,
            &mut p.given_name, &mut p.family_name, &mut p.alternate_names, &mut p.description, &mut p.home_street,
            &mut p.home_neighborhood, &mut p.home_city, &mut p.home_state, &mut p.home_postal_code, &mut p.photo_url, &mut p.profile_urls,
        ] {
            *to = texts.next().unwrap();
        }
        p
    }
}
prop_compose! {
    fn note()(
        ids in (id("note"), id("person"), option::of(id("person")), time(), option::of(time())),
        texts in prop::collection::vec(text(), 8),
        contact in option::of(any::<bool>()),
        status in option::of(prop::sample::select(Status::ALL)),
    ) -> Note {
        let mut n = Note::new(ids.0, ids.1, ids.3);
        n.linked_person_record_id = ids.2.filter(|to| *to != n.person_record_id);
        (n.entry_date, n.author_made_contact, n.status) = (ids.4, contact, status);
        let mut texts = texts.into_iter();
        for to in [
            &mut n.author_name, &mut n.author_email, &mut n.author_phone, &mut n.email_of_found_person, &mut n.phone_of_found_person,
            &mut n.last_known_location, &mut n.text, &mut n.photo_url,
        ] {
            *to = texts.next().unwrap();
        }
        n
    }
}
fn record() -> impl Strategy<Value = Record> {
    prop_oneof![person().prop_map(Record::from), note().prop_map(Record::from)]
}
fn records() -> impl Strategy<Value = Vec<Record>> {
    prop::collection::vec(record(), 0..6)
}

fn written(records: &[Record]) -> Vec<u8> {
    let mut writer = Writer::document(Vec::new());
    records.iter().for_each(|r| writer.record(r).unwrap());
    writer.finish().unwrap()
}
fn read(text: &[u8]) -> Vec<Record> {
    Reader::new(text).filter_map(|item| item.unwrap().record).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn what_is_written_is_read_as_it_was(records in records()) {
        let text = written(&records);
        prop_assert_eq!(&read(&text), &records, "{}", String::from_utf8_lossy(&text));
        prop_assert_eq!(diff(read(&text), records, &[]).changed, []);
        for item in Reader::new(&text[..]) {
            let item = item.unwrap();
            prop_assert!(item.problems.iter().all(|p| p.severity() == pfif::Severity::Warning), "{:?}", item.problems);
        }
    }

    #[test]
    fn a_feed_of_persons_is_read_as_it_was(person in person(), notes in prop::collection::vec(note(), 0..4), titles in (text(), text(), text())) {
        let feed = Feed { id: titles.0, title: titles.1, subtitle: String::new(), updated: Time::of_unix(0), url: titles.2 };
        let mut writer = Writer::person_feed(Vec::new(), feed.clone());
        writer.person(&person).unwrap();
        let mut all = vec![Record::from(person.clone())];
        for mut note in notes {
            note.person_record_id = person.person_record_id.clone();
            note.linked_person_record_id = None;
            writer.note(&note).unwrap();
            all.push(note.into());
        }
        let text = writer.finish().unwrap();
        let mut reader = Reader::new(&text[..]);
        let found: Vec<_> = reader.by_ref().filter_map(|i| i.unwrap().record).collect();
        prop_assert_eq!(found, all);
        let said = reader.feed().unwrap();
        prop_assert_eq!((&said.id, &said.title, said.updated), (&feed.id, &feed.title, feed.updated));
        // What is no address comes back with its white space as an attribute has it.
        prop_assert_eq!(said.url.replace(['\r', '\n', '\t'], " "), feed.url.replace(['\r', '\n', '\t'], " "));
    }

    #[test]
    fn a_feed_of_notes_is_read_as_it_was(notes in prop::collection::vec(note(), 0..4)) {
        let mut writer = Writer::note_feed(Vec::new(), Feed::default());
        notes.iter().for_each(|n| writer.note(n).unwrap());
        let found = read(&writer.finish().unwrap());
        prop_assert_eq!(found, notes.into_iter().map(Record::from).collect::<Vec<_>>());
    }

    #[test]
    fn what_xml_cannot_carry_is_refused_or_replaced_as_asked(mut person in person(), c in not_carried(), at in 0..3_usize) {
        let text = ["a", "b", "c"].iter().enumerate().map(|(i, t)| if i == at { format!("{c}{t}") } else { (*t).into() }).collect::<String>();
        person.description = text.clone();
        let mut writer = Writer::document(Vec::new());
        prop_assert!(matches!(writer.person(&person), Err(WriteError::Character("description"))));
        let after: Record = Person::new("example.org/after".parse().unwrap(), Time::FIRST).into();
        writer.record(&after).unwrap();
        prop_assert_eq!(read(&writer.finish().unwrap()), vec![after]);

        let mut writer = Writer::document(Vec::new()).replacing();
        writer.person(&person).unwrap();
        person.description = text.replace(c, "\u{fffd}");
        prop_assert_eq!(read(&writer.finish().unwrap()), vec![Record::from(person)]);
    }

    #[test]
    fn no_bytes_make_the_reader_panic_or_go_on_for_ever(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let begun = [b"<pfif xmlns='http://zesty.ca/pfif/1.4'><person>".as_slice(), &bytes].concat();
        for document in [&bytes, &begun] {
            prop_assert!(Reader::new(&document[..]).count() <= document.len() + 1);
        }
    }

    #[test]
    fn how_the_bytes_come_makes_no_difference(records in records(), size in 1..9_usize) {
        let text = written(&records);
        let whole: Vec<_> = Reader::new(&text[..]).map(Result::unwrap).collect();
        let slow = std::io::BufReader::with_capacity(size, &text[..]);
        prop_assert_eq!(Reader::new(slow).map(Result::unwrap).collect::<Vec<_>>(), whole);
    }

    #[test]
    fn times_are_read_as_written_and_ordered_as_text(a in time(), b in time()) {
        prop_assert_eq!(Time::parse(&a.to_string()), Some(a));
        prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
    }

    #[test]
    fn what_has_expired_is_a_placeholder_that_supersedes_it(person in person(), later in 0..100 * 86_400_i64) {
        let now = person.expiry_date.unwrap_or(Time::FIRST).plus(later);
        match expire(&person, now) {
            Some(left) => {
                prop_assert!(left.is_placeholder());
                prop_assert_eq!(&left.person_record_id, &person.person_record_id);
                prop_assert_eq!(left.expiry_date, person.expiry_date);
                prop_assert!(Record::from(left.clone()).supersedes(&person.clone().into()));
                prop_assert_eq!(expire(&left, now), None);
                prop_assert_eq!(expire_all(left.clone(), vec![], now), vec![Record::from(left)]);
            }
            None => prop_assert!(person.life(now) == Life::Current || person.is_placeholder()),
        }
        prop_assert!(person.expiry_date.is_none_or(|at| at == Time::FIRST || person.life(at.plus(-1)) == Life::Current));
    }

    #[test]
    fn the_current_value_does_not_depend_on_the_order_of_the_notes(notes in prop::collection::vec(note(), 0..6).prop_shuffle(), field in prop::sample::select(&Mutable::ALL[..])) {
        let one = |mut notes: Vec<Note>, about: &RecordId| {
            notes.iter_mut().for_each(|n| n.person_record_id = about.clone());
            // Two versions of one note with the same dates cannot be told apart.
            notes.sort_by(|a, b| a.note_record_id.cmp(&b.note_record_id).then(a.source_date.cmp(&b.source_date)));
            notes.dedup_by(|a, b| a.note_record_id == b.note_record_id && a.source_date == b.source_date);
            notes
        };
        let notes = one(notes, &"example.org/person.1".parse().unwrap());
        let mut turned = notes.clone();
        turned.reverse();
        let found = current(&notes, field);
        prop_assert_eq!(found, current(&turned, field));
        if let Some(found) = found {
            let text = |n: &Note| n.field(field.as_str()).unwrap().into_owned();
            prop_assert!(!text(found).is_empty());
            let stands = |n: &&Note| !notes.iter().any(|o| o.note_record_id == n.note_record_id && o.source_date > n.source_date);
            prop_assert!(notes.iter().filter(stands).all(|n| text(n).is_empty() || n.source_date <= found.source_date));
        }
    }

    #[test]
    fn a_diff_is_empty_only_between_equals_and_turns_with_its_sides(a in records(), b in records()) {
        let (to, back) = (diff(a.clone(), b.clone(), &[]), diff(b.clone(), a.clone(), &[]));
        prop_assert_eq!((&to.added, &to.removed, to.same), (&back.removed, &back.added, back.same));
        prop_assert!(diff(a.clone(), a.clone(), &[]).is_empty());
        let sorted = |r: Vec<Record>| { let mut r = newest(r); r.sort_by_key(|r| (r.kind(), r.id().clone())); r };
        prop_assert_eq!(to.is_empty(), sorted(a) == sorted(b));
    }

    #[test]
    fn of_records_with_one_name_the_newest_counts(records in prop::collection::vec(record(), 0..8)) {
        let kept = newest(records.clone());
        for record in &records {
            let of: Vec<_> = kept.iter().filter(|k| k.kind() == record.kind() && k.id() == record.id()).collect();
            prop_assert_eq!(of.len(), 1);
            prop_assert!(of[0].source_date() >= record.source_date());
        }
    }
}

#[test]
fn the_fields_are_those_of_the_specification() {
    assert_eq!((Kind::Person.fields().len(), Kind::Note.fields().len()), (25, 15));
    insta::assert_snapshot!(format!("{}\n\n{}", Kind::Person.fields().join("\n"), Kind::Note.fields().join("\n")));
}

#[test]
fn a_note_whose_newer_version_says_nothing_of_it_says_nothing_of_it() {
    let at = |t: &str| Time::parse(t).unwrap();
    let about: RecordId = "example.org/1".parse().unwrap();
    let mut first = Note::new("example.org/n1".parse().unwrap(), about.clone(), at("2015-11-13T22:00:00Z"));
    first.status = Some(Status::BelievedMissing);
    let mut second = Note::new("example.org/n2".parse().unwrap(), about, at("2015-11-13T23:00:00Z"));
    second.status = Some(Status::BelievedDead);
    let mut taken_back = second.clone();
    (taken_back.status, taken_back.source_date) = (None, at("2015-11-13T23:30:00Z"));
    assert_eq!(current([&first, &second], Mutable::Status), Some(&second));
    assert_eq!(current([&first, &second, &taken_back], Mutable::Status), Some(&first));
    assert_eq!(current([], Mutable::Status), None);
}
