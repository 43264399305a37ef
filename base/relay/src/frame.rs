//! What is shown live, and to whom.

use async_trait::async_trait;
use bytes::Bytes;
use kernel::{IncidentId, PersonId, Recorded};
use store::StoreError;

use crate::{Marks, Want, hub::Connected};

/// Who is looking at a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// Nobody we know: public things only.
    Public,
    /// A person.
    Person(PersonId),
    /// An operator.
    Operator,
    /// A moderator: of what operators see, what moderators see too.
    Moderator,
}

/// To whom a frame goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To {
    /// Every stream but those of the flow.
    Everyone,
    /// These people's streams.
    People(Vec<PersonId>),
    /// Operators' streams.
    Operators,
    /// Moderators' streams, and operators'.
    Moderators,
    /// The streams of the flow that want what has these marks.
    Feed(Marks),
    /// Every stream of the flow of an incident (of all, without one), whatever else it wants: what is gone may have been shown on any of them.
    Flow {
        /// Of which incident.
        incident: Option<IncidentId>,
        /// Of exercises.
        drill: bool,
    },
}

/// One message of a stream. An event gives each viewer one frame at most, so that its id is a place to resume from: of the flow too, whatever
/// they want.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    pub(crate) to: To,
    name: &'static str,
    data: String,
}

impl Frame {
    /// A frame named `name` with one line of JSON.
    #[must_use]
    pub const fn new(to: To, name: &'static str, data: String) -> Self {
        Self { to, name, data }
    }
    /// Its bytes on the wire (WHATWG HTML, 9.2 server-sent events), made once for all who get it.
    #[must_use]
    pub fn encode(&self, id: i64) -> Bytes {
        Bytes::from(format!("id: {id}\nevent: {}\ndata: {}\n\n", self.name, self.data))
    }
    /// Whether it goes to this viewer.
    #[must_use]
    pub fn concerns(&self, who: Who) -> bool {
        match (&self.to, who) {
            (To::Everyone, _) | (To::Operators, Who::Operator) => true,
            (To::Moderators, Who::Operator | Who::Moderator) => true,
            (To::People(people), Who::Person(p)) => people.contains(&p),
            _ => false,
        }
    }
    /// Whether it goes to this reader of the flow.
    #[must_use]
    pub fn wanted(&self, want: &Want) -> bool {
        match &self.to {
            To::Feed(marks) => want.takes(marks),
            To::Flow { incident, drill } => want.reads(*incident, *drill),
            _ => false,
        }
    }
}

/// Who is there to see: everyone connected, or the one viewer who catches up. Asking it first spares the work of frames
/// that nobody would get.
#[derive(Clone, Copy, Debug)]
pub enum Scope<'a> {
    /// Everyone connected to this process.
    Live(&'a Connected),
    /// One viewer who resumes.
    One(Who),
    /// One reader of the flow who resumes.
    Feed(&'a Want),
}

impl Scope<'_> {
    /// Whether this person is there.
    #[must_use]
    pub fn has(&self, person: PersonId) -> bool {
        match self {
            Self::Live(c) => c.has(person),
            Self::One(who) => *who == Who::Person(person),
            Self::Feed(_) => false,
        }
    }
    /// Whether any person is there.
    #[must_use]
    pub fn has_people(&self) -> bool {
        match self {
            Self::Live(c) => c.has_people(),
            Self::One(who) => matches!(who, Who::Person(_)),
            Self::Feed(_) => false,
        }
    }
    /// Whether an operator is there.
    #[must_use]
    pub fn has_operators(&self) -> bool {
        match self {
            Self::Live(c) => c.has_operators(),
            Self::One(who) => matches!(who, Who::Operator),
            Self::Feed(_) => false,
        }
    }
    /// Whether a moderator or an operator is there.
    #[must_use]
    pub fn has_moderators(&self) -> bool {
        match self {
            Self::Live(c) => c.has_moderators(),
            Self::One(who) => matches!(who, Who::Operator | Who::Moderator),
            Self::Feed(_) => false,
        }
    }
    /// Whether anybody at all is there, readers of the flow apart.
    #[must_use]
    pub fn has_anyone(&self) -> bool {
        match self {
            Self::Live(c) => c.has_anyone(),
            Self::One(_) => true,
            Self::Feed(_) => false,
        }
    }
    /// Whether somebody reads the flow of this incident.
    #[must_use]
    pub fn has_feed(&self, incident: IncidentId) -> bool {
        match self {
            Self::Live(c) => c.has_feed(incident),
            Self::One(_) => false,
            Self::Feed(want) => want.incident.is_none_or(|i| i == incident),
        }
    }
    /// The one viewer who resumes, when it is one.
    #[must_use]
    pub const fn only(&self) -> Option<Who> {
        match self {
            Self::Live(_) | Self::Feed(_) => None,
            Self::One(who) => Some(*who),
        }
    }
}

/// Turns an event into frames. Rooms bring these; what they say about people comes from `register::view` alone.
#[async_trait]
pub trait Project: Send + Sync {
    /// The frames of an event for those who are there.
    ///
    /// # Errors
    /// When the store fails.
    async fn frames(&self, event: &Recorded, scope: &Scope<'_>) -> Result<Vec<Frame>, StoreError>;
}
