//! A house for tests of rooms: seeded dice, a clock that stands still, a list of sessions.

use std::sync::Arc;

use kernel::{Dice, FixedClock, SeededDice, Time};
use store::{Seal, Store};
use tokio::sync::watch;

use crate::{Config, House, ListedSessions, Parts, Room, Sessions, open};

/// The parts of a test's house that the test keeps in hand.
pub struct Bench {
    /// The house.
    pub house: House,
    /// Its clock, at 23:41 of 13 November 2015 in Paris.
    pub clock: Arc<FixedClock>,
    /// Who is signed in, unless the house has other sessions.
    pub sessions: Arc<ListedSessions>,
    /// The house stops hearing events when this turns true, or is dropped.
    pub stop: watch::Sender<bool>,
}

/// A house on this store without rooms, with the usual settings.
///
/// # Panics
/// When a key cannot be made, or the store fails.
pub async fn bench(store: Store) -> Bench {
    bench_with(store, &[], None).await
}

/// Makes the sessions of a house.
pub type MakeSessions = fn(&register::Register) -> Arc<dyn Sessions>;

/// A house on this store with these rooms, and with other sessions than the list.
///
/// # Panics
/// When a key cannot be made, or the store fails.
#[allow(clippy::unwrap_used, reason = "only tests come here")]
pub async fn bench_with(store: Store, rooms: &[Room], sessions: Option<MakeSessions>) -> Bench {
    let clock = Arc::new(FixedClock::at(Time::parse("2015-11-13T23:41:00+01:00").unwrap()));
    let dice: Arc<dyn Dice> = Arc::new(SeededDice::new(store.clock().now().0.unsigned_abs()));
    let seal = Seal::in_memory(&*dice).unwrap();
    let listed = ListedSessions::new();
    let (stop, stopped) = watch::channel(false);
    let parts = Parts { store, seal, clock: clock.clone(), dice, config: Config::default(), folder: None };
    let list: Arc<dyn Sessions> = listed.clone();
    let (house, _running) =
        open(parts, rooms, |register| sessions.map_or(list, |make| make(register)), stopped).await.unwrap();
    Bench { house, clock, sessions: listed, stop }
}
