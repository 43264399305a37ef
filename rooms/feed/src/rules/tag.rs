//! How tags are read with each other.

use std::collections::{HashMap, HashSet};

use kernel::TagId;

use super::No;
use crate::model::How;

/// Which tag is read with which: only those that do not stand for themselves.
pub type Links = HashMap<TagId, (TagId, How)>;

/// The longest way from a tag to the one that it is read with.
const LONGEST_WAY: usize = 8;

/// The way of a tag, from one to the next by those links that count, and no further than the longest.
fn way(links: &Links, tag: TagId, counts: impl Fn(How) -> bool) -> Vec<TagId> {
    let mut all = vec![tag];
    let mut at = tag;
    while let Some((to, how)) = links.get(&at)
        && counts(*how)
        && all.len() <= LONGEST_WAY
        && !all.contains(to)
    {
        all.push(*to);
        at = *to;
    }
    all
}

/// The same for its readers, who are led on by whatever it is read with.
fn read_on(links: &Links, tag: TagId) -> Vec<TagId> {
    way(links, tag, |how| how != How::Alone)
}

/// The tags under which a post stands that was written under this one: itself, and those that it is merged into.
#[must_use]
pub fn upwards(links: &Links, tag: TagId) -> Vec<TagId> {
    way(links, tag, |how| how == How::Merged)
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
    read_on(links, tag).last().copied().unwrap_or(tag)
}

/// Whether a tag may be read with another one: not round about, and not by a way that is longer than those that are followed, whoever is read
/// with it already.
///
/// # Errors
/// [`No::TagCircle`].
pub fn link(links: &Links, tag: TagId, target: TagId) -> Result<(), No> {
    let above = read_on(links, target);
    let below =
        links.keys().filter_map(|t| read_on(links, *t).iter().position(|at| *at == tag)).max().unwrap_or_default();
    if above.contains(&tag) || below + above.len() > LONGEST_WAY { Err(No::TagCircle) } else { Ok(()) }
}
