//! Those who hear of events.

use async_trait::async_trait;
use kernel::{Event, Recorded};
use store::{Change, StoreError};

/// Hears every event once for the whole service, whatever crashes.
#[async_trait]
pub trait Listener: Send + Sync {
    /// Its name: the name of its durable cursor.
    fn name(&self) -> &'static str;
    /// Whether it has anything to do for an event of this kind.
    fn cares(&self, event: &Event) -> bool;
    /// What it writes in answer. It is applied together with the move of its cursor; when that is refused because the world
    /// has changed, the same events are heard again.
    ///
    /// # Errors
    /// When the store fails: the same events are heard again later.
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError>;
}

/// Hears events in every process, from its start on, and keeps something in memory fresh.
#[async_trait]
pub trait Watcher: Send + Sync {
    /// Hears of events, in order.
    async fn watch(&self, events: &[Recorded]);
}
