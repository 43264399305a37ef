//! What is known of posts: gathering what is said again, ruling on it, seeing it too.

mod by_hand;
mod gather;
mod queue;
mod rule;
mod see;

pub use by_hand::{begin, part, put, set_aside};
pub use gather::{LOOK_BACK_JOB, anew, copied, first_truth, gathered, left, loose, shares_a_link};
pub use queue::{Queued, Shown, copies_of, public, queue, whole};
pub use rule::{RULED_JOB, appeal, may_rule, rule, rules_on, spread};
pub use see::{counted, see, signs, stands_in_zone, unsee};

use std::sync::Arc;

use ::store::params;
use kernel::{PictureId, PostId, Refuse, Role, RumourId, Staff, Time};
use media::Print;
use register::AuditLine;
use serde_json::json;
use web::{Access, Failure, House};

use crate::{
    model::{
        Post,
        rumour::{About, Known, Rumour},
    },
    rules::{self, Not, copies::Marks},
    store::{gathered::Gathered, rumours as kept},
};

/// Who rules on rumours.
pub const RULERS: Access = Access::Staff(&[Role::Verifier, Role::Moderator, Role::Institution, Role::Admin]);

/// A refusal as a failure.
pub(crate) fn not(refused: &Not) -> Failure {
    Failure::Refused(refused.refusal())
}

/// By what copies of a text and of pictures are recognised.
pub(super) async fn marks(house: &House, text: &str, prints: Vec<Print>) -> Result<Marks, Failure> {
    let places = house.shelf.get::<Gathered>().places(&web::landmarks::known(house).await?);
    Ok(Marks::of(text, prints, |word| places.contains(word)))
}

/// What the pictures of a post are recognised by.
async fn prints(house: &House, posts: &[PostId]) -> Result<Vec<(PostId, Print)>, Failure> {
    let rows = house.register.many(kept::PRINTS, posts).await?;
    let read = rows.iter().map(|row| Ok((PostId::of_number(row.int(0)?), Print::from_bytes(row.blob(1)?))));
    let read = read.collect::<Result<Vec<_>, ::store::StoreError>>()?;
    Ok(read.into_iter().filter_map(|(post, print)| Some((post, print?))).collect())
}

/// … pictures that wait for their post.
pub(super) async fn prints_waiting(house: &House, ids: &[PictureId]) -> Result<Vec<Print>, Failure> {
    let rows = house.register.many(kept::PRINTS_WAITING, ids).await?;
    let read = rows.iter().map(|row| Ok(Print::from_bytes(row.blob(0)?)));
    Ok(read.collect::<Result<Vec<_>, ::store::StoreError>>()?.into_iter().flatten().collect())
}

/// By what copies of a post are recognised.
async fn marks_of(house: &House, post: &Post) -> Result<Marks, Failure> {
    let prints = match post.pictures {
        0 => Vec::new(),
        _ => prints(house, &[post.id]).await?.into_iter().map(|(_, print)| print).collect(),
    };
    marks(house, post.text.as_deref().unwrap_or_default(), prints).await
}

/// Everything that is known of a post, on disk now.
///
/// # Errors
/// When the store fails.
pub async fn about(house: &House, post: &Post) -> Result<(Known, About), Failure> {
    let about = kept::about(&house.register, &[post.id]).await?.remove(&post.id).unwrap_or_default();
    let ruled = about.ruled().map(|verdict| (1, verdict));
    Ok((Known { witness: post.witness, people: about.people, ruled }, about))
}

/// The memory of what is said again.
fn memory(house: &House) -> Arc<Gathered> {
    house.shelf.get()
}

async fn rumour(house: &House, id: RumourId) -> Result<Rumour, Failure> {
    kept::one(&house.store, id).await?.ok_or_else(|| not(&Not::Unknown))
}

/// A line of the audit: which rumour, and no word of any post.
fn line(now: Time, staff: &Staff, act: &str, of: &Rumour) -> AuditLine {
    AuditLine::new(now, staff, act).of(of.incident).with(json!({ "rumour": of.id, "version": of.version }))
}

/// What is known of a post from now on is what stands on disk; told, when it is something else.
async fn know(house: &House, change: ::store::Change, post: &Post, now: Time) -> Result<::store::Change, Failure> {
    let truth = rules::rumour::truth(about(house, post).await?.0);
    if truth == post.truth {
        return Ok(change);
    }
    Ok(change.run(kept::KNOW, params![post.id, truth.number(), now]).event(crate::store::posts::told(post, "known")))
}
