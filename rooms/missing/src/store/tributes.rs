//! Pages in memory as they are kept.

use ::store::{Change, NewJob, Row, Store, StoreError, Value, params, sql};
use kernel::{CondolenceId, Event, Time, TributeId};
use register::Register;

use super::{exchange::TOUCHED, notices::blind};
use crate::{
    model::tribute::{Chosen, Condolence, CondolenceState, Tribute, TributeState, Wall, Words},
    rules::tribute::MOST_OF_ONE,
};

/// The kind of the job that forgets a page when its time is over.
pub const TRIBUTE_JOB: &str = "missing.tribute";
/// The kind of the job that forgets what moderators did not let through.
pub const CONDOLENCE_JOB: &str = "missing.condolence";
/// What is sealed of a page.
pub const WORDS: &str = "tribute.words";
/// … its photo.
pub const PHOTO: &str = "tribute.photo";
/// What people write.
pub const CONDOLENCE: &str = "condolence.words";

macro_rules! columns {
    () => {
        "id, share, notice, incident, drill, version, state, owner, institution, proposed_by, wall, leads, locked, person, phone, email, died, \
         CAST(CASE WHEN photo IS NULL THEN 0 ELSE 1 END AS BIGINT), made, changed, expires, lit"
    };
}
/// Of which searches there is a page that is shown while they are on: what may be taken back is asked anew each time.
macro_rules! remembered {
    ($($of:expr),+) => {
        concat!(
            "t.notice FROM tribute t JOIN death d ON d.notice = t.notice JOIN notice n ON n.id = t.notice \
             WHERE t.state = 2 AND d.state = 2 AND d.consent IS NOT NULL AND n.state = 6 AND t.notice ",
            $($of),+
        )
    };
}
/// Of what is written: that its page is shown now, as the rules say.
macro_rules! on_pages_shown {
    ($now:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM tribute t JOIN death d ON d.notice = t.notice LEFT JOIN notice n ON n.id = t.notice \
             WHERE t.id = condolence.tribute AND t.state = 2 AND t.expires > ",
            $now,
            " AND d.state = 2 AND d.consent IS NOT NULL AND (n.id IS NULL OR n.state IN (4, 6)))"
        )
    };
}
macro_rules! said {
    () => {
        "id, tribute, author, incident, drill, version, state, at, changed"
    };
}

