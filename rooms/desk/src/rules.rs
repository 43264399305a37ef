//! What operators may do with requests for help, in which order they stand, how numbers have moved. Pure.

pub mod decisions;
pub mod reports;
pub mod waiting;

use kernel::{CaseId, Refuse, Role, Span, Staff, Time};
use register::{CaseState, tally::Point};

use crate::model::{Gravity, Handling, Standing};

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Somebody else handles it.
    TakenBy(String),
    /// It is closed.
    Closed,
    /// Nobody has taken it: there is nothing to give back.
    NotTaken,
}

impl Refuse for Refusal {
    fn refusal(&self) -> kernel::Refusal {
        match self {
            Self::TakenBy(who) => kernel::Refusal::new(409, "case-taken").with("who", who.as_str()),
            Self::Closed => kernel::Refusal::new(409, "case-closed"),
            Self::NotTaken => kernel::Refusal::new(409, "case-not-taken"),
        }
    }
}

/// What handling a request comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handled {
    /// It is so already: nothing is written.
    Already,
    /// It is in this state from now on; `by_me` says whether under my name.
    Becomes {
        /// The state.
        state: CaseState,
        /// Whether under the name of who acts.
        by_me: bool,
    },
}

/// Decides what becomes of a request.
///
/// Whoever takes a request has it alone, until they give it back or close it. An admin may give back or close what somebody else has:
/// people go home. What is closed stays closed, until its person asks again.
///
/// # Errors
/// [`Refusal`].
pub fn handle(standing: Standing<'_>, staff: &Staff, what: Handling) -> Result<Handled, Refusal> {
    let mine = standing.taken_by == Some(&*staff.name);
    let becomes = |state, by_me| Ok(Handled::Becomes { state, by_me });
    match (standing.state, what) {
        (CaseState::Closed, _) => Err(Refusal::Closed),
        (CaseState::Open, Handling::Take) => becomes(CaseState::Taken, true),
        (CaseState::Open, Handling::Close(_)) => becomes(CaseState::Closed, true),
        (CaseState::Open, Handling::Release) => Err(Refusal::NotTaken),
        (CaseState::Taken, Handling::Take) if mine => Ok(Handled::Already),
        (CaseState::Taken, Handling::Release) if mine || staff.role == Role::Admin => becomes(CaseState::Open, false),
        (CaseState::Taken, Handling::Close(_)) if mine || staff.role == Role::Admin => becomes(CaseState::Closed, true),
        (CaseState::Taken, _) => Err(Refusal::TakenBy(standing.taken_by.unwrap_or_default().to_owned())),
    }
}

/// The place of a request in the queue: those of people who are known first, then gravity, then age, then its id, so that no two are
/// equal. The register ranks them so in the store.
#[must_use]
pub fn rank(unproven: bool, need: Option<&str>, opened: Time, id: CaseId) -> (bool, Gravity, Time, CaseId) {
    (unproven, Gravity::of(need), opened, id)
}

/// How the numbers of safe people and of people in need of help have moved in the last `span`.
#[must_use]
pub fn moved(curve: &[Point], now: Time, span: Span) -> (i64, i64) {
    let at = |time: Time| curve.iter().rev().find(|p| p.at <= time).map_or((0, 0), |p| (p.safe, p.need_help));
    let ((safe, help), (safe_then, help_then)) = (at(now), at(now.minus(span)));
    (safe.saturating_sub(safe_then), help.saturating_sub(help_then))
}

/// A contact of which only enough is shown to tell it from another.
#[must_use]
pub fn masked(contact: &str) -> String {
    let end = |text: &str| text.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect::<String>();
    match contact.split_once('@') {
        Some((local, domain)) => format!("{}…@{domain}", local.chars().next().map(String::from).unwrap_or_default()),
        None => format!("…{}", end(contact)),
    }
}
