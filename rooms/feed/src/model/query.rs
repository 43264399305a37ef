//! What is asked of the flow.

use kernel::{Cell, IncidentId, PostId};

use super::Lane;

/// Which posts, by the keys of their tags and by where they stand. Everything that is asked holds at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Only of this incident.
    pub incident: Option<IncidentId>,
    /// Under at least one of these tags: keys.
    pub any: Vec<String>,
    /// Under all of these.
    pub all: Vec<String>,
    /// Under none of these.
    pub none: Vec<String>,
    /// Only in this lane.
    pub lane: Option<Lane>,
    /// Only in one of these cells, or around it.
    pub cells: Vec<Cell>,
    /// Of exercises, and of nothing else.
    pub drill: bool,
}

/// Which part of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Before this one: older.
    pub before: Option<PostId>,
    /// After this one: newer.
    pub after: Option<PostId>,
    /// At most so many.
    pub limit: usize,
}

impl Page {
    /// Posts of one page, unless it says otherwise.
    pub const USUAL: usize = 20;
    /// The most of one page.
    pub const MOST: usize = 80;

    /// The newest so many.
    #[must_use]
    pub fn newest(limit: usize) -> Self {
        Self { before: None, after: None, limit: limit.clamp(1, Self::MOST) }
    }
}
