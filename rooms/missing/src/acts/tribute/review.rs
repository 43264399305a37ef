//! What moderators read before a family does. Each decision stands in the audit, and can be taken back.

use std::collections::{HashMap, hash_map::Entry};

use ::store::{Change, NewJob, params};
use kernel::{CondolenceId, PersonId, Staff, Time, TributeId};
use register::{AuditLine, waiting::WaitingKind};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use web::{Failure, House, OrRefuse, thrice};

use super::{refused, stands};
use crate::{
    acts::free,
    model::{
        short,
        tribute::{CondolenceState, Tribute},
    },
    rules::{
        self,
        tribute::{NoTribute, REFUSED_LASTS},
    },
    store::tributes::{self as kept, CONDOLENCE_JOB},
};

/// What is shown at once.
const MOST: i64 = 100;

/// What somebody wrote, for moderators.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = WaitingCondolence)]
pub struct Written {
    /// Its id.
    #[schema(value_type = String)]
    pub id: CondolenceId,
    /// Whether it is of an exercise.
    pub drill: bool,
    /// The name on the page that it is for.
    pub page: String,
    /// Who writes: first name and initial.
    pub by: String,
    /// What.
    pub words: String,
    /// `waiting`, `family`, `shown`, `refused`.
    pub state: CondolenceState,
    /// When.
    #[schema(value_type = String, format = "date-time")]
    pub at: Time,
}

/// What moderators are to read, the oldest first.
///
/// # Errors
/// When the store fails.
pub async fn condolences_waiting(house: &House, drill: bool) -> Result<Vec<Written>, Failure> {
    read(house, house.store.read(kept::CONDOLENCES_WAITING, params![drill, house.clock.now(), MOST]).await?).await
}

/// What was decided while a refusal can still be taken back, the newest first.
///
/// # Errors
/// When the store fails.
pub async fn condolences_decided(house: &House, drill: bool) -> Result<Vec<Written>, Failure> {
    let now = house.clock.now();
    let of = params![drill, now.minus(REFUSED_LASTS), now, MOST];
    read(house, house.store.read(kept::CONDOLENCES_DECIDED, of).await?).await
}

async fn read(house: &House, rows: Vec<::store::Row>) -> Result<Vec<Written>, Failure> {
    let all = rows.iter().map(|r| kept::condolence(&house.register, r)).collect::<Result<Vec<_>, _>>()?;
    let who: Vec<PersonId> = all.iter().map(|(c, _)| c.author).collect();
    let cards = house.register.cards(&who).await?;
    let mut pages: HashMap<TributeId, Option<String>> = HashMap::new();
    let mut seen = Vec::new();
    for (c, words) in all {
        if let Entry::Vacant(unknown) = pages.entry(c.tribute) {
            unknown.insert(match kept::one(&house.register, c.tribute).await? {
                Some(w) if stands(house, &w.tribute).await? => Some(w.words.name),
                _ => None,
            });
        }
        let (Some(Some(page)), Some(card)) = (pages.get(&c.tribute), cards.get(&c.author)) else { continue };
        let (page, by) = (page.clone(), short(&card.name));
        seen.push(Written { id: c.id, drill: c.drill, page, by, words, state: c.state, at: c.at });
    }
    Ok(seen)
}

/// A moderator lets it through, or does not; either may be taken back.
///
/// # Errors
/// 404; [`NoTribute::Decided`].
pub async fn review_condolence(
    house: &House,
    staff: &Staff,
    id: CondolenceId,
    yes: bool,
) -> Result<CondolenceState, Failure> {
    free(house, staff, WaitingKind::Condolence, id).await?;
    thrice(|| async move {
        let none = || refused(NoTribute::Unknown);
        let now = house.clock.now();
        let (c, _) = kept::one_condolence(&house.register, id).await?.ok_or_else(none)?;
        let page: Tribute = kept::one(&house.register, c.tribute).await?.ok_or_else(none)?.tribute;
        let state = rules::tribute::review(&c, yes, page.owner.is_some()).or_refuse()?;
        let mut change = kept::moved(Change::new(), &c, state, now);
        if state == CondolenceState::Refused {
            let (key, run_at) = (format!("{id} {}", c.version), now.plus(REFUSED_LASTS));
            change = change.job(NewJob { kind: CONDOLENCE_JOB, key, body: String::new(), run_at });
        }
        let act = if yes { "condolence.let" } else { "condolence.refuse" };
        let line = AuditLine::new(now, staff, act).of(c.incident).with(json!({ "condolence": c.id }));
        house.store.apply(house.register.audit(change, &line)).await?;
        Ok(state)
    })
    .await
}
