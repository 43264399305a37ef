//! What happened since to what is on its way: needed no more, opened, arrived, bounced, old.

use kernel::{IncidentId, PersonId, Time};
use store::{Change, StoreError, Value, params};

use super::{Delivery, Queue, sql::*};
use crate::Kind;

impl Queue {
    /// Nobody asks this person any more: they have answered, or the incident is over for them.
    pub fn drop_questions(&self, change: Change, person: PersonId, incident: IncidentId) -> Change {
        change.run(DROP_QUESTIONS, params![person, incident])
    }
    /// A stay or a search has moved on: what this person was to be told of it before is needed no more.
    pub fn drop_about(&self, change: Change, person: PersonId, about: [u8; 16]) -> Change {
        change.run(DROP_ABOUT, params![person, Value::Id(about)])
    }
    /// An official message has moved on: what anybody was to be told of its chain before is needed no more.
    pub fn drop_alarm(&self, change: Change, root: [u8; 16]) -> Change {
        change.run(DROP_ALARM, params![Value::Id(root)])
    }
    /// Whether this person was told of this by such a message, or is on the way to be.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn was_told_about(&self, person: PersonId, about: [u8; 16], kind: Kind) -> Result<bool, StoreError> {
        let key = params![person, Value::Id(about), kind.number()];
        Ok(self.store.one(WAS_TOLD_ABOUT, key).await?.is_some())
    }
    /// A person opened it (a press, not a look: mail programs look by themselves): a sign of life, so that other channels are spared.
    pub fn opened(&self, change: Change, d: &Delivery, now: Time) -> Change {
        change
            .run(MARK_OPENED, params![Value::Id(d.owner), Value::Id(d.id), now])
            .run(DROP_OTHER_STEPS, params![Value::Id(d.owner), Value::Id(d.message)])
    }
    /// It has arrived.
    pub fn delivered(&self, change: Change, d: &Delivery, now: Time) -> Change {
        change.run(MARK_DELIVERED, params![Value::Id(d.owner), Value::Id(d.id), now])
    }
    /// It never will: the next channel is tried at once.
    pub fn bounced(&self, change: Change, d: &Delivery, why: &'static str, now: Time) -> Change {
        change
            .run(MARK_BOUNCED, params![Value::Id(d.owner), Value::Id(d.id), why])
            .run(NEXT_STEP_NOW, params![Value::Id(d.owner), Value::Id(d.message), d.step, now])
    }
    /// Forgets codes that were made before `before`, and what codes and replies carried that are of no use any more.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn forget_codes(&self, before: Time, now: Time) -> Result<(), StoreError> {
        let change = Change::new().run(FORGET_CODES, params![before]).run(EMPTY_EXPIRED, params![now]);
        self.store.apply(change).await.map(drop)
    }
    /// Forgets at most `n` that were made before `before`; gives whether there may be more.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn forget(&self, before: Time, n: i64) -> Result<bool, StoreError> {
        let row = self.store.one(OLDEST, params![before]).await?;
        if row.is_none() {
            return Ok(false);
        }
        self.store.apply(Change::new().run(FORGET_DELIVERIES, params![before, n])).await?;
        Ok(true)
    }
}
