//! What this room keeps: browsers that take pushes, choices, what circles were told.

pub mod choices;
pub mod devices;
pub mod forget;
pub mod hooks;

use std::collections::{BTreeMap, HashMap};

use kernel::{IncidentId, PersonId, Time};
use notify::{Channel, Kind};
use register::{Belongings, ContactKind, Export, Kind as Column, Register, Sealed, many};
use store::{Change, Sql, StoreError, Value, params, sql};

use crate::rules::Reachable;

sql! {
    /// The browsers of several people.
    pub DEVICES_OF = concat!("SELECT person, id FROM subscription WHERE person IN ", many!(), " ORDER BY person, id");
    /// The choices of several people.
    pub CHOICES_OF = concat!("SELECT person, kind, channel, wanted FROM preference WHERE person IN ", many!());
    /// Which of these contacts said STOP.
    pub STOPPED_AMONG = concat!("SELECT blind FROM stopped WHERE blind IN ", many!());
    /// A choice.
    pub CHOOSE = "INSERT INTO preference (person, kind, channel, wanted) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (person, kind, channel) DO UPDATE SET wanted = excluded.wanted";
    /// What circles were told last of several people.
    pub TOLD_OF = concat!("SELECT person, incident, state FROM told WHERE person IN ", many!());
    /// Notes what circles are told.
    pub NOTE_TOLD = "INSERT INTO told (person, incident, state, at) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (person, incident) DO UPDATE SET state = excluded.state, at = excluded.at";
    /// Who of these was really asked: a message left, or is at its provider in this moment. One that was needed no more while it was
    /// there has left too.
    pub QUESTIONS_SENT = concat!("SELECT owner FROM delivery WHERE kind IN (1, 2) \
        AND (state IN (1, 2, 3) OR (state = 5 AND sent IS NOT NULL) OR (state IN (0, 5) AND lease > 0)) AND owner IN ", many!());
    ERASE_DEVICES = "DELETE FROM subscription WHERE person = $1";
    ERASE_CHOICES = "DELETE FROM preference WHERE person = $1";
    ERASE_TOLD = "DELETE FROM told WHERE person = $1";
    ERASE_DELIVERIES = "DELETE FROM delivery WHERE owner = $1";
    ERASE_DELIVERIES_ABOUT = "DELETE FROM delivery WHERE about = $1 AND kind IN (4, 8)";
    ERASE_INBOX = "DELETE FROM inbox WHERE person = $1";
    EXPORT_CHOICES = "SELECT kind, channel, wanted FROM preference WHERE person = $1 ORDER BY kind, channel";
    EXPORT_DEVICES = "SELECT id, added FROM subscription WHERE person = $1 ORDER BY id";
    EXPORT_DELIVERIES = "SELECT kind, channel, incident, made, sent, delivered, opened FROM delivery WHERE owner = $1 ORDER BY made, id";
    READ_TARGETS = "SELECT person, id, target FROM subscription WHERE (person, id) > ($1, $2) ORDER BY person, id LIMIT $3";
    WRITE_TARGETS = "UPDATE subscription SET target = $4 WHERE person = $1 AND id = $2 AND target = $3";
    READ_DELIVERY_CONTACTS = "SELECT owner, id, contact FROM delivery WHERE (owner, id) > ($1, $2) AND contact IS NOT NULL \
        ORDER BY owner, id LIMIT $3";
    WRITE_DELIVERY_CONTACTS = "UPDATE delivery SET contact = $4 WHERE owner = $1 AND id = $2 AND contact = $3";
    READ_DELIVERY_WORDS = "SELECT owner, id, words FROM delivery WHERE (owner, id) > ($1, $2) AND words IS NOT NULL \
        ORDER BY owner, id LIMIT $3";
    WRITE_DELIVERY_WORDS = "UPDATE delivery SET words = $4 WHERE owner = $1 AND id = $2 AND words = $3";
    READ_INBOX_SENDERS = "SELECT id, sender FROM inbox WHERE id > $1 ORDER BY id LIMIT $2";
    WRITE_INBOX_SENDERS = "UPDATE inbox SET sender = $3 WHERE id = $1 AND sender = $2";
    READ_INBOX_WORDS = "SELECT id, words FROM inbox WHERE id > $1 ORDER BY id LIMIT $2";
    WRITE_INBOX_WORDS = "UPDATE inbox SET words = $3 WHERE id = $1 AND words = $2";
    READ_HOOK_NAMES = "SELECT id, name FROM hook WHERE id > $1 ORDER BY id LIMIT $2";
    WRITE_HOOK_NAMES = "UPDATE hook SET name = $3 WHERE id = $1 AND name = $2";
    READ_HOOK_URLS = "SELECT id, url FROM hook WHERE id > $1 ORDER BY id LIMIT $2";
    WRITE_HOOK_URLS = "UPDATE hook SET url = $3 WHERE id = $1 AND url = $2";
    READ_HOOK_SECRETS = "SELECT id, secret FROM hook WHERE id > $1 ORDER BY id LIMIT $2";
    WRITE_HOOK_SECRETS = "UPDATE hook SET secret = $3 WHERE id = $1 AND secret = $2";
}

