//! The life of a stay: asked, accepted, arrived, over.

use kernel::{Span, Time};

use super::No;
use crate::model::{Ask, Company, Door, Guest, Kind, Rule, Side, Stay, StayState, Step};

/// Places that were asked for are held so long.
pub const HOLD: Span = Span::minutes(20);
/// Who was accepted arrives within this, or the places go back.
pub const ARRIVE_WITHIN: Span = Span::minutes(90);
/// … and at once by a standing rule, who has proven nothing and was seen by nobody, within this: they are let in at the door anyway.
pub const NEWCOMER_ARRIVES: Span = Span::minutes(30);
/// Addresses one guest, and one device, is given in 24 hours.
pub const MOST_ADDRESSES: i64 = 3;
/// Words that pass between guest and host in one stay.
pub const MOST_WORDS: i64 = 40;
/// The most people of one stay.
const MOST_PEOPLE: i64 = 10;
/// What guest and host wrote, and the address, are forgotten so long after the end of a stay.
pub const WORD_LASTS: Span = Span::hours(24);

/// What is written when somebody asks a door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Held, or accepted at once by the host's standing rule.
    pub state: StayState,
    /// When its places go back by themselves.
    pub until: Time,
    /// Whether its places count among those of newcomers.
    pub newcomer: bool,
}

/// The most places of a door that are held for people who have proven nothing and are not there yet: half of them, so that whoever makes up
/// people fills no place with them.
#[must_use]
pub const fn most_newcomers(places: i64) -> i64 {
    places.saturating_add(1) / 2
}

/// Whether somebody may have places at a door.
///
/// # Errors
/// Why not, and what to do instead.
pub fn ask(now: Time, door: &Door, is_own: bool, guest: &Guest, ask: &Ask) -> Result<Decided, No> {
    if is_own {
        return Err(No::OwnDoor);
    }
    if guest.staying {
        return Err(No::Staying);
    }
    if !(1..=MOST_PEOPLE).contains(&ask.places) {
        return Err(No::Places { most: MOST_PEOPLE });
    }
    if door.kind == Kind::Home {
        if ask.who != Company::Adults {
            return Err(No::AdultsOnly);
        }
        if !guest.proven && !guest.vouched {
            return Err(No::ProveToStay);
        }
    }
    if guest.given >= MOST_ADDRESSES {
        return Err(No::ManyAddresses);
    }
    let room = door.room(now);
    if room == 0 && (door.places > door.taken || door.until <= now) {
        return Err(No::DoorShut);
    }
    if ask.places > room {
        return Err(No::NoRoom { left: room });
    }
    let newcomer = !guest.proven && !guest.vouched;
    let left = most_newcomers(door.places).saturating_sub(door.newcomers).max(0);
    if newcomer && ask.places > left {
        return Err(No::Newcomers { left });
    }
    let at_once = match door.rule {
        Rule::Ask => false,
        Rule::Vouched => guest.vouched,
        Rule::Anyone => door.kind == Kind::Public,
    };
    Ok(if at_once {
        let within = if newcomer { NEWCOMER_ARRIVES } else { ARRIVE_WITHIN };
        Decided { state: StayState::Accepted, until: now.plus(within), newcomer }
    } else {
        Decided { state: StayState::Held, until: now.plus(HOLD), newcomer }
    })
}

/// So long after its end nothing is left of a stay, and of a door that closed, but numbers.
pub const FORGOTTEN_AFTER: Span = Span::days(7);

/// Where a stay goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    /// Its new state.
    pub state: StayState,
    /// When its places go back by themselves, as long as it lives.
    pub until: Time,
}

/// What becomes of a stay when this side does this. The same twice changes nothing the second time: it is refused as moved on.
///
/// # Errors
/// [`No::MovedOn`] when it is not where this can be done, [`No::StayPut`] for who is told to stay where they are, [`No::Unknown`] for the
/// other side's steps.
pub fn step(now: Time, stay: &Stay, side: Side, step: Step) -> Result<Next, No> {
    use StayState::{Accepted, Arrived, Held};
    let to = |state| Ok(Next { state, until: stay.until });
    match (side, step, stay.state) {
        (Side::Host, Step::Accept, Held) if stay.until > now => {
            Ok(Next { state: Accepted, until: now.plus(ARRIVE_WITHIN) })
        }
        (Side::Host, Step::Refuse, Held) => to(StayState::Refused),
        // Who is told to stay where they are does not walk there; a host who sees them inside says so.
        (Side::Guest, Step::Arrive, Accepted) if stay.stay_put => Err(No::StayPut),
        (Side::Host | Side::Guest, Step::Arrive, Accepted) => to(Arrived),
        (Side::Host | Side::Guest, Step::Leave, Arrived) => to(StayState::Left),
        (Side::Guest, Step::Home, Accepted | Arrived) => to(StayState::Home),
        (Side::Guest, Step::Cancel, Held | Accepted | Arrived) => to(StayState::GuestCancelled),
        (Side::Host, Step::Cancel, Held | Accepted | Arrived) => to(StayState::HostCancelled),
        // Nobody loses their places because they stay put as they were told.
        (Side::House, Step::RunOut, Accepted) if stay.stay_put => Err(No::MovedOn),
        (Side::House, Step::RunOut, Held | Accepted) if stay.until <= now => to(StayState::RanOut),
        (Side::House, Step::DoorClosed, Held) => to(StayState::DoorClosed),
        (Side::House, Step::Freeze, Held | Accepted | Arrived) => to(StayState::Frozen),
        (Side::Host, Step::Accept | Step::Refuse, _)
        | (Side::Guest, Step::Home, _)
        | (Side::Host | Side::Guest, Step::Arrive | Step::Leave | Step::Cancel, _)
        | (Side::House, Step::RunOut | Step::DoorClosed | Step::Freeze, _) => Err(No::MovedOn),
        _ => Err(No::Unknown),
    }
}

/// Where a stay ends when what its door keeps is erased, a day after the door closed: nobody stays at a door that nobody knows any more.
#[must_use]
pub const fn forgotten(stay: &Stay) -> Option<Next> {
    let state = match stay.state {
        StayState::Held => StayState::DoorClosed,
        StayState::Accepted => StayState::RanOut,
        StayState::Arrived => StayState::Left,
        _ => return None,
    };
    Some(Next { state, until: stay.until })
}

/// Whether guest and host may write to each other still.
///
/// # Errors
/// [`No::MovedOn`] once it is over, [`No::ManyWords`].
pub const fn may_write(stay: &Stay, written: i64) -> Result<(), No> {
    if !stay.state.lives() {
        return Err(No::MovedOn);
    }
    if written >= MOST_WORDS {
        return Err(No::ManyWords);
    }
    Ok(())
}
