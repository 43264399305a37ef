//! How alike two names are, why, and what may be concluded from it.

/// Why two names are, or are not quite, one. A page says it in its reader's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Reason {
    /// Everything agrees but case and accents.
    SameName,
    /// The parts stand in another order.
    OrderSwapped,
    /// Written in one word here, in two there, or with a particle: Le Blanc, Leblanc.
    JoinedOrParted,
    /// A particle (de, van, al) stands in one alone.
    ParticleDiffers,
    /// Known spellings of one name: Mathieu, Matthieu.
    SpelledOtherwise,
    /// Other scripts, or standards of romanisation: محمد, Mohamed.
    Transliterated,
    /// Sounds the same.
    SameSound,
    /// So many letters of a part differ: 1 or 2.
    LettersDiffer(u8),
    /// A short form: Bob for Robert.
    Nickname,
    /// One name in two languages: Jean, John.
    OtherLanguage,
    /// An initial stands for a part.
    InitialOnly,
    /// The name at birth agrees.
    NameAtBirth,
    /// One has a part more.
    PartMissing,
    /// Each has a part that the other has not.
    PartDiffers,
    /// Not more than one part could be compared.
    OnePartOnly,
}

/// How alike two names are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// From 0, nothing in common, to 1000, the same name.
    pub value: u16,
    /// How much it says that two people share what agrees, in tenths of a bit: 100 is one chance in 1,024 that a stranger's name
    /// agrees as well. From a table of common names, or from the counts of an index.
    pub bits: u16,
    /// Why, each once, in order.
    pub reasons: Vec<Reason>,
}

/// What a score is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Strength {
    /// Two names.
    No,
    /// Worth showing to a person who searches; no more.
    Possible,
    /// The same name, but one that many bear, or a near one: something proven must agree as well, as a contact does.
    Likely,
    /// The same name, and so rare a one that an agreeing age is enough to propose that they are one person.
    Same,
}

impl Score {
    /// The score of two names that have nothing in common.
    pub(crate) const NOTHING: Self = Self { value: 0, bits: 0, reasons: Vec::new() };

    /// What the score is worth: see [`Strength`], and the figures in `README.md`.
    #[must_use]
    pub fn strength(&self) -> Strength {
        let whole = !self.reasons.contains(&Reason::OnePartOnly);
        match self.value {
            v if v >= SAME && whole && self.bits >= SAME_BITS => Strength::Same,
            v if v >= LIKELY && whole && self.bits >= LIKELY_BITS => Strength::Likely,
            v if v >= POSSIBLE => Strength::Possible,
            _ => Strength::No,
        }
    }
}

/// From this value on names are one.
pub const SAME: u16 = 900;
/// And from so many tenths of a bit on they are so rare that an age is enough.
pub const SAME_BITS: u16 = 234;
/// From this value on they may well be one.
pub const LIKELY: u16 = 870;
/// And from so many tenths of a bit on.
pub const LIKELY_BITS: u16 = 110;
/// From this value on they are shown to who searches.
pub const POSSIBLE: u16 = 620;

#[cfg(test)]
mod tests {
    use super::{LIKELY, POSSIBLE, SAME};

    #[test]
    fn the_steps_rise() {
        const { assert!(POSSIBLE < LIKELY && LIKELY < SAME && SAME <= 1000) };
    }
}
