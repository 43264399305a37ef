//! Contacts: sealed, found by blind index; proven by one person at a time.

use kernel::{Event, PersonId, Time};
use store::{Change, Row, StoreError, params, sql};

use super::{Register, many};
use crate::{Contact, ContactKind};

sql! {
    /// A contact of a person, not proven yet; one that is there stays as it is.
    pub ADD_CONTACT = "INSERT INTO contact (person, blind, kind, value, added, proven) VALUES ($1, $2, $3, $4, $5, NULL) \
        ON CONFLICT (person, blind) DO NOTHING";
    /// Marks a contact of a person as proven.
    pub MARK_PROVEN = "UPDATE contact SET proven = $3 WHERE person = $1 AND blind = $2";
    /// Takes a contact for a person; refused while it is another person's.
    pub TAKE_CONTACT = "INSERT INTO proven_contact (blind, person, at) VALUES ($1, $2, $3) \
        ON CONFLICT (blind) DO UPDATE SET at = excluded.at WHERE proven_contact.person = excluded.person";
    /// Remembers that a person has a proven contact.
    pub PERSON_IS_PROVEN = "UPDATE person SET proven = 1 WHERE id = $1";
    /// The contacts of a person.
    pub CONTACTS_OF = "SELECT blind, kind, value, added, proven FROM contact WHERE person = $1 ORDER BY added, blind";
    /// Through what these people can be written to: their proven contacts, without the contacts.
    pub PROVEN_KINDS_OF = concat!("SELECT person, kind, blind FROM contact WHERE proven IS NOT NULL AND person IN ", many!(),
        " ORDER BY person, added, blind");
    /// Whose a proven contact is.
    pub OWNER_OF_CONTACT = "SELECT person FROM proven_contact WHERE blind = $1";
    /// Gives a proven contact back.
    pub RELEASE_CONTACT = "DELETE FROM proven_contact WHERE blind = $1 AND person = $2";
    /// Forgets a contact of a person.
    pub FORGET_CONTACT = "DELETE FROM contact WHERE person = $1 AND blind = $2";
    /// Whether a person still has a proven contact.
    pub RECOUNT_PROVEN = "UPDATE person SET proven = CASE WHEN EXISTS \
        (SELECT 1 FROM proven_contact p JOIN contact c ON c.blind = p.blind AND c.person = p.person WHERE c.person = $1) \
        THEN 1 ELSE 0 END WHERE id = $1";
}

/// A contact of a person, opened. Only the person themself and the delivery of messages may see it.
#[derive(Clone, PartialEq, Eq)]
pub struct KnownContact {
    /// Its blind index.
    pub blind: [u8; 16],
    /// What it is.
    pub kind: ContactKind,
    /// The contact in its normal form.
    pub value: String,
    /// Since when it is known.
    pub added: Time,
    /// When the person proved it.
    pub proven: Option<Time>,
}

impl std::fmt::Debug for KnownContact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KnownContact({})", self.kind.word())
    }
}

impl Register {
    /// The blind index of a contact.
    #[must_use]
    pub fn blind(&self, contact: &Contact) -> [u8; 16] {
        self.seal().blind(contact.kind().word(), contact.normalized())
    }
    /// Adds a contact that is not proven yet.
    pub fn add_contact(&self, change: Change, person: PersonId, contact: &Contact, at: Time) -> Change {
        let value = self.sealed("contact.value", contact.normalized());
        change.run(ADD_CONTACT, params![person, self.blind(contact), contact.kind().number(), value, at])
    }
    /// Proves a contact for a person. Refused while it is another person's.
    pub fn prove_contact(&self, change: Change, person: PersonId, contact: &Contact, at: Time) -> Change {
        let blind = self.blind(contact);
        self.add_contact(change, person, contact, at)
            .must(TAKE_CONTACT, params![blind, person, at])
            .must(MARK_PROVEN, params![person, blind, at])
            .must(PERSON_IS_PROVEN, params![person])
            .event(Event::Proven { person })
    }
    /// The proven contacts of several people, without the contacts: whose, of which kind, and the blind index; by person, the oldest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn proven_kinds(
        &self,
        people: &[PersonId],
    ) -> Result<Vec<(PersonId, ContactKind, [u8; 16])>, StoreError> {
        let rows = self.many(PROVEN_KINDS_OF, people).await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in &rows {
            let kind = ContactKind::of_number(row.int(1)?)
                .ok_or(StoreError::Shape { column: 1, wanted: "a kind of contact" })?;
            found.push((row.id(0)?, kind, row.blob(2)?.first_chunk::<16>().copied().unwrap_or_default()));
        }
        Ok(found)
    }
    /// Forgets a contact of a person.
    pub fn forget_contact(&self, change: Change, person: PersonId, blind: [u8; 16]) -> Change {
        change
            .run(RELEASE_CONTACT, params![blind, person])
            .must(FORGET_CONTACT, params![person, blind])
            .run(RECOUNT_PROVEN, params![person])
            .event(Event::Person { person })
    }
    /// The contacts of a person, the oldest first.
    ///
    /// # Errors
    /// When the store fails, or a key is gone.
    pub async fn contacts(&self, person: PersonId) -> Result<Vec<KnownContact>, StoreError> {
        let rows = self.store().read(CONTACTS_OF, params![person]).await?;
        rows.iter().map(|r| self.known_contact(r)).collect()
    }
    fn known_contact(&self, row: &Row) -> Result<KnownContact, StoreError> {
        let shape = |column, wanted| StoreError::Shape { column, wanted };
        Ok(KnownContact {
            blind: row.blob(0)?.try_into().map_err(|_| shape(0, "a blind index"))?,
            kind: ContactKind::of_number(row.int(1)?).ok_or(shape(1, "a kind of contact"))?,
            value: self.opened("contact.value", row.blob(2)?)?,
            added: row.time(3)?,
            proven: row.opt_time(4)?,
        })
    }
    /// Whose a proven contact is.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn owner_of_contact(&self, blind: [u8; 16]) -> Result<Option<PersonId>, StoreError> {
        self.store().one(OWNER_OF_CONTACT, params![blind]).await?.map(|r| r.id(0)).transpose()
    }
}
