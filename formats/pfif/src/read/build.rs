//! From what stands in a document to a record of 1.4.

use std::collections::VecDeque;

use super::{Item, MOST_PROBLEMS, Raw, lint, other};
use crate::{
    RecordId, Time,
    record::{Kind, Note, Person, Record},
    rule::{Problem, Rule},
    version::{Version, called},
};

/// A record and what is wrong with it.
struct Built {
    record: Option<Record>,
    id: Option<RecordId>,
    problems: Vec<Problem>,
}

/// Where a note stands.
enum Around<'a> {
    Nothing,
    Person(Option<&'a RecordId>),
}

/// Puts a person and its notes, or a note, into the queue.
pub(super) fn items(mut raw: Raw, loose: Vec<Problem>, queue: &mut VecDeque<Item>) {
    let notes = std::mem::take(&mut raw.notes);
    let (line, column) = (raw.at.line, raw.at.column);
    let mut built = build(raw, &Around::Nothing);
    built.problems.splice(0..0, loose);
    built.problems.truncate(MOST_PROBLEMS);
    let person = built.id;
    queue.push_back(Item { record: built.record, inside: false, line, column, problems: built.problems });
    for note in notes {
        let (line, column) = (note.at.line, note.at.column);
        let built = build(note, &Around::Person(person.as_ref()));
        queue.push_back(Item { record: built.record, inside: true, line, column, problems: built.problems });
    }
}

fn build(mut raw: Raw, around: &Around<'_>) -> Built {
    let mut seen = Vec::new();
    let (first, repeated): (Vec<_>, Vec<_>) = std::mem::take(&mut raw.fields).into_iter().partition(|f| {
        let new = !seen.contains(&f.now);
        seen.push(f.now);
        new
    });
    raw.fields = first;
    for field in repeated {
        raw.add(Problem::of(Rule::Repeated, field.at, field.name));
    }
    required(&mut raw);

    let (nobody, never) = (RecordId::nobody(), Time::FIRST);
    let mut record: Record = match raw.kind {
        Kind::Person => Person::new(nobody, never).into(),
        Kind::Note => Note::new(nobody.clone(), nobody, never).into(),
    };
    let mut more = String::new();
    let (mut named, mut dated, mut about) = (false, false, false);
    for field in std::mem::take(&mut raw.fields) {
        if field.text.is_empty() {
            continue;
        }
        if field.now == "other" {
            more = other::description(&field.text);
            continue;
        }
        match record.set(field.now, &field.text) {
            Ok(()) => {
                named |= field.now == id_field(raw.kind);
                dated |= field.now == "source_date";
                about |= field.now == "person_record_id";
                for rule in lint::field(raw.version, field.name, field.now, &field.text) {
                    raw.add(Problem::of(rule, field.at, field.name));
                }
            }
            Err(rule) => raw.add(Problem::of(rule, field.at, field.name)),
        }
    }
    let sound = match &mut record {
        Record::Person(person) => {
            finish(person, &mut raw, &mut dated, &more);
            true
        }
        Record::Note(note) => relate(note, &mut raw, around, about),
    };
    let id = named.then(|| record.id().clone());
    let mut problems = raw.problems;
    for problem in &mut problems {
        problem.record = id.as_ref().map(ToString::to_string);
    }
    problems.truncate(MOST_PROBLEMS);
    Built { record: (named && dated && sound).then_some(record), id, problems }
}

const fn id_field(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person_record_id",
        Kind::Note => "note_record_id",
    }
}

/// Whether the fields that must be there are.
fn required(raw: &mut Raw) {
    let full = |name: &str| raw.fields.iter().any(|f| f.now == name && !f.text.is_empty());
    let placeholder = raw.kind == Kind::Person
        && full("expiry_date")
        && raw.fields.iter().all(|f| f.text.is_empty() || crate::life::KEPT.contains(&f.now));
    let mut broken = Vec::new();
    for name in raw.version.required(raw.kind) {
        let now = called(raw.kind, name).map_or(*name, |(_, c)| c.now);
        let field = raw.fields.iter().find(|f| f.now == now);
        let vital = now.ends_with("_record_id") || now == "source_date";
        match field {
            _ if placeholder && !vital => {}
            None => broken.push(Problem::of(Rule::Required, raw.at, name)),
            Some(f) if f.text.is_empty() && vital => broken.push(Problem::of(Rule::Required, f.at, name)),
            Some(f) if f.text.is_empty() => broken.push(Problem::of(Rule::EmptyRequired, f.at, name)),
            Some(_) => {}
        }
    }
    for problem in broken {
        raw.add(problem);
    }
}

/// What older versions say in other words.
fn finish(person: &mut Person, raw: &mut Raw, dated: &mut bool, more: &str) {
    if raw.version <= Version::V1_2 {
        if let (Some(entry), false) = (person.entry_date, *dated) {
            (person.source_date, *dated) = (entry, true);
            raw.add(Problem::of(Rule::NoSourceDate, raw.at, "source_date"));
        } else if !*dated && !raw.problems.iter().any(|p| p.field == Some("source_date")) {
            raw.add(Problem::of(Rule::Required, raw.at, "source_date"));
        }
        if person.full_name.is_empty() {
            let between = if person.given_name.is_empty() || person.family_name.is_empty() { "" } else { " " };
            person.full_name = format!("{}{between}{}", person.given_name, person.family_name);
        }
    }
    if !more.is_empty() {
        let between = if person.description.is_empty() { "" } else { "\n" };
        person.description = format!("{}{between}{more}", person.description);
    }
    if *dated && person.expiry_date.is_some_and(|at| at < person.source_date) && !person.is_placeholder() {
        raw.add(Problem::of(Rule::ExpiryFirst, raw.at, "expiry_date"));
    }
}

/// Whom a note is about. Says whether that is known.
fn relate(note: &mut Note, raw: &mut Raw, around: &Around<'_>, about: bool) -> bool {
    let sound = match (around, about) {
        (Around::Person(Some(person)), true) if **person != note.person_record_id => {
            raw.add(Problem::of(Rule::OtherPerson, raw.at, "person_record_id"));
            false
        }
        (_, true) => true,
        (Around::Person(Some(person)), false) => {
            note.person_record_id = (*person).clone();
            // It named another person, in a way that cannot be read.
            !raw.problems.iter().any(|p| p.rule == Rule::RecordId && p.field == Some("person_record_id"))
        }
        _ => {
            raw.add(Problem::of(Rule::NoPerson, raw.at, "person_record_id"));
            false
        }
    };
    if sound && note.linked_person_record_id.as_ref() == Some(&note.person_record_id) {
        raw.add(Problem::of(Rule::SelfLink, raw.at, "linked_person_record_id"));
        note.linked_person_record_id = None;
    }
    sound
}
