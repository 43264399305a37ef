//! Searches as they are kept.

use ::store::{Change, NewJob, Row, Store, StoreError, Value, params, sql};
use kernel::{Cell, Event, NoticeId, PersonId, Time};
use register::Register;

use crate::{
    model::{Ages, Appeal, Guardian, NewNotice, Notice, NoticeState, Profile, Relation, Sex},
    rules::Terms,
};

/// The kind of the job that ends a search when its time is over, and then forgets it.
pub const NOTICE_JOB: &str = "missing.notice";
/// The kind of the job that shows an approved appeal, once whoever is sought was asked.
pub const SHOW_JOB: &str = "missing.show";
/// The kind of the job that forgets what describes whoever was found.
pub const FORGET_JOB: &str = "missing.forget";
/// What is sealed of a search.
pub const PROFILE: &str = "notice.profile";

macro_rules! columns {
    () => {
        "id, seeker, incident, drill, version, state, appeal, share, phone, email, tail, age_low, age_high, sex, relation, guardian, cell, \
         seen, person, found, opened, changed, expires, approved"
    };
}

sql! {
    /// Keeps a search.
    pub ADD_NOTICE = "INSERT INTO notice (id, seeker, token, incident, drill, version, state, appeal, share, profile, phone, email, tail, \
        age_low, age_high, sex, relation, guardian, cell, seen, person, found, opened, changed, expires) \
        SELECT $1, $2, $3, $4, $5, 1, $6, 0, NULL, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, NULL, NULL, $18, $18, $19 \
        WHERE NOT EXISTS (SELECT 1 FROM erasure WHERE person = $2) \
        AND (SELECT COUNT(*) FROM notice WHERE seeker = $2 AND drill = $5 AND state = 1) < $20";
    /// One search.
    pub NOTICE = concat!("SELECT ", columns!(), " FROM notice WHERE id = $1");
    /// What describes whoever is sought is kept.
    pub IS_KEPT = "SELECT 1 FROM notice WHERE id = $1 AND profile IS NOT NULL";
    /// Several.
    pub NOTICES = concat!("SELECT ", columns!(), " FROM notice WHERE id IN ", register::many!());
    /// The search of a draft's token.
    pub NOTICE_OF_TOKEN = concat!("SELECT ", columns!(), " FROM notice WHERE token = $1");
    /// The search of an approved appeal.
    pub NOTICE_OF_SHARE = concat!("SELECT ", columns!(), " FROM notice WHERE share = $1");
    /// Somebody's own searches, the newest first.
    pub NOTICES_OF_SEEKER = concat!("SELECT ", columns!(), " FROM notice WHERE seeker = $1 ORDER BY opened DESC, id DESC LIMIT $2");
    /// The searches that are on, page by page, with what is sealed.
    pub OPEN_NOTICES = concat!("SELECT ", columns!(), ", profile FROM notice WHERE id > $1 AND (state = 1 OR (state = 2 AND share IS NOT NULL) OR state = 6) ORDER BY id LIMIT $2");
    /// Several, with what is sealed.
    pub NOTICES_WHOLE = concat!("SELECT ", columns!(), ", profile FROM notice WHERE id IN ", register::many!());
    /// How many searches of somebody are on, exercises apart.
    pub OPEN_OF_SEEKER = "SELECT COUNT(*) FROM notice WHERE seeker = $1 AND drill = $2 AND state = 1";
    /// Appeals that wait for a decision, the oldest first.
    pub APPEALS = concat!("SELECT ", columns!(), " FROM notice WHERE appeal = 1 AND approved IS NULL AND state = 1 AND drill = $1 ORDER BY opened, id LIMIT $2");
    /// What was decided against an appeal, or its photo, while that can be taken back: the newest first.
    pub APPEALS_DECIDED = concat!("SELECT ", columns!(), " FROM notice WHERE (state = 5 OR (state = 1 AND appeal = 3)) AND drill = $1 \
        AND changed > $2 AND expires > $3 ORDER BY changed DESC, id LIMIT $4");
    /// A draft becomes somebody's search.
    pub PUBLISH = "UPDATE notice SET seeker = $3, token = NULL, state = 1, opened = $4, changed = $4, expires = $5, version = version + 1 \
        WHERE id = $1 AND version = $2 AND state = 0 AND NOT EXISTS (SELECT 1 FROM erasure WHERE person = $3) \
        AND (SELECT COUNT(*) FROM notice AS other WHERE other.seeker = $3 AND other.drill = notice.drill AND other.state = 1) < $6";
    /// A search ends, or goes on.
    pub MOVE = "UPDATE notice SET state = $3, person = $4, found = $5, expires = $6, changed = $7, version = version + 1 \
        WHERE id = $1 AND version = $2";
    /// How public it is.
    pub APPEAL = "UPDATE notice SET appeal = $3, share = $4, changed = $5, approved = NULL, version = version + 1 \
        WHERE id = $1 AND version = $2";
    /// How old somebody is, of whom that was not said; the version moves with what is changed beside it.
    pub TELL_LATER = "UPDATE notice SET age_low = $3, age_high = $4, guardian = $5, expires = $6 \
        WHERE id = $1 AND version = $2 AND age_low IS NULL";
    /// It is approved, and waits: nothing else of it changes.
    pub WAIT_TO_SHOW = "UPDATE notice SET approved = $3, version = version + 1 WHERE id = $1 AND version = $2";
    /// What describes who is found goes.
    pub FORGET_PROFILE = "UPDATE notice SET profile = NULL, phone = NULL, email = NULL, tail = NULL, cell = NULL, seen = NULL, \
        age_low = NULL, age_high = NULL, sex = 0, person = NULL, version = version + 1 WHERE id = $1 AND state > 1";
    /// A search that is over is found by nothing.
    pub UNSHARE = "UPDATE notice SET share = NULL, version = version + 1 WHERE id = $1 AND state > 3";
    /// It is on, or somebody was found by it.
    pub STILL_THERE = "UPDATE notice SET version = version WHERE id = $1 AND state IN (1, 2, 6)";
    /// It is on, until this is written.
    pub STILL_ON = "UPDATE notice SET version = version WHERE id = $1 AND state = 1 AND expires > $2";
    /// There is another photo: an approved appeal is asked for again, and shown when somebody has looked at it. Its link stays its own.
    pub OTHER_PHOTO = "UPDATE notice SET appeal = CASE WHEN appeal = 2 THEN 1 ELSE appeal END, approved = NULL, changed = $3, version = version + 1 \
        WHERE id = $1 AND version = $2 AND state = 1 AND expires > $3";
    /// What describes who is found goes, unless the search has changed meanwhile.
    pub STILL_THIS = "UPDATE notice SET version = version WHERE id = $1 AND version = $2";
    /// A draft that nobody proved a contact for, a search that is long over.
    pub DROP_NOTICE = "DELETE FROM notice WHERE id = $1 AND version = $2 AND state <> 1";
    /// Follows a search.
    pub FOLLOW = "INSERT INTO follower (notice, person, at, told) VALUES ($1, $2, $3, NULL) ON CONFLICT (notice, person) DO NOTHING";
    /// Does not any more.
    pub UNFOLLOW = "DELETE FROM follower WHERE notice = $1 AND person = $2";
    /// Who follows a search and is to be told.
    pub FOLLOWERS = "SELECT person FROM follower WHERE notice = $1 ORDER BY person LIMIT $2";
    /// Nobody follows it any more.
    pub DROP_FOLLOWERS = "DELETE FROM follower WHERE notice = $1";
    /// Somebody is erased: their searches are, and what hung on them.
    pub ERASE_WORDS_OF_NOTICES = "DELETE FROM notice_word WHERE notice IN (SELECT id FROM notice WHERE seeker = $1)";
    /// … what was said of them,
    pub ERASE_NOTES_OF_NOTICES = "DELETE FROM notice_note WHERE notice IN (SELECT id FROM notice WHERE seeker = $1)";
    /// … whom they do not want to tell for now,
    pub ERASE_NOT_NOWS = "DELETE FROM not_now WHERE person = $1 OR seeker = $1";
    /// … what was proposed for them, but that somebody hides from a search: who it was is forgotten,
    pub ERASE_WHO_HIDES = "UPDATE reunion SET subject = id, state = 9, score = 0, reasons = '', decided_by = NULL, decided_by_name = NULL \
        WHERE subject = $1 AND kind = 1 AND state IN (6, 9)";
    /// … all else,
    pub ERASE_REUNIONS_OF_NOTICES = "DELETE FROM reunion WHERE seeker = $1 OR subject = $1";
    /// … who followed them,
    pub ERASE_FOLLOWERS_OF_NOTICES = "DELETE FROM follower WHERE person = $1 OR notice IN (SELECT id FROM notice WHERE seeker = $1)";
    /// … and the searches.
    pub ERASE_NOTICES = "DELETE FROM notice WHERE seeker = $1";
    /// Who was found is nobody's.
    pub ERASE_PERSON = "UPDATE notice SET person = NULL WHERE person = $1";
    /// Whom one is never to be told of, and who is never to be told.
    pub ERASE_HUSHES = "DELETE FROM hush WHERE person = $1 OR seeker = $1";
    /// Their searches, for the export of their data.
    pub EXPORT_NOTICES = "SELECT id, incident, drill, opened, expires, profile FROM notice WHERE seeker = $1 ORDER BY opened, id";
    /// Read to be sealed anew …
    pub READ_PROFILES = "SELECT id, profile FROM notice WHERE id > $1 AND profile IS NOT NULL ORDER BY id LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_PROFILES = "UPDATE notice SET profile = $3 WHERE id = $1 AND profile = $2";
}

