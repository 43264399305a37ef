//! Reading the flow.

use std::collections::{HashMap, HashSet};

use ::store::params;
use kernel::{PostId, Role, Staff, Visitor};
use relay::{Marks, Want};
use web::{Failure, House};

use super::{actor, known_tags, newest, no};
use crate::{
    model::{
        Author, Boost, BoostKind, Lane, Page, Pic, Post, Query, tag_id,
        view::{AuthorView, BeforeView, Look, PostView, view},
    },
    rules::No,
    store::{
        newest::with_pictures,
        posts as kept,
        scan::{List, Scan, Way},
        tags::Tags,
    },
};

/// Tags that may be asked for at once.
const MOST_ASKED: usize = 10;
/// Reads of lists for one page: what needs more goes on with the next page.
const READS: usize = 120;
/// Posts of a conversation that are shown.
const MOST_ANSWERS: i64 = 200;

/// A part of the flow.
#[derive(Clone, Debug)]
pub struct Found {
    /// The newest first.
    pub posts: Vec<PostView>,
    /// Posts that some of them pass on, as they are now; those that are gone are missing.
    pub passed_on: HashMap<PostId, PostView>,
    /// What else they pass on, each once: its present state is asked of its room.
    pub refers: Vec<Boost>,
    /// Where older ones begin, when there may be some.
    pub next: Option<PostId>,
    /// The position from which a stream goes on without gap and without double.
    pub position: Option<i64>,
}

/// Whether somebody sees what is held back or taken down.
#[must_use]
pub fn moderates(visitor: &Visitor) -> bool {
    visitor.staff().is_some_and(staff_look_at_all)
}

/// Whether a member of staff does: moderators, verifiers, operators. Not whoever else rules on rumours.
#[must_use]
pub fn staff_look_at_all(staff: &Staff) -> bool {
    matches!(staff.role, Role::Moderator | Role::Verifier) || staff.role.operates()
}

/// What a reader of a stream wants who asks this.
#[must_use]
pub fn want(tags: &Tags, query: &Query) -> Want {
    let ids = |keys: &[String]| keys.iter().map(|key| tags.shown(tag_id(key, query.drill))).collect();
    Want {
        incident: query.incident,
        any: ids(&query.any),
        all: ids(&query.all),
        none: ids(&query.none),
        lane: query.lane.and_then(|l| u8::try_from(l.number()).ok()),
        cells: query.cells.clone(),
        drill: query.drill,
    }
    .in_order()
}

/// What a post is found by.
#[must_use]
pub fn marks(tags: &Tags, post: &Post) -> Marks {
    Marks {
        incident: post.incident,
        drill: post.drill,
        lane: u8::try_from(post.lane.number()).unwrap_or_default(),
        tags: tags.marks(post.keys(), post.drill),
        cells: post.cell.into_iter().collect(),
    }
}

/// Refuses what would cost too much.
///
/// # Errors
/// [`No::AsksTooMuch`], [`No::AreaTooLarge`].
pub fn askable(query: &Query) -> Result<(), No> {
    if query.any.len() + query.all.len() + query.none.len() > MOST_ASKED || query.cells.len() > MOST_ASKED {
        return Err(No::AsksTooMuch);
    }
    if query.cells.iter().any(|c| c.resolution() < kept::AREA) { Err(No::AreaTooLarge) } else { Ok(()) }
}

/// The lists that a page is read from, in groups: a post that is looked for stands in one of each.
fn lists(tags: &Tags, want: &Want, lane: Option<Lane>) -> Vec<Vec<List>> {
    let of = |id: &kernel::TagId| -> Vec<List> {
        let list = |tag| lane.map_or(List::Tag(tag), |lane| List::TagLane(tag, lane));
        tags.group(*id).into_iter().map(list).collect()
    };
    let mut groups: Vec<Vec<List>> = want.all.iter().map(of).collect();
    if !want.any.is_empty() {
        groups.push(want.any.iter().flat_map(of).collect());
    }
    if groups.is_empty() && !want.cells.is_empty() {
        let around: HashSet<_> = want.cells.iter().filter_map(|c| c.coarser(kept::AREA).ok()).collect();
        groups.push(around.into_iter().map(List::Around).collect());
    }
    if let (true, Some(incident)) = (groups.is_empty(), want.incident) {
        let lanes = lane.map_or_else(|| Lane::ALL.to_vec(), |lane| vec![lane]);
        groups.push(lanes.into_iter().map(|lane| List::Incident(incident, lane)).collect());
    }
    if groups.is_empty() {
        groups.push(vec![List::All]);
    }
    groups
}

