//! The join: how far a search and a sign of life belong together, and who decides that they do.
//!
//! Names alone never do: in a city there are hundreds of pairs of people with one name. What weighs beside the name is a contact in common,
//! that the two know each other here, an age and a sex that agree. What contradicts caps the whole.
//!
//! | evidence | points |
//! |---|---|
//! | the name: same and rare, the same or nearly, possible | 600, 450, 200 |
//! | a contact in common: proven, as somebody said | 450, 300 |
//! | whoever seeks is in their circle | 350 |
//! | the ages agree, contradict | 100, at most 400 in all |
//! | the sexes agree, contradict | 50, at most 400 in all |
//! | last seen near where the sign comes from | 50 |

use names::{Name, Strength};

use crate::model::{Ages, Sex, Sign};

/// What they have in common to be reached by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Common {
    /// Nothing.
    #[default]
    Nothing,
    /// A telephone or e-mail, as somebody said.
    Said,
    /// One that the person has proven.
    Proven,
}

/// Whether what two say agrees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fit {
    /// One of them says nothing.
    #[default]
    Unknown,
    /// It agrees.
    Agrees,
    /// It contradicts.
    Contradicts,
}

/// What speaks for a search and a sign of life being about one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Their names.
    pub name: Strength,
    /// A contact in common.
    pub contact: Common,
    /// Whether whoever seeks is in the circle of the person.
    pub knows: bool,
    /// Their ages.
    pub ages: Fit,
    /// Their sexes.
    pub sex: Fit,
    /// Whether the sign comes from near where the person was last seen.
    pub near: bool,
}

/// One reason of a score, to be said in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The same name, and a rare one.
    NameSame,
    /// The same name, or nearly.
    NameLikely,
    /// Perhaps the same name.
    NamePossible,
    /// A contact that the person has proven.
    ContactProven,
    /// A contact, as somebody said.
    ContactSaid,
    /// They know each other.
    Knows,
    /// The ages agree.
    AgesAgree,
    /// The sexes agree.
    SexAgrees,
    /// Near.
    Near,
    /// The ages contradict.
    AgesContradict,
    /// The sexes contradict.
    SexContradicts,
    /// The same photo, nearly.
    PhotoSame,
    /// Another search for them was linked with it.
    Linked,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::NameSame,
        Self::NameLikely,
        Self::NamePossible,
        Self::ContactProven,
        Self::ContactSaid,
        Self::Knows,
        Self::AgesAgree,
        Self::SexAgrees,
        Self::Near,
        Self::AgesContradict,
        Self::SexContradicts,
        Self::PhotoSame,
        Self::Linked,
    ];
    /// Its word in the API, in the store, and in the key `missing-why-WORD` of its sentence.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NameSame => "name-same",
            Self::NameLikely => "name-likely",
            Self::NamePossible => "name-possible",
            Self::ContactProven => "contact-proven",
            Self::ContactSaid => "contact-said",
            Self::Knows => "knows",
            Self::AgesAgree => "ages-agree",
            Self::SexAgrees => "sex-agrees",
            Self::Near => "near",
            Self::AgesContradict => "ages-contradict",
            Self::SexContradicts => "sex-contradicts",
            Self::PhotoSame => "photo-same",
            Self::Linked => "linked",
        }
    }
    const fn points(self) -> i64 {
        match self {
            Self::NameSame => 600,
            Self::NameLikely | Self::ContactProven | Self::PhotoSame => 450,
            Self::Knows => 350,
            Self::ContactSaid => 300,
            Self::NamePossible => 200,
            Self::AgesAgree => 100,
            Self::SexAgrees | Self::Near => 50,
            Self::AgesContradict | Self::SexContradicts | Self::Linked => 0,
        }
    }
}

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nobody: they are not taken for one person.
    No,
    /// A reviewer.
    Review,
    /// The person themself.
    Ask,
}

/// A score with its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// Out of a thousand.
    pub score: i64,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Who is asked.
    pub verdict: Verdict,
}

