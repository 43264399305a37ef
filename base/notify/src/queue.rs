//! What is on its way: one row per message, person and channel, in the same store as everything else.
//!
//! What is promised: a row that was written is sent, once it is due, at least once and until its provider has taken it, it is dead, or it
//! is needed no more. A row is never made twice (its id is made of the event, the owner and the channel) and is sent twice only when the
//! process dies between the provider's yes and the note of it; it carries the same id then, which every provider gets that has a place for
//! one (`Topic` of a push, `Message-ID` of an e-mail, `Idempotency-Key` of a gateway).

use std::collections::BTreeMap;

use kernel::{Dice, Id, IncidentId, PersonId, Span, Time};
use store::{Change, Row, Seal, Store, StoreError, Value, params, sql};

use crate::{Channel, Kind, Message, Step, lasts};

macro_rules! columns {
    () => {
        "owner, id, channel, kind, drill, incident, about, contact, device, text, words, message, step, link, made, expires, attempts, \
         campaign"
    };
}

sql! {
    /// Puts a message on its way; the same one stays as it is.
    pub ADD_DELIVERY = "INSERT INTO delivery (owner, id, channel, kind, state, drill, incident, campaign, about, contact, device, text, \
        words, message, step, link, made, expires, run_at, lease, attempts, parts) \
        VALUES ($1, $2, $3, $4, 0, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 0, 0, 0) \
        ON CONFLICT (owner, id) DO NOTHING";
    /// Takes what is due in a channel for a while, under the name of a lease.
    pub CLAIM_DELIVERIES = "UPDATE delivery SET lease = $3, run_at = $4, attempts = attempts + 1 \
        WHERE state = 0 AND run_at <= $2 AND (owner, id) IN \
        (SELECT owner, id FROM delivery WHERE channel = $1 AND state = 0 AND run_at <= $2 ORDER BY run_at LIMIT $5)";
    /// Whose deliveries are due in a channel.
    pub OWNERS_DUE = "SELECT DISTINCT owner FROM delivery WHERE channel = $1 AND state = 0 AND run_at <= $2";
    /// Takes what is due of one owner.
    pub CLAIM_DELIVERIES_OF = "UPDATE delivery SET lease = $3, run_at = $4, attempts = attempts + 1 \
        WHERE state = 0 AND run_at <= $2 AND owner = $6 AND (owner, id) IN \
        (SELECT owner, id FROM delivery WHERE owner = $6 AND channel = $1 AND state = 0 AND run_at <= $2 ORDER BY run_at LIMIT $5)";
    /// What was taken under a lease.
    pub CLAIMED = concat!("SELECT ", columns!(), " FROM delivery WHERE lease = $1 AND lease > 0 AND state = 0");
    /// What was taken a while ago stays ours, unless somebody else took it or it is needed no more.
    pub HOLD = "UPDATE delivery SET run_at = $4 WHERE owner = $1 AND id = $2 AND lease = $3 AND state = 0";
    /// One that cannot be read: a key is gone.
    pub MARK_UNREADABLE = "UPDATE delivery SET state = 4, trouble = 'unreadable', lease = 0 \
        WHERE owner = $1 AND id = $2 AND lease = $3";
    /// The provider has it.
    /// A report can be faster than the answer: it stays.
    pub MARK_SENT = "UPDATE delivery SET state = CASE WHEN state = 0 THEN 1 ELSE state END, sent = $4, reference = $5, \
        parts = parts + $6, lease = 0, trouble = CASE WHEN state = 4 THEN trouble ELSE NULL END WHERE owner = $1 AND id = $2 AND lease = $3";
    /// What a code or a reply carried, once it is sent or needed no more: the contact of somebody who may never prove it. One that is dead
    /// keeps it for as long as it may be tried again.
    pub EMPTY_SETTLED = "UPDATE delivery SET contact = NULL, words = NULL \
        WHERE owner = $1 AND id = $2 AND kind IN (5, 6) AND state <> 0 AND (state <> 4 OR expires <= $3)";
    /// The same of all that is of no use any more, whatever became of it.
    pub EMPTY_EXPIRED = "UPDATE delivery SET contact = NULL, words = NULL WHERE contact IS NOT NULL AND expires < $1";
    /// Forgets codes: they are of use for minutes.
    pub FORGET_CODES = "DELETE FROM delivery WHERE kind = 5 AND made < $1";
    /// Tried again later.
    pub MARK_LATER = "UPDATE delivery SET run_at = $4, trouble = $5, lease = 0 WHERE owner = $1 AND id = $2 AND lease = $3";
    /// Given back untried.
    pub GIVE_BACK = "UPDATE delivery SET run_at = $4, attempts = attempts - 1, lease = 0 WHERE owner = $1 AND id = $2 AND lease = $3";
    /// Never sent any more: dead, or not needed.
    pub MARK_ENDED = "UPDATE delivery SET state = CASE WHEN state = 0 THEN $4 ELSE state END, trouble = $5, lease = 0 WHERE owner = $1 AND id = $2 AND lease = $3";
    /// The next channel of a message whose present one has failed for good on every device.
    pub NEXT_STEP_NOW = "UPDATE delivery SET run_at = $4 WHERE owner = $1 AND message = $2 AND step = $3 + 1 AND state = 0 \
        AND run_at > $4 AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.owner = $1 AND d.message = $2 AND d.step = $3 AND d.state <> 4)";
    /// Questions that somebody who has answered, or is not asked any more, needs no longer.
    /// The lease stays: one that is at its provider in this moment may yet be noted as sent.
    pub DROP_QUESTIONS = "UPDATE delivery SET state = 5 \
        WHERE owner = $1 AND incident = $2 AND state = 0 AND kind IN (1, 2)";
    /// What somebody was to be told of a stay, which has moved on since: requests and how it stands, never what was written.
    pub DROP_ABOUT = "UPDATE delivery SET state = 5 WHERE owner = $1 AND about = $2 AND state = 0 AND kind IN (9, 10, 11)";
    /// Whether somebody was told of this by a kind of message.
    pub WAS_TOLD_ABOUT = "SELECT 1 FROM delivery WHERE owner = $1 AND about = $2 AND kind = $3 LIMIT 1";
    /// The other channels of a message that was opened.
    pub DROP_OTHER_STEPS = "UPDATE delivery SET state = 5 WHERE owner = $1 AND message = $2 AND state = 0";
    /// The delivery of a one-tap link.
    pub DELIVERY_OF_LINK = concat!("SELECT ", columns!(), " FROM delivery WHERE link = $1");
    /// Its link was opened by a person.
    pub MARK_OPENED = "UPDATE delivery SET state = 3, opened = $3 WHERE owner = $1 AND id = $2 AND state IN (1, 2)";
    /// The device or the provider says that it arrived.
    pub MARK_DELIVERED = "UPDATE delivery SET state = 2, delivered = $3 WHERE owner = $1 AND id = $2 AND state IN (0, 1)";
    /// A provider says that it never will.
    pub MARK_BOUNCED = "UPDATE delivery SET state = 4, trouble = $3 WHERE owner = $1 AND id = $2 AND state IN (0, 1)";
    /// What a provider calls by this name.
    pub DELIVERY_OF_REFERENCE = concat!("SELECT ", columns!(), " FROM delivery WHERE reference = $1");
    /// Dead letters, the newest first.
    /// Whether there is anything old.
    pub OLDEST = "SELECT 1 FROM delivery WHERE made < $1 LIMIT 1";
    /// Forgets what is old.
    pub FORGET_DELIVERIES = "DELETE FROM delivery WHERE (owner, id) IN (SELECT owner, id FROM delivery WHERE made < $1 ORDER BY made LIMIT $2)";
}

