//! Two searches that are about one person, or may be.

use kernel::{IncidentId, LinkId, NoticeId, Time, numbered};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

numbered! {
    /// Where two searches stand.
    LinkState {
        /// A moderator is to compare them.
        Proposed = 1, "proposed";
        /// They are about one person.
        Linked = 2, "linked";
        /// They are about two.
        Two = 3, "two";
    }
}

numbered! {
    /// Why a moderator is sure that two searches are about one person.
    LinkReason {
        /// What they say agrees.
        Details = 1, "details";
        /// The same way of reaching them.
        Contact = 2, "contact";
        /// The same photo, or the same face.
        Photo = 3, "photo";
        /// Those who seek say so.
        Family = 4, "family";
        /// An authority says so.
        Authority = 5, "authority";
    }
}

impl LinkReason {
    /// As another register reads it.
    #[must_use]
    pub const fn written(self) -> &'static str {
        match self {
            Self::Details => "Same person: the details agree.",
            Self::Contact => "Same person: the same contact.",
            Self::Photo => "Same person: the same photo.",
            Self::Family => "Same person: those who seek say so.",
            Self::Authority => "Same person: an authority says so.",
        }
    }
}

/// Two searches as they are kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Its id.
    pub id: LinkId,
    /// The search with the lower id.
    pub a: NoticeId,
    /// The other.
    pub b: NoticeId,
    /// In which incident: both are of the same.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// Guards every change.
    pub version: i64,
    /// Out of a thousand.
    pub score: i64,
    /// Why: the words of `rules::join::Reason`, with commas.
    pub reasons: String,
    /// Where it stands.
    pub state: LinkState,
    /// Of linked ones: why.
    pub reason: Option<LinkReason>,
    /// Since when.
    pub made: Time,
    /// When it last changed.
    pub changed: Time,
}

impl Link {
    /// The other of the two.
    #[must_use]
    pub fn other(&self, of: NoticeId) -> NoticeId {
        if self.a == of { self.b } else { self.a }
    }
}
