//! Copies come to their rumour: at once when it is known, else off the way of a post, when enough people say the same.

use std::collections::BTreeMap;

use ::store::{Change, NewJob, params};
use kernel::{IncidentId, PictureId, PostId, RumourId, Time};
use web::{Failure, House};

use super::{marks, marks_of, memory, prints_waiting};
use crate::{
    model::{
        Lane, Post, Truth,
        rumour::{How, Known, RumourState, Verdict},
    },
    rules::{self, copies::Marks, rumour::GATHERS},
    store::{
        forget::{FORGET_KNOWN, FORGET_SEEN},
        gathered::Copied,
        posts, rumours as kept,
    },
};

/// What a post that is just being written is a copy of, when that is a rumour already.
///
/// # Errors
/// When the store fails.
pub async fn copied(
    house: &House,
    of: IncidentId,
    text: &str,
    pictures: &[PictureId],
) -> Result<Option<Copied>, Failure> {
    let prints = if pictures.is_empty() { Vec::new() } else { prints_waiting(house, pictures).await? };
    let marks = marks(house, text, prints).await?;
    Ok(memory(house).find(&house.store, of, &marks).await?)
}

/// What is known of a post as it is written: what was ruled on what it copies, or that its author is there. A link or a picture confirms
/// nothing of what is said beside it, and a link denies nothing of it: that may be said in order to deny it.
#[must_use]
pub fn first_truth(copied: Option<&Copied>, witness: bool) -> Truth {
    let says = |verdict: Verdict, how: How| match how {
        How::Beside => false,
        How::Link | How::Picture => verdict != Verdict::True,
        How::First | How::Text | How::Hand => true,
    };
    let ruled = copied.and_then(|(_, how, verdict)| verdict.filter(|v| says(*v, *how))).map(|v| (1, v));
    rules::rumour::truth(Known { witness, people: 0, ruled })
}

/// Posts were written or changed: they come to the rumours that they are copies of, and what enough people say becomes one. Heard twice, it
/// changes nothing more.
///
/// # Errors
/// When the store fails.
pub async fn gathered(house: &House, ids: &[PostId], now: Time) -> Result<Change, Failure> {
    let mut change = Change::new();
    let mut grew: Vec<RumourId> = Vec::new();
    let mut found = posts::several(&house.register, ids).await?;
    found.sort_by_key(|p| p.id);
    found.dedup_by_key(|p| p.id);
    let known = belongs(house, ids).await?;
    // What an institution says whose domain is proven may say what a rumour says in order to deny it; whoever else says it says it again.
    let says = |p: &&Post| p.lane != Lane::Official && (p.text.is_some() || p.pictures > 0);
    for post in found.iter().filter(says) {
        if let Some((rumour, apart)) = known.get(&post.id) {
            // It came there as it was written: it is counted, and known as what holds by now. Who took it out knows better.
            if !apart {
                grew.push(*rumour);
                change = super::know(house, change, post, now).await?;
                let ruled = matches!(post.truth, Truth::Confirmed | Truth::False | Truth::Misleading);
                if ruled || shares_a_link(post) {
                    change = change.job(super::rule::spread_job(*rumour, post.id));
                }
            }
            continue;
        }
        let marks = marks_of(house, post).await?;
        if let Some((rumour, how, verdict)) = memory(house).find(&house.store, post.incident, &marks).await? {
            change = change.run(kept::ADD_COPY, params![post.id, rumour, how.number(), now]);
            if verdict.is_some() {
                let truth = first_truth(Some(&(rumour, how, verdict)), post.witness);
                change = change
                    .run(kept::KNOW, params![post.id, truth.number(), now])
                    .event(posts::told(post, "known"))
                    .job(super::rule::spread_job(rumour, post.id));
            }
            grew.push(rumour);
            continue;
        }
        if marks.is_empty() {
            continue;
        }
        let me = (post.id, post.author.id);
        if let Some((marks, posts, since)) = memory(house).came(post.incident, me, &marks, GATHERS) {
            let (id, begun) = begin(house, change, post, &posts, &marks, now);
            // What was written before this program began is in no memory.
            change = begun.job(look_back(posts.first().map_or(post.id, |(p, _)| *p), Some(since)));
            grew.push(id);
        }
    }
    grew.sort_unstable();
    grew.dedup();
    for id in grew {
        change = change.run(kept::COUNT_COPIES, params![id, now]);
    }
    Ok(change)
}

