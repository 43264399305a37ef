//! Links of messages, `/d/` and twelve characters: they lead to where something is to be done. One of them does something by itself, as it
//! is its host's own tap: it keeps a door open, or closes it. None signs anybody in, and none shows what is private.

use kernel::{DoorId, Id, PersonId, Span, StayId};
use notify::{Delivery, Kind};
use store::Change;
use web::{Failure, House};

use super::host;
use crate::{
    model::{Door, Move},
    store as kept,
};

/// A link is good for as long: after that a door is closed, and a stay forgotten.
const GOOD_FOR: Span = Span::hours(24);
/// Characters of the link of a message.
const SHORT: usize = 12;

/// Where the link of a message leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leads {
    /// To a door of one's own that ends.
    OwnDoor(DoorId),
    /// To a door of one's own that perimeters touch, or do not any more.
    MyDoor(DoorId),
    /// To a stay, for its guest or its host.
    Stay(StayId),
    /// To a stay that a friend told one of.
    Companion(StayId),
    /// To a door that has room again.
    Full(DoorId),
    /// To an offer of one's own.
    Offer,
}

impl Leads {
    /// The page.
    #[must_use]
    pub fn path(self) -> String {
        match self {
            Self::OwnDoor(door) | Self::MyDoor(door) => format!("/doors/mine/{door}"),
            Self::Stay(stay) => format!("/stays/{stay}"),
            Self::Companion(stay) => format!("/stays/{stay}/companion"),
            Self::Full(door) => format!("/doors/{door}/ask"),
            Self::Offer => "/doors/offer".to_owned(),
        }
    }
}

/// A link, read.
pub struct Link {
    /// The message that it came in.
    pub delivery: Delivery,
    /// Whose.
    pub person: PersonId,
    /// Where it leads.
    pub leads: Leads,
}

/// What a link says.
///
/// # Errors
/// 404, the same for one that never was and one that is old.
pub async fn read_link(house: &House, code: &str) -> Result<Link, Failure> {
    let found = if code.len() == SHORT { house.queue.of_link(code).await? } else { None };
    let now = house.clock.now();
    let good = found.filter(|d| d.kind.is_of_doors() && d.made.plus(GOOD_FOR) >= now);
    good.and_then(read).ok_or_else(Failure::not_found)
}

fn read(delivery: Delivery) -> Option<Link> {
    let person = delivery.person()?;
    let leads = match delivery.kind {
        Kind::RoomNeeded => Leads::Offer,
        Kind::DoorEnds => Leads::OwnDoor(Id::from_bytes(delivery.about?)),
        Kind::Companion => Leads::Companion(Id::from_bytes(delivery.about?)),
        Kind::Stay if delivery.text.as_deref() == Some("room") => Leads::Full(Id::from_bytes(delivery.about?)),
        Kind::Guest if matches!(delivery.text.as_deref(), Some("suspended" | "goes-on" | "unvouched")) => {
            Leads::MyDoor(Id::from_bytes(delivery.about?))
        }
        _ => Leads::Stay(Id::from_bytes(delivery.about?)),
    };
    Some(Link { delivery, person, leads })
}

/// Notes that it was pressed: a sign of life, so that no other channel is tried.
///
/// # Errors
/// When the store fails.
pub async fn pressed(house: &House, link: &Link) -> Result<(), Failure> {
    let change = house.queue.opened(Change::new(), &link.delivery, house.clock.now());
    house.store.apply(change).await?;
    Ok(())
}

/// The door that a link is of, when it is its host's still.
///
/// # Errors
/// When the store fails.
pub async fn door_of(house: &House, link: &Link) -> Result<Option<Door>, Failure> {
    let Leads::OwnDoor(id) = link.leads else { return Ok(None) };
    Ok(kept::one_door(&house.store, id).await?.filter(|d| d.host == Some(link.person)))
}

/// Keeps the door of a link open, or closes it: nothing else can be done with it.
///
/// # Errors
/// 404 when the link is of no door, [`crate::rules::No::DoorShut`], [`crate::rules::No::NoIncident`].
pub async fn press(house: &House, link: &Link, what: Move) -> Result<(), Failure> {
    let Leads::OwnDoor(id) = link.leads else { return Err(Failure::not_found()) };
    if !matches!(what, Move::Renew | Move::Close) {
        return Err(Failure::not_found());
    }
    pressed(house, link).await?;
    host::drive_as(house, link.person, id, what).await
}
