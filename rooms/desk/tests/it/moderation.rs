//! What holds of every decision of a moderator, as properties.

use kernel::{DecisionId, Id, IncidentId, OperatorId, PersonId, ReportId, Role, Span, Staff, Time};
use proptest::prelude::*;
use register::{
    Decision, DecisionKind, DecisionState, Ground, Hand, NoGround, Report, ReportKind, ReportState,
    decisions::NotAgain,
    seconds::{ASKED_LASTS, SamePerson, Turn, turn},
    waiting::WaitingKind,
};

use desk::{
    model::reports::{Doing, Verdict},
    rules::{
        decisions::follows,
        reports::{No, handle, seen},
        waiting::handles,
    },
};

use crate::waiting::report;

fn staff(id: u8, role: Role) -> Staff {
    Staff { id: OperatorId::from_bytes([id; 16]), name: format!("n{id}").into(), role }
}

fn roles() -> impl Strategy<Value = Role> {
    prop::sample::select(vec![Role::Moderator, Role::Operator, Role::Admin])
}

fn verdicts() -> impl Strategy<Value = Verdict> {
    prop::sample::select(vec![Verdict::Uphold, Verdict::Dismiss])
}

fn decision(kind: DecisionKind, ground: Ground, state: DecisionState, asked: bool) -> Decision {
    Decision {
        id: DecisionId::from_bytes([1; 16]),
        version: 1,
        kind,
        thing: String::new(),
        href: None,
        incident: IncidentId::from_bytes([1; 16]),
        drill: false,
        person: PersonId::from_bytes([2; 16]),
        ground,
        by: Hand { id: OperatorId::from_bytes([3; 16]), name: "Maud".into(), at: Time(0) },
        state,
        report: asked.then(|| ReportId::from_bytes([4; 16])),
    }
}

proptest! {
    /// No decision without a reason, and none with one that does not support it; to find right who asks again is to decide for them.
    #[test]
    fn every_decision_has_a_reason_that_supports_it(
        kind in prop::sample::select(ReportKind::ALL.to_vec()),
        verdict in verdicts(),
        ground in prop::option::of(prop::sample::select(Ground::ALL.to_vec())),
        role in roles(),
    ) {
        let was = Report { kind, ..report(None) };
        let against = (verdict == Verdict::Uphold) != matches!(kind, ReportKind::Appeal | ReportKind::Again);
        // What posts alone can do is no reason to close a door, or to show a search no more.
        let of_posts = |g: Ground| matches!(g, Ground::Accuses | Ground::Position);
        let fits = |g: Ground| match kind {
            ReportKind::Stay => !of_posts(g) && !matches!(g, Ground::Graphic | Ground::Public),
            // What is asked about again here is a search that was taken down as a hoax.
            ReportKind::Search | ReportKind::Again => !of_posts(g),
            _ => true,
        };
        match handle(Time(0), &was, &staff(9, role), Doing::Decide(verdict, ground)) {
            Ok(Some(next)) => {
                prop_assert_eq!(next.ground, ground);
                prop_assert_eq!(ground.map(|g| g.upholds() == against && fits(g)), Some(true));
                prop_assert!(next.state.is_decided());
            }
            Err(No::Ground(NoGround::Missing)) => prop_assert!(ground.is_none()),
            Err(No::Ground(NoGround::Unfit)) => prop_assert_eq!(ground.map(|g| g.upholds() == against && fits(g)), Some(false)),
            other => prop_assert!(false, "{other:?}"),
        }
    }

    /// Whoever decided first neither takes nor decides what is asked about it, whatever their role.
    #[test]
    fn who_decided_first_never_decides_again(role in roles(), verdict in verdicts(), first in 1_u8..4, who in 1_u8..4) {
        let was = Report { kind: ReportKind::Again, first: Some(OperatorId::from_bytes([first; 16])), ..report(None) };
        let ground = Some(if verdict == Verdict::Uphold { Ground::Unfounded } else { Ground::Rule });
        for what in [Doing::Take, Doing::Decide(verdict, ground)] {
            let came = handle(Time(0), &was, &staff(who, role), what);
            prop_assert_eq!(came == Err(No::SamePerson), first == who);
        }
    }

    /// What another person found wrong is taken back by nobody, whoever found it; everything else within a day, by whom it is due.
    #[test]
    fn what_was_reversed_stays_so(
        kind in prop::sample::select(ReportKind::ALL.to_vec()),
        upheld in any::<bool>(),
        first in prop::option::of(1_u8..4),
        who in 1_u8..4,
        by in 1_u8..4,
        role in roles(),
        now in 0_i64..172_800_000_000,
    ) {
        let id = |n: u8| OperatorId::from_bytes([n; 16]);
        let decided = Some(Hand { id: id(by), name: "Maud".into(), at: Time(0) });
        let state = if upheld { ReportState::Upheld } else { ReportState::Dismissed };
        let was = Report { kind, state, decided, first: first.map(id), ..report(None) };
        let staff = staff(who, role);
        let reversed = match kind {
            ReportKind::Again => upheld,
            ReportKind::Appeal => false,
            _ => first.is_some(),
        };
        let in_time = Time(now) < Time(0).plus(Span::days(1));
        let came = handle(Time(now), &was, &staff, Doing::Undo);
        prop_assert_eq!(came == Err(No::Reversed), reversed && in_time);
        prop_assert_eq!(came.is_ok(), in_time && !reversed && (who == by || role.operates()));
        prop_assert_eq!(seen(Time(now), &was, &staff).undo_until.is_some(), in_time && !reversed);
    }

    /// However two or more press, what cannot be undone is done by somebody else than who asked, within a day of it.
    #[test]
    fn one_person_is_never_two(presses in prop::collection::vec((1_u8..4, 0_i64..200_000_000), 1..12)) {
        let (mut now, mut asked): (Time, Option<Hand>) = (Time(0), None);
        for (who, later) in presses {
            now = now.plus(Span(later));
            let staff = staff(who, Role::Admin);
            match turn(now, asked.as_ref(), &staff) {
                Ok(Turn::Asks) => {
                    prop_assert!(asked.as_ref().is_none_or(|hand| now >= hand.at.plus(ASKED_LASTS)));
                    asked = Some(Hand::of(&staff, now));
                }
                Ok(Turn::Agrees(first)) => {
                    prop_assert!(first.id != staff.id && now < first.at.plus(ASKED_LASTS));
                    asked = None;
                }
                Err(SamePerson) => prop_assert_eq!(asked.as_ref().map(|hand| hand.id), Some(staff.id)),
            }
        }
    }

    /// One asks once, while it stands, and not long after.
    #[test]
    fn whom_it_concerns_asks_once_in_time(
        kind in prop::sample::select(DecisionKind::ALL.to_vec()),
        state in prop::sample::select(DecisionState::ALL.to_vec()),
        asked in any::<bool>(),
        now in 0_i64..2_000_000_000,
    ) {
        let of = decision(kind, Ground::Rule, state, asked);
        let may = of.may_ask(Time(now));
        let in_time = Time(now) < Time(0).plus(kind.asked_within());
        prop_assert_eq!(may.is_ok(), state == DecisionState::Stands && !asked && in_time);
        prop_assert!(!asked || may != Err(NotAgain::Over) || !matches!(state, DecisionState::Stands | DecisionState::Asked));
    }

    /// Who searches reads of no danger, and of nobody who does not want to be shown; everybody else reads what was decided.
    #[test]
    fn a_reason_hints_at_nobody(
        kind in prop::sample::select(DecisionKind::ALL.to_vec()),
        ground in prop::sample::select(Ground::ALL.to_vec()),
    ) {
        let told = kind.told(ground);
        let searches = matches!(kind, DecisionKind::Search | DecisionKind::Appeal | DecisionKind::Hoax);
        prop_assert!(!searches || !matches!(told, Ground::Danger | Ground::Privacy));
        prop_assert!(searches || told == ground);
        prop_assert_eq!(told.upholds(), ground.upholds());
    }
}

