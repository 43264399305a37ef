//! What holds for every proposal, whatever is answered.

use missing::{
    model::{Ages, Reunion, ReunionState, Sex, Sign, Tell},
    rules::{
        join::{Common, Evidence, Fit, Verdict, ages, sex, weigh},
        reunion::{answer, review, undo},
    },
};
use names::Strength;
use proptest::prelude::*;

pub(crate) fn reunion(state: ReunionState, sign: Sign) -> Reunion {
    let zero = kernel::Id::from_bytes([0; 16]);
    Reunion {
        id: kernel::Id::from_bytes([1; 16]),
        notice: kernel::Id::from_bytes([2; 16]),
        incident: kernel::Id::from_bytes([3; 16]),
        drill: false,
        version: 1,
        sign,
        subject: [4; 16],
        seeker: Some(zero),
        score: 0,
        reasons: String::new(),
        state,
        made: kernel::Time(0),
        changed: kernel::Time(0),
    }
}

fn strengths() -> impl Strategy<Value = Strength> {
    prop_oneof![Just(Strength::No), Just(Strength::Possible), Just(Strength::Likely), Just(Strength::Same)]
}
fn commons() -> impl Strategy<Value = Common> {
    prop_oneof![Just(Common::Nothing), Just(Common::Said), Just(Common::Proven)]
}
fn fits() -> impl Strategy<Value = Fit> {
    prop_oneof![Just(Fit::Unknown), Just(Fit::Agrees), Just(Fit::Contradicts)]
}
fn signs() -> impl Strategy<Value = Sign> {
    prop::sample::select(Sign::ALL)
}

proptest! {
    #[test]
    fn a_name_alone_joins_nobody_and_what_contradicts_joins_nobody(
        name in strengths(), contact in commons(), knows: bool, a in fits(), s in fits(), near: bool, sign in signs(),
    ) {
        let evidence = Evidence { name, contact, knows, ages: a, sex: s, near };
        let weighed = weigh(sign, &evidence);
        prop_assert!((0..=1000).contains(&weighed.score));
        if name == Strength::No || a == Fit::Contradicts || s == Fit::Contradicts {
            prop_assert_eq!(weighed.verdict, Verdict::No);
        }
        prop_assert_eq!(weigh(sign, &Evidence::of_names(name)).verdict, Verdict::No);
        if weighed.verdict == Verdict::Ask {
            prop_assert!(sign == Sign::Person && (contact == Common::Proven || knows));
        }
        // More that speaks for it never weighs less.
        let more = weigh(sign, &Evidence { knows: true, ..evidence });
        prop_assert!(more.score >= weighed.score);
    }

    #[test]
    fn nobody_is_told_before_the_person_agreed(
        steps in prop::collection::vec((0..3u8, prop::sample::select(Tell::ALL), any::<bool>()), 0..12), first: bool,
    ) {
        let mut r = reunion(if first { ReunionState::Asked } else { ReunionState::Review }, Sign::Person);
        let mut agreed = false;
        for (who, tell, yes) in steps {
            let next = match who {
                0 => {
                    let next = answer(&r, yes, tell);
                    if next.is_ok() {
                        agreed = tell == Tell::Tell;
                    }
                    next
                }
                1 => review(&r, yes),
                _ => undo(&r),
            };
            if let Ok(next) = next {
                r.state = next;
            }
            if r.state == ReunionState::Confirmed {
                prop_assert!(agreed, "confirmed without the person");
            }
        }
    }

    #[test]
    fn after_never_only_the_person_changes_it(yes: bool, tell in prop::sample::select(Tell::ALL)) {
        let r = reunion(ReunionState::Never, Sign::Person);
        prop_assert!(review(&r, yes).is_err());
        prop_assert!(undo(&r).is_err());
        prop_assert!(answer(&r, yes, tell).is_err() || tell == Tell::Never);
    }

    #[test]
    fn ages_agree_with_themselves_and_either_way(low in 0..100i64, more in 0..10i64, low2 in 0..100i64, more2 in 0..10i64) {
        let a = Some(Ages { low, high: low + more });
        let b = Some(Ages { low: low2, high: low2 + more2 });
        prop_assert_eq!(ages(a, a), Fit::Agrees);
        prop_assert_eq!(ages(a, b), ages(b, a));
        prop_assert_eq!(sex(Sex::Female, Sex::Male), Fit::Contradicts);
    }
}
