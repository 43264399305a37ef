//! Text messages that came in: which were read, and those that wait for a person to read them.

use kernel::{IncidentId, PersonId, Time};
use register::Register;
use store::{Change, Row, StoreError, Value, params, sql};

sql! {
    /// Notes that a message was read: the same one is not read twice.
    pub NOTE_INBOUND = "INSERT INTO inbound (digest, at) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING";
    /// Whether it was.
    pub WAS_READ = "SELECT 1 FROM inbound WHERE digest = $1";
    /// Forgets which messages were read.
    pub FORGET_INBOUND = "DELETE FROM inbound WHERE at < $1";
    /// Keeps a message for a person to read.
    pub KEEP_MESSAGE = "INSERT INTO inbox (id, at, blind, sender, words, person, incident, urgent, answer, state, read_by) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, NULL) ON CONFLICT (id) DO NOTHING";
    /// Those that nobody has read, the urgent ones first, the oldest of each first.
    pub MESSAGES_WAITING = "SELECT id, at, sender, words, person, incident, urgent FROM inbox WHERE state = 0 \
        ORDER BY urgent DESC, at, id LIMIT $1";
    /// How many they are; no more than so many are counted.
    pub COUNT_MESSAGES = "SELECT COUNT(*) FROM (SELECT 1 FROM inbox WHERE state = 0 LIMIT $1) w";
    /// One of them.
    pub MESSAGE = "SELECT id, at, sender, words, person, incident, urgent FROM inbox WHERE id = $1";
    /// How many came in after a time, read since or not; no more than so many are counted.
    pub COUNT_NEW_MESSAGES = "SELECT COUNT(*) FROM (SELECT 1 FROM inbox WHERE at > $1 LIMIT $2) w";
    /// All that are kept, the oldest first, page by page, and whether they were read.
    pub ALL_MESSAGES = "SELECT id, at, sender, words, person, incident, urgent, state FROM inbox \
        WHERE at > $1 OR (at = $1 AND id > $2) ORDER BY at, id LIMIT $3";
    /// Somebody has read it.
    pub READ_MESSAGE = "UPDATE inbox SET state = 1, read_by = $2 WHERE id = $1 AND state = 0";
    /// The answer whose sender was asked their name last.
    pub ANSWER_UNNAMED = "SELECT answer FROM inbox WHERE blind = $1 AND at >= $2 AND answer IS NOT NULL ORDER BY at DESC, id DESC LIMIT 1";
    /// Forgets messages.
    pub FORGET_MESSAGES = "DELETE FROM inbox WHERE at < $1";
    /// The code that a number was sent for an answer that it texted itself: what others said in its name on a page is not confirmed by it.
    pub CODE_FOR_ANSWER = "SELECT id FROM proof WHERE blind = $1 AND person IS NULL AND done IS NULL AND expires > $2 \
        AND answer IN (SELECT m.answer FROM inbox m WHERE m.blind = $1 AND m.answer IS NOT NULL) ORDER BY id DESC LIMIT 1";
    /// Erasing a person takes what came from their numbers …
    pub ERASE_MESSAGES = "DELETE FROM inbox WHERE person = $1 OR blind IN (SELECT blind FROM proven_contact WHERE person = $1)";
    /// … and what answered it …
    pub ERASE_REPLIES = "DELETE FROM delivery WHERE owner IN (SELECT blind FROM proven_contact WHERE person = $1)";
    /// … which they can read with the rest of their data.
    pub EXPORT_MESSAGES = "SELECT id, at, incident, words FROM inbox WHERE person = $1 ORDER BY at, id";
}

/// A message that waits for a person to read it.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// Its id: made of the provider's name of it.
    pub id: [u8; 16],
    /// When it came in.
    pub at: Time,
    /// The sender, as a number.
    pub sender: String,
    /// What it says.
    pub words: String,
    /// Whose the number is.
    pub person: Option<PersonId>,
    /// The incident that it seems to be about.
    pub incident: Option<IncidentId>,
    /// Whether it is read first.
    pub urgent: bool,
}

impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Message")
    }
}

impl Message {
    /// Its id in addresses: 22 characters.
    #[must_use]
    pub fn name(&self) -> String {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
        URL_SAFE_NO_PAD.encode(self.id)
    }
    /// The id of a name.
    #[must_use]
    pub fn id_of(name: &str) -> Option<[u8; 16]> {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
        URL_SAFE_NO_PAD.decode(name).ok().and_then(|b| b.try_into().ok())
    }
}

