//! As the word of which institution somebody writes, and how that one stands now.

use kernel::{AuthorityId, Role, Visitor};
use web::{Failure, House};

use super::no;
use crate::{
    model::{
        Lane, Post,
        view::{InstitutionView, PostView},
    },
    rules::No,
    store::voices::Voices,
};

/// The institution as whose word somebody writes: its domain is proven, or one that is trusted vouches for it, in this moment.
///
/// # Errors
/// When the store fails.
pub async fn of_writer(house: &House, visitor: &Visitor) -> Result<Option<AuthorityId>, Failure> {
    match visitor.staff() {
        Some(staff) if staff.role == Role::Institution => {
            Ok(house.register.proven_voice(staff.id).await?.map(|found| found.id))
        }
        _ => Ok(None),
    }
}

/// Whose word a post is, and how that institution stands now.
///
/// # Errors
/// When the store fails.
pub async fn of_post(house: &House, post: &Post) -> Result<Option<InstitutionView>, Failure> {
    if post.lane != Lane::Official {
        return Ok(None);
    }
    let whose = house.shelf.get::<Voices>().of(&house.store, post.id).await?;
    let found = whose.and_then(|id| house.institutions.of(id));
    // Of what was written before anybody asked for proofs nothing is known.
    let unknown = || InstitutionView { domain: String::new(), standing: "unproven" };
    Ok(Some(found.map_or_else(unknown, |(domain, standing)| InstitutionView { domain, standing: standing.word() })))
}

/// Refuses to change what stands as the word of an institution when that one is not proven any more, or whoever wrote it speaks for it no more.
///
/// # Errors
/// [`No::NotProven`].
pub async fn may_change(house: &House, visitor: &Visitor, post: &Post) -> Result<(), Failure> {
    if post.lane != Lane::Official {
        return Ok(());
    }
    let whose = house.shelf.get::<Voices>().of(&house.store, post.id).await?;
    let speaks = of_writer(house, visitor).await?;
    if speaks.is_some() && speaks == whose { Ok(()) } else { Err(no(&No::NotProven)) }
}

/// Whether a post is the word of an institution that is proven now.
#[must_use]
pub fn is_proven(post: &PostView) -> bool {
    post.author.institution.as_ref().is_some_and(|i| i.standing == "proven")
}
