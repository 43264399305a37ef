//! Sparing a provider that fails, and not asking more of it than it takes. Pure: the time is passed in.

use kernel::{Span, Time};

/// Failures in a row after which a provider is left alone.
const FAILURES: u32 = 5;
/// For how long at first; doubled each time, up to [`LONGEST`].
const SHORTEST: Span = Span::seconds(5);
const LONGEST: Span = Span::minutes(5);

/// A circuit breaker: closed while the provider answers, open after failures in a row, and then one trial at a time.
///
/// ```
/// use kernel::{Span, Time};
/// use notify::Breaker;
/// let (mut breaker, t) = (Breaker::default(), Time(0));
/// for _ in 0..5 { assert!(breaker.lets(t)); breaker.failed(t); }
/// assert!(!breaker.lets(t), "it is left alone for a while");
/// let later = t.plus(Span::seconds(6));
/// assert!(breaker.lets(later), "then one tries");
/// assert!(!breaker.lets(later), "and only one");
/// breaker.worked();
/// assert!(breaker.lets(later));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Breaker {
    failures: u32,
    until: Option<Time>,
    trying: Option<Time>,
}

impl Breaker {
    /// Whether one may be sent now.
    pub fn lets(&mut self, now: Time) -> bool {
        let Some(until) = self.until else { return true };
        if now < until {
            return false;
        }
        // A trial that never came back counts for half a minute.
        if self.trying.is_some_and(|t| now < t.plus(Span::seconds(30))) {
            return false;
        }
        self.trying = Some(now);
        true
    }
    /// Until when the provider is left alone, if it is.
    #[must_use]
    pub const fn open_until(&self) -> Option<Time> {
        self.until
    }
    /// The provider answered, be it with a refusal of one message.
    pub fn worked(&mut self) {
        *self = Self::default();
    }
    /// The provider did not answer, or said that it cannot.
    pub fn failed(&mut self, now: Time) {
        self.failures = self.failures.saturating_add(1);
        self.trying = None;
        if self.failures >= FAILURES {
            let doublings = self.failures.saturating_sub(FAILURES).min(10);
            let wait = Span(SHORTEST.0.saturating_mul(1 << doublings).min(LONGEST.0));
            self.until = Some(now.plus(wait));
        }
    }
}

/// So many per second, and no more at once than that: a bucket of tokens.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    per_second: i64,
    // In millionths of a token.
    tokens: i64,
    at: Option<Time>,
}

impl Pace {
    /// So many per second; 0 is as many as one likes.
    #[must_use]
    pub const fn per_second(n: u32) -> Self {
        #[allow(clippy::cast_lossless, clippy::as_conversions, reason = "u32 fits, and From is not const")]
        let n = n as i64;
        Self { per_second: n, tokens: n.saturating_mul(1_000_000), at: None }
    }
    /// How many of `wanted` may go now; they are taken.
    pub fn take(&mut self, now: Time, wanted: usize) -> usize {
        if self.per_second == 0 {
            return wanted;
        }
        let most = self.per_second.saturating_mul(1_000_000);
        let passed = self.at.map_or(0, |t| now.since(t).0.clamp(0, 1_000_000));
        self.at = Some(now);
        // Microseconds times tokens per second are millionths of a token.
        self.tokens = self.tokens.saturating_add(passed.saturating_mul(self.per_second)).min(most);
        let whole = usize::try_from(self.tokens.div_euclid(1_000_000)).unwrap_or(0).min(wanted);
        self.tokens = self.tokens.saturating_sub(i64::try_from(whole).unwrap_or(0).saturating_mul(1_000_000));
        whole
    }
    /// Gives back what was not used.
    pub fn give_back(&mut self, n: usize) {
        let n = i64::try_from(n).unwrap_or(0).saturating_mul(1_000_000);
        self.tokens = self.tokens.saturating_add(n).min(self.per_second.saturating_mul(1_000_000));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_second_gives_more_than_twice_the_pace(rate in 1_u32..500, steps in proptest::collection::vec((0_i64..200_000, 0_usize..400), 1..200)) {
            let mut pace = Pace::per_second(rate);
            let (mut now, mut taken) = (Time(0), Vec::new());
            for (wait, wanted) in steps {
                now = now.plus(Span(wait));
                let n = pace.take(now, wanted);
                prop_assert!(n <= wanted);
                taken.push((now, n));
            }
            for (start, _) in &taken {
                let end = start.plus(Span::seconds(1));
                let sum: usize = taken.iter().filter(|(t, _)| t >= start && *t < end).map(|(_, n)| n).sum();
                prop_assert!(sum <= 2 * usize::try_from(rate).unwrap_or(0), "{} in a second at {}/s", sum, rate);
            }
        }
        #[test]
        fn a_breaker_never_lets_two_try_while_it_is_open(events in proptest::collection::vec((0_i64..20_000_000, any::<bool>()), 1..100)) {
            let mut breaker = Breaker::default();
            let mut now = Time(0);
            for (wait, fails) in events {
                now = now.plus(Span(wait));
                let open = breaker.open_until();
                if breaker.lets(now) {
                    prop_assert!(open.is_none_or(|until| now >= until));
                    if open.is_some() {
                        prop_assert!(!breaker.lets(now));
                    }
                    if fails { breaker.failed(now) } else { breaker.worked() }
                }
            }
        }
    }
}
