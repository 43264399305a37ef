//! How much of the past streams read again for those who are nobody here: whoever asks from one network for much of it, over and over, waits.
//!
//! A reader on a bad network is not refused. What they missed in a short while costs next to nothing and is always given; what lies further back
//! is given so many times a minute to one network, and to whoever comes beyond that the stream says when to come again, and ends: a browser
//! comes by itself, and resumes where it was (WHATWG HTML, 9.2.3).

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use axum::{body::Body, response::Response};
use http::{HeaderValue, header};
use kernel::{Span, Time};
use relay::NEAR;

use crate::{Address, House};

/// Long looks back of one network in a minute.
const A_MINUTE: u32 = 30;
const MINUTE: Span = Span::minutes(1);
/// Networks that are remembered: those that came first are forgotten.
const MOST: usize = 50_000;
/// When whoever waits is to come again, in milliseconds: some sooner, some later.
const AGAIN: (u64, u64) = (5_000, 15_000);

/// Long looks back, by network. One of these lies on the shelf of the house.
#[derive(Default)]
pub struct Replays(Mutex<HashMap<[u8; 8], (Time, u32)>>);

impl Replays {
    /// Whether a network may look back over so many events now.
    pub fn may(&self, network: [u8; 8], events: i64, now: Time) -> bool {
        if events <= NEAR {
            return true;
        }
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.retain(|_, (since, _)| now.since(*since) < MINUTE);
        }
        let (since, many) = all.entry(network).or_insert((now, 0));
        if now.since(*since) >= MINUTE {
            (*since, *many) = (now, 0);
        }
        *many = many.saturating_add(1);
        *many <= A_MINUTE
    }
}

impl House {
    /// Whether somebody whom nobody knows is to come again later, as their network looks back too often: what to answer then.
    #[must_use]
    pub fn comes_again(&self, from: Address, after: Option<i64>) -> Option<Response> {
        let (after, network) = (after?, from.network()?);
        let events = self.live.heard().unwrap_or(0).saturating_sub(after);
        if self.shelf.get::<Replays>().may(network, events, self.clock.now()) {
            return None;
        }
        let mut response = Response::new(Body::from(format!("retry: {}\n\n", AGAIN.0 + self.dice.below(AGAIN.1))));
        let head = response.headers_mut();
        head.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
        head.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Some(response)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whoever_missed_little_always_resumes_and_much_is_bounded_by_network(
            tries in prop::collection::vec((0_u8..3, 0_i64..5_000, 0_i64..2_000), 0..400),
        ) {
            let (replays, mut now) = (Replays::default(), Time(0).plus(Span::days(1)));
            let mut given: Vec<(u8, Time)> = Vec::new();
            for (network, events, pause) in tries {
                now = now.plus(Span(pause * 1000));
                let may = replays.may([network; 8], events, now);
                if events <= NEAR {
                    prop_assert!(may, "a reader who was away for a moment");
                } else if may {
                    given.push((network, now));
                }
                let lately = given.iter().filter(|(n, at)| *n == network && now.since(*at) < MINUTE).count();
                prop_assert!(lately <= 2 * usize::try_from(A_MINUTE).unwrap());
            }
        }
    }

    #[test]
    fn others_are_not_in_the_way_and_a_minute_later_it_goes_on() {
        let (replays, now) = (Replays::default(), Time(0).plus(Span::days(1)));
        let tries = |network: u8, now| (0..40).filter(|_| replays.may([network; 8], 100_000, now)).count();
        assert_eq!((tries(1, now), tries(1, now), tries(2, now)), (30, 0, 30));
        assert_eq!(tries(1, now.plus(MINUTE)), 30);
    }
}
