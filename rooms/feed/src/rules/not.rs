//! How the rules of rumours, embargoes and holds say no.

use kernel::{Refusal, Refuse};

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Not {
    /// There is no such one.
    Unknown,
    /// A ruling needs a verdict.
    Verdict,
    /// … what is said, in neutral words.
    What {
        /// The most characters.
        most: usize,
    },
    /// … what is so.
    Says {
        /// The most characters.
        most: usize,
    },
    /// … and one source at least, so many at most, each so long.
    Sources {
        /// How many.
        most: usize,
    },
    /// Nothing is left of a source once what leads to somebody is masked.
    SourceMasked,
    /// They rule as an institution, and none that they speak for is proven.
    Unproven,
    /// They wrote one of the copies: another person rules.
    OwnCopy,
    /// Somebody who can know better has ruled.
    Outranked,
    /// Somebody else ruled, or changed something, since this was looked at.
    Overtaken,
    /// It is ruled: it can be revised, not set aside.
    RuledAlready,
    /// No such rumour in this incident.
    OtherIncident,
    /// Nothing is ruled on this post.
    NotRuled,
    /// They appealed already.
    AppealedAlready,
    /// It is their own post.
    Own,
    /// Who says that they have seen it has proven no contact.
    Prove,
    /// … or is not where it happens, as far as is known.
    Elsewhere,
    /// What they wrote is too long.
    Long {
        /// The most characters.
        most: usize,
    },
    /// So many of one person.
    Many,
    /// They hold back as an authority, and none that they speak for is proven.
    NoAuthority,
    /// An embargo is called something.
    EmbargoName {
        /// The most characters.
        most: usize,
    },
    /// It ends within hours.
    EmbargoTime {
        /// How many.
        hours: i64,
    },
    /// It names so many places, each so long.
    EmbargoNames {
        /// How many.
        most: usize,
    },
    /// It is over.
    EmbargoOver,
    /// So many at once.
    ManyEmbargoes,
    /// Another person renews it.
    SecondPerson,
    /// They wrote it themselves: another person decides.
    OwnPost,
    /// It is not held back any more.
    NotHeld,
    /// Its author changed it since it was looked at.
    NotSeen,
    /// Nobody decided it.
    Undecided,
    /// Somebody else decided it.
    UndoOther(String),
    /// It was decided too long ago, or its embargo is over.
    UndoLate,
    /// An embargo holds it: it is not a moderator's to decide before its end.
    Embargoed,
    /// No incident is on.
    NoIncident,
}

/// The codes of these refusals.
pub const TRUTH_CODES: &[&str] = &[
    "truth-unknown",
    "ruling-verdict",
    "ruling-what",
    "ruling-says",
    "ruling-sources",
    "ruling-source-masked",
    "ruling-unproven",
    "ruling-own",
    "ruling-outranked",
    "ruling-overtaken",
    "rumour-ruled",
    "rumour-other-incident",
    "appeal-not-ruled",
    "appeal-twice",
    "seen-own",
    "seen-prove",
    "seen-elsewhere",
    "truth-long",
    "truth-many",
    "embargo-unproven",
    "embargo-name",
    "embargo-time",
    "embargo-names",
    "embargo-over",
    "embargo-many",
    "embargo-second-person",
    "hold-own",
    "hold-over",
    "hold-changed",
    "hold-undecided",
    "hold-undo-other",
    "hold-undo-late",
    "hold-embargoed",
    "embargo-no-incident",
];

impl Refuse for Not {
    fn refusal(&self) -> Refusal {
        let new = Refusal::new;
        let n = |i: usize| i32::try_from(i).map_or(f64::MAX, f64::from);
        match self {
            Self::Unknown => new(404, "truth-unknown"),
            Self::Verdict => new(422, "ruling-verdict").at("verdict"),
            Self::What { most } => new(422, "ruling-what").at("what").with("most", n(*most)),
            Self::Says { most } => new(422, "ruling-says").at("says").with("most", n(*most)),
            Self::Sources { most } => new(422, "ruling-sources").at("sources").with("most", n(*most)),
            Self::SourceMasked => new(422, "ruling-source-masked").at("sources"),
            Self::Unproven => new(403, "ruling-unproven"),
            Self::OwnCopy => new(403, "ruling-own"),
            Self::Outranked => new(409, "ruling-outranked"),
            Self::Overtaken => new(409, "ruling-overtaken"),
            Self::RuledAlready => new(409, "rumour-ruled"),
            Self::OtherIncident => new(422, "rumour-other-incident").at("post"),
            Self::NotRuled => new(409, "appeal-not-ruled"),
            Self::AppealedAlready => new(409, "appeal-twice"),
            Self::Own => new(403, "seen-own"),
            Self::Prove => new(403, "seen-prove"),
            Self::Elsewhere => new(409, "seen-elsewhere"),
            Self::Long { most } => new(422, "truth-long").at("words").with("most", n(*most)),
            Self::Many => new(429, "truth-many"),
            Self::NoAuthority => new(403, "embargo-unproven"),
            Self::EmbargoName { most } => new(422, "embargo-name").at("name").with("most", n(*most)),
            Self::EmbargoTime { hours } => {
                new(422, "embargo-time").at("ends").with("hours", i32::try_from(*hours).map_or(f64::MAX, f64::from))
            }
            Self::EmbargoNames { most } => new(422, "embargo-names").at("names").with("most", n(*most)),
            Self::EmbargoOver => new(409, "embargo-over"),
            Self::ManyEmbargoes => new(409, "embargo-many"),
            Self::SecondPerson => new(403, "embargo-second-person"),
            Self::OwnPost => new(403, "hold-own"),
            Self::NotHeld => new(409, "hold-over"),
            Self::NotSeen => new(409, "hold-changed"),
            Self::Undecided => new(409, "hold-undecided"),
            Self::UndoOther(who) => new(409, "hold-undo-other").with("who", who.as_str()),
            Self::UndoLate => new(409, "hold-undo-late"),
            Self::Embargoed => new(409, "hold-embargoed"),
            Self::NoIncident => new(409, "embargo-no-incident"),
        }
    }
}
