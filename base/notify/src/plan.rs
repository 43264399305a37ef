//! Which channels a message takes, in which order, and when: pure.

use kernel::{Span, Time};

use crate::{Channel, Kind};

/// How long each channel is given before the next is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// After a push without a sign of life.
    pub after_push: Span,
    /// After a text message without one.
    pub after_sms: Span,
}

impl Default for Patience {
    fn default() -> Self {
        Self { after_push: Span::minutes(3), after_sms: Span::minutes(10) }
    }
}

/// One step of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Through what.
    pub channel: Channel,
    /// Not before.
    pub at: Time,
}

/// The steps by which somebody is reached who has these channels (and wants them), from `now` on.
///
/// A question, or a word that cannot wait, goes on to the next channel when there is no sign of life: silence may mean that it never came. What is only good to
/// know takes the first channel alone, as does a code, which was asked for by that very contact. Nobody is written to through a channel
/// they do not have, and each channel is taken once.
///
/// ```
/// use kernel::{Span, Time};
/// use notify::{Channel, Kind, Patience, plan};
/// let now = Time(0);
/// let steps = plan(Kind::Ask, &[Channel::Email, Channel::Push], now, &Patience::default());
/// assert_eq!(steps[0].channel, Channel::Push);
/// assert_eq!((steps[1].channel, steps[1].at), (Channel::Email, now.plus(Span::minutes(3))));
/// assert_eq!(plan(Kind::Told, &[Channel::Sms, Channel::Email], now, &Patience::default()).len(), 1);
/// ```
#[must_use]
pub fn plan(kind: Kind, reachable: &[Channel], now: Time, patience: &Patience) -> Vec<Step> {
    let mut at = now;
    let mut steps = Vec::new();
    for channel in Channel::PEOPLE.into_iter().filter(|c| reachable.contains(c)) {
        steps.push(Step { channel, at });
        if !kind.goes_on() {
            break;
        }
        at = at.plus(match channel {
            Channel::Push => patience.after_push,
            _ => patience.after_sms,
        });
    }
    steps
}

/// Whether this kind of message takes this channel when the person has chosen nothing.
///
/// News of one's circle comes by push alone: with text messages every answer of one night would be eighty-eight of them. So does what guest
/// and host write to each other, and what the page of a door or a stay says as well.
#[must_use]
pub const fn usual(kind: Kind, channel: Channel) -> bool {
    match kind {
        Kind::Told | Kind::Guest | Kind::Word | Kind::Companion => matches!(channel, Channel::Push),
        Kind::Hook => matches!(channel, Channel::Hook),
        // What was ruled on a post is worth no text message.
        Kind::Ruled => !matches!(channel, Channel::Hook | Channel::Sms),
        _ => !matches!(channel, Channel::Hook),
    }
}

/// How long a message of this kind is worth sending.
#[must_use]
pub const fn lasts(kind: Kind) -> Span {
    match kind {
        Kind::Code => Span::minutes(10),
        // Places are held for twenty minutes, and a door ends half an hour after its host was told.
        Kind::StayAsked => Span::minutes(20),
        Kind::DoorEnds => Span::minutes(30),
        Kind::Trial | Kind::Reply | Kind::RoomNeeded => Span::hours(1),
        Kind::StayPut | Kind::Stay | Kind::Guest | Kind::Word => Span::hours(2),
        Kind::Companion => Span::hours(12),
        Kind::Ask | Kind::Remind | Kind::Told | Kind::Over => Span::hours(24),
        Kind::Sought | Kind::Reunited | Kind::Ruled => Span::hours(24),
        // What is said of a danger is of another evening soon.
        Kind::Alert => Span::hours(6),
        Kind::Hook => Span::hours(72),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn channels() -> impl Strategy<Value = Vec<Channel>> {
        proptest::collection::vec(proptest::sample::select(&Channel::ALL[..]), 0..6)
    }

    proptest! {
        #[test]
        fn a_plan_takes_only_what_there_is_once_and_in_order(have in channels(), n in 0..Kind::ALL.len(), now in 0_i64..1 << 50) {
            let kind = Kind::ALL[n];
            let steps = plan(kind, &have, Time(now), &Patience::default());
            prop_assert!(steps.iter().all(|s| have.contains(&s.channel) && s.channel != Channel::Hook));
            prop_assert!(steps.windows(2).all(|w| w[0].at < w[1].at && w[0].channel < w[1].channel));
            prop_assert!(steps.first().is_none_or(|s| s.at == Time(now)), "the first goes at once");
            let reachable = have.iter().any(|c| *c != Channel::Hook);
            prop_assert_eq!(steps.is_empty(), !reachable, "nobody who can be reached is forgotten");
            if !kind.goes_on() {
                prop_assert!(steps.len() <= 1);
            }
        }
    }
}
