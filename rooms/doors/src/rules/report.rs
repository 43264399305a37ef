//! What is done because of a report.

use kernel::{Span, Time};
use register::ReportState;

use super::No;
use crate::model::{Door, DoorState, Stay, report::Reason};

/// A stay may be reported so long after its end: as long as anything is known of it.
const REPORT_WITHIN: Span = super::FORGOTTEN_AFTER;
/// The most characters of what whoever reports writes.
pub const LONGEST_REPORT: usize = 1000;
/// Reports that one person may make in a day.
pub const REPORTS_A_DAY: i64 = 3;

/// Whether a stay may be reported still, by the guest or the host of it.
///
/// # Errors
/// [`No::MovedOn`] when it is long over.
pub fn report(now: Time, stay: &Stay) -> Result<(), No> {
    match stay.ended {
        Some(ended) if ended.plus(REPORT_WITHIN) < now => Err(No::MovedOn),
        _ => Ok(()),
    }
}

/// Whether a report stops the door before anybody has looked: the host's does, and that of a guest who was let in. Whoever only asked has
/// not met anybody; were it enough to ask, one person could stop door after door. Moderators read theirs all the same.
#[must_use]
pub const fn stops(stay: &Stay, by_host: bool) -> bool {
    by_host || stay.given.is_some()
}

/// How grave a report is, 1 the gravest; one about a stay that goes on before one of the same reason that is over.
#[must_use]
pub const fn risk(reason: Reason, stay: &Stay) -> i64 {
    let grave = match reason {
        Reason::Unsafe => 1,
        Reason::NotThem | Reason::Money => 3,
        Reason::Other => 5,
    };
    if stay.state.lives() { grave } else { grave + 1 }
}

/// What becomes of the door of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Becomes {
    /// It is stopped, with everybody who is on the way.
    Stops,
    /// It is stopped again: the decision that closed it was taken back.
    StopsAgain,
    /// It closes for good, and its host opens none any more.
    Closes,
    /// It goes on as it was.
    GoesOn,
    /// It stays what it is.
    Stays,
}

/// What stands for or against a door beside the report that is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// Another report holds it: nobody has decided it, or it was upheld against the host.
    pub held: bool,
    /// Its host may not open doors.
    pub barred: bool,
    /// The incident in which it opened is on.
    pub on: bool,
    /// This report's decision closed it.
    pub closed: bool,
    /// This report stops it before it is decided: see [`stops`].
    pub stops: bool,
}

/// Decides what becomes of a door: as long as nobody has decided, it stands still. The same asked twice comes to the same.
#[must_use]
pub fn settle(door: &Door, report: ReportState, by_host: bool, beside: Beside) -> Becomes {
    match (report, door.state) {
        // Also what another person has looked at again, and found nothing in: from there it goes on.
        (ReportState::Open | ReportState::Taken | ReportState::Dismissed, DoorState::Closed)
            if beside.closed && beside.on =>
        {
            Becomes::StopsAgain
        }
        (ReportState::Open | ReportState::Taken, DoorState::Open | DoorState::Paused | DoorState::Frozen)
            if beside.stops =>
        {
            Becomes::Stops
        }
        (ReportState::Upheld, state) if !by_host && state != DoorState::Closed => Becomes::Closes,
        // A host who was right to report a guest opens again, as one of whom nothing was wrong.
        (ReportState::Upheld | ReportState::Dismissed, DoorState::Frozen) if !beside.held && !beside.barred => {
            Becomes::GoesOn
        }
        _ => Becomes::Stays,
    }
}
