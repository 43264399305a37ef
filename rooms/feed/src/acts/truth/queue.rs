//! What staff look through, and what everybody may read of what was ruled.

use std::collections::HashMap;

use kernel::{PostId, RumourId, Span, Staff};
use web::{Failure, House};

use super::{not, rumour};
use crate::{
    acts,
    model::{
        rumour::{How, Ruling, Rumour, RumourState},
        view::{Look, PostView},
    },
    rules::{self, Not},
    store::rumours as kept,
};

/// Rumours of one state that are shown at once.
const MOST: i64 = 100;
/// Copies that are shown at once, the last ones.
const COPIES: i64 = 60;
/// Rulings of one rumour that are shown.
const HISTORY: i64 = 50;
/// How fast it goes is how many came in this time.
const LATELY: Span = Span::minutes(15);

/// A rumour as staff see it.
#[derive(Clone, Debug)]
pub struct Queued {
    /// The rumour.
    pub rumour: Rumour,
    /// How many posts came in the last quarter of an hour.
    pub lately: i64,
    /// What the first post of one that is not ruled says, masked, as everybody reads it: nothing of what is held or taken down.
    pub begins: Option<String>,
}

/// A copy as staff see it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The post.
    pub post: PostView,
    /// By what it came there.
    pub how: How,
    /// Whether a person took it out.
    pub apart: bool,
    /// Whether whoever looks wrote it.
    pub own: bool,
}

/// Rumours to look at: the fastest first, then those with most copies.
///
/// # Errors
/// When the store fails.
pub async fn queue(house: &House, drill: bool, state: RumourState) -> Result<Vec<Queued>, Failure> {
    let rows = house.store.read(kept::RUMOURS, ::store::params![drill, state.number(), MOST]).await?;
    let all = rows.iter().map(kept::rumour).collect::<Result<Vec<_>, _>>()?;
    let ids: Vec<RumourId> = all.iter().map(|r| r.id).collect();
    let speed = kept::speed(&house.store, &ids, house.clock.now().minus(LATELY)).await?;
    let mut begins = begins(house, &all).await?;
    let with = |rumour: Rumour| {
        let lately = speed.get(&rumour.id).copied().unwrap_or_default();
        Queued { lately, begins: begins.remove(&rumour.id), rumour }
    };
    let mut all: Vec<Queued> = all.into_iter().map(with).collect();
    all.sort_by_key(|q| (std::cmp::Reverse((q.lately, q.rumour.posts, q.rumour.newest)), q.rumour.id));
    Ok(all)
}

/// What rumours begin with that have no name yet.
async fn begins(house: &House, all: &[Rumour]) -> Result<HashMap<RumourId, String>, Failure> {
    let nameless: Vec<RumourId> = all.iter().filter(|r| r.what.is_empty()).map(|r| r.id).collect();
    let rows = house.register.many(kept::FIRST_COPIES, &nameless).await?;
    let first = rows.iter().map(|row| Ok((row.id(0)?, PostId::of_number(row.int(1)?))));
    let first = first.collect::<Result<Vec<(RumourId, PostId)>, ::store::StoreError>>()?;
    let mut read = acts::several(house, &first.iter().map(|(_, post)| *post).collect::<Vec<_>>()).await?;
    let mut texts = HashMap::new();
    for (rumour, post) in first {
        let Some((post, pics)) = read.remove(&post) else { continue };
        // As whoever has no part in it reads it, whoever looks: the name of a rumour stands in more places than its posts.
        let shown = acts::seen(house, &post, &pics, Look::Public).await?;
        let text = shown.and_then(|post| post.text).filter(|text| !text.trim().is_empty());
        texts.extend(text.map(|text| (rumour, text)));
    }
    Ok(texts)
}

/// One rumour with what was ruled on it, the last first.
///
/// # Errors
/// [`Not::Unknown`].
pub async fn whole(house: &House, id: RumourId) -> Result<(Queued, Vec<Ruling>), Failure> {
    let of = rumour(house, id).await?;
    let speed = kept::speed(&house.store, &[id], house.clock.now().minus(LATELY)).await?;
    let lately = speed.get(&id).copied().unwrap_or_default();
    let begins = begins(house, std::slice::from_ref(&of)).await?.remove(&id);
    Ok((Queued { rumour: of, lately, begins }, kept::rulings(&house.store, id, HISTORY).await?))
}

/// Its last copies, the last first; what is held back or taken down to those alone who moderate, whoever else rules.
///
/// # Errors
/// When the store fails.
pub async fn copies_of(house: &House, staff: &Staff, id: RumourId) -> Result<Vec<Shown>, Failure> {
    let look = if acts::staff_look_at_all(staff) { Look::Moderator } else { Look::Public };
    let copies = kept::last_copies(&house.store, id, COPIES).await?;
    let ids: Vec<PostId> = copies.iter().map(|c| c.post).collect();
    let mut read = acts::several(house, &ids).await?;
    let mut all = Vec::new();
    for copy in copies {
        let Some((post, pics)) = read.remove(&copy.post) else { continue };
        let own = rules::hold::is_own(staff, &post.author);
        if let Some(post) = acts::seen(house, &post, &pics, look).await? {
            all.push(Shown { post, how: copy.how, apart: copy.apart, own });
        }
    }
    Ok(all)
}

/// What everybody may read: what was ruled, the last first. What is not ruled is nobody's business.
///
/// # Errors
/// [`Not::Unknown`].
pub async fn public(house: &House, id: RumourId) -> Result<(Rumour, Vec<Ruling>), Failure> {
    let of = rumour(house, id).await?;
    let rulings = kept::rulings(&house.store, id, HISTORY).await?;
    if rulings.is_empty() {
        return Err(not(&Not::Unknown));
    }
    Ok((of, rulings))
}
