//! What this room shows live, and to whom.

pub mod cards;

use ::store::{Store, StoreError};
use async_trait::async_trait;
use kernel::{Event, Recorded};
use relay::{Frame, Project, Scope, To};
use serde_json::json;

use crate::{
    model::view,
    store::{self, perimeters},
};

/// The room's projection: it reads the store alone.
pub struct Shown(pub Store);

#[async_trait]
impl Project for Shown {
    async fn frames(&self, event: &Recorded, scope: &Scope<'_>) -> Result<Vec<Frame>, StoreError> {
        Ok(match &event.event {
            Event::Door { door, incident, drill } if scope.has_anyone() => {
                let found = store::one_door(&self.0, *door).await?;
                let seen = found.map(|d| view::of_door(&d, self.0.clock().now()));
                let (state, room) = seen.map_or(("closed", 0), |s| (s.state, s.room));
                let data = json!({ "door": door, "incident": incident, "drill": drill, "state": state, "room": room });
                vec![Frame::new(To::Everyone, "door", data.to_string())]
            }
            // Also where no door changes: ways are longer, or closed. What is only planned is nobody's business.
            Event::Perimeter { perimeter, incident, drill } if scope.has_anyone() => {
                let kept = perimeters::one_perimeter(&self.0, *perimeter).await?;
                if kept.is_none_or(|p| p.never_held(self.0.clock().now())) {
                    return Ok(Vec::new());
                }
                let data = json!({ "incident": incident, "drill": drill });
                vec![Frame::new(To::Everyone, "perimeter", data.to_string())]
            }
            Event::Stay { stay, door, guest, host, drill, state, .. } => {
                let there: Vec<_> = [*guest, *host].into_iter().filter(|p| scope.has(*p)).collect();
                if there.is_empty() {
                    return Ok(Vec::new());
                }
                let data = json!({ "stay": stay, "door": door, "drill": drill, "state": state });
                vec![Frame::new(To::People(there), "stay", data.to_string())]
            }
            Event::StayWord { stay, to, drill, .. } if scope.has(*to) => {
                let data = json!({ "stay": stay, "drill": drill, "word": true });
                vec![Frame::new(To::People(vec![*to]), "stay", data.to_string())]
            }
            Event::Companion { stay, companion, drill, .. } if scope.has(*companion) => {
                let data = json!({ "stay": stay, "drill": drill });
                vec![Frame::new(To::People(vec![*companion]), "stay", data.to_string())]
            }
            Event::Room { door, drill, people, .. } => {
                let there: Vec<_> = people.iter().copied().filter(|p| scope.has(*p)).collect();
                if there.is_empty() {
                    return Ok(Vec::new());
                }
                let data = json!({ "door": door, "drill": drill, "room": true });
                vec![Frame::new(To::People(there), "door_room", data.to_string())]
            }
            _ => Vec::new(),
        })
    }
}
