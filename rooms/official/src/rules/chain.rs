//! Who may move a message on, and when.

use kernel::Time;

use super::No;
use crate::model::{Authority, Kept, Speaker, Stage, Standing, Trust, Turn};

/// Whether somebody may propose a message of an institution, or of this server when it is none.
///
/// # Errors
/// [`No::NotAccredited`], [`No::NotProven`].
pub fn propose(speaker: &Speaker, whom: Option<(&Authority, &Standing)>) -> Result<(), No> {
    if !speaker.speaks_for(whom.map(|(a, _)| a)) {
        return Err(No::NotAccredited);
    }
    match whom {
        Some((_, standing)) if !standing.is_proven() => Err(No::NotProven),
        _ => Ok(()),
    }
}

/// A second person says yes. There is no other way for a real one.
///
/// # Errors
/// [`No::SamePerson`], [`No::MovedOn`] and as [`propose`].
pub fn confirm(speaker: &Speaker, whom: Option<(&Authority, &Standing)>, of: &Kept) -> Result<(), No> {
    if of.stage != Stage::Proposed {
        return Err(No::MovedOn);
    }
    if !speaker.answers_for(whom.map(|(a, _)| a)) {
        return Err(No::NotAccredited);
    }
    if of.made_by == Some(speaker.id) {
        return Err(No::SamePerson);
    }
    match whom {
        Some((_, standing)) if !standing.is_proven() => Err(No::NotProven),
        _ => Ok(()),
    }
}

/// A proposal is dropped.
///
/// # Errors
/// [`No::MovedOn`], [`No::NotAccredited`].
pub fn drops(speaker: &Speaker, whom: Option<&Authority>, of: &Kept) -> Result<(), No> {
    match of.stage {
        Stage::Proposed if speaker.answers_for(whom) => Ok(()),
        Stage::Proposed => Err(No::NotAccredited),
        _ => Err(No::MovedOn),
    }
}

/// Whether a message can be corrected and cancelled: it was made here, everybody reads it, and nothing took its place.
#[must_use]
pub fn may_still_change(of: &Kept, now: Time) -> bool {
    of.stage == Stage::Published && of.trust == Trust::Ours && of.holds(now)
}

/// To how many people an exercise goes by the word of one person.
pub const DRILL_ALONE: usize = 200;

/// Whether a message goes out by the word of one person: what is real when it goes nowhere beyond what two people said before, an exercise
/// too when it reaches few.
#[must_use]
pub const fn goes_at_once(drill: bool, beyond: bool, people: usize) -> bool {
    !beyond || (drill && people <= DRILL_ALONE)
}

/// Somebody corrects or cancels, alone: a mistake is mended at once, whoever made it. Even somebody whose institution has lost its
/// proof may take back what was said.
///
/// # Errors
/// [`No::MovedOn`], [`No::NotAccredited`].
pub fn correct(speaker: &Speaker, whom: Option<&Authority>, of: &Kept, now: Time) -> Result<(), No> {
    if !speaker.answers_for(whom) {
        return Err(No::NotAccredited);
    }
    if may_still_change(of, now) { Ok(()) } else { Err(No::MovedOn) }
}

/// An operator passes on what came in: whoever signed it is the first of the two. Of an institution that was taken away, or has lost its
/// proof, nothing is passed on any more.
///
/// # Errors
/// [`No::NotVerified`], [`No::NotProven`], [`No::MovedOn`], [`No::NotAccredited`].
pub fn pass_on(speaker: &Speaker, whom: Option<&Standing>, of: &Kept, now: Time) -> Result<(), No> {
    if !speaker.operates {
        return Err(No::NotAccredited);
    }
    if of.trust != Trust::Verified {
        return Err(No::NotVerified);
    }
    if matches!(whom, Some(Standing::Lost { .. } | Standing::Ended)) {
        return Err(No::NotProven);
    }
    if of.stage != Stage::Heard || of.turn == Turn::Cancel || !of.holds(now) { Err(No::MovedOn) } else { Ok(()) }
}
