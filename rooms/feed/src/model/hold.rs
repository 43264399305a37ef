//! What is held back, and why.

use kernel::{Cell, EmbargoId, Time};
use places::Perimeter;

/// Why a post is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// It reads like a position of forces, where an embargo holds.
    Forces,
    /// It shows a picture from where an embargo holds.
    Picture,
    /// It accuses somebody who is no public person.
    Accusation,
}

impl Why {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Forces, Self::Picture, Self::Accusation];
    /// Its number in the store.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Forces => 1,
            Self::Picture => 2,
            Self::Accusation => 3,
        }
    }
    /// The reason of a number in the store.
    #[must_use]
    pub fn of_number(n: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|w| w.number() == n)
    }
    /// Its word in the API, and at the end of keys in `locales/`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Forces => "forces",
            Self::Picture => "picture",
            Self::Accusation => "accusation",
        }
    }
    /// Whether it ends by itself: it waits for a time, not for a person.
    #[must_use]
    pub const fn ends(self) -> bool {
        !matches!(self, Self::Accusation)
    }
}

/// That a post is held: its author alone sees it, and moderators do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Why.
    pub why: Why,
    /// Until when, at the latest; a moderator decides when there is no time.
    pub until: Option<Time>,
    /// Because of which embargo.
    pub embargo: Option<EmbargoId>,
}

impl Hold {
    /// Whether it still holds: no hold outlives its time, whoever is late in releasing it.
    #[must_use]
    pub fn holds(&self, now: Time) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

/// What must be known of a post to decide whether it is held, as it is published or changed.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// Its text, as it was typed.
    pub text: &'a str,
    /// What its pictures show, in words, as their author says it.
    pub alts: &'a [&'a str],
    /// How many pictures it has.
    pub pictures: usize,
    /// Where it was written, if its author says so.
    pub cell: Option<Cell>,
    /// Whether it belongs to an exercise.
    pub drill: bool,
    /// Whether it is the word of an institution that is proven: it answers for what it says, and nothing of it is held. Whoever else has a key of
    /// this server waits as anybody does, and lets nothing of their own through.
    pub official: bool,
}

/// An embargo that holds or will, made ready for many questions.
#[derive(Clone, Debug)]
pub struct Ward {
    /// Which.
    pub embargo: EmbargoId,
    /// Whether it belongs to an exercise.
    pub drill: bool,
    /// Where, from when, until when.
    pub area: Perimeter,
    /// When it ends.
    pub until: Time,
    /// The names of places in it: the folded words of each.
    pub names: Vec<Vec<String>>,
}
