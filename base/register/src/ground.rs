//! Why moderators decide as they do: one list for all rooms, so that decisions can be compared, and so that whom they concern reads why in
//! their own language.

use kernel::{Refusal, Refuse, numbered};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::decisions::DecisionKind;

numbered! {
    /// Why it was decided so: moderators choose from this list, and nothing else.
    Ground {
        /// Somebody is in danger because of it.
        Danger = 1, "danger";
        /// Somebody pretends to be somebody else, or it is a hoax.
        Deceit = 2, "deceit";
        /// Somebody is shown, named or told of who does not want it.
        Privacy = 3, "privacy";
        /// Hatred, threats, harassment.
        Hatred = 4, "hatred";
        /// Money is asked for, or something is sold.
        Money = 5, "money";
        /// Another rule of this server.
        Rule = 6, "rule";
        /// It accuses somebody who is no public person.
        Accuses = 10, "accuses";
        /// It is hard to bear.
        Graphic = 11, "graphic";
        /// It tells where forces are.
        Position = 12, "position";
        /// Too little is known to go by.
        Unclear = 15, "unclear";
        /// Nothing of it was found.
        Unfounded = 7, "unfounded";
        /// It was put right.
        Settled = 8, "settled";
        /// It is handled under another report.
        Elsewhere = 9, "elsewhere";
        /// It is about a public person, or known to everybody.
        Public = 13, "public";
        /// It endangers nobody.
        Harmless = 14, "harmless";
    }
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoGround {
    /// None was given.
    Missing,
    /// That is no reason for this decision.
    Unfit,
}

impl Refuse for NoGround {
    fn refusal(&self) -> Refusal {
        match self {
            Self::Missing => Refusal::new(422, "ground-missing").at("ground"),
            Self::Unfit => Refusal::new(422, "report-ground").at("ground"),
        }
    }
}

impl Ground {
    /// Whether it speaks against what is looked at: it is taken down, held back, refused. The others let it be.
    #[must_use]
    pub const fn upholds(self) -> bool {
        !matches!(self, Self::Unfounded | Self::Settled | Self::Elsewhere | Self::Public | Self::Harmless)
    }
    /// Whether it can be said of this at all. Posts accuse and tell where forces are; an open door shows nothing and nobody.
    #[must_use]
    pub const fn fits(self, of: DecisionKind) -> bool {
        match of {
            DecisionKind::Post | DecisionKind::Hold | DecisionKind::Cover => true,
            DecisionKind::Search | DecisionKind::Appeal | DecisionKind::Hoax => {
                !matches!(self, Self::Accuses | Self::Position)
            }
            DecisionKind::Stay => !matches!(self, Self::Accuses | Self::Position | Self::Graphic | Self::Public),
        }
    }
    /// Those that speak against something, or for it, in the order in which they are offered.
    #[must_use]
    pub fn list(of: DecisionKind, against: bool) -> Vec<Self> {
        Self::ALL.iter().copied().filter(|g| g.fits(of) && g.upholds() == against).collect()
    }
    /// The reason that was chosen: every decision has one, which supports it and can be said of what is looked at.
    ///
    /// ```
    /// use register::{DecisionKind, Ground, NoGround};
    ///
    /// assert_eq!(Ground::chosen(Some(Ground::Danger), DecisionKind::Stay, true), Ok(Ground::Danger));
    /// assert_eq!(Ground::chosen(Some(Ground::Unfounded), DecisionKind::Stay, true), Err(NoGround::Unfit));
    /// assert_eq!(Ground::chosen(Some(Ground::Position), DecisionKind::Stay, true), Err(NoGround::Unfit));
    /// assert_eq!(Ground::chosen(None, DecisionKind::Post, false), Err(NoGround::Missing));
    /// ```
    ///
    /// # Errors
    /// [`NoGround`].
    pub fn chosen(given: Option<Self>, of: DecisionKind, against: bool) -> Result<Self, NoGround> {
        match given {
            None => Err(NoGround::Missing),
            Some(ground) if ground.upholds() != against || !ground.fits(of) => Err(NoGround::Unfit),
            Some(ground) => Ok(ground),
        }
    }
    /// The same, of a word: what is none of the list fits nothing.
    ///
    /// # Errors
    /// [`NoGround`].
    pub fn read(word: &str, of: DecisionKind, against: bool) -> Result<Self, NoGround> {
        match word.trim() {
            "" => Err(NoGround::Missing),
            word => Self::chosen(Some(Self::of_word(word).ok_or(NoGround::Unfit)?), of, against),
        }
    }
}
