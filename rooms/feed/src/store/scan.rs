//! Which posts there are, by their numbers alone: under tags, of an incident, around a place. A page costs as many short reads of an index as
//! it has lists, however many posts there are.

use std::collections::VecDeque;

use ::store::{Sql, Store, StoreError, Value, params, sql};
use kernel::{Cell, IncidentId, PostId, TagId};

use crate::model::Lane;

sql! {
    /// Under a tag, older than a post.
    pub TAGGED_BEFORE = "SELECT post FROM post_tag WHERE tag = $1 AND post < $2 ORDER BY post DESC LIMIT $3";
    /// Under a tag, newer than a post.
    pub TAGGED_AFTER = "SELECT post FROM post_tag WHERE tag = $1 AND post > $2 ORDER BY post LIMIT $3";
    /// Under a tag and in a lane that is not talk, older than a post.
    pub TAGGED_LANE_BEFORE = "SELECT post FROM post_tag WHERE tag = $1 AND lane = $4 AND lane < 3 AND post < $2 ORDER BY post DESC LIMIT $3";
    /// The same, newer than a post.
    pub TAGGED_LANE_AFTER = "SELECT post FROM post_tag WHERE tag = $1 AND lane = $4 AND lane < 3 AND post > $2 ORDER BY post LIMIT $3";
    /// Of an incident and in a lane, older than a post.
    pub OF_INCIDENT_BEFORE = "SELECT id FROM post WHERE incident = $1 AND lane = $4 AND id < $2 ORDER BY id DESC LIMIT $3";
    /// The same, newer than a post.
    pub OF_INCIDENT_AFTER = "SELECT id FROM post WHERE incident = $1 AND lane = $4 AND id > $2 ORDER BY id LIMIT $3";
    /// Around a place, older than a post.
    pub AROUND_BEFORE = "SELECT id FROM post WHERE area = $1 AND area IS NOT NULL AND id < $2 ORDER BY id DESC LIMIT $3";
    /// The same, newer than a post.
    pub AROUND_AFTER = "SELECT id FROM post WHERE area = $1 AND area IS NOT NULL AND id > $2 ORDER BY id LIMIT $3";
    /// Whichever, older than a post.
    pub ANY_BEFORE = "SELECT id FROM post WHERE id < $1 ORDER BY id DESC LIMIT $2";
    /// Whichever, newer than a post.
    pub ANY_AFTER = "SELECT id FROM post WHERE id > $1 ORDER BY id LIMIT $2";
}

/// A list of posts, in the order of their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Under a tag.
    Tag(TagId),
    /// Under a tag, in one lane.
    TagLane(TagId, Lane),
    /// Of an incident, in one lane.
    Incident(IncidentId, Lane),
    /// Around a place: a cell of the resolution that posts are found by.
    Around(Cell),
    /// All.
    All,
}

/// Which way a list is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To older ones.
    Older,
    /// To newer ones.
    Newer,
}

impl Way {
    /// Whether `a` comes before `b`.
    fn first(self, a: PostId, b: PostId) -> bool {
        match self {
            Self::Older => a > b,
            Self::Newer => a < b,
        }
    }
    /// The place from which `id` itself is read too.
    fn with(self, id: PostId) -> PostId {
        PostId::of_number(match self {
            Self::Older => id.number().saturating_add(1),
            Self::Newer => id.number().saturating_sub(1),
        })
    }
}

impl List {
    fn question(self, way: Way, from: PostId, limit: usize) -> (Sql, Vec<Value>) {
        let older = way == Way::Older;
        match self {
            Self::Tag(tag) => (if older { TAGGED_BEFORE } else { TAGGED_AFTER }, params![tag, from, limit]),
            Self::TagLane(tag, Lane::Talk) => Self::Tag(tag).question(way, from, limit),
            Self::TagLane(tag, lane) => {
                let sql = if older { TAGGED_LANE_BEFORE } else { TAGGED_LANE_AFTER };
                (sql, params![tag, from, limit, lane.number()])
            }
            Self::Incident(incident, lane) => {
                let sql = if older { OF_INCIDENT_BEFORE } else { OF_INCIDENT_AFTER };
                (sql, params![incident, from, limit, lane.number()])
            }
            Self::Around(cell) => (if older { AROUND_BEFORE } else { AROUND_AFTER }, params![cell, from, limit]),
            Self::All => (if older { ANY_BEFORE } else { ANY_AFTER }, params![from, limit]),
        }
    }
}

