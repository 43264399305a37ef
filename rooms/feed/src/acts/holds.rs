//! What is held back: what moderators decide, and what authors take back.

use ::store::{Change, params};
use kernel::{PostId, Refuse, Role, Staff, Visitor};
use register::AuditLine;
use serde_json::json;
use web::{Access, Failure, House, OrRefuse, thrice};

use crate::{
    acts::{self, actor},
    model::{
        Cover, Post, PostState,
        view::{Look, PostView},
    },
    rules::{self, Not},
    store::{
        holds::{self as kept, End, Kept},
        pictures, posts,
    },
};

/// Who decides what is held.
pub const MODERATORS: Access = Access::Staff(&[Role::Moderator, Role::Operator, Role::Admin]);

/// Holds that are shown at once.
const MOST: i64 = 200;

fn not(refused: &Not) -> Failure {
    Failure::Refused(refused.refusal())
}

/// A post that is held, as moderators see it.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Why and until when.
    pub kept: Kept,
    /// The post.
    pub post: PostView,
}

/// What is held, the oldest first.
///
/// # Errors
/// When the store fails.
pub async fn waiting(house: &House, drill: bool) -> Result<Vec<Waiting>, Failure> {
    let rows = house.store.read(kept::HOLDS, params![drill, MOST]).await?;
    let all = rows.iter().map(kept::kept).collect::<Result<Vec<_>, _>>()?;
    let ids: Vec<PostId> = all.iter().map(|k| k.post).collect();
    let mut read = acts::several(house, &ids).await?;
    let mut out = Vec::with_capacity(all.len());
    for kept in all {
        let Some((post, pics)) = read.remove(&kept.post) else { continue };
        if let Some(post) = acts::seen(house, &post, &pics, Look::Moderator).await? {
            out.push(Waiting { kept, post });
        }
    }
    Ok(out)
}

async fn held(house: &House, id: PostId) -> Result<(Kept, Post), Failure> {
    let kept = kept::one(&house.store, id).await?.ok_or_else(|| not(&Not::NotHeld))?;
    let post = posts::one(&house.register, id).await?.ok_or_else(|| not(&Not::Unknown))?;
    Ok((kept, post))
}

/// A moderator releases what is held, or keeps it back for good: each with a reason of the list. What an embargo holds waits for its end,
/// unless whoever may end embargoes says so.
///
/// # Errors
/// [`Not::NotHeld`], [`Not::Reason`], [`Not::Embargoed`].
pub async fn decide(house: &House, staff: &Staff, id: PostId, release: bool, reason: &str) -> Result<(), Failure> {
    rules::hold::reason(release, reason).or_refuse()?;
    thrice(|| async move {
        let now = house.clock.now();
        let (kept, post) = held(house, id).await?;
        rules::hold::may_decide(staff.role, &kept.hold, release).or_refuse()?;
        let by = Some((staff, reason));
        let change = if release {
            kept::release(Change::new(), &kept, &post, by, now)
        } else {
            let change = kept::end(Change::new(), &kept, End::Kept, by, now);
            let moved =
                params![id, post.version, PostState::Removed.number(), 0_i64, Option::<kernel::Time>::None, now];
            change.must(posts::MOVE_POST, moved).event(posts::told(&post, "removed"))
        };
        let act = if release { "hold.release" } else { "hold.keep" };
        let details = json!({ "post": id, "why": kept.hold.why.word(), "reason": reason });
        let line = AuditLine::new(now, staff, act).of(post.incident).with(details);
        house.store.apply(house.register.audit(change, &line)).await?;
        Ok(())
    })
    .await
}

/// Its author takes a post back that is held: it is gone, as if deleted.
///
/// # Errors
/// [`Not::Unknown`], [`Not::NotHeld`].
pub async fn withdraw(house: &House, visitor: &Visitor, id: PostId) -> Result<(), Failure> {
    let author = actor(visitor)?;
    thrice(|| async move {
        let now = house.clock.now();
        let post = posts::one(&house.register, id).await?.filter(|p| p.author == author);
        let post = post.ok_or_else(|| not(&Not::Unknown))?;
        let kept = kept::one(&house.store, id).await?.ok_or_else(|| not(&Not::NotHeld))?;
        let change = kept::end(Change::new(), &kept, End::Withdrawn, None, now);
        house.store.apply(posts::end(change, &post, PostState::Deleted, now)).await?;
        Ok(())
    })
    .await
}

/// A moderator covers the pictures of a post until somebody asks to see them, or takes the cover off.
///
/// # Errors
/// [`Not::Unknown`].
pub async fn cover(house: &House, staff: &Staff, id: PostId, covered: bool) -> Result<(), Failure> {
    let now = house.clock.now();
    let post = posts::one(&house.register, id).await?.ok_or_else(|| not(&Not::Unknown))?;
    let mark = if covered { Cover::Moderator } else { Cover::None };
    let change = covers(house, Change::new(), &post, mark, |was| was != mark).await?;
    if change.is_empty() {
        return Ok(());
    }
    let act = if covered { "picture.cover" } else { "picture.uncover" };
    let line = AuditLine::new(now, staff, act).of(post.incident).with(json!({ "post": id }));
    house.store.apply(house.register.audit(change, &line)).await?;
    Ok(())
}

/// The pictures of a post are covered, or not any more: those whose cover is `meant`.
pub(super) async fn covers(
    house: &House,
    change: Change,
    post: &Post,
    mark: Cover,
    meant: impl Fn(Cover) -> bool,
) -> Result<Change, Failure> {
    let pics = pictures::of(&house.register, &[post.id]).await?;
    let meant: Vec<_> = pics.iter().filter(|p| meant(p.cover)).collect();
    if meant.is_empty() {
        return Ok(change);
    }
    let change = meant.iter().fold(change, |c, p| c.run(pictures::COVER, params![p.id, mark.number()]));
    Ok(change.event(posts::told(post, "edited")))
}
