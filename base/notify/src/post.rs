//! Sending: each channel takes what is due from the queue, composes it, hands it to its provider and notes what became of it.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use futures_util::{StreamExt, stream};
use kernel::{Clock, Time};
use store::StoreError;
use tokio::{sync::watch, task::JoinSet};

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
    /// Whether a letter still says how it stands: asked right before it is handed over, since what it tells of may have moved on meanwhile.
    ///
    /// # Errors
    /// When the store fails: tried again later.
    async fn stands(&self, _delivery: &Delivery, _letter: &Letter) -> Result<bool, StoreError> {
        Ok(true)
    }
    /// Hears what became of a delivery: a browser that is gone is forgotten.
    ///
    /// # Errors
    /// When the store fails.
    async fn became(&self, delivery: &Delivery, outcome: &Outcome) -> Result<(), StoreError>;
}

/// Asked at the last moment before a letter leaves.
#[async_trait]
pub trait Still: Send + Sync {
    /// Whether it is still to leave as it is.
    async fn still(&self) -> bool;
}

/// Whether one letter still says how it stands.
struct Now<'a> {
    compose: &'a dyn Compose,
    delivery: &'a Delivery,
    letter: &'a Letter,
}

#[async_trait]
impl Still for Now<'_> {
    async fn still(&self) -> bool {
        let stands = self.compose.stands(self.delivery, self.letter).await;
        // Whoever cannot look sends nothing.
        stands.inspect_err(|error| tracing::error!(%error, "looking again before sending")).unwrap_or(false)
    }
}

/// What brings letters to providers.
#[async_trait]
pub trait Carrier: Send + Sync {
    /// Its channel.
    fn channel(&self) -> Channel;
    /// How many it takes in a second (0: as many as come), and how many at once: the channel, or each owner where they are apart.
    fn limits(&self) -> (u32, usize);
    /// Whether each owner of a delivery is a provider of its own, with a pace and a breaker of its own.
    fn apart(&self) -> bool {
        false
    }
    /// Whether this outcome speaks against the provider, rather than against one message.
    fn speaks_against(&self, outcome: &Outcome) -> bool {
        matches!(outcome, Outcome::Later { after: None, .. })
    }
    /// Hands a letter over. Never fails otherwise than by its outcome.
    async fn carry(&self, delivery: &Delivery, letter: &Letter, to: &Target) -> Outcome;
    /// The same, unless it is not to leave as it is any more: handed back then, to be composed anew. A carrier that first waits for its
    /// provider asks when it has it.
    async fn carry_if(&self, delivery: &Delivery, letter: &Letter, to: &Target, still: &dyn Still) -> Outcome {
        if still.still().await { self.carry(delivery, letter, to).await } else { Outcome::Untried }
    }
    /// Whether its provider answers: for `rhizome doctor`. What is wrong, in a sentence without secrets.
    async fn check(&self) -> Result<String, String>;
}

/// What is sent apart from everything else: a channel, or one owner of a channel whose owners are providers.
type Lane = (Channel, Option<[u8; 16]>);

