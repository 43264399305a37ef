//! What brings letters to browsers.

use std::{path::PathBuf, sync::Arc};

use async_trait::async_trait;
use kernel::{Clock, Dice, Span, Time};
use outbound::Outbound;

use super::{
    Delivery as How, MOST, Outcome as Said, SenderKey, Subscription, Topic, USUAL, Urgency as Wakes, Vapid, call,
    encrypt, encrypt_as, keyfile, payload,
    services::{May, Services},
};
use crate::{Carrier, Channel, Delivery, Letter, Outcome, Queue, Target, Urgency, back_off};

/// Messages under way at once, to all services together.
const AT_ONCE: usize = 128;
/// What a message is padded to that a service found too large.
const SMALL: usize = 512;
/// A server whose clock says less has lost it: push services would refuse its tokens.
const NEVER_BEFORE: Time = Time(1_767_225_600_000_000); // 2026-01-01

/// Web push.
///
/// Each message carries its delivery's name as `Topic`: when the same one is sent again (the process died before it noted the yes), it
/// takes the place of the first as long as that waits at the service; and on the device a notification takes the place of the one with
/// the same tag. So a repeat is not seen twice.
pub struct PushCarrier {
    client: Outbound,
    us: Arc<Vapid>,
    key: Option<PathBuf>,
    queue: Queue,
    clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
    services: Services,
}

impl PushCarrier {
    /// Sends through this client, as whom we are. `key` is where that is kept, for [`Carrier::check`].
    #[must_use]
    pub fn new(
        client: Outbound,
        us: Arc<Vapid>,
        key: Option<PathBuf>,
        queue: Queue,
        clock: Arc<dyn Clock>,
        dice: Arc<dyn Dice>,
    ) -> Self {
        Self { client, us, key, queue, clock, dice, services: Services::default() }
    }
    /// Posts a sealed body. Gives what the service said, or nothing when no request could be made.
    async fn post(&self, d: &Delivery, to: &Subscription, body: Vec<u8>) -> Option<Said> {
        let now = self.clock.now();
        let how = How {
            keep: d.expires.since(now),
            urgency: match d.kind.urgency() {
                Urgency::Normal => Wakes::Normal,
                Urgency::High => Wakes::High,
            },
            topic: Topic::new(&d.name()),
        };
        let call = call(&self.us, now, to, body, &how).ok()?;
        let answer = self.client.send(call).await;
        Some(Said::of(&answer, self.clock.now()))
    }
    /// The body, as long as every other when it can be; of [`SMALL`] bytes when the service found that too large.
    fn seal(&self, d: &Delivery, letter: &Letter, to: &Subscription, small: bool) -> Option<Vec<u8>> {
        let receipt = self.queue.receipt(&d.id);
        if small {
            let text = payload::payload(d, letter, &receipt, SMALL.saturating_sub(1))?;
            let mut salt = [0; 16];
            self.dice.fill(&mut salt);
            return encrypt_as(SenderKey::generate().ok()?, &salt, to, &text, SMALL).ok();
        }
        let fits = |most| payload::payload(d, letter, &receipt, most);
        let text = fits(MOST)?;
        // What is a few words too long for the usual length loses them: so it looks like every other.
        let text = if (USUAL..USUAL.saturating_add(USUAL / 4)).contains(&text.len()) { fits(USUAL)? } else { text };
        encrypt(&*self.dice, to, &text).ok()
    }
    async fn send(&self, d: &Delivery, letter: &Letter, to: &Subscription) -> Outcome {
        let Some(body) = self.seal(d, letter, to, false) else { return Outcome::Dead("not-sealed") };
        let said = match self.post(d, to, body).await {
            Some(Said::TooLarge) => match self.seal(d, letter, to, true) {
                Some(body) => self.post(d, to, body).await,
                None => Some(Said::TooLarge),
            },
            said => said,
        };
        match said {
            Some(Said::Retry) => self.services.failed(to.origin(), self.clock.now()),
            Some(_) => self.services.answered(to.origin()),
            None => {}
        }
        match said {
            Some(Said::Delivered) => Outcome::Sent { reference: None, parts: 0 },
            Some(Said::Gone) => Outcome::Dead("gone"),
            Some(Said::TooLarge) => Outcome::Dead("too-long"),
            Some(Said::Wait(after)) => Outcome::Later { after: Some(after), why: "busy" },
            // With a time of its own, as it says nothing of the other services.
            Some(Said::Retry) => {
                Outcome::Later { after: Some(back_off(d.attempts, self.dice.below(1000))), why: "no-answer" }
            }
            Some(Said::Dead(0)) => Outcome::Dead("not-allowed"),
            Some(Said::Dead(401 | 403)) => Outcome::Dead("not-us"),
            Some(Said::Dead(_)) => Outcome::Dead("not-taken"),
            None => Outcome::Dead("not-sealed"),
        }
    }
}

#[async_trait]
impl Carrier for PushCarrier {
    fn channel(&self) -> Channel {
        Channel::Push
    }
    fn limits(&self) -> (u32, usize) {
        (0, AT_ONCE)
    }
    async fn carry(&self, d: &Delivery, letter: &Letter, to: &Target) -> Outcome {
        let Target::Push(to) = to else { return Outcome::Dead("no-address") };
        match self.services.turn(to.origin(), self.clock.now()).await {
            May::Go(_turn) => self.send(d, letter, to).await,
            May::Spared(after) if after > Span::seconds(30) => Outcome::Later { after: Some(after), why: "no-answer" },
            May::Spared(_) | May::Full => Outcome::Untried,
        }
    }
    async fn check(&self) -> Result<String, String> {
        match &self.key {
            Some(path) => check_key(path, self.clock.now()),
            None => Ok("a key that lives as long as this process".to_owned()),
        }
    }
}

/// Whether the key that push services know us by is there, is its owner's alone, and is used at a time that they believe.
///
/// # Errors
/// What is wrong, in a sentence without secrets.
pub fn check_key(path: &std::path::Path, now: Time) -> Result<String, String> {
    let name = path.display();
    match keyfile::is_open_to_others(path) {
        None => {
            return Err(format!(
                "{name} is not there: the first `rhizome serve` makes it; if browsers had subscribed, bring it back, or they all subscribe anew"
            ));
        }
        Some(true) => return Err(format!("others can read {name}: chmod 600 {name}")),
        Some(false) => {}
    }
    let key = keyfile::open(path).map_err(|e| format!("{name}: {e}"))?;
    if now < NEVER_BEFORE {
        return Err(format!("the clock says {now}: push services believe no tokens of that time"));
    }
    Ok(format!("the key is there; browsers know us as {}", key.public()))
}
