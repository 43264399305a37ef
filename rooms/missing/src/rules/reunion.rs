//! What becomes of a proposal: the person whom it concerns decides first, alone, and nobody sees what they said.

use super::{No, join::Reason};
use crate::model::{Reunion, ReunionState, Sign, Tell};

/// What the person's answer makes of it.
///
/// A person with a proven contact, who is reached as the search says or knows who seeks them, closes the search. The word of anybody else is
/// compared by a reviewer first: a name can be taken by anyone.
///
/// # Errors
/// [`No::Answered`] when it is decided for good.
pub fn answer(reunion: &Reunion, proven: bool, tell: Tell) -> Result<ReunionState, No> {
    use ReunionState::{Agreed, Asked, Confirmed, Never, NotNow, NotSame};
    match (reunion.state, tell) {
        (Asked | NotNow | Agreed, Tell::Tell) if proven && is_sure(reunion) => Ok(Confirmed),
        (Asked | NotNow, Tell::Tell) => Ok(Agreed),
        (Asked | NotNow | Agreed | Never, Tell::Never) => Ok(Never),
        (Asked | NotNow | Agreed, Tell::NotNow) => Ok(NotNow),
        (Asked | NotNow | Agreed, Tell::NotMe) => Ok(NotSame),
        _ => Err(No::Answered),
    }
}

/// Whether more than a name says who they are.
fn is_sure(reunion: &Reunion) -> bool {
    let sure = [Reason::ContactProven.word(), Reason::Knows.word()];
    reunion.reasons.split(',').any(|why| sure.contains(&why))
}

/// The person takes their answer back, whatever it was: the search goes on, and they may answer anew.
///
/// # Errors
/// [`No::Answered`] when there is none.
pub const fn take_back(reunion: &Reunion) -> Result<ReunionState, No> {
    use ReunionState::{Agreed, Confirmed, Never, NotNow, NotSame};
    match reunion.state {
        Confirmed | Agreed | Never | NotSame => Ok(NotNow),
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
        ReunionState::Confirmed | ReunionState::Held => Ok(ReunionState::Undone),
        _ => Err(No::Answered),
    }
}

/// How a search stands with whoever it may be for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody here is asked.
    Free,
    /// Somebody is asked, and has not said yes.
    Waits,
    /// Somebody hides from it.
    Hidden,
}

/// How a search stands, by what is proposed for it, and whether whoever it names hides from its seeker. What others say of somebody is told
/// to nobody, and their face is shown to nobody, before they have said yes.
#[must_use]
pub fn standing(all: &[Reunion], hides: bool) -> Standing {
    use ReunionState::{Agreed, Asked, Hidden, Never, NotNow};
    let any = |of: &[ReunionState]| all.iter().any(|r| r.sign == Sign::Person && of.contains(&r.state));
    if hides || any(&[Never, Hidden]) {
        Standing::Hidden
    } else if any(&[Asked, NotNow, Agreed]) {
        Standing::Waits
    } else {
        Standing::Free
    }
}
