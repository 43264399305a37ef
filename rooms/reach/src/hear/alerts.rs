//! What institutions say: telling it is a job of its own, since it may be for a whole region.

use ::store::{Change, StoreError};
use kernel::{Event, Id, Recorded, Time};

use super::Ears;
use crate::acts::alerts::telling;

/// Whether somebody is told of it. What only came in is told to nobody.
pub(super) fn cares(event: &Event) -> bool {
    matches!(event, Event::Alert { state, .. } if matches!(state.as_str(), "published" | "corrected" | "cancelled"))
}

impl Ears {
    /// What is put on its way because of this.
    pub(super) async fn alert(&self, change: Change, of: &Recorded, at: Time) -> Result<Change, StoreError> {
        let Some((root, job)) = telling(&self.0, of, at).await? else { return Ok(change) };
        // A letter says how it stands when it is sent: what is still on its way would say the same as what is put on its way now.
        Ok(self.0.queue.drop_alarm(change, root.bytes()).job_anew(job))
    }
}
