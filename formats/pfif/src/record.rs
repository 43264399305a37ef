//! Persons and notes, as PFIF 1.4 has them.

use std::borrow::Cow;

use crate::{
    Rule, Time,
    id::RecordId,
    values::{Age, BirthDate, Country, Sex, Status, Value},
};

/// A record: its fields are listed once, in the order in which they are written.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident { $($(#[$what:meta])* $field:ident: $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name { $($(#[$what])* pub $field: $type),* }
        impl $name {
            /// The names of its fields, in the order in which they are written.
            pub const FIELDS: &[&str] = &[$(stringify!($field)),*];

            /// A field by its name, as PFIF writes it; empty when there is nothing in it. Nothing for a name that is none.
            #[must_use]
            pub fn field(&self, name: &str) -> Option<Cow<'_, str>> {
                $(if name == stringify!($field) { return Some(Value::show(&self.$field)); })*
                None
            }
            /// Fills a field, which must not be with empty text.
            pub(crate) fn set(&mut self, name: &str, text: &str) -> Result<(), Rule> {
                $(if name == stringify!($field) {
                    self.$field = Value::read(text)?;
                    return Ok(());
                })*
                Err(Rule::UnknownField)
            }
        }
    };
}

record! {
    /// Somebody who is sought, or was found. Text that is empty says nothing, as in PFIF.
    Person {
        /// Its name.
        person_record_id: RecordId,
        /// When the repository at hand stored it.
        entry_date: Option<Time>,
        /// When it is to be deleted (see [`expire`](crate::expire)).
        expiry_date: Option<Time>,
        /// Who entered it.
        author_name: String,
        /// Their e-mail address.
        author_email: String,
        /// Their telephone number.
        author_phone: String,
        /// The name of the repository where it was made.
        source_name: String,
        /// When it was made there, or last changed. Of two with the same name the newer counts.
        source_date: Time,
        /// Where it is to be read there.
        source_url: String,
        /// The whole name, as one would write it; one per line when there are several.
        full_name: String,
        /// Given names.
        given_name: String,
        /// Family names.
        family_name: String,
        /// Other names, one per line (see [`Person::alternate`]).
        alternate_names: String,
        /// What they look like, and what else helps.
        description: String,
        /// Their sex.
        sex: Option<Sex>,
        /// When they were born.
        date_of_birth: Option<BirthDate>,
        /// Their age on the `source_date`.
        age: Option<Age>,
        /// Street, without a number.
        home_street: String,
        /// Part of a town.
        home_neighborhood: String,
        /// Town.
        home_city: String,
        /// The part of the country (the second half of its ISO 3166-2 code).
        home_state: String,
        /// Postal code.
        home_postal_code: String,
        /// Country.
        home_country: Option<Country>,
        /// An image.
        photo_url: String,
        /// Pages about them, one per line (see [`Person::profiles`]).
        profile_urls: String,
    }
}

record! {
    /// What somebody says about a person.
    Note {
        /// Its name.
        note_record_id: RecordId,
        /// Whom it is about.
        person_record_id: RecordId,
        /// The same human being under another name, says the author; `text` says why.
        linked_person_record_id: Option<RecordId>,
        /// When the repository at hand stored it.
        entry_date: Option<Time>,
        /// Who wrote it.
        author_name: String,
        /// Their e-mail address.
        author_email: String,
        /// Their telephone number.
        author_phone: String,
        /// When it was written, or last changed.
        source_date: Time,
        /// Whether the author was in contact with the person after the disaster (`found` before 1.4).
        author_made_contact: Option<bool>,
        /// What the author believes.
        status: Option<Status>,
        /// Where the person can be reached now, by e-mail.
        email_of_found_person: String,
        /// By telephone.
        phone_of_found_person: String,
        /// Where they were last.
        last_known_location: String,
        /// The message.
        text: String,
        /// An image.
        photo_url: String,
    }
}

