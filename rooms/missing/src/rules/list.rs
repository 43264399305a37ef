//! Lists of institutions: what is taken, what an institution hears of, and what it may do then. And deaths.
//!
//! Names alone never tell an institution that somebody is sought: beside the name an age or a sex agrees, or the name is the same and rare.

use kernel::{OperatorId, Refusal, Refuse, Span, Time};
use names::Strength;
use register::{Aging, Fact, resolve};

use super::{
    LONGEST_NAME,
    join::{Common, Evidence, Fit, Weighed, weigh},
};
use crate::model::{
    Ages, Guardian, Notice, NoticeState, Relation, Sex, Sign,
    list::{Death, DeathState, EntryState, Listed, MatchState, NewEntry, Patient, Taken},
};

/// Lines that are brought at once.
pub const MOST_LINES: usize = 1000;
/// Bytes of them.
pub const MOST_BYTES: usize = 1 << 20;
/// Entries of one institution in one incident.
pub const MOST_ENTRIES: i64 = 20_000;
/// An entry that is not brought again is forgotten after so long.
pub const ENTRY_LASTS: Span = Span::days(30);
/// The longest document, reference, name of an institution.
pub const LONGEST_WORD: usize = 120;
/// Who is older is mistyped.
const OLDEST: i64 = 120;
/// Somebody may have arrived so long before they are listed.
const ARRIVED_WITHIN: Span = Span::days(60);

/// A refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoList {
    /// The member of staff speaks for no institution.
    NotAccredited,
    /// The name of an institution is none.
    Institution,
    /// It cannot be read as a list.
    File,
    /// The heading names too little.
    Heading,
    /// So many lines.
    ManyLines,
    /// So many entries.
    ManyEntries,
    /// So often.
    TooOften,
    /// Nothing is in it.
    Empty,
    /// A name is needed, unless it is not known who somebody is.
    Name,
    /// A name that is too long, or holds a contact.
    NameUnfit,
    /// A sex that is none.
    Sex,
    /// An age that is none.
    Age,
    /// A year of birth that is none.
    Born,
    /// A telephone or an e-mail that is none.
    Contact,
    /// A time that is none.
    Arrived,
    /// A state that is none. A death is no line of a list.
    State,
    /// The institution's own reference is needed, or is too long.
    Reference,
    /// The same reference stands in the list twice.
    Twice,
    /// A text is too long.
    Long,
    /// There is no such entry, or not for this institution.
    Unknown,
    /// The search is over, or what is asked was done already.
    Over,
    /// The family is to be called first.
    CallFirst,
    /// Who is listed is asked first.
    AskFirst,
    /// Nobody is released of whom it is not known who they are.
    Unnamed,
    /// The second person is another one.
    SamePerson,
    /// The family is to be told by voice first.
    ToldFirst,
    /// Only one of the two suspends what they stated.
    NotOfTheTwo,
    /// When somebody died.
    Died,
    /// The person has spoken since.
    Spoke,
    /// Only the family decides.
    FamilyOnly,
    /// A contact has to be proven.
    Prove,
}

/// The codes of these refusals.
pub const LIST_CODES: &[&str] = &[
    "list-not-accredited",
    "list-institution",
    "list-file",
    "list-heading",
    "list-many-lines",
    "list-many-entries",
    "list-too-often",
    "list-empty",
    "list-name",
    "list-name-unfit",
    "list-sex",
    "list-age",
    "list-born",
    "list-contact",
    "list-arrived",
    "list-state",
    "list-reference",
    "list-twice",
    "list-long",
    "list-unknown",
    "list-over",
    "list-call-first",
    "list-ask-first",
    "list-unnamed",
    "list-same-person",
    "list-told-first",
    "list-not-of-the-two",
    "list-died",
    "list-spoke",
    "list-family-only",
    "list-prove",
];

