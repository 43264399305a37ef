//! Matching lists with searches, blindly: what comes of it only the institution reads.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use ::store::{Change, StoreError};
use kernel::{NoteId, NoticeId, PersonId, ReunionId};
use names::Name;
use register::{Fact, Proof};
use web::House;

use super::hidden;
use crate::{
    acts::join::{ALIKE, fit},
    model::{
        Notice,
        list::{Match, MatchState},
    },
    rules::{
        join::{Common, Evidence, ages, sex},
        list::{still_dead, worth},
    },
    store::{
        deaths,
        lists::{self, Whole},
        memory::Memory,
        notices,
    },
};

/// An entry that was brought: matched with the open searches of its incident.
///
/// # Errors
/// When the store fails.
pub async fn of_entry(house: &House, memory: &Memory, id: NoteId, change: Change) -> Result<Change, StoreError> {
    let Some(whole) = lists::one(&house.register, id).await? else { return Ok(change) };
    let incident = whole.entry.incident;
    let mut near: HashSet<NoticeId> = HashSet::new();
    if let Some(name) = &whole.who.name {
        near.extend(memory.sought(incident, &Name::parse(name), ALIKE).into_iter().map(|n| n.notice.id));
    }
    for blind in [whole.entry.phone, whole.entry.email].into_iter().flatten() {
        near.extend(memory.sought_with(incident, &blind).into_iter().map(|n| n.id));
    }
    let ids: Vec<NoticeId> = near.into_iter().collect();
    let searches = notices::many_whole(&house.register, &ids).await?;
    proposed(house, searches.iter().map(|s| (&whole, s)), change).await
}

/// A search that began: matched with the entries of its incident.
///
/// # Errors
/// When the store fails.
pub async fn of_notice(house: &House, memory: &Memory, id: NoticeId, change: Change) -> Result<Change, StoreError> {
    let Some(search) = notices::one_whole(&house.register, id).await? else { return Ok(change) };
    let ids = memory.listed(&search.notice, &search.profile.names, ALIKE);
    let entries = lists::many(&house.register, &ids).await?;
    proposed(house, entries.iter().map(|e| (e, &search)), change).await
}

fn evidence(listed: &Whole, search: &notices::Whole) -> Evidence {
    let (e, n) = (&listed.entry, &search.notice);
    let same = |a: Option<[u8; 16]>, b: Option<[u8; 16]>| a.is_some() && a == b;
    let common = same(e.phone, n.phone) || same(e.email, n.email);
    Evidence {
        contact: if common { Common::Said } else { Common::Nothing },
        ages: ages(e.ages, n.ages),
        sex: sex(e.sex, n.sex),
        ..Evidence::of_names(fit(&search.profile.names, listed.who.name.as_deref().into_iter()))
    }
}

/// Whether an institution would still hear of a search by this entry. A search whose description is forgotten says nothing against it.
pub(super) fn still_fits(listed: &Whole, search: &notices::Whole) -> bool {
    let forgotten = search.profile.names.is_empty();
    forgotten || worth(listed.who.name.is_some(), &evidence(listed, search)).is_some()
}

async fn proposed<'a>(
    house: &House,
    pairs: impl Iterator<Item = (&'a Whole, &'a notices::Whole)>,
    mut change: Change,
) -> Result<Change, StoreError> {
    let now = house.clock.now();
    for (listed, search) in pairs {
        let (e, n) = (&listed.entry, &search.notice);
        if !n.is_open(now) || e.expires <= now || (e.incident, e.drill) != (n.incident, n.drill) {
            continue;
        }
        let Some(weighed) = worth(listed.who.name.is_some(), &evidence(listed, search)) else { continue };
        if hidden(house, n, listed.who.name.as_deref()).await? {
            continue;
        }
        let words: Vec<&str> = weighed.reasons.iter().map(|r| r.word()).collect();
        let id: ReunionId = house.dice.id(now);
        let matched = Match {
            id,
            entry: e.id,
            notice: n.id,
            institution: e.institution.clone(),
            incident: n.incident,
            drill: n.drill,
            version: 1,
            score: weighed.score,
            reasons: words.join(","),
            state: MatchState::Proposed,
            note: None,
            made: now,
            changed: now,
        };
        change = lists::propose(change, &matched);
    }
    Ok(change)
}

/// People who were heard of, and searches that are for them as far as a contact or a circle in common says: whoever has spoken since is
/// not dead, whatever two others state, and every output goes back at once.
pub(crate) async fn spoken(
    house: &House,
    near: Vec<(Arc<Notice>, PersonId)>,
    facts: &[Fact],
    mut change: Change,
) -> Result<Change, StoreError> {
    let ids: Vec<NoticeId> = near.iter().map(|(n, _)| n.id).collect();
    let stated: HashMap<NoticeId, _> =
        deaths::many(&house.register, &ids).await?.into_iter().map(|d| (d.notice, d)).collect();
    if stated.is_empty() {
        return Ok(change);
    }
    let mut done: HashSet<NoticeId> = HashSet::new();
    let now = house.clock.now();
    for pair in near {
        let notice = &pair.0;
        let Some(death) = stated.get(&notice.id).filter(|d| d.suspended.is_none() && d.drill == notice.drill) else {
            continue;
        };
        // The same word is heard of once, whatever else is heard with it.
        let mut before = change.steps.iter().filter(|s| s.sql == deaths::SUSPEND_DEATH);
        if before.any(|s| s.params.first() == Some(&notice.id.into())) {
            continue;
        }
        let own = own_words(house, std::slice::from_ref(&pair), facts).await?;
        if still_dead(now, death, &own) || !done.insert(notice.id) {
            continue;
        }
        let fresh = notices::one(&house.store, notice.id).await?;
        change = deaths::suspend(change, death, fresh.as_ref(), None, now);
    }
    Ok(change)
}

/// What people have said themselves in the incidents of these searches, by what they have proven.
pub(crate) async fn own_words(
    house: &House,
    near: &[(Arc<Notice>, PersonId)],
    facts: &[Fact],
) -> Result<Vec<Fact>, StoreError> {
    let people: Vec<PersonId> = near.iter().map(|(_, p)| *p).collect();
    let cards = house.register.cards(&people).await?;
    let contact = |p: &PersonId| cards.get(p).is_some_and(|c| c.contact_proven);
    let theirs = |f: &&Fact| {
        let of = |(n, p): &(Arc<Notice>, PersonId)| f.person == *p && f.incident == n.incident;
        near.iter().any(of) && (contact(&f.person) || f.proof == Proof::Contact)
    };
    Ok(facts.iter().filter(theirs).copied().collect())
}
