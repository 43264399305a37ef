//! Pages in memory: who makes one, of whom, and who reads what people write before it is shown.

use kernel::{OperatorId, Refusal, Refuse, Span, Time};

use crate::model::{
    Guardian, Notice, NoticeState, Relation,
    list::{Death, DeathState},
    tribute::{Chosen, Condolence, CondolenceState, Tribute, TributeState},
};

use super::list::may_be_told;

/// A page that nobody of the family looks after is kept so long.
pub const LASTS: Span = Span::days(365);
/// What moderators do not let through can be given back for so long.
pub const REFUSED_LASTS: Span = Span::days(1);
/// The longest words of a family.
pub const LONGEST_WORDS: usize = 600;
/// The longest line under a name, name, or who says it.
pub const LONGEST_LINE: usize = 120;
/// The longest that somebody writes.
pub const LONGEST_CONDOLENCE: usize = 300;
/// How often one person writes on one page: counted where it is written, so that no two at once are one too many.
pub const MOST_OF_ONE: i64 = 3;

/// A refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoTribute {
    /// There is no such page, or not for this visitor.
    Unknown,
    /// A death is not known, the family has not agreed that it is shown, or the search is one that nothing is built on any more.
    NotKnown,
    /// Only the family.
    FamilyOnly,
    /// A contact has to be proven.
    Prove,
    /// There is one already.
    There,
    /// A name is needed.
    Name,
    /// A text is too long.
    Long,
    /// Nothing was written.
    NoWords,
    /// Nobody may write any more.
    Locked,
    /// So often.
    TooMany,
    /// It is decided.
    Decided,
    /// The second person is another one.
    SamePerson,
    /// The member of staff does not speak for that institution.
    NotAccredited,
}

/// The codes of these refusals.
pub const TRIBUTE_CODES: &[&str] = &[
    "tribute-unknown",
    "tribute-not-known",
    "tribute-family-only",
    "tribute-prove",
    "tribute-there",
    "tribute-name",
    "tribute-long",
    "tribute-no-words",
    "tribute-locked",
    "tribute-too-many",
    "tribute-decided",
    "tribute-same-person",
    "tribute-not-accredited",
];

impl Refuse for NoTribute {
    fn refusal(&self) -> Refusal {
        let new = Refusal::new;
        match self {
            Self::Unknown => new(404, "tribute-unknown"),
            Self::NotKnown => new(409, "tribute-not-known"),
            Self::FamilyOnly => new(403, "tribute-family-only"),
            Self::Prove => new(403, "tribute-prove"),
            Self::There => new(409, "tribute-there"),
            Self::Name => new(422, "tribute-name").at("name"),
            Self::Long => new(422, "tribute-long").at("words"),
            Self::NoWords => new(422, "tribute-no-words").at("words"),
            Self::Locked => new(409, "tribute-locked"),
            Self::TooMany => new(429, "tribute-too-many"),
            Self::Decided => new(409, "tribute-decided"),
            Self::SamePerson => new(403, "tribute-same-person"),
            Self::NotAccredited => new(403, "tribute-not-accredited"),
        }
    }
}

/// Whether what is chosen can be shown.
///
/// # Errors
/// [`NoTribute::Name`], [`NoTribute::Long`].
pub fn chosen(c: &Chosen) -> Result<(), NoTribute> {
    let long = |text: Option<&String>, most: usize| text.is_some_and(|t| t.chars().count() > most);
    let w = &c.words;
    if w.name.is_empty() {
        return Err(NoTribute::Name);
    }
    let lines = [Some(&w.name), w.line.as_ref(), w.by.as_ref()].into_iter().any(|t| long(t, LONGEST_LINE));
    if lines || long(w.words.as_ref(), LONGEST_WORDS) { Err(NoTribute::Long) } else { Ok(()) }
}

/// The family makes one: only whoever sought them as their own, with a proven contact, after a death that two have stated and that the family
/// agreed to be shown.
///
/// # Errors
/// [`NoTribute::Prove`], [`NoTribute::FamilyOnly`], [`NoTribute::NotKnown`], [`NoTribute::There`].
pub fn make(notice: &Notice, death: Option<&Death>, proven: bool, before: Option<&Tribute>) -> Result<(), NoTribute> {
    let family =
        matches!(notice.relation, Some(Relation::Family | Relation::Partner)) || notice.guardian != Guardian::None;
    if !death.is_some_and(Death::is_known) {
        return Err(NoTribute::NotKnown);
    }
    if !family {
        return Err(NoTribute::FamilyOnly);
    }
    match before.map(|t| t.state) {
        Some(TributeState::Shown) => Err(NoTribute::There),
        // What an institution proposed is the family's to decide.
        _ if proven => Ok(()),
        _ => Err(NoTribute::Prove),
    }
}

