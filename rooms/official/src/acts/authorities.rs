//! Institutions: added by an admin, or by one that is trusted already; proven by their domain; looked at every day.

use ::store::{Change, StoreError};
use http::StatusCode;
use kernel::{AuthorityId, Span, Time};
use outbound::Call;
use register::{Actor, AuditLine};
use serde_json::json;
use web::{Failure, House, OrRefuse, thrice};

use super::{Hand, abroad, no};
use crate::{
    jobs,
    model::{Authority, Means, Standing},
    rules::{self, No},
    store::{authorities as kept, sources},
};

/// A proof that nobody could look for counts for so long.
const UNSEEN: Span = Span::days(3);
/// The least and the most seconds between two looks at a feed.
const OFTEN: std::ops::RangeInclusive<i64> = 15..=60;

/// All of them, each with where it stands.
///
/// # Errors
/// When the store fails.
pub async fn all(house: &House) -> Result<Vec<(Authority, Standing)>, Failure> {
    let all = kept::all(&house.store).await?;
    Ok(all.iter().map(|a| (a.clone(), rules::standing(&all, a.id))).collect())
}

/// One of them.
///
/// # Errors
/// That there is none.
pub async fn one(house: &House, id: AuthorityId) -> Result<(Authority, Standing), Failure> {
    let found = all(house).await?.into_iter().find(|(a, _)| a.id == id);
    found.ok_or_else(|| no(&No::Unknown))
}

/// Whom a message is of.
///
/// # Errors
/// That there is no such one.
pub async fn whom(house: &House, id: Option<AuthorityId>) -> Result<Option<(Authority, Standing)>, Failure> {
    match id {
        Some(id) => one(house, id).await.map(Some),
        None => Ok(None),
    }
}

/// A new institution. An admin adds any; somebody who speaks for one that is proven may vouch for another.
///
/// # Errors
/// The rules' refusals.
pub async fn add(
    house: &House,
    by: impl Into<Hand<'_>>,
    domain: &str,
    name: &str,
    delegator: Option<AuthorityId>,
) -> Result<Authority, Failure> {
    let domain = rules::domain_of(domain).or_refuse()?;
    let name = rules::name_of(name).or_refuse()?;
    let (now, by) = (house.clock.now(), by.into());
    match delegator {
        Some(id) => {
            let (voucher, standing) = one(house, id).await?;
            if !by.is_admin() && !by.speaks_for(house, &voucher).await? {
                return Err(no(&No::NotAccredited));
            }
            if !standing.is_proven() {
                return Err(no(&No::NotProven));
            }
            // Its own people, or another institution's, would speak for a domain that nobody has proven.
            let same = |a: &Authority| a.ended.is_none() && a.name.to_lowercase() == name.to_lowercase();
            if kept::all(&house.store).await?.iter().any(same) {
                return Err(no(&No::NameTaken));
            }
        }
        None if !by.is_admin() => return Err(no(&No::NotAccredited)),
        None => {}
    }
    let all = kept::all(&house.store).await?;
    // What was taken away comes back by an admin alone: nobody who vouches undoes what an admin did.
    let ended = all.iter().find(|a| a.domain == domain && a.ended.is_some() && by.is_admin());
    let new = Authority {
        id: ended.map_or_else(|| house.dice.id(now), |was| was.id),
        version: ended.map_or(1, |was| was.version.saturating_add(1)),
        domain,
        name,
        token: format!("rhizome={}", house.dice.token().0),
        means: delegator.map(|_| Means::Delegated),
        delegator,
        proven: delegator.map(|_| now),
        checked: None,
        lost: None,
        ended: None,
        pins: String::new(),
        senders: Vec::new(),
        pinned_by: Vec::new(),
    };
    let (id, name) = by.mark();
    let change = match ended {
        // Whom it vouched for does not come back with it.
        Some(was) => behind(house, by, &all, was.id, now).and(kept::revive(&new, was.version, (id, &name), now)),
        None => kept::add(&new, (id, &name), now),
    };
    let change = change.job(jobs::daily(now));
    match house.store.apply(audited(house, by, "authority.add", &new, now, change)).await {
        Ok(_) => Ok(new),
        Err(StoreError::Duplicate { .. } | StoreError::Missed { .. }) => Err(no(&No::DomainTaken)),
        Err(e) => Err(e.into()),
    }
}

/// Whom an institution vouched for is taken away.
fn behind(house: &House, by: Hand<'_>, all: &[Authority], id: AuthorityId, now: Time) -> Change {
    let vouched = all.iter().filter(|a| a.delegator == Some(id) && a.ended.is_none());
    vouched.fold(Change::new(), |change, was| taken_away(house, by, was.clone(), now).and(change))
}

/// An institution is taken away.
fn taken_away(house: &House, by: Hand<'_>, was: Authority, now: Time) -> Change {
    let next = Authority { ended: Some(now), ..was };
    let change = kept::change(&next, true).run(sources::DROP_SOURCE, ::store::params![next.id]);
    audited(house, by, "authority.end", &next, now, change)
}

fn audited(house: &House, by: impl Into<Actor>, act: &str, of: &Authority, now: Time, change: Change) -> Change {
    let details = json!({ "name": of.domain, "authority": of.id });
    house.register.audit(change, &AuditLine::new(now, by, act).with(details))
}

