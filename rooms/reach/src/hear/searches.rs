//! What became of searches, and who is written to because of it. No letter names anybody, or says who seeks and who is sought: a telephone
//! that lies on a table tells nothing.

use std::collections::HashMap;

use ::store::{Change, StoreError};
use kernel::{Event, Id, PersonId, Recorded, Time};

use super::{About, Ears};
use crate::{
    rules::{
        self,
        searches::{SOUGHT, of_found, once_a_day},
    },
    store,
};

/// Whether somebody is told of it. What was answered in confidence names nobody, and is told to nobody.
pub(super) fn cares(event: &Event) -> bool {
    !people(event).is_empty()
}

/// Who is written to because of this.
fn people(event: &Event) -> Vec<PersonId> {
    match event {
        Event::Reunion { state, person: Some(person), .. } if state == "asked" => vec![*person],
        Event::Found { people, .. } => people.clone(),
        _ => Vec::new(),
    }
}

impl Ears {
    /// Through what they are reached, read at once.
    pub(super) async fn behind_searches(
        &self,
        events: &[Recorded],
    ) -> Result<HashMap<PersonId, rules::Reachable>, StoreError> {
        let lists: Vec<Vec<PersonId>> = events.iter().map(|e| people(&e.event)).collect();
        let all = rules::each_once(lists.iter().map(Vec::as_slice));
        if all.is_empty() {
            return Ok(HashMap::new());
        }
        store::reachable(&self.0.register, &all).await
    }

    /// What is put on its way because of this.
    pub(super) fn of_searches(
        &self,
        mut change: Change,
        event: &Event,
        (once, at): (&[u8], Time),
        reachable: &HashMap<PersonId, rules::Reachable>,
    ) -> Change {
        let to = rules::each_once([people(event).as_slice()]);
        match event {
            Event::Reunion { incident, drill, .. } => {
                let (kind, word) = SOUGHT;
                let once = once_a_day(*incident, at);
                let about = About {
                    once: &once,
                    kind,
                    incident: Some((*incident, *drill)),
                    campaign: None,
                    // Not which search it is: several are one message.
                    about: None,
                    says: Some(word),
                    made: at,
                };
                self.write_to_reachable(change, &to, reachable, &about)
            }
            Event::Found { notice, incident, drill, found, .. } => {
                // What was to be said of it before is true no more.
                for person in &to {
                    change = self.0.queue.drop_about(change, *person, notice.bytes());
                }
                let (kind, word) = of_found(*found);
                let about = About {
                    once,
                    kind,
                    incident: Some((*incident, *drill)),
                    campaign: None,
                    about: Some(notice.bytes()),
                    says: Some(word),
                    made: at,
                };
                self.write_to_reachable(change, &to, reachable, &about)
            }
            _ => change,
        }
    }
}
