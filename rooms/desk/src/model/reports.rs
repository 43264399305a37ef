//! What moderators see of reports, and what they do with them.

use kernel::{IncidentId, ReportId, Time};
use register::{
    Ground,
    waiting::{TAKEN_LASTS, Waiting, WaitingKind},
};
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
    /// I decide, and why.
    Decide(Verdict, Option<Ground>),
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
            Self::Decide(Verdict::Uphold, _) => "report.uphold",
            Self::Decide(Verdict::Dismiss, _) => "report.dismiss",
            Self::Undo => "report.undo",
            Self::Open => "report.open",
            Self::Lift => "report.lift",
        }
    }
    /// Whether it changes what holds for whom the report is about.
    #[must_use]
    pub const fn concerns(self) -> bool {
        matches!(self, Self::Decide(..) | Self::Undo | Self::Lift)
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
    /// What it is about: `stay`, `search`, `post`, `appeal`, `again`.
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
    /// Whether another person has to decide it than whoever looks: they decided before what is asked about, or
    /// it is about what they wrote, or theirs.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub for_another: bool,
    /// Why it was decided as it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ground: Option<Ground>,
}

/// Something that waits for moderators, of any room: what it is about stands on the page where it is decided.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Waiting)]
pub struct WaitingView {
    /// `report`, `appeal`, `reunion`, `twins`, `condolence`, `hold`, `second`.
    pub kind: WaitingKind,
    /// Its id, in its room.
    pub id: String,
    /// 1 the gravest.
    pub risk: i64,
    /// How often it was reported since it waits.
    pub reports: i64,
    /// In which incident.
    #[schema(value_type = String, format = "uuid")]
    pub incident: IncidentId,
    /// Whether it is an exercise.
    pub drill: bool,
    /// Since when.
    #[schema(value_type = String, format = "date-time")]
    pub at: Time,
    /// Who handles it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_by: Option<String>,
    /// Until when they have it, unless they do something.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    pub taken_until: Option<Time>,
    /// The page on which it is decided.
    pub page: String,
}

impl From<&Waiting> for WaitingView {
    fn from(w: &Waiting) -> Self {
        Self {
            kind: w.kind,
            id: w.name(),
            risk: w.risk,
            reports: w.reports,
            incident: w.incident,
            drill: w.drill,
            at: w.at,
            taken_by: w.taken.as_ref().map(|h| h.name.clone()),
            taken_until: w.taken.as_ref().map(|h| h.at.plus(TAKEN_LASTS)),
            page: w.page(),
        }
    }
}

/// What a moderator tells whoever comes after them.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = HandoverNote)]
pub struct Note {
    /// When.
    #[schema(value_type = String, format = "date-time")]
    pub at: Time,
    /// Who.
    pub by: String,
    /// What.
    pub words: String,
}
