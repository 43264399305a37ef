//! Institutions on disk.

use kernel::{AuthorityId, Event, OperatorId, Time};
use store::{Change, Row, Store, StoreError, Value, params, sql};

use crate::model::{Authority, Means};

macro_rules! columns {
    () => {
        "id, version, domain, name, token, proof, delegator, proven, checked, lost, ended, pins, senders, pinned_by"
    };
}

sql! {
    /// All of them.
    pub AUTHORITIES = concat!("SELECT ", columns!(), " FROM authority ORDER BY domain");
    /// A new one.
    pub ADD_AUTHORITY = "INSERT INTO authority (id, version, domain, name, token, proof, delegator, proven, checked, lost, ended, added, \
        added_by, added_name, pins, senders) VALUES ($1, 1, $2, $3, $4, $5, $6, $7, NULL, NULL, NULL, $8, $9, $10, '', '')";
    /// One that was taken away is new again: nothing that was said or proven of it before counts.
    pub REVIVE_AUTHORITY = "UPDATE authority SET version = version + 1, name = $3, token = $4, proof = $5, delegator = $6, proven = $7, \
        checked = NULL, lost = NULL, ended = NULL, added = $8, added_by = $9, added_name = $10, pins = '', senders = '', pinned_by = '' \
        WHERE id = $1 AND version = $2 AND ended IS NOT NULL";
    /// What became of one.
    pub CHANGE_AUTHORITY = "UPDATE authority SET version = version + 1, name = $3, proof = $4, delegator = $5, proven = $6, checked = $7, \
        lost = $8, ended = $9, pins = $10, senders = $11, pinned_by = $12 WHERE id = $1 AND version = $2";
}

/// Who said a key.
fn said_by(text: &str) -> Option<(String, OperatorId)> {
    let (key, by) = text.split_once(':')?;
    Some((key.to_owned(), by.parse().ok()?))
}

fn authority(row: &Row) -> Result<Authority, StoreError> {
    Ok(Authority {
        id: row.id(0)?,
        version: row.int(1)?,
        domain: row.text(2)?.to_owned(),
        name: row.text(3)?.to_owned(),
        token: row.text(4)?.to_owned(),
        means: row.opt_int(5)?.and_then(Means::of_number),
        delegator: row.opt_id(6)?,
        proven: row.opt_time(7)?,
        checked: row.opt_time(8)?,
        lost: row.opt_time(9)?,
        ended: row.opt_time(10)?,
        pins: row.text(11)?.to_owned(),
        senders: row.text(12)?.split_whitespace().map(str::to_owned).collect(),
        pinned_by: row.text(13)?.split_whitespace().filter_map(said_by).collect(),
    })
}

/// All of them, by domain: there are few.
///
/// # Errors
/// When the store fails.
pub async fn all(store: &Store) -> Result<Vec<Authority>, StoreError> {
    store.read(AUTHORITIES, params![]).await?.iter().map(authority).collect()
}

/// What stands in the row of one that is new: behind its id, what its statement asks for.
fn begun(new: &Authority, second: Value, by: (OperatorId, &str), now: Time) -> Vec<Value> {
    params![
        new.id,
        second,
        new.name.as_str(),
        new.token.as_str(),
        new.means.map(Means::number),
        new.delegator,
        new.proven,
        now,
        by.0,
        by.1,
    ]
}

/// Writes a new one.
pub fn add(new: &Authority, by: (OperatorId, &str), now: Time) -> Change {
    let params = begun(new, new.domain.as_str().into(), by, now);
    Change::new().must(ADD_AUTHORITY, params).event(Event::Authority { authority: new.id })
}

/// Writes that one which was taken away is new again; refused when it changed since it was read.
pub fn revive(new: &Authority, version: i64, by: (OperatorId, &str), now: Time) -> Change {
    Change::new().must(REVIVE_AUTHORITY, begun(new, version.into(), by, now)).event(told(new.id))
}

/// Writes what became of one; refused when it changed since it was read. It is told when `tells`.
pub fn change(next: &Authority, tells: bool) -> Change {
    let by: Vec<String> = next.pinned_by.iter().map(|(key, by)| format!("{key}:{by}")).collect();
    let params = params![
        next.id,
        next.version,
        next.name.as_str(),
        next.means.map(Means::number),
        next.delegator,
        next.proven,
        next.checked,
        next.lost,
        next.ended,
        next.pins.as_str(),
        next.senders.join(" "),
        by.join(" "),
    ];
    let change = Change::new().must(CHANGE_AUTHORITY, params);
    if tells { change.event(told(next.id)) } else { change }
}

/// What is told when something became of one.
#[must_use]
pub const fn told(id: AuthorityId) -> Event {
    Event::Authority { authority: id }
}
