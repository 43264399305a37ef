//! Plain data: who may say something officially, and what is said.

mod area;
pub mod authority;
pub mod draft;
mod feed;

use std::sync::Arc;

use kernel::{AlertId, AuthorityId, IncidentId, OperatorId, Time, zone::Zone};

pub use area::{in_cap, outlines, together};
pub use authority::{Authority, Means, Speaker, Standing};
pub use draft::{Correction, Draft, Grade, What, Wording};
pub use feed::{Link, NotAFeed, Piece, unpack};

/// How far a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It waits for a second person.
    Proposed,
    /// Everybody reads it.
    Published,
    /// It was dropped before anybody read it.
    Dropped,
    /// It came in, and is shown as what another server says.
    Heard,
}

/// What it does to the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It is the first.
    Alert,
    /// It takes their place.
    Update,
    /// It ends them.
    Cancel,
}

/// How it is known who says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// It was made here, by somebody who is signed in.
    Ours,
    /// Its signature is of a pinned key.
    Verified,
    /// It is signed, and that proves nothing.
    Unverified,
    /// It is not signed.
    Unsigned,
}

macro_rules! numbered {
    ($name:ident $($value:ident $number:literal $word:literal)*) => {
        impl $name {
            /// Its number in the store.
            #[must_use]
            pub const fn number(self) -> i64 {
                match self { $(Self::$value => $number),* }
            }
            /// What has this number.
            #[must_use]
            pub const fn of_number(n: i64) -> Option<Self> {
                match n { $($number => Some(Self::$value),)* _ => None }
            }
            /// Its word in the API and in `locales/`.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$value => $word),* }
            }
        }
    };
}
numbered! { Stage Proposed 1 "proposed" Published 2 "published" Dropped 3 "dropped" Heard 4 "heard" }
numbered! { Turn Alert 1 "alert" Update 2 "update" Cancel 3 "cancel" }
numbered! { Trust Ours 1 "ours" Verified 2 "verified" Unverified 3 "unverified" Unsigned 4 "unsigned" }

impl Trust {
    /// Whether somebody vouches for it: who is signed in here, or a pinned key.
    #[must_use]
    pub const fn is_vouched(self) -> bool {
        matches!(self, Self::Ours | Self::Verified)
    }
}

/// A message as it is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its id.
    pub id: AlertId,
    /// The first of its chain.
    pub root: AlertId,
    /// Guards every change.
    pub version: i64,
    /// How far it is.
    pub stage: Stage,
    /// What it does to the ones before it.
    pub turn: Turn,
    /// Whether it is an exercise.
    pub drill: bool,
    /// In which incident.
    pub incident: Option<IncidentId>,
    /// Who speaks; nobody when it is this server itself.
    pub authority: Option<AuthorityId>,
    /// How that is known.
    pub trust: Trust,
    /// Why it is not verified: a word of `formats/cap`, or one of ours.
    pub doubt: Option<String>,
    /// The domain of who speaks.
    pub who: String,
    /// Where it holds.
    pub area: Vec<Zone>,
    /// What it says.
    pub alert: Arc<cap::Alert>,
    /// The same as the document that went out or came in.
    pub document: Arc<str>,
    /// When it was proposed, or came in, and by whom.
    pub made: Time,
    /// Who proposed it; nobody when it was fetched.
    pub made_by: Option<OperatorId>,
    /// Their name.
    pub made_name: String,
    /// The name of the second person.
    pub confirmed_name: Option<String>,
    /// When everybody could read it.
    pub published: Option<Time>,
    /// Until when.
    pub expires: Option<Time>,
    /// When a newer one took its place.
    pub replaced: Option<Time>,
}

impl Kept {
    /// Whether it holds now: nothing took its place, and its time is not over.
    #[must_use]
    pub fn holds(&self, now: Time) -> bool {
        self.turn != Turn::Cancel && self.replaced.is_none() && self.expires.is_none_or(|until| until > now)
    }
    /// When it was sent, as it says itself.
    #[must_use]
    pub fn sent(&self) -> Time {
        Time(self.alert.sent.unix().saturating_mul(1_000_000))
    }
    /// Since when it is known here.
    #[must_use]
    pub fn since(&self) -> Time {
        self.published.unwrap_or(self.made)
    }
}
