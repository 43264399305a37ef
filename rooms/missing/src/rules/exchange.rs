//! What is taken from other registers, and how the exchange says no.

use kernel::{Refusal, Refuse, Span, Time};
use pfif::{Person, Status};
use register::{How, State};

use super::{LASTS, LASTS_FOR_MINORS, LONGEST, LONGEST_NAME, MOST_NAMES};
use crate::model::{Ages, Profile, Sex, is_minor};

/// Records that one request may bring.
pub const MOST_RECORDS: usize = 500;
/// Bytes of one request.
pub const MOST_BYTES: usize = 4 << 20;
/// Notes of other registers about one search.
pub const MOST_NOTES: i64 = 50;
/// A register whose clock is further ahead would win over every later word.
const AHEAD: Span = Span::hours(24);
/// Names of one person that are looked at.
const MOST_LINES: usize = 4 * MOST_NAMES;
/// The characters of a text that are looked at.
const MOST_READ: usize = 4 * LONGEST;
/// What is longest of what a cut may hide.
const MOST_CUT: usize = 120;

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoExchange {
    /// This key has no domain, or may not do this.
    NoDomain,
    /// It is not sent as PFIF.
    Kind,
    /// The file cannot be read.
    File {
        /// In which line.
        line: u64,
        /// Which rule it breaks.
        rule: &'static str,
    },
    /// So many records at once.
    ManyRecords,
    /// A domain that cannot be given.
    Domain,
    /// A time that is none.
    Since,
}

/// The codes of these refusals.
pub const EXCHANGE_CODES: &[&str] =
    &["exchange-no-domain", "exchange-kind", "exchange-file", "exchange-many", "exchange-domain", "exchange-since"];

impl Refuse for NoExchange {
    fn refusal(&self) -> Refusal {
        let new = Refusal::new;
        match self {
            Self::NoDomain => new(403, "exchange-no-domain"),
            Self::Kind => new(415, "exchange-kind"),
            Self::File { line, rule } => new(422, "exchange-file").with("line", line.to_string()).with("rule", *rule),
            Self::ManyRecords => new(422, "exchange-many").with("most", MOST_RECORDS.to_string()),
            Self::Domain => new(422, "exchange-domain").at("domain"),
            Self::Since => new(422, "exchange-since").at("min_entry_date"),
        }
    }
}

/// Why one record is not taken, as the report says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skip {
    /// It breaks a rule of the format.
    Rule(&'static str),
    /// Its name is not of the key's domain.
    OtherDomain,
    /// It is not said why: such records are not taken.
    Skipped,
    /// It is of the future.
    Future,
    /// What is here is as new, or newer; or it stands twice in the file.
    NotNewer,
    /// The name is that of another sort of record.
    OtherKind,
    /// It is over.
    Expired,
    /// The search for them is over here.
    Over,
    /// It has no name that can be taken: it is missing, too long, or holds a contact.
    Name,
    /// The person that it is about is not known here.
    PersonUnknown,
    /// So many notes about one person.
    ManyNotes,
}

impl Skip {
    /// Its word in the report.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rule(code) => code,
            Self::OtherDomain => "other-domain",
            Self::Skipped => "skipped",
            Self::Future => "future",
            Self::NotNewer => "not-newer",
            Self::OtherKind => "other-kind",
            Self::Expired => "expired",
            Self::Over => "over",
            Self::Name => "name",
            Self::PersonUnknown => "person-unknown",
            Self::ManyNotes => "many-notes",
        }
    }
}

/// A time of PFIF.
#[must_use]
pub const fn time(t: pfif::Time) -> Time {
    Time(t.unix().saturating_mul(1_000_000))
}

/// Whether a record may be of this time.
///
/// # Errors
/// [`Skip::Future`].
pub fn dated(now: Time, source: pfif::Time) -> Result<Time, Skip> {
    let source = time(source);
    if source > now.plus(AHEAD) { Err(Skip::Future) } else { Ok(source) }
}

/// Who is sought, as another register says it, on the terms of this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Who.
    pub profile: Profile,
    /// How old.
    pub ages: Option<Ages>,
    /// Sex.
    pub sex: Sex,
    /// Until when: as the record says, and no longer than a search of one's own.
    pub expires: Time,
}

/// What is taken of a person. Contacts, addresses and pages are left: nobody here may reach a family by them.
///
/// # Errors
/// [`Skip::Name`], [`Skip::Expired`].
pub fn person(now: Time, p: &Person) -> Result<Taken, Skip> {
    let mut names: Vec<String> = Vec::new();
    for name in p.full_name.lines().chain(p.alternate()).take(MOST_LINES) {
        let name = register::names::line(name);
        let fits = !name.is_empty() && name.chars().count() <= LONGEST_NAME && words::mask(&name).found.is_empty();
        if fits && !names.contains(&name) && names.len() < MOST_NAMES {
            names.push(name);
        }
    }
    if names.is_empty() {
        return Err(Skip::Name);
    }
    let ages = ages(now, p);
    let latest = now.plus(if is_minor(ages) { LASTS_FOR_MINORS } else { LASTS });
    let expires = p.expiry_date.map_or(latest, |t| time(t).min(latest));
    if expires <= now {
        return Err(Skip::Expired);
    }
    let profile = Profile { names, description: said(&p.description), ..Profile::default() };
    Ok(Taken { profile, ages, sex: sex(p.sex), expires })
}

/// A text of another register, masked and short.
#[must_use]
pub fn said(text: &str) -> Option<String> {
    let line = register::names::line(text);
    let end = line.char_indices().nth(MOST_READ).map(|(at, _)| at);
    let masked = words::mask(line.get(..end.unwrap_or(line.len())).unwrap_or_default()).text;
    // Where the reading ends, a number may be cut in two and be known as none.
    let most = if end.is_some() { masked.chars().count().saturating_sub(MOST_CUT).min(LONGEST) } else { LONGEST };
    let masked: String = masked.chars().take(most).collect();
    (!masked.is_empty()).then_some(masked)
}

const fn sex(sex: Option<pfif::Sex>) -> Sex {
    match sex {
        Some(pfif::Sex::Female) => Sex::Female,
        Some(pfif::Sex::Male) => Sex::Male,
        Some(pfif::Sex::Other) => Sex::Other,
        None => Sex::Unknown,
    }
}

fn ages(now: Time, p: &Person) -> Option<Ages> {
    const OLDEST: i64 = 120;
    const YEAR_DAYS: i64 = 365;
    let (low, high) = match (p.age, p.date_of_birth) {
        (Some(age), _) => (i64::from(age.min()), i64::from(age.max())),
        (None, Some(born)) => {
            let year = 1970_i64.saturating_add(now.0.div_euclid(Span::days(YEAR_DAYS).0));
            let years = year.saturating_sub(i64::from(born.year()));
            (years.saturating_sub(1), years)
        }
        (None, None) => return None,
    };
    (low <= OLDEST && high >= 0).then_some(Ages { low: low.max(0), high: high.min(OLDEST) })
}

/// What a note says, as facts are kept here: it is nobody's, is proven by nothing, and counts for nothing. "Dead" is kept as it came, and
/// shown to nobody.
#[must_use]
pub const fn note(n: &pfif::Note) -> (How, State) {
    let how = match n.author_made_contact {
        Some(true) => How::Spoke,
        _ => How::Heard,
    };
    let state = match n.status {
        Some(Status::BelievedAlive | Status::IsNoteAuthor) => State::Safe,
        Some(Status::BelievedDead) => State::Dead,
        _ => State::None,
    };
    (how, state)
}
