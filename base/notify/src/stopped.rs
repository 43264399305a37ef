//! Contacts that said STOP: by blind index, so that nobody is written to again after a new import. And how many messages wait for a person.

use kernel::Time;
use store::{Change, StoreError, Value, params, sql};

use crate::Queue;

sql! {
    /// A contact says STOP.
    pub STOP_CONTACT = "INSERT INTO stopped (blind, at) VALUES ($1, $2) ON CONFLICT (blind) DO NOTHING";
    /// It may be written to again.
    pub START_CONTACT = "DELETE FROM stopped WHERE blind = $1";
    /// Whether it said STOP.
    pub HAS_STOPPED = "SELECT 1 FROM stopped WHERE blind = $1";
    /// How many messages that came in nobody has read.
    pub UNREAD_MESSAGES = "SELECT urgent, COUNT(*) FROM inbox WHERE state = 0 GROUP BY urgent";
}

impl Queue {
    /// A contact says STOP, or takes it back: nothing is sent to it any more, except what answers it.
    pub fn stop(&self, change: Change, blind: [u8; 16], stops: bool, at: Time) -> Change {
        if stops {
            change.run(STOP_CONTACT, params![Value::Id(blind), at])
        } else {
            change.run(START_CONTACT, params![Value::Id(blind)])
        }
    }
    /// Whether a contact said STOP.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn has_stopped(&self, blind: [u8; 16]) -> Result<bool, StoreError> {
        Ok(self.store().one(HAS_STOPPED, params![Value::Id(blind)]).await?.is_some())
    }
    /// How many messages that came in nobody has read: the urgent ones, and all.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn unread(&self) -> Result<(i64, i64), StoreError> {
        let (mut urgent, mut all) = (0_i64, 0_i64);
        for row in self.store().read(UNREAD_MESSAGES, params![]).await? {
            let n = row.int(1)?;
            all = all.saturating_add(n);
            if row.flag(0)? {
                urgent = n;
            }
        }
        Ok((urgent, all))
    }
}
