//! The JSON of what may be seen of a person. Only [`super::view()`] fills it in.

use kernel::{CaseId, Cell, FactId, IncidentId, PersonId, Time};
use serde::Serialize;
use utoipa::ToSchema;

use crate::fact::{Channel, FactKind, How, State};

/// What may be seen of a person.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = PersonView)]
pub struct View {
    /// Who.
    #[schema(value_type = String, format = "uuid")]
    pub person: PersonId,
    /// Their name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether a contact of theirs is proven.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_proven: Option<bool>,
    /// How they are, per incident.
    pub statuses: Vec<Shown>,
}

/// How somebody is in one incident, as it may be seen.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = PersonStatus)]
pub struct Shown {
    /// The incident.
    #[schema(value_type = String, format = "uuid")]
    pub incident: IncidentId,
    /// Whether it is an exercise.
    pub drill: bool,
    /// How they are.
    pub state: State,
    /// When that was said.
    #[schema(value_type = Option<String>, format = "date-time")]
    pub at: Option<Time>,
    /// Who says so.
    pub source: Option<Said>,
    /// Whether it is old and asked again; it never means "not safe".
    pub stale: bool,
    /// Their own word to their circle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Everything that was said of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Entry>,
    /// Their request for help.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<HelpShown>,
}

/// Where a status comes from, as it may be seen.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = StatusSource)]
pub struct Said {
    /// What sort of statement it is.
    pub kind: FactKind,
    /// How its author knows.
    pub how: How,
    /// How it came in: the sender of an SMS can be forged.
    pub channel: Channel,
    /// Whether the person confirmed it.
    pub confirmed: bool,
    /// The author's name, when it is another person whom the reader knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// A fact as the person that it is about sees it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = FactView)]
pub struct Entry {
    /// The fact.
    #[schema(value_type = String, format = "uuid")]
    pub fact: FactId,
    /// What it says.
    pub state: State,
    /// When that was said.
    #[schema(value_type = String, format = "date-time")]
    pub at: Time,
    /// Who says so.
    pub source: Said,
    /// The words that came with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Whether it counts.
    pub counts: bool,
    /// Whether they disputed it.
    pub disputed: bool,
    /// Whether it waits to be confirmed or disputed.
    pub to_answer: bool,
}

/// A request for help, as operators see it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = HelpView)]
pub struct HelpShown {
    /// The case.
    #[schema(value_type = String, format = "uuid")]
    pub case: CaseId,
    /// What they need.
    pub need: Option<String>,
    /// How many they are.
    pub people: Option<u32>,
    /// Where, as they typed it.
    pub place: Option<String>,
    /// Where, as an H3 cell.
    #[schema(value_type = Option<String>)]
    pub cell: Option<Cell>,
}
