//! Everything that is found, in one order, until nothing more is.

use std::ops::Range;

use crate::{
    address, code, contact,
    fold::{Folded, WALL},
    phone,
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
/// The time grows with the square of the length for texts made to be slow: callers bound what they take (a post, a note of an
/// offer: some thousand characters).
#[must_use]
pub fn mask(text: &str) -> Masked {
    let mut folded = Folded::of(text, &typed_markers(text));
    let mut found: Vec<Found> = Vec::new();
    // What is masked may part what hid something else: until nothing more is found, so that masking twice changes nothing.
    loop {
        let before = found.len();
        for (kind, find) in FINDERS {
            for range in find(&folded) {
                let range = folded.whole(range);
                if range.is_empty() || folded.get(range.clone()).contains(WALL) {
                    continue;
                }
                if let Some(source) = folded.source(&range) {
                    folded.wall(&range);
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
        let next = Kind::ALL.iter().filter_map(|k| Some((rest.find(k.marker())?, *k))).min();
        let (piece, after) = match next {
            Some((0, kind)) => (Piece::Masked(kind), kind.marker().len()),
            Some((at, _)) => (Piece::Text(rest.get(..at)?), at),
            None => (Piece::Text(rest), rest.len()),
        };
        rest = rest.get(after..).unwrap_or_default();
        Some(piece)
    })
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