/// From here on a reviewer looks at it.
pub(super) const REVIEW_FROM: i64 = 650;
/// What contradicts is never worth more.
const CONTRADICTED: i64 = 400;

/// What speaks for it, and against it.
pub(super) fn reasons(e: &Evidence) -> Vec<Reason> {
    let name = match e.name {
        Strength::No => None,
        Strength::Possible => Some(Reason::NamePossible),
        Strength::Likely => Some(Reason::NameLikely),
        Strength::Same => Some(Reason::NameSame),
    };
    let contact = match e.contact {
        Common::Nothing => None,
        Common::Said => Some(Reason::ContactSaid),
        Common::Proven => Some(Reason::ContactProven),
    };
    let so = [
        (e.knows, Reason::Knows),
        (e.ages == Fit::Agrees, Reason::AgesAgree),
        (e.sex == Fit::Agrees, Reason::SexAgrees),
        (e.near, Reason::Near),
        (e.ages == Fit::Contradicts, Reason::AgesContradict),
        (e.sex == Fit::Contradicts, Reason::SexContradicts),
    ];
    name.into_iter().chain(contact).chain(so.into_iter().filter_map(|(is, reason)| is.then_some(reason))).collect()
}

/// What that is worth, out of a thousand.
pub(super) fn score(reasons: &[Reason]) -> i64 {
    let contradicted = reasons.iter().any(|r| matches!(r, Reason::AgesContradict | Reason::SexContradicts));
    let sum: i64 = reasons.iter().map(|r| r.points()).sum();
    sum.min(if contradicted { CONTRADICTED } else { 1000 })
}

/// Weighs what speaks for it.
#[must_use]
pub fn weigh(sign: Sign, e: &Evidence) -> Weighed {
    let reasons = reasons(e);
    let score = score(&reasons);
    let strong = e.contact == Common::Proven || e.knows;
    // A contact says little of who is meant when the name is another one's.
    let verdict = match sign {
        _ if e.name == Strength::No || score < REVIEW_FROM => Verdict::No,
        Sign::Person if strong => Verdict::Ask,
        _ => Verdict::Review,
    };
    Weighed { score, reasons, verdict }
}

/// Whether a name that was typed without a space ("samirbenali") is one that somebody is sought by, in either order. A number must agree as
/// well: by itself it says no more than [`Strength::Likely`] does.
#[must_use]
pub fn run_together(said: &str, sought: &str) -> bool {
    let (said, sought) = (Name::parse(said), Name::parse(sought));
    let [one] = said.parts() else { return false };
    let words: Vec<&str> = sought.parts().iter().map(|p| p.token().latin()).collect();
    let back = words.iter().rev().copied().collect::<String>();
    words.len() > 1 && [words.concat(), back].iter().any(|all| all == one.token().latin())
}

/// Whether two say the same of an age: bands that touch within two years agree, as nobody counts so well at night.
#[must_use]
pub fn ages(a: Option<Ages>, b: Option<Ages>) -> Fit {
    match (a, b) {
        (Some(a), Some(b)) if a.low <= b.high.saturating_add(2) && b.low <= a.high.saturating_add(2) => Fit::Agrees,
        (Some(a), Some(b)) if a.low > b.high.saturating_add(7) || b.low > a.high.saturating_add(7) => Fit::Contradicts,
        _ => Fit::Unknown,
    }
}

/// Whether two say the same of a sex.
#[must_use]
pub const fn sex(a: Sex, b: Sex) -> Fit {
    match (a, b) {
        (Sex::Unknown, _) | (_, Sex::Unknown) => Fit::Unknown,
        (Sex::Female, Sex::Female) | (Sex::Male, Sex::Male) | (Sex::Other, Sex::Other) => Fit::Agrees,
        (Sex::Female, Sex::Male) | (Sex::Male, Sex::Female) => Fit::Contradicts,
        _ => Fit::Unknown,
    }
}

impl Evidence {
    /// Two names alone.
    #[must_use]
    pub const fn of_names(name: Strength) -> Self {
        Self { name, contact: Common::Nothing, knows: false, ages: Fit::Unknown, sex: Fit::Unknown, near: false }
    }
}
