//! What moderators see of reports, and what they do with them.

use kernel::{IncidentId, ReportId, Time};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is decided about a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is right: what it is about is stopped for good.
    Uphold,
    /// There is nothing in it: what was stopped goes on.
    Dismiss,
}

/// What a moderator does with a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// I handle it.
    Take,
    /// I give it back.
    GiveBack,
    /// I decide.
    Decide(Verdict),
    /// The decision is taken back.
    Undo,
    /// I ask to open what it is about, or agree that it is opened.
    Open,
    /// Whom it is about is barred no more.
    Lift,
}

impl Doing {
    /// Its word in the audit.
    #[must_use]
    pub const fn act(self) -> &'static str {
        match self {
            Self::Take => "report.take",
            Self::GiveBack => "report.give_back",
            Self::Decide(Verdict::Uphold) => "report.uphold",
            Self::Decide(Verdict::Dismiss) => "report.dismiss",
            Self::Undo => "report.undo",
            Self::Open => "report.open",
            Self::Lift => "report.lift",
        }
    }
    /// Whether it changes what holds for whom the report is about.
    #[must_use]
    pub const fn concerns(self) -> bool {
        matches!(self, Self::Decide(_) | Self::Undo | Self::Lift)
    }
}

/// Where what a report is about stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Seal {
    /// Nobody has asked to open it.
    Sealed,
    /// One has asked, and a second person has to agree.
    Asked,
    /// The two may read it, for an hour.
    Open,
    /// It was erased.
    Gone,
}

impl Seal {
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sealed => "sealed",
            Self::Asked => "asked",
            Self::Open => "open",
            Self::Gone => "gone",
        }
    }
}

/// A report, as moderators see it: who and what it is about is not in it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReportView {
    /// Its id.
    #[schema(value_type = String, format = "uuid")]
    pub id: ReportId,
    /// Grows with each change.
    pub version: i64,
    /// What it is about: `stay`.
    pub kind: &'static str,
    /// Why: of a stay `unsafe`, `not_them`, `money`, `other`.
    pub reason: String,
    /// Who reports: of a stay `guest` or `host`.
    pub by: String,
    /// 1 the gravest.
    pub risk: i64,
    /// In which incident.
    #[schema(value_type = String, format = "uuid")]
    pub incident: IncidentId,
    /// Whether it is an exercise.
    pub drill: bool,
    /// `open`, `taken`, `upheld` or `dismissed`.
    pub state: &'static str,
    /// Since when.
    #[schema(value_type = String, format = "date-time")]
    pub at: Time,
    /// Who handles it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_by: Option<String>,
    /// Who decided it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    pub decided_at: Option<Time>,
    /// Until when that may be taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    pub undo_until: Option<Time>,
    /// Where what it is about stands.
    pub evidence: Seal,
    /// Who asked first to open it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<String>,
    /// Who agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opened_by: Option<String>,
    /// Until when the two may read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    pub open_until: Option<Time>,
    /// When what it is about goes at the latest.
    #[schema(value_type = String, format = "date-time")]
    pub expires_at: Time,
    /// Whether anybody is barred because of it.
    pub bars: bool,
}