/// What receipts are signed as, and how long their signature is.
const RECEIPT: &str = "delivery received";
const REPORT: &str = "delivery report";

/// How long one that was taken is ours before another process may take it.
pub const LEASE_FOR: Span = Span::seconds(60);

/// How long after it was taken one may be sent without another look at whether it still is to be.
const FRESH: Span = Span::seconds(5);

fn id_of(row: &Row, column: usize) -> Result<[u8; 16], StoreError> {
    Ok(row.blob(column)?.first_chunk::<16>().copied().unwrap_or_default())
}

/// Whose a delivery is: a person, or a contact that is nobody's yet (its blind index).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// Somebody.
    Person(PersonId),
    /// A contact.
    Contact([u8; 16]),
    /// Another system: the id of its web hook.
    Hook([u8; 16]),
}

impl Owner {
    /// As it is stored.
    #[must_use]
    pub fn bytes(self) -> [u8; 16] {
        match self {
            Self::Person(p) => p.bytes(),
            Self::Contact(b) | Self::Hook(b) => b,
        }
    }
}

/// A message to be put on its way through one channel.
#[derive(Clone, Debug)]
pub struct NewDelivery<'a> {
    /// What makes it one: the position of its event, say. The same `once`, owner, channel and device are one delivery.
    pub once: &'a [u8],
    /// Whose.
    pub owner: Owner,
    /// What for.
    pub kind: Kind,
    /// In which incident, and whether that is an exercise.
    pub incident: Option<(IncidentId, bool)>,
    /// Of which campaign.
    pub campaign: Option<[u8; 16]>,
    /// Who it tells of, or which proof.
    pub about: Option<[u8; 16]>,
    /// The contact, when it is nobody's yet.
    pub contact: Option<&'a str>,
    /// The subscription of a push.
    pub device: Option<[u8; 16]>,
    /// The key of the text of a reply, and its values as JSON.
    pub text: Option<(&'a str, &'a str)>,
    /// Through what, and when.
    pub step: Step,
    /// Which step of its plan: 0 goes at once.
    pub number: i64,
    /// When it was made.
    pub made: Time,
}