impl Person {
    /// One that says nothing yet.
    #[must_use]
    pub const fn new(person_record_id: RecordId, source_date: Time) -> Self {
        Self {
            person_record_id,
            entry_date: None,
            expiry_date: None,
            author_name: String::new(),
            author_email: String::new(),
            author_phone: String::new(),
            source_name: String::new(),
            source_date,
            source_url: String::new(),
            full_name: String::new(),
            given_name: String::new(),
            family_name: String::new(),
            alternate_names: String::new(),
            description: String::new(),
            sex: None,
            date_of_birth: None,
            age: None,
            home_street: String::new(),
            home_neighborhood: String::new(),
            home_city: String::new(),
            home_state: String::new(),
            home_postal_code: String::new(),
            home_country: None,
            photo_url: String::new(),
            profile_urls: String::new(),
        }
    }
    /// The lines of `alternate_names`.
    pub fn alternate(&self) -> impl Iterator<Item = &str> {
        lines(&self.alternate_names)
    }
    /// The lines of `profile_urls`.
    pub fn profiles(&self) -> impl Iterator<Item = &str> {
        lines(&self.profile_urls)
    }
}

impl Note {
    /// One that says nothing yet.
    #[must_use]
    pub const fn new(note_record_id: RecordId, person_record_id: RecordId, source_date: Time) -> Self {
        Self {
            note_record_id,
            person_record_id,
            linked_person_record_id: None,
            entry_date: None,
            author_name: String::new(),
            author_email: String::new(),
            author_phone: String::new(),
            source_date,
            author_made_contact: None,
            status: None,
            email_of_found_person: String::new(),
            phone_of_found_person: String::new(),
            last_known_location: String::new(),
            text: String::new(),
            photo_url: String::new(),
        }
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|l| !l.is_empty())
}

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person.
    Person,
    /// A note.
    Note,
}
impl Kind {
    /// The name of its element.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Note => "note",
        }
    }
    /// The names of its fields.
    #[must_use]
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Person => Person::FIELDS,
            Self::Note => Note::FIELDS,
        }
    }
}

/// A person or a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// A person.
    Person(Box<Person>),
    /// A note.
    Note(Box<Note>),
}
impl Record {
    /// Which of the two.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Person(_) => Kind::Person,
            Self::Note(_) => Kind::Note,
        }
    }
    /// Its own name.
    #[must_use]
    pub const fn id(&self) -> &RecordId {
        match self {
            Self::Person(p) => &p.person_record_id,
            Self::Note(n) => &n.note_record_id,
        }
    }
    /// When it was made, or last changed, where it comes from.
    #[must_use]
    pub const fn source_date(&self) -> Time {
        match self {
            Self::Person(p) => p.source_date,
            Self::Note(n) => n.source_date,
        }
    }
    /// When it was stored where it was read.
    #[must_use]
    pub const fn entry_date(&self) -> Option<Time> {
        match self {
            Self::Person(p) => p.entry_date,
            Self::Note(n) => n.entry_date,
        }
    }
    /// A field by its name, as PFIF writes it.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<Cow<'_, str>> {
        match self {
            Self::Person(p) => p.field(name),
            Self::Note(n) => n.field(name),
        }
    }
    pub(crate) fn set(&mut self, name: &str, text: &str) -> Result<(), Rule> {
        match self {
            Self::Person(p) => p.set(name, text),
            Self::Note(n) => n.set(name, text),
        }
    }
    /// Whether it takes the place of an earlier one with the same name: the newer `source_date` does, and of equal ones the one that came
    /// later.
    #[must_use]
    pub fn supersedes(&self, earlier: &Self) -> bool {
        self.kind() == earlier.kind() && self.id() == earlier.id() && self.source_date() >= earlier.source_date()
    }
}
impl From<Person> for Record {
    fn from(person: Person) -> Self {
        Self::Person(Box::new(person))
    }
}
impl From<Note> for Record {
    fn from(note: Note) -> Self {
        Self::Note(Box::new(note))
    }
}
