//! Ruling, and making it known: on every copy, to everybody who wrote or passed on one, once.

use std::collections::BTreeSet;

use ::store::{Change, Job, NewJob, StoreError, params};
use kernel::{Event, Id, PersonId, PostId, ReportId, Role, RulingId, RumourId, Span, Staff, Time, Visitor};
use register::{NewReport, ReportKind};
use serde::{Deserialize, Serialize};
use serde_json::json;
use web::{Failure, House, OrRefuse, thrice};

use super::{line, memory, not, rumour};
use crate::{
    acts::actor,
    model::{
        Post,
        rumour::{Known, NewRuling, Ruling, Rumour, Verdict},
    },
    rules::{self, Not, rumour::LONGEST_APPEAL},
    store::{posts, rumours as kept},
};

/// The kind of the job that makes a ruling known.
pub const RULED_JOB: &str = "feed.ruled";
/// Copies that are written in one change.
const STEP: usize = 50;
/// People who passed on one copy, read at once.
const BOOSTERS: i64 = 500;
/// People who are told in one event.
const AT_ONCE: usize = 500;
/// Appeals of one person in a day.
const APPEALS_A_DAY: i64 = 10;

#[derive(Debug, Serialize, Deserialize)]
struct Body {
    rumour: RumourId,
    /// Which ruling; a later one makes itself known.
    #[serde(default)]
    ruling: Option<RulingId>,
    /// How far it has come.
    #[serde(default)]
    after: i64,
    /// One post that came late, alone.
    #[serde(default)]
    only: Option<i64>,
}

fn job(key: String, body: &Body) -> NewJob {
    NewJob { kind: RULED_JOB, key, body: serde_json::to_string(body).unwrap_or_default(), run_at: Time(0) }
}

/// Whoever wrote a copy of what is ruled already is told too.
pub(super) fn spread_job(rumour: RumourId, post: PostId) -> NewJob {
    let key = format!("{rumour} {post}");
    job(key, &Body { rumour, ruling: None, after: 0, only: Some(post.number()) })
}

/// Whether what a member of staff rules weighs as much as their role says: an institution is believed for its domain, which is proven in this
/// moment; verifiers and moderators for whom this server made them.
///
/// # Errors
/// [`Not::Unproven`].
pub async fn may_rule(house: &House, staff: &Staff) -> Result<(), Failure> {
    if staff.role == Role::Institution && house.register.proven_voice(staff.id).await?.is_none() {
        return Err(not(&Not::Unproven));
    }
    Ok(())
}

/// Nobody rules on what they wrote themselves, nor sets it aside.
///
/// # Errors
/// [`Not::OwnCopy`].
async fn of_others(house: &House, staff: &Staff, id: RumourId) -> Result<(), Failure> {
    if kept::wrote_copy(&house.store, id, staff).await? { Err(not(&Not::OwnCopy)) } else { Ok(()) }
}

/// Whether a member of staff rules on this rumour.
///
/// # Errors
/// [`Not::Unproven`], [`Not::OwnCopy`].
pub async fn rules_on(house: &House, staff: &Staff, id: RumourId) -> Result<(), Failure> {
    may_rule(house, staff).await?;
    of_others(house, staff, id).await
}

/// Rules on a rumour, or revises what was ruled. Every copy shows it, and who wrote or passed on one hears of it.
///
/// # Errors
/// [`Not::Unproven`], [`Not::Unknown`], [`Not::OwnCopy`], what is missing, [`Not::Overtaken`], [`Not::Outranked`].
pub async fn rule(house: &House, staff: &Staff, id: RumourId, new: &NewRuling) -> Result<Ruling, Failure> {
    thrice(|| async move {
        rules_on(house, staff, id).await?;
        let now = house.clock.now();
        let of = rumour(house, id).await?;
        let last = kept::last(&house.store, id).await?;
        let ruling = house.dice.id(now);
        let Some(ruled) = rules::rumour::rule((now, ruling), staff, &of, last.as_ref(), new).or_refuse()? else {
            return last.ok_or(Failure::Changed);
        };
        let body = Body { rumour: id, ruling: Some(ruled.id), after: 0, only: None };
        let change = kept::rule(Change::new(), &of, &ruled).job(job(ruled.id.to_string(), &body));
        let act = if ruled.n == 1 { "rumour.rule" } else { "rumour.revise" };
        let said = json!({ "rumour": id, "ruling": ruled.id, "n": ruled.n, "verdict": ruled.verdict });
        let change = house.register.audit(change, &line(now, staff, act, &of).with(said));
        house.store.apply(change).await?;
        memory(house).forget(of.incident);
        Ok(ruled)
    })
    .await
}

/// Makes a ruling known, some copies at a time: cut off anywhere, it goes on from there, and tells nobody twice.
///
/// # Errors
/// When the store fails.
pub async fn spread(house: &House, job: &Job) -> Result<(), StoreError> {
    let store = &house.store;
    let Ok(mut body) = serde_json::from_str::<Body>(&job.body) else {
        return store.apply(job.finish(Change::new())).await.map(drop);
    };
    let mut job = job.clone();
    let of = kept::one(store, body.rumour).await?;
    let last = kept::last(store, body.rumour).await?;
    let (Some(of), Some(last)) = (of, last.filter(|l| body.ruling.is_none_or(|r| r == l.id))) else {
        return store.apply(job.finish(Change::new())).await.map(drop);
    };
    if let Some(only) = body.only {
        let change = page(house, Change::new(), &of, &last, &[PostId::of_number(only)]).await?;
        return store.apply(job.finish(change)).await.map(drop);
    }
    loop {
        let copies = kept::copies(store, of.id, PostId::of_number(body.after), STEP).await?;
        let Some(end) = copies.last().map(|c| c.post) else {
            return store.apply(job.finish(Change::new())).await.map(drop);
        };
        let ids: Vec<PostId> = copies.iter().filter(|c| !c.apart).map(|c| c.post).collect();
        let change = page(house, Change::new(), &of, &last, &ids).await?;
        body.after = end.number();
        let text = serde_json::to_string(&body).map_err(|e| StoreError::Fault(e.to_string()))?;
        store.apply(job.progress(change, text, house.clock.now())).await?;
    }
}

