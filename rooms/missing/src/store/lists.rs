//! Lists of institutions as they are kept, and what they may belong to.

use std::collections::HashMap;

use ::store::{Change, NewJob, Row, Store, StoreError, Value, params, sql};
use kernel::{Event, NoteId, OperatorId, ReunionId, Time};
use register::Register;

use super::notices::blind;
use crate::model::{
    Ages, Sex,
    list::{Entry, EntryState, Listed, Match, MatchState, Taken},
};

/// The kind of the job that forgets entries whose time is over.
pub const LIST_JOB: &str = "missing.list";
/// What is sealed of an entry.
pub const WHO: &str = "list_entry.who";
/// Entries and matches of an institution that are on one page.
pub const PAGE: i64 = 200;

macro_rules! columns {
    () => {
        "id, institution, staff, incident, drill, version, state, phone, email, age_low, age_high, sex, arrived, added, changed, expires, who"
    };
}
macro_rules! matched {
    () => {
        "id, entry, notice, institution, incident, drill, version, score, reasons, state, note, made, changed"
    };
}
/// There is something to do about it, or something that was done can be taken back.
macro_rules! on {
    () => {
        "(state IN (2, 3) OR (state = 1 AND EXISTS (SELECT 1 FROM notice WHERE notice.id = list_match.notice AND notice.state = 1)))"
    };
}
/// The entries that name a contact of somebody's.
macro_rules! theirs {
    () => {
        "(SELECT e.id FROM list_entry e JOIN proven_contact c ON c.blind = e.phone OR c.blind = e.email WHERE c.person = $1)"
    };
}

