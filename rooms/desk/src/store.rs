//! What moderators hand over to each other, as it is kept.

use ::store::{Change, NewJob, Row, Sql, StoreError, params, sql};
use kernel::{Id, ReportId, Span, Staff, Time};
use register::Register;

use crate::model::reports::Note;

/// The sealed column.
pub const WORDS: &str = "handover.words";
/// It is kept for so long.
pub const LASTS: Span = Span::days(7);
/// The kind of the job that forgets notes.
pub const NOTE_JOB: &str = "desk.handover";

sql! {
    /// Keeps a note.
    pub ADD_NOTE = "INSERT INTO handover (id, at, by, by_name, words) VALUES ($1, $2, $3, $4, $5)";
    /// The notes, the newest first.
    pub NOTES = "SELECT at, by_name, words FROM handover WHERE at > $1 ORDER BY at DESC, id DESC LIMIT $2";
    /// What is older goes.
    pub FORGET_NOTES = "DELETE FROM handover WHERE at <= $1";
    /// Read to be sealed anew …
    pub READ_NOTES = "SELECT id, words FROM handover WHERE id > $1 ORDER BY id LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_NOTES = "UPDATE handover SET words = $3 WHERE id = $1 AND words = $2";
}

/// Every SQL text of this room.
pub const SQL: &[&[Sql]] = &[ALL];

/// Keeps a note, which is forgotten when its time is over, whether or not anybody writes another one.
pub fn note(change: Change, register: &Register, id: ReportId, staff: &Staff, words: &str, now: Time) -> Change {
    let sealed = register.seal_or_null(WORDS, Some(words));
    let job = NewJob { kind: NOTE_JOB, key: id.to_string(), body: String::new(), run_at: now.plus(LASTS) };
    change.run(ADD_NOTE, params![id.bytes(), now, staff.id, staff.name.as_ref(), sealed]).job(job)
}

/// What is old goes.
pub fn forget(change: Change, now: Time) -> Change {
    change.run(FORGET_NOTES, params![now.minus(LASTS)])
}

/// The notes since a time, the newest first.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn notes(register: &Register, since: Time, most: i64) -> Result<Vec<Note>, StoreError> {
    let rows = register.store().read(NOTES, params![since, most]).await?;
    rows.iter().map(|row| read(register, row)).collect()
}

fn read(register: &Register, row: &Row) -> Result<Note, StoreError> {
    let words = register.open_or_none(WORDS, Some(row.blob(2)?))?.unwrap_or_default();
    Ok(Note { at: row.time(0)?, by: row.text(1)?.to_owned(), words })
}
