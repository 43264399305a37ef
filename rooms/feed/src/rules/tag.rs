//! How tags are read with each other.

use std::collections::{HashMap, HashSet};

use kernel::TagId;

use super::No;
use crate::model::How;

/// Which tag is read with which: only those that do not stand for themselves.
pub type Links = HashMap<TagId, (TagId, How)>;

/// The longest way from a tag to the one that it is read with.
const LONGEST_WAY: usize = 8;

/// The tags under which a post stands that was written under this one: itself, and those that it is merged into.
#[must_use]
pub fn upwards(links: &Links, tag: TagId) -> Vec<TagId> {
    let mut all = vec![tag];
    let mut at = tag;
    while let Some((to, How::Merged)) = links.get(&at)
        && all.len() <= LONGEST_WAY
        && !all.contains(to)
    {
        all.push(*to);
        at = *to;
    }
    all
}

/// The tags whose posts are read under this one: itself, and those that are merged into it.
#[must_use]
pub fn downwards(links: &Links, tag: TagId) -> Vec<TagId> {
    let mut all = vec![tag];
    let mut rest: HashSet<TagId> = links.keys().copied().collect();
    rest.remove(&tag);
    let mut at = 0;
    while let Some(to) = all.get(at).copied() {
        let into = |t: &TagId| links.get(t).is_some_and(|(target, how)| *target == to && *how == How::Merged);
        let mut found: Vec<TagId> = rest.iter().copied().filter(into).collect();
        found.sort_unstable();
        for tag in found {
            rest.remove(&tag);
            all.push(tag);
        }
        at += 1;
    }
    all
}

/// The tag that a reader of this one is shown: the one that it is merged into, or led to.
#[must_use]
pub fn shown(links: &Links, tag: TagId) -> TagId {
    let mut at = tag;
    for _ in 0..LONGEST_WAY {
        match links.get(&at) {
            Some((to, How::Merged | How::Redirected)) => at = *to,
            _ => break,
        }
    }
    at
}

/// Whether a tag may be read with another one.
///
/// # Errors
/// [`No::TagCircle`].
pub fn link(links: &Links, tag: TagId, target: TagId) -> Result<(), No> {
    if tag == target || shown(links, target) == tag || upwards(links, target).len() >= LONGEST_WAY {
        return Err(No::TagCircle);
    }
    // Round about, by whichever way it is read.
    let mut at = target;
    for _ in 0..=LONGEST_WAY {
        match links.get(&at) {
            Some((to, _)) if *to == tag => return Err(No::TagCircle),
            Some((to, _)) => at = *to,
            None => return Ok(()),
        }
    }
    Err(No::TagCircle)
}
