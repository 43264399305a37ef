//! Push services, each spared by itself: strangers say which ones there are, and one that hangs must hold up no other.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use kernel::{Span, Time};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::Breaker;

/// Messages under way at once to a service that has answered, and to one that has not yet.
const AT_ONCE: usize = 64;
const AT_FIRST: usize = 4;
/// How long a message waits for its turn at a service; then others go first.
const TURN: Duration = Duration::from_secs(1);
/// How many services are remembered.
const REMEMBERED: usize = 1000;

struct Service {
    breaker: Breaker,
    turns: Arc<Semaphore>,
    proven: bool,
}

/// What is known of push services, by their origins.
#[derive(Default)]
pub(super) struct Services(Mutex<HashMap<String, Service>>);

/// Whether a message may go to a service now.
pub(super) enum May {
    /// Yes, as long as this is held.
    Go(OwnedSemaphorePermit),
    /// The service is left alone for so long.
    Spared(Span),
    /// Too many are on their way there.
    Full,
}

impl Services {
    fn all(&self) -> MutexGuard<'_, HashMap<String, Service>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// Waits a little for a turn at this service.
    pub(super) async fn turn(&self, origin: &str, now: Time) -> May {
        let turns = {
            let mut all = self.all();
            if all.len() >= REMEMBERED && !all.contains_key(origin) {
                // Those that nobody waits for and that did nothing wrong are known again at once.
                all.retain(|_, s| s.breaker.open_until().is_some() || Arc::strong_count(&s.turns) > 1);
            }
            let service = all.entry(origin.to_owned()).or_insert_with(|| Service {
                breaker: Breaker::default(),
                turns: Arc::new(Semaphore::new(AT_FIRST)),
                proven: false,
            });
            if let Some(until) = service.breaker.open_until().filter(|until| now < *until) {
                return May::Spared(until.since(now));
            }
            Arc::clone(&service.turns)
        };
        let Ok(Ok(permit)) = tokio::time::timeout(TURN, turns.acquire_owned()).await else { return May::Full };
        let lets = self.all().get_mut(origin).map(|s| (s.breaker.lets(now), s.breaker.open_until()));
        match lets {
            Some((false, until)) => {
                May::Spared(until.map_or(Span::seconds(1), |until| until.since(now).max(Span::seconds(1))))
            }
            _ => May::Go(permit),
        }
    }
    /// The service answered, whatever it said of one message.
    pub(super) fn answered(&self, origin: &str) {
        if let Some(service) = self.all().get_mut(origin) {
            service.breaker.worked();
            if !std::mem::replace(&mut service.proven, true) {
                service.turns.add_permits(AT_ONCE - AT_FIRST);
            }
        }
    }
    /// The service did not answer, or said that it cannot.
    pub(super) fn failed(&self, origin: &str, now: Time) {
        if let Some(service) = self.all().get_mut(origin) {
            service.breaker.failed(now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    #[tokio::test]
    async fn one_service_that_fails_is_spared_alone() {
        let (services, now) = (Services::default(), Time(0));
        for _ in 0..5 {
            assert!(matches!(services.turn("https://bad.example", now).await, May::Go(_)));
            services.failed("https://bad.example", now);
        }
        assert!(matches!(services.turn("https://bad.example", now).await, May::Spared(_)));
        assert!(matches!(services.turn("https://good.example", now).await, May::Go(_)));
        let later = now.plus(Span::minutes(10));
        let trial = services.turn("https://bad.example", later).await;
        assert!(matches!(trial, May::Go(_)));
        assert!(matches!(services.turn("https://bad.example", later).await, May::Spared(_)), "one trial at a time");
        services.answered("https://bad.example");
        assert!(matches!(services.turn("https://bad.example", later).await, May::Go(_)));
    }

    #[tokio::test]
    async fn few_are_under_way_to_a_service_that_has_not_answered_yet() {
        let (services, now) = (Services::default(), Time(0));
        let mut held = Vec::new();
        for _ in 0..AT_FIRST {
            let May::Go(permit) = services.turn("https://new.example", now).await else { panic!("it may") };
            held.push(permit);
        }
        assert!(services.turn("https://new.example", now).now_or_never().is_none(), "the next waits for its turn");
        services.answered("https://new.example");
        assert!(matches!(services.turn("https://new.example", now).await, May::Go(_)));
    }

    #[tokio::test]
    async fn strangers_do_not_make_the_list_grow_without_end() {
        let services = Services::default();
        for n in 0..3 * REMEMBERED {
            let _ = services.turn(&format!("https://{n}.example"), Time(0)).await;
        }
        assert!(services.all().len() <= REMEMBERED);
    }
}
