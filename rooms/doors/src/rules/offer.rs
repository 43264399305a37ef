//! Opening a door, and what its host does with it.

use kernel::{Span, Time};

use super::No;
use crate::model::{Door, DoorState, Edited, Host, Kind, Move, Offer, Rule, Tier};

/// How long a door is open unless its host says otherwise, and how much longer one tap keeps it open.
pub const OPEN_FOR: Span = Span::hours(3);
/// No door is open longer than this from now.
const LONGEST_OPEN: Span = Span::hours(24);
/// No door is offered for less.
const SHORTEST_OPEN: Span = Span::minutes(10);
/// A host is told so long before their door ends.
pub const WARN_BEFORE: Span = Span::minutes(30);
/// A draft that nobody proves a contact for is forgotten after so long.
pub const DRAFT_LASTS: Span = Span::hours(2);
/// How many doors one host keeps at a time.
pub const MOST_DOORS: i64 = 5;
/// The most characters of an address, of how to get in, of a name.
pub const LONGEST: usize = 200;
/// The most characters of a public word.
pub const LONGEST_NOTE: usize = 140;
/// An organisation vouches for so long: after that it is asked again.
pub const VOUCHER_LASTS: Span = Span::days(365);
/// Since when a contact is proven for its host not to be new.
const KNOWN_FOR: Span = Span::days(1);

/// On what terms a door may open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Why it may be trusted.
    pub tier: Tier,
    /// As a draft, or open at once.
    pub state: DoorState,
}

/// Why this host may be trusted.
#[must_use]
pub fn tier(now: Time, host: &Host) -> Tier {
    match host.proven {
        _ if host.institution => Tier::Institution,
        _ if host.vouched => Tier::Vouched,
        Some(_) if host.hosted > 0 => Tier::Proven,
        Some(since) if now.since(since) >= KNOWN_FOR => Tier::Proven,
        _ => Tier::New,
    }
}

/// How many places somebody trusted so far may offer.
#[must_use]
pub const fn most_places(tier: Tier) -> i64 {
    match tier {
        Tier::New => 4,
        Tier::Proven => 12,
        Tier::Vouched => 60,
        Tier::Institution => 5000,
    }
}

/// On what terms this offer may be made: as a draft when its host has still to prove a contact.
///
/// # Errors
/// Why it cannot be made.
pub fn offer(now: Time, host: &Host, offer: &Offer) -> Result<Terms, No> {
    let tier = tier(now, host);
    let most = most_places(tier);
    if !(1..=most).contains(&offer.places) {
        return Err(No::Places { most });
    }
    let lasts = offer.until.since(now);
    if lasts < SHORTEST_OPEN || lasts > LONGEST_OPEN {
        return Err(No::Until);
    }
    lengths([&offer.address, &offer.entry, &offer.name, &offer.label], &offer.note)?;
    match offer.kind {
        // A family is sent to public places first: nobody may call their home one.
        Kind::Public if tier < Tier::Vouched => return Err(No::PublicNeedsVoucher),
        Kind::Public if offer.label.is_none() => return Err(No::LabelMissing),
        Kind::Home if offer.rule == Rule::Anyone => return Err(No::RuleForPublic),
        _ => {}
    }
    if offer.address.is_none() {
        return Err(No::AddressMissing);
    }
    if host.doors >= MOST_DOORS && !host.institution {
        return Err(No::ManyDoors);
    }
    let known = host.institution || host.proven.is_some();
    Ok(Terms { tier, state: if known { DoorState::Open } else { DoorState::Draft } })
}

fn lengths<const N: usize>(texts: [&Option<String>; N], note: &Option<String>) -> Result<(), No> {
    let is_longer = |text: &Option<String>, most| text.as_ref().is_some_and(|t| t.chars().count() > most);
    if texts.into_iter().any(|t| is_longer(t, LONGEST)) {
        return Err(No::TooLong { most: LONGEST });
    }
    if is_longer(note, LONGEST_NOTE) {
        return Err(No::TooLong { most: LONGEST_NOTE });
    }
    Ok(())
}

/// Whether a host may change what is said of their door. Where it is to be found, its cell, never changes: who moves opens another door.
/// `moves` tells whether the address is another one, `awaited` whether somebody who was given it is on the way.
///
/// # Errors
/// Why not: a door that is over has nothing to say, and one that moderators look at stays as it was.
pub fn edit(door: &Door, edited: &Edited, moves: bool, awaited: bool) -> Result<(), No> {
    if !matches!(door.state, DoorState::Open | DoorState::Paused) {
        return Err(No::DoorShut);
    }
    lengths([&edited.address, &edited.entry, &edited.name], &edited.note)?;
    if edited.address.is_none() {
        return Err(No::AddressMissing);
    }
    if moves && awaited {
        return Err(No::OnTheWay);
    }
    Ok(())
}

/// What becomes of a door when its host does this.
///
/// # Errors
/// [`No::DoorShut`] for a door that is over or frozen.
pub fn drive(now: Time, door: &Door, what: Move) -> Result<(DoorState, Time), No> {
    use DoorState::{Closed, Frozen, Open, Paused};
    let until = door.until.max(now);
    match (door.state, what) {
        (Closed | DoorState::Draft, Move::Close) => Ok((Closed, door.until)),
        (Closed | DoorState::Draft, _) => Err(No::DoorShut),
        // While moderators look nobody opens it again; closing it takes nothing from them.
        (_, Move::Close) => Ok((Closed, door.until)),
        (Frozen, _) => Err(No::DoorShut),
        (state @ (Open | Paused), Move::Renew) => Ok((state, until.max(now.plus(OPEN_FOR)))),
        (Open | Paused, Move::Pause) => Ok((Paused, door.until)),
        (Open | Paused, Move::Reopen) if door.until <= now => Ok((Open, now.plus(OPEN_FOR))),
        (Open | Paused, Move::Reopen) => Ok((Open, door.until)),
    }
}

/// Whether a door may have so many places.
///
/// # Errors
/// [`No::FewerThanTaken`], [`No::Places`].
pub fn places(door: &Door, places: i64) -> Result<(), No> {
    let most = most_places(door.tier);
    if matches!(door.state, DoorState::Closed | DoorState::Frozen) {
        return Err(No::DoorShut);
    }
    if places < door.taken {
        return Err(No::FewerThanTaken { taken: door.taken });
    }
    if !(1..=most.max(door.places)).contains(&places) {
        return Err(No::Places { most });
    }
    Ok(())
}
