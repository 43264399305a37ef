//! Where what is known of posts, and what is held back, meets the way of a post.

use ::store::{Change, params};
use kernel::{Id, IncidentId, PersonId};
use register::seconds;
use web::{Failure, House};

use super::{embargo, truth};
use crate::{
    model::{AuthorKind, Draft, Lane, Post, PostState, Truth, Writer, hold, rumour::About},
    rules,
    store::{gathered::Copied, holds, posts::New, rumours, waits},
};

/// Whether a post is held back as it is published or changed, and until when.
///
/// # Errors
/// When the store fails.
pub async fn held(house: &House, draft: &hold::Draft<'_>) -> Result<Option<hold::Hold>, Failure> {
    let (wards, known) = (embargo::wards(house).await?, web::landmarks::known(house).await?);
    Ok(rules::hold::decide(house.clock.now(), draft, &wards, &known))
}

/// What is known of a post as it is written: what was ruled on what it copies, or that its author, who says so, is there.
///
/// # Errors
/// When the store fails.
pub async fn first(
    house: &House,
    of: IncidentId,
    (writer, lane): (&Writer, Lane),
    draft: &mut Draft,
) -> Result<(Truth, Option<Copied>), Failure> {
    let person = (writer.author.kind == AuthorKind::Person).then(|| PersonId::from_bytes(writer.author.id));
    // Who is elsewhere, or may be anywhere, is no witness, whatever they tick.
    draft.witness = draft.witness && person.is_some_and(|me| truth::stands_in_zone(house, me, of));
    let pictures: Vec<_> = draft.pictures.iter().map(|(id, _)| *id).collect();
    // What an institution says whose domain is proven may say what a rumour says in order to deny it.
    let copied = match lane {
        Lane::Official => None,
        _ => truth::copied(house, of, draft.text.as_deref().unwrap_or_default(), &pictures).await?,
    };
    Ok((truth::first_truth(copied.as_ref(), draft.witness), copied))
}

/// What else is written with a new post: which copies it is one of, what holds it back.
pub fn joined(
    house: &House,
    change: Change,
    new: &New<'_>,
    copied: Option<&Copied>,
    hold: Option<&hold::Hold>,
) -> Change {
    let now = house.clock.now();
    let change = match copied {
        Some((rumour, how, _)) => change.run(rumours::ADD_COPY, params![new.id, *rumour, how.number(), now]),
        None => change,
    };
    match hold {
        Some(hold) => holds::add(change, new.id, (new.incident, new.drill), hold, now),
        None => change,
    }
}

/// A post that says something else from now on, and is held because of it. What is held already stays so, and who holds it decides when it is
/// released: nobody has asked to show it as it is now, and what accuses somebody by now waits for a moderator. How it stands then.
///
/// # Errors
/// When the store fails.
pub async fn changed(
    house: &House,
    change: Change,
    next: &Post,
    hold: Option<&hold::Hold>,
) -> Result<(Change, PostState), Failure> {
    let now = house.clock.now();
    if next.state != PostState::Held {
        return Ok(match hold {
            Some(hold) => (holds::hold(change, next, hold, now), PostState::Held),
            None => (change, next.state),
        });
    }
    let change = seconds::over(change, waits::EARLY, waits::named(next.id));
    let was = holds::one(&house.store, next.id).await?.filter(|was| was.hold.why.ends());
    Ok(match (hold.filter(|hold| !hold.why.ends()), was) {
        (Some(hold), Some(was)) => (holds::go_on(change, &was, next, hold, now), PostState::Held),
        _ => (change, PostState::Held),
    })
}

/// What is known of a post by now, on disk: whether it may be passed on.
///
/// # Errors
/// When the store fails.
pub async fn truth(house: &House, post: &Post) -> Result<Truth, Failure> {
    Ok(rules::rumour::truth(truth::about(house, post).await?.0))
}

/// Who says what of a post, for those of which somebody says anything.
///
/// # Errors
/// When the store fails.
pub async fn about(house: &House, post: &Post) -> Result<About, Failure> {
    match post.truth {
        Truth::Unverified | Truth::Witness if !truth::shares_a_link(post) => Ok(About::default()),
        _ => Ok(truth::about(house, post).await?.1),
    }
}
