//! The one queue of the moderators: what waits in any room, who handles it, and what they tell whoever comes after them.

use ::store::Change;
use kernel::{Id, ReportId, Span, Staff};
use register::{
    AuditLine,
    waiting::{self, Waiting, WaitingKind},
};
use serde_json::json;
use web::{Failure, House, OrRefuse};

use super::reports;
use crate::{
    model::reports::{Doing, Note, WaitingView},
    rules::waiting::{self as rules, LONGEST_NOTE},
    store,
};

/// What is shown at once.
const MOST: usize = 200;
/// What is looked at for it: what others handle hides nothing.
const LOOKED_AT: i64 = 5000;
/// Notes that are shown at once.
const MOST_NOTES: i64 = 20;
/// Notes of one person in an hour.
const AN_HOUR: i64 = 20;

/// What waits that this member of staff handles, the gravest first, then the oldest.
///
/// # Errors
/// When the store fails.
pub async fn list(house: &House, staff: &Staff, drill: bool) -> Result<Vec<Waiting>, Failure> {
    let mut all = house.register.waiting(drill, house.clock.now(), LOOKED_AT).await?;
    all.retain(|w| rules::handles(staff.role, w.kind, &w.page()));
    all.truncate(MOST);
    Ok(all)
}

/// I handle this, or give it back. Reports are moved as reports are.
///
/// # Errors
/// 404, 403, [`register::waiting::TakenBy`].
pub async fn hold(
    house: &House,
    staff: &Staff,
    (kind, id): (WaitingKind, [u8; 16]),
    take: bool,
) -> Result<WaitingView, Failure> {
    let now = house.clock.now();
    let there = house.register.waiting_one(kind, id, now).await?;
    if !rules::handles(staff.role, kind, &there.as_ref().map(Waiting::page).unwrap_or_default()) {
        return Err(Failure::not_allowed());
    }
    let there = there.ok_or_else(Failure::not_found)?;
    if kind == WaitingKind::Report {
        let what = if take { Doing::Take } else { Doing::GiveBack };
        reports::handle(house, staff, ReportId::from_bytes(id), what, None).await?;
    } else {
        there.free_for(staff).or_refuse()?;
        let act = if take { "waiting.take" } else { "waiting.give_back" };
        let details = json!({ "kind": kind.word(), "id": there.name(), "drill": there.drill });
        let line = AuditLine::new(now, staff, act).of(there.incident).with(details);
        let change = if take {
            waiting::take(Change::new(), &there, staff, now)
        } else {
            waiting::give_back(Change::new(), kind, id)
        };
        house.store.apply(house.register.audit(change, &line)).await?;
    }
    let now_there = house.register.waiting_one(kind, id, now).await?;
    Ok(WaitingView::from(&now_there.unwrap_or(there)))
}

/// What was handed over in the last days, the newest first.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn notes(house: &House) -> Result<Vec<Note>, Failure> {
    Ok(store::notes(&house.register, house.clock.now().minus(store::LASTS), MOST_NOTES).await?)
}

/// Tells whoever comes after one. Contacts and addresses in it are masked: whoever needs them finds them where they stand.
///
/// # Errors
/// The rules' refusals.
pub async fn note(house: &House, staff: &Staff, words: &str) -> Result<(), Failure> {
    let text = register::names::line(words);
    rules::note(&text).or_refuse()?;
    let now = house.clock.now();
    let change =
        house.register.take_allowance(Change::new(), "handover", &staff.id.bytes(), now, Span::hours(1), AN_HOUR);
    let masked = words::mask(&text).text;
    let change = store::note(change, &house.register, house.dice.id(now), staff, &masked, now);
    let line = AuditLine::new(now, staff, "waiting.note");
    match house.store.apply(house.register.audit(change, &line)).await {
        Ok(_) => Ok(()),
        Err(e) if e.missed() => Err(rules::No::Many { most: AN_HOUR }).or_refuse(),
        Err(e) => Err(e.into()),
    }
}

/// The longest note.
pub const LONGEST: usize = LONGEST_NOTE;
