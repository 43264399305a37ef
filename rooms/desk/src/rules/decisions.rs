//! Looking again at what was decided. Pure.

use kernel::{Refusal, Refuse};
use register::{DecisionKind, DecisionState, ReportState};

/// The most characters of what somebody says to it.
pub const LONGEST: usize = 500;

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum No {
    /// Too much was written.
    Long,
    /// So many in a day.
    Many,
}

impl Refuse for No {
    fn refusal(&self) -> Refusal {
        match self {
            Self::Long => Refusal::new(422, "decision-long").at("words"),
            Self::Many => Refusal::new(429, "decision-many"),
        }
    }
}

/// Whether somebody may say this to it: nothing is enough.
///
/// # Errors
/// [`No::Long`].
pub fn words(said: &str) -> Result<(), No> {
    if said.chars().count() > LONGEST { Err(No::Long) } else { Ok(()) }
}

/// How grave it is that it may be wrong: a roof, a search that nobody sees, before what somebody wrote.
#[must_use]
pub const fn risk(kind: DecisionKind) -> i64 {
    match kind {
        DecisionKind::Stay | DecisionKind::Search | DecisionKind::Appeal | DecisionKind::Hoax => 3,
        DecisionKind::Post | DecisionKind::Hold => 4,
        DecisionKind::Cover => 5,
    }
}

/// What becomes of a decision when what was asked about it moves on so; nothing while it is only taken and given back.
#[must_use]
pub const fn follows(was: ReportState, next: ReportState) -> Option<DecisionState> {
    match (was.is_decided(), next) {
        (false, ReportState::Upheld) => Some(DecisionState::Reversed),
        (false, ReportState::Dismissed) => Some(DecisionState::Confirmed),
        (true, ReportState::Open | ReportState::Taken) => Some(DecisionState::Asked),
        _ => None,
    }
}
