//! Proposals that a search and a sign of life belong together, and what must never be told.

use ::store::{Change, Row, Store, StoreError, Value, params, sql};
use kernel::{Event, Id, PersonId, ReunionId, Staff, Time};
use register::Register;

use crate::model::{Reunion, ReunionState, Sign};

macro_rules! columns {
    () => {
        "id, notice, incident, drill, version, kind, subject, seeker, score, reasons, state, made, changed"
    };
}

sql! {
    /// Proposes one, once.
    pub ADD_REUNION = concat!("INSERT INTO reunion (", columns!(), ", decided_by, decided_by_name) \
        VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11, $11, NULL, NULL) ON CONFLICT (notice, subject) DO NOTHING");
    /// One.
    pub REUNION = concat!("SELECT ", columns!(), " FROM reunion WHERE id = $1");
    /// Those of these signs.
    pub REUNIONS_OF_SUBJECTS = concat!("SELECT ", columns!(), " FROM reunion WHERE subject IN ", register::many!());
    /// What somebody is asked, the newest first.
    pub ASKED = concat!("SELECT ", columns!(), " FROM reunion WHERE subject = $1 AND kind = 1 \
        AND (state IN (1, 3, 5, 6, 8) OR (state = 4 AND decided_by IS NULL)) \
        ORDER BY made DESC, id DESC LIMIT $2");
    /// Those of a search.
    pub REUNIONS_OF_NOTICE = concat!("SELECT ", columns!(), " FROM reunion WHERE notice = $1 ORDER BY made, id");
    /// What reviewers are to compare, the oldest first.
    pub TO_REVIEW = concat!("SELECT ", columns!(), " FROM reunion WHERE state IN (2, 8) AND drill = $1 ORDER BY made, id LIMIT $2");
    /// Those that were confirmed lately, the newest first.
    pub CONFIRMED = concat!("SELECT ", columns!(), " FROM reunion WHERE state IN (3, 10) AND drill = $1 AND changed > $2 \
        ORDER BY changed DESC, id DESC LIMIT $3");
    /// One moves on.
    pub MOVE_REUNION = "UPDATE reunion SET state = $3, changed = $4, decided_by = $5, decided_by_name = $6, version = version + 1 \
        WHERE id = $1 AND version = $2";
    /// Those of a search go with it.
    pub DROP_REUNIONS = "DELETE FROM reunion WHERE notice = $1";
    /// What waits because of news that is gone, or is somebody's now.
    pub DROP_WAITING_OF_SIGN = "DELETE FROM reunion WHERE subject = $1 AND kind = 2 AND state IN (1, 2)";
    /// Somebody is never to be told of a person.
    pub HUSH = "INSERT INTO hush (person, seeker, at) VALUES ($1, $2, $3) ON CONFLICT (person, seeker) DO NOTHING";
    /// They may be told again.
    pub UNHUSH = "DELETE FROM hush WHERE person = $1 AND seeker = $2";
    /// Who is never to be told of these people.
    pub HUSHES = concat!("SELECT person, seeker FROM hush WHERE person IN ", register::many!());
    /// Who is never to be told of: whoever said so to this seeker.
    pub HUSHED_FROM = "SELECT person FROM hush WHERE seeker = $1 ORDER BY person LIMIT $2";
    /// Whatever they asked of a person is "never" too; what a reviewer has not looked at yet is asked nobody.
    pub NEVER_AT_ALL = "UPDATE reunion SET state = CASE WHEN state = 2 THEN 9 ELSE 6 END, changed = $3, decided_by = NULL, \
        decided_by_name = NULL, version = version + 1 WHERE subject = $1 AND seeker = $2 AND kind = 1 AND state IN (1, 2, 5, 7, 8)";
    /// … and is not any more: they may answer anew,
    pub NOT_NEVER = "UPDATE reunion SET state = 5, changed = $3, version = version + 1 \
        WHERE subject = $1 AND seeker = $2 AND kind = 1 AND state = 6";
    /// … and what they were not asked is proposed as everything is.
    pub DROP_HIDDEN_OF = "DELETE FROM reunion WHERE subject = $1 AND seeker = $2 AND kind = 1 AND state = 9";
    /// A person hides from a search no more.
    pub DROP_HIDDEN = "DELETE FROM reunion WHERE notice = $1 AND subject = $2 AND state = 9";
    /// A member of staff has decided one.
    pub DECIDED_BY_STAFF = "SELECT id FROM reunion WHERE id = $1 AND decided_by IS NOT NULL";
    /// Somebody is not to be told of a person for now.
    pub NOT_NOW = "INSERT INTO not_now (person, seeker, incident, at) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (person, seeker, incident) DO UPDATE SET at = excluded.at";
    /// They may be.
    pub NOW = "DELETE FROM not_now WHERE person = $1 AND seeker = $2 AND incident = $3";
    /// Whether somebody is not to be told of a person for now.
    pub IS_NOT_NOW = "SELECT at FROM not_now WHERE person = $1 AND seeker = $2 AND incident = $3";
    /// What was said so long ago is asked anew.
    pub FORGET_NOT_NOWS = "DELETE FROM not_now WHERE at < $1";
    /// The contacts of these people, without the contacts.
    pub BLINDS_OF = concat!("SELECT person, blind, proven FROM contact WHERE person IN ", register::many!());
    /// Who has one of these contacts.
    pub PEOPLE_WITH = concat!("SELECT person FROM proven_contact WHERE blind IN ", register::many!());
    /// What one was asked, for the export of one's data.
    pub EXPORT_REUNIONS = "SELECT id, incident, drill, made, state FROM reunion WHERE subject = $1 AND kind = 1 ORDER BY made, id";
}