sql! {
    /// A member of staff speaks for an institution.
    pub ACCREDIT = "INSERT INTO accredited (operator, institution, at) VALUES ($1, $2, $3) \
        ON CONFLICT (operator) DO UPDATE SET institution = excluded.institution, at = excluded.at";
    /// They do not any more.
    pub UNACCREDIT = "DELETE FROM accredited WHERE operator = $1";
    /// For which institution somebody speaks.
    pub INSTITUTION_OF = "SELECT institution FROM accredited WHERE operator = $1";
    /// Who speaks for which.
    pub ACCREDITED = "SELECT accredited.institution, operator.name FROM accredited JOIN operator ON operator.id = accredited.operator \
        ORDER BY accredited.institution, operator.name";
    /// Keeps an entry.
    pub ADD_ENTRY = "INSERT INTO list_entry (id, institution, reference, staff, incident, drill, version, state, who, phone, email, age_low, \
        age_high, sex, arrived, added, changed, expires) VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15, $16)";
    /// Corrects it.
    pub CHANGE_ENTRY = "UPDATE list_entry SET staff = $3, state = $4, who = $5, phone = $6, email = $7, age_low = $8, age_high = $9, \
        sex = $10, arrived = $11, changed = $12, expires = $13, version = version + 1 WHERE id = $1 AND version = $2";
    /// It was brought again as it is.
    pub KEEP_ENTRY = "UPDATE list_entry SET expires = $2 WHERE id = $1";
    /// One entry.
    pub ENTRY = concat!("SELECT ", columns!(), " FROM list_entry WHERE id = $1");
    /// Several.
    pub ENTRIES = concat!("SELECT ", columns!(), " FROM list_entry WHERE id IN ", register::many!());
    /// The entries of these references.
    pub ENTRIES_NAMED = concat!("SELECT ", columns!(), ", reference FROM list_entry WHERE reference IN ", register::many!());
    /// The entries of an institution, the newest first.
    pub ENTRIES_OF = concat!("SELECT ", columns!(), " FROM list_entry WHERE institution = $1 ORDER BY added DESC, id DESC LIMIT $2 OFFSET $3");
    /// How many an institution has.
    pub COUNT_ENTRIES = "SELECT COUNT(*) FROM list_entry WHERE institution = $1 AND incident = $2";
    /// All entries, page by page.
    pub ENTRIES_AFTER = concat!("SELECT ", columns!(), " FROM list_entry WHERE id > $1 ORDER BY id LIMIT $2");
    /// An entry goes.
    pub DROP_ENTRY = "DELETE FROM list_entry WHERE id = $1";
    /// Entries whose time is over. One that a death was stated of stays until its search is over.
    pub OVER = "SELECT id, incident, drill FROM list_entry WHERE expires <= $1 AND NOT EXISTS (SELECT 1 FROM list_match \
        JOIN death ON death.list_match = list_match.id WHERE list_match.entry = list_entry.id) ORDER BY expires, id LIMIT $2";
    /// Whether any is left that is over.
    pub STILL_OVER = "SELECT id FROM list_entry WHERE expires <= $1 LIMIT 1";
    /// Somebody looks for a person like this, once.
    pub ADD_MATCH = concat!("INSERT INTO list_match (", matched!(), ") VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, 1, NULL, $9, $9) \
        ON CONFLICT (entry, notice) DO NOTHING");
    /// One match.
    pub MATCH = concat!("SELECT ", matched!(), " FROM list_match WHERE id = $1");
    /// What an institution is to look at, the newest first.
    pub MATCHES_OF = concat!("SELECT ", matched!(), " FROM list_match WHERE institution = $1 AND ", on!(), " ORDER BY made DESC, id DESC LIMIT $2 OFFSET $3");
    /// What it is to look at of these entries.
    pub MATCHES_OF_ENTRIES = concat!("SELECT ", matched!(), " FROM list_match WHERE ", on!(), " AND entry IN ", register::many!());
    /// What an entry may belong to.
    pub MATCHES_OF_ENTRY = concat!("SELECT ", matched!(), " FROM list_match WHERE entry = $1 ORDER BY id");
    /// One moves on.
    pub MOVE_MATCH = "UPDATE list_match SET state = $3, note = $4, changed = $5, version = version + 1 WHERE id = $1 AND version = $2";
    /// What an entry may have belonged to goes with it,
    pub DROP_MATCHES_OF_ENTRY = "DELETE FROM list_match WHERE entry = $1";
    /// One goes when its entry is about somebody else,
    pub DROP_MATCH = "DELETE FROM list_match WHERE id = $1";
    /// … and all with their search.
    pub DROP_MATCHES = "DELETE FROM list_match WHERE notice = $1";
    /// What a family read of an entry goes.
    pub DROP_NOTE_OF_LIST = "DELETE FROM notice_note WHERE id = $1 AND author_kind = 2";
    /// Whether somebody hides from this search, or does for now.
    pub HIDES_FROM_NOTICE = "SELECT id FROM reunion WHERE notice = $1 AND kind = 1 AND state IN (5, 6, 9) LIMIT 1";
    /// Who does not want this seeker to know.
    pub HIDDEN_FROM = "SELECT person FROM hush WHERE seeker = $1 UNION SELECT person FROM not_now WHERE seeker = $1 ORDER BY person LIMIT $2";
    /// Somebody is erased: what their searches may have belonged to,
    pub ERASE_MATCHES_OF_NOTICES = "DELETE FROM list_match WHERE notice IN (SELECT id FROM notice WHERE seeker = $1)";
    /// … and the entries that name a contact of theirs.
    pub ERASE_MATCHES = concat!("DELETE FROM list_match WHERE entry IN ", theirs!());
    /// …
    pub ERASE_ENTRIES = concat!("DELETE FROM list_entry WHERE id IN ", theirs!());
    /// Those entries, for the export of their data.
    pub EXPORT_ENTRIES = concat!("SELECT id, incident, drill, institution, state, arrived, who FROM list_entry WHERE id IN ", theirs!(), " ORDER BY added, id");
    /// Read to be sealed anew …
    pub READ_WHO = "SELECT id, who FROM list_entry WHERE id > $1 ORDER BY id LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_WHO = "UPDATE list_entry SET who = $3 WHERE id = $1 AND who = $2";
}

