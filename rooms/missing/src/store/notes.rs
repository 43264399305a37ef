//! What is said of who is missing, and what seekers and witnesses write to each other.

use ::store::{Change, Row, Store, StoreError, Value, params, sql};
use kernel::{Cell, Event, NoteId, NoticeId};
use register::{Author, How, Proof, Register, State};

use super::notices::blind;
use crate::model::{Ages, Note, Sex};

macro_rules! columns {
    () => {
        "id, notice, incident, drill, author, author_kind, how, state, proof, disputed, at, received, cell, phone, email, age_low, age_high, \
         sex, hidden, expires"
    };
}

sql! {
    /// Keeps a note.
    pub ADD_NOTE = concat!("INSERT INTO notice_note (", columns!(), ", name, words) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, \
        $14, $15, $16, $17, $18, $19, $20, $21, $22)");
    /// The notes of a search, the oldest first.
    pub NOTES = concat!("SELECT ", columns!(), ", name, words FROM notice_note WHERE notice = $1 \
        OR id IN (SELECT subject FROM reunion WHERE notice = $1 AND kind = 2 AND state = 3) ORDER BY at, id LIMIT $2");
    /// One note.
    pub NOTE = concat!("SELECT ", columns!(), ", name, words FROM notice_note WHERE id = $1");
    /// Which searches a note is about.
    pub SEARCHES_OF_NOTE = "SELECT notice FROM notice_note WHERE id = $1 AND notice IS NOT NULL AND hidden = 0 \
        UNION SELECT r.notice FROM reunion r JOIN notice_note n ON n.id = r.subject \
        WHERE r.subject = $1 AND r.kind = 2 AND r.state = 3 AND n.hidden = 0";
    /// Several.
    pub NOTE_MANY = concat!("SELECT ", columns!(), ", name, words FROM notice_note WHERE id IN ", register::many!());
    /// News of names that fit no search yet, page by page.
    pub NEWS = concat!("SELECT ", columns!(), ", name, words FROM notice_note WHERE id > $1 AND notice IS NULL AND hidden = 0 ORDER BY id LIMIT $2");
    /// Moderators take a note away, or give it back.
    pub HIDE_NOTE = "UPDATE notice_note SET hidden = $2 WHERE id = $1 AND hidden <> $2";
    /// What is said of a search goes with it.
    pub DROP_NOTES = "DELETE FROM notice_note WHERE notice = $1";
    /// News that fitted no search in its time.
    pub NEWS_OVER = "SELECT id, incident, drill FROM notice_note WHERE expires < $1 AND notice IS NULL ORDER BY expires, id LIMIT $2";
    /// News of whoever is reached so, that fits no search yet.
    pub NEWS_WITH = "SELECT id, incident, drill FROM notice_note WHERE notice IS NULL AND hidden = 0 AND (phone = $1 OR email = $1)";
    /// News by somebody without a proven contact.
    pub NEWS_UNPROVEN = concat!("SELECT id, incident, drill FROM notice_note WHERE notice IS NULL AND author_kind = 1 AND proof = 1 AND author IN ",
        register::many!());
    /// They have proven one.
    pub PROVE_NEWS = "UPDATE notice_note SET proof = 2 WHERE author = $1 AND author_kind = 1 AND proof = 1";
    /// Somebody is erased: what was proposed because of what they said, or of what came from a number of theirs, is,
    pub ERASE_PROPOSED = "DELETE FROM reunion WHERE kind = 2 AND state <> 3 AND subject IN (SELECT id FROM notice_note WHERE author = $1 \
        OR (how = 1 AND author_kind = 0 AND phone IN (SELECT blind FROM proven_contact WHERE person = $1)))";
    /// … what came from it is …
    pub ERASE_OF_NUMBERS = "DELETE FROM notice_note WHERE how = 1 AND author_kind = 0 \
        AND phone IN (SELECT blind FROM proven_contact WHERE person = $1)";
    /// … which they can read with the rest of their data …
    pub EXPORT_OF_NUMBERS = "SELECT id, incident, drill, at, state, name FROM notice_note WHERE how = 1 AND author_kind = 0 \
        AND phone IN (SELECT blind FROM proven_contact WHERE person = $1) ORDER BY at, id";
    /// … and what they said is.
    pub ERASE_NOTES = "DELETE FROM notice_note WHERE author = $1";
    /// What they said, for the export of their data.
    pub EXPORT_NOTES = "SELECT id, incident, drill, at, state, how, name, words FROM notice_note WHERE author = $1 ORDER BY at, id";
    /// Read to be sealed anew …
    pub READ_NAMES = "SELECT id, name FROM notice_note WHERE id > $1 AND name IS NOT NULL ORDER BY id LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_NAMES = "UPDATE notice_note SET name = $3 WHERE id = $1 AND name = $2";
    /// Read to be sealed anew …
    pub READ_WORDS = "SELECT id, words FROM notice_note WHERE id > $1 AND words IS NOT NULL ORDER BY id LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_WORDS = "UPDATE notice_note SET words = $3 WHERE id = $1 AND words = $2";
    /// A message between a seeker and a witness.
    pub ADD_MESSAGE = "INSERT INTO notice_word (notice, witness, id, by_seeker, at, words) SELECT $1, $2, $3, $4, $5, $6 \
        WHERE (SELECT COUNT(*) FROM notice_word WHERE notice = $1 AND witness = $2) < $7";
    /// What the two wrote, the oldest first.
    pub MESSAGES = "SELECT by_seeker, at, words FROM notice_word WHERE notice = $1 AND witness = $2 ORDER BY id LIMIT $3";
    /// With whom a seeker writes.
    pub WITNESSES = "SELECT DISTINCT witness FROM notice_word WHERE notice = $1 ORDER BY witness";
    /// What was written goes with its search.
    pub DROP_MESSAGES = "DELETE FROM notice_word WHERE notice = $1";
    /// Somebody is erased: what they and seekers wrote to each other is.
    pub ERASE_MESSAGES = "DELETE FROM notice_word WHERE witness = $1";
    /// Read to be sealed anew …
    pub READ_MESSAGES = "SELECT notice, witness, id, words FROM notice_word WHERE (notice, witness, id) > ($1, $2, $3) \
        ORDER BY notice, witness, id LIMIT $4";
    /// … written, if it is still as it was read.
    pub WRITE_MESSAGES = "UPDATE notice_word SET words = $5 WHERE notice = $1 AND witness = $2 AND id = $3 AND words = $4";
}

