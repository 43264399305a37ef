//! Two searches for one person: how far they are, what a moderator makes of it, and what is carried from one to the other.

use names::Strength;

use super::{
    No,
    join::{Common, Evidence, REVIEW_FROM, Reason, reasons, score},
};
use crate::model::{
    Reunion, ReunionState, Sign,
    link::{Link, LinkReason, LinkState},
};

/// How far two searches are for one person, when a moderator is to compare them. A name alone never is: families share them.
#[must_use]
pub fn weigh(e: &Evidence, photo: bool) -> Option<(i64, Vec<Reason>)> {
    let mut why = reasons(e);
    why.extend(photo.then_some(Reason::PhotoSame));
    let score = score(&why);
    // Another name is another person, unless one picture and one way of reaching them say otherwise.
    let apart = e.name == Strength::No && !(photo && e.contact != Common::Nothing);
    (score >= REVIEW_FROM && !apart).then_some((score, why))
}

/// A moderator says whether they are about one person: then why.
///
/// # Errors
/// [`No::Answered`] when it is decided; [`No::Over`] when one of them has ended; [`No::ReasonMissing`].
pub fn decide(
    link: &Link,
    both_open: bool,
    same: bool,
    reason: Option<LinkReason>,
) -> Result<(LinkState, Option<LinkReason>), No> {
    match (link.state, same, reason) {
        (LinkState::Linked | LinkState::Two, ..) => Err(No::Answered),
        (LinkState::Proposed, ..) if !both_open => Err(No::Over),
        (LinkState::Proposed, false, _) => Ok((LinkState::Two, None)),
        (LinkState::Proposed, true, None) => Err(No::ReasonMissing),
        (LinkState::Proposed, true, why) => Ok((LinkState::Linked, why)),
    }
}

/// What was decided is taken back: they are proposed again, as before.
///
/// # Errors
/// [`No::Answered`] when nothing was decided.
pub const fn undo(link: &Link) -> Result<LinkState, No> {
    match link.state {
        LinkState::Linked | LinkState::Two => Ok(LinkState::Proposed),
        LinkState::Proposed => Err(No::Answered),
    }
}

/// What becomes of a search when one that is linked with it is confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried {
    /// It ends too, and who follows it is told.
    Found,
    /// Whoever was found is asked whether its seeker may know.
    Ask,
    /// It goes on.
    Nothing,
}

/// What is carried to a linked search, by the proposal that was confirmed of the other, and those that are there for this one.
///
/// News of somebody whom nobody here knows ends both. Somebody who is known here said yes to one seeker: a moderator who linked two searches
/// cannot tell a brother from a stalker, so that they are asked about the other. Whoever hides from a seeker, for now or for ever, hides from
/// them through a link too.
#[must_use]
pub fn carried(confirmed: &Reunion, theirs: &[Reunion], hushed: bool) -> Carried {
    let news = confirmed.sign == Sign::News;
    let hides = |r: &Reunion| match r.state {
        ReunionState::Never | ReunionState::NotNow | ReunionState::Hidden => r.sign == Sign::Person,
        // Whoever is asked says so themself, and nobody in their place.
        ReunionState::Asked | ReunionState::Agreed => r.sign == Sign::Person && news,
        _ => false,
    };
    if hushed || theirs.iter().any(hides) {
        return Carried::Nothing;
    }
    match confirmed.sign {
        Sign::News => Carried::Found,
        Sign::Person if theirs.iter().any(|r| r.subject == confirmed.subject) => Carried::Nothing,
        Sign::Person => Carried::Ask,
    }
}