/// Every SQL text of this room, and of the queue that it fills.
pub const SQL: &[&[Sql]] = &[
    ALL,
    choices::ALL,
    devices::ALL,
    forget::ALL,
    hooks::ALL,
    notify::QUEUE_SQL,
    notify::report::ALL,
    notify::dead::ALL,
];

fn kind(n: i64) -> Option<&'static str> {
    Kind::of_number(n).map(Kind::word)
}
fn channel(n: i64) -> Option<&'static str> {
    Channel::of_number(n).map(Channel::word)
}

/// What this room keeps of people.
pub static BELONGINGS: Belongings = Belongings {
    erase: &[ERASE_DEVICES, ERASE_CHOICES, ERASE_TOLD, ERASE_DELIVERIES, ERASE_DELIVERIES_ABOUT, ERASE_INBOX],
    export: &[
        Export {
            part: "message_choices",
            sql: EXPORT_CHOICES,
            columns: &[("kind", Column::Word(kind)), ("channel", Column::Word(channel)), ("wanted", Column::Flag)],
        },
        Export { part: "devices", sql: EXPORT_DEVICES, columns: &[("id", Column::Id), ("added", Column::Time)] },
        Export {
            part: "messages",
            sql: EXPORT_DELIVERIES,
            columns: &[
                ("kind", Column::Word(kind)),
                ("channel", Column::Word(channel)),
                ("incident", Column::Id),
                ("made", Column::Time),
                ("sent", Column::Time),
                ("delivered", Column::Time),
                ("opened", Column::Time),
            ],
        },
    ],
    sealed: &[
        Sealed { column: "subscription.target", keys: 2, read: READ_TARGETS, write: WRITE_TARGETS },
        Sealed { column: "delivery.contact", keys: 2, read: READ_DELIVERY_CONTACTS, write: WRITE_DELIVERY_CONTACTS },
        Sealed { column: "delivery.words", keys: 2, read: READ_DELIVERY_WORDS, write: WRITE_DELIVERY_WORDS },
        Sealed { column: "inbox.sender", keys: 1, read: READ_INBOX_SENDERS, write: WRITE_INBOX_SENDERS },
        Sealed { column: "inbox.words", keys: 1, read: READ_INBOX_WORDS, write: WRITE_INBOX_WORDS },
        Sealed { column: "hook.name", keys: 1, read: READ_HOOK_NAMES, write: WRITE_HOOK_NAMES },
        Sealed { column: "hook.url", keys: 1, read: READ_HOOK_URLS, write: WRITE_HOOK_URLS },
        Sealed { column: "hook.secret", keys: 1, read: READ_HOOK_SECRETS, write: WRITE_HOOK_SECRETS },
    ],
};

