//! Two searches for one person, and what ended because of it.

use ::store::{Change, Row, Store, StoreError, Value, params, sql};
use kernel::{Event, LinkId, NoticeId, ReunionId, Staff, Time};
use register::Register;

use crate::model::link::{Link, LinkReason, LinkState};

macro_rules! columns {
    () => {
        "id, a, b, incident, drill, version, score, reasons, state, reason, made, changed"
    };
}
/// Searches that are on.
macro_rules! open {
    () => {
        "(SELECT id FROM notice WHERE state = 1)"
    };
}

sql! {
    /// Proposes two, once.
    pub ADD_LINK = concat!("INSERT INTO notice_link (", columns!(), ", decided_by, decided_by_name) \
        VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, NULL, $9, $9, NULL, NULL) ON CONFLICT (a, b) DO NOTHING");
    /// One pair.
    pub LINK = concat!("SELECT ", columns!(), " FROM notice_link WHERE id = $1");
    /// The pairs of a search.
    pub LINKS_OF = concat!("SELECT ", columns!(), " FROM notice_link WHERE a = $1 OR b = $1 ORDER BY id");
    /// Pairs that moderators are to compare, the oldest first: those of which both are on.
    pub LINKS_WAITING = concat!("SELECT ", columns!(), " FROM notice_link WHERE state = 1 AND drill = $1 AND a IN ", open!(), " AND b IN ",
        open!(), " ORDER BY made, id LIMIT $2");
    /// Pairs that were decided on, the newest first: each may be taken back.
    pub LINKS_DECIDED = concat!("SELECT ", columns!(), " FROM notice_link WHERE state > 1 AND drill = $1 \
        ORDER BY changed DESC, id DESC LIMIT $2");
    /// What is linked with these, on one side …
    pub LINKED_AFTER = concat!("SELECT ", columns!(), " FROM notice_link WHERE state = 2 AND a IN ", register::many!());
    /// … and on the other.
    pub LINKED_BEFORE = concat!("SELECT ", columns!(), " FROM notice_link WHERE state = 2 AND b IN ", register::many!());
    /// A pair moves on.
    pub MOVE_LINK = "UPDATE notice_link SET state = $3, reason = $4, changed = $5, decided_by = $6, decided_by_name = $7, \
        version = version + 1 WHERE id = $1 AND version = $2";
    /// A search ended with another.
    pub CARRY = "INSERT INTO link_carried (reunion, notice, origin) VALUES ($1, $2, $3) ON CONFLICT (reunion, notice) DO NOTHING";
    /// What ended with this one.
    pub CARRIED_BY = "SELECT reunion, notice, origin FROM link_carried WHERE reunion = $1 ORDER BY notice";
    /// Which of these ended with another.
    pub CARRIED_OF = concat!("SELECT reunion, notice, origin FROM link_carried WHERE notice IN ", register::many!());
    /// It goes on.
    pub DROP_CARRIED = "DELETE FROM link_carried WHERE reunion = $1 AND notice = $2";
    /// The pairs of a search go with it,
    pub DROP_LINKS = "DELETE FROM notice_link WHERE a = $1 OR b = $1";
    /// … and what is known of how it ended.
    pub DROP_CARRIED_OF = "DELETE FROM link_carried WHERE notice = $1 OR origin = $1";
    /// Somebody is erased: the pairs of their searches are,
    pub ERASE_LINKS = "DELETE FROM notice_link WHERE a IN (SELECT id FROM notice WHERE seeker = $1) \
        OR b IN (SELECT id FROM notice WHERE seeker = $1)";
    /// … and what is known of how they ended.
    pub ERASE_CARRIED = "DELETE FROM link_carried WHERE notice IN (SELECT id FROM notice WHERE seeker = $1) \
        OR origin IN (SELECT id FROM notice WHERE seeker = $1)";
}

/// So many searches are one person's at most.
const MOST: usize = 32;

/// Reads a pair.
///
/// # Errors
/// When the row is not one.
pub fn link(row: &Row) -> Result<Link, StoreError> {
    Ok(Link {
        id: row.id(0)?,
        a: row.id(1)?,
        b: row.id(2)?,
        incident: row.id(3)?,
        drill: row.flag(4)?,
        version: row.int(5)?,
        score: row.int(6)?,
        reasons: row.text(7)?.to_owned(),
        state: LinkState::of_number(row.int(8)?)
            .ok_or_else(|| StoreError::Fault("a link's state is not known".into()))?,
        reason: row.opt_int(9)?.and_then(LinkReason::of_number),
        made: row.time(10)?,
        changed: row.time(11)?,
    })
}

/// One pair.
///
/// # Errors
/// When the store fails.
pub async fn one(store: &Store, id: LinkId) -> Result<Option<Link>, StoreError> {
    store.one(LINK, params![id]).await?.as_ref().map(link).transpose()
}

/// Proposes two: nothing is written when they were before.
pub fn propose(change: Change, l: &Link) -> Change {
    let (score, reasons) = (l.score, l.reasons.as_str());
    let params = params![l.id, l.a, l.b, l.incident, l.drill, score, reasons, l.state.number(), l.made];
    change.run(ADD_LINK, params).event(told(l, l.state))
}

/// A pair moves on, by a member of staff.
pub fn moved(
    change: Change,
    l: &Link,
    (state, reason): (LinkState, Option<LinkReason>),
    by: &Staff,
    now: Time,
) -> Change {
    let why = reason.map_or(Value::Null, |r| Value::Int(r.number()));
    let params = params![l.id, l.version, state.number(), why, now, by.id, by.name.as_ref()];
    change.must(MOVE_LINK, params).event(told(l, state))
}

fn told(l: &Link, state: LinkState) -> Event {
    Event::Link { link: l.id, incident: l.incident, drill: l.drill, state: state.word().to_owned() }
}

/// The pairs that are linked, of these searches.
///
/// # Errors
/// When the store fails.
pub async fn linked(register: &Register, of: &[NoticeId]) -> Result<Vec<Link>, StoreError> {
    let mut rows = register.many(LINKED_AFTER, of).await?;
    rows.extend(register.many(LINKED_BEFORE, of).await?);
    let mut all = rows.iter().map(link).collect::<Result<Vec<_>, _>>()?;
    all.sort_by_key(|l| l.id);
    all.dedup_by_key(|l| l.id);
    Ok(all)
}

/// The searches that are linked with this one, on whatever way; it comes first.
///
/// # Errors
/// When the store fails.
pub async fn together(
    register: &Register,
    with: NoticeId,
    without: Option<LinkId>,
) -> Result<Vec<NoticeId>, StoreError> {
    let mut all = vec![with];
    let mut fresh = vec![with];
    while !fresh.is_empty() && all.len() < MOST {
        let links = linked(register, &fresh).await?;
        let mut next: Vec<NoticeId> = links.iter().filter(|l| Some(l.id) != without).flat_map(|l| [l.a, l.b]).collect();
        next.sort_unstable();
        next.dedup();
        next.retain(|id| !all.contains(id));
        all.extend(&next);
        fresh = next;
    }
    Ok(all)
}

/// A search that ended because another did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The proposal that was confirmed.
    pub reunion: ReunionId,
    /// The search that ended.
    pub notice: NoticeId,
    /// The one that it was confirmed of.
    pub origin: NoticeId,
}

/// Reads one.
///
/// # Errors
/// When the row is not one.
pub fn carried(row: &Row) -> Result<Carried, StoreError> {
    Ok(Carried { reunion: row.id(0)?, notice: row.id(1)?, origin: row.id(2)? })
}
