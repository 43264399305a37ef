//! What is held back as it is published: the one question that the way of a post asks.

use kernel::{EmbargoId, Id, Role, Span, Staff, Time, Zone};
use places::{Landmarks, Perimeter};
use register::{Ground, Hand};
use words::{Tokens, accuses, tells_of_forces};

use super::Not;
use crate::model::{
    Author, AuthorKind,
    hold::{Draft, Hold, Ward, Why},
};

/// The most names of an embargo, beside the landmarks in it.
pub const MOST_NAMES: usize = 20;
/// The shortest name of a place that stands for itself; shorter ones are words of every day.
const SHORTEST_NAME: usize = 4;

/// Whether a post is held, why and until when. Pure: what holds is passed in, and the same draft is always decided in the same way.
///
/// - While an embargo holds where a post is placed (its cell touches the area, or its text names a place in it), whatever has a picture
///   is held, and whatever reads like a position of forces; until the latest end of the embargoes that it falls under.
/// - A post that accuses somebody who is no public person is held until a moderator decides. Accusation weighs more: it has no time.
#[must_use]
pub fn decide(now: Time, draft: &Draft<'_>, wards: &[Ward], known: &Landmarks) -> Option<Hold> {
    accused(draft, known).or_else(|| embargoed(now, draft, wards, None))
}

/// Whether a post waits for a moderator, because it accuses somebody.
fn accused(draft: &Draft<'_>, known: &Landmarks) -> Option<Hold> {
    let accusing = !draft.official && accuses(&whole(draft), draft.pictures > 0, |pair| is_place(known, pair));
    accusing.then_some(Hold { why: Why::Accusation, until: None, embargo: None })
}

/// Whether an embargo holds a post, whatever else is to be said of it; not the one `from` which people released it before its end.
#[must_use]
pub fn embargoed(now: Time, draft: &Draft<'_>, wards: &[Ward], from: Option<EmbargoId>) -> Option<Hold> {
    if draft.official {
        return None;
    }
    let said = whole(draft);
    let live = wards.iter().filter(|w| w.drill == draft.drill && w.area.in_force(now) && Some(w.embargo) != from);
    let mut wards = live.peekable();
    wards.peek()?;
    let why = if draft.pictures > 0 {
        Why::Picture
    } else if tells_of_forces(&said) {
        Why::Forces
    } else {
        return None;
    };
    let spoken = spoken(&said);
    let touched = wards.filter(|w| draft.cell.is_some_and(|c| w.area.touches(c)) || names_one(&spoken, &w.names));
    let last = touched.max_by_key(|w| (w.until, w.embargo))?;
    Some(Hold { why, until: Some(last.until), embargo: Some(last.embargo) })
}

/// What becomes of a post that is held because of embargoes, once one of them ends or moves: it stays held as it would be now, or it is
/// released. A post that a moderator is asked about waits for them; what they have let through is not asked about again.
#[must_use]
pub fn again(now: Time, was: &Hold, draft: &Draft<'_>, wards: &[Ward]) -> Option<Hold> {
    if !was.why.ends() {
        return Some(*was);
    }
    let next = embargoed(now, draft, wards, None).filter(|hold| hold.holds(now));
    // Whoever renews an embargo renews it for what it has held already: as it was held, so it goes on. What is kept of a text may not name
    // the place any more by which it was held: addresses are masked.
    let still = wards.iter().find(|w| Some(w.embargo) == was.embargo && w.drill == draft.drill && w.area.in_force(now));
    match (next, still) {
        (Some(next), Some(ward)) if next.until.is_none_or(|until| until >= ward.until) => Some(next),
        (_, Some(ward)) => Some(Hold { until: Some(ward.until), ..*was }),
        (next, None) => next,
    }
}

/// An embargo made ready: the names of the landmarks in it are found once.
#[must_use]
pub fn ward(
    embargo: EmbargoId,
    drill: bool,
    zone: Zone,
    (starts, ends): (Time, Time),
    names: &[String],
    known: &Landmarks,
) -> Ward {
    let inside = known.all().iter().filter(|l| zone.contains(l.lat, l.lon)).map(|l| l.name.as_str());
    let names = inside.chain(names.iter().map(String::as_str)).map(spoken);
    let long = |words: &Vec<String>| words.iter().map(|w| w.chars().count()).sum::<usize>() >= SHORTEST_NAME;
    let names = names.filter(long).collect();
    Ward { embargo, drill, area: Perimeter::new(zone, starts, ends), until: ends, names }
}

/// Everything that a post says in words.
fn whole(draft: &Draft<'_>) -> String {
    std::iter::once(draft.text).chain(draft.alts.iter().copied()).collect::<Vec<_>>().join(" . ")
}

/// The folded words of a text. What is only an article in a name is left out: "la rue d'Amelot", "rue Amelot".
fn spoken(text: &str) -> Vec<String> {
    let small = |w: &str| matches!(w, "de" | "du" | "des" | "la" | "le" | "les" | "l" | "d" | "the" | "of");
    Tokens::of(text).all.into_iter().map(|t| t.text).filter(|w| !small(w)).collect()
}

/// Whether one of these names stands in a text, in words of their own or as one ("#RueAmelot").
fn names_one(spoken: &[String], names: &[Vec<String>]) -> bool {
    names.iter().any(|name| {
        let joined = name.concat();
        !name.is_empty() && (spoken.windows(name.len()).any(|w| w == name) || spoken.contains(&joined))
    })
}

/// Whether two words name a place that is known here, and so no person.
fn is_place(known: &Landmarks, pair: &str) -> bool {
    let pair: Vec<&str> = pair.split(' ').collect();
    known.find(&pair.join(" "), 1).first().is_some_and(|l| {
        let name = spoken(&l.name);
        name.windows(pair.len()).any(|w| w.iter().zip(&pair).all(|(a, b)| a == b))
    })
}

/// Whether somebody of this role may decide this hold: what an embargo holds is released before its end by nobody but who may end
/// embargoes; it may be kept back for good by any of them.
///
/// # Errors
/// [`Not::Embargoed`].
pub const fn may_decide(role: Role, hold: &Hold, release: bool) -> Result<(), Not> {
    if release && hold.why.ends() && !role.operates() { Err(Not::Embargoed) } else { Ok(()) }
}

/// Whether a member of staff wrote this: whoever decides on a post is another person than who wrote it, whatever their role.
#[must_use]
pub fn is_own(staff: &Staff, author: &Author) -> bool {
    author.kind != AuthorKind::Person && author.id == staff.id.bytes()
}

/// A decision on what is held may be taken back for so long.
pub const UNDO_WITHIN: Span = Span::hours(24);

/// What was decided on a hold, by whom, when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Whether it is shown since; else it is kept back for good.
    pub released: bool,
    /// Who decided, and when.
    pub by: Hand,
    /// Why.
    pub ground: Option<Ground>,
}

/// Whether somebody takes a decision back: whoever made it, or who may do what moderators may not, within a day; not what waited for the
/// end of an embargo that is over.
///
/// # Errors
/// [`Not::UndoOther`], [`Not::UndoLate`].
pub fn undo(now: Time, staff: &Staff, hold: &Hold, ended: &Ended) -> Result<(), Not> {
    if now >= ended.by.at.plus(UNDO_WITHIN) || !hold.holds(now) {
        return Err(Not::UndoLate);
    }
    if ended.by.id == staff.id || staff.role.operates() { Ok(()) } else { Err(Not::UndoOther(ended.by.name.clone())) }
}
