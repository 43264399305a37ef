//! A house for tests of rooms: seeded dice, a clock that stands still, a list of sessions.

use std::sync::Arc;

use kernel::{Clock, Dice, FixedClock, SeededDice, Time};
use store::{Seal, Store};

use crate::{Config, House, Inner, ListedSessions, Metrics, Words};

/// The parts of a test's house that the test keeps in hand.
pub struct Bench {
    /// The house.
    pub house: House,
    /// Its clock, at 23:41 of 13 November 2015 in Paris.
    pub clock: Arc<FixedClock>,
    /// Who is signed in.
    pub sessions: Arc<ListedSessions>,
}

/// A house on this store, with the usual settings.
///
/// # Panics
/// When a key cannot be made.
#[must_use]
#[allow(clippy::unwrap_used, reason = "only tests come here")]
pub fn bench(store: Store) -> Bench {
    let clock = Arc::new(FixedClock::at(Time::parse("2015-11-13T23:41:00+01:00").unwrap()));
    let dice: Arc<dyn Dice> = Arc::new(SeededDice::new(1));
    let sessions = ListedSessions::new();
    let config = Config::default();
    let house = House::new(Inner {
        store,
        seal: Seal::in_memory(&*dice).unwrap(),
        sessions: sessions.clone(),
        clock: Arc::clone(&clock) as Arc<dyn Clock>,
        dice,
        words: Words::new(&config.time_zone),
        config,
        metrics: Metrics::default(),
    });
    Bench { house, clock, sessions }
}
