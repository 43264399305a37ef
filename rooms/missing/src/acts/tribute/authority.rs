//! Pages in memory of those whom no family seeks here: two people of the institution that stated the death make one.

use ::store::{Change, Value, params};
use kernel::{NoticeId, OperatorId, ReunionId, Staff, Time, TributeId};
use register::AuditLine;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use web::{Failure, House, OrRefuse, thrice};

use super::{fit, new, of_notice, once_more, refused};
use crate::{
    acts::{
        list::{heard_alive, search_of},
        no,
    },
    model::{
        Notice, NoticeState,
        list::Death,
        tribute::{Chosen, Tribute, TributeState},
    },
    rules::{self, No, tribute::NoTribute},
    store::{
        deaths,
        exchange::{self, TOUCHED},
        lists::institution_of,
        notices, tributes as kept,
    },
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
    /// Who says them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Whether whoever looks proposed it: then another one is to confirm it.
    pub mine: bool,
    /// Since when.
    #[schema(value_type = String, format = "date-time")]
    pub made: Time,
}

/// What an institution may do about a page in memory of somebody on its list.
#[derive(Clone, Debug)]
pub enum OfInstitution {
    /// Nothing: a family decides, or no death stands.
    Nothing,
    /// Propose one.
    May,
    /// One is proposed, and waits for a second person.
    Waits(Proposed),
    /// One is shown: by which address.
    Shown(String),
}

fn line(now: Time, staff: &Staff, t: &Tribute, act: &str) -> AuditLine {
    AuditLine::new(now, staff, act).of(t.incident).with(json!({ "tribute": t.id, "notice": t.notice }))
}

/// One person proposes it.
///
/// # Errors
/// 404; the rules' refusals.
pub async fn propose_tribute(house: &House, staff: &Staff, id: NoticeId, c: Chosen) -> Result<TributeId, Failure> {
    thrice(|| async {
        let of = institution_of(&house.store, staff.id).await?;
        let sought = notices::one_whole(&house.register, id).await?.ok_or_else(|| refused(NoTribute::NotAccredited))?;
        let before = of_notice(house, id).await?.map(|w| w.tribute);
        let death = stated(house, &sought.notice, of.as_deref(), before.as_ref()).await?;
        let chosen = fit(c.clone(), sought.profile.names)?;
        let now = house.clock.now();
        let page = new(house, &sought.notice, &chosen, death.died, TributeState::Proposed);
        let t = Tribute { institution: of, proposed_by: Some(staff.id), ..page };
        let change = kept::add(Change::new(), &house.register, &t, &chosen.words);
        let line = line(now, staff, &t, "tribute.propose");
        house.store.apply(house.register.audit(change, &line)).await.map_err(once_more)?;
        Ok(t.id)
    })
    .await
}

/// The death that a page of an institution is made of: where a family seeks, here or elsewhere, it decides.
async fn stated(house: &House, notice: &Notice, of: Option<&str>, before: Option<&Tribute>) -> Result<Death, Failure> {
    let death = deaths::one(&house.store, notice.id).await?;
    rules::tribute::propose(house.clock.now(), notice, death.as_ref(), of, before).or_refuse()?;
    let records = exchange::many(&house.register, exchange::RECORDS_OF, &[notice.id]).await?;
    if records.iter().any(|k| !k.own) {
        return Err(refused(NoTribute::FamilyOnly));
    }
    let death = death.ok_or_else(|| refused(NoTribute::NotKnown))?;
    if heard_alive(house, notice, &death).await? { Err(refused(NoTribute::NotKnown)) } else { Ok(death) }
}

/// A second person confirms it: then it is shown, and with it the death, which two people have stated. With `seen`, only the page that they
/// read: the first one may have proposed another since.
///
/// # Errors
/// 404; [`No::Changed`]; the rules' refusals.
pub async fn confirm_tribute(
    house: &House,
    staff: &Staff,
    id: NoticeId,
    seen: Option<TributeId>,
) -> Result<(), Failure> {
    thrice(|| async {
        let of = institution_of(&house.store, staff.id).await?;
        let t = of_notice(house, id).await?.ok_or_else(|| refused(NoTribute::Unknown))?.tribute;
        rules::tribute::confirm(&t, of.as_deref(), staff.id).or_refuse()?;
        if seen.is_some_and(|seen| seen != t.id) {
            return Err(no(&No::Changed));
        }
        let now = house.clock.now();
        let notice = notices::one(&house.store, t.notice).await?.ok_or_else(|| refused(NoTribute::NotKnown))?;
        let d = stated(house, &notice, of.as_deref(), None).await?;
        let mut change = Change::new().must(kept::CONFIRM_TRIBUTE, params![t.id, t.version, now]);
        if !d.is_known() {
            // There is no family to agree: what two of the institution do stands in its place.
            let was = notice.state.number();
            change = change.must(deaths::CONSENT_OF_NOBODY, params![d.notice, d.version, now, was]);
            change = notices::moved(change, &notice, NoticeState::Dead, now);
        }
        let change = change.run(TOUCHED, params![t.notice, now]).event(kept::told(&t, TributeState::Shown.word()));
        house.store.apply(house.register.audit(change, &line(now, staff, &t, "tribute.confirm"))).await?;
        Ok(())
    })
    .await
}

