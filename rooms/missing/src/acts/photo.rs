//! Photos of who is sought: made harmless, kept sealed, shown to whom the search is shown.

use ::store::{Change, params};
use kernel::{Audience, Id, NoticeId, Span, Staff, Visitor};
use media::{Limits, Photo};
use register::{
    AuditLine, DecisionKind, Ground, decisions,
    seconds::{self, Turn},
    waiting::WaitingKind,
};
use serde_json::json;
use tokio::sync::Semaphore;
use web::{Failure, House, OrRefuse, thrice};

use super::{actor, free, limited, no, notice::own, ruled};
use crate::{
    model::{Appeal, Notice, NoticeState},
    rules::No,
    store::{notices, photos},
};

/// The most bytes of a photo that is sent.
pub const MOST_BYTES: usize = 8 << 20;
/// Photos of one person in an hour.
const AN_HOUR: i64 = 20;
/// Photos of drafts, which are of nobody yet, that one server looks at in a minute.
const OF_DRAFTS: i64 = 60;
/// Photos that are looked at at a time: each may hold much memory for a moment.
const AT_ONCE: usize = 2;

/// Who may go on to look at a photo. One lies on the shelf of the house.
pub(super) struct Looking(Semaphore);

impl Default for Looking {
    fn default() -> Self {
        Self(Semaphore::new(AT_ONCE))
    }
}

/// Keeps a photo of who is sought, instead of the one before. It is written anew: what was in the file besides the picture is gone.
///
/// # Errors
/// 404; [`No::Over`]; what is wrong with the file; [`No::TooMany`].
pub async fn set_photo(house: &House, visitor: &Visitor, id: NoticeId, file: Vec<u8>) -> Result<(), Failure> {
    let me = actor(visitor)?;
    let notice = own(house, me, id).await?.notice;
    let now = house.clock.now();
    if !notice.is_open(now) {
        return Err(no(&No::Over));
    }
    let photo = look(house, visitor, notice.drill, file).await?;
    let flag = photos::flag(&house.register, id, &photo.print).await?;
    thrice(|| async {
        let now = house.clock.now();
        let notice = own(house, me, id).await?.notice;
        if !notice.is_open(now) {
            return Err(no(&No::Over));
        }
        // Nobody has looked at this one: what was said yes to was another.
        let change = ruled::settled(Change::new(), id).must(notices::OTHER_PHOTO, params![id, notice.version, now]);
        let change = photos::set(change, &house.register, id, &photo, flag, now);
        house.store.apply(change.event(notices::changed(&notice, notice.state))).await?;
        Ok(())
    })
    .await
}

/// Looks at a file: what comes back is written anew, small, and says nothing but what is seen.
///
/// # Errors
/// What is wrong with the file; [`No::TooMany`].
pub async fn look(house: &House, visitor: &Visitor, drill: bool, file: Vec<u8>) -> Result<Photo, Failure> {
    let change = match visitor.person() {
        Some(me) => limited(house, super::notice::drills(drill, "photo"), &me.bytes(), Span::hours(1), AN_HOUR),
        None => limited(house, "photos of drafts", b"all", Span::minutes(1), OF_DRAFTS),
    };
    match house.store.apply(change).await {
        Ok(_) => look_again(house, file).await,
        Err(e) if e.missed() => Err(no(&No::TooMany)),
        Err(e) => Err(e.into()),
    }
}

/// Looks at the photo of a search that is being written.
///
/// # Errors
/// What is wrong with the file; [`No::NoIncident`]; [`No::TooMany`].
pub async fn look_at(house: &House, visitor: &Visitor, file: Vec<u8>) -> Result<Photo, Failure> {
    look(house, visitor, super::incident(house, None)?.drill, file).await
}

/// The same for a picture that was looked at before, and is small: it is not counted.
///
/// # Errors
/// What is wrong with the file.
pub async fn look_again(house: &House, file: Vec<u8>) -> Result<Photo, Failure> {
    let looking = house.shelf.get::<Looking>();
    let Ok(_turn) = looking.0.acquire().await else { return Err(no(&No::TooMany)) };
    let limits = Limits { bytes: MOST_BYTES, ..Limits::default() };
    let taken = tokio::task::spawn_blocking(move || Photo::take(&file, &limits)).await;
    // A decoder that breaks on a file has not taken it.
    taken.unwrap_or(Err(media::Refused::Broken)).map_err(No::Photo).or_refuse()
}

/// The photo of a draft, for whoever has its token.
///
/// # Errors
/// [`No::DraftOver`].
pub async fn draft_photo(house: &House, token: &str) -> Result<Option<Vec<u8>>, Failure> {
    let draft = super::read_draft(house, token).await?;
    Ok(photos::jpeg(&house.register, draft.id, false).await?)
}

/// Takes the photo of one's own search away.
///
/// # Errors
/// 404.
pub async fn drop_photo(house: &House, visitor: &Visitor, id: NoticeId) -> Result<(), Failure> {
    let notice = own(house, actor(visitor)?, id).await?.notice;
    let change = ruled::settled(Change::new(), id)
        .run(photos::DROP_PHOTO, params![id])
        .event(notices::changed(&notice, notice.state));
    house.store.apply(change).await?;
    Ok(())
}

