//! Sending: each channel takes what is due from the queue, composes it, hands it to its provider and notes what became of it.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use futures_util::{StreamExt, stream};
use kernel::{Clock, Time};
use store::StoreError;
use tokio::sync::watch;

use crate::{Breaker, Channel, Delivery, Letter, Outcome, Pace, Queue};

/// Where a letter goes.
#[derive(Clone, PartialEq, Eq)]
pub enum Target {
    /// A browser: its subscription.
    Push(crate::push::Subscription),
    /// A phone, in the form of E.164.
    Sms(String),
    /// An address.
    Email(String),
    /// Another system: address, secret, and the body that it is sent.
    Hook {
        /// Its address.
        url: String,
        /// The secret that it checks signatures with.
        secret: crate::hook::Secret,
        /// JSON.
        body: String,
    },
}

impl std::fmt::Debug for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Target")
    }
}

/// Turns a delivery into what is sent, at the last moment: with the state of now, in the reader's language, as they may see it.
#[async_trait]
pub trait Compose: Send + Sync {
    /// The letter and where it goes; or what becomes of a delivery that is not to be sent (any more).
    ///
    /// # Errors
    /// When the store fails: tried again later.
    async fn compose(&self, delivery: &Delivery) -> Result<Result<(Letter, Target), Outcome>, StoreError>;
    /// Hears what became of a delivery: a browser that is gone is forgotten.
    ///
    /// # Errors
    /// When the store fails.
    async fn became(&self, delivery: &Delivery, outcome: &Outcome) -> Result<(), StoreError>;
}

/// What brings letters to providers.
#[async_trait]
pub trait Carrier: Send + Sync {
    /// Its channel.
    fn channel(&self) -> Channel;
    /// How many it takes in a second (0: as many as come), and how many at once.
    fn limits(&self) -> (u32, usize);
    /// Hands a letter over. Never fails otherwise than by its outcome.
    async fn carry(&self, delivery: &Delivery, letter: &Letter, to: &Target) -> Outcome;
    /// Whether its provider answers: for `rhizome doctor`. What is wrong, in a sentence without secrets.
    async fn check(&self) -> Result<String, String>;
}

/// All channels of a server.
#[derive(Clone)]
pub struct Post {
    queue: Queue,
    clock: Arc<dyn Clock>,
    compose: Arc<dyn Compose>,
    carriers: Vec<Arc<dyn Carrier>>,
    state: Arc<Mutex<HashMap<Channel, (Breaker, Pace)>>>,
    stopping: Arc<AtomicBool>,
}

/// The most taken from the queue at once.
const BATCH: usize = 500;

