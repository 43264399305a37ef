//! Deaths as they are kept.

use ::store::{Change, NewJob, Row, Store, StoreError, Value, params, sql};
use kernel::{Event, Id as _, NoticeId, OperatorId, ReunionId, Span, Staff, Time};
use register::Register;

use super::notices::FORGET_JOB;
use crate::model::{
    Notice, NoticeState,
    list::{Death, DeathState, Match},
};

macro_rules! columns {
    () => {
        "notice, list_match, institution, incident, drill, version, state, died, stated, stated_by, stated_name, confirmed, confirmed_by, \
         consent, consent_by, was, suspended, suspended_by, shown"
    };
}

sql! {
    /// One person states it; a suspended one may be stated anew.
    pub STATE_DEATH = "INSERT INTO death (notice, list_match, institution, incident, drill, version, state, died, stated, stated_by, stated_name) \
        VALUES ($1, $2, $3, $4, $5, 1, 1, $6, $7, $8, $9) ON CONFLICT (notice) DO UPDATE SET list_match = excluded.list_match, \
        institution = excluded.institution, version = death.version + 1, state = 1, died = excluded.died, stated = excluded.stated, \
        stated_by = excluded.stated_by, stated_name = excluded.stated_name, confirmed = NULL, confirmed_by = NULL, consent = NULL, \
        consent_by = NULL, was = NULL, suspended = NULL, suspended_by = NULL WHERE death.state = 3";
    /// A second person confirms it.
    pub CONFIRM_DEATH = "UPDATE death SET state = 2, confirmed = $3, confirmed_by = $4, version = version + 1 \
        WHERE notice = $1 AND version = $2 AND state = 1 AND stated_by <> $4";
    /// The family agrees that it is shown, or does not any more.
    pub CONSENT = "UPDATE death SET consent = $3, consent_by = $4, was = $5, shown = COALESCE($3, shown), version = version + 1 \
        WHERE notice = $1 AND version = $2 AND state = 2";
    /// Where there is no family, two of the institution agree in its place: here alone, no other register reads of it.
    pub CONSENT_OF_NOBODY = "UPDATE death SET consent = $3, was = $4, version = version + 1 \
        WHERE notice = $1 AND version = $2 AND state = 2 AND consent IS NULL";
    /// It is suspended, and with it what the family had agreed to.
    pub SUSPEND_DEATH = "UPDATE death SET state = 3, consent = NULL, consent_by = NULL, was = NULL, suspended = $2, suspended_by = $3, \
        version = version + 1 WHERE notice = $1 AND state < 3";
    /// The death of whom a search seeks.
    pub DEATH = concat!("SELECT ", columns!(), " FROM death WHERE notice = $1");
    /// The one that was stated of a match.
    pub DEATH_OF_MATCH = concat!("SELECT ", columns!(), " FROM death WHERE list_match = $1");
    /// Those that somebody is one of the two of, and whose match is gone, or is not of this institution.
    pub DEATHS_LEFT = concat!("SELECT ", columns!(), " FROM death WHERE (stated_by = $1 OR confirmed_by = $1) AND state < 3 AND NOT EXISTS \
        (SELECT 1 FROM list_match WHERE list_match.id = death.list_match AND list_match.institution = $2) ORDER BY stated DESC, notice LIMIT $3");
    /// Several.
    pub DEATHS = concat!("SELECT ", columns!(), " FROM death WHERE notice IN ", register::many!());
    /// Of which searches one is stated, of all
    pub ALL_STATED = "SELECT notice FROM death WHERE state < 3";
    /// … and of entries.
    pub STATED_OF = concat!("SELECT death.notice FROM death JOIN list_match ON list_match.id = death.list_match WHERE list_match.entry IN ", register::many!());
    /// It goes with the entry that it was about, unless the person's own word was heard since: that stays heard.
    pub DROP_DEATH_OF_LIST = "DELETE FROM death WHERE notice = $1 AND (state < 3 OR suspended_by IS NOT NULL)";
    /// Somebody is erased: what hangs on their searches is,
    pub ERASE_DEATHS = "DELETE FROM death WHERE notice IN (SELECT id FROM notice WHERE seeker = $1 OR person = $1)";
    /// … and that they agreed.
    pub ERASE_CONSENT = "UPDATE death SET consent_by = NULL WHERE consent_by = $1";
    /// What they agreed to, for the export of their data.
    pub EXPORT_CONSENTS = "SELECT notice, incident, drill, consent FROM death WHERE consent_by = $1 AND state = 2 ORDER BY consent, notice";
}

