//! What this room shows live, and to whom.

pub mod cards;

use ::store::StoreError;
use async_trait::async_trait;
use kernel::{Event, IncidentId, Recorded};
use register::Incidents;
use relay::{Frame, Project, Scope, To};
use serde_json::json;

/// The room's projection. What is only proposed or dropped is for operators; of an incident that is only drafted nobody else hears.
pub struct Shown(pub Incidents);

#[async_trait]
impl Project for Shown {
    async fn frames(&self, event: &Recorded, scope: &Scope<'_>) -> Result<Vec<Frame>, StoreError> {
        let Event::Alert { alert, incident, drill, state } = &event.event else { return Ok(Vec::new()) };
        let to = match state.as_str() {
            "proposed" | "dropped" if scope.has_operators() => To::Operators,
            "proposed" | "dropped" => return Ok(Vec::new()),
            _ if scope.has_anyone() => To::Everyone,
            _ => return Ok(Vec::new()),
        };
        let drafted = |id: &IncidentId| !self.0.get(*id).is_some_and(|i| i.is_public());
        let incident = incident.filter(|id| to == To::Operators || !drafted(id));
        let data = json!({ "alert": alert, "incident": incident, "drill": drill, "state": state });
        Ok(vec![Frame::new(to, "alert", data.to_string())])
    }
}
