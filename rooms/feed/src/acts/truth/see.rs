//! Seeing it too: people in the zone who say that they see what a post says.

use std::collections::HashSet;

use ::store::{Change, StoreError, params};
use kernel::{Id, IncidentId, PersonId, PostId, Span, Visitor};
use web::{Failure, House};

use super::not;
use crate::{
    model::Post,
    rules::{Not, rumour::independent},
    store::{posts, rumours as kept},
};

/// People who have seen it that are looked at: what more say adds nothing.
const MOST: i64 = 60;
/// So many of one person in an hour.
const AN_HOUR: i64 = 20;

/// Whether somebody is in the zone of an incident, as far as the register knows: by the coarse place that they said, or where they live,
/// work or learn. Nothing of where goes anywhere.
#[must_use]
pub fn stands_in_zone(house: &House, person: PersonId, of: IncidentId) -> bool {
    let Some(incident) = house.incidents.get(of) else { return false };
    let cells = house.register.cells().read().unwrap_or_else(std::sync::PoisonError::into_inner);
    cells.is_in_zone(person, &incident.zone, house.clock.now())
}

/// Somebody in the zone says that they see what a post says.
///
/// # Errors
/// [`Not::Unknown`], [`Not::Prove`], [`Not::Own`], [`Not::Elsewhere`], [`Not::Many`].
pub async fn see(house: &House, visitor: &Visitor, id: PostId) -> Result<(), Failure> {
    let me = visitor.person().ok_or_else(Failure::sign_in_first)?;
    let post = shown(house, id).await?;
    if posts::person(&post) == Some(me) {
        return Err(not(&Not::Own));
    }
    let proven = house.store.one(posts::PROVEN_SINCE, params![me]).await?;
    if proven.map(|r| r.opt_time(0)).transpose()?.flatten().is_none() {
        return Err(not(&Not::Prove));
    }
    if !stands_in_zone(house, me, post.incident) {
        return Err(not(&Not::Elsewhere));
    }
    let now = house.clock.now();
    let what = if post.drill { "seen too in an exercise" } else { "seen too" };
    let change = house.register.take_allowance(Change::new(), what, &me.bytes(), now, Span::hours(1), AN_HOUR);
    match house.store.apply(change.run(kept::SEE, params![id, me, now])).await {
        Ok(_) => count(house, id).await,
        Err(StoreError::Missed { step: 0 }) => Err(not(&Not::Many)),
        Err(e) => Err(e.into()),
    }
}

/// They take it back.
///
/// # Errors
/// [`Not::Unknown`].
pub async fn unsee(house: &House, visitor: &Visitor, id: PostId) -> Result<(), Failure> {
    let me = visitor.person().ok_or_else(Failure::sign_in_first)?;
    house.store.apply(Change::new().run(kept::UNSEE, params![id, me])).await?;
    count(house, id).await
}

async fn shown(house: &House, id: PostId) -> Result<Post, Failure> {
    posts::one(&house.register, id).await?.filter(Post::is_shown).ok_or_else(|| not(&Not::Unknown))
}

/// How many of them know nothing of each other is counted anew: what is counted depends on all of them.
async fn count(house: &House, id: PostId) -> Result<(), Failure> {
    let Some(post) = posts::one(&house.register, id).await? else { return Ok(()) };
    let seen = kept::seen(&house.store, id, MOST).await?;
    let author = posts::person(&post);
    let mut people: Vec<PersonId> = seen.iter().map(|s| s.person).collect();
    people.extend(author);
    let circles = house.register.circles(&people).await?;
    let knows = |a: PersonId, b: PersonId| circles.get(&a).is_some_and(|(c, _)| c.links().contains(b));
    let said = said(house, &post).await?;
    // Who passed it on, or answered it, or wrote a copy of it, says nothing of their own.
    let own: Vec<_> = seen.into_iter().filter(|s| !said.contains(&s.person)).collect();
    let nobody = PersonId::from_bytes([0; 16]);
    let people = independent(author.unwrap_or(nobody), &own, knows);
    let now = house.clock.now();
    let change = Change::new().run(kept::KNOWN, params![id, people, now]);
    house.store.apply(change).await?;
    let change = super::know(house, Change::new(), &post, now).await?;
    if !change.is_empty() {
        house.store.apply(change).await?;
    }
    Ok(())
}

/// Who passed a post on, answered it, or wrote a copy of it.
async fn said(house: &House, post: &Post) -> Result<HashSet<PersonId>, Failure> {
    let mut all = HashSet::new();
    for row in house.store.read(kept::BOOSTERS, params![post.id.to_string(), PostId::FIRST, 500_i64]).await? {
        all.insert(row.id(0)?);
    }
    let thread = post.thread.unwrap_or(post.id);
    let answers = house.store.read(posts::THREAD, params![thread, PostId::FIRST, 500_i64]).await?;
    let answers = answers.iter().map(|r| posts::post(&house.register, r)).collect::<Result<Vec<_>, _>>()?;
    all.extend(answers.iter().filter_map(posts::person));
    if let Some(rumour) = kept::rumour_of(&house.store, post.id).await? {
        let ids: Vec<PostId> = kept::last_copies(&house.store, rumour, 500).await?.iter().map(|c| c.post).collect();
        all.extend(posts::several(&house.register, &ids).await?.iter().filter_map(posts::person));
    }
    Ok(all)
}
