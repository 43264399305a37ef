//! How much of the past streams read again for those who are nobody here: from one network, so much in a minute.
//!
//! A reader on a bad network is not refused. What they missed in a short while costs next to nothing and is always given; what lies further back
//! is given so many times a minute to one network, behind which there may be a whole town (RFC 6888). To whoever comes beyond that the stream
//! says `reset`, as to those who come after what is kept: their page is read again as it is now, once, and they hear what happens from then on.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use kernel::{Span, Time};
use relay::{ANEW, NEAR};

use crate::{Address, House};

/// Long looks back of one network in a minute.
const A_MINUTE: u32 = 30;
const MINUTE: Span = Span::minutes(1);
/// Networks that are remembered: those that came first are forgotten.
const MOST: usize = 50_000;

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
    /// Where somebody whom nobody knows goes on who comes back after an event: there, or from now on, when their network looks back too often.
    #[must_use]
    pub fn resumes(&self, from: Address, after: Option<i64>) -> Option<i64> {
        let Some((last, network)) = after.zip(from.network()) else { return after };
        let events = self.live.heard().unwrap_or(0).saturating_sub(last);
        if self.shelf.get::<Replays>().may(network, events, self.clock.now()) { after } else { Some(ANEW) }
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
