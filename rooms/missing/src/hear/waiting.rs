//! The moderators' queue follows what waits in this room.

use std::collections::HashSet;

use ::store::{Change, StoreError};
use async_trait::async_trait;
use kernel::{Event, Recorded};
use relay::Listener;

use crate::store::waiting::{Moved, followed};

/// Keeps the queue: once for the whole service.
pub struct Waits;

#[async_trait]
impl Listener for Waits {
    fn name(&self) -> &'static str {
        "missing waits"
    }
    fn cares(&self, event: &Event) -> bool {
        matches!(
            event,
            Event::Notice { .. }
                | Event::Reunion { .. }
                | Event::Link { .. }
                | Event::Tribute { .. }
                | Event::Erased { .. }
        )
    }
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError> {
        let (mut notices, mut reunions, mut links, mut tributes) =
            (HashSet::new(), HashSet::new(), HashSet::new(), HashSet::new());
        let mut erased = false;
        for recorded in events {
            match &recorded.event {
                Event::Notice { notice, .. } => drop(notices.insert(*notice)),
                Event::Reunion { reunion, .. } => drop(reunions.insert(*reunion)),
                Event::Link { link, .. } => drop(links.insert(*link)),
                Event::Tribute { tribute, .. } => drop(tributes.insert(*tribute)),
                Event::Erased { .. } => erased = true,
                _ => {}
            }
        }
        let moved = Moved {
            notices: notices.into_iter().collect(),
            reunions: reunions.into_iter().collect(),
            links: links.into_iter().collect(),
            tributes: tributes.into_iter().collect(),
            erased,
        };
        Ok(followed(Change::new(), &moved))
    }
}
