//! What the person who is sought answers: they are asked first, alone.

use std::collections::HashSet;

use ::store::{Change, params};
use kernel::{Event, IncidentId, NoticeId, PersonId, ReunionId, Span, Time, Visitor};
use serde::Serialize;
use utoipa::ToSchema;
use web::{Failure, House, OrRefuse, thrice};

use super::{actor, hiding, links, no, proven};
use crate::{
    model::{Notice, NoticeState, Relation, Reunion, ReunionState, Tell},
    rules::{self, No},
    store::{
        exchange,
        notices::{self, FOLLOWERS},
        reunions,
    },
};

/// What describes who was found is kept so long, so that a mistake can be taken back.
pub const KEPT: Span = Span::days(1);
/// Followers who are told in one event.
const TOLD_AT_ONCE: usize = 500;
/// Followers who are told.
const FOLLOWERS_TOLD: i64 = 5000;
/// Questions that are listed.
const MOST: i64 = 20;

/// Somebody seeks oneself: who, and who they say they are.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Asked {
    /// The question.
    #[schema(value_type = String)]
    pub id: ReunionId,
    /// In which incident.
    #[schema(value_type = String)]
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// The name of who seeks, as they are known here; nothing for a server or an institution.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seeker: Option<String>,
    /// Whether who seeks is in one's circle: a name is what somebody wrote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_circle: Option<bool>,
    /// Who they say they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
    /// Since when they seek.
    #[schema(value_type = String, format = "date-time")]
    pub since: Time,
    /// What one has answered so far; nothing when one has not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered: Option<Tell>,
    /// Whether a reviewer compares the two before anybody is told, because nothing but a name says who one is.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub reviewed: bool,
}

/// Who seeks oneself, the newest first. One's own answers are among them, so that they can be changed.
///
/// # Errors
/// When the store fails.
pub async fn asked(house: &House, visitor: &Visitor) -> Result<Vec<Asked>, Failure> {
    let me = actor(visitor)?;
    let now = house.clock.now();
    let rows = house.store.read(reunions::ASKED, params![me, MOST]).await?;
    let (circle, _) = house.register.circle(me).await?;
    let mut all = Vec::new();
    for row in &rows {
        let r = reunions::reunion(row)?;
        let Some(notice) = notices::one(&house.store, r.notice).await? else { continue };
        // Nobody seeks them by it any more, and nothing is left to be changed.
        if !(notice.is_open(now) || r.state == ReunionState::Confirmed || notice.state == NoticeState::Dead) {
            continue;
        }
        let seeker = match notice.seeker {
            Some(seeker) => house.register.card(seeker).await?.map(|c| c.name),
            None => None,
        };
        all.push(Asked {
            id: r.id,
            incident: r.incident,
            drill: r.drill,
            seeker,
            in_circle: notice.seeker.map(|seeker| circle.links().contains(seeker)),
            relation: notice.relation,
            since: notice.opened,
            answered: match r.state {
                ReunionState::Confirmed | ReunionState::Agreed => Some(Tell::Tell),
                ReunionState::NotNow => Some(Tell::NotNow),
                ReunionState::Never => Some(Tell::Never),
                ReunionState::NotSame => Some(Tell::NotMe),
                _ => None,
            },
            reviewed: r.state == ReunionState::Agreed,
        });
    }
    Ok(all)
}

/// The proposal that this person is asked about.
async fn of_mine(house: &House, me: PersonId, id: ReunionId) -> Result<Reunion, Failure> {
    let found = reunions::one(&house.store, id).await?;
    // What a reviewer has not looked at yet, and what is kept from them, the person does not hear of.
    let silent = [ReunionState::Review, ReunionState::Hidden];
    let found = found.filter(|r| r.person() == Some(me) && !silent.contains(&r.state));
    found.ok_or_else(|| no(&No::Unknown))
}

/// The person answers. "Never" looks, from outside, like no answer at all: nothing that anybody else sees changes by it.
///
/// # Errors
/// 404; [`No::Answered`].
pub async fn answer(house: &House, visitor: &Visitor, id: ReunionId, tell: Tell) -> Result<ReunionState, Failure> {
    let me = actor(visitor)?;
    thrice(|| async {
        let now = house.clock.now();
        let r = of_mine(house, me, id).await?;
        let state = rules::reunion::answer(&r, proven(house, me).await?, tell).or_refuse()?;
        if state == r.state {
            return Ok(state);
        }
        let mut change = remembered(reunions::moved(Change::new(), &r, state, None, now), &r, me, state, now);
        if state == ReunionState::Confirmed {
            change = found(house, change, &r, now).await?;
        }
        house.store.apply(change).await?;
        if state == ReunionState::NotSame {
            hiding::let_go(house, r.notice).await?;
        }
        Ok(state)
    })
    .await
}

/// What one answers to a seeker counts for every search of theirs: "never" for all that there are and will be, "not now" for those of the
/// incident.
fn remembered(change: Change, r: &Reunion, me: PersonId, state: ReunionState, now: Time) -> Change {
    let Some(seeker) = r.seeker else { return change };
    let change = match state {
        ReunionState::Never => {
            change.run(reunions::HUSH, params![me, seeker, now]).run(reunions::NEVER_AT_ALL, params![me, seeker, now])
        }
        _ if r.state == ReunionState::Never => {
            let change = change.run(reunions::UNHUSH, params![me, seeker]);
            let change = change.run(reunions::NOT_NEVER, params![me, seeker, now]);
            change.run(reunions::DROP_HIDDEN_OF, params![me, seeker])
        }
        _ => change,
    };
    if state == ReunionState::NotNow {
        change.run(reunions::NOT_NOW, params![me, seeker, r.incident, now])
    } else {
        change.run(reunions::NOW, params![me, seeker, r.incident])
    }
}

