//! Elapsed real time, for benches alone.
//!
//! The rest of the program takes the time from `kernel::Clock`, so that it can be replayed. A measure cannot be replayed, and a
//! wall clock that is set back in the middle would spoil it: the monotonic clock is used here, and only here.

use std::time::Duration;

use tokio::time::Instant;

/// Counts from its start.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts.
    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "a measure needs the monotonic clock, and is never replayed")]
    pub fn start() -> Self {
        Self(Instant::now())
    }
    /// The time since the start.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
    /// How many things per second, when `count` were done since the start.
    #[must_use]
    pub fn rate(&self, count: u64) -> f64 {
        per_second(count, self.elapsed())
    }
}

/// `count` things in `time`, per second; 0 when no time has passed.
#[must_use]
pub fn per_second(count: u64, time: Duration) -> f64 {
    let seconds = time.as_secs_f64();
    if seconds > 0.0 { crate::numbers::float(count) / seconds } else { 0.0 }
}
