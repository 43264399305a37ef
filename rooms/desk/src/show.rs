//! What this room shows live: that the numbers of an incident have moved. Only operators hear it, and it says nothing of anybody.

use ::store::StoreError;
use async_trait::async_trait;
use kernel::{Event, Recorded};
use relay::{Frame, Project, Scope, To};
use serde_json::json;

/// The room's projection.
#[derive(Clone, Copy, Debug)]
pub struct Numbers;

#[async_trait]
impl Project for Numbers {
    async fn frames(&self, event: &Recorded, scope: &Scope<'_>) -> Result<Vec<Frame>, StoreError> {
        let (Event::Fact { incident, drill, .. }
        | Event::Asked { incident, drill, .. }
        | Event::Unasked { incident, drill, .. }) = &event.event
        else {
            return Ok(Vec::new());
        };
        if !scope.has_operators() {
            return Ok(Vec::new());
        }
        let data = json!({ "incident": incident, "drill": drill }).to_string();
        Ok(vec![Frame::new(To::Operators, "counts", data)])
    }
}

/// What moderators hear: that the queue has moved, and not whom it is about.
#[derive(Clone, Copy, Debug)]
pub struct Reports;

#[async_trait]
impl Project for Reports {
    async fn frames(&self, event: &Recorded, scope: &Scope<'_>) -> Result<Vec<Frame>, StoreError> {
        if !scope.has_moderators() {
            return Ok(Vec::new());
        }
        let (name, data) = match &event.event {
            Event::Report { report, incident, drill, state } => {
                ("report", json!({ "report": report, "incident": incident, "drill": drill, "state": state }))
            }
            // What others have taken, and what of other rooms came or went.
            Event::Waiting { kind } => ("waiting", json!({ "kind": kind })),
            _ => return Ok(Vec::new()),
        };
        Ok(vec![Frame::new(To::Moderators, name, data.to_string())])
    }
}
