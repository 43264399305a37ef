//! What may be wrong with a post.

use kernel::numbered;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

numbered! {
    /// Why somebody reports a post.
    Flag {
        /// It puts somebody in danger: it says where people hide, or where forces are.
        Danger = 1, "danger";
        /// It threatens, or calls for hatred.
        Hatred = 2, "hatred";
        /// It shows or names somebody against their will.
        Privacy = 3, "privacy";
        /// It is not so.
        False = 4, "false";
        /// Its pictures are hard to bear.
        Graphic = 5, "graphic";
        /// Something else.
        Other = 6, "other";
    }
}

impl Flag {
    /// How soon somebody is to look: 1 the soonest.
    #[must_use]
    pub const fn risk(self) -> i64 {
        match self {
            Self::Danger => 1,
            Self::Hatred | Self::Privacy => 2,
            Self::False | Self::Graphic => 3,
            Self::Other => 4,
        }
    }
}