/// What is sealed of a note.
pub const NAME: &str = "note.name";
/// … its words.
pub const WORDS: &str = "note.words";
/// What a seeker and a witness write.
pub const MESSAGE: &str = "notice_word.words";

/// A note with what was sealed of it.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The note.
    pub note: Note,
    /// Who is meant by news of a name.
    pub name: Option<String>,
    /// A word, masked.
    pub words: Option<String>,
}

/// Reads a note.
///
/// # Errors
/// When the row is not one, or a key is gone.
pub fn whole(register: &Register, row: &Row) -> Result<Whole, StoreError> {
    let odd = |what: &str| StoreError::Fault(format!("a note's {what} is not known"));
    let bytes = |i| Ok::<_, StoreError>(row.opt_blob(i)?.and_then(|b| <[u8; 16]>::try_from(b).ok()));
    let note = Note {
        id: row.id(0)?,
        notice: row.opt_id(1)?,
        incident: row.id(2)?,
        drill: row.flag(3)?,
        author: Author::of_number(row.int(5)?, bytes(4)?).ok_or_else(|| odd("author"))?,
        how: How::of_number(row.int(6)?).ok_or_else(|| odd("way of knowing"))?,
        state: State::of_number(row.int(7)?).ok_or_else(|| odd("state"))?,
        proof: Proof::of_number(row.int(8)?).ok_or_else(|| odd("proof"))?,
        disputed: row.flag(9)?,
        at: row.time(10)?,
        received: row.time(11)?,
        cell: row.opt_int(12)?.and_then(Cell::of_number),
        phone: bytes(13)?,
        email: bytes(14)?,
        ages: row.opt_int(15)?.zip(row.opt_int(16)?).map(|(low, high)| Ages { low, high }),
        sex: Sex::of_number(row.int(17)?).ok_or_else(|| odd("sex"))?,
        hidden: row.flag(18)?,
        expires: row.time(19)?,
    };
    Ok(Whole {
        note,
        name: register.open_or_none(NAME, row.opt_blob(20)?)?,
        words: register.open_or_none(WORDS, row.opt_blob(21)?)?,
    })
}

/// The notes of a search, the oldest first.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn of_notice(register: &Register, id: NoticeId) -> Result<Vec<Whole>, StoreError> {
    register.store().read(NOTES, params![id, MOST]).await?.iter().map(|r| whole(register, r)).collect()
}

/// Notes that are read of one search.
const MOST: i64 = 500;

/// One note.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn one(register: &Register, id: NoteId) -> Result<Option<Whole>, StoreError> {
    register.store().one(NOTE, params![id]).await?.as_ref().map(|r| whole(register, r)).transpose()
}

/// Which searches a note is about; none while that is not known, or when moderators took it away.
///
/// # Errors
/// When the store fails.
pub async fn searches_of(store: &Store, id: NoteId) -> Result<Vec<NoticeId>, StoreError> {
    store.read(SEARCHES_OF_NOTE, params![id]).await?.iter().map(|r| r.id(0)).collect()
}

/// Keeps a note, and tells of it.
pub fn add(change: Change, register: &Register, whole: &Whole) -> Change {
    let n = &whole.note;
    let author = n.author.bytes().map_or(Value::Null, |b| Value::Blob(b.to_vec()));
    let params = params![
        n.id,
        n.notice,
        n.incident,
        n.drill,
        author,
        n.author.number(),
        n.how.number(),
        n.state.number(),
        n.proof.number(),
        n.disputed,
        n.at,
        n.received,
        n.cell,
        blind(n.phone),
        blind(n.email),
        n.ages.map(|a| a.low),
        n.ages.map(|a| a.high),
        n.sex.number(),
        n.hidden,
        n.expires,
        register.seal_or_null(NAME, whole.name.as_deref()),
        register.seal_or_null(WORDS, whole.words.as_deref())
    ];
    change.must(ADD_NOTE, params).event(Event::News { note: n.id, incident: n.incident, drill: n.drill })
}

/// Whether anything of this store is there at all: what a look at nothing costs is what a look at something costs.
///
/// # Errors
/// When the store fails.
pub async fn nothing(store: &Store) -> Result<(), StoreError> {
    let nobody: NoticeId = kernel::Id::from_bytes([0; 16]);
    store.read(NOTES, params![nobody, MOST]).await.map(drop)
}