sql! {
    /// Keeps a page.
    pub ADD_TRIBUTE = "INSERT INTO tribute (id, share, notice, incident, drill, version, state, owner, institution, proposed_by, wall, leads, \
        locked, person, phone, email, died, words, photo, made, changed, expires, lit) \
        VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, NULL, $18, $18, $19, NULL)";
    /// One page, with what is sealed.
    pub TRIBUTE = concat!("SELECT ", columns!(), ", words FROM tribute WHERE id = $1");
    /// The page of an address.
    pub TRIBUTE_OF_SHARE = concat!("SELECT ", columns!(), ", words FROM tribute WHERE share = $1");
    /// The page of a search.
    pub TRIBUTE_OF_NOTICE = concat!("SELECT ", columns!(), ", words FROM tribute WHERE notice = $1");
    /// The pages of these searches.
    pub TRIBUTES_OF_NOTICES = concat!("SELECT ", columns!(), ", words FROM tribute WHERE notice IN ", register::many!());
    /// Whether a search has become a page.
    pub IS_REMEMBERED = concat!("SELECT ", remembered!("= $1"));
    /// Which of these have.
    pub REMEMBERED_OF = concat!("SELECT ", remembered!("IN ", register::many!()));
    /// The windows of an incident.
    pub WALL = concat!("SELECT ", columns!(), ", words FROM tribute WHERE incident = $1 AND wall > 0 AND state = 2 AND expires > $2 LIMIT $3");
    /// What an institution proposes.
    pub PROPOSED_OF = concat!("SELECT ", columns!(), ", words FROM tribute WHERE institution = $1 AND state = 1 ORDER BY made, id LIMIT $2");
    /// Whether there is any.
    pub ANY_TRIBUTE = "SELECT id FROM tribute LIMIT 1";
    /// Those of people who are known here.
    pub TRIBUTES_OF_PEOPLE = concat!("SELECT ", columns!(), ", words FROM tribute WHERE person IN ", register::many!());
    /// Those of whoever is reached so.
    pub TRIBUTES_WITH = concat!("SELECT ", columns!(), ", words FROM tribute WHERE phone IN ", register::many!());
    /// … or so.
    pub TRIBUTES_WITH_MAIL = concat!("SELECT ", columns!(), ", words FROM tribute WHERE email IN ", register::many!());
    /// What is chosen changes; a page is kept longer by it.
    pub CHANGE_TRIBUTE = "UPDATE tribute SET words = $3, wall = $4, leads = $5, locked = $6, changed = $7, expires = $8, version = version + 1 \
        WHERE id = $1 AND version = $2";
    /// A second person confirms one.
    pub CONFIRM_TRIBUTE = "UPDATE tribute SET state = 2, changed = $3, version = version + 1 WHERE id = $1 AND version = $2 AND state = 1";
    /// A photo is chosen, or none.
    pub SET_PHOTO_OF_TRIBUTE = "UPDATE tribute SET photo = $2 WHERE id = $1";
    /// The photo of a page.
    pub PHOTO_OF_TRIBUTE = "SELECT photo FROM tribute WHERE id = $1";
    /// Somebody leaves a light.
    pub LIGHT = "UPDATE tribute SET lit = $2 WHERE id = $1";
    /// A page is gone,
    pub DROP_TRIBUTE = "DELETE FROM tribute WHERE id = $1";
    /// … with what was written on it,
    pub DROP_CONDOLENCES = "DELETE FROM condolence WHERE tribute = $1";
    /// … and with the death that it was made of, when the search is gone and nothing else needs it.
    pub DROP_DEATH_OF_PAGE = "DELETE FROM death WHERE notice = $1 AND NOT EXISTS (SELECT 1 FROM notice WHERE notice.id = death.notice)";
    /// A search is gone: the death that was stated of whom it sought goes too, but what a page stands on.
    pub DROP_DEATH_OF_NO_PAGE = "DELETE FROM death WHERE notice = $1 \
        AND NOT EXISTS (SELECT 1 FROM tribute WHERE tribute.notice = death.notice)";
    /// Keeps what somebody writes, not too often on one page.
    pub ADD_CONDOLENCE = concat!("INSERT INTO condolence (", said!(), ", words) SELECT $1, $2, $3, $4, $5, 1, 1, $6, $6, $7 \
        WHERE (SELECT COUNT(*) FROM condolence WHERE tribute = $2 AND author = $3) < $8");
    /// What is shown on a page, and what somebody wrote there themself, the oldest first.
    pub CONDOLENCES = concat!("SELECT ", said!(), ", words FROM condolence WHERE tribute = $1 \
        AND (state = 3 OR author = $2 AND state IN (1, 2)) ORDER BY at, id LIMIT $3 OFFSET $4");
    /// What its family sees: what it is to read first, then what is shown, the oldest first.
    pub CONDOLENCES_OF_FAMILY = concat!("SELECT ", said!(), ", words FROM condolence WHERE tribute = $1 \
        AND (state IN (2, 3) OR author = $2 AND state = 1) ORDER BY state, at, id LIMIT $3 OFFSET $4");
    /// One of them.
    pub ONE_CONDOLENCE = concat!("SELECT ", said!(), ", words FROM condolence WHERE id = $1");
    /// What moderators are to read, the oldest first.
    pub CONDOLENCES_WAITING = concat!("SELECT ", said!(), ", words FROM condolence WHERE state = 1 AND drill = $1 AND ",
        on_pages_shown!("$2"), " ORDER BY at, id LIMIT $3");
    /// What they did not let through, or did, lately.
    pub CONDOLENCES_DECIDED = concat!("SELECT ", said!(), ", words FROM condolence WHERE state > 1 AND drill = $1 AND changed > $2 AND ",
        on_pages_shown!("$3"), " ORDER BY changed DESC, id DESC LIMIT $4");
    /// It moves on.
    pub MOVE_CONDOLENCE = "UPDATE condolence SET state = $3, changed = $4, version = version + 1 WHERE id = $1 AND version = $2";
    /// It is gone.
    pub DROP_CONDOLENCE = "DELETE FROM condolence WHERE id = $1";
    /// What was not let through is forgotten.
    pub FORGET_REFUSED = "DELETE FROM condolence WHERE id = $1 AND state = 4 AND changed <= $2";
    /// Somebody is erased: what their pages stand on is,
    pub ERASE_DEATHS_OF_TRIBUTES = "DELETE FROM death WHERE notice IN (SELECT notice FROM tribute WHERE owner = $1 OR person = $1)";
    /// … what was written on them,
    pub ERASE_CONDOLENCES_OF_TRIBUTES = "DELETE FROM condolence WHERE tribute IN (SELECT id FROM tribute WHERE owner = $1 OR person = $1)";
    /// … what they wrote,
    pub ERASE_CONDOLENCES = "DELETE FROM condolence WHERE author = $1";
    /// … and the pages.
    pub ERASE_TRIBUTES = "DELETE FROM tribute WHERE owner = $1 OR person = $1";
    /// Their pages, for the export of their data.
    pub EXPORT_TRIBUTES = "SELECT id, incident, drill, made, expires, words FROM tribute WHERE owner = $1 ORDER BY made, id";
    /// … and what they wrote.
    pub EXPORT_CONDOLENCES = "SELECT id, incident, drill, at, words FROM condolence WHERE author = $1 ORDER BY at, id";
    /// Read to be sealed anew …
    pub READ_TRIBUTE_WORDS = "SELECT id, words FROM tribute WHERE id > $1 ORDER BY id LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_TRIBUTE_WORDS = "UPDATE tribute SET words = $3 WHERE id = $1 AND words = $2";
    /// Read to be sealed anew …
    pub READ_TRIBUTE_PHOTOS = "SELECT id, photo FROM tribute WHERE id > $1 AND photo IS NOT NULL ORDER BY id LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_TRIBUTE_PHOTOS = "UPDATE tribute SET photo = $3 WHERE id = $1 AND photo = $2";
    /// Read to be sealed anew …
    pub READ_CONDOLENCES = "SELECT id, words FROM condolence WHERE id > $1 ORDER BY id LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_CONDOLENCES = "UPDATE condolence SET words = $3 WHERE id = $1 AND words = $2";
}

