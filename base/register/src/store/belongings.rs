//! What is kept of a person, as data: so that erasing, exporting and sealing anew reach every table, also those of rooms.

use store::{Sql, Value, sql};

/// What a room (or the register itself) keeps of people.
#[derive(Clone, Copy, Debug)]
pub struct Belongings {
    /// Statements that take a person (`$1`) out of its tables, in order.
    pub erase: &'static [Sql],
    /// What belongs into the export of a person's data.
    pub export: &'static [Export],
    /// Its sealed columns.
    pub sealed: &'static [Sealed],
}

impl Belongings {
    /// Nothing.
    pub const NONE: Self = Self { erase: &[], export: &[], sealed: &[] };
}

/// A part of the export: the rows that answer `sql` (`$1` is the person), each as an object.
#[derive(Clone, Copy, Debug)]
pub struct Export {
    /// Its name in the document.
    pub part: &'static str,
    /// The question.
    pub sql: Sql,
    /// The names of the columns, and how each is written.
    pub columns: &'static [(&'static str, Kind)],
}

/// How a column is written in the export.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text.
    Text,
    /// A number.
    Number,
    /// 0 or 1.
    Flag,
    /// A time.
    Time,
    /// An identifier.
    Id,
    /// A cell.
    Cell,
    /// A number with a word for it.
    Word(fn(i64) -> Option<&'static str>),
    /// Sealed under this name.
    Sealed(&'static str),
    /// A text that is JSON.
    Json,
}

/// A sealed column, and how to seal it anew.
#[derive(Clone, Copy, Debug)]
pub struct Sealed {
    /// `table.column`: what it was sealed for.
    pub column: &'static str,
    /// How many columns its key has (each of them bytes), or [`Sealed::A_NUMBER`].
    pub keys: usize,
    /// The rows after a key, in order: the key columns, then the sealed one. Parameters: a key, then a limit.
    pub read: Sql,
    /// Replaces the value if it is still the old one. Parameters: a key, the old value, the new one.
    pub write: Sql,
}

impl Sealed {
    /// Its key is one number, from 1 on.
    pub const A_NUMBER: usize = 0;

    /// How many columns its key has.
    pub(super) const fn columns(&self) -> usize {
        if self.keys == Self::A_NUMBER { 1 } else { self.keys }
    }
    /// Before every key.
    pub(super) fn start(&self) -> Vec<Value> {
        if self.keys == Self::A_NUMBER { vec![Value::Int(0)] } else { vec![Value::Blob(Vec::new()); self.keys] }
    }
}

fn contact_kind(n: i64) -> Option<&'static str> {
    crate::ContactKind::of_number(n).map(crate::ContactKind::word)
}
fn slot(n: i64) -> Option<&'static str> {
    crate::cells::PlaceKind::of_number(n).map(super::presence::place_word)
}
fn state(n: i64) -> Option<&'static str> {
    crate::State::of_number(n).map(crate::State::word)
}
fn decided(n: i64) -> Option<&'static str> {
    crate::DecisionKind::of_number(n).map(crate::DecisionKind::word)
}
fn decision_state(n: i64) -> Option<&'static str> {
    crate::DecisionState::of_number(n).map(crate::DecisionState::word)
}
fn how(n: i64) -> Option<&'static str> {
    crate::How::of_number(n).map(crate::How::word)
}

