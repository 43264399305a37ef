//! Lists, members and rolls, as they are kept.

use kernel::{Event, IncidentId, OperatorId, PersonId, RosterId, Time};
use register::Register;
use serde::{Deserialize, Serialize};
use store::{Change, Row, StoreError, params, sql};

sql! {
    /// Begins a list.
    pub BEGIN_ROSTER = "INSERT INTO roster (id, owner, name, created) VALUES ($1, $2, $3, $4)";
    /// One list.
    pub ROSTER = "SELECT id, owner, name, created FROM roster WHERE id = $1";
    /// The lists of a member of staff.
    pub ROSTERS_OF = "SELECT r.id, r.owner, r.name, r.created, (SELECT COUNT(*) FROM roster_member m WHERE m.roster = r.id \
        AND m.left_at IS NULL) FROM roster r WHERE r.owner = $1 ORDER BY r.id";
    /// All lists.
    pub ROSTERS = "SELECT r.id, r.owner, r.name, r.created, (SELECT COUNT(*) FROM roster_member m WHERE m.roster = r.id \
        AND m.left_at IS NULL) FROM roster r ORDER BY r.id";
    /// Takes a member in; changes the line of one who is in; not one who left, not somebody who is not known.
    pub TAKE_IN = "INSERT INTO roster_member (roster, person, line, added, left_at) SELECT $1, id, $3, $4, NULL FROM person WHERE id = $2 \
        ON CONFLICT (roster, person) DO UPDATE SET line = excluded.line WHERE roster_member.left_at IS NULL";
    /// The members of a list.
    pub MEMBERS = "SELECT person, line FROM roster_member WHERE roster = $1 AND left_at IS NULL ORDER BY person";
    /// Everybody who is or was on a list.
    pub EVER_MEMBERS = "SELECT person, left_at FROM roster_member WHERE roster = $1";
    /// The lists that a person is on.
    pub ROSTERS_WITH = "SELECT r.id, r.name FROM roster_member m JOIN roster r ON r.id = m.roster \
        WHERE m.person = $1 AND m.left_at IS NULL ORDER BY r.id";
    /// A member leaves.
    pub LEAVE_ROSTER = "UPDATE roster_member SET line = NULL, left_at = $3 WHERE roster = $1 AND person = $2 AND left_at IS NULL";
    /// A roll begins, if its incident takes answers at this very instant; one that ended begins again.
    pub BEGIN_ROLL = "INSERT INTO roll_call (roster, incident, drill, began, ended, reminded) SELECT $1, id, $3, $4, NULL, NULL \
        FROM incident WHERE id = $2 AND state IN (3, 4) \
        ON CONFLICT (roster, incident) DO UPDATE SET began = excluded.began, ended = NULL, reminded = NULL WHERE roll_call.ended IS NOT NULL";
    /// A roll.
    pub ROLL = "SELECT drill, began, ended, reminded FROM roll_call WHERE roster = $1 AND incident = $2";
    /// Which rolls of an incident are on.
    pub ROLLS_ON = "SELECT roster, drill FROM roll_call WHERE incident = $1 AND ended IS NULL";
    /// The rolls of a list.
    pub ROLLS_OF = "SELECT drill, began, ended, reminded, incident FROM roll_call WHERE roster = $1";
    /// A roll ends.
    pub END_ROLL = "UPDATE roll_call SET ended = $3 WHERE roster = $1 AND incident = $2 AND ended IS NULL";
    /// Notes that the members were reminded, unless somebody did since.
    pub NOTE_REMINDED = "UPDATE roll_call SET reminded = $3 WHERE roster = $1 AND incident = $2 AND ended IS NULL \
        AND (reminded IS NULL OR reminded <= $4)";
}

/// A list.
#[derive(Clone, Debug)]
pub struct Roster {
    /// Its id.
    pub id: RosterId,
    /// Who manages it.
    pub owner: OperatorId,
    /// Its name.
    pub name: String,
    /// When it was begun.
    pub created: Time,
    /// How many members it has, when that was asked.
    pub members: i64,
}

/// The line of a member, as the organisation wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Their telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Their group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
}

/// A roll.
#[derive(Clone, Copy, Debug)]
pub struct Roll {
    /// Whether the incident is an exercise.
    pub drill: bool,
    /// When it began.
    pub began: Time,
    /// When it ended.
    pub ended: Option<Time>,
    /// When those who had not answered were last reminded.
    pub reminded: Option<Time>,
}

impl Roll {
    /// Whether it is on.
    #[must_use]
    pub const fn open(&self) -> bool {
        self.ended.is_none()
    }
}

fn roster(register: &Register, row: &Row) -> Result<Roster, StoreError> {
    Ok(Roster {
        id: row.id(0)?,
        owner: row.id(1)?,
        name: register.open_or_none("roster.name", row.opt_blob(2)?)?.unwrap_or_default(),
        created: row.time(3)?,
        members: if row.values().len() > 4 { row.int(4)? } else { 0 },
    })
}

/// Begins a list.
pub fn begin(change: Change, register: &Register, id: RosterId, owner: OperatorId, name: &str, now: Time) -> Change {
    change.must(BEGIN_ROSTER, params![id, owner, register.seal_or_null("roster.name", Some(name)), now])
}

/// One list.
///
/// # Errors
/// When the store fails.
pub async fn find(r: &Register, id: RosterId) -> Result<Option<Roster>, StoreError> {
    r.store().one(ROSTER, params![id]).await?.map(|row| roster(r, &row)).transpose()
}