/// Reads one.
///
/// # Errors
/// When the row is not one.
pub fn death(row: &Row) -> Result<Death, StoreError> {
    let odd = |what: &str| StoreError::Fault(format!("a death's {what} is not known"));
    Ok(Death {
        notice: row.id(0)?,
        of: row.id(1)?,
        institution: row.text(2)?.to_owned(),
        incident: row.id(3)?,
        drill: row.flag(4)?,
        version: row.int(5)?,
        state: DeathState::of_number(row.int(6)?).ok_or_else(|| odd("state"))?,
        died: row.time(7)?,
        stated: row.time(8)?,
        stated_by: row.id(9)?,
        stated_name: row.text(10)?.to_owned(),
        confirmed: row.opt_time(11)?,
        confirmed_by: row.opt_id(12)?,
        consent: row.opt_time(13)?,
        consent_by: row.opt_id(14)?,
        was: row.opt_int(15)?.and_then(NoticeState::of_number),
        suspended: row.opt_time(16)?,
        suspended_by: row.opt_id(17)?,
        shown: row.opt_time(18)?,
    })
}

/// The death of whom a search seeks, if one was stated.
///
/// # Errors
/// When the store fails.
pub async fn one(store: &Store, notice: NoticeId) -> Result<Option<Death>, StoreError> {
    store.one(DEATH, params![notice]).await?.as_ref().map(death).transpose()
}

/// The death that was stated of a match, whatever has become of the match since.
///
/// # Errors
/// When the store fails.
pub async fn of_match(store: &Store, id: ReunionId) -> Result<Option<Death>, StoreError> {
    store.one(DEATH_OF_MATCH, params![id]).await?.as_ref().map(death).transpose()
}

/// Whether whom a search seeks is known to be dead, and the family agreed that this is shown: since when they did. What is built on it asks
/// anew each time that it is looked at, and when the search changes ([`kernel::Event::Notice`]): it may be suspended at any moment.
///
/// # Errors
/// When the store fails.
pub async fn known(store: &Store, notice: NoticeId) -> Result<Option<Death>, StoreError> {
    Ok(one(store, notice).await?.filter(Death::is_known))
}

/// Those that somebody is one of the two of, and that stand on no match of this institution any more.
///
/// # Errors
/// When the store fails.
pub async fn left(store: &Store, by: OperatorId, institution: &str) -> Result<Vec<Death>, StoreError> {
    const MOST: i64 = 100;
    store.read(DEATHS_LEFT, params![by, institution, MOST]).await?.iter().map(death).collect()
}

/// Several.
///
/// # Errors
/// When the store fails.
pub async fn many(register: &Register, notices: &[NoticeId]) -> Result<Vec<Death>, StoreError> {
    if notices.is_empty() {
        return Ok(Vec::new());
    }
    register.many(DEATHS, notices).await?.iter().map(death).collect()
}

/// One person states it.
pub fn state(change: Change, of: &Match, died: Time, by: &Staff, now: Time) -> Change {
    let params =
        params![of.notice, of.id, of.institution.as_str(), of.incident, of.drill, died, now, by.id, by.name.as_ref()];
    change.must(STATE_DEATH, params)
}

/// After so long what describes whoever was found is looked at again, when a death is not stated any more: as after every other decision that
/// can be taken back.
const AGAIN: Span = Span::days(1);

/// It is suspended; a search that showed it stands again where it stood before. Whatever is built on it hears of it.
pub fn suspend(change: Change, death: &Death, notice: Option<&Notice>, by: Option<OperatorId>, now: Time) -> Change {
    let by = by.map_or(Value::Null, |id| Value::Blob(id.bytes().to_vec()));
    let change = change.must(SUSPEND_DEATH, params![death.notice, now, by]);
    let event = |state: &str| Event::Notice {
        notice: death.notice,
        incident: death.incident,
        drill: death.drill,
        state: state.to_owned(),
    };
    match notice {
        Some(n) if n.state == NoticeState::Dead => shown_no_more(stated_no_more(change, death, now), death, n, now),
        Some(n) => stated_no_more(change, death, now).event(event(n.state.word())),
        None => change.event(event(NoticeState::Over.word())),
    }
}

/// What describes whoever was found stays while a death is stated; when it is not any more, it is looked at again.
pub fn stated_no_more(change: Change, death: &Death, now: Time) -> Change {
    let key = format!("{} death {}", death.notice, death.version);
    change.job(NewJob { kind: FORGET_JOB, key, body: String::new(), run_at: now.plus(AGAIN) })
}

/// A search that showed a death stands again where it stood before.
pub fn shown_no_more(change: Change, death: &Death, notice: &Notice, now: Time) -> Change {
    if notice.state != NoticeState::Dead {
        return change;
    }
    let was = death.was.unwrap_or(NoticeState::Searching);
    super::notices::moved(change, notice, was, now)
}
