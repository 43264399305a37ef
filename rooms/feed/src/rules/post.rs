//! Writing, changing and passing on.

use kernel::Span;

use super::No;
use crate::model::{AuthorKind, Boost, BoostKind, Draft, Lane, Post, Truth, Writer};

/// The most characters of a post, as people count them.
pub const LONGEST: usize = 500;
/// The most characters of what is seen on a picture.
pub const LONGEST_ALT: usize = 400;
/// The most characters of the name that somebody writes under.
pub const LONGEST_NAME: usize = 40;
/// The most characters of a word to moderators.
pub const LONGEST_FLAG: usize = 500;
/// Pictures of one post.
pub const MOST_PICTURES: usize = 4;
/// Tags of one post.
pub const MOST_TAGS: usize = 10;
/// How often a post is changed.
pub const MOST_EDITS: i64 = 20;
/// Posts go so long after their incident is over.
pub const FORGOTTEN_AFTER: Span = Span::days(30);

/// Where this post stands, when it may be published.
///
/// # Errors
/// Why it may not.
pub fn publish(writer: &Writer, draft: &Draft, proven: bool) -> Result<Lane, No> {
    if writer.author.kind == AuthorKind::Person && writer.standing.proven.is_none() {
        return Err(No::Prove);
    }
    written(draft.text.as_deref())?;
    if draft.text.is_none() && draft.boost.is_none() && draft.pictures.is_empty() {
        return Err(No::Empty);
    }
    if draft.tags.len() > MOST_TAGS {
        return Err(No::ManyTags);
    }
    if draft.pictures.len() > MOST_PICTURES {
        return Err(No::ManyPictures);
    }
    if draft.pictures.iter().filter_map(|(_, alt)| alt.as_ref()).any(|alt| words::characters(alt) > LONGEST_ALT) {
        return Err(No::LongAlt { most: LONGEST_ALT });
    }
    Ok(lane(proven, draft.boost.as_ref()))
}

/// Where a post stands: what institutions say whose domain is `proven` is official, whoever else passes on a door or a search gives something to
/// act on.
#[must_use]
pub fn lane(proven: bool, boost: Option<&Boost>) -> Lane {
    match (proven, boost.map(|b| b.kind)) {
        (true, _) => Lane::Official,
        (_, Some(BoostKind::Door | BoostKind::Notice)) => Lane::Act,
        _ => Lane::Talk,
    }
}

fn written(text: Option<&str>) -> Result<(), No> {
    // A character of several bytes may be long, but not that long: nothing is counted in what is not taken.
    let long = |t: &str| t.len() > 40 * LONGEST || words::characters(t) > LONGEST;
    if text.is_some_and(long) { Err(No::TooLong { most: LONGEST }) } else { Ok(()) }
}

/// Whether a post may say this from now on.
///
/// # Errors
/// Why it may not.
pub fn edit(post: &Post, edits: i64, text: &str, tags: &[String]) -> Result<(), No> {
    if !matches!(post.state, crate::model::PostState::Shown | crate::model::PostState::Held) || post.is_bare_boost() {
        return Err(No::Over);
    }
    // Nothing is kept of what it said while it was held: there each change of it counts.
    let held = post.state == crate::model::PostState::Held;
    let edits = if held { edits.max(post.version.saturating_sub(1)) } else { edits };
    if edits >= MOST_EDITS {
        return Err(No::ManyEdits);
    }
    if text.is_empty() {
        return Err(No::Empty);
    }
    written(Some(text))?;
    if tags.len() > MOST_TAGS { Err(No::ManyTags) } else { Ok(()) }
}

/// Whether a post may be passed on: not what is known to be false, and what is not verified only when that was read (`confirmed`).
/// What institutions say stands for itself.
///
/// # Errors
/// Why it may not.
pub fn boost(of: &Post, truth: Truth, confirmed: bool) -> Result<(), No> {
    if !of.is_shown() {
        return Err(No::Gone);
    }
    match truth {
        Truth::False => Err(No::False),
        Truth::Unverified | Truth::Witness | Truth::Misleading if !confirmed && of.lane != Lane::Official => {
            Err(No::Unverified)
        }
        _ => Ok(()),
    }
}
