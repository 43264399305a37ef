//! What guest and host may report, and what moderators are shown of it.

use kernel::{DoorId, ReportId, StayId, Time};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Somebody is not safe there.
    Unsafe,
    /// They are not who they said.
    NotThem,
    /// Money was asked for.
    Money,
    /// Something else.
    Other,
}

impl Reason {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Unsafe, Self::NotThem, Self::Money, Self::Other];
    /// Its word in the API and in forms.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unsafe => "unsafe",
            Self::NotThem => "not_them",
            Self::Money => "money",
            Self::Other => "other",
        }
    }
}

/// What stood between the two when one of them reported: kept sealed, so that erasing it elsewhere does not take it from the moderators.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Evidence {
    /// Where the door is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// How to get in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// The host's first name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// The guest's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guest: Option<String>,
    /// The guest's word to the host, when they asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
    /// What whoever reports wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// What the two wrote to each other, the oldest first.
    #[serde(default)]
    pub chat: Vec<Wrote>,
}

/// One of their messages.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Wrote {
    /// `guest` or `host`.
    pub by: String,
    /// When.
    pub at: Time,
    /// What.
    pub words: String,
}

/// What a report means to its door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StayReport {
    /// The report.
    pub report: ReportId,
    /// Which stay.
    pub stay: StayId,
    /// Behind which door.
    pub door: DoorId,
    /// Whether the host reports the guest.
    pub by_host: bool,
    /// Whether the decision closed the door.
    pub closed: bool,
    /// Whether it stops the door before it is decided.
    pub stops: bool,
}