sql! {
    // Of a contact that one only claims, the codes are its owner's.
    ERASE_PROOFS = "DELETE FROM proof WHERE person = $1 \
        OR (person IS NULL AND blind IN (SELECT blind FROM proven_contact WHERE person = $1))";
    ERASE_OWNED_CONTACTS = "DELETE FROM proven_contact WHERE person = $1 AND blind IN (SELECT blind FROM contact WHERE person = $1)";
    ERASE_CONTACTS = "DELETE FROM contact WHERE person = $1";
    ERASE_PRESENCE = "DELETE FROM presence WHERE person = $1";
    ERASE_CIRCLE = "DELETE FROM circle WHERE person = $1";
    ERASE_FACTS = "DELETE FROM fact WHERE person = $1";
    // What they said of others stays as said by somebody, without their words.
    ERASE_AUTHOR = "UPDATE fact SET author = NULL, author_kind = 0, words = NULL WHERE author = $1";
    ERASE_SESSIONS = "DELETE FROM session WHERE person = $1";
    ERASE_LINKS = "DELETE FROM operator_link WHERE person = $1";
    ERASE_INVITATIONS = "DELETE FROM invitation WHERE inviter = $1";
    ERASE_GUEST = "UPDATE invitation SET used_by = NULL WHERE used_by = $1";
    // The lines stay, and say that somebody was there.
    ERASE_AUDIT_SUBJECT = "UPDATE audit SET subject = NULL, erased = 1 WHERE subject = $1";
    ERASE_AUDIT_ACTOR = "UPDATE audit SET actor = NULL, actor_name = 'erased', erased = 1 WHERE actor = $1";
    // A report stays until it is decided, and so does what it is about; it names nobody any more.
    ERASE_REPORTER = "UPDATE report SET said_by = NULL WHERE said_by = $1";
    ERASE_REPORTED = "UPDATE report SET about = NULL WHERE about = $1";
    // Nobody asks to look again any more; what was decided about nobody is not kept.
    ERASE_AGAIN = "DELETE FROM waiting WHERE kind = 1 AND id IN (SELECT report FROM decision WHERE person = $1)";
    ERASE_ASKED = "DELETE FROM report WHERE id IN (SELECT report FROM decision WHERE person = $1)";
    ERASE_DECISIONS = "DELETE FROM decision WHERE person = $1";
    ERASE_PERSON = "DELETE FROM person WHERE id = $1";

    EXPORT_CONTACTS = "SELECT kind, value, added, proven FROM contact WHERE person = $1 ORDER BY added, blind";
    EXPORT_PLACES = "SELECT slot, cell, expires FROM presence WHERE person = $1 ORDER BY slot";
    EXPORT_SAID = "SELECT id, person, incident, drill, state, how, at, words FROM fact WHERE author = $1 ORDER BY id";
    EXPORT_SESSIONS = "SELECT id, created, expires FROM session WHERE person = $1 ORDER BY id";
    EXPORT_INVITATIONS = "SELECT id, created, expires, used_at FROM invitation WHERE inviter = $1 ORDER BY id";
    EXPORT_PROOFS = "SELECT id, kind, contact, asked, expires, done FROM proof WHERE person = $1 ORDER BY id";
    EXPORT_REPORTS = "SELECT id, incident, drill, at, reason FROM report WHERE said_by = $1 ORDER BY id";
    EXPORT_DECISIONS = "SELECT id, kind, incident, drill, at, state FROM decision WHERE person = $1 ORDER BY id";
    EXPORT_AUDIT = "SELECT id, at, act, incident FROM audit WHERE subject = $1 OR actor = $1 ORDER BY id";

    READ_NAMES = "SELECT id, name FROM person WHERE id > $1 ORDER BY id LIMIT $2";
    WRITE_NAMES = "UPDATE person SET name = $3 WHERE id = $1 AND name = $2";
    READ_CONTACTS = "SELECT person, blind, value FROM contact WHERE (person, blind) > ($1, $2) ORDER BY person, blind LIMIT $3";
    WRITE_CONTACTS = "UPDATE contact SET value = $4 WHERE person = $1 AND blind = $2 AND value = $3";
    READ_WORDS = "SELECT person, incident, id, words FROM fact WHERE (person, incident, id) > ($1, $2, $3) AND words IS NOT NULL \
        ORDER BY person, incident, id LIMIT $4";
    WRITE_WORDS = "UPDATE fact SET words = $5 WHERE person = $1 AND incident = $2 AND id = $3 AND words = $4";
    READ_PROOF_CONTACTS = "SELECT id, contact FROM proof WHERE id > $1 ORDER BY id LIMIT $2";
    WRITE_PROOF_CONTACTS = "UPDATE proof SET contact = $3 WHERE id = $1 AND contact = $2";
    READ_PROOF_CODES = "SELECT id, code FROM proof WHERE id > $1 ORDER BY id LIMIT $2";
    WRITE_PROOF_CODES = "UPDATE proof SET code = $3 WHERE id = $1 AND code = $2";
    READ_PROOF_NAMES = "SELECT id, name FROM proof WHERE id > $1 AND name IS NOT NULL ORDER BY id LIMIT $2";
    WRITE_PROOF_NAMES = "UPDATE proof SET name = $3 WHERE id = $1 AND name = $2";
    READ_EVIDENCE = "SELECT id, evidence FROM report WHERE id > $1 AND evidence IS NOT NULL ORDER BY id LIMIT $2";
    WRITE_EVIDENCE = "UPDATE report SET evidence = $3 WHERE id = $1 AND evidence = $2";
}

