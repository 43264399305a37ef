//! Somebody tells moderators that something is wrong with a post. Nothing is hidden by how many say so: people decide, the gravest first.

use ::store::{Change, StoreError};
use kernel::{Id, PersonId, PostId, ReportId, Span, Visitor};
use register::{NewReport, ReportKind, reports::teller};
use serde_json::json;
use web::{Failure, House};

use super::{actor, masked, no};
use crate::{
    model::{AuthorKind, Flag, Post},
    rules::{LONGEST_FLAG, No},
    store::posts as kept,
};

/// Reports of one person in a day.
const A_DAY: i64 = 20;

/// Reports a post: each person and each member of staff once.
///
/// # Errors
/// [`No::Unknown`], [`No::TooLong`], [`No::TooMany`]; [`No::Reported`] the second time.
pub async fn report(
    house: &House,
    visitor: &Visitor,
    id: PostId,
    why: Flag,
    words: Option<&str>,
) -> Result<ReportId, Failure> {
    let me = actor(visitor)?;
    if words.is_some_and(|w| words::characters(w) > LONGEST_FLAG) {
        return Err(no(&No::TooLong { most: LONGEST_FLAG }));
    }
    // What is public is read by one moderator alone: what is told of it holds no contact either.
    let words = words.map(masked).transpose()?.flatten();
    let post = kept::one(&house.register, id).await?.filter(Post::is_shown).ok_or_else(|| no(&No::Unknown))?;
    let now = house.clock.now();
    let report: ReportId = house.dice.id(now);
    let href = format!("/post/{id}");
    let evidence = json!({ "words": words, "post": post.text, "share": href }).to_string();
    let new = NewReport {
        id: report,
        kind: ReportKind::Post,
        incident: post.incident,
        drill: post.drill,
        reason: why.word(),
        teller: if me.kind == AuthorKind::Person { "reader" } else { "staff" },
        risk: why.risk(),
        said_by: teller(visitor),
        // Staff answer for what they write as people do: none of them decides on their own.
        about: Some(PersonId::from_bytes(post.author.id)),
        evidence: &evidence,
        href: Some(&href),
        first: None,
    };
    let (what, once) = if post.drill {
        ("reports of posts in an exercise", "report of a post in an exercise")
    } else {
        ("reports of posts", "report of a post")
    };
    let this = [&me.id[..], &id.number().to_be_bytes()].concat();
    let change = house.register.take_allowance(Change::new(), what, &me.id, now, Span::days(1), A_DAY);
    let change = house.register.take_allowance(change, once, &this, now, Span::days(30), 1);
    match house.store.apply(house.register.report(change, &new, now).await?).await {
        Ok(_) => Ok(report),
        Err(StoreError::Missed { step: 0 }) => Err(no(&No::TooMany)),
        Err(StoreError::Missed { step: 1 }) => Err(no(&No::Reported)),
        Err(e) => Err(e.into()),
    }
}
