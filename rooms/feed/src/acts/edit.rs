//! Changing and deleting what one wrote.

use ::store::{Change, params};
use kernel::{PictureId, PostId, Visitor};
use web::{Failure, House, OrRefuse, thrice};

use super::{actor, masked, no, publish, seam, truth};
use crate::{
    model::{Cover, Draft, Lane, Post, PostState, hold},
    rules::{self, No},
    store::{pictures, posts as kept},
};

/// One's own post, whatever became of it.
pub(super) async fn own(house: &House, visitor: &Visitor, id: PostId) -> Result<Post, Failure> {
    let author = actor(visitor)?;
    let post = kept::one(&house.register, id).await?;
    post.filter(|p| p.author == author).ok_or_else(|| no(&No::Unknown))
}

/// What is looked at to decide whether a post is held as it is from now on.
pub(super) fn asked<'a>(post: &Post, text: &'a str, alts: &'a [&'a str], pictures: usize) -> hold::Draft<'a> {
    let (cell, drill) = (post.cell, post.drill);
    hold::Draft { text, alts, pictures, cell, drill, official: post.lane == Lane::Official }
}

/// The same of a post as it is.
pub(super) async fn as_it_is<T>(
    house: &House,
    post: &Post,
    look: impl FnOnce(&hold::Draft<'_>) -> T,
) -> Result<T, Failure> {
    let pics = pictures::of(&house.register, &[post.id]).await?;
    let alts: Vec<&str> = pics.iter().filter_map(|p| p.alt.as_deref()).collect();
    Ok(look(&asked(post, post.text.as_deref().unwrap_or_default(), &alts, pics.len())))
}

/// It says something else from now on; what it said before is kept, and shown.
///
/// # Errors
/// [`No::Unknown`], [`No::Over`], [`No::ManyEdits`], [`No::TooLong`].
pub async fn edit(
    house: &House,
    visitor: &Visitor,
    id: PostId,
    typed: &str,
    lang: Option<&str>,
) -> Result<PostState, Failure> {
    thrice(|| async move {
        let now = house.clock.now();
        let post = own(house, visitor, id).await?;
        super::voice::may_change(house, visitor, &post).await?;
        let text = masked(typed)?.ok_or_else(|| no(&No::Empty))?;
        // What stood beside the text stays beside it.
        let inside: Vec<String> =
            words::hashtags(post.text.as_deref().unwrap_or_default()).into_iter().map(|t| t.key).collect();
        let stood = |name: &&String| words::tag_key(name).is_some_and(|key| !inside.contains(&key));
        let beside: Vec<String> = post.tags.iter().filter(stood).cloned().collect();
        let tags = publish::tags_of(&text, &beside)?;
        let edits = house.store.one(kept::EDITS, params![id]).await?.map_or(Ok(0), |r| r.int(0))?;
        rules::edit(&post, edits, &text, &tags).or_refuse()?;
        if post.text.as_deref() == Some(text.as_str()) {
            return Ok(post.state);
        }
        let writer = super::writer(house, visitor).await?;
        let draft = Draft { tags, ..Draft::default() };
        publish::unlocked(house, &writer, &draft, post.drill).await?;
        let pics = pictures::of(&house.register, &[id]).await?;
        let alts: Vec<&str> = pics.iter().filter_map(|p| p.alt.as_deref()).collect();
        let hold = seam::held(house, &asked(&post, typed, &alts, pics.len())).await?;
        let lang = lang.map_or_else(|| post.lang.clone(), |l| publish::lang(Some(l)));
        let mut change = Change::new();
        for name in &draft.tags {
            if let Some(key) = words::tag_key(name) {
                change = crate::store::tags::add(change, (&key, name), post.drill, None, now);
            }
        }
        let change = kept::edit(change, &house.register, &post, (&text, &draft.tags, &lang), now);
        let next = Post { version: post.version.saturating_add(1), ..post.clone() };
        let (change, state) = seam::changed(house, change, &next, hold.as_ref()).await?;
        let change = truth::anew(house, change, &post, &text, now).await?;
        house.store.apply(change.event(kept::told(&post, changed(state)))).await?;
        Ok(state)
    })
    .await
}

/// What a post that was changed is told as.
const fn changed(state: PostState) -> &'static str {
    if matches!(state, PostState::Held) { "held" } else { "edited" }
}

