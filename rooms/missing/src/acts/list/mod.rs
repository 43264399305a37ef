//! Lists of institutions: bringing them, calling the families of those whom somebody seeks, and stating deaths. An institution hears that
//! somebody is sought; nobody else hears anything before it has called and lets the search end.

mod blind;
mod bring;
mod calls;
mod death;
mod family;
mod file;
mod undo;

pub use self::{
    blind::{of_entry, of_notice},
    bring::{BadLine, Line, ListReport, bring, correct, withdraw},
    calls::{
        Called, DeathShown, EntryShown, Listed, MatchShown, call, deaths_left, listed, one_listed, refuse, release,
        take_back,
    },
    death::{confirm_death, state_death, suspend_death},
    family::{asked as consent_asked, consent},
    file::read as read_file,
};
pub(crate) use self::{
    blind::{own_words, spoken},
    death::{alive, heard_alive},
};

use ::store::{Change, Store, StoreError, params};
use kernel::{NoteId, OperatorId, PersonId, ReunionId, Staff, Time};
use names::Strength;
use register::{Actor, AuditLine, Register};
use serde_json::json;
use web::{Failure, House, OrRefuse};

use crate::{
    acts::no,
    model::{Notice, list::Match},
    rules::{
        No,
        list::{LONGEST_WORD, NoList},
    },
    store::{
        exchange::IS_STAFF,
        lists::{self, HIDDEN_FROM, HIDES_FROM_NOTICE, Whole},
        notices,
    },
};

/// A refusal as a failure.
pub(crate) fn refused(no: &NoList) -> Failure {
    use kernel::Refuse;
    Failure::Refused(no.refusal())
}

/// What says for which institution a member of staff speaks.
///
/// # Errors
/// [`NoList::Institution`] when it is no name.
pub fn accrediting(
    register: &Register,
    by: impl Into<Actor>,
    now: Time,
    to: OperatorId,
    institution: &str,
) -> Result<Change, NoList> {
    let institution = register::names::line(institution);
    if institution.is_empty() || institution.chars().count() > LONGEST_WORD {
        return Err(NoList::Institution);
    }
    let details = json!({ "operator": to, "institution": institution });
    let line = AuditLine::new(now, by, "institution.accredit").with(details);
    let change = Change::new().run(lists::ACCREDIT, params![to, institution.as_str(), now]);
    Ok(register.audit(change, &line))
}

/// What says that they do not any more. What they brought stays the institution's.
pub fn unaccrediting(register: &Register, by: impl Into<Actor>, now: Time, from: OperatorId) -> Change {
    let line = AuditLine::new(now, by, "institution.withdraw").with(json!({ "operator": from }));
    register.audit(Change::new().run(lists::UNACCREDIT, params![from]), &line)
}

/// Who speaks for which institution: its name, then theirs.
///
/// # Errors
/// When the store fails.
pub async fn accredited(store: &Store) -> Result<Vec<(String, String)>, StoreError> {
    let rows = store.read(lists::ACCREDITED, params![]).await?;
    rows.iter().map(|r| Ok((r.text(0)?.to_owned(), r.text(1)?.to_owned()))).collect()
}

/// An admin says for which institution a member of staff speaks.
///
/// # Errors
/// [`NoList::Institution`] when it is no name; 404.
pub async fn accredit(house: &House, staff: &Staff, to: OperatorId, institution: &str) -> Result<(), Failure> {
    let change = accrediting(&house.register, staff, house.clock.now(), to, institution).or_refuse()?;
    if house.store.one(IS_STAFF, params![to]).await?.is_none() {
        return Err(no(&No::Unknown));
    }
    house.store.apply(change).await?;
    Ok(())
}

/// They do not speak for it any more.
///
/// # Errors
/// When the store fails.
pub async fn unaccredit(house: &House, staff: &Staff, from: OperatorId) -> Result<(), Failure> {
    house.store.apply(unaccrediting(&house.register, staff, house.clock.now(), from)).await?;
    Ok(())
}

/// For which institution this member of staff speaks.
///
/// # Errors
/// [`NoList::NotAccredited`].
pub async fn institution(house: &House, staff: &Staff) -> Result<String, Failure> {
    let found = lists::institution_of(&house.store, staff.id).await?;
    found.ok_or_else(|| refused(&NoList::NotAccredited))
}

/// An entry of one's own institution; of another's nobody says that it is there.
async fn own_entry(house: &House, staff: &Staff, id: NoteId) -> Result<Whole, Failure> {
    let mine = institution(house, staff).await?;
    let found = lists::one(&house.register, id).await?.filter(|w| w.entry.institution == mine);
    found.ok_or_else(|| refused(&NoList::Unknown))
}

/// What is done about a match: the match, its entry, its search.
struct Of {
    matched: Match,
    entry: Whole,
    search: notices::Whole,
}

/// A match of one's own institution. What whoever is listed does not want this seeker to know is not there.
async fn own_match(house: &House, staff: &Staff, id: ReunionId) -> Result<Of, Failure> {
    let unknown = || refused(&NoList::Unknown);
    let mine = institution(house, staff).await?;
    let matched = lists::matched(&house.store, id).await?.filter(|m| m.institution == mine).ok_or_else(unknown)?;
    let entry = lists::one(&house.register, matched.entry).await?.ok_or_else(unknown)?;
    let search = notices::one_whole(&house.register, matched.notice).await?.ok_or_else(unknown)?;
    let released = matched.note.is_some();
    if !released && hidden(house, &search.notice, entry.who.name.as_deref()).await? {
        return Err(unknown());
    }
    Ok(Of { matched, entry, search })
}

/// The search of a match of one's own institution.
pub(crate) async fn search_of(house: &House, staff: &Staff, id: ReunionId) -> Result<Notice, Failure> {
    own_match(house, staff, id).await.map(|of| of.search.notice)
}

/// People who hide from one seeker that are looked at.
const MOST_HIDDEN: i64 = 200;

/// Whether somebody of this name does not want this seeker to know. Of somebody without a name it is not known, and nothing is told.
async fn hidden(house: &House, notice: &Notice, name: Option<&str>) -> Result<bool, StoreError> {
    if house.store.one(HIDES_FROM_NOTICE, params![notice.id]).await?.is_some() {
        return Ok(true);
    }
    let Some(seeker) = notice.seeker else { return Ok(false) };
    let rows = house.store.read(HIDDEN_FROM, params![seeker, MOST_HIDDEN]).await?;
    if rows.is_empty() {
        return Ok(false);
    }
    let Some(name) = name else { return Ok(true) };
    let people = rows.iter().map(|r| r.id(0)).collect::<Result<Vec<PersonId>, _>>()?;
    let names = [name.to_owned()];
    let cards = house.register.cards(&people).await?;
    Ok(cards.values().any(|c| super::join::fit(&names, std::iter::once(c.name.as_str())) > Strength::No))
}

/// A line of the journal: by ids alone.
fn line(house: &House, staff: &Staff, m: &Match, act: &str) -> AuditLine {
    let details = json!({ "match": m.id, "entry": m.entry, "notice": m.notice });
    AuditLine::new(house.clock.now(), staff, act).of(m.incident).with(details)
}
