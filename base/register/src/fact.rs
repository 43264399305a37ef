//! Facts: who says what about whom, when, and how they know.

use kernel::{FactId, Id, IncidentId, OperatorId, PersonId, Time};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An enumeration with a number for the store and a word for the API. Numbers are never reused.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $number:literal $word:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// Its number in the store.
            #[must_use]
            pub const fn number(self) -> i64 { match self { $(Self::$variant => $number,)+ } }
            /// The one of a number in the store.
            #[must_use]
            pub const fn of_number(n: i64) -> Option<Self> { match n { $($number => Some(Self::$variant),)+ _ => None } }
            /// Its word in the API.
            #[must_use]
            pub const fn word(self) -> &'static str { match self { $(Self::$variant => $word,)+ } }
            /// The one of a word.
            #[must_use]
            pub fn of_word(word: &str) -> Option<Self> { match word { $($word => Some(Self::$variant),)+ _ => None } }
        }
    )+};
}

words! {
    /// What sort of statement it is.
    FactKind {
        /// A person's own answer.
        CheckIn = 1 "check_in",
        /// What somebody of their circle says of them.
        Declaration = 2 "declaration",
        /// What a witness says of somebody who is searched for.
        Sighting = 3 "sighting",
        /// A line of an institution's list.
        ListEntry = 4 "list_entry",
        /// What an institution states of a person.
        Official = 5 "official",
    }
    /// How somebody is.
    State {
        /// No news. It never means danger.
        None = 0 "none",
        /// Not in the zone.
        NotThere = 1 "not_there",
        /// Safe.
        Safe = 2 "safe",
        /// Asks for help.
        NeedHelp = 3 "need_help",
        /// In the hands of a hospital or a rescue service.
        InCare = 4 "in_care",
        /// Dead.
        Dead = 5 "dead",
    }
    /// How the author knows.
    How {
        /// They speak of themself.
        Own = 1 "own",
        /// They saw the person.
        Saw = 2 "saw",
        /// They spoke with the person.
        Spoke = 3 "spoke",
        /// They heard from the person: a call, a message.
        Heard = 4 "heard",
        /// They read it online. It never changes a status.
        Read = 5 "read",
    }
    /// How far it is proven that the author is who they say.
    Proof {
        /// Not at all: kept, counts for nothing.
        None = 0 "none",
        /// The session of a device that was let into a circle by invitation: it speaks for that circle.
        Device = 1 "device",
        /// A contact that was proven by code or link.
        Contact = 2 "contact",
        /// One accredited member of an institution.
        Accredited = 3 "accredited",
        /// An accredited member of an institution and a second person.
        AccreditedPair = 4 "accredited_pair",
    }
    /// How the statement came in. It is shown: the sender of an SMS can be forged.
    Channel {
        /// A page.
        Web = 1 "web",
        /// The API.
        Api = 2 "api",
        /// An SMS.
        Sms = 3 "sms",
        /// A push message's button or link.
        Push = 4 "push",
        /// An e-mail's link.
        Email = 5 "email",
        /// An imported file.
        Import = 6 "import",
    }
    /// How much a fact weighs, and with it how sure a status is. The order is the lattice's.
    Strength {
        /// Nothing: it is kept, and changes no status.
        Nothing = 0 "none",
        /// Somebody else saw, spoke with or heard from the person.
        Said = 1 "declared",
        /// The person's own proven word.
        Own = 2 "own",
        /// An accredited pair.
        Official = 3 "official",
    }
}

impl Proof {
    /// Whether a word so proven may close a search or a join: a name-only device speaks for its circle alone.
    #[must_use]
    pub const fn closes_a_search(self) -> bool {
        matches!(self, Self::Contact | Self::AccreditedPair)
    }
}

/// Who makes the statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Author {
    /// Somebody who is not known to this server, or was erased.
    Nobody,
    /// A person: the one spoken of, or another.
    Person(PersonId),
    /// A member of staff.
    Staff(OperatorId),
}

