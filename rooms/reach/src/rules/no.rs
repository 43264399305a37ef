//! How this room says no.

use kernel::{Refusal, Refuse};

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum No {
    /// There is no channel through which this person can be reached; or not this one.
    NotReachable,
    /// Trials are few an hour.
    ManyTrials,
    /// What is said is of no use any more.
    LetterOld,
    /// Its person was reached by another way.
    Reached,
    /// A web hook that is no address, or none by `https`.
    HookAddress,
    /// A web hook in a network that is not public.
    HookPrivate,
    /// There are as many web hooks as there may be.
    ManyHooks,
    /// A web hook that is paused is not tried.
    HookPaused,
    /// There is no such list, or it is another's.
    NoRoster,
    /// Browsers are not written to here.
    PushOff,
    /// The address of a browser's push service may not be called.
    PushAddress,
    /// A browser's keys are none.
    PushKeys,
}

/// All of them.
pub const ALL: [No; 12] = [
    No::NotReachable,
    No::ManyTrials,
    No::LetterOld,
    No::Reached,
    No::HookAddress,
    No::HookPrivate,
    No::ManyHooks,
    No::HookPaused,
    No::NoRoster,
    No::PushOff,
    No::PushAddress,
    No::PushKeys,
];

/// The codes of this room's refusals: each has its sentences `refusal-CODE` and `refusal-CODE-next`.
pub const CODES: &[&str] = &[
    "not-reachable",
    "many-trials",
    "letter-old",
    "letter-reached",
    "hook-address",
    "hook-address-private",
    "many-hooks",
    "hook-paused",
    "roster-unknown",
    "push-off",
    "push-endpoint",
    "push-keys",
];

impl Refuse for No {
    fn refusal(&self) -> Refusal {
        match self {
            Self::NotReachable => Refusal::new(409, "not-reachable"),
            Self::ManyTrials => Refusal::new(429, "many-trials"),
            Self::LetterOld => Refusal::new(409, "letter-old"),
            Self::Reached => Refusal::new(409, "letter-reached"),
            Self::HookAddress => Refusal::new(422, "hook-address").at("url"),
            Self::HookPrivate => Refusal::new(422, "hook-address-private").at("url"),
            Self::ManyHooks => Refusal::new(409, "many-hooks"),
            Self::HookPaused => Refusal::new(409, "hook-paused"),
            Self::NoRoster => Refusal::new(404, "roster-unknown"),
            Self::PushOff => Refusal::new(409, "push-off"),
            Self::PushAddress => Refusal::new(422, "push-endpoint").at("endpoint"),
            Self::PushKeys => Refusal::new(422, "push-keys").at("keys"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_is_listed() {
        assert!(ALL.iter().all(|no| CODES.contains(&no.refusal().code)));
        assert_eq!(ALL.len(), CODES.len());
    }
}
