//! What guest and host are told of a stay, in which words: pure.

use crate::model::Kind;

/// What somebody is told: as which kind of message, and the word in the keys of its texts.
pub type Says = (Kind, &'static str);

/// Who is told what when a stay has moved on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OfStay {
    /// The host.
    pub host: Option<Says>,
    /// The guest.
    pub guest: Option<Says>,
    /// Whether what the host was to be told before is needed no more.
    pub settles_host: bool,
}

/// What is told of a stay that stands so now. `asked` tells whether its host was asked: whoever said yes themselves need not hear that
/// somebody comes.
#[must_use]
pub fn of_stay(state: &str, asked: bool) -> OfStay {
    let told = |host, guest| OfStay { host, guest, settles_host: true };
    let host = |word| Some((Kind::Guest, word));
    let guest = |word| Some((Kind::Stay, word));
    match state {
        "held" => told(Some((Kind::StayAsked, "asked")), None),
        "accepted" => told((!asked).then_some((Kind::StayAsked, "coming")), guest("accepted")),
        "arrived" => told(host("arrived"), None),
        "refused" => told(None, guest("refused")),
        "ran_out" => told(None, guest("ran-out")),
        "guest_cancelled" => told(host("cancelled"), None),
        "home" => told(host("home"), None),
        "host_cancelled" => told(None, guest("called-off")),
        // Whether it closed or was stopped is nobody's business: the guest is to look for another one.
        "door_closed" | "frozen" => told(None, guest("closed")),
        // Where the guest stays put, the host's answer is still waited for.
        "stay_put" => OfStay { guest: Some((Kind::StayPut, "stay-put")), ..OfStay::default() },
        "may_go" => OfStay { guest: guest("may-go"), ..OfStay::default() },
        "left" => told(None, None),
        _ => OfStay::default(),
    }
}

/// The word of what a friend is told of where somebody goes; nothing for what is not theirs to know.
#[must_use]
pub fn of_companion(state: &str) -> Option<Says> {
    let word = match state {
        "goes" => "goes",
        "arrived" => "there",
        "late" => "late",
        "changed" => "changed",
        _ => return None,
    };
    Some((Kind::Companion, word))
}

/// Every word in the keys of the texts of doors.
pub const WORDS: [&str; 23] = [
    "asked",
    "coming",
    "accepted",
    "arrived",
    "refused",
    "ran-out",
    "cancelled",
    "home",
    "called-off",
    "closed",
    "stay-put",
    "may-go",
    "word",
    "room",
    "ends",
    "needed",
    "suspended",
    "goes-on",
    "unvouched",
    "goes",
    "there",
    "late",
    "changed",
];

/// The word as it stands in the store, as one of ours.
#[must_use]
pub fn word(text: &str) -> Option<&'static str> {
    WORDS.into_iter().find(|w| *w == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATES: [&str; 14] = [
        "held",
        "accepted",
        "arrived",
        "left",
        "home",
        "refused",
        "ran_out",
        "guest_cancelled",
        "host_cancelled",
        "door_closed",
        "frozen",
        "stay_put",
        "may_go",
        "else",
    ];

    #[test]
    fn whoever_did_it_is_not_told_and_the_other_is() {
        assert_eq!(of_stay("held", false).host, Some((Kind::StayAsked, "asked")));
        assert_eq!(of_stay("accepted", true).host, None, "they said yes themselves");
        assert_eq!(of_stay("accepted", false).host, Some((Kind::StayAsked, "coming")), "by the standing rule");
        assert_eq!(of_stay("refused", true).host, None);
        assert_eq!(of_stay("guest_cancelled", true).guest, None);
        assert_eq!(of_stay("host_cancelled", true).host, None);
        for state in STATES {
            assert!(
                of_stay(state, true).host.is_none() || of_stay(state, true).guest.is_none(),
                "{state}: one of the two"
            );
        }
    }

    #[test]
    fn nobody_learns_that_a_door_was_reported() {
        assert_eq!(of_stay("frozen", true), of_stay("door_closed", true));
    }

    #[test]
    fn to_stay_put_leaves_the_request_to_the_host_as_it_is() {
        assert!(!of_stay("stay_put", true).settles_host && !of_stay("may_go", true).settles_host);
        assert!(of_stay("ran_out", true).settles_host);
    }

    #[test]
    fn every_word_has_its_texts() {
        let told = STATES.iter().flat_map(|s| [of_stay(s, true), of_stay(s, false)]).flat_map(|t| [t.host, t.guest]);
        let friends = ["goes", "arrived", "late", "changed"].map(of_companion);
        for (kind, w) in told.chain(friends).flatten() {
            assert_eq!(word(w), Some(w));
            assert!(kind.is_of_doors());
        }
        assert_eq!(word("else"), None);
    }
}
