//! What a host does with their doors.

use kernel::{DoorId, PersonId, Time, Visitor};
use store::{Change, params};
use web::{Failure, House, OrRefuse, thrice};

use super::{
    actor, no,
    offer::{codes, line, masked},
};
use crate::{
    model::{Door, DoorState, Edited, Inside, Move, Side, Stay, StayState, Step, view},
    rules::{self, No},
    store::{self as kept, stays},
};

/// How many doors of one's own are shown.
const SHOWN: i64 = 20;
/// How many stays of a door its host sees.
const STAYS_SHOWN: i64 = 200;

/// A door with its stays, as its host sees them.
#[derive(Clone, Debug)]
pub struct DoorWithStays {
    /// The door.
    pub door: Door,
    /// As the host sees it.
    pub own: view::OwnDoor,
    /// Its stays, those under way first.
    pub stays: Vec<(Stay, view::StayView)>,
}

/// One's own doors, the newest first.
///
/// # Errors
/// When the store fails.
pub async fn my_doors(house: &House, visitor: &Visitor) -> Result<Vec<DoorWithStays>, Failure> {
    let me = actor(visitor)?;
    let rows = house.store.read(kept::DOORS_OF_HOST, params![me, SHOWN]).await?;
    let mut mine = Vec::new();
    for row in &rows {
        mine.push(with_stays(house, kept::door(row)?).await?);
    }
    Ok(mine)
}