/// Reads one.
///
/// # Errors
/// When the row is not one.
pub fn reunion(row: &Row) -> Result<Reunion, StoreError> {
    let odd = |what: &str| StoreError::Fault(format!("a reunion's {what} is not known"));
    Ok(Reunion {
        id: row.id(0)?,
        notice: row.id(1)?,
        incident: row.id(2)?,
        drill: row.flag(3)?,
        version: row.int(4)?,
        sign: Sign::of_number(row.int(5)?).ok_or_else(|| odd("kind"))?,
        subject: row.blob(6)?.try_into().map_err(|_| odd("subject"))?,
        seeker: row.opt_id(7)?,
        score: row.int(8)?,
        reasons: row.text(9)?.to_owned(),
        state: ReunionState::of_number(row.int(10)?).ok_or_else(|| odd("state"))?,
        made: row.time(11)?,
        changed: row.time(12)?,
    })
}

/// One.
///
/// # Errors
/// When the store fails.
pub async fn one(store: &Store, id: ReunionId) -> Result<Option<Reunion>, StoreError> {
    store.one(REUNION, params![id]).await?.as_ref().map(reunion).transpose()
}

/// Those of these signs.
///
/// # Errors
/// When the store fails.
pub async fn of_subjects(register: &Register, subjects: &[PersonId]) -> Result<Vec<Reunion>, StoreError> {
    register.many(REUNIONS_OF_SUBJECTS, subjects).await?.iter().map(reunion).collect()
}

/// Proposes one: nothing is written when it was proposed before. Of whom nobody is to ask anything, nobody hears.
pub fn propose(change: Change, r: &Reunion) -> Change {
    let params = params![
        r.id,
        r.notice,
        r.incident,
        r.drill,
        r.sign.number(),
        Value::Blob(r.subject.to_vec()),
        r.seeker,
        r.score,
        r.reasons.as_str(),
        r.state.number(),
        r.made
    ];
    let change = change.run(ADD_REUNION, params);
    if matches!(r.state, ReunionState::Hidden | ReunionState::NotNow) { change } else { change.event(told(r, r.state)) }
}

/// One moves on, by the person or by a member of staff.
pub fn moved(change: Change, r: &Reunion, state: ReunionState, by: Option<&Staff>, now: Time) -> Change {
    let (id, name) = by.map_or((Value::Null, Value::Null), |s| {
        (Value::Blob(s.id.bytes().to_vec()), Value::Text(s.name.as_ref().to_owned()))
    });
    change.must(MOVE_REUNION, params![r.id, r.version, state.number(), now, id, name]).event(told(r, state))
}

/// The event of one. What somebody answered in confidence stands in no event either.
#[must_use]
pub fn told(r: &Reunion, state: ReunionState) -> Event {
    let state = match state {
        ReunionState::NotNow | ReunionState::Never | ReunionState::NotSame | ReunionState::Hidden => "answered",
        ReunionState::Held => ReunionState::Confirmed.word(),
        other => other.word(),
    };
    Event::Reunion {
        reunion: r.id,
        notice: r.notice,
        incident: r.incident,
        drill: r.drill,
        state: state.to_owned(),
        person: r.person().filter(|_| state == ReunionState::Asked.word()),
    }
}
