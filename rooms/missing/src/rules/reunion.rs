//! What becomes of a proposal: the person whom it concerns decides first, alone, and nobody sees what they said.

use super::No;
use crate::model::{Reunion, ReunionState, Sign, Tell};

/// What the person's answer makes of it.
///
/// A person with a proven contact who wants to be known to be well closes the search. Without one their word is compared by a reviewer first.
///
/// # Errors
/// [`No::Answered`] when it is decided for good.
pub const fn answer(reunion: &Reunion, proven: bool, tell: Tell) -> Result<ReunionState, No> {
    match (reunion.state, tell) {
        (ReunionState::Asked | ReunionState::NotNow, Tell::Tell) if proven => Ok(ReunionState::Confirmed),
        (ReunionState::Asked | ReunionState::NotNow, Tell::Tell) => Ok(ReunionState::Agreed),
        (ReunionState::Asked | ReunionState::NotNow | ReunionState::Never, Tell::Never) => Ok(ReunionState::Never),
        (ReunionState::Asked | ReunionState::NotNow, Tell::NotNow) => Ok(ReunionState::NotNow),
        (ReunionState::Asked | ReunionState::NotNow, Tell::NotMe) => Ok(ReunionState::NotSame),
        _ => Err(No::Answered),
    }
}

/// What a reviewer makes of it. Somebody who is known here is asked before anybody is told.
///
/// # Errors
/// [`No::Answered`] when it is not theirs to decide.
pub const fn review(reunion: &Reunion, same: bool) -> Result<ReunionState, No> {
    match (reunion.state, reunion.sign, same) {
        (ReunionState::Review | ReunionState::Agreed, _, false) => Ok(ReunionState::NotSame),
        (ReunionState::Review, Sign::Person, true) => Ok(ReunionState::Asked),
        (ReunionState::Review, Sign::News, true) | (ReunionState::Agreed, _, true) => Ok(ReunionState::Confirmed),
        _ => Err(No::Answered),
    }
}

/// A confirmed one was a mistake.
///
/// # Errors
/// [`No::Answered`] when it is not confirmed.
pub const fn undo(reunion: &Reunion) -> Result<ReunionState, No> {
    match reunion.state {
        ReunionState::Confirmed => Ok(ReunionState::Undone),
        _ => Err(No::Answered),
    }
}
