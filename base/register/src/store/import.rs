//! People from lists: who they are follows from their contact, so that the same line twice is the same person.

use kernel::{Cell, Event, Id, Lang, PersonId, Time};
use store::{Change, Row, StoreError, params, sql};

use super::{Origin, Register, many};
use crate::{Contact, Name, cells::PlaceKind};

sql! {
    /// Somebody of a list; not who was erased, not who has proven this contact under another id.
    pub IMPORT_PERSON = "INSERT INTO person (id, name, lang, origin, proven, created) SELECT $1, $2, $3, $4, 0, $5 \
        WHERE NOT EXISTS (SELECT 1 FROM erasure WHERE person = $1) \
        AND NOT EXISTS (SELECT 1 FROM proven_contact WHERE blind = $6) ON CONFLICT (id) DO NOTHING";
    /// A contact of somebody of a list.
    pub IMPORT_CONTACT = "INSERT INTO contact (person, blind, kind, value, added, proven) SELECT id, $2, $3, $4, $5, NULL \
        FROM person WHERE id = $1 ON CONFLICT (person, blind) DO NOTHING";
    /// A place of somebody of a list, until they have taken their own affairs in hand.
    pub IMPORT_PLACE = "INSERT INTO presence (person, slot, cell, expires) SELECT id, $2, $3, NULL FROM person \
        WHERE id = $1 AND proven = 0 \
        ON CONFLICT (person, slot) DO UPDATE SET cell = excluded.cell, expires = excluded.expires";
    /// Which of these people are known.
    pub KNOWN = concat!("SELECT id FROM person WHERE id IN ", many!());
}

/// A line of a list, read and found good.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Their name.
    pub name: Name,
    /// Their contacts; the first says who they are.
    pub contacts: Vec<Contact>,
    /// Their language.
    pub lang: Lang,
    /// Their places.
    pub places: Vec<(PlaceKind, Cell)>,
}

impl Register {
    /// Who somebody is whom a list names by this contact: the same at every import, and on every process with these keys.
    #[must_use]
    pub fn listed_id(&self, contact: &Contact) -> PersonId {
        let mac = self.seal().mac("import", &self.blind(contact));
        let mut id = mac.first_chunk::<16>().copied().unwrap_or_default();
        // UUID version 8 (RFC 9562): the bits are our own.
        let [_, _, _, _, _, _, version, _, variant, ..] = &mut id;
        *version = (*version & 0x0f) | 0x80;
        *variant = (*variant & 0x3f) | 0x80;
        PersonId::from_bytes(id)
    }
    /// Adds somebody of a list; somebody who is known already only gets what is missing. Returns who they are, or nothing when
    /// the line has no contact.
    pub fn import(&self, change: Change, listed: &Listed, now: Time) -> (Option<PersonId>, Change) {
        let Some(first) = listed.contacts.first() else { return (None, change) };
        let id = self.listed_id(first);
        let name = self.sealed("person.name", listed.name.as_str());
        let origin = Origin::Import.number();
        let mut change =
            change.run(IMPORT_PERSON, params![id, name, listed.lang.code(), origin, now, self.blind(first)]);
        for contact in &listed.contacts {
            let value = self.sealed("contact.value", contact.normalized());
            change = change.run(IMPORT_CONTACT, params![id, self.blind(contact), contact.kind().number(), value, now]);
        }
        for (kind, cell) in &listed.places {
            change = change.run(IMPORT_PLACE, params![id, kind.number(), *cell]);
        }
        if !listed.places.is_empty() {
            change = change.event(Event::Moved { person: id });
        }
        (Some(id), change)
    }
    /// Which of these people are known.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn known_of(&self, people: &[PersonId]) -> Result<Vec<PersonId>, StoreError> {
        self.many(KNOWN, people).await?.iter().map(|r: &Row| r.id(0)).collect()
    }
}