/// How old somebody is, of whom that was not said, and who answers for them.
pub fn tell_later(change: Change, n: &Notice) -> Change {
    let (low, high) = (n.ages.map(|a| a.low), n.ages.map(|a| a.high));
    change.must(TELL_LATER, params![n.id, n.version, low, high, n.guardian.number(), n.expires])
}

/// Reads a search from a row of its columns.
///
/// # Errors
/// When the row is not one.
pub fn notice(row: &Row) -> Result<Notice, StoreError> {
    let odd = |what: &str| StoreError::Fault(format!("a notice's {what} is not known"));
    let blind = |i| Ok::<_, StoreError>(row.opt_blob(i)?.and_then(|b| <[u8; 16]>::try_from(b).ok()));
    Ok(Notice {
        id: row.id(0)?,
        seeker: row.opt_id(1)?,
        incident: row.id(2)?,
        drill: row.flag(3)?,
        version: row.int(4)?,
        state: NoticeState::of_number(row.int(5)?).ok_or_else(|| odd("state"))?,
        appeal: Appeal::of_number(row.int(6)?).ok_or_else(|| odd("appeal"))?,
        share: row.opt_text(7)?.map(str::to_owned),
        phone: blind(8)?,
        email: blind(9)?,
        tail: blind(10)?,
        ages: row.opt_int(11)?.zip(row.opt_int(12)?).map(|(low, high)| Ages { low, high }),
        sex: Sex::of_number(row.int(13)?).ok_or_else(|| odd("sex"))?,
        relation: Relation::of_number(row.int(14)?),
        guardian: Guardian::of_number(row.int(15)?).ok_or_else(|| odd("guardian"))?,
        cell: row.opt_int(16)?.and_then(Cell::of_number),
        seen: row.opt_time(17)?,
        person: row.opt_id(18)?,
        found: row.opt_time(19)?,
        opened: row.time(20)?,
        changed: row.time(21)?,
        expires: row.time(22)?,
        approved: row.opt_time(23)?,
    })
}