impl<'a> NewDelivery<'a> {
    /// One that goes through this channel at this time, at once or later, and has no more to say of itself. What there is besides is said
    /// over it (`NewDelivery { device, ..NewDelivery::new(…) }`).
    #[must_use]
    pub const fn new(once: &'a [u8], owner: Owner, kind: Kind, channel: Channel, at: Time) -> Self {
        Self {
            once,
            owner,
            kind,
            incident: None,
            campaign: None,
            about: None,
            contact: None,
            device: None,
            text: None,
            step: Step { channel, at },
            number: 0,
            made: at,
        }
    }
}

/// A message on its way, as it was taken from the queue.
#[derive(Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The person, or the blind index of a contact.
    pub owner: [u8; 16],
    /// Its id.
    pub id: [u8; 16],
    /// Through what.
    pub channel: Channel,
    /// What for.
    pub kind: Kind,
    /// Whether it belongs to an exercise.
    pub drill: bool,
    /// In which incident.
    pub incident: Option<IncidentId>,
    /// Of which campaign.
    pub campaign: Option<[u8; 16]>,
    /// Who it tells of, or which proof.
    pub about: Option<[u8; 16]>,
    /// The contact, when it is nobody's yet.
    pub contact: Option<String>,
    /// The subscription of a push.
    pub device: Option<[u8; 16]>,
    /// The key of the text of a reply.
    pub text: Option<String>,
    /// Its values, as JSON.
    pub words: Option<String>,
    /// What other channels carry it too.
    pub message: [u8; 16],
    /// Which step of its plan.
    pub step: i64,
    /// When it was made.
    pub made: Time,
    /// Until when it is worth sending.
    pub expires: Time,
    /// How often it was tried, this time included.
    pub attempts: i64,
    lease: i64,
    taken: Time,
}

impl std::fmt::Debug for Delivery {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Delivery({}, {}, try {})", self.kind.word(), self.channel.word(), self.attempts)
    }
}

impl Delivery {
    /// The person, unless it goes to a contact that is nobody's, or to another system.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        // Codes and replies are a contact's also when they carry it no more.
        let nobodys = self.contact.is_some() || matches!(self.kind, Kind::Code | Kind::Reply);
        (!nobodys && self.channel != Channel::Hook).then(|| PersonId::from_bytes(self.owner))
    }
    /// The blind index of the contact that it goes to, when that is nobody's.
    #[must_use]
    pub fn contact_index(&self) -> Option<[u8; 16]> {
        (self.channel != Channel::Hook && self.person().is_none()).then_some(self.owner)
    }
    /// Its id as providers get it: 22 characters of base64url, fit for the `Topic` of a push.
    #[must_use]
    pub fn name(&self) -> String {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
        URL_SAFE_NO_PAD.encode(self.id)
    }
}

