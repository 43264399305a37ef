//! Who may move a message on, and when.

use kernel::{IncidentId, OperatorId, Span, Time};

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

/// For how long after its time a message can still be cancelled: what was wrong is not over by itself for whoever was told.
const AFTERWARDS: Span = Span::hours(24);

/// Whether a message can be taken back: everybody reads it, nothing took its place, and its time is not long over.
#[must_use]
pub fn may_be_taken_back(of: &Kept, now: Time) -> bool {
    let late = of.expires.is_some_and(|until| until.plus(AFTERWARDS) <= now);
    of.stage == Stage::Published && of.turn != Turn::Cancel && of.replaced.is_none() && !late
}

/// Somebody takes a message back, alone: what was made here like a correction, what was passed on as somebody who passes on.
///
/// # Errors
/// [`No::MovedOn`], [`No::NotAccredited`].
pub fn cancel(speaker: &Speaker, whom: Option<&Authority>, of: &Kept, now: Time) -> Result<(), No> {
    let answers = if of.trust == Trust::Ours { speaker.answers_for(whom) } else { speaker.operates };
    if !answers {
        return Err(No::NotAccredited);
    }
    if may_be_taken_back(of, now) { Ok(()) } else { Err(No::MovedOn) }
}

/// To how many people an exercise goes by the word of one person.
pub const DRILL_ALONE: usize = 200;

/// Whether a message goes out by the word of one person: when it goes nowhere beyond what two people said before, an exercise too when it
/// reaches few. Of an exercise one person may have said what was before, and to nobody.
#[must_use]
pub const fn goes_at_once(drill: bool, beyond: bool, of_two: bool, people: usize) -> bool {
    if drill { people <= DRILL_ALONE || (!beyond && of_two) } else { !beyond }
}

/// Whether two people said to many what a chain says: it was an exercise that waited for the second.
#[must_use]
pub fn two_said(chain: &[Kept]) -> bool {
    chain.iter().any(|k| k.stage == Stage::Published && k.confirmed_name.is_some() && k.incident.is_some())
}

/// Whether a message may be put in an incident, or in none. An exercise of no incident goes to nobody and one of an incident to all who are
/// there: which of both it is was decided when it went out.
///
/// # Errors
/// [`No::MovedOn`], [`No::NotAccredited`].
pub fn put(speaker: &Speaker, of: &Kept, to: Option<IncidentId>) -> Result<(), No> {
    if !speaker.operates {
        return Err(No::NotAccredited);
    }
    let turns = of.drill && of.stage == Stage::Published && of.incident.is_some() != to.is_some();
    if of.stage == Stage::Dropped || turns { Err(No::MovedOn) } else { Ok(()) }
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

/// An operator passes on what came in: whoever signed it is the first of the two. Who brought it, or said the key that it is verified with
/// today, may be that one and is no second. Of an institution that is not proven, or not any more, nothing is passed on.
///
/// # Errors
/// [`No::NotVerified`], [`No::NotProven`], [`No::OwnKeys`], [`No::MovedOn`], [`No::NotAccredited`].
pub fn pass_on(
    speaker: &Speaker,
    whom: Option<(&Authority, &Standing)>,
    of: &Kept,
    key: Option<&str>,
    now: Time,
) -> Result<(), No> {
    if !speaker.operates {
        return Err(No::NotAccredited);
    }
    if of.trust != Trust::Verified {
        return Err(No::NotVerified);
    }
    let Some((authority, _)) = whom.filter(|(_, standing)| standing.is_proven()) else { return Err(No::NotProven) };
    if of.stage != Stage::Heard || of.turn == Turn::Cancel || !of.holds(now) {
        return Err(No::MovedOn);
    }
    let Some(key) = key else { return Err(No::NotVerified) };
    let said = |(known, by): &(String, OperatorId)| known == key && *by == speaker.id;
    if of.made_by == Some(speaker.id) || authority.pinned_by.iter().any(said) {
        return Err(No::OwnKeys);
    }
    Ok(())
}