#[test]
fn a_post_that_nobody_finds_is_not_said_to_be_taken_down() {
    let lost = Report { kind: ReportKind::Post, href: None, ..report(None) };
    let by = staff(9, Role::Moderator);
    let upholds = Doing::Decide(Verdict::Uphold, Some(Ground::Privacy));
    assert_eq!(handle(Time(0), &lost, &by, upholds), Err(No::Pageless));
    assert!(handle(Time(0), &lost, &by, Doing::Decide(Verdict::Dismiss, Some(Ground::Unfounded))).is_ok());
    let found = Report { href: Some("/post/1".into()), ..lost };
    assert!(handle(Time(0), &found, &by, upholds).is_ok());
}

#[test]
fn what_was_asked_about_follows_what_becomes_of_it() {
    use ReportState::{Dismissed, Open, Taken, Upheld};
    for (was, next, follows_as) in [
        (Open, Upheld, Some(DecisionState::Reversed)),
        (Taken, Dismissed, Some(DecisionState::Confirmed)),
        (Dismissed, Open, Some(DecisionState::Asked)),
        (Open, Taken, None),
        (Taken, Open, None),
    ] {
        assert_eq!(follows(was, next), follows_as);
    }
}

#[test]
fn what_takes_two_is_for_those_who_may_do_it() {
    let second = |role, page| handles(role, WaitingKind::Second, page);
    assert!(second(Role::Moderator, "/console/appeals#a-1") && !second(Role::Operator, "/console/appeals#a-1"));
    assert!(!second(Role::Moderator, "/console/i/1/embargoes") && second(Role::Operator, "/console/i/1/embargoes"));
    assert!(second(Role::Admin, "/console/appeals#a-1") && second(Role::Admin, "/console/i/1/embargoes"));
    assert!(!second(Role::Verifier, "/console/i/1/embargoes"));
}
