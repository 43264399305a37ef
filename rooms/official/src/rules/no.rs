//! How the rules of this room say no.

use kernel::{Refusal, Refuse};

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum No {
    /// There is no such message or institution, or not for this visitor.
    Unknown,
    /// One speaks for no institution, or not for this one.
    NotAccredited,
    /// The institution is not proven, or the proof is gone.
    NotProven,
    /// What one person proposes another confirms.
    SamePerson,
    /// Who brought it, or said the keys that it is verified with, is no second person.
    OwnKeys,
    /// It moved on: confirmed, dropped, corrected, cancelled or over.
    MovedOn,
    /// Only what is verified is passed on as it is.
    NotVerified,
    /// An exercise belongs to an exercise, and what is real to what is real.
    Mixed,
    /// It needs words in one language at least.
    WordsMissing,
    /// A text is too long.
    TooLong {
        /// The most characters.
        most: usize,
    },
    /// Where it holds has to be said in words.
    PlaceMissing,
    /// The area cannot be written as CAP has it.
    Area,
    /// Something else cannot.
    Unwritten,
    /// It lasts too long, or not at all.
    Time,
    /// That is no domain.
    Domain,
    /// That institution is there already.
    DomainTaken,
    /// Another institution has that name: whoever speaks for it would speak for this one too.
    NameTaken,
    /// An institution needs a name.
    Name,
    /// That is no certificate or public key that can be used.
    Pins,
    /// Keys need the senders that they speak for.
    Senders,
    /// This server may not call that address.
    Address,
    /// Nobody vouches for those who vouch for them.
    Circle,
    /// The document is not one that is taken, with the line and the rule.
    Document {
        /// The line.
        line: u64,
        /// The rule's word.
        rule: &'static str,
    },
    /// It is not for everybody, or not of today.
    Skipped,
}

/// The codes of this room's refusals: each has its sentences `refusal-CODE` and `refusal-CODE-next`.
pub const CODES: &[&str] = &[
    "official-unknown",
    "official-not-accredited",
    "official-not-proven",
    "official-same-person",
    "official-own-keys",
    "official-moved-on",
    "official-not-verified",
    "official-mixed",
    "official-words-missing",
    "official-too-long",
    "official-place-missing",
    "official-area",
    "official-unwritten",
    "official-time",
    "official-domain",
    "official-domain-taken",
    "official-name-taken",
    "official-name",
    "official-pins",
    "official-senders",
    "official-address",
    "official-circle",
    "official-document",
    "official-skipped",
];

impl Refuse for No {
    fn refusal(&self) -> Refusal {
        let new = Refusal::new;
        match self {
            Self::Unknown => new(404, "official-unknown"),
            Self::NotAccredited => new(403, "official-not-accredited"),
            Self::NotProven => new(403, "official-not-proven"),
            Self::SamePerson => new(403, "official-same-person"),
            Self::OwnKeys => new(403, "official-own-keys"),
            Self::MovedOn => new(409, "official-moved-on"),
            Self::NotVerified => new(409, "official-not-verified"),
            Self::Mixed => new(422, "official-mixed").at("incident"),
            Self::WordsMissing => new(422, "official-words-missing").at("headline_fr"),
            Self::TooLong { most } => new(422, "official-too-long").with("most", f64::from(small(*most))),
            Self::PlaceMissing => new(422, "official-place-missing").at("place_words"),
            Self::Unwritten => new(422, "official-unwritten"),
            Self::Area => new(422, "official-area").at("zone"),
            Self::Time => new(422, "official-time").at("hours"),
            Self::Domain => new(422, "official-domain").at("domain"),
            Self::DomainTaken => new(409, "official-domain-taken").at("domain"),
            Self::NameTaken => new(409, "official-name-taken").at("name"),
            Self::Name => new(422, "official-name").at("name"),
            Self::Pins => new(422, "official-pins").at("pins"),
            Self::Senders => new(422, "official-senders").at("senders"),
            Self::Address => new(422, "official-address").at("url"),
            Self::Circle => new(409, "official-circle"),
            Self::Document { line, rule } => new(422, "official-document")
                .with("line", f64::from(u32::try_from(*line).unwrap_or(u32::MAX)))
                .with("rule", *rule),
            Self::Skipped => new(422, "official-skipped"),
        }
    }
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