/// Somebody of the institution takes it away again, and with it what stood in the place of a family's yes: the search goes on as it did before.
///
/// # Errors
/// 404.
pub async fn withdraw_tribute(house: &House, staff: &Staff, id: NoticeId) -> Result<(), Failure> {
    thrice(|| async {
        let of = institution_of(&house.store, staff.id).await?;
        let found = of_notice(house, id).await?.map(|w| w.tribute);
        let t = found.filter(|t| t.institution.is_some() && t.institution == of && t.owner.is_none());
        let t = t.ok_or_else(|| refused(NoTribute::Unknown))?;
        let now = house.clock.now();
        let mut change = Change::new();
        if let Some(d) = deaths::known(&house.store, id).await?.filter(|d| d.consent_by.is_none()) {
            let never: Option<Time> = None;
            change = change.must(deaths::CONSENT, params![id, d.version, never, Value::Null, Value::Null]);
            if let Some(notice) = notices::one(&house.store, id).await? {
                change = deaths::shown_no_more(change, &d, &notice, now);
            }
        }
        let change = kept::gone(change, &t, now);
        house.store.apply(house.register.audit(change, &line(now, staff, &t, "tribute.withdraw"))).await?;
        Ok(())
    })
    .await
}

/// Pages that an institution proposes, and that wait for a second person.
///
/// # Errors
/// [`NoTribute::NotAccredited`].
pub async fn proposed_tributes(house: &House, staff: &Staff) -> Result<Vec<Proposed>, Failure> {
    let of = institution_of(&house.store, staff.id).await?.ok_or_else(|| refused(NoTribute::NotAccredited))?;
    let all = kept::read(&house.register, kept::PROPOSED_OF, params![of, MOST]).await?;
    Ok(all.into_iter().map(|w| Proposed::of(w, staff.id)).collect())
}

impl Proposed {
    fn of(w: kept::Whole, who: OperatorId) -> Self {
        Self {
            id: w.tribute.id,
            notice: w.tribute.notice,
            drill: w.tribute.drill,
            name: w.words.name,
            line: w.words.line,
            words: w.words.words,
            by: w.words.by,
            mine: w.tribute.proposed_by == Some(who),
            made: w.tribute.made,
        }
    }
}

/// The search of a match of one's institution, and what may be done there about a page in memory.
///
/// # Errors
/// 404.
pub async fn tribute_of_match(
    house: &House,
    staff: &Staff,
    id: ReunionId,
) -> Result<(NoticeId, OfInstitution), Failure> {
    let notice = search_of(house, staff, id).await?;
    let of = institution_of(&house.store, staff.id).await?;
    let page = of_notice(house, notice.id).await?;
    let may = match page {
        Some(w) if w.tribute.institution.is_none() || w.tribute.institution != of => OfInstitution::Nothing,
        Some(w) if w.tribute.state == TributeState::Shown => OfInstitution::Shown(w.tribute.share),
        Some(w) => OfInstitution::Waits(Proposed::of(w, staff.id)),
        None => match stated(house, &notice, of.as_deref(), None).await {
            Ok(_) => OfInstitution::May,
            Err(Failure::Refused(_)) => OfInstitution::Nothing,
            Err(failure) => return Err(failure),
        },
    };
    Ok((notice.id, may))
}

/// Where a page that waits for a second person is confirmed: the match that the death was stated of, and the name that is to be shown.
///
/// # Errors
/// [`NoTribute::NotAccredited`].
pub async fn tributes_to_confirm(house: &House, staff: &Staff) -> Result<Vec<(ReunionId, Proposed)>, Failure> {
    let mut all = Vec::new();
    for proposed in proposed_tributes(house, staff).await? {
        all.extend(deaths::one(&house.store, proposed.notice).await?.map(|d| (d.of, proposed)));
    }
    Ok(all)
}