/// One takes one's answer back, whatever it was: the search goes on, and one may answer anew.
///
/// # Errors
/// 404; [`No::Answered`].
pub async fn undo_mine(house: &House, visitor: &Visitor, id: ReunionId) -> Result<(), Failure> {
    let me = actor(visitor)?;
    thrice(|| async {
        let now = house.clock.now();
        let r = of_mine(house, me, id).await?;
        let state = rules::reunion::take_back(&r).or_refuse()?;
        // That they are two people is a reviewer's to say too.
        let theirs = r.state == ReunionState::NotSame
            && house.store.one(reunions::DECIDED_BY_STAFF, params![r.id]).await?.is_some();
        if theirs {
            return Err(no(&No::Answered));
        }
        let change = remembered(reunions::moved(Change::new(), &r, state, None, now), &r, me, state, now);
        let change =
            if r.state == ReunionState::Confirmed { lost_again(house, change, &r, now).await? } else { change };
        house.store.apply(change).await?;
        Ok(())
    })
    .await
}

/// The search ends: who was sought is found, and whoever follows it is told once.
pub(super) async fn found(house: &House, change: Change, r: &Reunion, now: Time) -> Result<Change, Failure> {
    let notice = notices::one(&house.store, r.notice).await?.ok_or_else(|| no(&No::Unknown))?;
    if !notice.may_be_joined(now) {
        return Err(no(&No::Over));
    }
    // Who says that they are well is not dead, whatever two others state.
    let change = match r.person() {
        Some(_) => super::list::alive(change, notice.id, now),
        None => change,
    };
    let change = ends(change, &notice, r.person(), now);
    let change = match r.note() {
        Some(note) => change.event(news(&notice, note)),
        None => change,
    };
    let mut told = HashSet::new();
    let change = tell(house, change, &notice, true, &mut told).await?;
    links::carry(house, change, r, &mut told, now).await
}

/// A search ends because who was sought is found. A mistake can be taken back until what describes them is forgotten.
pub(super) fn ends(change: Change, notice: &Notice, person: Option<PersonId>, now: Time) -> Change {
    let state = NoticeState::Found;
    change
        .must(notices::MOVE, params![notice.id, notice.version, state.number(), person, now, notice.expires, now])
        // What another register brought of whoever is found does not come back as a new search.
        .run(exchange::SUPPRESS, params![notice.id, now.plus(exchange::SUPPRESSED_FOR)])
        .job(notices::forget_job(notice, now.plus(KEPT)))
        .event(notices::changed(notice, state))
}

/// It goes on.
pub(super) fn on_again(change: Change, notice: &Notice, now: Time) -> Change {
    let (nobody, never): (Option<PersonId>, Option<Time>) = (None, None);
    let state = NoticeState::Searching;
    change
        .must(notices::MOVE, params![notice.id, notice.version, state.number(), nobody, never, notice.expires, now])
        .run(exchange::UNSUPPRESS, params![notice.id])
        .event(notices::changed(notice, state))
}

/// It was somebody else: the search goes on, and whoever was told hears that too.
pub(super) async fn lost_again(house: &House, change: Change, r: &Reunion, now: Time) -> Result<Change, Failure> {
    let notice = notices::one(&house.store, r.notice).await?.ok_or_else(|| no(&No::Unknown))?;
    let change = match r.note() {
        Some(note) => change.event(news(&notice, note)),
        None => change,
    };
    if notice.state != NoticeState::Found {
        return Ok(change);
    }
    let mut told = HashSet::new();
    let change = tell(house, on_again(change, &notice, now), &notice, false, &mut told).await?;
    links::carry_back(house, change, r, &mut told, now).await
}

fn news(notice: &Notice, note: kernel::NoteId) -> Event {
    Event::News { note, incident: notice.incident, drill: notice.drill }
}

/// Who follows a search.
pub(super) async fn followers(house: &House, notice: NoticeId) -> Result<HashSet<PersonId>, Failure> {
    let rows = house.store.read(FOLLOWERS, params![notice, FOLLOWERS_TOLD]).await?;
    Ok(rows.iter().map(|r| r.id(0)).collect::<Result<_, _>>()?)
}

/// Whoever follows a search is told, unless they were told of another one that is about the same person.
pub(super) async fn tell(
    house: &House,
    mut change: Change,
    notice: &Notice,
    found: bool,
    told: &mut HashSet<PersonId>,
) -> Result<Change, Failure> {
    let mut people: Vec<PersonId> =
        followers(house, notice.id).await?.into_iter().filter(|person| told.insert(*person)).collect();
    people.sort_unstable();
    for some in people.chunks(TOLD_AT_ONCE) {
        change = change.event(Event::Found {
            notice: notice.id,
            incident: notice.incident,
            drill: notice.drill,
            found,
            people: some.to_vec(),
        });
    }
    Ok(change)
}
