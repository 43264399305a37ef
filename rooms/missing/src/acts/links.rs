//! Searches for one person: proposed as they come in, compared by moderators, and what is carried from one to the other.

use std::{
    collections::{HashMap, HashSet, hash_map::Entry},
    sync::Arc,
};

use ::store::{Change, StoreError, params};
use kernel::{Audience, LinkId, NoticeId, PersonId, Staff, Time};
use names::{Name, Strength};
use register::{AuditLine, Flags, waiting::WaitingKind};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use web::{Failure, House, OrRefuse, thrice};

use super::{
    answer, free, hiding,
    join::{ALIKE, fit, nearby},
    no, seen,
};
use crate::{
    model::{
        Notice, NoticeState, Reunion, ReunionState, Sign,
        link::{Link, LinkReason, LinkState},
        view::NoticeView,
    },
    rules::{
        self, No, Standing,
        join::{Common, Evidence, Fit, Reason, ages, sex},
        link::Carried,
    },
    store::{
        links::{self as kept, together},
        memory::Memory,
        notices::{self, Whole},
        photos, reunions,
    },
};

/// Pairs that are shown at once.
const MOST: i64 = 100;
/// Pairs that one search is proposed in at a time: the likeliest.
const PROPOSED: usize = 5;

/// A search: compared with the others of its incident.
///
/// # Errors
/// When the store fails.
pub async fn of_notice(house: &House, memory: &Memory, id: NoticeId, change: Change) -> Result<Change, StoreError> {
    let on = |n: &Arc<Notice>| n.state == NoticeState::Searching;
    let Some(notice) = memory.notice(id).filter(on) else { return Ok(change) };
    let Some(whole) = notices::one_whole(&house.register, id).await? else { return Ok(change) };
    let mut near: HashMap<NoticeId, Arc<Notice>> = HashMap::new();
    for name in &whole.profile.names {
        let hits = memory.sought(notice.incident, &Name::parse(name), ALIKE);
        near.extend(hits.into_iter().map(|hit| (hit.notice.id, hit.notice)));
    }
    for blind in [notice.phone, notice.email].into_iter().flatten() {
        near.extend(memory.sought_with(notice.incident, &blind).into_iter().map(|n| (n.id, n)));
    }
    let like = photos::like(&house.register, &notice).await?;
    near.extend(like.iter().filter_map(|id| Some((*id, memory.notice(*id)?))));
    near.remove(&id);
    near.retain(|_, n| on(n) && n.incident == notice.incident);
    if near.is_empty() {
        return Ok(change);
    }
    for row in house.store.read(kept::LINKS_OF, params![id]).await? {
        near.remove(&kept::link(&row)?.other(id));
    }
    let ids: Vec<NoticeId> = near.keys().copied().collect();
    let mut pairs = Vec::new();
    for other in notices::many_whole(&house.register, &ids).await? {
        let evidence = evidence(&whole, &other);
        let weighed = rules::link::weigh(&evidence, like.contains(&other.notice.id));
        pairs.extend(weighed.map(|(score, why)| (score, other.notice.id, why)));
    }
    pairs.sort_by_key(|(score, other, _)| (std::cmp::Reverse(*score), *other));
    let now = house.clock.now();
    let propose = |change: Change, (score, other, why): (i64, NoticeId, Vec<Reason>)| {
        let words: Vec<&str> = why.iter().map(|r| r.word()).collect();
        let link = Link {
            id: house.dice.id(now),
            a: id.min(other),
            b: id.max(other),
            incident: notice.incident,
            drill: notice.drill,
            version: 1,
            score,
            reasons: words.join(","),
            state: LinkState::Proposed,
            reason: None,
            made: now,
            changed: now,
        };
        kept::propose(change, &link)
    };
    Ok(pairs.into_iter().take(PROPOSED).fold(change, propose))
}

fn evidence(a: &Whole, b: &Whole) -> Evidence {
    let (x, y) = (&a.notice, &b.notice);
    let same = |a: Option<[u8; 16]>, b: Option<[u8; 16]>| a.is_some() && a == b;
    let common = same(x.phone, y.phone) || same(x.email, y.email);
    Evidence {
        name: fit(&a.profile.names, b.profile.names.iter().map(String::as_str)),
        contact: if common { Common::Said } else { Common::Nothing },
        knows: false,
        ages: ages(x.ages, y.ages),
        sex: sex(x.sex, y.sex),
        near: nearby(x.cell, y.cell),
    }
}

/// Two searches, side by side.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Twins {
    /// The pair.
    #[schema(value_type = String)]
    pub id: LinkId,
    /// Whether it is of an exercise.
    pub drill: bool,
    /// The two searches. How anybody is reached, and who seeks, stands in neither.
    pub notices: Vec<NoticeView>,
    /// What agrees: `names`, `ages`, `wearing` …
    pub agree: Vec<&'static str>,
    /// What does not.
    pub differ: Vec<&'static str>,
    /// Out of a thousand.
    pub score: i64,
    /// Why: `name-same`, `photo-same` …
    pub reasons: Vec<String>,
    /// `proposed`, `linked`, `two`.
    pub state: LinkState,
    /// Of linked ones: why a moderator is sure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<LinkReason>,
    /// Since when it waits.
    #[schema(value_type = String, format = "date-time")]
    pub made: Time,
}

