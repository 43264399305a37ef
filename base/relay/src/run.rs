//! The task that reads the outbox, and those that it hands events to.

use std::{sync::Arc, time::Duration};

use kernel::Recorded;
use store::{Change, Store, StoreError};
use tokio::sync::{mpsc, watch};

use crate::{
    Listener, Live, Project, Watcher,
    hub::{Connected, Join},
};

/// Events read at once.
const PAGE: i64 = 1000;
/// Other processes' commits are noticed within this time even without a word from the database.
const LOOK: Duration = Duration::from_millis(250);

struct Batch {
    from: i64,
    to: i64,
    events: Vec<Recorded>,
}

/// Everything that hears of events in this process.
pub struct Relay {
    store: Store,
    live: Live,
    door: mpsc::Receiver<Join>,
    connected: Connected,
    watchers: Vec<Arc<dyn Watcher>>,
    listeners: Vec<Arc<dyn Listener>>,
    watched: watch::Sender<i64>,
}

impl Relay {
    /// A relay that shows events through `projections`, with a sign of life to idle streams every `heartbeat`.
    #[must_use]
    pub fn new(store: Store, projections: Vec<Arc<dyn Project>>, heartbeat: Duration) -> Self {
        let (door_in, door) = mpsc::channel(1024);
        let connected = Connected::default();
        let (count, dropped) = (Arc::default(), Arc::clone(&connected.dropped));
        let projections = Arc::new(projections);
        let (watched, told) = watch::channel(-1);
        let live = Live { store: store.clone(), projections, door: door_in, count, dropped, heartbeat, watched: told };
        Self { store, live, door, connected, watchers: Vec::new(), listeners: Vec::new(), watched }
    }
    /// Adds a watcher.
    pub fn watch(&mut self, watcher: Arc<dyn Watcher>) {
        self.watchers.push(watcher);
    }
    /// Adds a listener.
    pub fn listen(&mut self, listener: Arc<dyn Listener>) {
        self.listeners.push(listener);
    }
    /// The live pages that this relay feeds.
    #[must_use]
    pub fn live(&self) -> Live {
        self.live.clone()
    }
    /// Runs until `stop` turns true; then streams are told to come back. Events from the position at the call on are shown.
    ///
    /// # Errors
    /// When the store fails at the start.
    pub async fn start(self, stop: watch::Receiver<bool>) -> Result<tokio::task::JoinHandle<()>, StoreError> {
        let pos = self.store.position().await?;
        self.watched.send_replace(pos);
        let mut hands = Vec::new();
        for listener in self.listeners.clone() {
            let (hand, batches) = mpsc::channel(32);
            hands.push(hand);
            tokio::spawn(listen(self.store.clone(), listener, batches, (self.watched.subscribe(), stop.clone())));
        }
        Ok(tokio::spawn(self.run(pos, hands, stop)))
    }
    async fn run(mut self, mut pos: i64, hands: Vec<mpsc::Sender<Arc<Batch>>>, mut stop: watch::Receiver<bool>) {
        let mut commits = self.store.commits();
        let parts = usize::try_from(self.live.heartbeat.as_millis() / LOOK.as_millis()).unwrap_or(1).max(1);
        let mut look = tokio::time::interval(LOOK);
        look.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                biased;
                _ = stop.wait_for(|s| *s) => break,
                Some(join) = self.door.recv() => {
                    self.connected.join(join, pos);
                    while let Ok(join) = self.door.try_recv() { self.connected.join(join, pos); }
                    continue;
                }
                // Before the commits: under load there is always another.
                _ = look.tick() => self.connected.beat(parts),
                r = commits.changed() => if r.is_err() { break },
            }
            match self.read_on(&mut pos, &hands).await {
                Ok(()) => {}
                Err(StoreError::Closed) => break,
                Err(error) => {
                    tracing::error!(%error, "relay");
                    tokio::time::sleep(LOOK).await;
                }
            }
        }
        self.connected.close();
    }
    async fn read_on(&mut self, pos: &mut i64, hands: &[mpsc::Sender<Arc<Batch>>]) -> Result<(), StoreError> {
        loop {
            let (events, last) = self.store.events_after(*pos, PAGE).await?;
            if last == *pos {
                return Ok(());
            }
            let batch = Arc::new(Batch { from: *pos, to: last, events });
            // Watchers first: what a page reads next must not be older than what the stream has shown.
            for watcher in &self.watchers {
                watcher.watch(&batch.events).await;
            }
            self.watched.send_replace(last);
            for event in &batch.events {
                match self.connected.show(event, &self.live.projections).await {
                    Ok(()) => {}
                    Err(StoreError::Closed) => return Err(StoreError::Closed),
                    // One event that cannot be shown holds up neither counts nor listeners: those who look come back and read it again.
                    Err(error) => {
                        tracing::error!(%error, pos = event.pos, "an event could not be shown");
                        self.connected.close();
                    }
                }
                *pos = event.pos;
            }
            self.connected.flush();
            *pos = last;
            for hand in hands {
                // A listener that is behind reads from the store itself.
                let _ = hand.try_send(Arc::clone(&batch));
            }
            while let Ok(join) = self.door.try_recv() {
                self.connected.join(join, *pos);
            }
        }
    }
}