/// A post says something else from now on: it is known as if it were written now, whatever was ruled on what it said or seen of it. Who took
/// it out of a rumour knows better.
///
/// # Errors
/// When the store fails.
pub async fn anew(house: &House, change: Change, post: &Post, text: &str, now: Time) -> Result<Change, Failure> {
    let change = change.run(FORGET_SEEN, params![post.id]).run(FORGET_KNOWN, params![post.id]);
    let next = Post { text: Some(text.to_owned()), ..post.clone() };
    let before = belongs(house, &[post.id]).await?.remove(&post.id);
    let copied = match (before, post.lane) {
        (Some((_, true)), _) | (_, Lane::Official) => None,
        _ => memory(house).find(&house.store, post.incident, &marks_of(house, &next).await?).await?,
    };
    let here = |person| super::stands_in_zone(house, person, post.incident);
    let witness = post.witness && posts::person(post).is_some_and(here);
    let truth = first_truth(copied.as_ref(), witness);
    let change = change.run(kept::KNOW_ANEW, params![post.id, truth.number(), witness]);
    let (change, left) = match before {
        Some((_, true)) => return Ok(change),
        Some((was, _)) if copied.is_none_or(|(to, ..)| to != was) => {
            (change.run(kept::FORGET_COPY, params![post.id]), Some(was))
        }
        _ => (change, None),
    };
    let change = left.into_iter().fold(change, |c, was| c.run(kept::COUNT_COPIES, params![was, Time(0)]));
    let Some((to, how, verdict)) = copied else { return Ok(change) };
    let change = change.run(kept::PUT_COPY, params![post.id, to, how.number(), now]);
    let change = change.run(kept::COUNT_COPIES, params![to, Time(0)]);
    Ok(if verdict.is_some() { change.job(super::rule::spread_job(to, post.id)) } else { change })
}

/// Whether a post shares a link: of that something may be ruled while nothing is known of the post.
#[must_use]
pub fn shares_a_link(post: &Post) -> bool {
    post.text.as_deref().is_some_and(|text| !rules::rumour::links(text).is_empty())
}

/// A rumour of posts that are like each other. Its id is made of the first of them, so that the same is begun once, however often it is tried.
fn begin(
    house: &House,
    change: Change,
    post: &Post,
    posts: &[(PostId, How)],
    marks: &Marks,
    now: Time,
) -> (RumourId, Change) {
    let first = posts.first().map_or(post.id, |(p, _)| *p);
    let id = id_of(house, first);
    let state = RumourState::Gathered;
    let mut change = change.run(kept::BEGIN_RUMOUR, params![id, post.incident, post.drill, state.number(), now]);
    for (copy, how) in posts {
        change = change.run(kept::ADD_COPY, params![*copy, id, how.number(), now]);
    }
    change = keep_marks(house, change, id, first, marks);
    let event = kernel::Event::Rumour {
        rumour: id,
        incident: post.incident,
        drill: post.drill,
        state: state.word().to_owned(),
    };
    (id, change.event(event))
}

/// The kind of the job that looks among what was written before for copies of a post.
pub const LOOK_BACK_JOB: &str = "feed.look_back";

/// It looks among what was written up to a post, or up to now.
pub(super) fn look_back(of: PostId, until: Option<PostId>) -> NewJob {
    let body = until.map_or_else(String::new, |until| until.to_string());
    NewJob { kind: LOOK_BACK_JOB, key: of.to_string(), body, run_at: Time(0) }
}

/// The id of the rumour that begins with a post.
pub(super) fn id_of(house: &House, first: PostId) -> RumourId {
    let mac = house.seal.mac("rumour of a post", &first.number().to_be_bytes());
    kernel::Id::from_bytes(mac.first_chunk::<16>().copied().unwrap_or_default())
}

/// By these its copies are recognised from now on.
pub(super) fn keep_marks(house: &House, mut change: Change, id: RumourId, post: PostId, marks: &Marks) -> Change {
    for (how, mark) in marks.kept() {
        let hash = house.seal.mac("mark of a rumour", &mark);
        let hash = hash.first_chunk::<16>().copied().unwrap_or_default();
        change = change.run(kept::ADD_MARK, params![id, hash, how.number(), mark, post]);
    }
    change
}

/// Posts are gone, or taken down: their rumours have one fewer. What is taken down may come back: it keeps its place, or its being out of it.
///
/// # Errors
/// When the store fails.
pub async fn left(house: &House, gone: &[PostId], down: &[PostId]) -> Result<Change, Failure> {
    let mut change = Change::new();
    for (post, (rumour, _)) in belongs(house, gone).await? {
        change = change.run(kept::FORGET_COPY, params![post]).run(kept::COUNT_COPIES, params![rumour, Time(0)]);
    }
    for (rumour, _) in belongs(house, down).await?.into_values() {
        change = change.run(kept::COUNT_COPIES, params![rumour, Time(0)]);
    }
    Ok(change)
}

/// Those of some posts that belong to no rumour yet, nor were taken out of one.
///
/// # Errors
/// When the store fails.
pub async fn loose(house: &House, ids: &[PostId]) -> Result<Vec<PostId>, Failure> {
    let known = belongs(house, ids).await?;
    Ok(ids.iter().copied().filter(|id| !known.contains_key(id)).collect())
}

/// Which of these posts belong to which rumour, and which of them were taken out.
async fn belongs(house: &House, ids: &[PostId]) -> Result<BTreeMap<PostId, (RumourId, bool)>, Failure> {
    let rows = house.register.many(kept::RUMOURS_OF, ids).await?;
    let read = rows.iter().map(|row| Ok((PostId::of_number(row.int(0)?), (row.id(1)?, row.flag(2)?))));
    Ok(read.collect::<Result<_, ::store::StoreError>>()?)
}
