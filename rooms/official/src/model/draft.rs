//! A message as it is composed: what, where, what to do.

use std::collections::BTreeMap;

use cap::{Category, Certainty, ResponseType, Severity, Urgency};
use kernel::{AuthorityId, IncidentId, Span, zone::Zone};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// An attack.
    Attack,
    /// A fire.
    Fire,
    /// Water where it should not be.
    Flood,
    /// Smoke or a substance in the air.
    Toxic,
    /// A child is missing.
    MissingChild,
    /// Something else.
    Other,
}

impl What {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Attack, Self::Fire, Self::Flood, Self::Toxic, Self::MissingChild, Self::Other];
    /// Its word in forms, in the API and in `locales/`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Attack => "attack",
            Self::Fire => "fire",
            Self::Flood => "flood",
            Self::Toxic => "toxic",
            Self::MissingChild => "missing-child",
            Self::Other => "other",
        }
    }
    /// What has this word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|w| w.word() == word)
    }
    /// Its category of CAP.
    #[must_use]
    pub const fn category(self) -> Category {
        match self {
            Self::Attack | Self::MissingChild => Category::Security,
            Self::Fire => Category::Fire,
            Self::Flood => Category::Met,
            Self::Toxic => Category::Cbrne,
            Self::Other => Category::Safety,
        }
    }
    /// What people are usually asked to do.
    #[must_use]
    pub const fn usual(self) -> ResponseType {
        match self {
            Self::Attack | Self::Toxic => ResponseType::Shelter,
            Self::Fire => ResponseType::Avoid,
            Self::Flood => ResponseType::Prepare,
            Self::MissingChild | Self::Other => ResponseType::Monitor,
        }
    }
}

/// How grave it is: three answers for somebody in a hurry, of which CAP's three scales are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// Lives are in danger now.
    Extreme,
    /// It is grave, or will be soon.
    Severe,
    /// It is good to know.
    Moderate,
}

impl Grade {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Extreme, Self::Severe, Self::Moderate];
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Extreme => "extreme",
            Self::Severe => "severe",
            Self::Moderate => "moderate",
        }
    }
    /// What has this word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|g| g.word() == word)
    }
    /// The scales of CAP.
    #[must_use]
    pub const fn scales(self) -> (Urgency, Severity, Certainty) {
        match self {
            Self::Extreme => (Urgency::Immediate, Severity::Extreme, Certainty::Observed),
            Self::Severe => (Urgency::Expected, Severity::Severe, Certainty::Likely),
            Self::Moderate => (Urgency::Future, Severity::Moderate, Certainty::Possible),
        }
    }
}

/// The words of a message in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// What happened, in one line.
    pub headline: String,
    /// What to do.
    pub instruction: String,
    /// What is known.
    pub description: String,
}

/// What is to be said in the place of a message. What is not said stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Correction {
    /// The words, by the two letters of their language: languages that are left out are not said any more.
    pub words: BTreeMap<String, Wording>,
    /// How grave it is.
    pub grade: Option<Grade>,
    /// What people are asked to do.
    pub respond: Option<ResponseType>,
    /// Where, in words.
    pub place: Option<String>,
    /// Where.
    pub zone: Option<Zone>,
    /// For how long from now.
    pub lasts: Option<Span>,
}

/// A message as it is composed.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What happened.
    pub what: What,
    /// How grave it is.
    pub grade: Grade,
    /// What people are asked to do, as a word for machines.
    pub respond: ResponseType,
    /// The words, by the two letters of their language.
    pub words: BTreeMap<String, Wording>,
    /// Where, in words.
    pub place: String,
    /// Where.
    pub zone: Zone,
    /// For how long.
    pub lasts: Span,
    /// In which incident.
    pub incident: Option<IncidentId>,
    /// Whether it is an exercise.
    pub drill: bool,
    /// Who speaks; nobody for this server itself.
    pub authority: Option<AuthorityId>,
}