/// A list as far as it was read.
struct Reading {
    list: List,
    /// From here on it has still to be read.
    from: PostId,
    ready: VecDeque<PostId>,
    /// The store has no more.
    ended: bool,
}

/// Posts that stand in at least one list of each group, in order.
pub struct Scan<'a> {
    store: &'a Store,
    way: Way,
    groups: Vec<Vec<Reading>>,
    /// Posts read at a time.
    step: usize,
    /// Reads that may still be done: a question that would cost more ends early, and goes on with the next page.
    left: usize,
    /// Up to here everything was looked at.
    seen: PostId,
}

impl<'a> Scan<'a> {
    /// Reads these groups of lists from a place on.
    #[must_use]
    pub fn new(store: &'a Store, groups: &[Vec<List>], way: Way, from: PostId, step: usize, reads: usize) -> Self {
        let reading = |list: &List| Reading { list: *list, from, ready: VecDeque::new(), ended: false };
        let groups = groups.iter().map(|group| group.iter().map(reading).collect()).collect();
        Self { store, way, groups, step: step.max(1), left: reads, seen: from }
    }
    /// The next post; nothing when there is none, or when enough was read ([`Scan::rest`]).
    ///
    /// # Errors
    /// When the store fails.
    pub async fn next(&mut self) -> Result<Option<PostId>, StoreError> {
        loop {
            // Each group's next post; what stands in all of them is at most the last of these.
            let mut last: Option<PostId> = None;
            let mut first: Option<PostId> = None;
            for at in 0..self.groups.len() {
                let Some(next) = self.peek(at).await? else { return Ok(None) };
                last = Some(last.map_or(next, |l| if self.way.first(l, next) { next } else { l }));
                first = Some(first.map_or(next, |f| if self.way.first(next, f) { next } else { f }));
            }
            let (Some(last), Some(first)) = (last, first) else { return Ok(None) };
            self.seen = last;
            let found = first == last;
            for group in &mut self.groups {
                for reading in group {
                    reading.skip(self.way, last, found);
                }
            }
            if found {
                return Ok(Some(last));
            }
        }
    }
    /// From where to go on, when reading ended before the lists did.
    #[must_use]
    pub fn rest(&self) -> Option<PostId> {
        (self.left == 0).then_some(self.seen)
    }
    /// The first post of a group.
    async fn peek(&mut self, group: usize) -> Result<Option<PostId>, StoreError> {
        let Some(readings) = self.groups.get_mut(group) else { return Ok(None) };
        let mut best: Option<PostId> = None;
        for reading in readings {
            if reading.ready.is_empty() && !reading.ended {
                if self.left == 0 {
                    return Ok(None);
                }
                self.left -= 1;
                let (sql, params) = reading.list.question(self.way, reading.from, self.step);
                let rows = self.store.read(sql, params).await?;
                reading.ended = rows.len() < self.step;
                for row in &rows {
                    reading.ready.push_back(PostId::of_number(row.int(0)?));
                }
                reading.from = reading.ready.back().copied().unwrap_or(reading.from);
            }
            if let Some(next) = reading.ready.front() {
                best = Some(best.map_or(*next, |b| if self.way.first(*next, b) { *next } else { b }));
            }
        }
        Ok(best)
    }
}

impl Reading {
    /// Passes what comes before a post; the post itself too when it was `taken`. A long way is not read, but jumped.
    fn skip(&mut self, way: Way, to: PostId, taken: bool) {
        while self.ready.front().is_some_and(|next| way.first(*next, to) || (taken && *next == to)) {
            self.ready.pop_front();
        }
        if self.ready.is_empty() && way.first(self.from, to) {
            self.from = if taken { to } else { way.with(to) };
        }
    }
}