/// What became of a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The provider has it, calls it so, and charges so many parts.
    Sent {
        /// How the provider calls it.
        reference: Option<String>,
        /// Parts of text messages.
        parts: i64,
    },
    /// Not now: after this long, or after the usual back-off.
    Later {
        /// What the provider asked for.
        after: Option<Span>,
        /// Why, in a word of ours.
        why: &'static str,
    },
    /// Never: the address is gone, or the message is not taken.
    Dead(&'static str),
    /// Nobody needs it any more.
    NotNeeded,
    /// It was not tried: the provider is being spared.
    Untried,
}

/// The most tries of one delivery.
pub const TRIES: i64 = 8;

/// How long to wait after try `n` (from 1): 5, 10, 20 … seconds, an hour at most, and up to half as much again by chance, so that not
/// all come back together. `chance` is 0 … 999.
#[must_use]
pub fn back_off(n: i64, chance: u64) -> Span {
    let seconds = 5_i64.saturating_mul(1 << n.clamp(1, 11).saturating_sub(1)).min(3600);
    let extra = seconds.saturating_mul(i64::try_from(chance.min(999)).unwrap_or(0)).saturating_mul(500);
    Span(Span::seconds(seconds).0.saturating_add(extra))
}

/// The queue of all channels. Cheap to clone.
#[derive(Clone)]
pub struct Queue {
    store: Store,
    seal: Seal,
    dice: std::sync::Arc<dyn Dice>,
    /// Until when the providers of this process's post are left alone.
    spared: std::sync::Arc<std::sync::Mutex<BTreeMap<Channel, Time>>>,
}

