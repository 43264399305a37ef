//! Web hooks, and the rolls that they hear.

use std::collections::HashMap;

use kernel::{IncidentId, OperatorId, PersonId, RosterId, Time};
use notify::hook::Secret;
use register::{Register, many};
use store::{Change, Row, StoreError, Value, params, sql};

use super::{Blind, id16};
use crate::model::{Hears, Standing};

sql! {
    /// Adds a web hook.
    pub ADD_HOOK = "INSERT INTO hook (id, name, url, secret, kinds, roster, added, added_by, paused) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)";
    /// All of them.
    pub HOOKS = "SELECT id, name, url, secret, kinds, roster, added, paused FROM hook ORDER BY added, id";
    /// One of them.
    pub HOOK = "SELECT id, name, url, secret, kinds, roster, added, paused FROM hook WHERE id = $1";
    /// Which of them hear of incidents.
    pub HOOKS_OF_INCIDENTS = "SELECT id FROM hook WHERE kinds = 1 AND paused = 0 ORDER BY id";
    /// Whether any hears a roll.
    pub ANY_HOOK_OF_ROLLS = "SELECT 1 FROM hook WHERE kinds = 2 AND paused = 0 LIMIT 1";
    /// Which of them hear the answer of a person in an incident: those of lists that the person is on, while the roll is called.
    pub HOOKS_OF_ANSWER = "SELECT h.id FROM hook h JOIN roll_call r ON r.roster = h.roster AND r.incident = $2 AND r.ended IS NULL \
        JOIN roster_member m ON m.roster = h.roster AND m.person = $1 AND m.left_at IS NULL \
        WHERE h.kinds = 2 AND h.paused = 0 ORDER BY h.id";
    /// The line of a member of a list, while its roll is called.
    pub LINE_DURING_ROLL = "SELECT m.line FROM roster_member m JOIN roll_call r ON r.roster = m.roster AND r.incident = $3 AND r.ended IS NULL \
        WHERE m.roster = $1 AND m.person = $2 AND m.left_at IS NULL";
    /// Who manages a list.
    pub OWNER_OF_ROSTER = "SELECT owner FROM roster WHERE id = $1";
    /// The lists, or those that somebody manages.
    pub ROSTER_NAMES = "SELECT id, owner, name FROM roster ORDER BY id";
    /// Whether a web hook is called.
    pub PAUSE_HOOK = "UPDATE hook SET paused = $2 WHERE id = $1";
    /// Forgets a web hook.
    pub DROP_HOOK = "DELETE FROM hook WHERE id = $1";
    /// And what was on its way to it.
    pub DROP_CALLS = "DELETE FROM delivery WHERE owner = $1 AND channel = 4";
    /// What became of the calls of several of them.
    pub CALLS_OF = concat!("SELECT owner, SUM(CASE WHEN state IN (1, 2, 3) THEN 1 ELSE 0 END), SUM(CASE WHEN state = 0 THEN 1 ELSE 0 END), \
        SUM(CASE WHEN state = 4 THEN 1 ELSE 0 END) FROM delivery WHERE channel = 4 AND owner IN ", many!(), " GROUP BY owner");
}

/// A web hook, opened.
pub struct Hook {
    /// Its id.
    pub id: [u8; 16],
    /// Its name.
    pub name: String,
    /// Where it is called.
    pub url: String,
    /// What it checks signatures with.
    pub secret: Option<Secret>,
    /// What it hears.
    pub hears: Hears,
    /// When it was added.
    pub added: Time,
    /// Whether it is called.
    pub standing: Standing,
}

/// What became of the calls of a hook.
#[derive(Clone, Copy, Debug, Default)]
pub struct Calls {
    /// Taken.
    pub sent: i64,
    /// Waiting.
    pub waiting: i64,
    /// Dead.
    pub failed: i64,
}

fn hook(r: &Register, row: &Row) -> Result<Hook, StoreError> {
    let text = |n: usize, column: &str| -> Result<String, StoreError> {
        Ok(r.open_or_none(column, row.opt_blob(n)?)?.unwrap_or_default())
    };
    let roster: Option<RosterId> = row.opt_id(5)?;
    Ok(Hook {
        id: id16(row, 0)?,
        name: text(1, "hook.name")?,
        url: text(2, "hook.url")?,
        secret: Secret::parse(&text(3, "hook.secret")?),
        hears: roster.map_or(Hears::Incidents, Hears::Roll),
        added: row.time(6)?,
        standing: Standing::of_number(row.int(7)?),
    })
}

