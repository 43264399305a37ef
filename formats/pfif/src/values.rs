//! What can stand in a field besides text.

use std::{borrow::Cow, fmt};

use crate::{RecordId, Rule, Time, time};

/// What a field holds. Empty text is no value, whatever the field.
pub(crate) trait Value: Sized {
    /// As PFIF writes it; empty when there is none.
    fn show(&self) -> Cow<'_, str>;
    /// The reverse, for text that is not empty; the rule that it breaks, otherwise.
    fn read(text: &str) -> Result<Self, Rule>;
}

impl Value for String {
    fn show(&self) -> Cow<'_, str> {
        self.into()
    }
    fn read(text: &str) -> Result<Self, Rule> {
        Ok(text.to_owned())
    }
}
impl Value for RecordId {
    fn show(&self) -> Cow<'_, str> {
        self.as_str().into()
    }
    fn read(text: &str) -> Result<Self, Rule> {
        text.parse()
    }
}
impl Value for Time {
    fn show(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
    fn read(text: &str) -> Result<Self, Rule> {
        Self::parse_with_fraction(text).map(|(t, _)| t).ok_or(Rule::Time)
    }
}
impl Value for bool {
    fn show(&self) -> Cow<'_, str> {
        if *self { "true" } else { "false" }.into()
    }
    fn read(text: &str) -> Result<Self, Rule> {
        match text {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(Rule::Boolean),
        }
    }
}
impl<V: Value> Value for Option<V> {
    fn show(&self) -> Cow<'_, str> {
        self.as_ref().map_or_else(|| "".into(), Value::show)
    }
    fn read(text: &str) -> Result<Self, Rule> {
        V::read(text).map(Some)
    }
}

/// A closed list of words.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $rule:ident { $($(#[$what:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$what])* $variant),* }
        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];
            /// As PFIF writes it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
            /// The reverse.
            #[must_use]
            pub fn of(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.as_str() == word)
            }
        }
        impl Value for $name {
            fn show(&self) -> Cow<'_, str> {
                self.as_str().into()
            }
            fn read(text: &str) -> Result<Self, Rule> {
                Self::of(text).ok_or(Rule::$rule)
            }
        }
    };
}

words! {
    /// The sex of the person sought.
    Sex, Sex { #[doc = "`female`"] Female = "female", #[doc = "`male`"] Male = "male", #[doc = "`other`"] Other = "other" }
}
words! {
    /// What the author of a note believes of the person.
    Status, Status {
        /// The author seeks information.
        InformationSought = "information_sought",
        /// The author is the person.
        IsNoteAuthor = "is_note_author",
        /// The author has reason to believe that the person is alive.
        BelievedAlive = "believed_alive",
        /// The author has reason to believe that the person is missing.
        BelievedMissing = "believed_missing",
        /// The author has reason to believe that the person is dead.
        BelievedDead = "believed_dead",
    }
}

/// An age in years as of the record's `source_date`: `35`, or `35-45` with both ends in it. From 0 to 999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Age {
    min: u16,
    max: u16,
}
impl Age {
    /// From the youngest to the oldest; nothing when they are the wrong way round or have more than three digits.
    #[must_use]
    pub const fn new(min: u16, max: u16) -> Option<Self> {
        if min <= max && max <= 999 { Some(Self { min, max }) } else { None }
    }
    /// The youngest.
    #[must_use]
    pub const fn min(self) -> u16 {
        self.min
    }
    /// The oldest.
    #[must_use]
    pub const fn max(self) -> u16 {
        self.max
    }
}
impl fmt::Display for Age {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.min == self.max { write!(f, "{}", self.min) } else { write!(f, "{}-{}", self.min, self.max) }
    }
}
impl Value for Age {
    fn show(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
    fn read(text: &str) -> Result<Self, Rule> {
        let number = |t: &str| {
            let digits = (1..=3).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| t.parse::<u16>().ok()).flatten()
        };
        let (min, max) = text.split_once('-').unwrap_or((text, text));
        number(min).zip(number(max)).and_then(|(min, max)| Self::new(min, max)).ok_or(Rule::Age)
    }
}

/// A day of birth, as far as it is known: `1970`, `1970-01`, `1970-01-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BirthDate {
    year: u32,
    month: Option<u32>,
    day: Option<u32>,
}
impl BirthDate {
    /// A day of the calendar, a month, or a year (0 to 9999).
    #[must_use]
    pub fn new(year: u32, month: Option<u32>, day: Option<u32>) -> Option<Self> {
        let sound = year <= 9999
            && match (month, day) {
                (None, None) => true,
                (Some(month), day) => time::is_date(year, month, day.unwrap_or(1)),
                (None, Some(_)) => false,
            };
        sound.then_some(Self { year, month, day })
    }
    /// The year.
    #[must_use]
    pub const fn year(self) -> u32 {
        self.year
    }
    /// The month, from 1.
    #[must_use]
    pub const fn month(self) -> Option<u32> {
        self.month
    }
    /// The day of the month, from 1.
    #[must_use]
    pub const fn day(self) -> Option<u32> {
        self.day
    }
}
impl fmt::Display for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        [self.month, self.day].into_iter().flatten().try_for_each(|part| write!(f, "-{part:02}"))
    }
}
impl Value for BirthDate {
    fn show(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
    fn read(text: &str) -> Result<Self, Rule> {
        let padded = match text.len() {
            4 => format!("{text}-01-01"),
            7 => format!("{text}-01"),
            _ => text.to_owned(),
        };
        let [year, month, day] = time::numbers(&padded, '-', [4, 2, 2]).ok_or(Rule::BirthDate)?;
        Self::new(year, (text.len() > 4).then_some(month), (text.len() > 7).then_some(day)).ok_or(Rule::BirthDate)
    }
}

/// Two capitals (ISO 3166-1 alpha-2). Whether there is such a country is not looked up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([char; 2]);
impl Country {
    /// From its code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        let mut letters = code.chars();
        match (letters.next(), letters.next(), letters.next()) {
            (Some(a @ 'A'..='Z'), Some(b @ 'A'..='Z'), None) => Some(Self([a, b])),
            _ => None,
        }
    }
}
impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|c| write!(f, "{c}"))
    }
}
impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Country({self})")
    }
}
impl Value for Country {
    fn show(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
    fn read(text: &str) -> Result<Self, Rule> {
        Self::of(text).ok_or(Rule::Country)
    }
}