impl Refuse for NoList {
    fn refusal(&self) -> Refusal {
        let new = Refusal::new;
        match self {
            Self::NotAccredited => new(403, "list-not-accredited"),
            Self::Institution => new(422, "list-institution").at("institution"),
            Self::File => new(422, "list-file").at("list"),
            Self::Heading => new(422, "list-heading").at("list"),
            Self::ManyLines => new(422, "list-many-lines").with("most", MOST_LINES.to_string()).at("list"),
            Self::ManyEntries => new(429, "list-many-entries"),
            Self::TooOften => new(429, "list-too-often"),
            Self::Empty => new(422, "list-empty").at("list"),
            Self::Name => new(422, "list-name").at("name"),
            Self::NameUnfit => new(422, "list-name-unfit").at("name"),
            Self::Sex => new(422, "list-sex").at("sex"),
            Self::Age => new(422, "list-age").at("age"),
            Self::Born => new(422, "list-born").at("born"),
            Self::Contact => new(422, "list-contact").at("phone"),
            Self::Arrived => new(422, "list-arrived").at("arrived"),
            Self::State => new(422, "list-state").at("state"),
            Self::Reference => new(422, "list-reference").at("reference"),
            Self::Twice => new(422, "list-twice").at("reference"),
            Self::Long => new(422, "list-long").at("document").with("most", LONGEST_WORD.to_string()),
            Self::Unknown => new(404, "list-unknown"),
            Self::Over => new(409, "list-over"),
            Self::CallFirst => new(409, "list-call-first"),
            Self::AskFirst => new(422, "list-ask-first").at("patient"),
            Self::Unnamed => new(409, "list-unnamed"),
            Self::SamePerson => new(403, "list-same-person"),
            Self::ToldFirst => new(422, "list-told-first").at("told"),
            Self::NotOfTheTwo => new(403, "list-not-of-the-two"),
            Self::Died => new(422, "list-died").at("died"),
            Self::Spoke => new(409, "list-spoke"),
            Self::FamilyOnly => new(403, "list-family-only"),
            Self::Prove => new(403, "list-prove"),
        }
    }
}

/// A text on one line; nothing when it is blank.
fn line(text: &str) -> Option<String> {
    let text = register::names::line(text);
    (!text.is_empty()).then_some(text)
}

fn short(text: &str) -> Result<Option<String>, NoList> {
    match line(text) {
        Some(t) if t.chars().count() > LONGEST_WORD => Err(NoList::Long),
        other => Ok(other),
    }
}

/// What is taken of a line.
///
/// # Errors
/// What is wrong with it: the first fault.
pub fn entry(now: Time, new: &NewEntry) -> Result<Taken, NoList> {
    let state = state(&new.state)?;
    let name = line(&new.name);
    if let Some(name) = &name {
        let fits = name.chars().count() <= LONGEST_NAME && words::mask(name).found.is_empty();
        let letters = name.chars().any(char::is_alphabetic);
        if !fits || !letters {
            return Err(NoList::NameUnfit);
        }
    } else if state != EntryState::Unknown {
        return Err(NoList::Name);
    }
    let reference = short(&new.reference).map_err(|_| NoList::Reference)?.ok_or(NoList::Reference)?;
    let arrived = match line(&new.arrived) {
        None => None,
        Some(text) => {
            let at = Time::parse(&text).ok().filter(|t| *t <= now.plus(Span::hours(1)));
            Some(at.filter(|t| *t >= now.minus(ARRIVED_WITHIN)).ok_or(NoList::Arrived)?)
        }
    };
    let ages = ages(now, &new.age, &new.born)?;
    Ok(Taken {
        state,
        ages,
        sex: sex(&new.sex)?,
        arrived,
        who: Listed {
            name,
            phone: line(&new.phone),
            email: line(&new.email),
            born: digits(&new.born).parse().ok().filter(|_| digits(&new.age).is_empty()),
            document: short(&new.document)?,
            reference,
        },
    })
}

fn state(text: &str) -> Result<EntryState, NoList> {
    let word = line(text).unwrap_or_default().to_lowercase().replace([' ', '-'], "_");
    let state = match word.as_str() {
        "en_soins" | "soigné" | "soignée" | "hospitalisé" | "hospitalisée" => Some(EntryState::InCare),
        "sauf" | "sauve" | "en_sécurité" => Some(EntryState::Safe),
        "inconnu" | "inconnue" | "unknown_identity" | "identité_inconnue" => Some(EntryState::Unknown),
        word => EntryState::of_word(word),
    };
    state.ok_or(NoList::State)
}

