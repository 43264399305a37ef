//! Asking for room, and the life of a stay.

use kernel::{Audience, DoorId, Id, IncidentId, PersonId, RequestId, SessionId, Span, StayId, Time, Visitor};
use store::{Change, StoreError, Value, params};
use web::{Failure, House, OrRefuse, thrice};

use super::{
    actor, device, incident,
    limits::Limits,
    no,
    offer::{line, masked, short, tells},
    perimeters, proven_since, vouched,
};
use crate::{
    model::{Ask, Company, Door, DoorState, Guest, Kind, Request, Side, Stay, StayState, Step, Suits, host_of, view},
    rules::{self, No},
    store::{self as kept, stays},
};

/// Doors that one person, and one device, may ask in an hour, whatever becomes of it.
const ASKS_AN_HOUR: i64 = 20;
/// Asks in an hour by people who have proven nothing: at the doors of one area, some two kilometres across.
const ASKS_OF_AREA: i64 = 400;
/// Searches that one person, and one device, may write in an hour.
const SEARCHES_AN_HOUR: i64 = 20;
/// Searches in an hour by people who have proven nothing, in one area.
const SEARCHES_OF_AREA: i64 = 400;
/// For how many people somebody may look for room; and somebody who has proven nothing.
const MOST_SEARCHED: i64 = 50;
const MOST_UNPROVEN: i64 = 10;
/// Asks at one door in an hour.
const ASKS_OF_DOOR: i64 = 240;
/// The most characters of what guest and host write.
const LONGEST_WORD: usize = 280;
/// How many stays of one's own are shown.
const SHOWN: i64 = 10;

/// What is needed to search for room.
#[derive(Clone, Debug)]
pub struct Searching {
    /// In which incident, if one is meant.
    pub incident: Option<IncidentId>,
    /// For how many.
    pub people: i64,
    /// What they need.
    pub needs: Suits,
    /// Who they are.
    pub who: Company,
    /// Where they are, coarsely.
    pub cell: kernel::Cell,
    /// Languages they speak.
    pub langs: Vec<String>,
}

/// Keeps that somebody looks for room: private, in no list; it counts as need where they are. Limits are left out: for the player of the night.
///
/// # Errors
/// [`No::NoIncident`], [`No::Places`].
pub async fn search(house: &House, me: PersonId, wanted: &Searching) -> Result<Request, Failure> {
    kept_search(house, me, wanted, me.bytes(), false).await
}

/// The same, on a device: nobody makes up the need of an area by saying it again and again, under other names or on another session.
///
/// # Errors
/// [`No::NoIncident`], [`No::Places`], [`No::TooMany`].
pub async fn search_on(house: &House, me: PersonId, wanted: &Searching, device: [u8; 16]) -> Result<Request, Failure> {
    kept_search(house, me, wanted, device, true).await
}

async fn kept_search(
    house: &House,
    me: PersonId,
    wanted: &Searching,
    device: [u8; 16],
    limited: bool,
) -> Result<Request, Failure> {
    let incident = incident(house, wanted.incident)?;
    let known = !limited || proven_since(house, me).await?.is_some() || vouched(house, me).await?;
    let most = if known { MOST_SEARCHED } else { MOST_UNPROVEN };
    if !(1..=most).contains(&wanted.people) {
        return Err(no(&No::Places { most }));
    }
    let now = house.clock.now();
    let id: RequestId = house.dice.id(now);
    let params = params![
        me,
        incident.id,
        id,
        incident.drill,
        wanted.people,
        wanted.needs.0,
        wanted.who.number(),
        wanted.cell,
        wanted.langs.join(","),
        now,
        device
    ];
    let mut limits = Limits::new(house, incident.drill, now);
    if limited {
        let hour = Span::hours(1);
        limits = limits.take("search person", &me.bytes(), hour, SEARCHES_AN_HOUR).take(
            "search device",
            &device,
            hour,
            SEARCHES_AN_HOUR,
        );
        if !known {
            limits = limits.take_area("search area", wanted.cell, me, hour, SEARCHES_OF_AREA);
        }
    }
    let (change, _) = limits.done();
    match house.store.apply(change.run(stays::SEARCH, params)).await {
        Ok(_) => {}
        Err(e) if e.missed() => return Err(no(&No::TooMany)),
        Err(e) => return Err(e.into()),
    }
    my_search(house, me, incident.id).await?.ok_or_else(|| no(&No::Unknown))
}

/// One's own search.
///
/// # Errors
/// When the store fails.
pub async fn my_search(house: &House, me: PersonId, incident: IncidentId) -> Result<Option<Request>, Failure> {
    Ok(stays::search_of(&house.store, me, incident).await?)
}

/// Calls one's search off.
///
/// # Errors
/// When the store fails.
pub async fn give(house: &House, me: PersonId, incident: IncidentId) -> Result<(), Failure> {
    house.store.apply(Change::new().run(stays::END_SEARCH, params![me, incident])).await?;
    Ok(())
}

/// Who asks a door, and what for.
#[derive(Clone, Debug)]
pub struct Asking {
    /// Who.
    pub guest: PersonId,
    /// Through which session.
    pub session: SessionId,
    /// At which door.
    pub door: DoorId,
    /// For what.
    pub ask: Ask,
}

