//! What is so now, when notes have said several things.

use std::{borrow::Cow, collections::BTreeMap};

use crate::{
    Time,
    record::{Note, Record},
    values::Value,
};

/// A field of notes that says something about the person which changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mutable {
    /// `status`
    Status,
    /// `author_made_contact`
    AuthorMadeContact,
    /// `email_of_found_person`
    Email,
    /// `phone_of_found_person`
    Phone,
    /// `last_known_location`
    LastKnownLocation,
}
impl Mutable {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Status, Self::AuthorMadeContact, Self::Email, Self::Phone, Self::LastKnownLocation];

    /// The name of the field.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::AuthorMadeContact => "author_made_contact",
            Self::Email => "email_of_found_person",
            Self::Phone => "phone_of_found_person",
            Self::LastKnownLocation => "last_known_location",
        }
    }
    fn of(self, note: &Note) -> Cow<'_, str> {
        match self {
            Self::Status => note.status.show(),
            Self::AuthorMadeContact => note.author_made_contact.show(),
            Self::Email => (&note.email_of_found_person).into(),
            Self::Phone => (&note.phone_of_found_person).into(),
            Self::LastKnownLocation => (&note.last_known_location).into(),
        }
    }
}

/// The note that says what a field is now: of those about one person, the one with the newest `source_date` in which the field is not
/// empty. Of notes with the same name only the newest is asked. Of equal dates the newer `entry_date` counts, then the greater name, so
/// that the order of the notes does not matter.
///
/// The notes must be about one person. This is what PFIF says; whether the note is to be believed is another question.
pub fn current<'a>(notes: impl IntoIterator<Item = &'a Note>, field: Mutable) -> Option<&'a Note> {
    let rank = |n: &'a Note| -> (Time, Option<Time>) { (n.source_date, n.entry_date) };
    let mut newest: BTreeMap<&str, &Note> = BTreeMap::new();
    for note in notes {
        let kept = newest.entry(note.note_record_id.as_str()).or_insert(note);
        if rank(note) >= rank(kept) {
            *kept = note;
        }
    }
    newest.into_values().filter(|n| !field.of(n).is_empty()).max_by_key(|n| (rank(n), n.note_record_id.as_str()))
}

/// Of records with the same name the one with the newest `source_date`, in the order in which the names came first. Of equal dates the
/// later one counts. All are held in memory.
pub fn newest(records: impl IntoIterator<Item = Record>) -> Vec<Record> {
    let mut places: BTreeMap<(crate::Kind, crate::RecordId), usize> = BTreeMap::new();
    let mut kept: Vec<Record> = Vec::new();
    for record in records {
        let place = *places.entry((record.kind(), record.id().clone())).or_insert(kept.len());
        match kept.get_mut(place) {
            Some(before) if record.supersedes(before) => *before = record,
            Some(_) => {}
            None => kept.push(record),
        }
    }
    kept
}
