//! Points in time as CAP writes them.

use std::fmt;

const DAY: i64 = 24 * 60 * 60;
/// Days before each month of a year without a leap day.
const BEFORE_MONTH: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
/// From 0001-01-01 to 1970-01-01.
const EPOCH: i64 = 719_162;

/// A point in time, in whole seconds, with the offset of the clock that it was read from: `2015-11-13T22:20:00+01:00`. UTC is written
/// `-00:00` (CAP 1.2, 3.3.2). There is no clock here: whoever needs "now" passes it in.
///
/// Two times are equal when they are written alike; whether they are the same instant is [`Time::unix`]'s to say.
///
/// ```
/// use cap::Time;
/// let t = Time::parse("2015-11-13T22:20:00+01:00").unwrap();
/// assert_eq!((t.unix(), t.in_utc().to_string().as_str()), (1_447_449_600, "2015-11-13T21:20:00-00:00"));
/// assert_eq!(Time::parse("2015-11-13T21:20:00Z"), None);
/// assert_eq!(Time::parse("2015-11-13T21:20:00.0-00:00"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Time {
    unix: i64,
    offset: i16,
}

/// A time as other programs write it too.
pub(crate) struct Loose {
    pub(crate) time: Time,
    pub(crate) zulu: bool,
    pub(crate) fraction: bool,
    pub(crate) plus_zero: bool,
}

impl Time {
    /// From seconds since 1970-01-01 in UTC, and the minutes that the clock is before UTC. Nothing outside of the years 1 to 9999, and of
    /// offsets of 14 hours.
    #[must_use]
    pub fn new(unix: i64, offset: i16) -> Option<Self> {
        let local = unix.checked_add(i64::from(offset) * 60)?;
        let years = -EPOCH * DAY..(days_before(10_000) - EPOCH) * DAY;
        ((-840..=840).contains(&offset) && years.contains(&local)).then_some(Self { unix, offset })
    }
    /// Seconds since 1970-01-01 in UTC.
    #[must_use]
    pub const fn unix(self) -> i64 {
        self.unix
    }
    /// Minutes before UTC.
    #[must_use]
    pub const fn offset(self) -> i16 {
        self.offset
    }
    /// The same instant by a clock of UTC.
    #[must_use]
    pub fn in_utc(self) -> Self {
        Self::new(self.unix, 0).unwrap_or(self)
    }
    /// Reads `yyyy-mm-ddThh:mm:ss+hh:mm`, and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_loosely(text).filter(|found| !found.zulu && !found.fraction).map(|found| found.time)
    }
    /// Reads what ends with `Z`, or has a fraction of a second, too.
    pub(crate) fn parse_loosely(text: &str) -> Option<Loose> {
        let (clock, rest) = text.split_at_checked(19)?;
        let digits = rest.strip_prefix('.').map_or(0, |r| r.bytes().take_while(u8::is_ascii_digit).count());
        let fraction = (1..=12).contains(&digits);
        let zone = if fraction { rest.get(digits + 1..)? } else { rest };
        let offset = if zone == "Z" { Some(0) } else { offset(zone) }?;
        let local = local(clock)?;
        let time = Self::new(local.checked_sub(i64::from(offset) * 60)?, offset)?;
        Some(Loose { time, zulu: zone == "Z", fraction, plus_zero: zone == "+00:00" })
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = self.unix + i64::from(self.offset) * 60;
        let (day, second) = (local.div_euclid(DAY) + EPOCH, local.rem_euclid(DAY));
        // 400 years have 146,097 days: the guess is the year, or one beside it.
        let guess = (day * 400 / 146_097 + 1).max(1);
        let year = if days_before(guess) > day {
            guess - 1
        } else if days_before(guess + 1) <= day {
            guess + 1
        } else {
            guess
        };
        let of_year = day - days_before(year);
        let month = (1..=12).rev().find(|m| days_before_month(year, *m) <= of_year).unwrap_or(1);
        let of_month = of_year - days_before_month(year, month) + 1;
        let (hour, minute) = (second / 3600, second / 60 % 60);
        write!(f, "{year:04}-{month:02}-{of_month:02}T{hour:02}:{minute:02}:{:02}", second % 60)?;
        let ahead = self.offset.unsigned_abs();
        write!(f, "{}{:02}:{:02}", if self.offset > 0 { '+' } else { '-' }, ahead / 60, ahead % 60)
    }
}

const fn is_leap(year: i64) -> bool {
    year % 4 == 0 && year % 100 != 0 || year % 400 == 0
}
/// Days from 0001-01-01 to the first of a year.
const fn days_before(year: i64) -> i64 {
    let gone = year - 1;
    gone * 365 + gone / 4 - gone / 100 + gone / 400
}
/// Days from the first of a year to the first of a month of it.
fn days_before_month(year: i64, month: usize) -> i64 {
    let days = month.checked_sub(1).and_then(|m| BEFORE_MONTH.get(m)).copied().unwrap_or(0);
    if month > 2 && is_leap(year) { days + 1 } else { days }
}

/// Seconds from 1970-01-01 by the same clock.
fn local(text: &str) -> Option<i64> {
    let shape = text.bytes().zip(*b"0000-00-00T00:00:00");
    if !text.is_ascii()
        || !shape
            .into_iter()
            .all(|(is, should)| is == should && should != b'0' || should == b'0' && is.is_ascii_digit())
    {
        return None;
    }
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
    let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
    let (hour, minute, second) = (part(11, 13)?, part(14, 16)?, part(17, 19)?);
    let month = usize::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    let first = days_before_month(year, month);
    let next = if month == 12 { 365 + i64::from(is_leap(year)) } else { days_before_month(year, month + 1) };
    if year < 1 || !(1..=next - first).contains(&day) || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    Some((days_before(year) + first + day - 1 - EPOCH) * DAY + hour * 3600 + minute * 60 + second)
}

/// Minutes before UTC.
fn offset(text: &str) -> Option<i16> {
    let sign = text.get(..1)?;
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let number =
        |part: &str| part.parse::<i16>().ok().filter(|_| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()));
    let (hours, minutes) = (number(hours)?, number(minutes).filter(|m| *m < 60)?);
    match sign {
        "+" => Some(hours * 60 + minutes),
        "-" => Some(-(hours * 60 + minutes)),
        _ => None,
    }
}
