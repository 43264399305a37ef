//! Seeing it too: people in the zone who say that they see what a post says.

use std::collections::HashSet;

use ::store::{Change, StoreError, params};
use kernel::{Id, IncidentId, PersonId, PostId, Span, Time, Visitor};
use web::{Failure, House};

use super::not;
use crate::{
    acts::Whence,
    model::{
        Post,
        rumour::{Known, Said},
    },
    rules::{Not, rumour::independent},
    store::{posts, rumours as kept},
};

/// People who have seen it that are looked at: what more say adds nothing.
const MOST: i64 = 60;
/// How often it is counted again while others come and go.
const COUNTS: usize = 20;
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

/// By what a device and a line are told at one post: nowhere else are they the same.
#[must_use]
pub fn signs(house: &House, post: PostId, from: &Whence) -> Vec<u8> {
    let sign = |what: &[u8]| house.seal.mac("at a post", &[&post.number().to_be_bytes(), what].concat());
    let device = from.device.map(|device| sign(&device));
    let line = from.line.map(|line| sign(&line));
    [device, line].into_iter().flatten().filter_map(|mac| mac.first_chunk::<16>().copied()).flatten().collect()
}

/// Somebody in the zone says that they see what a post says.
///
/// # Errors
/// [`Not::Unknown`], [`Not::Prove`], [`Not::Own`], [`Not::Elsewhere`], [`Not::Many`].
pub async fn see(house: &House, visitor: &Visitor, id: PostId, from: &Whence) -> Result<(), Failure> {
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
    let change = change.run(kept::SEE, params![id, me, now, signs(house, id, from)]).run(kept::TURN, params![id, now]);
    match house.store.apply(change).await {
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
    let now = house.clock.now();
    // Who never saw it turns nothing, and a post that is not there is given no row.
    let change = Change::new().must(kept::UNSEE, params![id, me]).run(kept::TURN, params![id, now]);
    match house.store.apply(change).await {
        Err(e) if e.missed() => return Ok(()),
        done => done?,
    };
    count(house, id).await
}

async fn shown(house: &House, id: PostId) -> Result<Post, Failure> {
    posts::one(&house.register, id).await?.filter(Post::is_shown).ok_or_else(|| not(&Not::Unknown))
}

/// How many of them know nothing of each other is counted anew: what is counted depends on all of them. Whoever counts while another comes or
/// goes writes nothing, and counts again; the last who came counts all.
async fn count(house: &House, id: PostId) -> Result<(), Failure> {
    for _ in 0..COUNTS {
        let Some(change) = counted(house, id).await? else { return Ok(()) };
        match house.store.apply(change).await {
            Err(e) if e.missed() => {}
            done => return done.map(drop).map_err(Failure::from),
        }
    }
    // So many come and go at once that the last of them counts.
    Ok(())
}

/// How many they are now, and what is known of the post from that; written only if nobody has come or gone meanwhile, and the post is as it was.
///
/// # Errors
/// When the store fails.
pub async fn counted(house: &House, id: PostId) -> Result<Option<Change>, Failure> {
    // First how often somebody came or went, then who: what comes in between is seen, and then nothing of this is written.
    let Some((turn, signs)) = kept::turned(&house.store, id).await? else { return Ok(None) };
    let Some(post) = posts::one(&house.register, id).await? else { return Ok(None) };
    let seen = kept::seen(&house.store, id, MOST).await?;
    let author = posts::person(&post);
    let mut people: Vec<PersonId> = seen.iter().map(|s| s.person).collect();
    people.extend(author);
    let circles = house.register.circles(&people).await?;
    let invited = kept::invited(&house.register, &people).await?;
    let knows = |a: PersonId, b: PersonId| {
        circles.get(&a).is_some_and(|(c, _)| c.links().contains(b)) || invited.contains(&(a, b))
    };
    let said = said(house, &post).await?;
    // Who passed it on, or answered it, or wrote a copy of it, says nothing of their own.
    let own: Vec<_> = seen.into_iter().filter(|s| !said.contains(&s.person)).collect();
    let of = Said {
        author: author.unwrap_or(PersonId::from_bytes([0; 16])),
        at: id.time(),
        incident: house.incidents.get(post.incident).map_or(Time(0), |i| i.activated.unwrap_or(i.created)),
        signs,
    };
    let people = independent(&of, &own, knows);
    let now = house.clock.now();
    let change = Change::new().must(kept::KNOWN, params![id, turn, people, now]);
    let (known, _) = super::about(house, &post).await?;
    let truth = crate::rules::rumour::truth(Known { people, ..known });
    if truth == post.truth {
        return Ok(Some(change));
    }
    let known = params![id, post.version, truth.number(), now];
    Ok(Some(change.must(posts::KNOW_POST, known).event(posts::told(&post, "known"))))
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
