//! Who is asking, and who is looking.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{OperatorId, PersonId, SessionId};

/// What a member of staff may do. Guest, host, seeker, member of a circle are relations to a thing, not roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Imports an organisation's list and runs its roll-calls.
    RosterManager,
    /// Reads the moderation queue.
    Moderator,
    /// Rules on rumours.
    Verifier,
    /// A hospital or an authority.
    Institution,
    /// Opens and runs incidents.
    Operator,
    /// Runs the server.
    Admin,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::RosterManager, Self::Moderator, Self::Verifier, Self::Institution, Self::Operator, Self::Admin];
    /// Its number in the store.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::RosterManager => 1,
            Self::Moderator => 2,
            Self::Verifier => 3,
            Self::Institution => 4,
            Self::Operator => 5,
            Self::Admin => 6,
        }
    }
    /// The role of a number in the store.
    #[must_use]
    pub fn of_number(n: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.number() == n)
    }
    /// Its word, as on the command line: `operator`, `roster-manager` …
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::RosterManager => "roster-manager",
            Self::Moderator => "moderator",
            Self::Verifier => "verifier",
            Self::Institution => "institution",
            Self::Operator => "operator",
            Self::Admin => "admin",
        }
    }
    /// The role of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.word() == word)
    }
    /// Whether it may open, confirm, cancel incidents and read the help queue.
    #[must_use]
    pub const fn operates(self) -> bool {
        matches!(self, Self::Operator | Self::Admin)
    }
}

/// A member of staff, signed in by link or by API key. Two keys of one name are one member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Who.
    pub id: OperatorId,
    /// The name shown in the audit.
    pub name: Arc<str>,
    /// What they may do.
    pub role: Role,
}

/// Who is asking. It is taken from the session or the token, never from the body of a request.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Visitor {
    /// Nobody we know.
    #[default]
    Nobody,
    /// A person on one of their devices.
    Person {
        /// Who.
        id: PersonId,
        /// Through which session.
        session: SessionId,
    },
    /// A member of staff.
    Staff(Staff),
}

impl Visitor {
    /// The person, when it is one.
    #[must_use]
    pub const fn person(&self) -> Option<PersonId> {
        match self {
            Self::Person { id, .. } => Some(*id),
            _ => None,
        }
    }
    /// The member of staff, when it is one.
    #[must_use]
    pub const fn staff(&self) -> Option<&Staff> {
        match self {
            Self::Staff(s) => Some(s),
            _ => None,
        }
    }
    /// The operator (or admin), when it is one.
    #[must_use]
    pub fn operator(&self) -> Option<&Staff> {
        self.staff().filter(|s| s.role.operates())
    }
}

/// Who is looking at something about a person: what the one projection decides by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Anybody.
    Public,
    /// The person.
    Own,
    /// A member of their circle.
    Circle,
    /// The manager of a roster they are on, during a roll-call.
    Roster,
    /// Somebody searching for them.
    Seeker,
    /// A matched guest or host.
    Matched,
    /// A moderator.
    Moderator,
    /// An operator.
    Operator,
    /// An accredited institution.
    Institution,
    /// A neighbouring server.
    Neighbour,
    /// The log.
    Log,
}
