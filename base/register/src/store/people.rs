//! Persons: a name, a language, where they came from.

use std::collections::HashMap;

use kernel::{Event, Lang, PersonId, Time};
use store::{Change, Row, StoreError, params, sql};

use super::{Register, many};
use crate::{Card, Name};

sql! {
    /// Somebody new; somebody who was erased does not come back under their old id.
    pub ADD_PERSON = "INSERT INTO person (id, name, lang, origin, proven, created) SELECT $1, $2, $3, $4, 0, $5 \
        WHERE NOT EXISTS (SELECT 1 FROM erasure WHERE person = $1) ON CONFLICT (id) DO NOTHING";
    /// One person.
    pub PERSON = "SELECT id, name, lang, proven, created FROM person WHERE id = $1";
    /// Several.
    pub PEOPLE = concat!("SELECT id, name, lang, proven, created FROM person WHERE id IN ", many!());
    /// Another name.
    pub RENAME = "UPDATE person SET name = $2 WHERE id = $1";
    /// Another language.
    pub SPEAK = "UPDATE person SET lang = $2 WHERE id = $1";
    /// How many people are known.
    pub PEOPLE_COUNT = "SELECT COUNT(*) FROM person";
}

/// How somebody came to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// They registered.
    Themself,
    /// They were on a list.
    Import,
    /// They are invented, for a demo.
    Demo,
}

impl Origin {
    pub(super) const fn number(self) -> i64 {
        match self {
            Self::Themself => 1,
            Self::Import => 2,
            Self::Demo => 3,
        }
    }
}

/// Somebody to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewPerson<'a> {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: &'a Name,
    /// Their language.
    pub lang: Lang,
    /// How they came.
    pub origin: Origin,
    /// When.
    pub at: Time,
}

/// Somebody who is known.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// The language they are spoken to in.
    pub lang: Lang,
    /// Whether they proved a contact.
    pub contact_proven: bool,
    /// Since when they are known.
    pub created: Time,
}

impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Person({})", self.id)
    }
}

impl Person {
    /// What [`crate::view`] takes.
    #[must_use]
    pub fn card(&self) -> Card<'_> {
        Card { id: self.id, name: &self.name, contact_proven: self.contact_proven }
    }
}

impl Register {
    /// Adds somebody. Refused when the id is there already, or was erased.
    pub fn create_person(&self, change: Change, new: &NewPerson<'_>) -> Change {
        let name = self.sealed("person.name", new.name.as_str());
        change.must(ADD_PERSON, params![new.id, name, new.lang.code(), new.origin.number(), new.at])
    }
    /// Somebody.
    ///
    /// # Errors
    /// When the store fails, or the name was sealed with a key that is gone.
    pub async fn card(&self, person: PersonId) -> Result<Option<Person>, StoreError> {
        let row = self.store().one(PERSON, params![person]).await?;
        row.map(|r| self.person(&r)).transpose()
    }
    /// Several people at once; those who are not known are missing.
    ///
    /// # Errors
    /// As [`Register::card`].
    pub async fn cards(&self, people: &[PersonId]) -> Result<HashMap<PersonId, Person>, StoreError> {
        let rows = self.many(PEOPLE, people).await?;
        rows.iter().map(|r| self.person(r).map(|p| (p.id, p))).collect()
    }
    fn person(&self, row: &Row) -> Result<Person, StoreError> {
        Ok(Person {
            id: row.id(0)?,
            name: self.opened("person.name", row.blob(1)?)?,
            lang: Lang::of(row.text(2)?).unwrap_or_default(),
            contact_proven: row.flag(3)?,
            created: row.time(4)?,
        })
    }
    /// Gives somebody another name.
    pub fn rename(&self, change: Change, person: PersonId, name: &Name) -> Change {
        let sealed = self.sealed("person.name", name.as_str());
        change.must(RENAME, params![person, sealed]).event(Event::Person { person })
    }
    /// Speaks to somebody in another language from now on.
    pub fn speak(&self, change: Change, person: PersonId, lang: Lang) -> Change {
        change.must(SPEAK, params![person, lang.code()]).event(Event::Person { person })
    }
    /// How many people are known.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn people_count(&self) -> Result<i64, StoreError> {
        self.store().one(PEOPLE_COUNT, params![]).await?.map_or(Ok(0), |r| r.int(0))
    }
}