/// Searches that may be for one person, the oldest pair first.
///
/// # Errors
/// When the store fails.
pub async fn duplicates(house: &House, drill: bool) -> Result<Vec<Twins>, Failure> {
    compared(house, house.store.read(kept::LINKS_WAITING, params![drill, MOST]).await?).await
}

/// Pairs that were decided on, the newest first.
///
/// # Errors
/// When the store fails.
pub async fn decided_pairs(house: &House, drill: bool) -> Result<Vec<Twins>, Failure> {
    compared(house, house.store.read(kept::LINKS_DECIDED, params![drill, MOST]).await?).await
}

async fn compared(house: &House, rows: Vec<::store::Row>) -> Result<Vec<Twins>, Failure> {
    let mut all = Vec::new();
    for row in &rows {
        let l = kept::link(row)?;
        let (mut views, mut wholes) = (Vec::new(), Vec::new());
        for id in [l.a, l.b] {
            let Some(whole) = notices::one_whole(&house.register, id).await? else { continue };
            views.extend(seen(house, &whole, Audience::Moderator).await?);
            wholes.push(whole);
        }
        let ([a, b], [x, y]) = (views.as_slice(), wholes.as_slice()) else { continue };
        let parts = parts(&evidence(x, y), a, b);
        let only = |wanted: Fit| parts.iter().filter(|(_, fit)| *fit == wanted).map(|(part, _)| *part).collect();
        all.push(Twins {
            id: l.id,
            drill: l.drill,
            agree: only(Fit::Agrees),
            differ: only(Fit::Contradicts),
            notices: views,
            score: l.score,
            reasons: l.reasons.split(',').filter(|w| !w.is_empty()).map(str::to_owned).collect(),
            state: l.state,
            reason: l.reason,
            made: l.made,
        });
    }
    Ok(all)
}

/// What agrees and what does not, part by part; of what one of them does not say, nothing is known.
fn parts(e: &Evidence, a: &NoticeView, b: &NoticeView) -> Vec<(&'static str, Fit)> {
    let plain = |t: &str| t.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let said = |a: &Option<String>, b: &Option<String>| match (a, b) {
        (Some(a), Some(b)) if plain(a) == plain(b) => Fit::Agrees,
        (Some(_), Some(_)) => Fit::Contradicts,
        _ => Fit::Unknown,
    };
    let names = if e.name == Strength::No { Fit::Contradicts } else { Fit::Agrees };
    vec![
        ("names", names),
        ("ages", e.ages),
        ("sex", e.sex),
        ("description", said(&a.description, &b.description)),
        ("wearing", said(&a.wearing, &b.wearing)),
        ("sign", said(&a.sign, &b.sign)),
        ("near", said(&a.near, &b.near)),
    ]
}

async fn one(house: &House, id: LinkId) -> Result<Link, Failure> {
    kept::one(&house.store, id).await?.ok_or_else(|| no(&No::Unknown))
}

fn line(now: Time, staff: &Staff, l: &Link, act: &str, why: Option<LinkReason>) -> AuditLine {
    let details = json!({ "link": l.id, "notices": [l.a, l.b], "reason": why.map(LinkReason::word) });
    AuditLine::new(now, staff, act).of(l.incident).with(details)
}

/// What other registers have of the two is read again.
fn touched(change: Change, l: &Link, now: Time) -> Change {
    [l.a, l.b].into_iter().fold(change, |change, id| change.run(crate::store::exchange::TOUCHED, params![id, now]))
}

/// A moderator says whether two searches are about one person, and why. Nothing that a seeker is shown changes by it.
///
/// # Errors
/// 404; [`No::Answered`]; [`No::Over`]; [`No::ReasonMissing`].
pub async fn decide_pair(
    house: &House,
    staff: &Staff,
    id: LinkId,
    same: bool,
    reason: Option<LinkReason>,
) -> Result<LinkState, Failure> {
    free(house, staff, WaitingKind::Twins, id).await?;
    thrice(|| async move {
        let now = house.clock.now();
        let l = one(house, id).await?;
        let mut open = true;
        for id in [l.a, l.b] {
            open &= notices::one(&house.store, id).await?.is_some_and(|n| n.is_open(now));
        }
        let (state, why) = rules::link::decide(&l, open, same, reason).or_refuse()?;
        let change = touched(kept::moved(Change::new(), &l, (state, why), staff, now), &l, now);
        let act = if same { "link.same" } else { "link.two" };
        house.store.apply(house.register.audit(change, &line(now, staff, &l, act, why))).await?;
        Ok(state)
    })
    .await
}