/// A part of the flow, in the order in which it was written.
///
/// # Errors
/// [`No::AsksTooMuch`], [`No::AreaTooLarge`].
pub async fn flow(house: &House, query: &Query, page: Page) -> Result<Found, Failure> {
    askable(query).map_err(|e| no(&e))?;
    let (tags, memory) = (known_tags(house).await?, newest(house).await?);
    // First the position, then what is read: what comes in between is shown by the stream.
    let position = house.live.heard();
    let want = want(&tags, query);
    let groups = lists(&tags, &want, query.lane);
    let (way, from) = match (page.before, page.after) {
        (before, None) => (Way::Older, before.unwrap_or(PostId::LAST)),
        (_, Some(after)) => (Way::Newer, after),
    };
    let limit = page.limit.clamp(1, Page::MOST);
    // Each list is begun, however many there are.
    let reads = READS + 2 * groups.iter().map(Vec::len).sum::<usize>();
    let mut scan = Scan::new(&house.store, &groups, way, from, limit + 1, reads);
    let mut found: Vec<(Post, Vec<Pic>)> = Vec::new();
    let mut more = true;
    while more && found.len() <= limit {
        let mut some = Vec::new();
        while some.len() <= limit {
            match scan.next().await? {
                Some(id) => some.push(id),
                None => {
                    more = false;
                    break;
                }
            }
        }
        let mut read = several(house, &some).await?;
        for id in some {
            let Some((post, pics)) = read.remove(&id) else { continue };
            let heard = position.is_none_or(|p| memory.was_shown(id, p));
            if post.is_shown() && heard && want.takes(&marks(&tags, &post)) {
                found.push((post, pics));
            }
        }
    }
    let rest = scan.rest().filter(|_| found.len() <= limit);
    let next = if found.len() > limit {
        found.truncate(limit);
        found.last().map(|(p, _)| p.id)
    } else {
        rest
    };
    if way == Way::Newer {
        found.reverse();
    }
    let mut out = together(house, found).await?;
    out.next = next;
    out.position = position;
    Ok(out)
}

/// Posts with their pictures, from memory as far as they are there.
///
/// # Errors
/// When the store fails.
pub async fn several(house: &House, ids: &[PostId]) -> Result<HashMap<PostId, (Post, Vec<Pic>)>, Failure> {
    let memory = newest(house).await?;
    let mut all = HashMap::new();
    let mut missing = Vec::new();
    for id in ids {
        match memory.get(*id) {
            Some(kept) => drop(all.insert(*id, (Post::clone(&kept.post), Vec::clone(&kept.pictures)))),
            None => missing.push(*id),
        }
    }
    let read = kept::several(&house.register, &missing).await?;
    let read: HashMap<PostId, Post> = read.into_iter().map(|p| (p.id, p)).collect();
    let read = with_pictures(&house.register, read.into_values().collect()).await?;
    all.extend(read.into_iter().map(|(p, pics)| (p.id, (p, pics))));
    Ok(all)
}

/// Posts as everybody may read them, with what they pass on.
async fn together(house: &House, found: Vec<(Post, Vec<Pic>)>) -> Result<Found, Failure> {
    let mut refers: Vec<Boost> = found.iter().filter_map(|(p, _)| p.boost.clone()).collect();
    let mut once = HashSet::new();
    refers.retain(|b| once.insert(b.clone()));
    let passed: Vec<PostId> =
        refers.iter().filter(|b| b.kind == BoostKind::Post).filter_map(|b| b.of.parse().ok()).collect();
    refers.retain(|b| b.kind != BoostKind::Post);
    let mut passed_on = HashMap::new();
    for (id, (post, pics)) in several(house, &passed).await? {
        if let Some(seen) = seen(house, &post, &pics, Look::Public).await? {
            passed_on.insert(id, seen);
        }
    }
    let mut posts = Vec::with_capacity(found.len());
    for (post, pics) in &found {
        posts.extend(seen(house, post, pics, Look::Public).await?);
    }
    Ok(Found { posts, passed_on, refers, next: None, position: None })
}

