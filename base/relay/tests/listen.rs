//! Listeners: once for the whole service, and no event keeps the others waiting for ever.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions)]

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use kernel::{Event, Id, PersonId, Recorded};
use relay::{Listener, Relay};
use store::{Change, StoreError};
use tokio::sync::Semaphore;

fn moved(n: u8) -> Event {
    Event::Moved { person: PersonId::from_bytes([n; 16]) }
}

/// Hears who moved; stumbles over one of them.
struct Ears(Arc<Mutex<Vec<u8>>>, u8);

#[async_trait]
impl Listener for Ears {
    fn name(&self) -> &'static str {
        "test"
    }
    fn cares(&self, event: &Event) -> bool {
        matches!(event, Event::Moved { .. })
    }
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError> {
        let people: Vec<u8> = events.iter().filter_map(|e| e.event.person()).map(|p| p.bytes()[0]).collect();
        if people.contains(&self.1) {
            return Err(StoreError::Fault("this one cannot be heard".to_owned()));
        }
        self.0.lock().unwrap().extend(people);
        Ok(Change::new())
    }
}

/// Notes how many people each change has to do with.
struct Heavy(Arc<Mutex<Vec<usize>>>);

#[async_trait]
impl Listener for Heavy {
    fn name(&self) -> &'static str {
        "heavy"
    }
    fn cares(&self, event: &Event) -> bool {
        matches!(event, Event::Unasked { .. })
    }
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError> {
        self.0.lock().unwrap().push(events.iter().map(|e| e.event.weight()).sum());
        Ok(Change::new())
    }
}

/// Hears who moved, when it is let: notes how many at once.
struct Slow {
    let_in: Semaphore,
    at_once: Mutex<Vec<usize>>,
}

#[async_trait]
impl Listener for Slow {
    fn name(&self) -> &'static str {
        "slow"
    }
    fn cares(&self, event: &Event) -> bool {
        matches!(event, Event::Moved { .. })
    }
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError> {
        self.at_once.lock().unwrap().push(events.len());
        self.let_in.acquire().await.unwrap().forget();
        Ok(Change::new())
    }
}

/// Keeps something in memory, slowly.
struct Keeps(Arc<Mutex<i64>>);

#[async_trait]
impl relay::Watcher for Keeps {
    async fn watch(&self, events: &[Recorded]) {
        tokio::time::sleep(Duration::from_millis(20)).await;
        *self.0.lock().unwrap() = events.last().unwrap().pos;
    }
}

/// Notes whether what is kept in memory was older than what is heard, and how much was heard.
struct Asks(Arc<Mutex<i64>>, Mutex<(bool, usize)>);

#[async_trait]
impl Listener for Asks {
    fn name(&self) -> &'static str {
        "asks"
    }
    fn cares(&self, _: &Event) -> bool {
        true
    }
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError> {
        let known = *self.0.lock().unwrap();
        let mut noted = self.1.lock().unwrap();
        noted.0 |= events.iter().any(|e| e.pos > known);
        noted.1 += events.len();
        Ok(Change::new())
    }
}

/// Waits until something is so.
async fn until(so: impl Fn() -> bool) {
    while !so() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

fn unasked(people: u16) -> Event {
    let people = (0..people).map(|n| PersonId::from_bytes([n as u8; 16])).collect();
    Event::Unasked { incident: kernel::IncidentId::from_bytes([1; 16]), drill: true, cancelled: true, people }
}

store::testing::each_store! {
    async fn what_concerns_many_is_heard_in_pieces(store: Store) {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (stop, stopped) = tokio::sync::watch::channel(false);
        store.cursor("heavy").await.unwrap();
        // One change, so that all of it is read at once; the last one alone is more than a piece.
        let all = (0..21).map(|_| unasked(500)).chain([unasked(3000), unasked(1)]);
        store.apply(Change::new().events(all)).await.unwrap();
        let mut relay = Relay::new(store.clone(), Vec::new(), Duration::from_secs(15));
        relay.listen(Arc::new(Heavy(Arc::clone(&heard))));
        let running = relay.start(stopped).await.unwrap();
        while heard.lock().unwrap().iter().sum::<usize>() < 13_501 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(*heard.lock().unwrap(), [2000, 2000, 2000, 2000, 2000, 500, 3000, 1], "in order, each once");
        while store.cursor("heavy").await.unwrap().pos < store.position().await.unwrap() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        stop.send_replace(true);
        running.await.unwrap();
    }

    async fn an_event_that_cannot_be_heard_is_passed_over(store: Store) {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let mut relay = Relay::new(store.clone(), Vec::new(), Duration::from_secs(15));
        relay.listen(Arc::new(Ears(Arc::clone(&heard), 2)));
        let running = relay.start(stopped).await.unwrap();
        // Its cursor starts where it first listens.
        store.cursor("test").await.unwrap();
        store.apply(Change::new().event(moved(1)).event(moved(2)).event(moved(3))).await.unwrap();
        store.apply(Change::new().event(moved(4))).await.unwrap();
        for _ in 0..600 {
            if heard.lock().unwrap().contains(&4) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let mut people = heard.lock().unwrap().clone();
        people.sort_unstable();
        assert_eq!(people, [1, 3, 4], "each once, but the one that cannot be heard");
        stop.send_replace(true);
        running.await.unwrap();
    }

    async fn what_came_while_a_listener_was_busy_is_heard_in_one(store: Store) {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let slow = Arc::new(Slow { let_in: Semaphore::new(0), at_once: Mutex::default() });
        let (stop, stopped) = tokio::sync::watch::channel(false);
        for name in ["slow", "test"] {
            store.cursor(name).await.unwrap();
        }
        let mut relay = Relay::new(store.clone(), Vec::new(), Duration::from_secs(15));
        relay.listen(slow.clone());
        relay.listen(Arc::new(Ears(Arc::clone(&heard), u8::MAX)));
        let running = relay.start(stopped).await.unwrap();
        store.apply(Change::new().event(moved(0))).await.unwrap();
        until(|| slow.at_once.lock().unwrap().len() == 1).await;
        for n in 1..=20 {
            store.apply(Change::new().event(moved(n))).await.unwrap();
        }
        // Who comes after it in the row has heard them all: it has been handed them all.
        until(|| heard.lock().unwrap().len() == 21).await;
        slow.let_in.add_permits(2);
        while store.cursor("slow").await.unwrap().pos < store.position().await.unwrap() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(*slow.at_once.lock().unwrap(), [1, 20]);
        stop.send_replace(true);
        running.await.unwrap();
    }

    async fn what_is_kept_in_memory_is_never_older_than_what_is_heard(store: Store) {
        let known = Arc::new(Mutex::new(0));
        let asks = Arc::new(Asks(Arc::clone(&known), Mutex::default()));
        let (stop, stopped) = tokio::sync::watch::channel(false);
        store.cursor("asks").await.unwrap();
        let mut relay = Relay::new(store.clone(), Vec::new(), Duration::from_secs(15));
        relay.watch(Arc::new(Keeps(known)));
        relay.listen(asks.clone());
        let running = relay.start(stopped).await.unwrap();
        for n in 0..100 {
            store.apply(Change::new().event(moved(n))).await.unwrap();
        }
        until(|| asks.1.lock().unwrap().1 == 100).await;
        assert!(!asks.1.lock().unwrap().0);
        stop.send_replace(true);
        running.await.unwrap();
    }
}