/// A page with what is said there.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The page.
    pub tribute: Tribute,
    /// What the family says.
    pub words: Words,
}

/// Reads a page.
///
/// # Errors
/// When the row is not one, or a key is gone.
pub fn whole(register: &Register, row: &Row) -> Result<Whole, StoreError> {
    let odd = |what: &str| StoreError::Fault(format!("a tribute's {what} is not known"));
    let bytes = |i| Ok::<_, StoreError>(row.opt_blob(i)?.and_then(|b| <[u8; 16]>::try_from(b).ok()));
    let tribute = Tribute {
        id: row.id(0)?,
        share: row.text(1)?.to_owned(),
        notice: row.id(2)?,
        incident: row.id(3)?,
        drill: row.flag(4)?,
        version: row.int(5)?,
        state: TributeState::of_number(row.int(6)?).ok_or_else(|| odd("state"))?,
        owner: row.opt_id(7)?,
        institution: row.opt_text(8)?.map(str::to_owned),
        proposed_by: row.opt_id(9)?,
        wall: Wall::of_number(row.int(10)?).ok_or_else(|| odd("wall"))?,
        leads: row.flag(11)?,
        locked: row.flag(12)?,
        person: row.opt_id(13)?,
        phone: bytes(14)?,
        email: bytes(15)?,
        died: row.time(16)?,
        photo: row.flag(17)?,
        made: row.time(18)?,
        changed: row.time(19)?,
        expires: row.time(20)?,
        lit: row.opt_time(21)?,
    };
    let sealed = register.open_or_none(WORDS, row.opt_blob(22)?)?.ok_or_else(|| odd("words"))?;
    Ok(Whole { tribute, words: serde_json::from_str(&sealed).map_err(|e| StoreError::Fault(e.to_string()))? })
}

/// Pages that answer a question.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn read(register: &Register, sql: ::store::Sql, params: Vec<Value>) -> Result<Vec<Whole>, StoreError> {
    register.store().read(sql, params).await?.iter().map(|r| whole(register, r)).collect()
}

/// Those of a list of ids or indexes.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn many<T: Copy>(register: &Register, sql: ::store::Sql, of: &[T]) -> Result<Vec<Whole>, StoreError>
where
    Value: From<T>,
{
    register.many(sql, of).await?.iter().map(|r| whole(register, r)).collect()
}

fn sealed(register: &Register, words: &Words) -> Value {
    let text = serde_json::to_string(words).unwrap_or_default();
    register.seal_or_null(WORDS, Some(&text))
}

