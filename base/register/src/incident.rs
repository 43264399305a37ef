//! An incident: the event that people are asked about. It stands here, below the rooms, because every room asks which are on.

use std::collections::BTreeMap;

use kernel::{IncidentId, Lang, OperatorId, Refusal, Refuse, Time, zone::Zone};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where an incident stands. It only moves forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum IncidentState {
    /// Being prepared; nobody but operators sees it.
    Draft,
    /// A real one that waits for a second operator.
    AwaitingSecond,
    /// People are asked.
    Active,
    /// Nobody new is asked; answers are still taken.
    StandingDown,
    /// Over.
    Closed,
    /// Over, and kept for memory.
    Remembered,
    /// It was a false one; everyone who was asked has been told.
    Cancelled,
}

impl IncidentState {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Draft,
        Self::AwaitingSecond,
        Self::Active,
        Self::StandingDown,
        Self::Closed,
        Self::Remembered,
        Self::Cancelled,
    ];
    /// Its number in the store.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Draft => 1,
            Self::AwaitingSecond => 2,
            Self::Active => 3,
            Self::StandingDown => 4,
            Self::Closed => 5,
            Self::Remembered => 6,
            Self::Cancelled => 7,
        }
    }
    /// The one of a number in the store.
    #[must_use]
    pub fn of_number(n: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.number() == n)
    }
    /// Its word in the API.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::AwaitingSecond => "awaiting_second",
            Self::Active => "active",
            Self::StandingDown => "standing_down",
            Self::Closed => "closed",
            Self::Remembered => "remembered",
            Self::Cancelled => "cancelled",
        }
    }
    /// Whether anybody may see it.
    #[must_use]
    pub const fn is_public(self) -> bool {
        !matches!(self, Self::Draft | Self::AwaitingSecond)
    }
    /// Whether answers are taken.
    #[must_use]
    pub const fn takes_answers(self) -> bool {
        matches!(self, Self::Active | Self::StandingDown)
    }
    /// Whether it has ended.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Remembered | Self::Cancelled)
    }
}

/// Texts by language (`fr`, `en` …): codes of two letters, texts of 1 to 300 characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct Texts(pub BTreeMap<String, String>);

/// Texts that cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextsRefused {
    /// Not one language.
    None,
    /// A text that is empty, too long, or has control characters.
    Bad,
    /// A language that is not two letters.
    Language,
}

impl Refuse for TextsRefused {
    fn refusal(&self) -> Refusal {
        Refusal::new(
            422,
            match self {
                Self::None => "texts-none",
                Self::Bad => "texts-bad",
                Self::Language => "texts-language",
            },
        )
    }
}

impl Texts {
    /// The same texts, trimmed, when each may be shown.
    ///
    /// # Errors
    /// [`TextsRefused`].
    pub fn checked(self) -> Result<Self, TextsRefused> {
        let mut out = BTreeMap::new();
        for (lang, text) in self.0 {
            if lang.len() != 2 || !lang.bytes().all(|b| b.is_ascii_lowercase()) {
                return Err(TextsRefused::Language);
            }
            let text = text.trim().to_owned();
            if text.is_empty() || text.chars().count() > 300 || text.chars().any(char::is_control) {
                return Err(TextsRefused::Bad);
            }
            out.insert(lang, text);
        }
        Ok(Self(out))
    }
    /// The text in a language, else in English, else in French, else any.
    #[must_use]
    pub fn say(&self, lang: Lang) -> Option<&str> {
        let get = |l: &str| self.0.get(l).map(String::as_str);
        get(lang.code())
            .or_else(|| get("en"))
            .or_else(|| get("fr"))
            .or_else(|| self.0.values().next().map(String::as_str))
    }
    /// The text in that very language.
    #[must_use]
    pub fn exactly(&self, lang: Lang) -> Option<&str> {
        self.0.get(lang.code()).map(String::as_str)
    }
}

/// An incident as it stands.
#[derive(Clone, Debug)]
pub struct Incident {
    /// Its id.
    pub id: IncidentId,
    /// Grows with each change: guards it.
    pub version: i64,
    /// What kind of event: `attack`, `flood` …
    pub kind: String,
    /// Whether it is an exercise. It never changes.
    pub drill: bool,
    /// Where it stands.
    pub state: IncidentState,
    /// Its name, by language.
    pub names: Texts,
    /// The question, by language; the default one where there is none.
    pub prompts: Texts,
    /// Where.
    pub zone: Zone,
    /// How often its zone was drawn.
    pub round: i64,
    /// When it was drafted.
    pub created: Time,
    /// By whom.
    pub opened_by: OperatorId,
    /// Their name.
    pub opened_by_name: String,
    /// Who asked for its activation.
    pub activated_by: Option<OperatorId>,
    /// Since when people are asked.
    pub activated: Option<Time>,
    /// When everyone was last asked again.
    pub asked_again: Option<Time>,
    /// When it ended.
    pub ended: Option<Time>,
}

impl Incident {
    /// Its name in a language.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        self.names.say(lang).unwrap_or(&self.kind)
    }
    /// Whether anybody may see it. A draft that was given up never was public, and does not become so.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.state.is_public() && (self.activated.is_some() || self.state != IncidentState::Cancelled)
    }
    /// Since when it is on: its activation, or its draft.
    #[must_use]
    pub fn since(&self) -> Time {
        self.activated.unwrap_or(self.created)
    }
}
