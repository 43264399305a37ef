//! Deaths: one person of an institution states it, a second one confirms it, either suspends it. Nobody is written to because of any of it,
//! and nothing shows it before the family agrees.

use ::store::{Change, StoreError, Value, params};
use kernel::{NoticeId, ReunionId, Staff, Time};
use register::AuditLine;
use serde_json::json;
use web::{Failure, House, OrRefuse, thrice};

use super::{institution, line, own_match, refused};
use crate::{
    acts::join,
    model::{Notice, list::Death},
    rules::list::{self as rules, NoList},
    store::{deaths, lists::changed, notices},
};

/// One person states that whom a search seeks is dead.
///
/// # Errors
/// 404; the rules' refusals.
pub async fn state_death(house: &House, staff: &Staff, id: ReunionId, died: Time) -> Result<(), Failure> {
    thrice(|| async move {
        let now = house.clock.now();
        let of = own_match(house, staff, id).await?;
        let before = deaths::one(&house.store, of.matched.notice).await?;
        let notice = &of.search.notice;
        rules::state_death(now, of.matched.state, notice, before.as_ref(), died).or_refuse()?;
        if has_spoken(house, notice, &Death::stated(&of.matched, died, staff, now), now).await? {
            return Err(refused(&NoList::Spoke));
        }
        // Memory keeps a search whose death is stated, so that a word of the person is heard: it reads it anew with the entry.
        let change = deaths::state(Change::new(), &of.matched, died, staff, now).event(changed(&of.entry.entry));
        house.store.apply(house.register.audit(change, &line(house, staff, &of.matched, "death.state"))).await?;
        Ok(())
    })
    .await
}

/// A second, different person confirms it, once the family has been told by voice: from then on the family may agree that it is shown.
///
/// # Errors
/// 404; the rules' refusals.
pub async fn confirm_death(house: &House, staff: &Staff, id: ReunionId, told: bool) -> Result<(), Failure> {
    thrice(|| async move {
        let now = house.clock.now();
        let of = own_match(house, staff, id).await?;
        let death = deaths::one(&house.store, of.matched.notice).await?.filter(|d| d.of == of.matched.id);
        let death = death.ok_or_else(|| refused(&NoList::Over))?;
        rules::confirm_death(now, &of.search.notice, &death, staff.id, told).or_refuse()?;
        if heard_alive(house, &of.search.notice, &death).await? {
            return Err(refused(&NoList::Spoke));
        }
        let change = Change::new().must(deaths::CONFIRM_DEATH, params![death.notice, death.version, now, staff.id]);
        house.store.apply(house.register.audit(change, &line(house, staff, &of.matched, "death.confirm"))).await?;
        Ok(())
    })
    .await
}

/// One of the two suspends it: every output goes back to what it was. What has become of the entry, the search or the institution since does
/// not keep them from it.
///
/// # Errors
/// 404; the rules' refusals.
pub async fn suspend_death(house: &House, staff: &Staff, id: ReunionId) -> Result<(), Failure> {
    thrice(|| async move {
        let now = house.clock.now();
        let Some(death) = deaths::of_match(&house.store, id).await? else {
            own_match(house, staff, id).await?;
            return Err(refused(&NoList::Over));
        };
        if !death.is_of_the_two(staff.id) && institution(house, staff).await? != death.institution {
            return Err(refused(&NoList::Unknown));
        }
        rules::suspend_death(&death, staff.id).or_refuse()?;
        let notice = notices::one(&house.store, death.notice).await?;
        let change = deaths::suspend(Change::new(), &death, notice.as_ref(), Some(staff.id), now);
        let details = json!({ "match": death.of, "notice": death.notice });
        let line = AuditLine::new(now, staff, "death.suspend").of(death.incident).with(details);
        house.store.apply(house.register.audit(change, &line)).await?;
        Ok(())
    })
    .await
}

/// Whether whom a search seeks has said, at the time of this death or later, that they are well, by what they have proven: then it is
/// suspended at once. Whoever is about to build on a death asks this first: the word may have come before the death was stated.
///
/// # Errors
/// When the store fails.
pub(crate) async fn heard_alive(house: &House, notice: &Notice, death: &Death) -> Result<bool, Failure> {
    let now = house.clock.now();
    if !has_spoken(house, notice, death, now).await? {
        return Ok(false);
    }
    match house.store.apply(deaths::suspend(Change::new(), death, Some(notice), None, now)).await {
        // Whoever listens was first.
        Err(e) if e.missed() => Ok(true),
        other => Ok(other.map(|_| true)?),
    }
}

async fn has_spoken(house: &House, notice: &Notice, death: &Death, now: Time) -> Result<bool, StoreError> {
    let own = join::said_themselves(house, notice).await?;
    Ok(!rules::still_dead(now, death, &own))
}

/// The person says themself that they are well: what was stated of them is suspended.
pub(crate) fn alive(change: Change, notice: NoticeId, now: Time) -> Change {
    change.run(deaths::SUSPEND_DEATH, params![notice, now, Value::Null])
}
