//! Points in time as PFIF writes them.

use std::fmt;

/// A point in time, in whole seconds, in UTC: `2015-11-13T21:20:00Z`. There is no clock here: whoever needs "now" passes it in.
///
/// Years run from 0 to 9999, which is what RFC 3339 can write. Leap seconds cannot be said.
///
/// ```
/// use pfif::Time;
/// let t = Time::parse("2015-11-13T21:20:00Z").unwrap();
/// assert_eq!((t.unix(), t.to_string().as_str()), (1_447_449_600, "2015-11-13T21:20:00Z"));
/// assert_eq!(Time::parse("2015-11-13T22:20:00+01:00"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

const DAY: i64 = 86_400;

impl Time {
    /// 0000-01-01T00:00:00Z.
    pub const FIRST: Self = Self(-62_167_219_200);
    /// 9999-12-31T23:59:59Z.
    pub const LAST: Self = Self(253_402_300_799);

    /// From seconds since 1970-01-01T00:00:00Z; nothing outside of the years 0 to 9999.
    #[must_use]
    pub const fn of_unix(seconds: i64) -> Option<Self> {
        if seconds < Self::FIRST.0 || seconds > Self::LAST.0 { None } else { Some(Self(seconds)) }
    }
    /// Seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn unix(self) -> i64 {
        self.0
    }
    /// So many seconds later (or earlier), at most the first or the last time there is.
    #[must_use]
    pub fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds).clamp(Self::FIRST.0, Self::LAST.0))
    }
    /// So many days later.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        self.plus(i64::from(days) * DAY)
    }
    /// Reads `yyyy-mm-ddThh:mm:ssZ`, and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (date, clock) = text.strip_suffix('Z')?.split_once('T')?;
        let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
        let [hour, minute, second] = numbers(clock, ':', [2, 2, 2])?;
        if !is_date(year, month, day) || hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let seconds =
            days_before(year, month, day) * DAY + i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
        Self::of_unix(seconds)
    }
    /// Reads what has a fraction of a second too, which is left out. Says whether there was one.
    pub(crate) fn parse_with_fraction(text: &str) -> Option<(Self, bool)> {
        let Some((whole, fraction)) = text.strip_suffix('Z').and_then(|t| t.split_once('.')) else {
            return Self::parse(text).map(|t| (t, false));
        };
        let digits = (1..=12).contains(&fraction.len()) && fraction.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| Self::parse(&format!("{whole}Z"))).flatten().map(|t| (t, true))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (days, clock) = (self.0.div_euclid(DAY), self.0.rem_euclid(DAY));
        let (year, month, day) = date_of(days);
        let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

/// Three numbers with so many digits each.
pub(crate) fn numbers(text: &str, between: char, digits: [usize; 3]) -> Option<[u32; 3]> {
    let mut parts = text.split(between);
    let mut found = [0; 3];
    for (to, digits) in found.iter_mut().zip(digits) {
        let part = parts.next().filter(|p| p.len() == digits && p.bytes().all(|b| b.is_ascii_digit()))?;
        *to = part.parse().ok()?;
    }
    parts.next().is_none().then_some(found)
}

/// Whether the Gregorian calendar has this day.
pub(crate) const fn is_date(year: u32, month: u32, day: u32) -> bool {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    day >= 1 && day <= last
}

/// Days from 1970-01-01. Years begin in March here, so that the day that is sometimes there is their last
/// (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn days_before(year: u32, month: u32, day: u32) -> i64 {
    let (month, day) = (i64::from(month), i64::from(day));
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The reverse.
fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let march = (5 * of_year + 2) / 153;
    let month = (march + 2) % 12 + 1;
    (year + era * 400 + i64::from(month <= 2), month, of_year - (153 * march + 2) / 5 + 1)
}
