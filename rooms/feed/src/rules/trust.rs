//! How much somebody may write: few who are new, more who are known, and nobody known is ever slowed for what new people do.

use kernel::{Span, Time};

use crate::model::{
    AuthorKind,
    trust::{Load, Standing, Toll, Trust},
};

/// Since when a contact is proven for its owner not to be new.
const KNOWN_FOR: Span = Span::days(1);
/// … and when what they wrote has stood.
const KNOWN_EARLY: Span = Span::hours(2);
/// So many posts have stood for that.
const STOOD: i64 = 3;
/// A post has stood when it is as old as this.
pub const STANDS_AFTER: Span = Span::minutes(30);
/// What was written before that says nothing any more.
pub const LOOKS_BACK: Span = Span::days(7);
/// Posts of one person that are looked at.
pub const LOOKED_AT: i64 = 200;
/// So many denied ones, and one is doubted. One or two say no more than that somebody believed what many said.
const DENIED: i64 = 3;

/// Posts of new people around one place in ten minutes, beyond which more are slowed.
pub const BUSY_HERE: u32 = 10;
/// … and under one tag.
pub const BUSY_TAG: u32 = 30;
/// Puzzles of one challenge: many small ones take about the same time each time, where one large one takes none or ages.
pub const PUZZLES: usize = 8;
/// The least and the most bits of each: some 65,000 hashes in all, and some 260,000; an old telephone takes a second, and five.
pub const BITS: (u8, u8) = (13, 15);
/// The least and the longest wait in place of work, in seconds.
pub const WAITS: (u16, u16) = (30, 120);
/// A challenge is good for so long.
pub const GOOD_FOR: Span = Span::minutes(10);

/// How far somebody is trusted to write.
///
/// ```
/// # use feed::{model::{AuthorKind, trust::{Standing, Trust}}, rules::trust::trust};
/// # use kernel::{Span, Time};
/// let now = Time(0).plus(Span::days(9));
/// let since = |proven| Standing { proven: Some(proven), ..Standing::default() };
/// assert_eq!(trust(now, AuthorKind::Person, &since(now)), Trust::New);
/// assert_eq!(trust(now, AuthorKind::Person, &since(now.minus(Span::days(1)))), Trust::Known);
/// ```
#[must_use]
pub fn trust(now: Time, kind: AuthorKind, standing: &Standing) -> Trust {
    if kind != AuthorKind::Person {
        return Trust::Staff;
    }
    if standing.removed > 0 || standing.denied >= DENIED {
        return Trust::Doubted;
    }
    let age = standing.proven.map_or(Span(0), |since| now.since(since));
    let stood = standing.stood >= STOOD && standing.denied == 0;
    if age >= KNOWN_FOR || (age >= KNOWN_EARLY && stood) { Trust::Known } else { Trust::New }
}

/// How many posts in a minute, and in an hour.
#[must_use]
pub const fn limits(trust: Trust) -> (i64, i64) {
    match trust {
        Trust::Staff => (60, 600),
        Trust::Known => (6, 120),
        Trust::New => (3, 40),
        Trust::Doubted => (1, 10),
    }
}

/// How many of all new people on one device: another name is no other device.
pub const ON_A_DEVICE: (i64, i64) = (6, 60);

/// What a post costs whoever is new: nothing as long as few write; then work that grows with how many do, up to a bound. `busy` is how many
/// posts of new people in a minute this house takes as usual. It is asked of nobody who is known.
#[must_use]
pub fn toll(trust: Trust, load: Load, busy: u32) -> Option<Toll> {
    if !trust.is_new() {
        return None;
    }
    let times = |many: u32, usual: u32| many / usual.max(1);
    let over = times(load.house, busy).max(times(load.here, BUSY_HERE)).max(times(load.tag, BUSY_TAG));
    if over == 0 {
        return None;
    }
    // Whoever is doubted pays as if twice as many wrote.
    let over = if trust == Trust::Doubted { over.saturating_mul(2) } else { over };
    let more = u8::try_from(over.ilog2()).unwrap_or(u8::MAX);
    let wait = u16::try_from(over).unwrap_or(u16::MAX).saturating_mul(WAITS.0);
    Some(Toll { bits: BITS.0.saturating_add(more).min(BITS.1), wait: wait.min(WAITS.1) })
}

/// Whether these numbers solve a challenge: the hash of `SEED.N.NUMBER` begins with so many zero bits, for each puzzle N from 0 on.
#[must_use]
pub fn solves(seed: &str, bits: u8, numbers: &[u64], hash: impl Fn(&str) -> [u8; 32]) -> bool {
    let solved = |(n, number): (usize, &u64)| zeros(&hash(&format!("{seed}.{n}.{number}"))) >= u32::from(bits);
    numbers.len() == PUZZLES && numbers.iter().enumerate().all(solved)
}

