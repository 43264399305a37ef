//! Why a signature is not believed.

use std::fmt;

/// A part of a signature that names how it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// How what is signed becomes bytes.
    Canonicalization,
    /// What is done with the document before.
    Transform,
    /// How the digest is made.
    Digest,
    /// How the signature is made.
    Signature,
}
impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Canonicalization => "canonicalization",
            Self::Transform => "transform",
            Self::Digest => "digest",
            Self::Signature => "signature",
        })
    }
}

/// Why a message cannot be verified. It may be a good message all the same; it is shown as one that is not verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unverified {
    /// There is no signature.
    None,
    /// There are several, or one inside another: which would count?
    Several,
    /// It does not stand in the alert itself.
    Misplaced,
    /// It is not built as XML Signature says, or has parts that are not taken here.
    Shape,
    /// It is not over the whole document that it stands in.
    Part,
    /// It names another algorithm than those that are taken.
    Algorithm(Piece, String),
    /// No key is pinned.
    NoPin,
    /// None of the pinned keys is of the kind that signed.
    OtherKind,
    /// The pinned certificates of that kind are not valid at this time.
    NotValid,
    /// The document was changed after it was signed.
    Changed,
    /// It was not made with a pinned key.
    OtherKey,
}
impl Unverified {
    /// Its name.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::None => "not-signed",
            Self::Several => "several-signatures",
            Self::Misplaced => "misplaced-signature",
            Self::Shape => "signature-shape",
            Self::Part => "signature-of-a-part",
            Self::Algorithm(..) => "other-algorithm",
            Self::NoPin => "no-pinned-key",
            Self::OtherKind => "other-kind-of-key",
            Self::NotValid => "certificate-not-valid",
            Self::Changed => "changed-after-signing",
            Self::OtherKey => "other-key",
        }
    }
    /// An algorithm that is not taken. What stands in the document is quoted, up to a length and without what turns a terminal.
    pub(super) fn algorithm(piece: Piece, address: &str) -> Self {
        Self::Algorithm(piece, address.chars().take(120).flat_map(char::escape_default).collect())
    }
}
impl fmt::Display for Unverified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "it is not signed",
            Self::Several => "it has several signatures",
            Self::Misplaced => "its signature does not stand in the alert",
            Self::Shape => "its signature is not built as it should be",
            Self::Part => "its signature is not over the whole document",
            Self::Algorithm(piece, address) => return write!(f, "another {piece} algorithm: {address}"),
            Self::NoPin => "no key is pinned",
            Self::OtherKind => "no pinned key is of the kind that signed it",
            Self::NotValid => "the pinned certificate is not valid at this time",
            Self::Changed => "it was changed after it was signed",
            Self::OtherKey => "it was not signed with a pinned key",
        })
    }
}
impl std::error::Error for Unverified {}
