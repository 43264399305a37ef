//! Who is told what of a search, in which words: pure.

use kernel::{Id, IncidentId, Span, Time};

use super::doors::Says;
use crate::model::Kind;

/// Whoever is sought: somebody who knows them would like to hear that they are well.
pub const SOUGHT: Says = (Kind::Sought, "sought");

/// What followers of a search are told: that it has come to its end, or that it goes on.
#[must_use]
pub const fn of_found(found: bool) -> Says {
    (Kind::Reunited, if found { "found" } else { "goes-on" })
}

/// Every word in the keys of the texts of searches.
pub const WORDS: [&str; 3] = ["sought", "found", "goes-on"];

/// The word as it stands in the store, as one of ours.
#[must_use]
pub fn word(text: &str) -> Option<&'static str> {
    WORDS.into_iter().find(|w| *w == text)
}

/// The page that such a message leads to. Both are one's own, behind the sign-in: the address says nothing of a search.
#[must_use]
pub const fn page(kind: Kind) -> &'static str {
    if matches!(kind, Kind::Sought) { "/sought" } else { "/missing/mine" }
}

/// What makes the messages of one day one: however many seek somebody, and however often, they are written to once a day.
#[must_use]
pub fn once_a_day(incident: IncidentId, at: Time) -> Vec<u8> {
    const DAY: i64 = Span::days(1).0;
    [&b"sought"[..], &incident.bytes(), &at.0.div_euclid(DAY).to_be_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_its_texts_and_its_page() {
        for (kind, w) in [SOUGHT, of_found(true), of_found(false)] {
            assert_eq!(word(w), Some(w));
            assert!(kind.is_of_searches() && kind.is_chosen() && page(kind).starts_with('/'));
        }
        assert_eq!(word("asked"), None);
    }

    #[test]
    fn a_day_is_one() {
        let id = IncidentId::from_bytes([7; 16]);
        let day = |n| once_a_day(id, Time(0).plus(Span::days(n)).plus(Span::hours(3)));
        assert_eq!(day(4), once_a_day(id, Time(0).plus(Span::days(4))));
        assert_ne!(day(4), day(5));
        assert_ne!(day(4), once_a_day(IncidentId::from_bytes([8; 16]), Time(0).plus(Span::days(4))));
    }
}
