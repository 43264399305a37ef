//! What moderators may do with reports. Pure.

use kernel::{Id, PersonId, Refuse, Role, Span, Staff, Time};
use register::{Ground, Hand, NoGround, Report, ReportKind, ReportState, waiting::TAKEN_LASTS};

use crate::model::reports::{Doing, ReportView, Seal, Verdict};

/// A decision may be taken back for so long.
pub const UNDO_WITHIN: Span = Span::hours(24);
/// Two who opened what a report is about may read it for so long.
pub const OPEN_FOR: Span = Span::hours(1);
/// Whoever asked to open it waits so long for a second person; then they ask again.
pub const ASK_LASTS: Span = Span::hours(24);

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum No {
    /// Somebody else handles it, has decided it, or has it open.
    TakenBy(String),
    /// It is decided.
    Decided,
    /// It is not decided.
    Undecided,
    /// Nobody has taken it: there is nothing to give back.
    NotTaken,
    /// It was decided too long ago.
    UndoLate,
    /// One person cannot open it alone.
    SecondPerson,
    /// What it is about is gone.
    Gone,
    /// It is about, or by, whoever wants to handle it.
    Own,
    /// A decision has a reason that supports it.
    Ground(NoGround),
    /// Whoever decided first does not decide again.
    SamePerson,
    /// What was reversed stays so: it can be reported anew.
    Reversed,
    /// Nobody knows any more which post it is about: nothing would be taken down.
    Pageless,
}

impl Refuse for No {
    fn refusal(&self) -> kernel::Refusal {
        let new = kernel::Refusal::new;
        match self {
            Self::TakenBy(who) => new(409, "door-taken-by-other").with("who", who.as_str()),
            Self::Decided => new(409, "door-decided"),
            Self::Undecided => new(409, "report-undecided"),
            Self::NotTaken => new(409, "case-not-taken"),
            Self::UndoLate => new(409, "report-undo-late"),
            Self::SecondPerson => new(403, "door-second-person"),
            Self::Gone => new(410, "report-gone"),
            Self::Own => new(403, "report-own"),
            Self::Ground(why) => why.refusal(),
            Self::SamePerson => new(403, "decision-same-person"),
            Self::Reversed => new(409, "decision-reversed"),
            Self::Pageless => new(410, "report-pageless"),
        }
    }
}

/// What becomes of a report when a member of staff does this; nothing when it is so already.
///
/// Nobody handles a report about a door of their own, or one that they made. Whoever takes a report has it alone; an admin may go on
/// for somebody who has gone home. What somebody asks to look at again is decided by another person than the one who decided first. A decision is taken back by whoever made it, or by an operator. What the report is about opens for
/// two people together, who both stand in the audit.
///
/// # Errors
/// [`No`].
pub fn handle(now: Time, was: &Report, staff: &Staff, what: Doing) -> Result<Option<Report>, No> {
    if is_own(was, staff) {
        return Err(No::Own);
    }
    if was.first == Some(staff.id) && matches!(what, Doing::Take | Doing::Decide(..)) {
        return Err(No::SamePerson);
    }
    let was = &standing(now, was);
    let mine = |hand: &Option<Hand>| hand.as_ref().is_some_and(|h| h.id == staff.id);
    let theirs = |hand: &Option<Hand>| No::TakenBy(hand.as_ref().map(|h| h.name.clone()).unwrap_or_default());
    let may = mine(&was.taken) || staff.role == Role::Admin;
    let hand = Some(Hand::of(staff, now));
    let next = was.clone();
    let becomes = |next: Report| Ok(Some(next));
    match (what, was.state) {
        (Doing::Take | Doing::GiveBack | Doing::Decide(..), ReportState::Upheld | ReportState::Dismissed) => {
            Err(No::Decided)
        }
        (Doing::Take, ReportState::Taken) if mine(&was.taken) => Ok(None),
        (Doing::Take | Doing::GiveBack | Doing::Decide(..), ReportState::Taken) if !may => Err(theirs(&was.taken)),
        (Doing::Take, _) => becomes(Report { state: ReportState::Taken, taken: hand, ..next }),
        (Doing::GiveBack, ReportState::Open) => Err(No::NotTaken),
        (Doing::GiveBack, _) => becomes(Report { state: ReportState::Open, taken: None, ..next }),
        (Doing::Decide(Verdict::Uphold, _), _) if was.kind == ReportKind::Post && was.href.is_none() => {
            Err(No::Pageless)
        }
        (Doing::Decide(verdict, ground), _) => {
            let upholds = verdict == Verdict::Uphold;
            // Who asks to look again is right when nothing speaks against them.
            let (of, against) = (was.kind.looks_at(&was.reason), upholds != was.kind.asks_again());
            let ground = Some(Ground::chosen(ground, of, against).map_err(No::Ground)?);
            let state = if upholds { ReportState::Upheld } else { ReportState::Dismissed };
            becomes(Report { state, ground, decided: hand, asked: None, opened: None, ..next })
        }
        (Doing::Undo | Doing::Lift, ReportState::Open | ReportState::Taken) => Err(No::Undecided),
        (Doing::Undo, _) if undo_until(was).is_none_or(|until| until <= now) => Err(No::UndoLate),
        (Doing::Undo, _) if stays(was) => Err(No::Reversed),
        (Doing::Undo, _) if !mine(&was.decided) && !staff.role.operates() => Err(theirs(&was.decided)),
        (Doing::Undo, _) => {
            becomes(Report { state: ReportState::Open, taken: None, decided: None, ground: None, ..next })
        }
        (Doing::Lift, _) if !was.bars => Ok(None),
        (Doing::Lift, _) => becomes(Report { bars: false, ..next }),
        (Doing::Open, _) => open(now, was, staff, hand),
    }
}