/// It is gone: what it said, what it said before, its pictures.
///
/// # Errors
/// [`No::Unknown`].
pub async fn delete(house: &House, visitor: &Visitor, id: PostId) -> Result<(), Failure> {
    thrice(|| async move {
        let now = house.clock.now();
        let post = own(house, visitor, id).await?;
        if matches!(post.state, PostState::Deleted | PostState::Removed) {
            return Ok(());
        }
        house.store.apply(kept::end(Change::new(), &post, PostState::Deleted, now)).await?;
        Ok(())
    })
    .await
}

/// Its author says what is seen on a picture.
///
/// # Errors
/// [`No::Unknown`], [`No::NotProven`], [`No::Over`], [`No::LongAlt`].
pub async fn say_alt(
    house: &House,
    visitor: &Visitor,
    id: PostId,
    picture: PictureId,
    typed: &str,
) -> Result<(), Failure> {
    thrice(|| async move {
        let (post, now) = (own(house, visitor, id).await?, house.clock.now());
        if !matches!(post.state, PostState::Shown | PostState::Held) {
            return Err(no(&No::Over));
        }
        super::voice::may_change(house, visitor, &post).await?;
        let alt = masked(typed)?;
        if alt.as_deref().is_some_and(|a| words::characters(a) > rules::LONGEST_ALT) {
            return Err(no(&No::LongAlt { most: rules::LONGEST_ALT }));
        }
        let pics = pictures::of(&house.register, &[id]).await?;
        let (same, others): (Vec<_>, Vec<_>) = pics.iter().partition(|p| p.id == picture);
        if same.is_empty() {
            return Err(no(&No::Unknown));
        }
        let alts: Vec<&str> = others.iter().filter_map(|p| p.alt.as_deref()).chain([typed]).collect();
        let says = post.text.as_deref().unwrap_or_default();
        let hold = seam::held(house, &asked(&post, says, &alts, pics.len())).await?;
        let alt = house.register.seal_or_null(pictures::ALT, alt.as_deref());
        // Whoever has looked at it has not read this.
        let change = Change::new().must(kept::TOUCH_POST, params![id, post.version, now]);
        let change = change.must(pictures::SAY_ALT, params![picture, id, alt]);
        let next = Post { version: post.version.saturating_add(1), ..post };
        let (change, state) = seam::changed(house, change, &next, hold.as_ref()).await?;
        house.store.apply(change.event(kept::told(&next, changed(state)))).await?;
        Ok(())
    })
    .await
}

/// Its author covers the pictures of a post, or takes off the cover that they put on; that of others stays.
///
/// # Errors
/// [`No::Unknown`].
pub async fn cover(house: &House, visitor: &Visitor, id: PostId, covered: bool) -> Result<(), Failure> {
    let post = own(house, visitor, id).await?;
    let change = cover_own(house, Change::new(), &post, covered).await?;
    if !change.is_empty() {
        house.store.apply(change).await?;
    }
    Ok(())
}

/// The cover of the author is on the pictures of a post, or not any more: nothing when it is so already.
pub(super) async fn cover_own(house: &House, change: Change, post: &Post, covered: bool) -> Result<Change, Failure> {
    let own = |cover: Cover| cover != cover.by_others();
    if pictures::of(&house.register, &[post.id]).await?.iter().all(|p| own(p.cover) == covered) {
        return Ok(change);
    }
    let sql = if covered { pictures::COVER_OWN } else { pictures::UNCOVER_OWN };
    Ok(change.run(sql, params![post.id]).event(kept::told(post, "edited")))
}