/// A post as somebody sees it.
///
/// # Errors
/// When the store fails.
pub async fn seen(house: &House, post: &Post, pics: &[Pic], look: Look) -> Result<Option<PostView>, Failure> {
    let near = match post.cell {
        Some(cell) => web::landmarks::near(house, cell).await?,
        None => None,
    };
    let about = super::seam::about(house, post).await?;
    let Some(seen) = view(post, pics, near, look) else { return Ok(None) };
    let author = AuthorView { institution: super::voice::of_post(house, post).await?, ..seen.author };
    Ok(Some(PostView { ruling: about.ruling, people: about.people, author, ..seen }))
}

/// A post with all that stands around it.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The post.
    pub post: PostView,
    /// Whether whoever looks wrote it.
    pub mine: bool,
    /// What it said before, the oldest first.
    pub before: Vec<BeforeView>,
    /// What it passes on, when that is a post that is still there.
    pub passed_on: Option<PostView>,
}

/// Whether whoever looks wrote a post, and how they see it.
fn look(visitor: &Visitor, post: &Post) -> (bool, Look) {
    let mine = Author::of(visitor).is_some_and(|a| a == post.author);
    let look = match (mine, moderates(visitor)) {
        (true, _) => Look::Own,
        (false, true) => Look::Moderator,
        (false, false) => Look::Public,
    };
    (mine, look)
}

/// One post, for whoever may read it.
///
/// # Errors
/// [`No::Unknown`].
pub async fn one(house: &House, visitor: &Visitor, id: PostId) -> Result<Whole, Failure> {
    let (post, pics) = several(house, &[id]).await?.remove(&id).ok_or_else(|| no(&No::Unknown))?;
    let (mine, look) = look(visitor, &post);
    let seen_post = seen(house, &post, &pics, look).await?.ok_or_else(|| no(&No::Unknown))?;
    let before = match post.edited {
        Some(_) => kept::before(&house.register, id).await?.into_iter().map(BeforeView::of).collect(),
        None => Vec::new(),
    };
    let of = post.boost.as_ref().filter(|b| b.kind == BoostKind::Post).and_then(|b| b.of.parse::<PostId>().ok());
    let passed_on = match of {
        Some(of) => match several(house, &[of]).await?.remove(&of) {
            Some((post, pics)) => seen(house, &post, &pics, Look::Public).await?,
            None => None,
        },
        None => None,
    };
    Ok(Whole { post: seen_post, mine, before, passed_on })
}

/// What a conversation says after a post of it, in order: the first post, and all that answer it or each other. Of a post that is not for
/// whoever asks there is none, as if it were not there.
///
/// # Errors
/// [`No::Unknown`].
pub async fn thread(house: &House, visitor: &Visitor, id: PostId) -> Result<Found, Failure> {
    let (post, pics) = several(house, &[id]).await?.remove(&id).ok_or_else(|| no(&No::Unknown))?;
    view(&post, &[], None, look(visitor, &post).1).ok_or_else(|| no(&No::Unknown))?;
    let first = post.thread.unwrap_or(post.id);
    let mut all = Vec::new();
    if first == post.id {
        all.push((post, pics));
    } else if let Some(begun) = several(house, &[first]).await?.remove(&first) {
        all.push(begun);
    }
    let rows = house.store.read(kept::THREAD, params![first, PostId::FIRST, MOST_ANSWERS]).await?;
    let answers = rows.iter().map(|r| kept::post(&house.register, r)).collect::<Result<Vec<_>, _>>()?;
    all.extend(with_pictures(&house.register, answers).await?);
    all.retain(|(p, _)| p.is_shown());
    together(house, all).await
}

/// One's own posts, the newest first: what is held back too.
///
/// # Errors
/// When the store fails.
pub async fn mine(house: &House, visitor: &Visitor, page: Page) -> Result<Found, Failure> {
    let author = actor(visitor)?;
    let before = page.before.unwrap_or(PostId::LAST);
    let rows = house.store.read(kept::POSTS_OF_AUTHOR, params![author.id, before, page.limit + 1]).await?;
    let posts = rows.iter().map(|r| kept::post(&house.register, r)).collect::<Result<Vec<_>, _>>()?;
    let mut all = with_pictures(&house.register, posts).await?;
    let more = all.len() > page.limit;
    all.truncate(page.limit);
    let mut out = Found {
        posts: Vec::with_capacity(all.len()),
        passed_on: HashMap::new(),
        refers: Vec::new(),
        next: all.last().filter(|_| more).map(|(p, _)| p.id),
        position: None,
    };
    for (post, pics) in &all {
        out.posts.extend(seen(house, post, pics, Look::Own).await?);
    }
    Ok(out)
}
