//! What reviewers and moderators see and decide. Each decision stands in the audit, and can be taken back.

use ::store::{Change, params};
use kernel::{Audience, NoteId, NoticeId, ReunionId, Staff, Time};
use register::{AuditLine, How, State, waiting::WaitingKind};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use web::{Failure, House, OrRefuse, thrice};

use super::{free, hiding, no, seen, signs};
use crate::{
    model::{Notice, Reunion, ReunionState, Sign, view::NoticeView},
    rules::{self, No, Standing},
    store::{notes, notices, photos, reunions},
};

/// Proposals, and appeals, that are shown at once.
const MOST: i64 = 100;

/// A search and a sign of life, side by side.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Compared {
    /// The proposal.
    #[schema(value_type = String)]
    pub id: ReunionId,
    /// Whether it is of an exercise.
    pub drill: bool,
    /// What sort of sign.
    pub sign: Sign,
    /// The search.
    pub notice: NoticeView,
    /// The name of whom there is a sign of life.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What is said of them, when it is news of a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// How whoever gave news knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<How>,
    /// What they say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub says: Option<State>,
    /// Of when that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    pub at: Option<Time>,
    /// Out of a thousand.
    pub score: i64,
    /// Why: `name-same`, `contact-said` …
    pub reasons: Vec<String>,
    /// `review`, or `agreed` when the person wants it told and has proven no contact.
    pub state: ReunionState,
    /// Since when it waits.
    #[schema(value_type = String, format = "date-time")]
    pub made: Time,
}

/// What reviewers are to compare, the oldest first.
///
/// # Errors
/// When the store fails.
pub async fn to_review(house: &House, drill: bool) -> Result<Vec<Compared>, Failure> {
    compared(house, house.store.read(reunions::TO_REVIEW, params![drill, MOST]).await?).await
}

/// What was confirmed while a mistake can still be taken back whole, the newest first.
///
/// # Errors
/// When the store fails.
pub async fn confirmed_lately(house: &House, drill: bool) -> Result<Vec<Compared>, Failure> {
    let since = house.clock.now().minus(super::KEPT);
    compared(house, house.store.read(reunions::CONFIRMED, params![drill, since, MOST]).await?).await
}

async fn compared(house: &House, rows: Vec<::store::Row>) -> Result<Vec<Compared>, Failure> {
    let now = house.clock.now();
    let mut all = Vec::new();
    for row in &rows {
        let r = reunions::reunion(row)?;
        let Some(whole) = notices::one_whole(&house.register, r.notice).await? else { continue };
        let Some(notice) = seen(house, &whole, Audience::Moderator).await? else { continue };
        let told = match r.note() {
            Some(note) => notes::one(&house.register, note).await?,
            None => None,
        };
        // What was taken away meanwhile, or is over, is nothing to compare with.
        if r.sign == Sign::News && r.state == ReunionState::Review && !counts(told.as_ref(), &whole.notice, now) {
            continue;
        }
        let name = match r.person() {
            Some(person) => house.register.card(person).await?.map(|c| c.name),
            None => told.as_ref().and_then(|t| t.name.clone()),
        };
        all.push(Compared {
            id: r.id,
            drill: r.drill,
            sign: r.sign,
            notice,
            name,
            how: told.as_ref().map(|t| t.note.how),
            says: told.as_ref().map(|t| t.note.state),
            at: told.as_ref().map(|t| t.note.at),
            words: told.and_then(|t| t.words),
            score: r.score,
            reasons: r.reasons.split(',').filter(|w| !w.is_empty()).map(str::to_owned).collect(),
            state: if r.state == ReunionState::Held { ReunionState::Confirmed } else { r.state },
            made: r.made,
        });
    }
    Ok(all)
}

/// Whether news is still worth something for a search.
fn counts(told: Option<&notes::Whole>, notice: &Notice, now: Time) -> bool {
    told.is_some_and(|t| signs::is_one(&t.note, notice, now))
}

/// What a reviewer's yes to news comes to: whoever is known here says yes first, and until then nobody is told. The reviewer sees the same.
async fn taken(house: &House, r: &Reunion, now: Time) -> Result<ReunionState, Failure> {
    let notice = notices::one(&house.store, r.notice).await?.filter(|n| n.is_open(now)).ok_or_else(|| no(&No::Over))?;
    let told = match r.note() {
        Some(note) => notes::one(&house.register, note).await?,
        None => None,
    };
    if !counts(told.as_ref(), &notice, now) {
        return Err(no(&No::NewsGone));
    }
    let free = hiding::standing(house, &notice).await? == Standing::Free;
    Ok(if free { ReunionState::Confirmed } else { ReunionState::Held })
}

