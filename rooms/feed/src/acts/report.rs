//! Somebody tells moderators that something is wrong with a post. What several say of it is one report, which stands the higher for each of
//! them; what staff say is a report of its own, on which they do not decide. Nothing is hidden by how many say so: people decide, the gravest
//! first.

use ::store::{Change, StoreError};
use kernel::{Id, PersonId, PostId, Span, Visitor};
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
/// How often somebody tries again who says something at once with another.
const AT_ONCE: usize = 8;

/// Reports a post: each person and each member of staff once.
///
/// # Errors
/// [`No::Unknown`], [`No::TooLong`], [`No::TooMany`]; [`No::Reported`] the second time; [`Failure::Changed`] when very many say so at once.
pub async fn report(
    house: &House,
    visitor: &Visitor,
    id: PostId,
    why: Flag,
    words: Option<&str>,
) -> Result<(), Failure> {
    let me = actor(visitor)?;
    if words.is_some_and(|w| words::characters(w) > LONGEST_FLAG) {
        return Err(no(&No::TooLong { most: LONGEST_FLAG }));
    }
    // What is public is read by one moderator alone: what is told of it holds no contact either.
    let words = words.map(masked).transpose()?.flatten();
    let post = kept::one(&house.register, id).await?.filter(Post::is_shown).ok_or_else(|| no(&No::Unknown))?;
    // Where there are none, no pictures are hard to bear: somebody has another look at it all.
    let why = if why == Flag::Graphic && post.pictures == 0 { Flag::Other } else { why };
    let now = house.clock.now();
    let href = format!("/post/{id}");
    let evidence = json!({ "words": words, "post": post.text, "share": href }).to_string();
    let of = [&id.number().to_be_bytes()[..], why.word().as_bytes()].concat();
    let (what, once) = if post.drill {
        ("reports of posts in an exercise", "report of a post in an exercise")
    } else {
        ("reports of posts", "report of a post")
    };
    let this = [&me.id[..], &id.number().to_be_bytes()].concat();
    for _ in 0..AT_ONCE {
        let several = house.register.report_of_several("a post", &of, visitor, now).await?;
        let Some((report, known)) = several else { return Ok(()) };
        let change = house.register.take_allowance(Change::new(), what, &me.id, now, Span::days(1), A_DAY);
        let change = house.register.take_allowance(change, once, &this, now, Span::days(30), 1);
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
        let change = if known {
            house.register.reported_again(change, report, words.as_deref(), post.text.as_deref()).await?
        } else {
            house.register.report(change, &new, now).await?
        };
        match house.store.apply(change).await {
            Ok(_) => return Ok(()),
            Err(StoreError::Missed { step: 0 }) => return Err(no(&No::TooMany)),
            Err(StoreError::Missed { step: 1 }) => return Err(no(&No::Reported)),
            // Another said something of it at once.
            Err(e) if e.missed() => {}
            Err(_) if !known && house.register.one_report(report).await?.is_some() => {}
            Err(e) => return Err(e.into()),
        }
    }
    Err(Failure::Changed)
}