/// For which institution a member of staff speaks.
///
/// # Errors
/// When the store fails.
pub async fn institution_of(store: &Store, operator: OperatorId) -> Result<Option<String>, StoreError> {
    let row = store.one(INSTITUTION_OF, params![operator]).await?;
    row.map(|r| r.text(0).map(str::to_owned)).transpose()
}

/// An entry with who is listed.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    /// The entry.
    pub entry: Entry,
    /// Who is listed.
    pub who: Listed,
}

/// Reads an entry with what is sealed.
///
/// # Errors
/// When the row is not one, or a key is gone.
pub fn whole(register: &Register, row: &Row) -> Result<Whole, StoreError> {
    let odd = |what: &str| StoreError::Fault(format!("an entry's {what} is not known"));
    let bytes = |i| Ok::<_, StoreError>(row.opt_blob(i)?.and_then(|b| <[u8; 16]>::try_from(b).ok()));
    let entry = Entry {
        id: row.id(0)?,
        institution: row.text(1)?.to_owned(),
        staff: row.id(2)?,
        incident: row.id(3)?,
        drill: row.flag(4)?,
        version: row.int(5)?,
        state: EntryState::of_number(row.int(6)?).ok_or_else(|| odd("state"))?,
        phone: bytes(7)?,
        email: bytes(8)?,
        ages: row.opt_int(9)?.zip(row.opt_int(10)?).map(|(low, high)| Ages { low, high }),
        sex: Sex::of_number(row.int(11)?).ok_or_else(|| odd("sex"))?,
        arrived: row.opt_time(12)?,
        added: row.time(13)?,
        changed: row.time(14)?,
        expires: row.time(15)?,
    };
    let who = register.open_or_none(WHO, row.opt_blob(16)?)?.unwrap_or_default();
    let who = serde_json::from_str(&who).map_err(|e| StoreError::Fault(e.to_string()))?;
    Ok(Whole { entry, who })
}

/// One entry.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn one(register: &Register, id: NoteId) -> Result<Option<Whole>, StoreError> {
    register.store().one(ENTRY, params![id]).await?.as_ref().map(|r| whole(register, r)).transpose()
}

/// Several.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn many(register: &Register, ids: &[NoteId]) -> Result<Vec<Whole>, StoreError> {
    register.many(ENTRIES, ids).await?.iter().map(|r| whole(register, r)).collect()
}

/// Where a page begins, the first one being 1.
const fn before(page: i64) -> i64 {
    let page = if page < 1 { 1 } else { page };
    page.saturating_sub(1).saturating_mul(PAGE)
}

/// The entries of an institution, page by page, the newest first.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn of(register: &Register, institution: &str, page: i64) -> Result<Vec<Whole>, StoreError> {
    let rows = register.store().read(ENTRIES_OF, params![institution, PAGE, before(page)]).await?;
    rows.iter().map(|r| whole(register, r)).collect()
}

/// The entries of these references.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn named(register: &Register, references: &[[u8; 32]]) -> Result<HashMap<[u8; 32], Whole>, StoreError> {
    let mut all = HashMap::new();
    for row in register.many(ENTRIES_NAMED, references).await? {
        let reference =
            row.blob(17)?.try_into().map_err(|_| StoreError::Fault("a reference of another length".into()))?;
        all.insert(reference, whole(register, &row)?);
    }
    Ok(all)
}

fn sealed(register: &Register, who: &Listed) -> Value {
    let text = serde_json::to_string(who).unwrap_or_default();
    register.seal_or_null(WHO, Some(&text))
}

/// The event of an entry: it is news of somebody, and its id is that of news.
#[must_use]
pub fn changed(e: &Entry) -> Event {
    Event::News { note: e.id, incident: e.incident, drill: e.drill }
}

/// What may be corrected of an entry, as both statements take it.
fn told(
    register: &Register,
    (state, who): (EntryState, &Listed),
    (phone, email): (Option<[u8; 16]>, Option<[u8; 16]>),
    (ages, sex, arrived): (Option<Ages>, Sex, Option<Time>),
) -> Vec<Value> {
    params![
        state.number(),
        sealed(register, who),
        blind(phone),
        blind(email),
        ages.map(|a| a.low),
        ages.map(|a| a.high),
        sex.number(),
        arrived
    ]
}

