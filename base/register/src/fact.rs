//! Facts: who says what about whom, when, and how they know.

use kernel::{FactId, Id, IncidentId, OperatorId, PersonId, Time};

pub use crate::words::{Channel, FactKind, How, Proof, State, Strength};

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

/// One statement about one person in one incident. It has no JSON form on purpose: what leaves the server goes through [`crate::view()`].
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
