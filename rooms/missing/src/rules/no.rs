//! How the rules of this room say no.

use kernel::{Refusal, Refuse};

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum No {
    /// There is no such search, note or question, or not for this visitor.
    Unknown,
    /// No incident is on.
    NoIncident,
    /// A contact has to be proven before a search begins.
    Prove,
    /// A name is needed.
    NameMissing,
    /// So many names.
    ManyNames,
    /// A text is too long.
    TooLong {
        /// The most characters.
        most: usize,
    },
    /// A text holds an address, a code or a contact.
    TellsTooMuch,
    /// Who one is to whom one seeks.
    RelationMissing,
    /// The police come first.
    PoliceFirst,
    /// The ages are none.
    Ages,
    /// Last seen in the future, or too long ago.
    Seen,
    /// The end is past, or too far away.
    Until,
    /// A telephone or e-mail cannot be read.
    Contact,
    /// So many searches of one seeker are on.
    ManyNotices,
    /// The draft is gone.
    DraftOver,
    /// The search is over.
    Over,
    /// A public appeal is asked for, or decided, already.
    AppealDecided,
    /// A minor is shown in public only when a guardian or an authority stands behind it.
    MinorNeedsGuardian,
    /// Nothing was said.
    NoWords,
    /// What is said is none of the states that somebody else may say.
    State,
    /// One's own answer is given elsewhere.
    AboutOneself,
    /// Whoever searches is no witness of it.
    OwnSearch,
    /// How old somebody is was not said, and they may be a minor.
    AgeMissing,
    /// An authority says so itself.
    NotAuthority,
    /// It has changed since it was looked at.
    Changed,
    /// The question has been answered.
    Answered,
    /// News was taken away, or is over.
    NewsGone,
    /// So many were sent.
    TooMany,
    /// The last digits of a telephone are needed.
    FactorMissing,
    /// Why two searches are about one person was not said.
    ReasonMissing,
    /// A file is not taken as a photo.
    Photo(media::Refused),
}

/// The codes of this room's refusals: each has its sentences `refusal-CODE` and `refusal-CODE-next`.
pub const CODES: &[&str] = &[
    "missing-unknown",
    "missing-no-incident",
    "missing-prove",
    "missing-name",
    "missing-many-names",
    "missing-too-long",
    "missing-tells-too-much",
    "missing-relation",
    "missing-police-first",
    "missing-ages",
    "missing-seen",
    "missing-until",
    "missing-contact",
    "missing-many",
    "missing-draft-over",
    "missing-over",
    "missing-appeal-decided",
    "missing-minor",
    "missing-no-words",
    "missing-state",
    "missing-oneself",
    "missing-own-search",
    "missing-age-missing",
    "missing-not-authority",
    "missing-changed",
    "missing-answered",
    "missing-news-gone",
    "missing-too-many",
    "missing-factor",
    "missing-reason",
    "photo-empty",
    "photo-too-heavy",
    "photo-too-large",
    "photo-too-small",
    "photo-heic",
    "photo-format",
    "photo-broken",
];

impl Refuse for No {
    fn refusal(&self) -> Refusal {
        let new = Refusal::new;
        match self {
            Self::Unknown => new(404, "missing-unknown"),
            Self::NoIncident => new(409, "missing-no-incident"),
            Self::Prove => new(403, "missing-prove"),
            Self::NameMissing => new(422, "missing-name").at("name"),
            Self::ManyNames => new(422, "missing-many-names").at("others"),
            Self::TooLong { most } => {
                new(422, "missing-too-long").with("most", i32::try_from(*most).map_or(f64::MAX, f64::from))
            }
            Self::TellsTooMuch => new(422, "missing-tells-too-much"),
            Self::RelationMissing => new(422, "missing-relation").at("relation"),
            Self::PoliceFirst => new(422, "missing-police-first").at("police"),
            Self::Ages => new(422, "missing-ages").at("age"),
            Self::Seen => new(422, "missing-seen").at("seen"),
            Self::Until => new(422, "missing-until").at("expires"),
            Self::Contact => new(422, "missing-contact").at("phone"),
            Self::ManyNotices => new(429, "missing-many"),
            Self::DraftOver => new(404, "missing-draft-over"),
            Self::Over => new(409, "missing-over"),
            Self::AppealDecided => new(409, "missing-appeal-decided"),
            Self::MinorNeedsGuardian => new(403, "missing-minor"),
            Self::NoWords => new(422, "missing-no-words").at("words"),
            Self::State => new(422, "missing-state").at("state"),
            Self::AboutOneself => new(409, "missing-oneself"),
            Self::OwnSearch => new(409, "missing-own-search"),
            Self::AgeMissing => new(409, "missing-age-missing"),
            Self::NotAuthority => new(403, "missing-not-authority").at("guardian"),
            Self::Changed => new(409, "missing-changed"),
            Self::Answered => new(409, "missing-answered"),
            Self::NewsGone => new(409, "missing-news-gone"),
            Self::TooMany => new(429, "missing-too-many"),
            Self::FactorMissing => new(422, "missing-factor").at("tail"),
            Self::ReasonMissing => new(422, "missing-reason").at("reason"),
            Self::Photo(why) => new(422, why.code()).at("photo"),
        }
    }
}