/// What the register itself keeps.
pub(super) const OWN: Belongings = Belongings {
    erase: &[
        super::signs::ERASE_SIGNS,
        ERASE_PROOFS,
        ERASE_OWNED_CONTACTS,
        ERASE_CONTACTS,
        ERASE_PRESENCE,
        ERASE_CIRCLE,
        ERASE_FACTS,
        ERASE_AUTHOR,
        ERASE_SESSIONS,
        ERASE_LINKS,
        ERASE_INVITATIONS,
        ERASE_GUEST,
        ERASE_AUDIT_SUBJECT,
        ERASE_AUDIT_ACTOR,
        ERASE_AGAIN,
        ERASE_ASKED,
        ERASE_DECISIONS,
        ERASE_REPORTER,
        ERASE_REPORTED,
        ERASE_PERSON,
    ],
    export: &[
        Export {
            part: "contacts",
            sql: EXPORT_CONTACTS,
            columns: &[
                ("kind", Kind::Word(contact_kind)),
                ("value", Kind::Sealed("contact.value")),
                ("added", Kind::Time),
                ("proven", Kind::Time),
            ],
        },
        Export {
            part: "places",
            sql: EXPORT_PLACES,
            columns: &[("place", Kind::Word(slot)), ("cell", Kind::Cell), ("expires_at", Kind::Time)],
        },
        Export {
            part: "said_of_others",
            sql: EXPORT_SAID,
            columns: &[
                ("fact", Kind::Id),
                ("person", Kind::Id),
                ("incident", Kind::Id),
                ("drill", Kind::Flag),
                ("state", Kind::Word(state)),
                ("how", Kind::Word(how)),
                ("at", Kind::Time),
                ("words", Kind::Sealed("fact.words")),
            ],
        },
        Export {
            part: "sessions",
            sql: EXPORT_SESSIONS,
            columns: &[("id", Kind::Id), ("created", Kind::Time), ("expires_at", Kind::Time)],
        },
        Export {
            part: "invitations",
            sql: EXPORT_INVITATIONS,
            columns: &[("id", Kind::Id), ("created", Kind::Time), ("expires_at", Kind::Time), ("used_at", Kind::Time)],
        },
        Export {
            part: "proofs",
            sql: EXPORT_PROOFS,
            columns: &[
                ("id", Kind::Id),
                ("kind", Kind::Word(contact_kind)),
                ("contact", Kind::Sealed("proof.contact")),
                ("asked", Kind::Time),
                ("expires_at", Kind::Time),
                ("done", Kind::Time),
            ],
        },
        Export {
            part: "reports",
            sql: EXPORT_REPORTS,
            columns: &[
                ("id", Kind::Id),
                ("incident", Kind::Id),
                ("drill", Kind::Flag),
                ("at", Kind::Time),
                ("reason", Kind::Text),
            ],
        },
        Export {
            part: "decisions_of_moderators",
            sql: EXPORT_DECISIONS,
            columns: &[
                ("id", Kind::Id),
                ("about", Kind::Word(decided)),
                ("incident", Kind::Id),
                ("drill", Kind::Flag),
                ("at", Kind::Time),
                ("state", Kind::Word(decision_state)),
            ],
        },
        Export {
            part: "audit",
            sql: EXPORT_AUDIT,
            columns: &[("id", Kind::Id), ("at", Kind::Time), ("act", Kind::Text), ("incident", Kind::Id)],
        },
    ],
    sealed: &[
        Sealed { column: "person.name", keys: 1, read: READ_NAMES, write: WRITE_NAMES },
        Sealed { column: "contact.value", keys: 2, read: READ_CONTACTS, write: WRITE_CONTACTS },
        Sealed { column: "fact.words", keys: 3, read: READ_WORDS, write: WRITE_WORDS },
        Sealed { column: "proof.contact", keys: 1, read: READ_PROOF_CONTACTS, write: WRITE_PROOF_CONTACTS },
        Sealed { column: "proof.code", keys: 1, read: READ_PROOF_CODES, write: WRITE_PROOF_CODES },
        Sealed { column: "proof.name", keys: 1, read: READ_PROOF_NAMES, write: WRITE_PROOF_NAMES },
        Sealed { column: "report.evidence", keys: 1, read: READ_EVIDENCE, write: WRITE_EVIDENCE },
        super::signs::SEALED,
    ],
};