/// Looks for the proof now.
///
/// # Errors
/// When the store fails.
pub async fn check(house: &House, id: AuthorityId) -> Result<Standing, Failure> {
    let (was, _) = one(house, id).await?;
    // Whoever vouches is looked at, not whom they vouch for.
    if was.ended.is_some() || was.means == Some(Means::Delegated) {
        return Ok(one(house, id).await?.1);
    }
    let found = seen(house, &was).await;
    thrice(|| async move {
        let (was, before) = one(house, id).await?;
        let now = house.clock.now();
        let mut next = was.clone();
        match found {
            Found::Proof(means) => {
                next.means = Some(means);
                next.proven = Some(was.proven.filter(|_| was.lost.is_none()).unwrap_or(now));
                (next.lost, next.checked) = (None, Some(now));
            }
            Found::Nothing => {
                next.checked = Some(now);
                next.lost = was.lost.or(was.proven.map(|_| now));
            }
            // A network that is away proves nothing, for a while.
            Found::Nobody => {
                let since = was.checked.or(was.proven).unwrap_or(now);
                if now.since(since) > UNSEEN {
                    next.lost = was.lost.or(was.proven.map(|_| now));
                }
            }
        }
        if next != was {
            let turned = (next.lost, next.proven) != (was.lost, was.proven);
            let mut change = kept::change(&next, turned);
            if turned {
                let act = if next.lost.is_some() { "authority.lost" } else { "authority.proven" };
                change = audited(house, Actor::Server, act, &next, now, change);
            }
            house.store.apply(change).await?;
            return Ok(one(house, id).await?.1);
        }
        Ok(before)
    })
    .await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    Proof(Means),
    /// Somebody answered, and it is not there.
    Nothing,
    /// Nobody answered.
    Nobody,
}

async fn seen(house: &House, of: &Authority) -> Found {
    let way = abroad::way(house);
    let texts = way.texts(&format!("_rhizome.{}", of.domain)).await;
    if texts.iter().flatten().any(|t| rules::is_proof(t, &of.token)) {
        return Found::Proof(Means::Record);
    }
    let file = way.get(Call::get(format!("https://{}/.well-known/rhizome", of.domain))).await;
    match file {
        Some(answer)
            if answer.status == StatusCode::OK
                && rules::is_proof(&String::from_utf8_lossy(&answer.body), &of.token) =>
        {
            Found::Proof(Means::File)
        }
        // A site that is in trouble has not taken it away.
        Some(answer) if !answer.status.is_server_error() && (of.means == Some(Means::File) || texts.is_some()) => {
            Found::Nothing
        }
        None if texts.is_some() && of.means != Some(Means::File) => Found::Nothing,
        _ => Found::Nobody,
    }
}

/// Looks at all of them.
///
/// # Errors
/// When the store fails.
pub async fn check_all(house: &House) -> Result<(), Failure> {
    for (authority, _) in all(house).await? {
        if authority.ended.is_none() && authority.means != Some(Means::Delegated) {
            check(house, authority.id).await?;
        }
    }
    Ok(())
}

/// An institution is taken away: by an admin, or by whoever vouched for it.
///
/// # Errors
/// The rules' refusals.
pub async fn end(house: &House, by: impl Into<Hand<'_>>, id: AuthorityId) -> Result<(), Failure> {
    let by = by.into();
    thrice(|| async move {
        let (was, _) = one(house, id).await?;
        if !by.is_admin() {
            let speaks = match whom(house, was.delegator).await? {
                Some((voucher, _)) => by.speaks_for(house, &voucher).await?,
                None => false,
            };
            if !speaks {
                return Err(no(&No::NotAccredited));
            }
        }
        if was.ended.is_some() {
            return Ok(());
        }
        let now = house.clock.now();
        house.store.apply(taken_away(house, by, was, now)).await?;
        Ok(())
    })
    .await
}

/// What an admin says of an institution: its keys, the senders that they speak for, and where its messages are fetched.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Certificates or public keys, in PEM.
    pub pins: String,
    /// Senders, with white space between them.
    pub senders: String,
    /// Where messages are fetched; nowhere when empty.
    pub url: String,
    /// How often, in seconds.
    pub seconds: Option<i64>,
}

/// Says it.
///
/// # Errors
/// The rules' refusals.
pub async fn say(house: &House, by: impl Into<Hand<'_>>, id: AuthorityId, said: &Said) -> Result<(), Failure> {
    let pins = rules::pins_of(&said.pins).or_refuse()?;
    let senders = rules::senders_of(&said.senders, &pins).or_refuse()?;
    let url = said.url.trim();
    if !url.is_empty() && !abroad::way(house).allows(url) {
        return Err(no(&No::Address));
    }
    let seconds = said.seconds.unwrap_or(*OFTEN.end()).clamp(*OFTEN.start(), *OFTEN.end());
    let (pins, senders, by) = (&pins, &senders, by.into());
    thrice(|| async move {
        let (was, _) = one(house, id).await?;
        if was.ended.is_some() {
            return Err(no(&No::MovedOn));
        }
        let now = house.clock.now();
        // Whoever says the keys does not pass on alone what they sign.
        let pinned_by = rules::pinned_by(&was, pins, by.staff());
        let next = Authority { pins: pins.clone(), senders: senders.clone(), pinned_by, ..was };
        let mut change = kept::change(&next, true);
        let known = sources::one(&house.store, id).await?;
        if url.is_empty() {
            change = change.run(sources::DROP_SOURCE, ::store::params![id]);
        } else if known.is_none_or(|k| k.url != url || k.seconds != seconds) {
            change = change.run(sources::SET_SOURCE, ::store::params![id, url, seconds]).job(jobs::poll(id, now));
        }
        house.store.apply(audited(house, by, "authority.say", &next, now, change)).await?;
        Ok(())
    })
    .await
}
