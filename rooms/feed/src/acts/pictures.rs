//! Pictures of posts: made harmless, kept sealed, shown to whom the post is shown.

use ::store::{Change, params};
use kernel::{PictureId, PostId, Span, Visitor};
use media::{Limits, Photo};
use tokio::sync::Semaphore;
use web::{Failure, House, OrRefuse};

use super::{actor, no};
use crate::{
    model::{Author, AuthorKind, PostState},
    rules::No,
    store::{pictures as kept, posts},
};

/// The most bytes of a picture that is sent.
pub const MOST_BYTES: usize = 8 << 20;
/// Pictures of one author in an hour.
const AN_HOUR: i64 = 40;
/// Pictures that are looked at at a time: each may hold much memory for a moment.
const AT_ONCE: usize = 2;

/// Who may go on to look at a picture. One lies on the shelf of the house.
struct Looking(Semaphore);

impl Default for Looking {
    fn default() -> Self {
        Self(Semaphore::new(AT_ONCE))
    }
}

/// Looks at a file: what comes back is written anew, small, and says nothing but what is seen.
///
/// # Errors
/// What is wrong with the file.
pub async fn look(house: &House, file: Vec<u8>) -> Result<Photo, Failure> {
    let looking = house.shelf.get::<Looking>();
    let Ok(_turn) = looking.0.acquire().await else { return Err(no(&No::TooMany)) };
    let limits = Limits { bytes: MOST_BYTES, ..Limits::default() };
    let taken = tokio::task::spawn_blocking(move || Photo::take(&file, &limits)).await;
    // A decoder that breaks on a file has not taken it.
    taken.unwrap_or(Err(media::Refused::Broken)).map_err(No::Picture).or_refuse()
}

/// Keeps a picture for a post that is being written. It is written anew: what was in the file besides the picture is gone.
///
/// # Errors
/// [`No::Prove`]; what is wrong with the file; [`No::TooMany`].
pub async fn send_picture(house: &House, visitor: &Visitor, file: Vec<u8>) -> Result<PictureId, Failure> {
    let author = actor(visitor)?;
    let writer = super::writer(house, visitor).await?;
    if author.kind == AuthorKind::Person && writer.standing.proven.is_none() {
        return Err(no(&No::Prove));
    }
    let now = house.clock.now();
    let allow =
        house.register.take_allowance(Change::new(), "pictures of posts", &author.id, now, Span::hours(1), AN_HOUR);
    match house.store.apply(allow).await {
        Ok(_) => {}
        Err(e) if e.missed() => return Err(no(&No::TooMany)),
        Err(e) => return Err(e.into()),
    }
    let photo = look(house, file).await?;
    let id = house.dice.id(now);
    house.store.apply(kept::add(Change::new(), &house.register, id, author.id, &photo, now)).await?;
    Ok(id)
}

/// Takes a picture back that no post was written for yet.
///
/// # Errors
/// [`No::Unknown`].
pub async fn drop_picture(house: &House, visitor: &Visitor, id: PictureId) -> Result<(), Failure> {
    let author = actor(visitor)?;
    match house.store.apply(Change::new().must(kept::DROP_PICTURE, params![id, author.id])).await {
        Ok(_) => Ok(()),
        Err(e) if e.missed() => Err(no(&No::Unknown)),
        Err(e) => Err(e.into()),
    }
}

/// A picture for whoever may see its post: everybody while that is shown; its author and moderators while it is held back; its sender alone
/// until the post is written. Whether everybody may see it goes along.
///
/// # Errors
/// [`No::Unknown`].
pub async fn picture(house: &House, visitor: &Visitor, id: PictureId, small: bool) -> Result<(Vec<u8>, bool), Failure> {
    let row = house.store.one(kept::PICTURE, params![id]).await?.ok_or_else(|| no(&No::Unknown))?;
    let me = Author::of(visitor).map(|a| a.id);
    let mine = me.is_some_and(|me| row.blob(7).is_ok_and(|owner| owner == me));
    let post = match row.opt_int(1)?.map(PostId::of_number) {
        Some(id) => posts::one(&house.register, id).await?,
        None => None,
    };
    let (may, public) = match post.map(|p| p.state) {
        Some(PostState::Shown) => (true, true),
        Some(PostState::Held | PostState::Removed) => (mine || super::read::moderates(visitor), false),
        Some(PostState::Deleted) => (false, false),
        None => (mine, false),
    };
    let jpeg = if may { kept::jpeg(&house.register, id, small).await? } else { None };
    jpeg.map(|jpeg| (jpeg, public)).ok_or_else(|| no(&No::Unknown))
}
