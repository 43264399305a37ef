//! Hashtags.

use kernel::{Id, TagId, Time, numbered};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

numbered! {
    /// Who may write under a tag.
    TagState {
        /// Everybody.
        Open = 0, "open";
        /// Staff alone.
        Locked = 1, "locked";
    }
}

numbered! {
    /// How a tag is read with another one.
    How {
        /// It stands for itself.
        Alone = 0, "alone";
        /// What stands under it is shown under the other one too.
        Merged = 1, "merged";
        /// Its readers are led to the other one; what stands under it is not shown there.
        Redirected = 2, "redirected";
    }
}

/// A hashtag as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its id.
    pub id: TagId,
    /// What all its spellings have in common.
    pub key: String,
    /// Of exercises.
    pub drill: bool,
    /// Guards every change.
    pub version: i64,
    /// As it is shown, without its sign.
    pub display: String,
    /// Who may write under it.
    pub state: TagState,
    /// Which tag it is read with.
    pub target: Option<TagId>,
    /// … and how.
    pub how: How,
    /// When it was made.
    pub made: Time,
    /// When it was last changed.
    pub changed: Time,
}

/// The id of the tag of a key: the same everywhere, so that it need not be looked up. Exercises have tags of their own.
#[must_use]
pub fn tag_id(key: &str, drill: bool) -> TagId {
    let hash = web::token_hash(&format!("{} {key}", if drill { "tag of exercises" } else { "tag" }));
    TagId::from_bytes(hash.first_chunk::<16>().copied().unwrap_or_default())
}
