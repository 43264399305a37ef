//! Doors, requests and stays as plain data, and what people say about them.

mod code;
pub mod companion;
pub mod perimeter;
pub mod report;
pub mod view;

pub use code::check_words;

use kernel::{Cell, DoorId, Id, IncidentId, OperatorId, PersonId, RequestId, StayId, Time, Visitor, numbered};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

numbered! {
    /// Where a door stands.
    DoorState {
        /// Nobody has proven a contact for it yet.
        Draft = 0, "draft";
        /// Found by who looks for room.
        Open = 1, "open";
        /// Kept out of sight by its host for a while.
        Paused = 2, "paused";
        /// Reported: nobody new comes until moderators have looked.
        Frozen = 3, "frozen";
        /// Over.
        Closed = 4, "closed";
    }
}

numbered! {
    /// What is behind a door.
    Kind {
        /// Somebody's home: adults only.
        Home = 0, "home";
        /// A place that anybody may enter: a town hall, a gymnasium, a church.
        Public = 1, "public";
    }
}

numbered! {
    /// Why a door may be trusted, the least first.
    Tier {
        /// A host whom nobody has stayed with yet; their contact is proven.
        New = 0, "new";
        /// A host with a proven contact who has had guests, or whose contact was proven before the night.
        Proven = 1, "proven";
        /// An organisation vouches for the host.
        Vouched = 2, "vouched";
        /// A place of an institution.
        Institution = 3, "institution";
    }
}

numbered! {
    /// Who comes in without being accepted one by one: the host's standing rule.
    Rule {
        /// Nobody: the host is asked each time.
        Ask = 0, "ask";
        /// Guests for whom an organisation vouches.
        Vouched = 1, "vouched";
        /// Anybody; for public places only.
        Anyone = 2, "anyone";
    }
}

numbered! {
    /// Who needs shelter.
    Company {
        /// Adults.
        Adults = 0, "adults";
        /// Adults with children.
        Children = 1, "children";
        /// A minor without an adult.
        Minor = 2, "minor";
    }
}

numbered! {
    /// Where a stay stands.
    StayState {
        /// Asked for: its places are held.
        Held = 1, "held";
        /// The host agreed: the guest knows the address and is on the way.
        Accepted = 2, "accepted";
        /// The guest is inside.
        Arrived = 3, "arrived";
        /// The guest has left.
        Left = 4, "left";
        /// The guest is safe at home.
        Home = 5, "home";
        /// The host said no.
        Refused = 6, "refused";
        /// Nobody answered, or nobody came, in time.
        RanOut = 7, "ran_out";
        /// The guest called it off.
        GuestCancelled = 8, "guest_cancelled";
        /// The host called it off.
        HostCancelled = 9, "host_cancelled";
        /// The door closed before the host answered.
        DoorClosed = 10, "door_closed";
        /// Reported by one of the two.
        Frozen = 11, "frozen";
    }
}

impl StayState {
    /// Whether its places are taken.
    #[must_use]
    pub const fn lives(self) -> bool {
        matches!(self, Self::Held | Self::Accepted | Self::Arrived)
    }
    /// Whether the guest knows where.
    #[must_use]
    pub const fn knows_address(self) -> bool {
        matches!(self, Self::Accepted | Self::Arrived)
    }
}

numbered! {
    /// One of the things that a door suits, or that a guest needs.
    Suit {
        /// No step to climb.
        Wheelchair = 1, "wheelchair";
        /// Children are welcome.
        Children = 2, "children";
        /// Animals are welcome.
        Animals = 4, "animals";
        /// Somebody there gives first aid.
        FirstAid = 8, "first_aid";
        /// Until the morning.
        Night = 16, "night";
    }
}

/// A set of [`Suit`]s, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Suits(pub i64);

impl Suits {
    /// Whether it has this one.
    #[must_use]
    pub const fn has(self, suit: Suit) -> bool {
        self.0 & suit.number() != 0
    }
    /// Whether it has all of those.
    #[must_use]
    pub const fn has_all(self, needs: Self) -> bool {
        self.0 & needs.0 == needs.0
    }
    /// With this one.
    #[must_use]
    pub const fn with(self, suit: Suit) -> Self {
        Self(self.0 | suit.number())
    }
    /// Those of it, in order.
    pub fn iter(self) -> impl Iterator<Item = Suit> {
        Suit::ALL.iter().copied().filter(move |s| self.has(*s))
    }
}

