//! Time in microseconds since 1970 UTC, and where it comes from.

use std::{
    fmt,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

use jiff::{Timestamp, Unit, tz::TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An instant: microseconds since the Unix epoch. Written as RFC 3339 in UTC with milliseconds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Time(pub i64);

/// A length of time in microseconds; negative when it goes back.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span(pub i64);

/// A text that is not an RFC 3339 instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a time as in 2015-11-13T21:20:00+01:00")]
pub struct TimeError;

impl Span {
    /// `n` seconds.
    #[must_use]
    pub const fn seconds(n: i64) -> Self {
        Self(n.saturating_mul(1_000_000))
    }
    /// `n` minutes.
    #[must_use]
    pub const fn minutes(n: i64) -> Self {
        Self::seconds(n.saturating_mul(60))
    }
    /// `n` hours.
    #[must_use]
    pub const fn hours(n: i64) -> Self {
        Self::minutes(n.saturating_mul(60))
    }
    /// `n` days of 24 hours.
    #[must_use]
    pub const fn days(n: i64) -> Self {
        Self::hours(n.saturating_mul(24))
    }
    /// Whole minutes, rounded towards zero.
    #[must_use]
    pub const fn whole_minutes(self) -> i64 {
        self.0 / 60_000_000
    }
    /// Whole seconds, rounded towards zero.
    #[must_use]
    pub const fn whole_seconds(self) -> i64 {
        self.0 / 1_000_000
    }
}

impl Time {
    /// The instant written in RFC 3339, with any offset.
    ///
    /// # Errors
    /// When the text has another shape, or is out of range.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let micros = text.parse::<Timestamp>().map_err(|_| TimeError)?.as_microsecond();
        // The last second that can be told ends before its fractions do.
        Timestamp::from_microsecond(micros).map(|_| Self(micros)).map_err(|_| TimeError)
    }
    /// This instant later by `span`; saturates.
    #[must_use]
    pub const fn plus(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
    /// This instant earlier by `span`; saturates.
    #[must_use]
    pub const fn minus(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
    /// The time elapsed from `earlier` to this instant.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
    /// Hour and minute on the clocks of `zone` (an IANA name such as `Europe/Paris`; UTC when the name is unknown).
    #[must_use]
    pub fn hour_minute(self, zone: &str) -> (i8, i8) {
        let local = self.zoned(zone);
        (local.hour(), local.minute())
    }
    /// Year, month and day on the calendars of `zone`.
    #[must_use]
    pub fn year_month_day(self, zone: &str) -> (i16, i8, i8) {
        let local = self.zoned(zone);
        (local.year(), local.month(), local.day())
    }
    fn zoned(self, zone: &str) -> jiff::Zoned {
        let tz = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(tz)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let t = Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH);
        let t =
            t.round(jiff::TimestampRound::new().smallest(Unit::Millisecond).mode(jiff::RoundMode::Trunc)).unwrap_or(t);
        write!(f, "{t:.3}")
    }
}
impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl Serialize for Time {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::parse(&std::borrow::Cow::<str>::deserialize(d)?).map_err(serde::de::Error::custom)
    }
}

/// Where the time comes from.
pub trait Clock: Send + Sync + fmt::Debug {
    /// Now.
    fn now(&self) -> Time;
    /// How long one really waits for `span` of this clock's time to pass.
    fn wait(&self, span: Span) -> Duration {
        Duration::from_micros(u64::try_from(span.0).unwrap_or(0))
    }
}

/// The machine's own clock, which in this process never goes back. When the machine's is set back, an answer pressed now must still come after
/// the one pressed a minute ago, and a job due in two seconds must not wait for an hour: this clock then runs at half its speed until the
/// machine's has come up with it.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "this is the door through which the wall clock comes in")]
    fn now(&self) -> Time {
        static LAST: Mutex<Option<(Time, Instant)>> = Mutex::new(None);
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        let (wall, beat) = (Time(Timestamp::now().as_microsecond()), Instant::now());
        let now = last.map_or(wall, |(said, at)| steady(wall, said, beat.saturating_duration_since(at)));
        // Halves of a microsecond add up too.
        if last.is_none_or(|(said, _)| said < now) {
            *last = Some((now, beat));
        }
        now
    }
}

/// What the clock says when the wall says `wall`, and it said `said` that long ago.
fn steady(wall: Time, said: Time, ago: Duration) -> Time {
    let half = i64::try_from(ago.as_micros() / 2).unwrap_or(i64::MAX);
    wall.max(Time(said.0.saturating_add(half)))
}

/// A clock for tests: it stands still until it is moved.
#[derive(Debug, Default)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// A clock that says `time`.
    #[must_use]
    pub fn at(time: Time) -> Self {
        Self(AtomicI64::new(time.0))
    }
    /// Moves the clock on.
    pub fn advance(&self, span: Span) {
        self.0.fetch_add(span.0, Ordering::SeqCst);
    }
    /// Sets the clock.
    pub fn set(&self, time: Time) {
        self.0.store(time.0, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Time {
        Time(self.0.load(Ordering::SeqCst))
    }
}

/// A clock that starts at another time and runs at another speed: the night played again.
#[derive(Debug, Clone, Copy)]
pub struct ScaledClock {
    real_start: Time,
    start: Time,
    speed: i64,
}

impl ScaledClock {
    /// From now on, time is `start` and each real second is `speed` seconds (at least 1).
    #[must_use]
    pub fn starting(start: Time, speed: u32) -> Self {
        Self { real_start: SystemClock.now(), start, speed: i64::from(speed.max(1)) }
    }
}

impl Clock for ScaledClock {
    fn now(&self) -> Time {
        let gone = SystemClock.now().since(self.real_start);
        self.start.plus(Span(gone.0.saturating_mul(self.speed)))
    }
    fn wait(&self, span: Span) -> Duration {
        SystemClock.wait(Span(span.0 / self.speed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// However the machine's clock is set, time goes on, no slower than half as fast, and is the machine's again in the end.
        #[test]
        fn a_clock_that_is_set_back_goes_on(steps in prop::collection::vec((0_u64..100_000_000, -4_000_000_000_i64..4_000_000_000), 1..50)) {
            let (mut wall, mut said) = (Time(1_447_454_460_000_000), Time(1_447_454_460_000_000));
            for (gone, set) in steps {
                wall = Time(wall.0 + i64::try_from(gone).unwrap() + if gone % 5 == 0 { set } else { 0 });
                let now = steady(wall, said, Duration::from_micros(gone));
                prop_assert!(now >= wall);
                prop_assert!(now.since(said).0 >= i64::try_from(gone / 2).unwrap());
                said = now;
            }
            let ahead = said.since(wall).0;
            let later = u64::try_from(ahead * 2 + 2).unwrap();
            let wall = Time(wall.0 + i64::try_from(later).unwrap());
            prop_assert_eq!(steady(wall, said, Duration::from_micros(later)), wall);
        }
    }
}