/// Whether one has a door that is not closed.
///
/// # Errors
/// When the store fails.
pub async fn hosts(house: &House, visitor: &Visitor) -> Result<bool, Failure> {
    let Ok(me) = actor(visitor) else { return Ok(false) };
    let rows = house.store.read(kept::DOORS_OF_HOST, params![me, SHOWN]).await?;
    for row in &rows {
        if matches!(kept::door(row)?.state, DoorState::Open | DoorState::Paused | DoorState::Frozen) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// One of one's own doors.
///
/// # Errors
/// [`No::Unknown`], also when it is another's.
pub async fn one_of_mine(house: &House, visitor: &Visitor, id: DoorId) -> Result<DoorWithStays, Failure> {
    let me = actor(visitor)?;
    with_stays(house, mine(house, me, id).await?).await
}

pub(super) async fn mine(house: &House, me: PersonId, id: DoorId) -> Result<Door, Failure> {
    let door = kept::one_door(&house.store, id).await?;
    door.filter(|d| d.host == Some(me)).ok_or_else(|| no(&No::Unknown))
}

async fn with_stays(house: &House, door: Door) -> Result<DoorWithStays, Failure> {
    let inside = kept::inside(&house.register, door.id).await?;
    let rows = house.store.read(stays::STAYS_OF_DOOR, params![door.id, STAYS_SHOWN]).await?;
    let mut all = Vec::new();
    for row in &rows {
        let stay = stays::stay(row)?;
        // What was said and shown goes with the stay: of those that are over only the state is left.
        let sealed =
            if stay.state.lives() { super::stays::sealed(house, &stay, false).await? } else { view::Sealed::default() };
        if let Some(seen) = view::of_stay(&stay, &sealed, kernel::Audience::Matched) {
            all.push((stay, seen));
        }
    }
    all.sort_by_key(|(s, _)| (!s.state.lives(), s.state != StayState::Held, s.asked));
    let why = if door.suspended {
        super::perimeters::why(house, door.incident, door.cell, house.clock.now()).await?
    } else {
        Vec::new()
    };
    let mut own = own(&door, inside, house.clock.now());
    own.perimeters = why.into_iter().map(|p| view::InTheWay { name: p.name, ends: p.ends }).collect();
    Ok(DoorWithStays { door, own, stays: all })
}

/// A door as its host sees it.
pub(crate) fn own(door: &Door, inside: Inside, now: Time) -> view::OwnDoor {
    view::OwnDoor {
        perimeters: Vec::new(),
        public: view::of_door(door, now),
        incident: door.incident,
        places: door.places,
        taken: door.taken,
        hosted: door.hosted,
        rule: door.rule,
        address: inside.address,
        entry: inside.entry,
        name: inside.name,
        frozen: door.state == DoorState::Frozen,
    }
}

/// Renews, pauses, opens again or closes a door. Closing lets go who has not been answered; who was accepted keeps what they were told.
///
/// # Errors
/// [`No::Unknown`], [`No::DoorShut`].
pub async fn drive(house: &House, visitor: &Visitor, id: DoorId, what: Move) -> Result<(), Failure> {
    drive_as(house, actor(visitor)?, id, what).await
}

pub(super) async fn drive_as(house: &House, me: PersonId, id: DoorId, what: Move) -> Result<(), Failure> {
    thrice(|| async {
        let now = house.clock.now();
        let door = mine(house, me, id).await?;
        if matches!(what, Move::Renew | Move::Reopen) {
            super::incident(house, Some(door.incident))?;
        }
        let (state, until) = rules::drive(now, &door, what).or_refuse()?;
        let change = Change::new().must(kept::DRIVE, params![door.id, door.version, state.number(), until, now]);
        let change = if state == DoorState::Closed { closing(house, change, &door).await? } else { change };
        let change = change.event(kept::changed(door.id, door.incident, door.drill));
        house.store.apply(change).await?;
        Ok(())
    })
    .await
}

/// What else is written when a door closes: who waits for an answer is let go, and what is sealed is erased in time.
pub(crate) async fn closing(house: &House, mut change: Change, door: &Door) -> Result<Change, Failure> {
    let now = house.clock.now();
    for row in house.store.read(stays::LIVING_STAYS, params![door.id]).await? {
        let stay = stays::stay(&row)?;
        if let Ok(next) = rules::step(now, &stay, Side::House, Step::DoorClosed) {
            change = stays::moved(change, &stay, next, now);
        }
    }
    Ok(change.job(kept::erase_job(door.id, now)))
}

/// More places or fewer.
///
/// # Errors
/// [`No::Unknown`], [`No::FewerThanTaken`], [`No::Places`].
pub async fn set_places(house: &House, visitor: &Visitor, id: DoorId, places: i64) -> Result<(), Failure> {
    let me = actor(visitor)?;
    thrice(|| async {
        let door = mine(house, me, id).await?;
        rules::places(&door, places).or_refuse()?;
        let now = house.clock.now();
        let change = Change::new().must(kept::SET_PLACES, params![door.id, places, now]).event(kept::changed(
            door.id,
            door.incident,
            door.drill,
        ));
        house.store.apply(change).await?;
        Ok(())
    })
    .await
}

/// Changes what is said of a door.
///
/// # Errors
/// [`No::Unknown`], [`No::DoorShut`], [`No::AddressMissing`], [`No::TooLong`], [`No::OnTheWay`].
pub async fn edit(house: &House, visitor: &Visitor, id: DoorId, edited: Edited) -> Result<(), Failure> {
    let me = actor(visitor)?;
    let edited = Edited {
        suits: edited.suits,
        langs: codes(edited.langs),
        note: masked(edited.note, rules::LONGEST_NOTE)?,
        address: line(edited.address),
        entry: line(edited.entry),
        name: line(edited.name),
    };
    thrice(|| async {
        let door = mine(house, me, id).await?;
        let inside = kept::inside(&house.register, id).await?;
        let mut awaited = false;
        for row in house.store.read(stays::LIVING_STAYS, params![id]).await? {
            awaited |= stays::stay(&row)?.state.knows_address();
        }
        rules::edit(&door, &edited, inside.address != edited.address, awaited).or_refuse()?;
        let r = &house.register;
        let params = params![
            id,
            door.version,
            edited.suits.0,
            edited.langs.join(","),
            edited.note.as_deref(),
            r.seal_or_null("door.address", edited.address.as_deref()),
            r.seal_or_null("door.entry", edited.entry.as_deref()),
            r.seal_or_null("door.name", edited.name.as_deref()),
            house.clock.now()
        ];
        let change = Change::new().must(kept::EDIT, params);
        house.store.apply(change.event(kept::changed(id, door.incident, door.drill))).await?;
        Ok(())
    })
    .await
}