impl FromIterator<Suit> for Suits {
    fn from_iter<I: IntoIterator<Item = Suit>>(all: I) -> Self {
        all.into_iter().fold(Self::default(), Self::with)
    }
}

/// Who acts on a door or a stay: a person, or a member of staff for the place of an institution. Both are known by 16 bytes, which
/// are never the same: an institution's place has the member of staff in the place of the host.
#[must_use]
pub fn host_of(visitor: &Visitor) -> Option<PersonId> {
    match visitor {
        Visitor::Person { id, .. } => Some(*id),
        Visitor::Staff(staff) => Some(as_host(staff.id)),
        Visitor::Nobody => None,
    }
}

/// A member of staff as the host of an institution's place.
#[must_use]
pub fn as_host(staff: OperatorId) -> PersonId {
    PersonId::from_bytes(staff.bytes())
}

/// An offer as it is asked for.
#[derive(Clone, Debug)]
pub struct Offer {
    /// In which incident.
    pub incident: IncidentId,
    /// A home or a public place.
    pub kind: Kind,
    /// How many people.
    pub places: i64,
    /// Until when.
    pub until: Time,
    /// What it suits.
    pub suits: Suits,
    /// Languages that are spoken there, as codes of two or three letters.
    pub langs: Vec<String>,
    /// The public cell.
    pub cell: Cell,
    /// The name of a public place.
    pub label: Option<String>,
    /// A public word, masked already.
    pub note: Option<String>,
    /// Where it is, for accepted guests.
    pub address: Option<String>,
    /// How to get in, for accepted guests.
    pub entry: Option<String>,
    /// The host's first name, for accepted guests.
    pub name: Option<String>,
    /// Who comes in without being asked.
    pub rule: Rule,
}

/// What a host changes of what is said of their door.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edited {
    /// What it suits.
    pub suits: Suits,
    /// Languages that are spoken there.
    pub langs: Vec<String>,
    /// A public word.
    pub note: Option<String>,
    /// Where it is, for accepted guests.
    pub address: Option<String>,
    /// How to get in, for accepted guests.
    pub entry: Option<String>,
    /// The host's first name, for accepted guests.
    pub name: Option<String>,
}

/// What is known of somebody who wants to open a door.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Host {
    /// When they first proved a contact.
    pub proven: Option<Time>,
    /// An organisation vouches for them.
    pub vouched: bool,
    /// They are an institution or an operator.
    pub institution: bool,
    /// How many people have arrived at doors of theirs.
    pub hosted: i64,
    /// How many doors of theirs are not closed.
    pub doors: i64,
}

/// A door as it is kept, without what is sealed.
#[derive(Clone, Debug, PartialEq)]
pub struct Door {
    /// Its id.
    pub id: DoorId,
    /// Whose; nobody's while it is a draft without an account.
    pub host: Option<PersonId>,
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// Guards every change.
    pub version: i64,
    /// Where it stands.
    pub state: DoorState,
    /// Whether a perimeter touches its cell.
    pub suspended: bool,
    /// A home or a public place.
    pub kind: Kind,
    /// Why it may be trusted.
    pub tier: Tier,
    /// Who comes in without being asked.
    pub rule: Rule,
    /// How many people in all.
    pub places: i64,
    /// How many of those are taken by living stays.
    pub taken: i64,
    /// How many of those are held for people who have proven nothing and are not there yet.
    pub newcomers: i64,
    /// Until when.
    pub until: Time,
    /// What it suits.
    pub suits: Suits,
    /// Languages.
    pub langs: String,
    /// The public cell.
    pub cell: Cell,
    /// The name of a public place.
    pub label: Option<String>,
    /// A public word, masked.
    pub note: Option<String>,
    /// Since when.
    pub opened: Time,
    /// When it last changed.
    pub changed: Time,
    /// How many people arrived, in all.
    pub hosted: i64,
}