fn sex(text: &str) -> Result<Sex, NoList> {
    match line(text).unwrap_or_default().to_lowercase().as_str() {
        "" | "unknown" | "?" => Ok(Sex::Unknown),
        "f" | "female" | "femme" | "féminin" => Ok(Sex::Female),
        "m" | "h" | "male" | "homme" | "masculin" => Ok(Sex::Male),
        "x" | "other" | "autre" => Ok(Sex::Other),
        _ => Err(NoList::Sex),
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn ages(now: Time, age: &str, born: &str) -> Result<Option<Ages>, NoList> {
    let (age, born) = (digits(age), digits(born));
    if !age.is_empty() {
        let (low, high) = age.split_once(['-', '–', '/']).unwrap_or((&age, &age));
        let ages = low.parse().ok().zip(high.parse().ok()).map(|(low, high)| Ages { low, high });
        let ages = ages.filter(|a| 0 <= a.low && a.low <= a.high && a.high <= OLDEST);
        return ages.map(Some).ok_or(NoList::Age);
    }
    if born.is_empty() {
        return Ok(None);
    }
    const YEAR: Span = Span::hours(8766);
    let year = 1970_i64.saturating_add(now.0.div_euclid(YEAR.0));
    let years = born.parse::<i64>().ok().map(|b| year.saturating_sub(b)).filter(|y| (0..=OLDEST).contains(y));
    years.map(|y| Some(Ages { low: y.saturating_sub(1).max(0), high: y })).ok_or(NoList::Born)
}

/// From here on an institution hears that somebody is sought.
const WORTH: i64 = 550;
/// … of somebody without a name, by a contact that they carry.
const WORTH_UNNAMED: i64 = 350;

/// How far an entry and a search belong together; nothing when the institution is not to hear of it. What contradicts is never heard of.
#[must_use]
pub fn worth(named: bool, e: &Evidence) -> Option<Weighed> {
    let weighed = weigh(Sign::News, e);
    let contradicted = e.ages == Fit::Contradicts || e.sex == Fit::Contradicts;
    let enough = if named {
        e.name != Strength::No && weighed.score >= WORTH
    } else {
        e.contact != Common::Nothing && weighed.score >= WORTH_UNNAMED
    };
    (enough && !contradicted).then_some(weighed)
}

/// The institution calls the family.
///
/// # Errors
/// [`NoList::Over`].
pub fn call(now: Time, state: MatchState, notice: &Notice) -> Result<MatchState, NoList> {
    match state {
        MatchState::Proposed if notice.is_open(now) => Ok(MatchState::Called),
        // Shown again to whoever has called, as long as there is something to call about.
        MatchState::Called | MatchState::Released if now < notice.expires => Ok(state),
        _ => Err(NoList::Over),
    }
}

/// They are two different people.
///
/// # Errors
/// [`NoList::Over`].
pub const fn not_same(state: MatchState) -> Result<MatchState, NoList> {
    match state {
        MatchState::Proposed | MatchState::Called => Ok(MatchState::NotSame),
        MatchState::Released | MatchState::NotSame => Err(NoList::Over),
    }
}

/// The institution lets the search end.
///
/// # Errors
/// [`NoList::CallFirst`], [`NoList::AskFirst`], [`NoList::Unnamed`], [`NoList::Over`].
pub fn release(
    now: Time,
    state: MatchState,
    entry: EntryState,
    notice: &Notice,
    patient: Option<Patient>,
) -> Result<MatchState, NoList> {
    match state {
        MatchState::Proposed => return Err(NoList::CallFirst),
        MatchState::Called if notice.is_open(now) => {}
        _ => return Err(NoList::Over),
    }
    if entry == EntryState::Unknown {
        return Err(NoList::Unnamed);
    }
    if patient.is_none() {
        return Err(NoList::AskFirst);
    }
    Ok(MatchState::Released)
}

/// One person states a death.
///
/// # Errors
/// [`NoList::CallFirst`], [`NoList::Over`], [`NoList::Died`], [`NoList::Spoke`].
pub fn state_death(
    now: Time,
    state: MatchState,
    notice: &Notice,
    before: Option<&Death>,
    died: Time,
) -> Result<(), NoList> {
    match state {
        MatchState::Called | MatchState::Released => {}
        MatchState::Proposed => return Err(NoList::CallFirst),
        MatchState::NotSame => return Err(NoList::Over),
    }
    if !matches!(notice.state, NoticeState::Searching | NoticeState::Found) || now >= notice.expires {
        return Err(NoList::Over);
    }
    if died > now || died < now.minus(ARRIVED_WITHIN) {
        return Err(NoList::Died);
    }
    match before {
        None => Ok(()),
        // Their own word was heard: what is stated anew is later than that.
        Some(d) if d.state == DeathState::Suspended => match (d.suspended_by, d.suspended) {
            (None, Some(word)) if died <= word => Err(NoList::Spoke),
            _ => Ok(()),
        },
        Some(_) => Err(NoList::Over),
    }
}

/// Whether a search can show a death at all: one that was closed or taken down, or whose time is over, shows nothing any more.
#[must_use]
pub fn may_be_told(now: Time, notice: &Notice) -> bool {
    matches!(notice.state, NoticeState::Searching | NoticeState::Found | NoticeState::Dead) && now < notice.expires
}

/// A second, different person confirms a death, once the family has been told by voice.
///
/// # Errors
/// [`NoList::Over`], [`NoList::SamePerson`], [`NoList::ToldFirst`].
pub fn confirm_death(now: Time, notice: &Notice, death: &Death, by: OperatorId, told: bool) -> Result<(), NoList> {
    if death.state != DeathState::Stated || !may_be_told(now, notice) {
        return Err(NoList::Over);
    }
    if death.stated_by == by {
        return Err(NoList::SamePerson);
    }
    if told { Ok(()) } else { Err(NoList::ToldFirst) }
}

/// One of the two suspends it.
///
/// # Errors
/// [`NoList::Over`], [`NoList::NotOfTheTwo`].
pub fn suspend_death(death: &Death, by: OperatorId) -> Result<(), NoList> {
    if death.state == DeathState::Suspended {
        return Err(NoList::Over);
    }
    if death.is_of_the_two(by) { Ok(()) } else { Err(NoList::NotOfTheTwo) }
}

/// The family agrees that it is shown, or does not any more. Whether there is anything to agree to is told only to a family that was told.
///
/// # Errors
/// [`NoList::Unknown`], [`NoList::FamilyOnly`], [`NoList::Prove`], [`NoList::Over`].
pub fn consent(now: Time, notice: &Notice, death: Option<&Death>, proven: bool) -> Result<(), NoList> {
    if death.and_then(Death::consent).is_none() {
        return Err(NoList::Unknown);
    }
    if !may_be_told(now, notice) {
        return Err(NoList::Over);
    }
    let family =
        matches!(notice.relation, Some(Relation::Family | Relation::Partner)) || notice.guardian != Guardian::None;
    if !family {
        return Err(NoList::FamilyOnly);
    }
    if proven { Ok(()) } else { Err(NoList::Prove) }
}

/// Whether a death still stands beside what the person has said themself: the lattice of the register says so.
#[must_use]
pub fn still_dead(now: Time, death: &Death, own: &[Fact]) -> bool {
    let fact = death.as_fact();
    let own = own.iter().filter(|f| f.is_own_answer()).map(|f| Fact {
        person: fact.person,
        incident: fact.incident,
        drill: fact.drill,
        author: register::Author::Person(fact.person),
        ..*f
    });
    // Of one alone nothing is known yet; what would be, if a second one confirmed it, is what counts here.
    let pair = Fact { proof: register::Proof::AccreditedPair, ..fact };
    let all: Vec<Fact> = own.chain([pair]).collect();
    let aging = Aging { death_shown: true, ..Aging::default() };
    resolve(&all, now, &aging).state == register::State::Dead
}