impl Post {
    /// The post of these carriers.
    #[must_use]
    pub fn new(
        queue: Queue,
        clock: Arc<dyn Clock>,
        compose: Arc<dyn Compose>,
        carriers: Vec<Arc<dyn Carrier>>,
    ) -> Self {
        let state =
            carriers.iter().map(|c| (c.channel(), (Breaker::default(), Pace::per_second(c.limits().0)))).collect();
        Self { queue, clock, compose, carriers, state: Arc::new(Mutex::new(state)), stopping: Arc::default() }
    }
    /// Its carriers.
    #[must_use]
    pub fn carriers(&self) -> &[Arc<dyn Carrier>] {
        &self.carriers
    }
    /// Until when a channel's provider is left alone, if it is.
    #[must_use]
    pub fn spared_until(&self, channel: Channel) -> Option<Time> {
        self.with(channel, |b, _| b.open_until()).flatten()
    }
    fn with<T>(&self, channel: Channel, work: impl FnOnce(&mut Breaker, &mut Pace) -> T) -> Option<T> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.get_mut(&channel).map(|(b, p)| work(b, p))
    }
    /// Sends what is due in every channel, once. Gives how many were taken.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn turn(&self) -> Result<usize, StoreError> {
        let mut n = 0;
        for carrier in &self.carriers {
            n += self.turn_of(carrier).await?;
        }
        Ok(n)
    }
    async fn turn_of(&self, carrier: &Arc<dyn Carrier>) -> Result<usize, StoreError> {
        let channel = carrier.channel();
        let now = self.clock.now();
        let spared = self.with(channel, |b, _| b.open_until()).flatten();
        if spared.is_some_and(|until| now < until) {
            return Ok(0);
        }
        // While the provider is on trial, one letter is enough.
        let wanted = if spared.is_some() { 1 } else { BATCH };
        let may = self.with(channel, |_, p| p.take(now, wanted)).unwrap_or(0);
        if may == 0 {
            return Ok(0);
        }
        let mine = self.queue.claim(channel, now, i64::try_from(may).unwrap_or(1)).await?;
        let n = mine.len();
        self.with(channel, |_, p| p.give_back(may.saturating_sub(n)));
        let mut all =
            stream::iter(mine.into_iter().map(|d| self.one(carrier, d))).buffer_unordered(carrier.limits().1.max(1));
        let mut fault = None;
        while let Some(done) = all.next().await {
            fault = fault.or(done.err());
        }
        fault.map_or(Ok(n), Err)
    }
    async fn one(&self, carrier: &Arc<dyn Carrier>, delivery: Delivery) -> Result<(), StoreError> {
        let channel = carrier.channel();
        let now = self.clock.now();
        // In a batch of many with a slow provider, the last ones wait for minutes: what was answered, ended or taken by another process
        // in between is left alone; a server that is told to stop hands back what it has not begun.
        if !self.queue.hold(&delivery, now).await? {
            return Ok(());
        }
        let outcome = if self.stopping.load(Ordering::Relaxed) {
            Outcome::Untried
        } else if now > delivery.expires {
            Outcome::NotNeeded
        } else {
            match self.compose.compose(&delivery).await? {
                Err(outcome) => outcome,
                Ok((letter, to)) if self.with(channel, |b, _| b.lets(now)).unwrap_or(true) => {
                    let outcome = carrier.carry(&delivery, &letter, &to).await;
                    self.weigh(channel, &outcome);
                    outcome
                }
                Ok(_) => Outcome::Untried,
            }
        };
        let outcome = self.queue.settle(&delivery, outcome, self.clock.now()).await?;
        if let Outcome::Dead(why) = &outcome {
            tracing::warn!(channel = channel.word(), kind = delivery.kind.word(), why, "a message did not arrive");
        }
        self.compose.became(&delivery, &outcome).await
    }
    fn weigh(&self, channel: Channel, outcome: &Outcome) {
        let now = self.clock.now();
        let before = self.with(channel, |b, _| b.open_until()).flatten();
        self.with(channel, |b, _| match outcome {
            Outcome::Later { after: None, .. } => b.failed(now),
            _ => b.worked(),
        });
        let after = self.with(channel, |b, _| b.open_until()).flatten();
        if before != after {
            self.queue.note_spared(channel, after);
        }
        if before.is_none() && after.is_some() {
            tracing::error!(channel = channel.word(), "the provider does not answer: it is left alone for a while");
        }
    }
    /// Sends until `stop` turns true: each channel at its own pace, after every commit of this process and twice a second.
    pub async fn run(self, stop: watch::Receiver<bool>) {
        let mut lines = tokio::task::JoinSet::new();
        for carrier in self.carriers.clone() {
            lines.spawn(self.clone().line(carrier, stop.clone()));
        }
        let (stopping, mut stop) = (Arc::clone(&self.stopping), stop);
        let told = async move {
            let _ = stop.wait_for(|s| *s).await;
            stopping.store(true, Ordering::Relaxed);
        };
        let all = async { while lines.join_next().await.is_some() {} };
        tokio::join!(told, all);
    }
    async fn line(self, carrier: Arc<dyn Carrier>, mut stop: watch::Receiver<bool>) {
        let mut commits = self.queue.store().commits();
        while !*stop.borrow() {
            match self.turn_of(&carrier).await {
                Ok(0) => {}
                Ok(_) => continue,
                Err(error) => tracing::error!(%error, channel = carrier.channel().word(), "sending"),
            }
            let next = async {
                if commits.changed().await.is_ok() {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            };
            tokio::select! {
                _ = stop.wait_for(|s| *s) => return,
                _ = tokio::time::timeout(Duration::from_millis(500), next) => {}
            }
        }
    }
}
