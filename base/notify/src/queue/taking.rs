//! Taking what is due, and writing what became of it.

use kernel::{Span, Time};
use store::{Change, Row, StoreError, Value, params};

use super::{Delivery, Outcome, Queue, TRIES, back_off, sql::*};
use crate::{Channel, Kind};

/// How long one that was taken is ours before another process may take it.
pub const LEASE_FOR: Span = Span::seconds(60);

/// How long after it was taken one may be sent without another look at whether it still is to be.
const FRESH: Span = Span::seconds(5);

fn id_of(row: &Row, column: usize) -> Result<[u8; 16], StoreError> {
    Ok(row.blob(column)?.first_chunk::<16>().copied().unwrap_or_default())
}

impl Queue {
    /// Takes at most `n` that are due in a channel.
    ///
    /// # Errors
    /// When the store fails, or a key is gone.
    pub async fn claim(&self, channel: Channel, now: Time, n: i64) -> Result<Vec<Delivery>, StoreError> {
        let lease = self.lease();
        let key = params![channel.number(), now, lease, now.plus(LEASE_FOR), n];
        self.claimed(Change::new().run(CLAIM_DELIVERIES, key), lease, now).await
    }
    /// Takes at most `n` that are due in a channel for one owner.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn claim_of(
        &self,
        channel: Channel,
        owner: [u8; 16],
        now: Time,
        n: i64,
    ) -> Result<Vec<Delivery>, StoreError> {
        let lease = self.lease();
        let key = params![channel.number(), now, lease, now.plus(LEASE_FOR), n, Value::Id(owner)];
        self.claimed(Change::new().run(CLAIM_DELIVERIES_OF, key), lease, now).await
    }
    /// Whose deliveries are due in a channel.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn owners_due(&self, channel: Channel, now: Time) -> Result<Vec<[u8; 16]>, StoreError> {
        self.store.read(OWNERS_DUE, params![channel.number(), now]).await?.iter().map(|row| id_of(row, 0)).collect()
    }
    /// A name that no other process takes: what was taken is found by it.
    fn lease(&self) -> i64 {
        i64::try_from(self.dice.below(1 << 62)).unwrap_or(1).max(1)
    }
    async fn claimed(&self, take: Change, lease: i64, now: Time) -> Result<Vec<Delivery>, StoreError> {
        self.store.apply(take).await?;
        let rows = self.store.read(CLAIMED, params![lease]).await?;
        let mut all = Vec::with_capacity(rows.len());
        for row in &rows {
            match self.delivery(row, lease) {
                Ok(d) => all.push(Delivery { taken: now, ..d }),
                // One that cannot be opened would hold up everything that was taken with it, again and again.
                Err(error) => {
                    tracing::error!(%error, "a message cannot be read");
                    let key = params![Value::Id(id_of(row, 0)?), Value::Id(id_of(row, 1)?), lease];
                    self.store.apply(Change::new().run(MARK_UNREADABLE, key)).await?;
                }
            }
        }
        Ok(all)
    }
    /// Whether one that was taken is still ours to send. One that waited long for its turn in a batch is taken anew for as long as its
    /// sending may last; it may have been needed no more in between, or be in the hands of another process.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn hold(&self, d: &Delivery, now: Time) -> Result<bool, StoreError> {
        if now.since(d.taken) < FRESH {
            return Ok(true);
        }
        let key = params![Value::Id(d.owner), Value::Id(d.id), d.lease, now.plus(LEASE_FOR)];
        match self.store.apply(Change::new().must(HOLD, key)).await {
            Ok(_) => Ok(true),
            Err(e) if e.missed() => Ok(false),
            Err(e) => Err(e),
        }
    }
    pub(super) fn delivery(&self, row: &Row, lease: i64) -> Result<Delivery, StoreError> {
        let odd = |column, wanted| move || StoreError::Shape { column, wanted };
        let bytes = |n: usize| -> Result<Option<[u8; 16]>, StoreError> {
            Ok(row.opt_blob(n)?.and_then(|b| b.first_chunk::<16>().copied()))
        };
        let opened = |n: usize, column: &str| -> Result<Option<String>, StoreError> {
            row.opt_blob(n)?
                .map(|b| self.seal.open_text(column, b))
                .transpose()
                .map_err(|e| StoreError::Fault(e.to_string()))
        };
        Ok(Delivery {
            owner: bytes(0)?.unwrap_or_default(),
            id: bytes(1)?.unwrap_or_default(),
            channel: Channel::of_number(row.int(2)?).ok_or_else(odd(2, "a channel"))?,
            kind: Kind::of_number(row.int(3)?).ok_or_else(odd(3, "a kind"))?,
            drill: row.flag(4)?,
            incident: row.opt_id(5)?,
            about: bytes(6)?,
            contact: opened(7, "delivery.contact")?,
            device: bytes(8)?,
            text: row.opt_text(9)?.map(str::to_owned),
            words: opened(10, "delivery.words")?,
            message: bytes(11)?.unwrap_or_default(),
            step: row.int(12)?,
            made: row.time(14)?,
            expires: row.time(15)?,
            attempts: row.int(16)?,
            campaign: bytes(17)?,
            lease,
            taken: Time(0),
        })
    }
    /// Writes what became of one that was taken. Gives what it became: after too many tries, later is never.
    ///
    /// # Errors
    /// When the store fails; a lost lease is none.
    pub async fn settle(&self, d: &Delivery, outcome: Outcome, now: Time) -> Result<Outcome, StoreError> {
        let key = |rest: Vec<Value>| [params![Value::Id(d.owner), Value::Id(d.id), d.lease], rest].concat();
        let outcome = match outcome {
            Outcome::Later { why, .. } if d.attempts >= TRIES => Outcome::Dead(why),
            other => other,
        };
        let change = Change::new();
        let change = match &outcome {
            Outcome::Sent { reference, parts } => {
                change.must(MARK_SENT, key(params![now, reference.as_deref(), *parts]))
            }
            Outcome::Later { after, why } => {
                let wait = after.unwrap_or_else(|| back_off(d.attempts, self.dice.below(1000)));
                let at = now.plus(wait);
                if at > d.expires {
                    return Box::pin(self.settle(d, Outcome::Dead(why), now)).await;
                }
                change.must(MARK_LATER, key(params![at, *why]))
            }
            Outcome::Untried => change.must(GIVE_BACK, key(params![now.plus(Span::seconds(1))])),
            Outcome::Dead(why) => change
                .must(MARK_ENDED, key(params![4, *why]))
                .run(NEXT_STEP_NOW, params![Value::Id(d.owner), Value::Id(d.message), d.step, now]),
            Outcome::NotNeeded => change.must(MARK_ENDED, key(params![5, Value::Null])),
        };
        let change = match (d.kind, &outcome) {
            (Kind::Code | Kind::Reply, Outcome::Sent { .. } | Outcome::Dead(_) | Outcome::NotNeeded) => {
                change.run(EMPTY_SETTLED, params![Value::Id(d.owner), Value::Id(d.id), now])
            }
            _ => change,
        };
        match self.store.apply(change).await {
            Ok(_) => Ok(outcome),
            // Somebody else has it, or it is needed no more.
            Err(e) if e.missed() => Ok(outcome),
            Err(e) => Err(e),
        }
    }
}
