//! What was ruled on what people wrote or passed on. A letter holds no word of any post.

use ::store::{Change, StoreError};
use kernel::{Event, Id, Time};
use notify::Kind;

use super::{About, Ears};
use crate::rules;

/// Whether somebody is told of it.
pub(super) fn cares(event: &Event) -> bool {
    matches!(event, Event::Ruled { people, .. } if !people.is_empty())
}

impl Ears {
    /// What is put on its way because of this. What was to be said of an earlier ruling is true no more.
    pub(super) async fn ruled(
        &self,
        mut change: Change,
        event: &Event,
        (once, at): (&[u8], Time),
    ) -> Result<Change, StoreError> {
        let Event::Ruled { rumour, incident, drill, verdict, people } = event else { return Ok(change) };
        let to = rules::each_once([people.as_slice()]);
        for person in &to {
            change = self.0.queue.drop_about(change, *person, rumour.bytes());
        }
        let about = About {
            once,
            kind: Kind::Ruled,
            incident: Some((*incident, *drill)),
            campaign: None,
            about: Some(rumour.bytes()),
            says: rules::rulings::word(verdict),
            made: at,
        };
        self.write_to(change, &to, &about).await
    }
}