/// The zero bits at the head of a hash.
fn zeros(hash: &[u8; 32]) -> u32 {
    let whole = hash.iter().take_while(|b| **b == 0).count();
    let next = hash.get(whole).map_or(0, |b| b.leading_zeros());
    u32::try_from(whole).unwrap_or(u32::MAX).saturating_mul(8).saturating_add(next)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BUSY: u32 = 60;

    fn now() -> Time {
        Time(0).plus(Span::days(1000))
    }

    fn standing() -> impl Strategy<Value = Standing> {
        (0..100i64, 0..10i64, 0..6i64, 0..3i64).prop_map(|(hours, stood, denied, removed)| Standing {
            proven: Some(now().minus(Span::hours(hours))),
            stood,
            denied,
            removed,
        })
    }

    fn load() -> impl Strategy<Value = Load> {
        (any::<u32>(), any::<u32>(), any::<u32>()).prop_map(|(house, here, tag)| Load { house, here, tag })
    }

    proptest! {
        #[test]
        fn nobody_known_is_slowed_and_nobody_new_beyond_the_bound(of in standing(), load in load(), busy in any::<u32>()) {
            for kind in [AuthorKind::Institution, AuthorKind::Organisation] {
                prop_assert_eq!(toll(trust(now(), kind, &of), load, busy), None);
            }
            prop_assert_eq!(toll(Trust::Known, load, busy), None);
            for new in [Trust::New, Trust::Doubted] {
                let Some(toll) = toll(new, load, busy) else { continue };
                prop_assert!((BITS.0..=BITS.1).contains(&toll.bits) && (WAITS.0..=WAITS.1).contains(&toll.wait));
            }
        }

        #[test]
        fn more_load_never_costs_less_and_none_costs_nothing(load in load(), more in load()) {
            let cost = |load| toll(Trust::New, load, BUSY).map_or((0, 0), |t| (t.bits, t.wait));
            let both = Load {
                house: load.house.saturating_add(more.house),
                here: load.here.saturating_add(more.here),
                tag: load.tag.saturating_add(more.tag),
            };
            prop_assert!(cost(both) >= cost(load));
            let doubted = toll(Trust::Doubted, load, BUSY).map_or((0, 0), |t| (t.bits, t.wait));
            prop_assert!(doubted >= cost(load));
            let few = Load { house: load.house % BUSY, here: load.here % BUSY_HERE, tag: load.tag % BUSY_TAG };
            prop_assert_eq!(toll(Trust::Doubted, few, BUSY), None);
        }

        #[test]
        fn what_was_taken_down_or_denied_never_raises_and_what_stood_never_lowers(of in standing()) {
            let level = |s: Standing| trust(now(), AuthorKind::Person, &s);
            let worse = [Standing { removed: of.removed + 1, ..of }, Standing { denied: of.denied + 1, ..of }];
            let older = Standing { proven: of.proven.map(|p| p.minus(Span::hours(1))), ..of };
            let better = [Standing { stood: of.stood + 1, ..of }, older];
            prop_assert!(worse.into_iter().all(|s| level(s) <= level(of)) && better.into_iter().all(|s| level(s) >= level(of)));
            let (minute, hour) = limits(level(of));
            prop_assert!(minute >= 1 && hour > minute, "nobody is barred");
        }

        #[test]
        fn only_all_the_right_numbers_solve(seed in "[a-z0-9]{22}", wrong in 0..PUZZLES) {
            // A hash of which the number itself is the head: what solves is known without trying.
            let hash = |text: &str| {
                let n: u64 = text.rsplit('.').next().unwrap().parse().unwrap();
                let mut out = [0xff; 32];
                out[..8].copy_from_slice(&n.to_be_bytes());
                out
            };
            let mut numbers = [(1_u64 << (64 - 13)) - 1; PUZZLES];
            prop_assert!(solves(&seed, 13, &numbers, hash));
            prop_assert!(!solves(&seed, 14, &numbers, hash));
            prop_assert!(!solves(&seed, 13, &numbers[1..], hash));
            numbers[wrong] += 1;
            prop_assert!(!solves(&seed, 13, &numbers, hash));
        }
    }

    #[test]
    fn one_sock_is_new_until_what_it_wrote_has_stood() {
        let of = |hours, stood, denied| {
            trust(
                now(),
                AuthorKind::Person,
                &Standing { proven: Some(now().minus(Span::hours(hours))), stood, denied, removed: 0 },
            )
        };
        assert_eq!(
            [of(0, 9, 0), of(2, 2, 0), of(2, 3, 0), of(2, 3, 1), of(24, 0, 2), of(24, 9, 3)],
            [Trust::New, Trust::New, Trust::Known, Trust::New, Trust::Known, Trust::Doubted]
        );
    }
}