/// A person of the institution that stated the death proposes one, of somebody whom no family seeks here: where there is one, it decides.
///
/// # Errors
/// [`NoTribute::FamilyOnly`], [`NoTribute::NotKnown`], [`NoTribute::NotAccredited`], [`NoTribute::There`].
pub fn propose(
    now: Time,
    notice: &Notice,
    death: Option<&Death>,
    of: Option<&str>,
    before: Option<&Tribute>,
) -> Result<(), NoTribute> {
    let death = death.filter(|d| of == Some(d.institution.as_str())).ok_or(NoTribute::NotAccredited)?;
    if notice.seeker.is_some() {
        return Err(NoTribute::FamilyOnly);
    }
    // What was taken down, or is over, comes back by nobody's page.
    if death.state != DeathState::Confirmed || !may_be_told(now, notice) {
        return Err(NoTribute::NotKnown);
    }
    if before.is_some() { Err(NoTribute::There) } else { Ok(()) }
}

/// A second person of that institution confirms it.
///
/// # Errors
/// [`NoTribute::Decided`], [`NoTribute::SamePerson`], [`NoTribute::NotAccredited`].
pub fn confirm(t: &Tribute, of: Option<&str>, by: OperatorId) -> Result<TributeState, NoTribute> {
    if t.institution.is_none() || t.institution.as_deref() != of {
        return Err(NoTribute::NotAccredited);
    }
    match (t.state, t.proposed_by) {
        (TributeState::Shown, _) => Err(NoTribute::Decided),
        (TributeState::Proposed, first) if first == Some(by) => Err(NoTribute::SamePerson),
        (TributeState::Proposed, _) => Ok(TributeState::Shown),
    }
}

/// Whether a page is shown now: only while the death that it was made of is known, and, as long as the search is on, while it says so itself.
/// The death is kept as long as the page: it may be suspended, or spoken against, also when the search is long over.
#[must_use]
pub fn stands(now: Time, t: &Tribute, notice: Option<&Notice>, death: Option<&Death>) -> bool {
    let said = notice.is_none_or(|n| matches!(n.state, NoticeState::Dead | NoticeState::Over));
    said && death.is_some_and(Death::is_known) && t.state == TributeState::Shown && now < t.expires
}

/// Somebody writes.
///
/// # Errors
/// [`NoTribute::Prove`], [`NoTribute::Locked`], [`NoTribute::NoWords`], [`NoTribute::Long`].
pub fn write(t: &Tribute, proven: bool, words: Option<&str>) -> Result<(), NoTribute> {
    if !proven {
        return Err(NoTribute::Prove);
    }
    if t.locked {
        return Err(NoTribute::Locked);
    }
    let words = words.ok_or(NoTribute::NoWords)?;
    if words.chars().count() > LONGEST_CONDOLENCE { Err(NoTribute::Long) } else { Ok(()) }
}

/// A moderator reads it: then the family does; where there is none, it is shown. What was let through may be taken back, and given back.
///
/// # Errors
/// [`NoTribute::Decided`].
pub const fn review(c: &Condolence, yes: bool, has_family: bool) -> Result<CondolenceState, NoTribute> {
    use CondolenceState::{Family, Refused, Shown, Waiting};
    match (c.state, yes) {
        (Waiting | Refused, true) if has_family => Ok(Family),
        (Waiting | Refused, true) => Ok(Shown),
        (Waiting | Family | Shown, false) => Ok(Refused),
        (Family | Shown, true) | (Refused, false) => Err(NoTribute::Decided),
    }
}

/// The family lets it be shown.
///
/// # Errors
/// [`NoTribute::Decided`].
pub const fn let_show(c: &Condolence) -> Result<CondolenceState, NoTribute> {
    match c.state {
        CondolenceState::Family => Ok(CondolenceState::Shown),
        _ => Err(NoTribute::Decided),
    }
}
