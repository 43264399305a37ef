//! Pages in memory of those whom no family seeks here: two people of the institution that stated the death make one.

use ::store::{Change, params};
use kernel::{NoticeId, OperatorId, Staff, Time, TributeId};
use register::AuditLine;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use web::{Failure, House, OrRefuse};

use super::{fit, new, of_notice, refused};
use crate::{
    model::{
        NoticeState,
        tribute::{Chosen, Tribute, TributeState},
    },
    rules::{self, tribute::NoTribute},
    store::{deaths, exchange::TOUCHED, lists::institution_of, notices, tributes as kept},
};

/// Pages that are proposed, at once.
const MOST: i64 = 100;

/// A page that waits for a second person.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ProposedTribute)]
pub struct Proposed {
    /// Its id.
    #[schema(value_type = String)]
    pub id: TributeId,
    /// The search that it was.
    #[schema(value_type = String)]
    pub notice: NoticeId,
    /// Whether it is of an exercise.
    pub drill: bool,
    /// The name that is to be shown.
    pub name: String,
    /// One line under it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// A few sentences.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Whether whoever looks proposed it: then another one is to confirm it.
    pub mine: bool,
    /// Since when.
    #[schema(value_type = String, format = "date-time")]
    pub made: Time,
}

fn line(now: Time, staff: &Staff, t: &Tribute, act: &str) -> AuditLine {
    AuditLine::new(now, staff, act).of(t.incident).with(json!({ "tribute": t.id, "notice": t.notice }))
}

/// One person proposes it.
///
/// # Errors
/// 404; the rules' refusals.
pub async fn propose_tribute(house: &House, staff: &Staff, id: NoticeId, c: Chosen) -> Result<TributeId, Failure> {
    let of = institution_of(&house.store, staff.id).await?;
    let sought = notices::one_whole(&house.register, id).await?.ok_or_else(|| refused(NoTribute::NotAccredited))?;
    let death = deaths::one(&house.store, id).await?;
    let before = of_notice(house, id).await?.map(|w| w.tribute);
    rules::tribute::propose(&sought.notice, death.as_ref(), of.as_deref(), before.as_ref()).or_refuse()?;
    let chosen = fit(c, sought.profile.names)?;
    let now = house.clock.now();
    let died = death.map_or(now, |d| d.died);
    let page = new(house, &sought.notice, &chosen, died, TributeState::Proposed);
    let t = Tribute { institution: of, proposed_by: Some(staff.id), ..page };
    let change = kept::add(Change::new(), &house.register, &t, &chosen.words);
    house.store.apply(house.register.audit(change, &line(now, staff, &t, "tribute.propose"))).await?;
    Ok(t.id)
}

/// A second person confirms it: then it is shown, and with it the death, which two people have stated.
///
/// # Errors
/// 404; the rules' refusals.
pub async fn confirm_tribute(house: &House, staff: &Staff, id: NoticeId) -> Result<(), Failure> {
    let of = institution_of(&house.store, staff.id).await?;
    let t = of_notice(house, id).await?.ok_or_else(|| refused(NoTribute::Unknown))?.tribute;
    rules::tribute::confirm(&t, of.as_deref(), staff.id).or_refuse()?;
    let now = house.clock.now();
    let notice = notices::one(&house.store, t.notice).await?.ok_or_else(|| refused(NoTribute::NotKnown))?;
    let death = deaths::one(&house.store, t.notice).await?;
    rules::tribute::propose(&notice, death.as_ref(), of.as_deref(), None).or_refuse()?;
    let mut change = Change::new().must(kept::CONFIRM_TRIBUTE, params![t.id, t.version, now]);
    if let Some(d) = death.filter(|d| !d.is_known()) {
        // There is no family to agree: what two of the institution do stands in its place.
        let nobody: Option<kernel::PersonId> = None;
        change = change.must(deaths::CONSENT, params![d.notice, d.version, now, nobody, notice.state.number()]);
        change = notices::moved(change, &notice, NoticeState::Dead, now);
    }
    let change = change.run(TOUCHED, params![t.notice, now]).event(kept::told(&t, TributeState::Shown.word()));
    house.store.apply(house.register.audit(change, &line(now, staff, &t, "tribute.confirm"))).await?;
    Ok(())
}

/// Somebody of the institution takes it away again.
///
/// # Errors
/// 404.
pub async fn withdraw_tribute(house: &House, staff: &Staff, id: NoticeId) -> Result<(), Failure> {
    let of = institution_of(&house.store, staff.id).await?;
    let found = of_notice(house, id).await?.map(|w| w.tribute);
    let t = found.filter(|t| t.institution.is_some() && t.institution == of && t.owner.is_none());
    let t = t.ok_or_else(|| refused(NoTribute::Unknown))?;
    let change = kept::drop(Change::new(), &t);
    let line = line(house.clock.now(), staff, &t, "tribute.withdraw");
    house.store.apply(house.register.audit(change, &line)).await?;
    Ok(())
}

/// Pages that an institution proposes, and that wait for a second person.
///
/// # Errors
/// [`NoTribute::NotAccredited`].
pub async fn proposed_tributes(house: &House, staff: &Staff) -> Result<Vec<Proposed>, Failure> {
    let of = institution_of(&house.store, staff.id).await?.ok_or_else(|| refused(NoTribute::NotAccredited))?;
    let mine = |by: Option<OperatorId>| by == Some(staff.id);
    let all = kept::read(&house.register, kept::PROPOSED_OF, params![of, MOST]).await?;
    let seen = |w: kept::Whole| Proposed {
        id: w.tribute.id,
        notice: w.tribute.notice,
        drill: w.tribute.drill,
        name: w.words.name,
        line: w.words.line,
        words: w.words.words,
        mine: mine(w.tribute.proposed_by),
        made: w.tribute.made,
    };
    Ok(all.into_iter().map(seen).collect())
}
