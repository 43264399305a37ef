//! The rules as properties.

use kernel::{CaseId, Id, OperatorId, Role, Span, Staff, Time};
use proptest::prelude::*;
use register::{CaseState, tally::Point};

use desk::{
    model::{CloseReason, Gravity, Handling, Standing},
    rules::{Handled, Refusal, handle, masked, moved, rank},
};

fn staff(name: &str, role: Role) -> Staff {
    Staff { id: OperatorId::from_bytes([1; 16]), name: name.into(), role }
}

fn need() -> impl Strategy<Value = Option<&'static str>> {
    let words = ["hurt", "child", "stuck", "shelter", "person", "unknown", "other"];
    prop::option::of(prop::sample::select(words.to_vec()))
}

proptest! {
    /// No two requests are equal in the queue, and whoever is graver stands before whoever is older.
    #[test]
    fn the_order_of_the_queue_is_total(
        a in (any::<bool>(), need(), 0_i64..5, any::<[u8; 16]>()),
        b in (any::<bool>(), need(), 0_i64..5, any::<[u8; 16]>()),
    ) {
        let of = |(unproven, need, at, id): (bool, Option<&str>, i64, [u8; 16])| {
            rank(unproven, need, Time(at), CaseId::from_bytes(id))
        };
        let (x, y) = (of(a), of(b));
        let same = Gravity::of(a.1) == Gravity::of(b.1);
        prop_assert_eq!(x == y, a.0 == b.0 && a.3 == b.3 && a.2 == b.2 && same);
        if a.0 != b.0 {
            // Whatever an unproven request says of itself, it displaces no proven one.
            prop_assert_eq!(x < y, !a.0);
        } else if Gravity::of(a.1) < Gravity::of(b.1) || (same && a.2 < b.2) {
            prop_assert!(x < y);
        }
    }

    /// A request follows its model, whoever does what in whatever order: one owner at most, closed for good, every refusal truthful.
    #[test]
    fn a_request_lives_as_its_model_does(steps in prop::collection::vec((0_usize..3, 0_usize..3), 0..40)) {
        let who = [staff("Anne", Role::Operator), staff("Bruno", Role::Operator), staff("Chef", Role::Admin)];
        let acts = [Handling::Take, Handling::Release, Handling::Close(CloseReason::Helped)];
        let (mut state, mut owner): (CaseState, Option<String>) = (CaseState::Open, None);
        for (by, act) in steps {
            let (by, act) = (&who[by], acts[act]);
            let free = owner.is_none();
            let mine = owner.as_deref() == Some(&*by.name);
            let may = mine || by.role == Role::Admin;
            let result = handle(Standing { state, taken_by: owner.as_deref() }, by, act);
            let expected = match (state, act) {
                (CaseState::Closed, _) => Err(Refusal::Closed),
                (_, Handling::Take) if free => Ok(Handled::Becomes { state: CaseState::Taken, by_me: true }),
                (_, Handling::Take) if mine => Ok(Handled::Already),
                (_, Handling::Release) if free => Err(Refusal::NotTaken),
                (_, Handling::Release) if may => Ok(Handled::Becomes { state: CaseState::Open, by_me: false }),
                (_, Handling::Close(_)) if free || may => Ok(Handled::Becomes { state: CaseState::Closed, by_me: true }),
                _ => Err(Refusal::TakenBy(owner.clone().unwrap())),
            };
            prop_assert_eq!(&result, &expected);
            if let Ok(Handled::Becomes { state: next, by_me }) = result {
                state = next;
                owner = by_me.then(|| by.name.to_string());
            }
            prop_assert_eq!(state == CaseState::Open, owner.is_none());
        }
    }

    /// What the numbers moved by is the difference of two readings of the curve, whatever lies between.
    #[test]
    fn moves_add_up(steps in prop::collection::vec((1_i64..10, -3_i64..9, -2_i64..5), 1..30), after in 0_i64..20) {
        let (mut at, mut safe, mut help) = (0, 0, 0);
        let curve: Vec<Point> = steps.iter().map(|(minutes, s, h)| {
            at += minutes;
            safe += s;
            help += h;
            Point { at: Time(at * 60_000_000), safe, need_help: help }
        }).collect();
        let now = Time((at + after) * 60_000_000);
        prop_assert_eq!(moved(&curve, now, Span::hours(24)), (safe, help));
        let (recent, before) = (moved(&curve, now, Span::minutes(5)), moved(&curve, now.minus(Span::minutes(5)), Span::hours(24)));
        prop_assert_eq!((recent.0 + before.0, recent.1 + before.1), (safe, help));
    }

    /// A masked contact keeps two characters of what tells people apart, at most.
    #[test]
    fn masks_hide(local in "[a-z]{4,12}", digits in "[0-9]{9}") {
        let (email, phone) = (masked(&format!("{local}@example.org")), masked(&format!("+33{digits}")));
        prop_assert_eq!(email, format!("{}…@example.org", &local[..1]));
        prop_assert_eq!(phone, format!("…{}", &digits[7..]));
    }
}

#[test]
fn every_need_that_people_can_name_has_its_gravity() {
    for (i, need) in ["hurt", "child", "stuck", "unknown", "shelter", "person"].into_iter().enumerate() {
        assert_eq!(Gravity::of(Some(need)), Gravity::ALL[i]);
    }
    assert_eq!(Gravity::of(None), Gravity::Unknown);
}