fn seal(register: &Register, column: &str, text: &str) -> Value {
    Value::Blob(register.seal().seal(register.dice(), column, text.as_bytes()))
}

/// Notes that a message was read. Refused when it was before.
pub fn note_inbound(change: Change, digest: [u8; 16], now: Time) -> Change {
    change.must(NOTE_INBOUND, params![Value::Id(digest), now])
}

/// Whether a message was read.
pub async fn was_read(register: &Register, digest: [u8; 16]) -> Result<bool, StoreError> {
    Ok(register.store().one(WAS_READ, params![Value::Id(digest)]).await?.is_some())
}

/// Keeps a message of a number (by its blind index) for a person to read, with the answer that it became.
pub fn keep(change: Change, register: &Register, m: &Message, blind: [u8; 16], answer: Option<[u8; 16]>) -> Change {
    change.run(
        KEEP_MESSAGE,
        params![
            Value::Id(m.id),
            m.at,
            Value::Id(blind),
            seal(register, "inbox.sender", &m.sender),
            seal(register, "inbox.words", &m.words),
            m.person,
            m.incident,
            m.urgent,
            answer.map(Value::Id).unwrap_or(Value::Null),
        ],
    )
}

/// At most `limit` messages that nobody has read, the urgent ones first.
pub async fn waiting(register: &Register, limit: i64) -> Result<Vec<Message>, StoreError> {
    register.store().read(MESSAGES_WAITING, params![limit]).await?.iter().map(|r| message(register, r)).collect()
}

/// How many nobody has read; at most `most` are counted.
pub async fn count(register: &Register, most: i64) -> Result<i64, StoreError> {
    register.store().one(COUNT_MESSAGES, params![most]).await?.map_or(Ok(0), |r| r.int(0))
}

/// How many came in after a time, read since or not; at most `most` are counted.
pub async fn count_since(register: &Register, after: Time, most: i64) -> Result<i64, StoreError> {
    register.store().one(COUNT_NEW_MESSAGES, params![after, most]).await?.map_or(Ok(0), |r| r.int(0))
}

/// At most `limit` of all that are kept, the oldest first, after one; and whether somebody has read them.
pub async fn page(
    register: &Register,
    (at, id): (Time, [u8; 16]),
    limit: i64,
) -> Result<Vec<(Message, bool)>, StoreError> {
    let rows = register.store().read(ALL_MESSAGES, params![at, Value::Id(id), limit]).await?;
    rows.iter().map(|r| Ok((message(register, r)?, r.flag(7)?))).collect()
}

/// One message.
pub async fn find(register: &Register, id: [u8; 16]) -> Result<Option<Message>, StoreError> {
    register.store().one(MESSAGE, params![Value::Id(id)]).await?.map(|r| message(register, &r)).transpose()
}

fn message(register: &Register, row: &Row) -> Result<Message, StoreError> {
    let open = |column: &str, sealed: &[u8]| {
        register.seal().open_text(column, sealed).map_err(|e| StoreError::Fault(format!("{column}: {e}")))
    };
    Ok(Message {
        id: row.blob(0)?.first_chunk::<16>().copied().unwrap_or_default(),
        at: row.time(1)?,
        sender: open("inbox.sender", row.blob(2)?)?,
        words: open("inbox.words", row.blob(3)?)?,
        person: row.opt_id(4)?,
        incident: row.opt_id(5)?,
        urgent: row.flag(6)?,
    })
}

/// Somebody has read it. Refused when somebody else was faster.
pub fn read(change: Change, id: [u8; 16], by: kernel::OperatorId) -> Change {
    change.must(READ_MESSAGE, params![Value::Id(id), by])
}

/// The answer whose sender was asked their name last, since a time.
pub async fn unnamed(register: &Register, blind: [u8; 16], since: Time) -> Result<Option<[u8; 16]>, StoreError> {
    let row = register.store().one(ANSWER_UNNAMED, params![Value::Id(blind), since]).await?;
    row.map(|r| Ok(r.blob(0)?.first_chunk::<16>().copied().unwrap_or_default())).transpose()
}

/// The proof whose code a number was sent for an answer without an account.
pub async fn code_for(register: &Register, blind: [u8; 16], now: Time) -> Result<Option<kernel::ProofId>, StoreError> {
    register.store().one(CODE_FOR_ANSWER, params![Value::Id(blind), now]).await?.map(|r| r.id(0)).transpose()
}