/// Adds a web hook.
pub fn add(change: Change, r: &Register, hook: &Hook, by: OperatorId) -> Change {
    let (kinds, roster) = match hook.hears {
        Hears::Incidents => (1_i64, None),
        Hears::Roll(roster) => (2, Some(roster)),
    };
    let secret = hook.secret.as_ref().map(Secret::to_text);
    change.must(
        ADD_HOOK,
        params![
            Value::Id(hook.id),
            r.seal_or_null("hook.name", Some(&hook.name)),
            r.seal_or_null("hook.url", Some(&hook.url)),
            r.seal_or_null("hook.secret", secret.as_deref()),
            kinds,
            roster,
            hook.added,
            by
        ],
    )
}

/// All web hooks, the oldest first.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn all(r: &Register) -> Result<Vec<Hook>, StoreError> {
    r.store().read(HOOKS, params![]).await?.iter().map(|row| hook(r, row)).collect()
}

/// One of them.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn find(r: &Register, id: [u8; 16]) -> Result<Option<Hook>, StoreError> {
    r.store().one(HOOK, params![Value::Id(id)]).await?.map(|row| hook(r, &row)).transpose()
}

/// Which of them hear of incidents.
///
/// # Errors
/// When the store fails.
pub async fn of_incidents(r: &Register) -> Result<Vec<[u8; 16]>, StoreError> {
    r.store().read(HOOKS_OF_INCIDENTS, params![]).await?.iter().map(|row| id16(row, 0)).collect()
}

/// Whether any hears a roll.
///
/// # Errors
/// When the store fails.
pub async fn any_of_rolls(r: &Register) -> Result<bool, StoreError> {
    Ok(r.store().one(ANY_HOOK_OF_ROLLS, params![]).await?.is_some())
}

/// Which of them hear the answer of a person in an incident.
///
/// # Errors
/// When the store fails.
pub async fn of_answer(r: &Register, person: PersonId, incident: IncidentId) -> Result<Vec<[u8; 16]>, StoreError> {
    r.store().read(HOOKS_OF_ANSWER, params![person, incident]).await?.iter().map(|row| id16(row, 0)).collect()
}

/// The line of a member, as JSON of the organisation's list, while its roll is called.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn line_during_roll(
    r: &Register,
    roster: RosterId,
    person: PersonId,
    incident: IncidentId,
) -> Result<Option<String>, StoreError> {
    let row = r.store().one(LINE_DURING_ROLL, params![roster, person, incident]).await?;
    row.map(|row| r.open_or_none("roster_member.line", row.opt_blob(0)?)).transpose().map(Option::flatten)
}

/// Who manages a list.
///
/// # Errors
/// When the store fails.
pub async fn owner_of(r: &Register, roster: RosterId) -> Result<Option<OperatorId>, StoreError> {
    r.store().one(OWNER_OF_ROSTER, params![roster]).await?.map(|row| row.id(0)).transpose()
}

/// The lists, with who manages each and its name.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn rosters(r: &Register) -> Result<Vec<(RosterId, OperatorId, String)>, StoreError> {
    let rows = r.store().read(ROSTER_NAMES, params![]).await?;
    rows.iter()
        .map(|row| {
            let name = r.open_or_none("roster.name", row.opt_blob(2)?)?.unwrap_or_default();
            Ok((row.id(0)?, row.id(1)?, name))
        })
        .collect()
}

/// Whether a web hook is called from now on. Refused when it is gone.
pub fn stand(change: Change, id: [u8; 16], standing: Standing) -> Change {
    change.must(PAUSE_HOOK, params![Value::Id(id), standing.number()])
}

/// Forgets a web hook and what was on its way to it. Refused when it is gone already.
pub fn remove(change: Change, id: [u8; 16]) -> Change {
    change.must(DROP_HOOK, params![Value::Id(id)]).run(DROP_CALLS, params![Value::Id(id)])
}

/// What became of the calls of these hooks.
///
/// # Errors
/// When the store fails.
pub async fn calls(r: &Register, hooks: &[[u8; 16]]) -> Result<HashMap<[u8; 16], Calls>, StoreError> {
    let ids: Vec<Blind> = hooks.iter().copied().map(Blind).collect();
    let rows = r.many(CALLS_OF, &ids).await?;
    rows.iter()
        .map(|row| Ok((id16(row, 0)?, Calls { sent: row.int(1)?, waiting: row.int(2)?, failed: row.int(3)? })))
        .collect()
}
