//! Where what is known of posts, and what is held back, meets the way of a post.

use ::store::Change;
use web::{Failure, House};

use crate::{
    model::{Post, Truth, hold},
    store::posts::New,
};

/// Whether a post is held back as it is published or changed, and until when.
///
/// # Errors
/// When the store fails.
pub async fn held(house: &House, draft: &hold::Draft<'_>) -> Result<Option<hold::Hold>, Failure> {
    let _ = (house, draft);
    Ok(None)
}

/// What else is written with a new post: which copies it is one of, what holds it back.
///
/// # Errors
/// When the store fails.
pub async fn joined(
    house: &House,
    change: Change,
    new: &New<'_>,
    hold: Option<&hold::Hold>,
) -> Result<Change, Failure> {
    let _ = (house, new, hold);
    Ok(change)
}

/// The same for a post that says something else from now on.
///
/// # Errors
/// When the store fails.
pub async fn changed(
    house: &House,
    change: Change,
    post: &Post,
    text: &str,
    hold: Option<&hold::Hold>,
) -> Result<Change, Failure> {
    let _ = (house, post, text, hold);
    Ok(change)
}

/// What is known of a post: its own state, or what was ruled on what it is a copy of.
///
/// # Errors
/// When the store fails.
pub async fn truth(house: &House, post: &Post) -> Result<Truth, Failure> {
    let _ = house;
    Ok(post.truth)
}
