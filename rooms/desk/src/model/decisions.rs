//! What somebody reads of what moderators decided about them.

use kernel::{DecisionId, IncidentId, Time};
use register::{Decision, DecisionKind, DecisionState, Ground};
use serde::Serialize;
use utoipa::ToSchema;

/// A decision as whom it concerns reads it: what, why, since when; not who decided.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Decision)]
pub struct DecisionView {
    /// Its id.
    #[schema(value_type = String, format = "uuid")]
    pub id: DecisionId,
    /// What was decided: `post` it was taken down, `hold` it is not shown, `cover` its pictures are covered, `stay` a door is closed or one
    /// stays in no home, `search` a public appeal is shown no more, `appeal` it was refused, `hoax` a search was taken down for its photo.
    pub kind: DecisionKind,
    /// Why. Who searches is not told of danger, nor that somebody does not want to be shown: that is `rule` to them.
    pub ground: Ground,
    /// In which incident.
    #[schema(value_type = String, format = "uuid")]
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// When.
    #[schema(value_type = String, format = "date-time")]
    pub at: Time,
    /// Where it stands.
    pub state: DecisionState,
    /// Until when one may ask that another person looks again, once.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    pub appeal_until: Option<Time>,
    /// Where what it is about stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

impl DecisionView {
    /// As it stands now.
    #[must_use]
    pub fn of(now: Time, d: &Decision) -> Self {
        Self {
            id: d.id,
            kind: d.kind,
            ground: d.kind.told(d.ground),
            incident: d.incident,
            drill: d.drill,
            at: d.by.at,
            state: d.state,
            appeal_until: d.may_ask(now).ok(),
            page: d.href.clone(),
        }
    }
}
