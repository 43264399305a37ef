//! Everything that is found, in one order, until nothing more is.

use std::ops::Range;

use crate::{
    address, code, contact,
    fold::{Folded, WALL},
    phone, steps,
};

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A street with a number, a flat, a building.
    Address,
    /// A door code, a name at a bell.
    Code,
    /// A telephone number.
    Phone,
    /// An e-mail address, however it is spelt.
    Email,
    /// An address in the net, a handle in a messenger or a network.
    Link,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Address, Self::Code, Self::Phone, Self::Email, Self::Link];

    /// The word in the marker and in keys of texts: `address`, `code`, `phone`, `email`, `link`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Code => "code",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Link => "link",
        }
    }
    /// What stands in a masked text instead: `⟦address⟧`. Pages show it in their reader's language, by [`pieces`].
    #[must_use]
    pub const fn marker(self) -> &'static str {
        match self {
            Self::Address => "⟦address⟧",
            Self::Code => "⟦code⟧",
            Self::Phone => "⟦phone⟧",
            Self::Email => "⟦email⟧",
            Self::Link => "⟦link⟧",
        }
    }
}

/// Something found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// Where it stands: bytes of the text that was given, on boundaries of characters.
    pub range: Range<usize>,
}

/// A text without what nobody else may read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Masked {
    /// The text, with a [`Kind::marker`] for everything found.
    pub text: String,
    /// What was found, in the order of the text, apart from each other.
    pub found: Vec<Found>,
}

/// A part of a masked text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// As it was typed.
    Text(&'a str),
    /// What stood here is masked.
    Masked(Kind),
}

/// Finds and masks everything. A marker that was typed stays what it is, and counts as nothing found.
///
/// A text in which ever more is found, however often one looks, was written to be slow: it is masked as a whole. So the time grows with
/// the length, and no faster; callers bound the length none the less.
#[must_use]
pub fn mask(text: &str) -> Masked {
    mask_but(text, |_, _| false)
}

/// The same; what `keep` takes of what was found, by its kind and as it was typed, stays as it is.
#[must_use]
pub fn mask_but(text: &str, keep: impl Fn(Kind, &str) -> bool) -> Masked {
    let mut folded = Folded::of(text, &typed_markers(text));
    let mut found: Vec<Found> = Vec::new();
    // What is masked may part what hid something else: until nothing more is found, so that masking twice changes nothing.
    for pass in 0.. {
        if pass == MOST_PASSES {
            let found = vec![Found { kind: Kind::Address, range: 0..text.len() }];
            return Masked { text: Kind::Address.marker().to_owned(), found };
        }
        let before = found.len();
        for (kind, find) in FINDERS {
            steps::took(folded.text().len());
            for range in find(&folded) {
                let range = folded.whole(range);
                if range.is_empty() || folded.get(range.clone()).contains(WALL) {
                    continue;
                }
                if let Some(source) = folded.source(&range) {
                    folded.wall(&range);
                    if keep(*kind, text.get(source.clone()).unwrap_or_default()) {
                        continue;
                    }
                    found.push(Found { kind: *kind, range: source });
                }
            }
        }
        if found.len() == before {
            break;
        }
    }
    found.sort_by_key(|f| f.range.start);
    let mut masked = String::with_capacity(text.len());
    let mut done = 0;
    for f in &found {
        masked.push_str(text.get(done..f.range.start).unwrap_or_default());
        masked.push_str(f.kind.marker());
        done = f.range.end;
    }
    masked.push_str(text.get(done..).unwrap_or_default());
    Masked { text: masked, found }
}

/// What people write is done with after two or three.
const MOST_PASSES: usize = 8;

type Finder = fn(&Folded) -> Vec<Range<usize>>;

/// Each sees what those before it have left.
const FINDERS: &[(Kind, Finder)] = &[
    (Kind::Email, contact::emails),
    (Kind::Link, contact::links),
    (Kind::Phone, phone::find),
    (Kind::Code, code::find),
    (Kind::Address, address::find),
];

/// The parts of a masked text, in order.
///
/// ```
/// use words::{Kind, Piece, pieces};
/// let parts: Vec<Piece<'_>> = pieces("tel ⟦phone⟧").collect();
/// assert_eq!(parts, [Piece::Text("tel "), Piece::Masked(Kind::Phone)]);
/// ```
pub fn pieces(masked: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = masked;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let next = marker(rest);
        let (piece, after) = match next {
            Some((0, kind)) => (Piece::Masked(kind), kind.marker().len()),
            Some((at, _)) => (Piece::Text(rest.get(..at)?), at),
            None => (Piece::Text(rest), rest.len()),
        };
        rest = rest.get(after..).unwrap_or_default();
        Some(piece)
    })
}

/// The first marker of a text: where it begins, and of what it is.
fn marker(text: &str) -> Option<(usize, Kind)> {
    let found = text.match_indices('⟦').find_map(|(at, _)| {
        let kind = Kind::ALL.iter().find(|k| text.get(at..).is_some_and(|t| t.starts_with(k.marker())))?;
        Some((at, *kind))
    });
    steps::took(found.map_or(text.len(), |(at, _)| at));
    found
}

fn typed_markers(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut all = Vec::new();
    for piece in pieces(text) {
        let len = match piece {
            Piece::Text(text) => text.len(),
            Piece::Masked(kind) => kind.marker().len(),
        };
        if matches!(piece, Piece::Masked(_)) {
            all.push(at..at + len);
        }
        at += len;
    }
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What slow texts are made of: each hides another of its kind, or asks about the whole text.
    const PARTS: &str = concat!(
        "(appt 1|appt 1 |flat 4B|interphone Martin |sonnette Durand |code 1234 |⟦phone⟧|⟦address⟧ |⟦|12 rue |Hauptstr\\. 5 |06 12 34 |@ab |a@b\\.fr ",
        "|a\\.com/ |1/|-|\u{301}|\u{200b}| |\\.|insta: a_b |bei Martin klingeln |tape 45B |3º B )"
    );

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn work_grows_with_the_length_of_a_text_and_no_faster(
            parts in prop::collection::vec(PARTS, 1..4),
            times in 50_usize..400,
        ) {
            let text = parts.concat().repeat(times);
            steps::start();
            let masked = mask(&text);
            // Every finder looks at the whole in every pass, and at some of it twice.
            let most = MOST_PASSES * (FINDERS.len() + 4) + 4;
            // What is folded may be longer than what was typed.
            prop_assert!(steps::taken() <= text.len() * 2 * most, "{} for {}", steps::taken(), text.len());
            prop_assert!(mask(&masked.text).found.is_empty());
        }
    }
    #[test]
    fn what_hides_ever_more_is_masked_as_a_whole() {
        let masked = mask(&"appt 1appt 1 ".repeat(400));
        assert!(masked.text.len() < 13 * 400, "{}", masked.text);
        steps::start();
        drop(mask(&"appt 1".repeat(400)));
        assert!(steps::taken() <= 6 * 400 * (FINDERS.len() + 4) * MOST_PASSES, "{}", steps::taken());
    }
}
