//! Whether a text offers room, asks for it, or speaks of something else.

// A list of words is read across, not down.
#[rustfmt::skip]
mod lexicon;
mod search;
mod tag;

use lexicon::{ABOUT, FULL, IF, OFFER, OFFER_WEAK, REQUEST, REQUEST_WEAK, WHEN};

pub use search::searches;
pub use tag::{TAGS, take_out};

use crate::{Tokens, phrase};

/// How sure a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sure {
    /// Something speaks for it; to be asked.
    Low,
    /// Said, but not in so many words.
    Fair,
    /// Said in so many words.
    High,
}

impl Sure {
    /// Its word in the API.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Fair => "fair",
            Self::High => "high",
        }
    }
}

/// What a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Intent {
    /// It offers room.
    Offer,
    /// It asks for room.
    Request,
    /// It is about something else: news, thanks, advice.
    Neither,
}

impl Intent {
    /// Its word in the API.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Offer => "offer",
            Self::Request => "request",
            Self::Neither => "neither",
        }
    }
}

/// Weighs what speaks for each: in the words of a text, of which [`take_out`] has taken the tags (`tagged`: there was one), and in whether
/// people or places are counted in it, and a kind of place is named.
#[must_use]
pub fn intent(text: &str, tokens: &Tokens, tagged: bool, counted: bool, kind: bool) -> (Intent, Sure) {
    // "si vous cherchez", "anyone who needs": somebody else's need is what an offer answers.
    let asks = |list: &[&str], back| phrase::all(tokens, list).any(|(at, len)| !whose(tokens, at, len, back));
    let strong_request = asks(REQUEST, 3);
    let weak_request = asks(REQUEST_WEAK, 3);
    let strong_offer = phrase::all(tokens, OFFER).any(|(at, len)| !asked(tokens, at, len));
    let weak_offer = phrase::all(tokens, OFFER_WEAK).next().is_some();
    let about = phrase::all(tokens, ABOUT).count();
    let full = phrase::all(tokens, FULL).next().is_some();
    let quoted = text.trim_start().starts_with("RT ");
    if full || quoted {
        return (Intent::Neither, Sure::Fair);
    }
    match (strong_offer, strong_request) {
        (true, false) if about > 0 && !counted => (Intent::Neither, Sure::Low),
        (true, false) => (Intent::Offer, if tagged || counted { Sure::High } else { Sure::Fair }),
        (false, true) if about > 1 => (Intent::Neither, Sure::Low),
        (false, true) => (Intent::Request, Sure::High),
        (true, true) => {
            // What is said first is what it is for, most often: "Je cherche un toit. Merci à qui peut accueillir".
            let first = |list: &[&str], request: bool| {
                phrase::all(tokens, list).find(|(at, len)| !(request && whose(tokens, *at, *len, 3))).map(|(at, _)| at)
            };
            if first(REQUEST, true) < first(OFFER, false) {
                (Intent::Request, Sure::Low)
            } else {
                (Intent::Offer, Sure::Low)
            }
        }
        (false, false) if about > 0 => (Intent::Neither, Sure::Fair),
        (false, false) if weak_request => (Intent::Request, Sure::Fair),
        (false, false) if weak_offer && (tagged || counted) => (Intent::Offer, Sure::Fair),
        (false, false) if tagged && counted => (Intent::Offer, Sure::Fair),
        (false, false) if tagged && kind && weak_offer => (Intent::Offer, Sure::Low),
        (false, false) => (Intent::Neither, Sure::Low),
    }
}

/// Whether it is a need of whoever reads, not of who writes.
fn whose(tokens: &Tokens, at: usize, len: usize, back: usize) -> bool {
    let inside = (at..at + len).any(|n| tokens.get(n).is_some_and(|t| t.is(&["wer", "qui", "quien", "wie"])));
    !inside && (phrase::before(tokens, at, back, IF) || phrase::before(tokens, at, 7, WHEN)) || answered(tokens, at)
}

/// "Qui peut accueillir ?", "Can anyone host us?": an offer's words in a question to others.
fn asked(tokens: &Tokens, at: usize, len: usize) -> bool {
    let others = &[
        "qui", "quelqu", "anyone", "someone", "anybody", "somebody", "who", "jemand", "wer", "alguien", "quien",
        "iemand", "wie", "احد", "هل",
    ];
    let own = (at..at + len)
        .any(|n| tokens.get(n).is_some_and(|t| t.is(&["je", "j", "i", "we", "ich", "wir", "ik", "on", "nous"])));
    !own && phrase::before(tokens, at, 4, others)
}

/// "Besoin d'un toit ? J'ai de la place": a question that the writer answers with room of their own.
fn answered(tokens: &Tokens, at: usize) -> bool {
    let mark =
        (at + 1..tokens.all.len()).find(|n| tokens.get(*n).is_some_and(|t| t.gap.contains(['.', '!', '?', '\n'])));
    let Some(after) = mark.filter(|n| tokens.get(*n).is_some_and(|t| t.gap.contains('?'))) else { return false };
    let first = (0..at).all(|n| tokens.get(n).is_some_and(|t| n == 0 || !t.gap.contains(['.', '!', '?', '\n'])));
    first && phrase::all(tokens, OFFER).any(|(n, len)| n >= after && !asked(tokens, n, len))
}
