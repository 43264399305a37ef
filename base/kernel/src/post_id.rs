//! The number of a post: 64 bits, growing with time, as clients of Mastodon's interface expect them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{NotAnId, Time};

/// A post: milliseconds since 1970 in the upper 48 bits, chance in the lower 16. Later posts have greater numbers; two of one millisecond
/// that draw the same chance are one too many, and the second draws again.
///
/// In JSON it is a text of digits: numbers of this size are not exact in every reader.
///
/// ```
/// use kernel::{PostId, Time};
/// let early = PostId::at(Time(1_447_446_000_000_000), 7);
/// let late = PostId::at(Time(1_447_446_000_001_000), 0);
/// assert!(early < late && early.time() == Time(1_447_446_000_000_000));
/// assert_eq!(early.to_string().parse(), Ok(early));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostId(i64);

/// Bits of chance.
const CHANCE: u32 = 16;

impl PostId {
    /// Before every post.
    pub const FIRST: Self = Self(0);
    /// After every post.
    pub const LAST: Self = Self(i64::MAX);

    /// The number of a post made at this time; times before 1970 count as 1970.
    #[must_use]
    pub fn at(time: Time, chance: u16) -> Self {
        let ms = time.0.max(0) / 1000;
        Self((ms & (i64::MAX >> CHANCE)) << CHANCE | i64::from(chance))
    }
    /// The post of a number in the store.
    #[must_use]
    pub const fn of_number(number: i64) -> Self {
        Self(number)
    }
    /// Its number in the store.
    #[must_use]
    pub const fn number(self) -> i64 {
        self.0
    }
    /// When it was made, to the millisecond.
    #[must_use]
    pub const fn time(self) -> Time {
        Time((self.0 >> CHANCE) * 1000)
    }
}

impl fmt::Display for PostId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for PostId {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        // Digits alone: neither a sign nor room for two spellings of one number.
        let plain =
            !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
        if !plain {
            return Err(NotAnId);
        }
        text.parse().map(Self).map_err(|_| NotAnId)
    }
}

impl Serialize for PostId {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PostId {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_has_one_spelling() {
        for text in ["", "-1", "+1", "01", " 1", "1 ", "9223372036854775808", "x"] {
            assert_eq!(text.parse::<PostId>(), Err(NotAnId), "{text:?}");
        }
        assert_eq!("9223372036854775807".parse(), Ok(PostId::LAST));
    }
}
