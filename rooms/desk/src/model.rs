//! What operators see of requests for help, and what they do with them.

pub mod decisions;
pub mod reports;

use kernel::{CaseId, Cell, Time};
use register::{CaseState, Channel};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How grave a request is, the gravest first. It comes from what the person needs; not knowing is graver than needing a roof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gravity {
    /// Somebody is hurt.
    Hurt,
    /// A child is alone.
    Child,
    /// Somebody is stuck or hides.
    Stuck,
    /// They have not said what they need.
    Unknown,
    /// They need a roof.
    Shelter,
    /// They look for somebody.
    Person,
}

impl Gravity {
    /// All of them, the gravest first.
    pub const ALL: [Self; 6] = [Self::Hurt, Self::Child, Self::Stuck, Self::Unknown, Self::Shelter, Self::Person];
    /// The gravity of a need.
    #[must_use]
    pub fn of(need: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|g| Some(g.word()) == need).unwrap_or(Self::Unknown)
    }
    /// Its word: that of the need, as people give it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hurt => "hurt",
            Self::Child => "child",
            Self::Stuck => "stuck",
            Self::Unknown => "unknown",
            Self::Shelter => "shelter",
            Self::Person => "person",
        }
    }
}

/// Why a request is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CloseReason {
    /// Help has reached them.
    Helped,
    /// The rescue services have it.
    PassedOn,
    /// They are safe; somebody has asked them.
    Safe,
    /// The same request stands twice.
    Twice,
    /// It was pressed by mistake.
    Mistake,
}

impl CloseReason {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Helped, Self::PassedOn, Self::Safe, Self::Twice, Self::Mistake];
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Helped => "helped",
            Self::PassedOn => "passed_on",
            Self::Safe => "safe",
            Self::Twice => "twice",
            Self::Mistake => "mistake",
        }
    }
    /// The reason of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.word() == word)
    }
}

/// What an operator does with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handling {
    /// I handle it.
    Take,
    /// I give it back.
    Release,
    /// It is dealt with.
    Close(CloseReason),
}

impl Handling {
    /// Its word in the audit.
    #[must_use]
    pub const fn act(self) -> &'static str {
        match self {
            Self::Take => "help.take",
            Self::Release => "help.release",
            Self::Close(_) => "help.close",
        }
    }
}

/// Where a request stands when somebody wants to handle it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    /// Its state.
    pub state: CaseState,
    /// The name of who has it; names of staff are unique.
    pub taken_by: Option<&'a str>,
}

/// A request for help, as operators see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HelpCase {
    /// Its id.
    #[schema(value_type = String, format = "uuid")]
    pub id: CaseId,
    /// Grows with each change.
    pub version: i64,
    /// `open`, `taken` or `closed`.
    pub state: &'static str,
    /// `hurt`, `child`, `stuck`, `shelter`, `person`, or nothing said.
    pub need: Option<String>,
    /// How many people.
    pub people: Option<u32>,
    /// Where, as typed.
    pub place: Option<String>,
    /// Where, as an H3 cell.
    #[schema(value_type = Option<String>)]
    pub cell: Option<Cell>,
    /// What they say.
    pub message: Option<String>,
    /// Their name; none when they answered without an account and have not proven a contact.
    pub name: Option<String>,
    /// Whether a contact of theirs is proven.
    pub contact_proven: bool,
    /// Whether it was asked without an account and waits for its contact to be proven: such requests stand after all the others.
    pub unproven: bool,
    /// Whether it is an exercise.
    pub drill: bool,
    /// Since when.
    #[schema(value_type = String, format = "date-time")]
    pub opened_at: Time,
    /// When it last changed.
    #[schema(value_type = String, format = "date-time")]
    pub changed_at: Time,
    /// How it came in.
    pub channel: Channel,
    /// Who handles it, or closed it.
    pub taken_by: Option<String>,
    /// Since when.
    #[schema(value_type = Option<String>, format = "date-time")]
    pub taken_at: Option<Time>,
    /// Whether the person says since that they are safe. It closes nothing: an operator looks once more.
    pub better: bool,
    /// Since when they say so.
    #[schema(value_type = Option<String>, format = "date-time")]
    pub better_at: Option<Time>,
}

impl HelpCase {
    /// How grave it is.
    #[must_use]
    pub fn gravity(&self) -> Gravity {
        Gravity::of(self.need.as_deref())
    }
}