/// The lists of a member of staff; all of them for nobody.
///
/// # Errors
/// When the store fails.
pub async fn of(r: &Register, owner: Option<OperatorId>) -> Result<Vec<Roster>, StoreError> {
    let rows = match owner {
        Some(owner) => r.store().read(ROSTERS_OF, params![owner]).await?,
        None => r.store().read(ROSTERS, params![]).await?,
    };
    rows.iter().map(|row| roster(r, row)).collect()
}

/// Takes somebody in, with their line.
///
/// # Errors
/// When the line cannot be written as JSON.
pub fn take_in(
    change: Change,
    r: &Register,
    roster: RosterId,
    person: PersonId,
    line: &Line,
    now: Time,
) -> Result<Change, StoreError> {
    let json = serde_json::to_string(line).map_err(|e| StoreError::Fault(format!("a roster's line: {}", e.line())))?;
    let line = r.seal_or_null("roster_member.line", Some(&json));
    Ok(change.run(TAKE_IN, params![roster, person, line, now]))
}

/// The members of a list, with their lines.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn members(r: &Register, roster: RosterId) -> Result<Vec<(PersonId, Line)>, StoreError> {
    let rows = r.store().read(MEMBERS, params![roster]).await?;
    rows.iter()
        .map(|row| {
            let line = r.open_or_none("roster_member.line", row.opt_blob(1)?)?.unwrap_or_default();
            Ok((row.id(0)?, serde_json::from_str(&line).unwrap_or_default()))
        })
        .collect()
}

/// Everybody who is (true) or was (false) on a list.
///
/// # Errors
/// When the store fails.
pub async fn ever_members(r: &Register, roster: RosterId) -> Result<Vec<(PersonId, bool)>, StoreError> {
    let rows = r.store().read(EVER_MEMBERS, params![roster]).await?;
    rows.iter().map(|row| Ok((row.id(0)?, row.opt_time(1)?.is_none()))).collect()
}

/// The lists that a person is on.
///
/// # Errors
/// When the store fails.
pub async fn with(r: &Register, person: PersonId) -> Result<Vec<(RosterId, String)>, StoreError> {
    let rows = r.store().read(ROSTERS_WITH, params![person]).await?;
    rows.iter()
        .map(|row| Ok((row.id(0)?, r.open_or_none("roster.name", row.opt_blob(1)?)?.unwrap_or_default())))
        .collect()
}

/// A member leaves a list. Refused when they are not on it.
pub fn leave(change: Change, roster: RosterId, person: PersonId, now: Time) -> Change {
    change.must(LEAVE_ROSTER, params![roster, person, now])
}

/// Members in one event: so many are asked in one change.
const STEP: usize = 500;

/// A roll begins, of these members: they are asked. Refused while it is on.
pub fn begin_roll(
    change: Change,
    roster: RosterId,
    incident: IncidentId,
    drill: bool,
    members: &[PersonId],
    now: Time,
) -> Change {
    let event = |people: &[PersonId]| Event::RollCall { roster, incident, drill, open: true, people: people.to_vec() };
    let mut steps = members.chunks(STEP);
    let change = change.must(BEGIN_ROLL, params![roster, incident, drill, now]);
    let change = change.event(event(steps.next().unwrap_or_default()));
    steps.fold(change, |change, step| change.event(event(step)))
}

/// An incident is over: its rolls end with it.
///
/// # Errors
/// When the store fails.
pub async fn end_rolls(r: &Register, mut change: Change, incident: IncidentId, at: Time) -> Result<Change, StoreError> {
    for row in r.store().read(ROLLS_ON, params![incident]).await? {
        let (roster, drill) = (row.id(0)?, row.flag(1)?);
        let over = Event::RollCall { roster, incident, drill, open: false, people: Vec::new() };
        change = change.run(END_ROLL, params![roster, incident, at]).event(over);
    }
    Ok(change)
}

/// The roll of a list in an incident.
///
/// # Errors
/// When the store fails.
pub async fn roll(r: &Register, roster: RosterId, incident: IncidentId) -> Result<Option<Roll>, StoreError> {
    let row = r.store().one(ROLL, params![roster, incident]).await?;
    row.map(|row| as_roll(&row)).transpose()
}

fn as_roll(row: &Row) -> Result<Roll, StoreError> {
    Ok(Roll { drill: row.flag(0)?, began: row.time(1)?, ended: row.opt_time(2)?, reminded: row.opt_time(3)? })
}

/// The rolls of a list, whether or not they are on.
///
/// # Errors
/// When the store fails.
pub async fn rolls(r: &Register, roster: RosterId) -> Result<Vec<(IncidentId, Roll)>, StoreError> {
    let rows = r.store().read(ROLLS_OF, params![roster]).await?;
    rows.iter().map(|row| Ok((row.id(4)?, as_roll(row)?))).collect()
}

/// A roll ends. Refused when it is not on.
pub fn end_roll(change: Change, roster: RosterId, incident: IncidentId, drill: bool, now: Time) -> Change {
    change.must(END_ROLL, params![roster, incident, now]).event(Event::RollCall {
        roster,
        incident,
        drill,
        open: false,
        people: Vec::new(),
    })
}

/// Reminds people. Refused when somebody did after `since`.
pub fn remind(
    change: Change,
    roster: RosterId,
    incident: IncidentId,
    roll: &Roll,
    people: Vec<PersonId>,
    now: Time,
    since: Time,
) -> Change {
    change.must(NOTE_REMINDED, params![roster, incident, now, since]).event(Event::Reminded {
        incident,
        drill: roll.drill,
        people,
    })
}