/// The photo of a search for who may see it: its seeker and moderators; anybody while a public appeal for it is on.
///
/// # Errors
/// 404.
pub async fn photo(house: &House, notice: &Notice, audience: Audience, small: bool) -> Result<Vec<u8>, Failure> {
    let may = match audience {
        Audience::Seeker | Audience::Moderator => true,
        Audience::Public => notice.appeal == Appeal::Approved && notice.is_open(house.clock.now()),
        _ => false,
    };
    let jpeg = if may { photos::jpeg(&house.register, notice.id, small).await? } else { None };
    jpeg.ok_or_else(|| no(&No::Unknown))
}

/// The photo of one's own search.
///
/// # Errors
/// 404.
pub async fn own_photo(house: &House, visitor: &Visitor, id: NoticeId, small: bool) -> Result<Vec<u8>, Failure> {
    let notice = own(house, actor(visitor)?, id).await?.notice;
    photo(house, &notice, Audience::Seeker, small).await
}

/// The photo of a public appeal.
///
/// # Errors
/// 404.
pub async fn shared_photo(house: &House, share: &str, small: bool) -> Result<Vec<u8>, Failure> {
    let notice = super::notice::by_share(house, share).await?;
    photo(house, &notice, Audience::Public, small).await
}

/// The photo of a search that a moderator decides on.
///
/// # Errors
/// 404.
pub async fn any_photo(house: &House, id: NoticeId, small: bool) -> Result<Vec<u8>, Failure> {
    let notice = notices::one(&house.store, id).await?.ok_or_else(|| no(&No::Unknown))?;
    photo(house, &notice, Audience::Moderator, small).await
}

/// Moderators find that a picture is a hoax: the search is taken down, and the picture is known from now on. With `seen`, only the one that
/// they looked at. After a day nothing of it is left, so it takes two: the first press asks (`false`), that of another does it.
///
/// # Errors
/// 404; [`No::Over`]; [`No::Changed`]; [`register::NoGround`]; [`seconds::SamePerson`]; [`decisions::Overruled`].
pub async fn hoax(
    house: &House,
    staff: &Staff,
    id: NoticeId,
    seen: Option<&str>,
    ground: &str,
) -> Result<bool, Failure> {
    let ground = Ground::read(ground, DecisionKind::Hoax, true).or_refuse()?;
    free(house, staff, WaitingKind::Appeal, id).await?;
    let now = house.clock.now();
    let n = notices::one(&house.store, id).await?.ok_or_else(|| no(&No::Unknown))?;
    if n.state != NoticeState::Searching {
        return Err(no(&No::Over));
    }
    // Read after the search: another photo moves its version.
    if seen.is_some() && photos::told_by(&house.register, id).await?.as_deref() != seen {
        return Err(no(&No::Changed));
    }
    house.register.may_decide_again(DecisionKind::Hoax, &ruled::own_page(id), staff.id).await?.or_refuse()?;
    let line =
        |act: &str| AuditLine::new(now, staff, act).of(n.incident).with(json!({ "notice": n.id, "ground": ground }));
    let href = ruled::page(id);
    let of = ruled::hoax(&n, &href);
    let asked = house.register.second(of.act, of.id, now).await?;
    let Turn::Agrees(first) = seconds::turn(now, asked.as_ref(), staff).or_refuse()? else {
        let change = seconds::asks(Change::new(), &of, staff, now);
        house.store.apply(house.register.audit(change, &line("notice.hoax_asked"))).await?;
        return Ok(false);
    };
    let state = NoticeState::TakenDown;
    let change = seconds::agreed(Change::new(), &of, &first);
    let change = ruled::against(house, change, &n, (DecisionKind::Hoax, staff, Some(ground)), now);
    // The photo stays, sealed, as long as that can be taken back.
    let change = photos::hoax(change, id, now)
        .must(notices::MOVE, params![n.id, n.version, state.number(), n.person, n.found, n.expires, now])
        .job(notices::forget_job(&n, now.plus(super::KEPT)))
        .event(notices::changed(&n, state));
    house.store.apply(house.register.audit(change, &line(ruled::HOAX))).await?;
    Ok(true)
}

/// Who finds that a picture is a hoax, and waits for another person to agree.
///
/// # Errors
/// When the store fails.
pub async fn hoax_asked(house: &House, id: NoticeId) -> Result<Option<String>, Failure> {
    Ok(house.register.second(ruled::HOAX, id.bytes(), house.clock.now()).await?.map(|hand| hand.name))
}

/// A moderator takes that back, as long as what describes somebody is kept: the search goes on, and the picture is known as nothing.
///
/// # Errors
/// 404; [`No::Over`].
pub async fn no_hoax(house: &House, staff: &Staff, id: NoticeId) -> Result<(), Failure> {
    thrice(|| async move {
        let now = house.clock.now();
        let n = notices::one(&house.store, id).await?.ok_or_else(|| no(&No::Unknown))?;
        if n.state != NoticeState::TakenDown || now >= n.expires || now >= n.changed.plus(super::KEPT) {
            return Err(no(&No::Over));
        }
        let line = AuditLine::new(now, staff, "notice.no_hoax").of(n.incident).with(json!({ "notice": n.id }));
        let change = decisions::taken_back(Change::new(), DecisionKind::Hoax, &n.id.to_string());
        let change = ruled::goes_on(change, &n, now);
        house.store.apply(house.register.audit(change, &line)).await?;
        Ok(())
    })
    .await
}
