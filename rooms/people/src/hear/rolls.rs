//! When an incident is over, its rolls are: nobody's answers are shown to their organisation for longer than they are needed.

use async_trait::async_trait;
use kernel::{Event, Recorded};
use register::Register;
use relay::Listener;
use store::{Change, StoreError};

use crate::store::rosters;

/// Ends the rolls of what is over.
pub struct Rolls(pub Register);

#[async_trait]
impl Listener for Rolls {
    fn name(&self) -> &'static str {
        "people.rolls"
    }
    fn cares(&self, event: &Event) -> bool {
        matches!(event, Event::Incident { state, .. } if matches!(state.as_str(), "closed" | "cancelled"))
    }
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError> {
        let mut change = Change::new();
        for recorded in events {
            if let Event::Incident { incident, .. } = recorded.event {
                change = rosters::end_rolls(&self.0, change, incident, recorded.at).await?;
            }
        }
        Ok(change)
    }
}