/// All channels of a server.
#[derive(Clone)]
pub struct Post {
    queue: Queue,
    clock: Arc<dyn Clock>,
    compose: Arc<dyn Compose>,
    carriers: Vec<Arc<dyn Carrier>>,
    state: Arc<Mutex<HashMap<Lane, (Breaker, Pace)>>>,
    stop: Option<watch::Receiver<bool>>,
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
        Self { queue, clock, compose, carriers, state: Arc::default(), stop: None }
    }
    /// Its carriers.
    #[must_use]
    pub fn carriers(&self) -> &[Arc<dyn Carrier>] {
        &self.carriers
    }
    /// Until when a channel's provider is left alone, if it is.
    #[must_use]
    pub fn spared_until(&self, channel: Channel) -> Option<Time> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.get(&(channel, None)).and_then(|(b, _)| b.open_until())
    }
    fn with<T>(
        &self,
        carrier: &Arc<dyn Carrier>,
        owner: Option<[u8; 16]>,
        work: impl FnOnce(&mut Breaker, &mut Pace) -> T,
    ) -> T {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = || (Breaker::default(), Pace::per_second(carrier.limits().0));
        let (breaker, pace) = state.entry((carrier.channel(), owner)).or_insert_with(fresh);
        work(breaker, pace)
    }
    /// Sends what is due in every channel, once. Gives how many were taken.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn turn(&self) -> Result<usize, StoreError> {
        let mut n = 0;
        for carrier in &self.carriers {
            if carrier.apart() {
                let owners = self.queue.owners_due(carrier.channel(), self.clock.now()).await?;
                let turns = owners.into_iter().map(|owner| self.turn_of(carrier, Some(owner)));
                for taken in futures_util::future::join_all(turns).await {
                    n += taken?;
                }
            } else {
                n += self.turn_of(carrier, None).await?;
            }
        }
        Ok(n)
    }
    async fn turn_of(&self, carrier: &Arc<dyn Carrier>, owner: Option<[u8; 16]>) -> Result<usize, StoreError> {
        let now = self.clock.now();
        let spared = self.with(carrier, owner, |b, _| b.open_until());
        if spared.is_some_and(|until| now < until) {
            return Ok(0);
        }
        // While the provider is on trial, one letter is enough.
        let wanted = if spared.is_some() { 1 } else { BATCH };
        let may = self.with(carrier, owner, |_, p| p.take(now, wanted));
        if may == 0 {
            return Ok(0);
        }
        let most = i64::try_from(may).unwrap_or(1);
        let mine = match owner {
            Some(owner) => self.queue.claim_of(carrier.channel(), owner, now, most).await?,
            None => self.queue.claim(carrier.channel(), now, most).await?,
        };
        let n = mine.len();
        self.with(carrier, owner, |_, p| p.give_back(may.saturating_sub(n)));
        let letters = mine.into_iter().map(|d| self.one(carrier, owner, d));
        let mut all = stream::iter(letters).buffer_unordered(carrier.limits().1.max(1));
        let mut fault = None;
        while let Some(done) = all.next().await {
            fault = fault.or(done.err());
        }
        fault.map_or(Ok(n), Err)
    }
    fn stopping(&self) -> bool {
        self.stop.as_ref().is_some_and(|stop| *stop.borrow())
    }
    async fn one(
        &self,
        carrier: &Arc<dyn Carrier>,
        owner: Option<[u8; 16]>,
        delivery: Delivery,
    ) -> Result<(), StoreError> {
        let channel = carrier.channel();
        let now = self.clock.now();
        // In a batch of many with a slow provider, the last ones wait for minutes: what was answered, ended or taken by another process
        // in between is left alone; a server that is told to stop hands back what it has not begun.
        if !self.queue.hold(&delivery, now).await? {
            return Ok(());
        }
        let outcome = if self.stopping() {
            Outcome::Untried
        } else if now > delivery.expires {
            Outcome::NotNeeded
        } else {
            match self.compose.compose(&delivery).await? {
                Err(outcome) => outcome,
                Ok((letter, to)) if self.with(carrier, owner, |b, _| b.lets(now)) => {
                    let now = Now { compose: &*self.compose, delivery: &delivery, letter: &letter };
                    let outcome = carrier.carry_if(&delivery, &letter, &to, &now).await;
                    // What was not handed over says nothing of the provider.
                    if outcome != Outcome::Untried {
                        self.weigh(carrier, owner, &outcome);
                    }
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
    fn weigh(&self, carrier: &Arc<dyn Carrier>, owner: Option<[u8; 16]>, outcome: &Outcome) {
        let (now, channel) = (self.clock.now(), carrier.channel());
        let (before, after) = self.with(carrier, owner, |b, _| {
            let before = b.open_until();
            if carrier.speaks_against(outcome) {
                b.failed(now);
            } else {
                b.worked();
            }
            (before, b.open_until())
        });
        // What operators are told of is the provider that all share; another system is shown with its own calls.
        if before != after && owner.is_none() {
            self.queue.note_spared(channel, after);
        }
        if before.is_none() && after.is_some() {
            tracing::error!(channel = channel.word(), "the provider does not answer: it is left alone for a while");
        }
    }
    /// Sends until `stop` turns true: each channel at its own pace, after every commit of this process and twice a second.
    pub async fn run(self, stop: watch::Receiver<bool>) {
        let post = Self { stop: Some(stop.clone()), ..self };
        let mut lines = JoinSet::new();
        for carrier in post.carriers.clone() {
            if carrier.apart() {
                lines.spawn(post.clone().lines(carrier, stop.clone()));
            } else {
                lines.spawn(post.clone().line(carrier, stop.clone()));
            }
        }
        while lines.join_next().await.is_some() {}
    }
    async fn line(self, carrier: Arc<dyn Carrier>, mut stop: watch::Receiver<bool>) {
        let mut commits = self.queue.store().commits();
        while !*stop.borrow() {
            match self.turn_of(&carrier, None).await {
                Ok(0) => {}
                Ok(_) => continue,
                Err(error) => tracing::error!(%error, channel = carrier.channel().word(), "sending"),
            }
            if wait(&mut commits, &mut stop).await {
                return;
            }
        }
    }
    /// A line for each owner: one that is slow holds up itself alone.
    async fn lines(self, carrier: Arc<dyn Carrier>, mut stop: watch::Receiver<bool>) {
        let channel = carrier.channel();
        let mut commits = self.queue.store().commits();
        let mut busy = HashSet::new();
        let mut lines: JoinSet<[u8; 16]> = JoinSet::new();
        while !*stop.borrow() {
            match self.queue.owners_due(channel, self.clock.now()).await {
                Ok(owners) => {
                    for owner in owners {
                        if busy.insert(owner) {
                            lines.spawn(self.clone().line_of(Arc::clone(&carrier), owner));
                        }
                    }
                }
                Err(error) => tracing::error!(%error, channel = channel.word(), "sending"),
            }
            let stopped = wait(&mut commits, &mut stop).await;
            while let Some(done) = lines.try_join_next() {
                match done {
                    Ok(owner) => drop(busy.remove(&owner)),
                    Err(_) => busy.clear(),
                }
            }
            if stopped {
                break;
            }
        }
        while lines.join_next().await.is_some() {}
    }
    /// Sends what is due of one owner.
    async fn line_of(self, carrier: Arc<dyn Carrier>, owner: [u8; 16]) -> [u8; 16] {
        while !self.stopping() {
            match self.turn_of(&carrier, Some(owner)).await {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => {
                    tracing::error!(%error, channel = carrier.channel().word(), "sending");
                    break;
                }
            }
        }
        owner
    }
}

/// Waits for the next commit of this process, or half a second. Gives whether it is time to stop.
async fn wait(commits: &mut watch::Receiver<i64>, stop: &mut watch::Receiver<bool>) -> bool {
    let next = async {
        if commits.changed().await.is_ok() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::select! {
        _ = stop.wait_for(|s| *s) => true,
        _ = tokio::time::timeout(Duration::from_millis(500), next) => false,
    }
}