/// Asks a door for places, on a device: signing out does not make another of it. They are held when this returns.
///
/// # Errors
/// The rules' refusals; [`No::NoRoom`] when somebody else was faster, [`No::TooMany`].
pub async fn ask(house: &House, asking: Asking, device: [u8; 16]) -> Result<Stay, Failure> {
    let asking = Asking {
        ask: Ask {
            name: named(short(asking.ask.name, rules::LONGEST)?)?,
            words: masked(asking.ask.words, LONGEST_WORD)?,
            ..asking.ask
        },
        ..asking
    };
    asked(house, &asking, device, true).await
}

/// The same; limits by person, area and door may be left out for the player of the night and the measurements, which are many people in one.
///
/// # Errors
/// As [`ask`].
pub async fn ask_with(house: &House, asking: &Asking, limits: bool) -> Result<Stay, Failure> {
    asked(house, asking, device(house, asking.session), limits).await
}

async fn asked(house: &House, asking: &Asking, device: [u8; 16], limited: bool) -> Result<Stay, Failure> {
    let (me, ask) = (asking.guest, &asking.ask);
    thrice(|| async {
        let now = house.clock.now();
        let door = kept::one_door(&house.store, asking.door).await?;
        let (door, host) = door.and_then(|d| d.host.map(|h| (d, h))).ok_or_else(|| no(&No::Unknown))?;
        incident(house, Some(door.incident))?;
        if door.kind == Kind::Home && super::reports::barred(house, me, door.drill).await? {
            return Err(no(&No::Barred));
        }
        let guest = known_guest(house, me, device, &door, now).await?;
        let decided = rules::ask(now, &door, host == me, &guest, ask).or_refuse()?;
        perimeters::way(house, door.incident, ask.cell, door.cell, now).await?;
        let id: StayId = house.dice.id(now);
        let mut limits = Limits::new(house, door.drill, now);
        if limited {
            let hour = Span::hours(1);
            limits = limits
                .take("ask doors", &me.bytes(), hour, ASKS_AN_HOUR)
                .take("ask device", &device, hour, ASKS_AN_HOUR)
                .take("ask door", &door.id.bytes(), hour, ASKS_OF_DOOR);
            if decided.newcomer {
                // Counted where the door is: where they are is what they say.
                limits = limits.take_area("ask area", door.cell, me, hour, ASKS_OF_AREA);
            }
        }
        let (change, limits) = limits.done();
        let code = i64::try_from(house.dice.number() % 5760).unwrap_or_default();
        let new = stays::NewStay { id, door: &door, host, guest: me, device, code, ask, decided };
        let change = stays::hold(change, &house.register, &new, now);
        match house.store.apply(change).await {
            Ok(_) => stays::one_stay(&house.store, id).await?.ok_or_else(|| no(&No::Unknown)),
            Err(StoreError::Missed { step }) if step < limits => Err(no(&No::TooMany)),
            Err(e) => Err(e.into()),
        }
    })
    .await
}

async fn known_guest(house: &House, me: PersonId, device: [u8; 16], door: &Door, now: Time) -> Result<Guest, Failure> {
    let since = now.minus(Span::hours(24));
    let staying = house.store.one(stays::STAYING, params![me, door.drill]).await?.is_some();
    let given = house.store.one(stays::GIVEN, params![me, device, since, door.drill]).await?;
    Ok(Guest {
        proven: proven_since(house, me).await?.is_some(),
        vouched: vouched(house, me).await?,
        staying,
        given: given.map_or(Ok(0), |r| r.int(0))?,
    })
}

/// What is sealed about a stay, opened; the door's address only when the stay's guest may know it.
pub(super) async fn sealed(house: &House, stay: &Stay, with_address: bool) -> Result<view::Sealed, Failure> {
    let r = &house.register;
    let row = house.store.one(stays::STAY_INSIDE, params![stay.id]).await?;
    let (name, words) = match &row {
        Some(row) => (r.open_or_none("stay.name", row.opt_blob(0)?)?, r.open_or_none("stay.words", row.opt_blob(1)?)?),
        None => (None, None),
    };
    let inside =
        if with_address && stay.state.knows_address() { kept::inside(r, stay.door).await? } else { Default::default() };
    Ok(view::Sealed { name, words, inside })
}

/// A stay of which one is the guest or the host, and which of the two.
///
/// # Errors
/// [`No::Unknown`], also when it is others'.
pub async fn stay_of(house: &House, visitor: &Visitor, id: StayId) -> Result<(Stay, view::StayView, Side), Failure> {
    let (stay, side) = mine(house, visitor, id).await?;
    let audience = if side == Side::Guest { Audience::Own } else { Audience::Matched };
    // What a guest told their host goes with the stay.
    let sealed = match side {
        Side::Host if !stay.state.lives() => view::Sealed::default(),
        _ => sealed(house, &stay, side == Side::Guest).await?,
    };
    let seen = view::of_stay(&stay, &sealed, audience).ok_or_else(|| no(&No::Unknown))?;
    Ok((stay, seen, side))
}

