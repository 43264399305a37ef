//! What is held back here stands in the moderators' queue: put there by the change that holds it, and taken out by the one that ends that,
//! whoever or whatever ends it.

use ::store::{Change, sql};
use kernel::{IncidentId, PostId, Time};
use register::{
    seconds::{self, Irreversible},
    waiting::{self, NewWaiting, WaitingKind},
};

use crate::model::hold::Hold;

sql! {
    /// Somebody is erased: what was held of them waits for nobody.
    pub ERASE_WAITS = "DELETE FROM waiting WHERE kind IN (6, 7) AND href IN (SELECT '/console/holds#h-' || CAST(h.post AS TEXT) \
        FROM post_hold h JOIN post p ON p.id = h.post WHERE p.author = $1)";
    /// A post is forgotten.
    pub FORGET_WAITS = "DELETE FROM waiting WHERE kind IN (6, 7) AND href = '/console/holds#h-' || CAST(CAST($1 AS BIGINT) AS TEXT)";
}

/// Showing something before its embargo ends: everybody may have read it then.
pub const EARLY: &str = "hold.release_early";

/// Its name in the queue.
#[must_use]
pub const fn named(post: PostId) -> [u8; 16] {
    waiting::of_number(post.number())
}

/// Where it is decided.
#[must_use]
pub fn page(post: PostId) -> String {
    format!("/console/holds#h-{post}")
}

/// What waits for a person is graver than what ends by itself.
#[must_use]
pub const fn risk(hold: &Hold) -> i64 {
    if hold.why.ends() { 5 } else { 3 }
}

/// It waits from now on; what waited already keeps its age.
pub fn waits(change: Change, post: PostId, (incident, drill): (IncidentId, bool), hold: &Hold, at: Time) -> Change {
    let (id, href) = (named(post), page(post));
    let new = NewWaiting { kind: WaitingKind::Hold, id, incident, drill, risk: risk(hold), at, href: Some(&href) };
    waiting::waits(change, &new)
}

/// It waits no more, nor does anybody's wish to show it sooner.
pub fn no_more(change: Change, post: PostId) -> Change {
    let change = waiting::no_more(change, WaitingKind::Hold, named(post));
    seconds::over(change, EARLY, named(post))
}

/// Showing it before its embargo ends takes two.
#[must_use]
pub const fn early<'a>(post: PostId, (incident, drill): (IncidentId, bool), href: &'a str) -> Irreversible<'a> {
    Irreversible { act: EARLY, id: named(post), incident, drill, href }
}