/// A search with who is sought.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The search.
    pub notice: Notice,
    /// Who is sought.
    pub profile: Profile,
}

/// Reads a search with what is sealed.
///
/// # Errors
/// When the row is not one, or a key is gone.
pub fn whole(register: &Register, row: &Row) -> Result<Whole, StoreError> {
    let sealed = register.open_or_none(PROFILE, row.opt_blob(24)?)?;
    let profile = sealed.map(|s| serde_json::from_str(&s)).transpose();
    let profile = profile.map_err(|e| StoreError::Fault(e.to_string()))?.unwrap_or_default();
    Ok(Whole { notice: notice(row)?, profile })
}

/// One search.
///
/// # Errors
/// When the store fails.
pub async fn one(store: &Store, id: NoticeId) -> Result<Option<Notice>, StoreError> {
    store.one(NOTICE, params![id]).await?.as_ref().map(notice).transpose()
}

/// Whether what describes whoever is sought is kept still.
///
/// # Errors
/// When the store fails.
pub async fn is_kept(store: &Store, id: NoticeId) -> Result<bool, StoreError> {
    Ok(store.one(IS_KEPT, params![id]).await?.is_some())
}

/// One search with who is sought.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn one_whole(register: &Register, id: NoticeId) -> Result<Option<Whole>, StoreError> {
    Ok(many_whole(register, &[id]).await?.pop())
}

/// Several.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn many_whole(register: &Register, ids: &[NoticeId]) -> Result<Vec<Whole>, StoreError> {
    register.many(NOTICES_WHOLE, ids).await?.iter().map(|r| whole(register, r)).collect()
}