/// What was decided is taken back: what ended through the link goes on, and whoever was told hears that.
///
/// # Errors
/// 404; [`No::Answered`].
pub async fn undo_pair(house: &House, staff: &Staff, id: LinkId) -> Result<(), Failure> {
    thrice(|| async move {
        let now = house.clock.now();
        let l = one(house, id).await?;
        let state = rules::link::undo(&l).or_refuse()?;
        let mut change = touched(kept::moved(Change::new(), &l, (state, None), staff, now), &l, now);
        if l.state == LinkState::Linked {
            let all = together(&house.register, l.a, None).await?;
            // Whoever follows several that go on is told once.
            let mut told: HashMap<NoticeId, HashSet<PersonId>> = HashMap::new();
            for row in house.register.many(kept::CARRIED_OF, &all).await? {
                let c = kept::carried(&row)?;
                if !together(&house.register, c.origin, Some(l.id)).await?.contains(&c.notice) {
                    let told = match told.entry(c.origin) {
                        Entry::Occupied(told) => told.into_mut(),
                        Entry::Vacant(none) => none.insert(answer::followers(house, c.origin).await?),
                    };
                    change = goes_on(house, change, c, told, now).await?;
                }
            }
        }
        house.store.apply(house.register.audit(change, &line(now, staff, &l, "link.undo", l.reason))).await?;
        Ok(())
    })
    .await
}

/// A search that ended through a link is on again.
async fn goes_on(
    house: &House,
    change: Change,
    c: kept::Carried,
    told: &mut HashSet<PersonId>,
    now: Time,
) -> Result<Change, Failure> {
    let change = change.run(kept::DROP_CARRIED, params![c.reunion, c.notice]);
    match notices::one(&house.store, c.notice).await?.filter(|n| n.state == NoticeState::Found) {
        Some(n) => answer::tell(house, answer::on_again(change, &n, now), &n, false, told).await,
        None => Ok(change),
    }
}

/// A proposal of a search is confirmed: so far as it may be, the searches that are linked with it hear of it too. Each person who follows
/// several is told once.
///
/// # Errors
/// When the store fails.
pub(super) async fn carry(
    house: &House,
    mut change: Change,
    r: &Reunion,
    told: &mut HashSet<PersonId>,
    now: Time,
) -> Result<Change, Failure> {
    for id in together(&house.register, r.notice, None).await?.into_iter().skip(1) {
        let Some(other) = notices::one(&house.store, id).await?.filter(|n| n.is_open(now)) else { continue };
        let rows = house.store.read(reunions::REUNIONS_OF_NOTICE, params![id]).await?;
        let theirs = rows.iter().map(reunions::reunion).collect::<Result<Vec<_>, _>>()?;
        let hides = match r.sign {
            Sign::News => hiding::standing(house, &other).await? != Standing::Free,
            Sign::Person => hides_from(house, r, &other).await?,
        };
        match rules::link::carried(r, &theirs, hides) {
            Carried::Nothing => {}
            Carried::Ask => change = reunions::propose(change, &asked(house, r, &other, now)),
            Carried::Found => {
                change = answer::ends(change, &other, None, now).run(kept::CARRY, params![r.id, id, r.notice]);
                change = answer::tell(house, change, &other, true, told).await?;
            }
        }
    }
    Ok(change)
}

/// A proposal was wrong: what ended with it goes on.
///
/// # Errors
/// When the store fails.
pub(super) async fn carry_back(
    house: &House,
    mut change: Change,
    r: &Reunion,
    told: &mut HashSet<PersonId>,
    now: Time,
) -> Result<Change, Failure> {
    for row in house.store.read(kept::CARRIED_BY, params![r.id]).await? {
        change = goes_on(house, change, kept::carried(&row)?, told, now).await?;
    }
    Ok(change)
}

/// Whether the person of a proposal does not wish this seeker to know, whatever is proposed.
async fn hides_from(house: &House, r: &Reunion, other: &Notice) -> Result<bool, StoreError> {
    let (Some(person), Some(seeker)) = (r.person(), other.seeker) else { return Ok(false) };
    for row in house.register.many(reunions::HUSHES, &[person]).await? {
        if row.id::<PersonId>(1)? == seeker {
            return Ok(true);
        }
    }
    let (circle, _) = house.register.circle(person).await?;
    let blocked = |f: Flags| f.has(Flags::BLOCKED_BY_ME) || f.has(Flags::BLOCKED_BY_THEM);
    Ok(seeker == person || circle.links().get(seeker).is_some_and(|l| blocked(l.flags)))
}

/// Whoever was found for one search is asked for the other.
fn asked(house: &House, r: &Reunion, other: &Notice, now: Time) -> Reunion {
    Reunion {
        id: house.dice.id(now),
        notice: other.id,
        sign: Sign::Person,
        seeker: other.seeker,
        reasons: Reason::Linked.word().to_owned(),
        state: ReunionState::Asked,
        version: 1,
        made: now,
        changed: now,
        ..r.clone()
    }
}