/// Keeps a page, with the job that will forget it.
pub fn add(change: Change, register: &Register, t: &Tribute, words: &Words) -> Change {
    let params = params![
        t.id,
        t.share.as_str(),
        t.notice,
        t.incident,
        t.drill,
        t.state.number(),
        t.owner,
        t.institution.clone(),
        t.proposed_by,
        t.wall.number(),
        t.leads,
        t.locked,
        t.person,
        blind(t.phone),
        blind(t.email),
        t.died,
        sealed(register, words),
        t.made,
        t.expires
    ];
    let job = NewJob { kind: TRIBUTE_JOB, key: t.id.to_string(), body: String::new(), run_at: t.expires };
    change.must(ADD_TRIBUTE, params).job(job).event(told(t, t.state.word()))
}

/// What is chosen changes.
pub fn corrected(change: Change, register: &Register, t: &Tribute, c: &Chosen, expires: Time, now: Time) -> Change {
    let sealed = sealed(register, &c.words);
    let params = params![t.id, t.version, sealed, c.wall.number(), c.leads, c.locked, now, expires];
    change.must(CHANGE_TRIBUTE, params).event(told(t, "changed"))
}

/// A page is gone, with what was written on it.
pub fn drop(change: Change, t: &Tribute) -> Change {
    let change = change.run(DROP_CONDOLENCES, params![t.id]).run(DROP_TRIBUTE, params![t.id]);
    change.run(DROP_DEATH_OF_PAGE, params![t.notice]).event(told(t, "gone"))
}

/// The same; whoever has read of the search reads it anew.
pub fn gone(change: Change, t: &Tribute, now: Time) -> Change {
    drop(change.run(TOUCHED, params![t.notice, now]), t)
}

/// The event of a page.
#[must_use]
pub fn told(t: &Tribute, state: &str) -> Event {
    Event::Tribute { tribute: t.id, incident: t.incident, drill: t.drill, state: state.to_owned() }
}

/// Reads what somebody wrote.
///
/// # Errors
/// When the row is not one, or a key is gone.
pub fn condolence(register: &Register, row: &Row) -> Result<(Condolence, String), StoreError> {
    let odd = || StoreError::Fault("a condolence's state is not known".into());
    let one = Condolence {
        id: row.id(0)?,
        tribute: row.id(1)?,
        author: row.id(2)?,
        incident: row.id(3)?,
        drill: row.flag(4)?,
        version: row.int(5)?,
        state: CondolenceState::of_number(row.int(6)?).ok_or_else(odd)?,
        at: row.time(7)?,
        changed: row.time(8)?,
    };
    Ok((one, register.open_or_none(CONDOLENCE, row.opt_blob(9)?)?.unwrap_or_default()))
}

/// One of them.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn one_condolence(register: &Register, id: CondolenceId) -> Result<Option<(Condolence, String)>, StoreError> {
    let row = register.store().one(ONE_CONDOLENCE, params![id]).await?;
    row.as_ref().map(|r| condolence(register, r)).transpose()
}

/// Keeps what somebody writes.
pub fn add_condolence(change: Change, register: &Register, c: &Condolence, words: &str) -> Change {
    let sealed = register.seal_or_null(CONDOLENCE, Some(words));
    let params = params![c.id, c.tribute, c.author, c.incident, c.drill, c.at, sealed, MOST_OF_ONE];
    change.must(ADD_CONDOLENCE, params).event(wrote(c, "written"))
}

/// It moves on.
pub fn moved(change: Change, c: &Condolence, state: CondolenceState, now: Time) -> Change {
    change.must(MOVE_CONDOLENCE, params![c.id, c.version, state.number(), now]).event(wrote(c, state.word()))
}

fn wrote(c: &Condolence, state: &str) -> Event {
    Event::Tribute { tribute: c.tribute, incident: c.incident, drill: c.drill, state: state.to_owned() }
}

/// Whether there is any page: most nights there is none, and nothing more is asked.
///
/// # Errors
/// When the store fails.
pub async fn any(store: &Store) -> Result<bool, StoreError> {
    Ok(store.one(ANY_TRIBUTE, params![]).await?.is_some())
}

/// The page of an id.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn one(register: &Register, id: TributeId) -> Result<Option<Whole>, StoreError> {
    Ok(read(register, TRIBUTE, params![id]).await?.pop())
}