/// A search that is written.
#[derive(Clone, Copy, Debug)]
pub struct Adding<'a> {
    /// Its id.
    pub id: NoticeId,
    /// Whose, when that is known.
    pub seeker: Option<PersonId>,
    /// The hash of the token of a draft.
    pub token: Option<[u8; 32]>,
    /// Whether its incident is an exercise.
    pub drill: bool,
    /// On what terms.
    pub terms: Terms,
    /// Blind indexes of telephone, e-mail, and the last digits of the telephone.
    pub blinds: Blinds,
    /// The search.
    pub new: &'a NewNotice,
}

/// Blind indexes of how somebody is reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Blinds {
    /// Telephone.
    pub phone: Option<[u8; 16]>,
    /// E-mail.
    pub email: Option<[u8; 16]>,
    /// The last four digits of the telephone.
    pub tail: Option<[u8; 16]>,
}

/// Nothing, or these bytes.
pub(crate) fn blind(bytes: Option<[u8; 16]>) -> Value {
    bytes.map_or(Value::Null, |b| Value::Blob(b.to_vec()))
}

/// Writes a search, with the job that will end it.
pub fn add(change: Change, register: &Register, adding: &Adding<'_>, now: Time) -> Change {
    let n = adding.new;
    let profile = serde_json::to_string(&n.profile).unwrap_or_default();
    let params = params![
        adding.id,
        adding.seeker,
        adding.token.map_or(Value::Null, Value::from),
        n.incident,
        adding.drill,
        adding.terms.state.number(),
        register.seal_or_null(PROFILE, Some(&profile)),
        blind(adding.blinds.phone),
        blind(adding.blinds.email),
        blind(adding.blinds.tail),
        n.ages.map(|a| a.low),
        n.ages.map(|a| a.high),
        n.sex.number(),
        n.relation.map_or(0, Relation::number),
        n.guardian.number(),
        n.cell,
        n.seen,
        now,
        adding.terms.expires,
        crate::rules::MOST_NOTICES
    ];
    let change = change.must(ADD_NOTICE, params);
    if adding.terms.state == NoticeState::Draft {
        return change.job(job(adding.id, now.plus(crate::rules::DRAFT_LASTS)));
    }
    let change = change.job(job(adding.id, adding.terms.expires));
    let change = match adding.seeker {
        Some(seeker) => change.run(FOLLOW, params![adding.id, seeker, now]),
        None => change,
    };
    change.event(Event::Notice {
        notice: adding.id,
        incident: n.incident,
        drill: adding.drill,
        state: adding.terms.state.word().to_owned(),
    })
}

/// The event of a search that changed. No event says that somebody is dead: pages do, to those who may read it.
#[must_use]
pub fn changed(notice: &Notice, state: NoticeState) -> Event {
    let state = if state == NoticeState::Dead { NoticeState::Closed } else { state };
    Event::Notice { notice: notice.id, incident: notice.incident, drill: notice.drill, state: state.word().to_owned() }
}

/// A search moves on; one that goes on has found nobody.
pub fn moved(change: Change, n: &Notice, state: NoticeState, now: Time) -> Change {
    let (person, found) = if state == NoticeState::Searching { (None, None) } else { (n.person, n.found) };
    change.must(MOVE, params![n.id, n.version, state.number(), person, found, n.expires, now]).event(changed(n, state))
}

/// The job that looks at a search when its time is over.
#[must_use]
pub fn job(id: NoticeId, run_at: Time) -> NewJob {
    NewJob { kind: NOTICE_JOB, key: id.to_string(), body: String::new(), run_at }
}

/// The same, of one that turned out to end sooner than it was said at first.
#[must_use]
pub fn sooner_job(notice: &Notice) -> NewJob {
    NewJob { key: format!("{} {}", notice.id, notice.expires.0), ..job(notice.id, notice.expires) }
}

/// The job that shows an appeal that was approved at this time.
#[must_use]
pub fn show_job(id: NoticeId, approved: Time, run_at: Time) -> NewJob {
    NewJob { kind: SHOW_JOB, key: format!("{id} {}", approved.0), body: String::new(), run_at }
}

/// The job that forgets what describes whoever was found in this version of a search; a mistake can be taken back until then.
#[must_use]
pub fn forget_job(notice: &Notice, run_at: Time) -> NewJob {
    NewJob { kind: FORGET_JOB, key: format!("{} {}", notice.id, notice.version), body: String::new(), run_at }
}
