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

/// It is gone.
fn gone(state: &str) -> bool {
    matches!(state, "deleted" | "removed")
}

#[async_trait]
impl Listener for Gathers {
    fn name(&self) -> &'static str {
        "feed.truth"
    }
    fn cares(&self, event: &Event) -> bool {
        matches!(event, Event::Post { state, .. } if says(state) || gone(state))
    }
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError> {
        let (mut said, mut left) = (BTreeSet::new(), BTreeSet::new());
        for recorded in events {
            let Event::Post { post, state, .. } = &recorded.event else { continue };
            if gone(state) {
                said.remove(post);
                left.insert(*post);
            } else if says(state) && !left.contains(post) {
                said.insert(*post);
            }
        }
        let now = self.0.clock.now();
        let (said, left): (Vec<PostId>, Vec<PostId>) = (said.into_iter().collect(), left.into_iter().collect());
        let change = truth::gathered(&self.0, &said, now).await.map_err(fault)?;
        Ok(change.and(truth::left(&self.0, &left, now).await.map_err(fault)?))
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