/// Keeps an entry.
pub fn add(change: Change, register: &Register, e: &Entry, who: &Listed, reference: [u8; 32]) -> Change {
    let mut params = params![e.id, e.institution.as_str(), reference, e.staff, e.incident, e.drill];
    params.extend(told(register, (e.state, who), (e.phone, e.email), (e.ages, e.sex, e.arrived)));
    params.extend(params![e.added, e.expires]);
    change.must(ADD_ENTRY, params).event(changed(e))
}

/// Corrects an entry.
pub fn correct(change: Change, register: &Register, e: &Entry, taken: &Taken, by: OperatorId) -> Change {
    let mut params = params![e.id, e.version, by];
    params.extend(told(
        register,
        (taken.state, &taken.who),
        (e.phone, e.email),
        (taken.ages, taken.sex, taken.arrived),
    ));
    params.extend(params![e.changed, e.expires]);
    change.must(CHANGE_ENTRY, params).event(changed(e))
}

/// The job that forgets entries that are over by then.
#[must_use]
pub fn job(expires: Time) -> NewJob {
    NewJob { kind: LIST_JOB, key: expires.0.to_string(), body: String::new(), run_at: expires }
}

/// Reads a match.
///
/// # Errors
/// When the row is not one.
pub fn matching(row: &Row) -> Result<Match, StoreError> {
    Ok(Match {
        id: row.id(0)?,
        entry: row.id(1)?,
        notice: row.id(2)?,
        institution: row.text(3)?.to_owned(),
        incident: row.id(4)?,
        drill: row.flag(5)?,
        version: row.int(6)?,
        score: row.int(7)?,
        reasons: row.text(8)?.to_owned(),
        state: MatchState::of_number(row.int(9)?)
            .ok_or_else(|| StoreError::Fault("a match's state is not known".into()))?,
        note: row.opt_id(10)?,
        made: row.time(11)?,
        changed: row.time(12)?,
    })
}

/// One match.
///
/// # Errors
/// When the store fails.
pub async fn matched(store: &Store, id: ReunionId) -> Result<Option<Match>, StoreError> {
    store.one(MATCH, params![id]).await?.as_ref().map(matching).transpose()
}

/// What an institution is to look at, page by page, the newest first.
///
/// # Errors
/// When the store fails.
pub async fn matches_of(store: &Store, institution: &str, page: i64) -> Result<Vec<Match>, StoreError> {
    store.read(MATCHES_OF, params![institution, PAGE, before(page)]).await?.iter().map(matching).collect()
}

/// What it is to look at of these entries.
///
/// # Errors
/// When the store fails.
pub async fn matches_of_entries(register: &Register, entries: &[NoteId]) -> Result<Vec<Match>, StoreError> {
    register.many(MATCHES_OF_ENTRIES, entries).await?.iter().map(matching).collect()
}

/// What an entry may belong to.
///
/// # Errors
/// When the store fails.
pub async fn matches_of_entry(store: &Store, entry: NoteId) -> Result<Vec<Match>, StoreError> {
    store.read(MATCHES_OF_ENTRY, params![entry]).await?.iter().map(matching).collect()
}

/// Somebody looks for a person like this. Nobody but the institution hears of it: it is no event.
pub fn propose(change: Change, m: &Match) -> Change {
    let params = params![
        m.id,
        m.entry,
        m.notice,
        m.institution.as_str(),
        m.incident,
        m.drill,
        m.score,
        m.reasons.as_str(),
        m.made
    ];
    change.run(ADD_MATCH, params)
}

/// One moves on.
pub fn moved(change: Change, m: &Match, state: MatchState, note: Option<NoteId>, now: Time) -> Change {
    change.must(MOVE_MATCH, params![m.id, m.version, state.number(), note, now])
}