/// Whether a report is about a member of staff, or theirs.
fn is_own(report: &Report, staff: &Staff) -> bool {
    let me = Some(PersonId::from_bytes(staff.id.bytes()));
    report.about == me || report.said_by == me
}

/// A report as it stands now: what somebody took and did nothing about for a while is nobody's again.
#[must_use]
pub fn standing(now: Time, report: &Report) -> Report {
    let did = |hand: &Hand| {
        // Asking to open what it is about, and agreeing to it, is doing something.
        let later = [&report.asked, &report.opened].into_iter().flatten().filter(|h| h.id == hand.id).map(|h| h.at);
        later.fold(hand.at, Time::max)
    };
    let held = report.taken.as_ref().is_some_and(|hand| now < did(hand).plus(TAKEN_LASTS));
    match report.state {
        ReportState::Taken if !held => Report { state: ReportState::Open, taken: None, ..report.clone() },
        _ => report.clone(),
    }
}

fn open(now: Time, was: &Report, staff: &Staff, hand: Option<Hand>) -> Result<Option<Report>, No> {
    match (seal(now, was), &was.asked) {
        (Seal::Gone, _) => Err(No::Gone),
        (Seal::Open, _) if may_read(now, was, staff).is_ok() => Ok(None),
        (Seal::Open, asked) => Err(No::TakenBy(asked.as_ref().map(|h| h.name.clone()).unwrap_or_default())),
        (Seal::Asked, Some(first)) if first.id == staff.id => Err(No::SecondPerson),
        (Seal::Asked, Some(_)) => Ok(Some(Report { opened: hand, ..was.clone() })),
        _ => Ok(Some(Report { asked: hand, opened: None, ..was.clone() })),
    }
}

/// Whether this member of staff may read what a report is about: one of the two who opened it, within the hour.
///
/// # Errors
/// [`No::Gone`], [`No::SecondPerson`].
pub fn may_read(now: Time, report: &Report, staff: &Staff) -> Result<(), No> {
    let one_of =
        !report.kind.takes_two() || [&report.asked, &report.opened].into_iter().flatten().any(|h| h.id == staff.id);
    match seal(now, report) {
        Seal::Gone => Err(No::Gone),
        Seal::Open if one_of => Ok(()),
        _ => Err(No::SecondPerson),
    }
}

/// Where what a report is about stands now.
#[must_use]
pub fn seal(now: Time, report: &Report) -> Seal {
    match (&report.asked, &report.opened) {
        _ if !report.sealed || report.expires <= now => Seal::Gone,
        // What stands in public anyhow takes no second person to look at, nor does what somebody wrote to moderators.
        _ if !report.kind.takes_two() => Seal::Open,
        (Some(_), Some(second)) if second.at.plus(OPEN_FOR) > now => Seal::Open,
        (Some(first), None) if first.at.plus(ASK_LASTS) > now => Seal::Asked,
        _ => Seal::Sealed,
    }
}

/// Whether another person has looked again, and found wrong what was decided: here, or what is asked about here.
fn stays(report: &Report) -> bool {
    match report.kind {
        ReportKind::Again => report.state == ReportState::Upheld,
        kind => kind.decides(&report.reason).is_some() && report.state.is_decided() && report.first.is_some(),
    }
}

/// Until when a decision may be taken back.
#[must_use]
pub fn undo_until(report: &Report) -> Option<Time> {
    report.decided.as_ref().map(|h| h.at.plus(UNDO_WITHIN))
}

/// A report as a member of staff sees it now.
#[must_use]
pub fn seen(now: Time, report: &Report, staff: &Staff) -> ReportView {
    let report = &standing(now, report);
    let name = |hand: &Option<Hand>| hand.as_ref().map(|h| h.name.clone());
    let seal = seal(now, report);
    let asks = matches!(seal, Seal::Asked | Seal::Open);
    let open = seal == Seal::Open;
    ReportView {
        id: report.id,
        version: report.version,
        kind: report.kind.word(),
        reason: report.reason.clone(),
        by: report.teller.clone(),
        risk: report.risk,
        incident: report.incident,
        drill: report.drill,
        state: report.state.word(),
        at: report.at,
        taken_by: name(&report.taken),
        decided_by: name(&report.decided),
        decided_at: report.decided.as_ref().map(|h| h.at),
        undo_until: undo_until(report).filter(|until| *until > now && !stays(report)),
        evidence: seal,
        asked_by: name(&report.asked).filter(|_| asks),
        opened_by: name(&report.opened).filter(|_| open),
        open_until: report.opened.as_ref().filter(|_| open).map(|h| h.at.plus(OPEN_FOR)),
        expires_at: report.expires,
        bars: report.bars,
        for_another: is_own(report, staff) || !report.state.is_decided() && report.first == Some(staff.id),
        ground: report.ground,
    }
}