fn line(now: Time, staff: &Staff, r: &Reunion, act: &str) -> AuditLine {
    AuditLine::new(now, staff, act).of(r.incident).with(json!({ "reunion": r.id, "notice": r.notice }))
}

async fn one(house: &House, id: ReunionId) -> Result<Reunion, Failure> {
    reunions::one(&house.store, id).await?.ok_or_else(|| no(&No::Unknown))
}

/// A reviewer says whether they are one person.
///
/// # Errors
/// 404; [`No::Answered`]; [`No::Over`].
pub async fn decide(house: &House, staff: &Staff, id: ReunionId, same: bool) -> Result<ReunionState, Failure> {
    free(house, staff, WaitingKind::Reunion, id).await?;
    thrice(|| async move {
        let now = house.clock.now();
        let r = one(house, id).await?;
        let mut state = rules::reunion::review(&r, same).or_refuse()?;
        if state == ReunionState::Confirmed && r.sign == Sign::News {
            state = taken(house, &r, now).await?;
        }
        let mut change = reunions::moved(Change::new(), &r, state, Some(staff), now);
        if state == ReunionState::Confirmed {
            change = super::answer::found(house, change, &r, now).await?;
        }
        let act = if same { "reunion.same" } else { "reunion.not_same" };
        house.store.apply(house.register.audit(change, &line(now, staff, &r, act))).await?;
        if state == ReunionState::NotSame {
            hiding::let_go(house, r.notice).await?;
        }
        Ok(state)
    })
    .await
}

/// A confirmed one was a mistake: everything that it caused is taken back.
///
/// # Errors
/// 404; [`No::Answered`].
pub async fn undo(house: &House, staff: &Staff, id: ReunionId) -> Result<(), Failure> {
    thrice(|| async move {
        let now = house.clock.now();
        let r = one(house, id).await?;
        let state = rules::reunion::undo(&r).or_refuse()?;
        let change = reunions::moved(Change::new(), &r, state, Some(staff), now);
        let change = match r.state {
            ReunionState::Held => change,
            _ => super::answer::lost_again(house, change, &r, now).await?,
        };
        house.store.apply(house.register.audit(change, &line(now, staff, &r, "reunion.undo"))).await?;
        Ok(())
    })
    .await
}

/// Appeals that wait for a decision, the oldest first.
///
/// # Errors
/// When the store fails.
pub async fn appeals(house: &House, drill: bool) -> Result<Vec<NoticeView>, Failure> {
    let mut all = views(house, house.store.read(notices::APPEALS, params![drill, MOST]).await?).await?;
    all.sort_by_key(|n| (n.opened, n.id));
    Ok(all)
}

/// Appeals that were refused, and searches that were taken down for their photo, while that can be taken back.
///
/// # Errors
/// When the store fails.
pub async fn appeals_decided(house: &House, drill: bool) -> Result<Vec<NoticeView>, Failure> {
    let now = house.clock.now();
    let since = now.minus(super::KEPT);
    views(house, house.store.read(notices::APPEALS_DECIDED, params![drill, since, now, MOST]).await?).await
}

async fn views(house: &House, rows: Vec<::store::Row>) -> Result<Vec<NoticeView>, Failure> {
    let ids = rows.iter().map(|r| r.id(0)).collect::<Result<Vec<NoticeId>, _>>()?;
    let mut all = Vec::new();
    for whole in notices::many_whole(&house.register, &ids).await? {
        let photo_seen = photos::told_by(&house.register, whole.notice.id).await?;
        let view = seen(house, &whole, Audience::Moderator).await?;
        all.extend(view.map(|view| NoticeView { photo_seen, ..view }));
    }
    Ok(all)
}

/// Moderators take a note away, or give it back.
///
/// # Errors
/// 404.
pub async fn hide(house: &House, staff: &Staff, id: NoteId, hidden: bool) -> Result<(), Failure> {
    let told = notes::one(&house.register, id).await?.ok_or_else(|| no(&No::Unknown))?;
    let now = house.clock.now();
    let act = if hidden { "note.hide" } else { "note.show" };
    let line = AuditLine::new(now, staff, act).of(told.note.incident).with(json!({ "note": id }));
    let (incident, drill) = (told.note.incident, told.note.drill);
    let change = house
        .register
        .audit(Change::new(), &line)
        .run(notes::HIDE_NOTE, params![id, hidden])
        .event(kernel::Event::News { note: id, incident, drill });
    house.store.apply(change).await?;
    Ok(())
}
