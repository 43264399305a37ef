//! What one can say here: commands as they come in, and what the rules decide.

use kernel::{CaseId, Cell, IncidentId, PersonId, Time, zone::Zone};
use register::{How, State, incident::Texts};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A person's answer to the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// I am safe.
    Safe,
    /// I need help.
    NeedHelp,
    /// I am not there.
    NotThere,
}

impl Answer {
    /// The state that it says.
    #[must_use]
    pub const fn state(self) -> State {
        match self {
            Self::Safe => State::Safe,
            Self::NeedHelp => State::NeedHelp,
            Self::NotThere => State::NotThere,
        }
    }
    /// The answer of a stored state.
    #[must_use]
    pub const fn of_state(state: State) -> Option<Self> {
        match state {
            State::Safe => Some(Self::Safe),
            State::NeedHelp => Some(Self::NeedHelp),
            State::NotThere => Some(Self::NotThere),
            _ => None,
        }
    }
    /// The answer of a word, as forms and the API write it.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        State::of_word(word).and_then(Self::of_state)
    }
}

/// An answer as it is pressed.
#[derive(Clone, Debug)]
pub struct Press {
    /// What.
    pub answer: Answer,
    /// When the button was pressed, by the client's clock.
    pub at: Option<Time>,
    /// A word for the circle, at most 140 characters.
    pub message: Option<String>,
}

/// A new incident, checked.
#[derive(Clone, Debug)]
pub struct NewIncident {
    /// What kind of event.
    pub kind: String,
    /// Its name by language.
    pub names: Texts,
    /// The question by language; may be empty.
    pub prompts: Texts,
    /// Where.
    pub zone: Zone,
    /// Whether it is an exercise.
    pub drill: bool,
}

/// What an operator does with an incident.
#[derive(Clone, Debug)]
pub enum Move {
    /// Ask for its activation; with a reason, alone.
    Activate {
        /// Why without a second operator.
        alone: Option<String>,
    },
    /// Be the second operator.
    Confirm,
    /// It was a false one.
    Cancel {
        /// Why.
        reason: Option<String>,
    },
    /// Ask nobody new.
    StandDown,
    /// It is over.
    Close,
    /// Keep it for memory.
    Remember,
    /// Draw its zone anew.
    Redraw(Zone),
}

impl Move {
    /// Its word in the audit.
    #[must_use]
    pub const fn act(&self) -> &'static str {
        match self {
            Self::Activate { alone: Some(_) } => "incident.activate_alone",
            Self::Activate { alone: None } => "incident.activate",
            Self::Confirm => "incident.confirm",
            Self::Cancel { .. } => "incident.cancel",
            Self::StandDown => "incident.stand_down",
            Self::Close => "incident.close",
            Self::Remember => "incident.remember",
            Self::Redraw(_) => "incident.redraw",
        }
    }
}

/// What somebody says of somebody else.
#[derive(Clone, Debug)]
pub struct Say {
    /// How they know.
    pub how: How,
    /// When they learned it, by the client's clock.
    pub at: Option<Time>,
    /// A note, at most 140 characters.
    pub note: Option<String>,
}

/// An answer that waits until its contact is proven.
#[derive(Clone, Debug)]
pub struct Pending {
    /// Its id.
    pub id: [u8; 16],
    /// The incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// What was answered.
    pub answer: Answer,
    /// When.
    pub at: Time,
    /// When it came in.
    pub received: Time,
    /// The word for the circle.
    pub words: Option<String>,
    /// Where they are, for operators, when their request for help found no room in the queue: a cell, and as typed.
    pub place: Option<(Option<Cell>, Option<String>)>,
    /// The name that was given.
    pub name: Option<String>,
    /// The blind index of the contact that was given.
    pub blind: Option<[u8; 16]>,
}

/// What somebody needs, as they tell it step by step.
#[derive(Clone, Debug, Default)]
pub struct HelpWords {
    /// One of [`NEEDS`].
    pub need: Option<String>,
    /// How many they are.
    pub people: Option<u32>,
    /// Where, typed.
    pub place: Option<String>,
    /// Where, as a cell.
    pub cell: Option<Cell>,
    /// What they say.
    pub words: Option<String>,
}

/// What one may need, the gravest first.
pub const NEEDS: [&str; 5] = ["hurt", "child", "stuck", "shelter", "person"];

/// An answer that is on disk.
#[derive(Clone, Copy, Debug)]
pub struct Answered {
    /// The fact's id.
    pub fact: kernel::FactId,
    /// Whose.
    pub person: PersonId,
    /// What.
    pub answer: Answer,
    /// When it was pressed.
    pub at: Time,
    /// When it was received.
    pub received: Time,
    /// Whether this very answer was there already.
    pub again: bool,
    /// The request for help that it opened.
    pub case: Option<CaseId>,
}

/// A name without accents and capitals, to be compared with another.
#[must_use]
pub fn bare(name: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}