/// How long a listener that had nothing to do keeps its new position to itself: its cursor costs a write.
const IDLE_CURSOR: Duration = Duration::from_secs(5);

/// How long a listener that was outrun waits before it reads again.
const AGAIN: Duration = Duration::from_millis(20);
/// How long one that failed waits.
const STUMBLED: Duration = Duration::from_millis(500);
/// After so many failures in a row, events are heard one by one, and the one that fails is passed over: it must not keep everybody
/// after it waiting for ever.
const PATIENCE: u32 = 4;

async fn listen(
    store: Store,
    listener: Arc<dyn Listener>,
    mut batches: mpsc::Receiver<Arc<Batch>>,
    (mut watched, mut stop): (watch::Receiver<i64>, watch::Receiver<bool>),
) {
    let name = listener.name();
    let mut stumbles = 0;
    loop {
        let done = tokio::select! {
            _ = stop.wait_for(|s| *s) => return,
            done = follow(&store, &*listener, &mut batches, &mut watched, &mut stumbles) => done,
        };
        match done {
            Ok(()) | Err(StoreError::Closed) => return,
            // Another process was first, or the world changed: read the cursor again.
            Err(e) if e.missed() => tokio::time::sleep(AGAIN).await,
            Err(error) => {
                stumbles += 1;
                tracing::error!(name, stumbles, %error, "listener");
                tokio::time::sleep(STUMBLED).await;
            }
        }
    }
}

async fn follow(
    store: &Store,
    listener: &dyn Listener,
    batches: &mut mpsc::Receiver<Arc<Batch>>,
    watched: &mut watch::Receiver<i64>,
    stumbles: &mut u32,
) -> Result<(), StoreError> {
    let mut cursor = store.cursor(listener.name()).await?;
    let mut seen = cursor.pos;
    loop {
        // First what the store has after the cursor: after a start, or when batches were passed over.
        loop {
            let (events, last) = store.events_after(seen, PAGE).await?;
            if last == seen {
                break;
            }
            // What this process keeps in memory is never older than what is heard: a listener asks it.
            if watched.wait_for(|pos| *pos >= last).await.is_err() {
                return Ok(());
            }
            hear(store, listener, &mut cursor, &events, last, stumbles).await?;
            seen = last;
        }
        loop {
            match tokio::time::timeout(IDLE_CURSOR, batches.recv()).await {
                Err(_) => {
                    if seen != cursor.pos {
                        store.apply(Change::new().read_up_to(&cursor, seen)).await?;
                        cursor.pos = seen;
                    }
                }
                Ok(None) => return Ok(()),
                Ok(Some(batch)) if batch.to <= seen => {}
                Ok(Some(batch)) if batch.from == seen && batches.is_empty() => {
                    hear(store, listener, &mut cursor, &batch.events, batch.to, stumbles).await?;
                    seen = batch.to;
                }
                // Each change of a listener waits for the disk: what came in the meantime is heard in one, read from the store's memory.
                Ok(Some(_)) => {
                    while batches.try_recv().is_ok() {}
                    break;
                }
            }
        }
    }
}

/// The most people whom one change of a listener has to do with. A cancelled question is events of five hundred people each; heard all
/// together they would be one transaction that nobody's answer gets past.
const HEAVIEST: usize = 2000;

/// How many of these events are heard in one change: at least one.
fn at_once(events: &[Recorded]) -> usize {
    let mut weight = 0_usize;
    let fits = events.iter().take_while(|e| {
        weight = weight.saturating_add(e.event.weight());
        weight <= HEAVIEST
    });
    fits.count().max(1)
}

async fn hear(
    store: &Store,
    listener: &dyn Listener,
    cursor: &mut store::Cursor,
    events: &[Recorded],
    last: i64,
    stumbles: &mut u32,
) -> Result<(), StoreError> {
    let mine: Vec<Recorded> = events.iter().filter(|e| listener.cares(&e.event)).cloned().collect();
    if mine.is_empty() {
        return Ok(());
    }
    if *stumbles < PATIENCE {
        let mut rest = mine.as_slice();
        while !rest.is_empty() {
            let (some, others) = rest.split_at(at_once(rest));
            let upto = others.first().and(some.last()).map_or(last, |e| e.pos);
            let change = listener.hear(some).await?;
            store.apply(change.read_up_to(cursor, upto)).await?;
            (cursor.pos, rest) = (upto, others);
        }
    } else {
        for one in &mine {
            let heard = listener.hear(std::slice::from_ref(one)).await;
            let change = heard.unwrap_or_else(|error| {
                tracing::error!(name = listener.name(), pos = one.pos, %error, "an event was passed over");
                Change::new()
            });
            // While the store itself fails, this fails too, and nothing is passed over.
            store.apply(change.read_up_to(cursor, one.pos)).await?;
            cursor.pos = one.pos;
        }
    }
    *stumbles = 0;
    Ok(())
}