/// Some copies show what was ruled, and their people are told.
async fn page(
    house: &House,
    mut change: Change,
    of: &Rumour,
    ruling: &Ruling,
    ids: &[PostId],
) -> Result<Change, StoreError> {
    let now = house.clock.now();
    let mut about = kept::about(&house.register, ids).await?;
    let beside = kept::beside(&house.register, ids).await?;
    let mut people = BTreeSet::new();
    for post in posts::several(&house.register, ids).await? {
        let of = about.remove(&post.id).unwrap_or_default();
        let ruled = of.ruled().map(|verdict| (ruling.n, verdict));
        let truth = rules::rumour::truth(Known { witness: post.witness, people: of.people, ruled });
        change = change.run(kept::KNOW, params![post.id, truth.number(), now]).event(posts::told(&post, "known"));
        // What stands beside a link may deny it: nothing is ruled on whoever wrote that, nor on who passed it on.
        if beside.contains(&post.id) {
            continue;
        }
        people.extend(posts::person(&post));
        people.extend(boosters(house, &post).await?);
    }
    let people: Vec<PersonId> = people.into_iter().collect();
    let before: BTreeSet<PersonId> = kept::told_of(&house.register, &people, ruling.id).await?.into_iter().collect();
    let fresh: Vec<PersonId> = people.into_iter().filter(|p| !before.contains(p)).collect();
    for some in fresh.chunks(AT_ONCE) {
        // Who is told by another at this moment makes this whole step fail; it is done again, without them.
        change = some.iter().fold(change, |change, p| change.run(kept::TELL, params![*p, ruling.id]));
        change = change.event(Event::Ruled {
            rumour: of.id,
            incident: of.incident,
            drill: of.drill,
            verdict: ruling.verdict.word().to_owned(),
            people: some.to_vec(),
        });
    }
    Ok(change)
}

/// Who passed a post on.
async fn boosters(house: &House, post: &Post) -> Result<Vec<PersonId>, StoreError> {
    let (mut all, mut after) = (Vec::new(), PostId::FIRST);
    loop {
        let rows = house.store.read(kept::BOOSTERS, params![post.id.to_string(), after, BOOSTERS]).await?;
        for row in &rows {
            all.push(row.id(0)?);
            after = PostId::of_number(row.int(1)?);
        }
        if i64::try_from(rows.len()).is_ok_and(|n| n < BOOSTERS) {
            return Ok(all);
        }
    }
}

/// Whoever wrote a copy of what was ruled asks moderators to look again: once for each ruling.
///
/// # Errors
/// [`Not::Unknown`] when it is not theirs, [`Not::NotRuled`], [`Not::AppealedAlready`], [`Not::Long`], [`Not::Many`].
pub async fn appeal(house: &House, visitor: &Visitor, id: PostId, words: &str) -> Result<ReportId, Failure> {
    let me = visitor.person().ok_or_else(Failure::sign_in_first)?;
    let words = words.trim();
    if words::characters(words) > LONGEST_APPEAL {
        return Err(not(&Not::Long { most: LONGEST_APPEAL }));
    }
    let author = actor(visitor)?;
    let post = posts::one(&house.register, id).await?.filter(|p| p.author == author);
    let post = post.ok_or_else(|| not(&Not::Unknown))?;
    let ruling = match kept::rumour_of(&house.store, id).await? {
        Some(rumour) => kept::last(&house.store, rumour).await?.filter(|r| r.verdict != Verdict::True),
        None => None,
    };
    let ruling = ruling.ok_or_else(|| not(&Not::NotRuled))?;
    if house.store.one(kept::APPEALED, params![me, ruling.id]).await?.is_some() {
        return Err(not(&Not::AppealedAlready));
    }
    let now = house.clock.now();
    let report: ReportId = house.dice.id(now);
    let evidence = json!({ "words": words, "post": post.text, "ruling": ruling.id, "rumour": ruling.rumour });
    let evidence = evidence.to_string();
    let new = NewReport {
        id: report,
        kind: ReportKind::Appeal,
        incident: post.incident,
        drill: post.drill,
        reason: ruling.verdict.word(),
        teller: "author",
        risk: 4,
        said_by: Some(me),
        about: Some(me),
        evidence: &evidence,
        href: None,
        // Another person looks again than the one who ruled.
        first: Some(ruling.by),
    };
    let what = if post.drill { "appeals in an exercise" } else { "appeals" };
    let change = house.register.take_allowance(Change::new(), what, &me.bytes(), now, Span::days(1), APPEALS_A_DAY);
    let change = change.run(kept::APPEAL, params![me, ruling.id, report, now]);
    let change = house.register.report(change, &new, now).await?;
    match house.store.apply(change).await {
        Ok(_) => Ok(report),
        Err(StoreError::Missed { step: 0 }) => Err(not(&Not::Many)),
        Err(StoreError::Duplicate { .. }) => Err(not(&Not::AppealedAlready)),
        Err(e) => Err(e.into()),
    }
}
