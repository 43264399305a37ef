//! What is said again is gathered off the way of a post; what holds is known in every process.

use std::collections::BTreeSet;

use ::store::{Change, StoreError};
use async_trait::async_trait;
use kernel::{Event, PostId, Recorded};
use relay::{Listener, Watcher};
use web::House;

use crate::{
    acts::truth,
    jobs::holds::fault,
    store::{embargoes::Wards, gathered::Gathered},
};

/// Gathers copies: once for the whole service.
pub struct Gathers(pub House);

/// What a post says is new.
fn says(state: &str) -> bool {
    matches!(state, "published" | "edited" | "held" | "released")
}

/// It is gone for good.
const DELETED: &str = "deleted";
/// It is taken down, until somebody looks again.
const REMOVED: &str = "removed";

#[async_trait]
impl Listener for Gathers {
    fn name(&self) -> &'static str {
        "feed.truth"
    }
    fn cares(&self, event: &Event) -> bool {
        matches!(event, Event::Post { state, .. } if says(state) || [DELETED, REMOVED].contains(&state.as_str()))
    }
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError> {
        let (mut said, mut gone, mut down) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for recorded in events {
            let Event::Post { post, state, .. } = &recorded.event else { continue };
            match state.as_str() {
                DELETED => {
                    gone.insert(*post);
                }
                REMOVED => {
                    said.remove(post);
                    down.insert(*post);
                }
                // What comes back says what it said.
                state if says(state) => {
                    down.remove(post);
                    said.insert(*post);
                }
                _ => {}
            }
        }
        let now = self.0.clock.now();
        let said: Vec<PostId> = said.difference(&gone).copied().collect();
        let (gone, down): (Vec<PostId>, Vec<PostId>) = (gone.into_iter().collect(), down.into_iter().collect());
        let change = truth::gathered(&self.0, &said, now).await.map_err(fault)?;
        Ok(change.and(truth::left(&self.0, &gone, &down).await.map_err(fault)?))
    }
}

/// Forgets what is not so any more, in every process: whoever asks next reads it again.
pub struct Holds(pub House);

#[async_trait]
impl Watcher for Holds {
    async fn watch(&self, events: &[Recorded]) {
        let (gathered, wards) = (self.0.shelf.get::<Gathered>(), self.0.shelf.get::<Wards>());
        for recorded in events {
            match &recorded.event {
                Event::Rumour { incident, .. } => gathered.forget(*incident),
                Event::Embargo { .. } => wards.forget(),
                Event::Incident { incident, state, .. } if matches!(state.as_str(), "closed" | "cancelled") => {
                    gathered.over(*incident);
                }
                _ => {}
            }
        }
    }
}
