//! A page in memory of somebody who speaks again is gone at once.

use std::collections::HashMap;

use ::store::{Change, StoreError};
use kernel::{NoticeId, PersonId};
use names::Strength;
use register::{Fact, State};
use web::House;

use crate::{
    acts::join::fit,
    model::{NoticeState, list::DeathState},
    store::{
        deaths, notices, reunions,
        tributes::{self as kept, Whole},
    },
};

/// Searches changed: where a death was suspended by the person's own word, no page is left. One that somebody of an institution suspended, or
/// that the family does not want shown, is shown no more as long as that lasts; when the search is over meanwhile, it comes back no more.
///
/// # Errors
/// When the store fails.
pub async fn of_notices(house: &House, ids: &[NoticeId], mut change: Change) -> Result<Change, StoreError> {
    let now = house.clock.now();
    for Whole { tribute: t, .. } in kept::many(&house.register, kept::TRIBUTES_OF_NOTICES, ids).await? {
        let death = deaths::one(&house.store, t.notice).await?;
        let spoken = death.as_ref().is_some_and(|d| d.state == DeathState::Suspended && d.suspended_by.is_none());
        let over = notices::one(&house.store, t.notice).await?.is_none_or(|n| n.state == NoticeState::Over);
        if spoken || over && !death.is_some_and(|d| d.is_known()) {
            change = kept::gone(change, &t, now);
        }
    }
    Ok(change)
}

/// People spoke, or proved a contact: a page in memory of one of them is gone, also when the search that it was has long been forgotten. It is
/// known for theirs by who was found, or by a proven contact and the name that they were sought by.
///
/// # Errors
/// When the store fails.
pub async fn of_people(house: &House, who: &[PersonId], mut change: Change) -> Result<Change, StoreError> {
    let facts = house.register.facts_of_many(who).await?;
    let alive = |s: State| !matches!(s, State::None | State::Dead);
    let cards = house.register.cards(who).await?;
    let speaks = |f: &Fact| f.proof.closes_a_search() || cards.get(&f.person).is_some_and(|c| c.contact_proven);
    let own = facts.into_iter().filter(|f| f.is_own_answer() && f.counts() && alive(f.state) && speaks(f));
    let own: Vec<Fact> = own.collect();
    if own.is_empty() {
        return Ok(change);
    }
    let people: Vec<PersonId> = own.iter().map(|f| f.person).collect();
    let mut proven: HashMap<[u8; 16], PersonId> = HashMap::new();
    for row in house.register.many(reunions::BLINDS_OF, &people).await? {
        if let (Ok(blind), true) = (row.blob(1)?.try_into(), row.opt_time(2)?.is_some()) {
            proven.insert(blind, row.id(0)?);
        }
    }
    let blinds: Vec<[u8; 16]> = proven.keys().copied().collect();
    let mut pages: Vec<Whole> = kept::many(&house.register, kept::TRIBUTES_OF_PEOPLE, &people).await?;
    pages.extend(kept::many(&house.register, kept::TRIBUTES_WITH, &blinds).await?);
    pages.extend(kept::many(&house.register, kept::TRIBUTES_WITH_MAIL, &blinds).await?);
    for Whole { tribute: t, words } in pages {
        let reached = [t.phone, t.email].into_iter().flatten().filter_map(|b| proven.get(&b).copied());
        let named = |p: &PersonId| {
            cards.get(p).is_some_and(|c| fit(&words.names, std::iter::once(c.name.as_str())) >= Strength::Likely)
        };
        let whose: Vec<PersonId> = reached.filter(named).chain(t.person).collect();
        if own.iter().any(|f| whose.contains(&f.person) && f.drill == t.drill && f.at > t.died) {
            change = kept::gone(change, &t, house.clock.now());
        }
    }
    Ok(change)
}