impl Queue {
    /// The queue in this store.
    #[must_use]
    pub fn new(store: Store, seal: Seal, dice: std::sync::Arc<dyn Dice>) -> Self {
        Self { store, seal, dice, spared: std::sync::Arc::default() }
    }
    /// Notes until when a channel's provider is left alone; nothing when it answers.
    pub(crate) fn note_spared(&self, channel: Channel, until: Option<Time>) {
        let mut spared = self.spared.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match until {
            Some(until) => spared.insert(channel, until),
            None => spared.remove(&channel),
        };
    }
    /// Which providers this process leaves alone, and until when.
    #[must_use]
    pub fn spared(&self) -> BTreeMap<Channel, Time> {
        self.spared.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }
    /// The store below.
    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.store
    }
    pub(crate) const fn seal(&self) -> &Seal {
        &self.seal
    }
    fn short_mac(&self, purpose: &str, data: &[u8]) -> [u8; 16] {
        self.seal.mac(purpose, data).first_chunk::<16>().copied().unwrap_or_default()
    }
    /// The secret of a delivery's one-tap link: 12 characters, made of its id, so that it is nowhere in the store.
    #[must_use]
    pub fn link_code(&self, id: &[u8; 16]) -> String {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
        URL_SAFE_NO_PAD.encode(self.seal.mac("delivery link", id).first_chunk::<9>().copied().unwrap_or_default())
    }
    fn link_index(&self, code: &str) -> [u8; 16] {
        self.short_mac("delivery link index", code.as_bytes())
    }
    /// Puts a message on its way; nothing happens when it is on its way already.
    pub fn add(&self, change: Change, new: &NewDelivery<'_>) -> Change {
        let owner = new.owner.bytes();
        let message = self.short_mac("message", &[new.once, &owner].concat());
        let device = new.device.unwrap_or_default();
        let channel = new.step.channel.number();
        let id = self.short_mac("delivery", &[&message[..], &channel.to_be_bytes(), &device].concat());
        let link = self.link_index(&self.link_code(&id));
        let sealed = |column: &str, text: Option<&str>| {
            text.map_or(Value::Null, |t| Value::Blob(self.seal.seal(&*self.dice, column, t.as_bytes())))
        };
        let blob = |b: Option<[u8; 16]>| b.map_or(Value::Null, Value::Id);
        change.run(
            ADD_DELIVERY,
            params![
                Value::Id(owner),
                Value::Id(id),
                channel,
                new.kind.number(),
                new.incident.is_some_and(|(_, drill)| drill),
                new.incident.map(|(i, _)| i),
                blob(new.campaign),
                blob(new.about),
                sealed("delivery.contact", new.contact),
                blob(new.device),
                new.text.map(|(key, _)| key),
                sealed("delivery.words", new.text.map(|(_, values)| values)),
                Value::Id(message),
                new.number,
                Value::Id(link),
                new.made,
                new.made.plus(lasts(new.kind)),
                new.step.at,
            ],
        )
    }
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
    fn delivery(&self, row: &Row, lease: i64) -> Result<Delivery, StoreError> {
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
    /// Nobody asks this person any more: they have answered, or the incident is over for them.
    pub fn drop_questions(&self, change: Change, person: PersonId, incident: IncidentId) -> Change {
        change.run(DROP_QUESTIONS, params![person, incident])
    }
    /// A stay has moved on: what this person was to be told of it before is needed no more.
    pub fn drop_about(&self, change: Change, person: PersonId, about: [u8; 16]) -> Change {
        change.run(DROP_ABOUT, params![person, Value::Id(about)])
    }
    /// Whether this person was told of this by such a message, or is on the way to be.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn was_told_about(&self, person: PersonId, about: [u8; 16], kind: Kind) -> Result<bool, StoreError> {
        let key = params![person, Value::Id(about), kind.number()];
        Ok(self.store.one(WAS_TOLD_ABOUT, key).await?.is_some())
    }
    /// The delivery whose one-tap link has this secret.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of_link(&self, code: &str) -> Result<Option<Delivery>, StoreError> {
        let row = self.store.one(DELIVERY_OF_LINK, params![Value::Id(self.link_index(code))]).await?;
        row.map(|r| self.delivery(&r, 0)).transpose()
    }
    /// What a browser says to tell that a message has arrived: good for that alone, and says nothing of whose it is.
    #[must_use]
    pub fn receipt(&self, id: &[u8; 16]) -> String {
        self.seal.signed(RECEIPT, &[], id)
    }
    /// The delivery that a receipt is of; nothing when we did not write it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of_receipt(&self, receipt: &str) -> Result<Option<Delivery>, StoreError> {
        match self.seal.read_signed(RECEIPT, &[], receipt) {
            Some(id) => self.of_link(&self.link_code(&id)).await,
            None => Ok(None),
        }
    }
    /// The name of a delivery in the address that a provider reports to: its index and a signature, made of nothing that a reader of the
    /// address could use.
    #[must_use]
    pub fn report_code(&self, id: &[u8; 16]) -> String {
        self.seal.signed(REPORT, &[], &self.link_index(&self.link_code(id)))
    }
    /// The delivery that a report is about; none when the address was not made here.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of_report(&self, code: &str) -> Result<Option<Delivery>, StoreError> {
        let Some(index) = self.seal.read_signed(REPORT, &[], code) else { return Ok(None) };
        let row = self.store.one(DELIVERY_OF_LINK, params![Value::Id(index)]).await?;
        row.map(|r| self.delivery(&r, 0)).transpose()
    }
    /// The delivery that a provider calls so.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of_reference(&self, reference: &str) -> Result<Option<Delivery>, StoreError> {
        let row = self.store.one(DELIVERY_OF_REFERENCE, params![reference]).await?;
        row.map(|r| self.delivery(&r, 0)).transpose()
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
    /// The message as far as the queue knows it.
    #[must_use]
    pub fn message(&self, d: &Delivery, lang: kernel::Lang, silent: bool, link: String) -> Message {
        Message { kind: d.kind, person: d.person(), incident: d.incident, drill: d.drill, lang, silent, link }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end_at_an_hour_and_a_half() {
        assert_eq!(back_off(1, 0), Span::seconds(5));
        assert_eq!(back_off(3, 0), Span::seconds(20));
        assert_eq!(back_off(40, 0), Span::hours(1));
        assert!(back_off(40, 999) < Span::minutes(91));
        assert!(back_off(1, 500) > back_off(1, 0));
    }
}