fn id16(row: &store::Row, n: usize) -> Result<[u8; 16], StoreError> {
    Ok(row.blob(n)?.first_chunk::<16>().copied().unwrap_or_default())
}

/// Through what these people can be reached. Who cannot be is missing.
///
/// # Errors
/// When the store fails.
pub async fn reachable(register: &Register, people: &[PersonId]) -> Result<HashMap<PersonId, Reachable>, StoreError> {
    let mut found: HashMap<PersonId, Reachable> = HashMap::new();
    for row in register.many(DEVICES_OF, people).await? {
        found.entry(row.id(0)?).or_default().devices.push(id16(&row, 1)?);
    }
    let contacts = register.proven_kinds(people).await?;
    let blinds: Vec<Blind> = contacts.iter().map(|(_, _, blind)| Blind(*blind)).collect();
    let rows = register.many(STOPPED_AMONG, &blinds).await?;
    let stopped = rows.iter().map(|r| id16(r, 0)).collect::<Result<std::collections::HashSet<_>, _>>()?;
    for (person, kind, _) in contacts.iter().filter(|(_, _, blind)| !stopped.contains(blind)) {
        let entry = found.entry(*person).or_default();
        match kind {
            ContactKind::Phone => entry.sms = true,
            ContactKind::Email => entry.email = true,
        }
    }
    let with: Vec<PersonId> = found.keys().copied().collect();
    for row in register.many(CHOICES_OF, &with).await? {
        if let (Some(kind), Some(channel)) = (Kind::of_number(row.int(1)?), Channel::of_number(row.int(2)?)) {
            found.entry(row.id(0)?).or_default().chosen.insert((kind, channel), row.flag(3)?);
        }
    }
    Ok(found)
}

/// A blind index as a parameter.
#[derive(Clone, Copy)]
struct Blind([u8; 16]);
impl From<Blind> for Value {
    fn from(blind: Blind) -> Self {
        Self::Id(blind.0)
    }
}

/// What circles were told last of people, by person and incident.
pub type WasTold = HashMap<(PersonId, IncidentId), i64>;

/// What circles were told last of these people.
///
/// # Errors
/// When the store fails.
pub async fn told(register: &Register, people: &[PersonId]) -> Result<WasTold, StoreError> {
    register.many(TOLD_OF, people).await?.iter().map(|r| Ok(((r.id(0)?, r.id(1)?), r.int(2)?))).collect()
}

/// Notes what circles are told of somebody.
pub fn note_told(change: Change, person: PersonId, incident: IncidentId, state: i64, at: Time) -> Change {
    change.run(NOTE_TOLD, params![person, incident, state, at])
}

/// Who of these people got a question that left this server.
///
/// # Errors
/// When the store fails.
pub async fn were_written_to(register: &Register, people: &[PersonId]) -> Result<Vec<PersonId>, StoreError> {
    register.many(QUESTIONS_SENT, people).await?.iter().map(|r| r.id(0)).collect()
}

/// Chooses whether messages of a kind take a channel.
pub fn choose(change: Change, person: PersonId, kind: Kind, channel: Channel, wanted: bool) -> Change {
    change.run(CHOOSE, params![person, kind.number(), channel.number(), wanted])
}

/// What one person chose.
///
/// # Errors
/// When the store fails.
pub async fn choices_of(register: &Register, person: PersonId) -> Result<BTreeMap<(Kind, Channel), bool>, StoreError> {
    let mut chosen = BTreeMap::new();
    for row in register.many(CHOICES_OF, &[person]).await? {
        if let (Some(kind), Some(channel)) = (Kind::of_number(row.int(1)?), Channel::of_number(row.int(2)?)) {
            chosen.insert((kind, channel), row.flag(3)?);
        }
    }
    Ok(chosen)
}