impl Author {
    /// Its number in the store; the id goes beside it.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Nobody => 0,
            Self::Person(_) => 1,
            Self::Staff(_) => 2,
        }
    }
    /// The bytes of the id beside the number.
    #[must_use]
    pub fn bytes(self) -> Option<[u8; 16]> {
        match self {
            Self::Nobody => None,
            Self::Person(p) => Some(p.bytes()),
            Self::Staff(s) => Some(s.bytes()),
        }
    }
    /// The author of a stored number and id.
    #[must_use]
    pub fn of_number(n: i64, id: Option<[u8; 16]>) -> Option<Self> {
        match (n, id) {
            (0, _) => Some(Self::Nobody),
            (1, Some(b)) => Some(Self::Person(PersonId::from_bytes(b))),
            (2, Some(b)) => Some(Self::Staff(OperatorId::from_bytes(b))),
            _ => None,
        }
    }
}

/// What a status is about. A drill and a real incident are never the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct About {
    /// Who.
    pub person: PersonId,
    /// In which incident.
    pub incident: IncidentId,
    /// Whether it is an exercise.
    pub drill: bool,
}

/// One statement about one person in one incident. It has no JSON form on purpose: what leaves the server goes through [`crate::view`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its id.
    pub id: FactId,
    /// Whom it is about.
    pub person: PersonId,
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that incident is an exercise.
    pub drill: bool,
    /// What sort of statement it is.
    pub kind: FactKind,
    /// What it says.
    pub state: State,
    /// How the author knows.
    pub how: How,
    /// Who says it.
    pub author: Author,
    /// When the button was pressed, as [`press_time`] gives it.
    pub at: Time,
    /// When the server got it.
    pub received: Time,
    /// How far the author is proven.
    pub proof: Proof,
    /// Whether the person disputes it (for a statement of two: whether one of the two withdrew it).
    pub disputed: bool,
    /// Whether the person confirmed it: it then weighs as their own word.
    pub confirmed: bool,
    /// How it came in.
    pub channel: Channel,
}

impl Fact {
    /// What it is about.
    #[must_use]
    pub const fn about(&self) -> About {
        About { person: self.person, incident: self.incident, drill: self.drill }
    }

    /// Whether it is the person's own answer, proven or not.
    #[must_use]
    pub fn is_own_answer(&self) -> bool {
        self.kind == FactKind::CheckIn && self.how == How::Own && self.author == Author::Person(self.person)
    }

    /// How much it weighs.
    ///
    /// | it weighs | when |
    /// |---|---|
    /// | [`Strength::Official`] | a list entry or official statement of an accredited pair (of one alone: nothing, so that a family sees no change before the institution has called) |
    /// | [`Strength::Own`] | the person's own check-in, from their device or a proven contact; a declaration that they confirmed |
    /// | [`Strength::Said`] | saw, spoke with or heard: all the same; a sighting needs a proven contact |
    /// | nothing | anything `read`, unproven or disputed; death without an accredited pair; a "check-in" by another, a "declaration" about oneself |
    #[must_use]
    pub fn strength(&self) -> Strength {
        if self.disputed || self.proof == Proof::None || self.how == How::Read || self.state == State::None {
            return Strength::Nothing;
        }
        let of_another = self.how != How::Own && self.author != Author::Person(self.person);
        let strength = match self.kind {
            FactKind::CheckIn if self.is_own_answer() && matches!(self.proof, Proof::Device | Proof::Contact) => {
                Strength::Own
            }
            FactKind::Declaration if of_another => self.said(),
            FactKind::Sighting if of_another && self.proof != Proof::Device => self.said(),
            FactKind::ListEntry | FactKind::Official if self.proof == Proof::AccreditedPair => Strength::Official,
            _ => Strength::Nothing,
        };
        if self.state == State::Dead && strength != Strength::Official { Strength::Nothing } else { strength }
    }

    const fn said(&self) -> Strength {
        if self.confirmed { Strength::Own } else { Strength::Said }
    }

    /// Whether it changes anything.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.strength() > Strength::Nothing
    }

    /// The time by which it is compared: a press from the future counts from its arrival.
    #[must_use]
    pub fn pressed(&self) -> Time {
        self.at.min(self.received)
    }
}

/// The press time to keep: what the client says, between the activation and now; now when the client says nothing.
#[must_use]
pub fn press_time(said: Option<Time>, activated: Time, now: Time) -> Time {
    said.map_or(now, |at| at.max(activated).min(now))
}