pub(super) async fn mine(house: &House, visitor: &Visitor, id: StayId) -> Result<(Stay, Side), Failure> {
    let me = actor(visitor)?;
    let stay = stays::one_stay(&house.store, id).await?.ok_or_else(|| no(&No::Unknown))?;
    let side = match me {
        _ if stay.guest == me => Side::Guest,
        _ if stay.host == me => Side::Host,
        _ => return Err(no(&No::Unknown)),
    };
    Ok((stay, side))
}

/// One's own stays as a guest, the newest first.
///
/// # Errors
/// When the store fails.
pub async fn my_stays(house: &House, visitor: &Visitor) -> Result<Vec<(Stay, view::StayView)>, Failure> {
    let Some(me) = host_of(visitor) else { return Ok(Vec::new()) };
    let mut mine = Vec::new();
    for row in house.store.read(stays::STAYS_OF_GUEST, params![me, SHOWN]).await? {
        let stay = stays::stay(&row)?;
        let sealed = sealed(house, &stay, true).await?;
        if let Some(seen) = view::of_stay(&stay, &sealed, Audience::Own) {
            mine.push((stay, seen));
        }
    }
    Ok(mine)
}

/// Moves a stay on, as its guest or its host.
///
/// # Errors
/// [`No::MovedOn`] when that cannot be done any more, [`No::DoorStopped`] when nobody may be let in for now.
pub async fn step(house: &House, visitor: &Visitor, id: StayId, what: Step) -> Result<Stay, Failure> {
    thrice(|| async {
        let now = house.clock.now();
        let (stay, side) = mine(house, visitor, id).await?;
        let next = rules::step(now, &stay, side, what).or_refuse()?;
        if next.state == StayState::Accepted {
            incident(house, Some(stay.incident))?;
        }
        let mut change = stays::moved(Change::new(), &stay, next, now);
        if next.state == StayState::Accepted {
            // Nobody is let in behind a door that moderators look at, or that a perimeter touches.
            let door = kept::one_door(&house.store, stay.door).await?;
            if door.is_some_and(|d| d.suspended || d.state == DoorState::Frozen) {
                return Err(no(&No::DoorStopped));
            }
            change = change.must(kept::STILL_OPEN, params![stay.door]);
        }
        house.store.apply(change).await?;
        stays::one_stay(&house.store, id).await?.ok_or_else(|| no(&No::Unknown))
    })
    .await
}

/// What guest and host wrote to each other: whether the host did, when, what.
#[derive(Clone, Debug)]
pub struct Chat {
    /// Whether one's own.
    pub mine: bool,
    /// When.
    pub at: Time,
    /// What, masked.
    pub words: String,
}

/// What was written in a stay, until it is over.
///
/// # Errors
/// [`No::Unknown`].
pub async fn chat(house: &House, visitor: &Visitor, id: StayId) -> Result<Vec<Chat>, Failure> {
    let (stay, side) = mine(house, visitor, id).await?;
    if !stay.state.lives() {
        return Ok(Vec::new());
    }
    let mut all = Vec::new();
    for row in house.store.read(stays::WORDS_OF, params![stay.id]).await? {
        let by_host = row.flag(0)?;
        let words = house.register.open_or_none("stay_word.words", Some(row.blob(2)?))?.unwrap_or_default();
        all.push(Chat { mine: by_host == (side == Side::Host), at: row.time(1)?, words });
    }
    Ok(all)
}

/// Writes to the other.
///
/// # Errors
/// [`No::NoWords`], [`No::TooLong`], [`No::ManyWords`], [`No::MovedOn`].
pub async fn write(house: &House, visitor: &Visitor, id: StayId, words: &str) -> Result<(), Failure> {
    let words = masked(Some(words.to_owned()), LONGEST_WORD)?.ok_or_else(|| no(&No::NoWords))?;
    let (stay, side) = mine(house, visitor, id).await?;
    let written = house.store.one(stays::COUNT_WORDS, params![stay.id]).await?.map_or(Ok(0), |r| r.int(0))?;
    rules::may_write(&stay, written).or_refuse()?;
    let now = house.clock.now();
    let word: StayId = house.dice.id(now);
    let to = if side == Side::Guest { stay.host } else { stay.guest };
    let sealed: Value = house.register.seal_or_null("stay_word.words", Some(&words));
    let change = Change::new()
        .must(stays::ADD_WORD, params![stay.id, word, side == Side::Host, now, sealed, rules::MOST_WORDS])
        .event(kernel::Event::StayWord { stay: stay.id, to, incident: stay.incident, drill: stay.drill });
    // It ended, or filled, since it was looked at.
    house.store.apply(change).await.map_err(|e| if e.missed() { no(&No::MovedOn) } else { e.into() })?;
    Ok(())
}

/// A name that the host reads before they have agreed: on one line, and no way to reach somebody.
fn named(name: Option<String>) -> Result<Option<String>, Failure> {
    match line(name) {
        Some(name) if tells(&name) => Err(no(&No::TellsTooMuch)),
        name => Ok(name),
    }
}