impl Door {
    /// How many more people it takes now: none when it is not open, suspended or over.
    #[must_use]
    pub fn room(&self, now: Time) -> i64 {
        if self.state == DoorState::Open && !self.suspended && self.until > now { self.places - self.taken } else { 0 }
    }
}

/// What is sealed with a door: for its host, and for guests whom the host accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inside {
    /// Where it is.
    pub address: Option<String>,
    /// How to get in.
    pub entry: Option<String>,
    /// The host's first name.
    pub name: Option<String>,
}

/// Somebody's search for room.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Its id.
    pub id: RequestId,
    /// Whose.
    pub person: PersonId,
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// How many people.
    pub people: i64,
    /// What they need.
    pub needs: Suits,
    /// Who they are.
    pub who: Company,
    /// Where they are, coarsely.
    pub cell: Cell,
    /// Languages they speak.
    pub langs: String,
    /// 0 looks for room, 1 has asked a door, 2 is inside or home.
    pub state: i64,
    /// Since when.
    pub opened: Time,
}

/// What somebody asks a door for.
#[derive(Clone, Debug)]
pub struct Ask {
    /// How many people.
    pub places: i64,
    /// What they need.
    pub needs: Suits,
    /// Who they are.
    pub who: Company,
    /// Where they are, coarsely.
    pub cell: Cell,
    /// The first name to say at the door.
    pub name: Option<String>,
    /// A word to the host, masked already.
    pub words: Option<String>,
}

/// What is known of somebody who asks a door.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Guest {
    /// They proved a contact.
    pub proven: bool,
    /// An organisation vouches for them.
    pub vouched: bool,
    /// They have a stay that is not over.
    pub staying: bool,
    /// Addresses they, or their device, were given in the last 24 hours.
    pub given: i64,
}

/// A stay as it is kept, without what is sealed.
#[derive(Clone, Debug, PartialEq)]
pub struct Stay {
    /// Its id.
    pub id: StayId,
    /// At which door.
    pub door: DoorId,
    /// Whose door.
    pub host: PersonId,
    /// Who comes.
    pub guest: PersonId,
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// Guards every change.
    pub version: i64,
    /// Where it stands.
    pub state: StayState,
    /// How many people.
    pub places: i64,
    /// What they need.
    pub needs: Suits,
    /// Who they are.
    pub who: Company,
    /// Where the guest was, coarsely.
    pub cell: Cell,
    /// Whether a perimeter is in the way: they are to stay where they are.
    pub stay_put: bool,
    /// Whether its guest has proven nothing, and nobody has seen them yet.
    pub newcomer: bool,
    /// What both say at the door: see [`check_words`].
    pub code: i64,
    /// When it was asked for.
    pub asked: Time,
    /// When its places go back by themselves.
    pub until: Time,
    /// When the address was given.
    pub given: Option<Time>,
    /// When the guest arrived.
    pub arrived: Option<Time>,
    /// When it ended.
    pub ended: Option<Time>,
}

/// Who moves a stay on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The guest.
    Guest,
    /// The host.
    Host,
    /// The server: time, a closed door, a report.
    House,
}

numbered! {
    /// What is done with a stay.
    Step {
        /// The host agrees.
        Accept = 1, "accept";
        /// The host says no.
        Refuse = 2, "refuse";
        /// The guest is inside: either says so.
        Arrive = 3, "arrive";
        /// The guest has left.
        Leave = 4, "leave";
        /// The guest is safe at home.
        Home = 5, "home";
        /// Either calls it off.
        Cancel = 6, "cancel";
        /// Its time is over.
        RunOut = 7, "run_out";
        /// The door closed.
        DoorClosed = 8, "door_closed";
        /// It was reported.
        Freeze = 9, "freeze";
    }
}

numbered! {
    /// What a host does with a door.
    Move {
        /// Keeps it open three hours more.
        Renew = 1, "renew";
        /// Out of sight for a while.
        Pause = 2, "pause";
        /// Open again.
        Reopen = 3, "reopen";
        /// For good.
        Close = 4, "close";
    }
}
