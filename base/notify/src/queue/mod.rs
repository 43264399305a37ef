//! What is on its way: one row per message, person and channel, in the same store as everything else.
//!
//! What is promised: a row that was written is sent, once it is due, at least once and until its provider has taken it, it is dead, or it
//! is needed no more. A row is never made twice (its id is made of the event, the owner and the channel) and is sent twice only when the
//! process dies between the provider's yes and the note of it; it carries the same id then, which every provider gets that has a place for
//! one (`Topic` of a push, `Message-ID` of an e-mail, `Idempotency-Key` of a gateway).

mod delivery;
mod fate;
mod found;
pub(crate) mod sql;
mod taking;

use std::collections::BTreeMap;

use kernel::{Dice, Time};
use store::{Change, Seal, Store, Value, params};

pub use self::{
    delivery::{Delivery, NewDelivery, Outcome, Owner, TRIES, back_off},
    sql::*,
    taking::LEASE_FOR,
};
use crate::{Channel, Message, lasts};

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
    /// The message as far as the queue knows it.
    #[must_use]
    pub fn message(&self, d: &Delivery, lang: kernel::Lang, silent: bool, link: String) -> Message {
        Message { kind: d.kind, person: d.person(), incident: d.incident, drill: d.drill, lang, silent, link }
    }
}
