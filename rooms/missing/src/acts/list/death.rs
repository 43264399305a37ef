//! Deaths: one person of an institution states it, a second one confirms it, either suspends it. Nobody is written to because of any of it,
//! and nothing shows it before the family agrees.

use ::store::{Change, Value, params};
use kernel::{NoticeId, ReunionId, Staff, Time};
use web::{Failure, House, OrRefuse, thrice};

use super::{line, own_match, refused};
use crate::{
    rules::list::{self as rules, NoList},
    store::{deaths, notices},
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
        let change = deaths::state(Change::new(), &of.matched, died, staff, now);
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
        rules::confirm_death(&death, staff.id, told).or_refuse()?;
        let change = Change::new().must(deaths::CONFIRM_DEATH, params![death.notice, death.version, now, staff.id]);
        house.store.apply(house.register.audit(change, &line(house, staff, &of.matched, "death.confirm"))).await?;
        Ok(())
    })
    .await
}

/// One of the two suspends it: every output goes back to what it was.
///
/// # Errors
/// 404; the rules' refusals.
pub async fn suspend_death(house: &House, staff: &Staff, id: ReunionId) -> Result<(), Failure> {
    thrice(|| async move {
        let now = house.clock.now();
        let of = own_match(house, staff, id).await?;
        let death = deaths::one(&house.store, of.matched.notice).await?.filter(|d| d.of == of.matched.id);
        let death = death.ok_or_else(|| refused(&NoList::Over))?;
        rules::suspend_death(&death, staff.id).or_refuse()?;
        let notice = notices::one(&house.store, of.matched.notice).await?;
        let change = deaths::suspend(Change::new(), &death, notice.as_ref(), Some(staff.id), now);
        house.store.apply(house.register.audit(change, &line(house, staff, &of.matched, "death.suspend"))).await?;
        Ok(())
    })
    .await
}

/// The person says themself that they are well: what was stated of them is suspended.
pub(crate) fn alive(change: Change, notice: NoticeId, now: Time) -> Change {
    change.run(deaths::SUSPEND_DEATH, params![notice, now, Value::Null])
}
