//! What is exchanged with other registers: whose domain is whose, records, and those that are not to come back.

use ::store::{Change, NewJob, Row, Store, StoreError, Value, params, sql};
use kernel::{NoteId, NoticeId, OperatorId, Span, Time};
use register::Register;

/// The kind of the job that hides a record when its time is over, and then forgets it.
pub const RECORD_JOB: &str = "missing.record";
/// What is sealed of a record.
pub const ORIGINAL: &str = "record.original";
/// A record that is not to come back stays away so long.
pub const SUPPRESSED_FOR: Span = Span::days(5 * 365);

macro_rules! columns {
    () => {
        "key, record_id, kind, own, shown, notice, note, domain, source_date, entry_date, expiry_date, dead"
    };
}
/// Searches of which there is a note: somebody was found, or it is linked with another.
macro_rules! noted {
    () => {
        "AND (found_told = 1 OR notice IN (SELECT id FROM notice WHERE state IN (2, 6)) \
         OR notice IN (SELECT notice FROM death WHERE shown IS NOT NULL) OR notice IN (SELECT a FROM notice_link WHERE state = 2) \
         OR notice IN (SELECT b FROM notice_link WHERE state = 2))"
    };
}
/// The searches of other registers by which somebody was found.
macro_rules! theirs {
    () => {
        "(SELECT reunion.notice FROM reunion JOIN record ON record.notice = reunion.notice \
          WHERE reunion.subject = $1 AND reunion.state = 3 AND record.own = 0 AND record.kind = 1)"
    };
}
/// Those that go on: nobody is to see that somebody knew of them.
macro_rules! silent {
    () => {
        "(SELECT notice FROM reunion WHERE subject = $1 AND kind = 1 AND state IN (6, 8, 9))"
    };
}

sql! {
    /// Gives a domain to a member of staff.
    pub GIVE = "INSERT INTO exchange_key (operator, domain, reads, writes, searches) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (operator) DO UPDATE SET domain = excluded.domain, reads = excluded.reads, writes = excluded.writes, \
        searches = excluded.searches";
    /// Takes it back.
    pub WITHDRAW = "DELETE FROM exchange_key WHERE operator = $1";
    /// What somebody's key may do.
    pub GIVEN = "SELECT domain, reads, writes, searches FROM exchange_key WHERE operator = $1";
    /// Everybody who was given one.
    pub ALL_GIVEN = "SELECT k.operator, o.name, k.domain, k.reads, k.writes, k.searches FROM exchange_key k JOIN operator o ON o.id = k.operator \
        ORDER BY k.domain, o.name";
    /// Whether there is such a member of staff.
    pub IS_STAFF = "SELECT id FROM operator WHERE id = $1";
    /// Keeps a record, or its newer version.
    pub KEEP_RECORD = concat!("INSERT INTO record (", columns!(), ", original) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
        ON CONFLICT (key) DO UPDATE SET shown = excluded.shown, source_date = excluded.source_date, entry_date = excluded.entry_date, \
        expiry_date = excluded.expiry_date, dead = excluded.dead, original = excluded.original");
    /// A record of a name.
    pub RECORD = concat!("SELECT ", columns!(), " FROM record WHERE key = $1");
    /// Several.
    pub RECORDS = concat!("SELECT ", columns!(), " FROM record WHERE key IN ", register::many!());
    /// The records of people that searches are.
    pub RECORDS_OF = concat!("SELECT ", columns!(), " FROM record WHERE kind = 1 AND notice IN ", register::many!());
    /// How many notes of other registers there are about a search.
    pub NOTES_OF = "SELECT COUNT(*) FROM record WHERE notice = $1 AND kind = 2";
    /// Records of people that other registers read, by when they were kept.
    pub FEED = concat!("SELECT ", columns!(), " FROM record WHERE shown = 1 AND kind = 1 AND entry_date >= $1 ORDER BY entry_date, key \
        LIMIT $2 OFFSET $3");
    /// The same, the newest first.
    pub FEED_NEWEST = concat!("SELECT ", columns!(), " FROM record WHERE shown = 1 AND kind = 1 AND entry_date >= $1 \
        ORDER BY entry_date DESC, key DESC LIMIT $2 OFFSET $3");
    /// Those of which there is a note: of people who were found, or who are sought twice.
    pub FEED_FOUND = concat!("SELECT ", columns!(), " FROM record WHERE shown = 1 AND kind = 1 AND entry_date >= $1 ",
        noted!(), " ORDER BY entry_date, key LIMIT $2 OFFSET $3");
    /// The same, the newest first.
    pub FEED_FOUND_NEWEST = concat!("SELECT ", columns!(), " FROM record WHERE shown = 1 AND kind = 1 AND entry_date >= $1 ",
        noted!(), " ORDER BY entry_date DESC, key DESC LIMIT $2 OFFSET $3");
    /// Something of a search has changed: whoever reads the feed from then on reads it again.
    pub TOUCH = "UPDATE record SET entry_date = $2, expiry_date = $3 WHERE notice = $1 AND kind = 1 AND entry_date <= $2";
    /// Others may have read that somebody was found: when that is taken back, they are to read that too.
    pub FOUND_TOLD = "UPDATE record SET found_told = 1 WHERE notice = $1 AND kind = 1 AND found_told = 0";
    /// Of which searches they may.
    pub FOUND_BEFORE = concat!("SELECT notice FROM record WHERE kind = 1 AND found_told = 1 AND notice IN ", register::many!());
    /// What is said of a search beside it has changed.
    pub TOUCHED = "UPDATE record SET entry_date = $2 WHERE notice = $1 AND kind = 1 AND entry_date <= $2";
    /// A search is over: what was received is forgotten.
    pub EMPTY = "UPDATE record SET original = NULL WHERE notice = $1 AND original IS NOT NULL";
    /// What was erased is a placeholder from now on.
    pub ORPHANS = "UPDATE record SET entry_date = $1, source_date = $1, expiry_date = $1, original = NULL \
        WHERE kind = 1 AND expiry_date > $1 AND notice NOT IN (SELECT id FROM notice)";
    /// … and nothing is left of what was said of it.
    pub ORPHAN_NOTES = "DELETE FROM record WHERE kind = 2 AND notice NOT IN (SELECT id FROM notice)";
    /// Records of a search that is gone go too, when they have been placeholders long enough.
    pub DROP_RECORDS = "DELETE FROM record WHERE notice = $1 AND expiry_date <= $2";
    /// The latest of them.
    pub LAST_EXPIRY = "SELECT expiry_date FROM record WHERE notice = $1 ORDER BY expiry_date DESC LIMIT 1";
    /// Records that are not to come back.
    pub SUPPRESSED = concat!("SELECT key, until, since FROM suppressed WHERE key IN ", register::many!());
    /// What was taken down does not come back.
    pub SUPPRESS = "INSERT INTO suppressed (key, until) SELECT key, $2 FROM record WHERE notice = $1 AND own = 0 AND kind = 1 \
        ON CONFLICT (key) DO NOTHING";
    /// … but when it was a mistake.
    pub UNSUPPRESS = "DELETE FROM suppressed WHERE since = 0 \
        AND key IN (SELECT key FROM record WHERE notice = $1 AND own = 0 AND kind = 1)";
    /// What is to stay away when a search is over, of one that goes on for longer.
    pub SUPPRESS_LATER = "UPDATE suppressed SET since = $2, until = $2 + 157680000000000 WHERE key = $1 AND since > $3";
    /// What has stayed away long enough.
    pub FORGET_SUPPRESSED = "DELETE FROM suppressed WHERE until < $1";
    /// A newer version of what another register says of somebody.
    pub RENEW_NOTICE = "UPDATE notice SET profile = $3, age_low = $4, age_high = $5, sex = $6, expires = $7, changed = $8, \
        version = version + 1 WHERE id = $1 AND version = $2 AND state = 1";
    /// A note of another register is replaced by its newer version.
    pub DROP_NOTE = "DELETE FROM notice_note WHERE id = $1";
    /// Somebody is erased: what other registers brought of them does not come back,
    pub ERASE_AND_SUPPRESS = concat!("INSERT INTO suppressed (key, until) SELECT key, entry_date + 157680000000000 FROM record \
        WHERE own = 0 AND notice IN ", theirs!(), " ON CONFLICT (key) DO NOTHING");
    /// … nor what they were asked by, once its time is over: until then it goes on, as if they had never been here,
    pub ERASE_AND_SUPPRESS_LATER = concat!("INSERT INTO suppressed (key, until, since) \
        SELECT key, expiry_date + 157680000000000, expiry_date FROM record WHERE own = 0 AND notice IN ", silent!(),
        " ON CONFLICT (key) DO NOTHING");
    /// … what was said of it goes,
    pub ERASE_NOTES_OF_RECORDS = concat!("DELETE FROM notice_note WHERE notice IN ", theirs!());
    /// … so do the pairs that it is in,
    pub ERASE_LINKS_OF_RECORDS = concat!("DELETE FROM notice_link WHERE a IN ", theirs!(), " OR b IN ", theirs!());
    /// … the search goes,
    pub ERASE_IMPORTED = concat!("DELETE FROM notice WHERE id IN ", theirs!());
    /// … and what was received, of theirs and about their own searches.
    pub ERASE_ORIGINALS = concat!("UPDATE record SET original = NULL WHERE notice IN (SELECT id FROM notice WHERE seeker = $1) OR notice IN ",
        theirs!());
    /// Read to be sealed anew …
    pub READ_ORIGINALS = "SELECT key, original FROM record WHERE key > $1 AND original IS NOT NULL ORDER BY key LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_ORIGINALS = "UPDATE record SET original = $3 WHERE key = $1 AND original = $2";
}

/// What a key may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Whose records it may bring.
    pub domain: String,
    /// It may read records and feeds.
    pub reads: bool,
    /// It may bring records.
    pub writes: bool,
    /// It may search by name.
    pub searches: bool,
}

/// What a member of staff's key may do.
///
/// # Errors
/// When the store fails.
pub async fn given(store: &Store, operator: OperatorId) -> Result<Option<Given>, StoreError> {
    let row = store.one(GIVEN, params![operator]).await?;
    let read = |r: &Row| {
        let (reads, writes, searches) = (r.flag(1)?, r.flag(2)?, r.flag(3)?);
        Ok(Given { domain: r.text(0)?.to_owned(), reads, writes, searches })
    };
    row.as_ref().map(read).transpose()
}

/// Whose key may do what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The member of staff.
    pub operator: OperatorId,
    /// Their name.
    pub name: String,
    /// What they were given.
    pub given: Given,
}

/// Everybody who was given a domain, by domain.
///
/// # Errors
/// When the store fails.
pub async fn all_given(store: &Store) -> Result<Vec<Key>, StoreError> {
    let key = |r: &Row| {
        let (reads, writes, searches) = (r.flag(3)?, r.flag(4)?, r.flag(5)?);
        let given = Given { domain: r.text(2)?.to_owned(), reads, writes, searches };
        Ok(Key { operator: r.id(0)?, name: r.text(1)?.to_owned(), given })
    };
    store.read(ALL_GIVEN, params![]).await?.iter().map(key).collect()
}

/// What sort of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Somebody who is sought.
    Person,
    /// What is said of them.
    Note,
}

impl Sort {
    const fn number(self) -> i64 {
        match self {
            Self::Person => 1,
            Self::Note => 2,
        }
    }
}

/// A record, without what is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// A keyed digest of its name.
    pub key: [u8; 32],
    /// Its name.
    pub record_id: String,
    /// What sort.
    pub sort: Sort,
    /// Whether it was made here.
    pub own: bool,
    /// Whether other registers read it here.
    pub shown: bool,
    /// The search that it is, or is about.
    pub notice: NoticeId,
    /// The note that it is.
    pub note: Option<NoteId>,
    /// The domain of its name.
    pub domain: String,
    /// When it was made or changed where it comes from.
    pub source: Time,
    /// When it was kept here.
    pub entry: Time,
    /// Until when.
    pub expiry: Time,
    /// Whether it said that somebody is dead.
    pub dead: bool,
}

/// Reads a record.
///
/// # Errors
/// When the row is not one.
pub fn kept(row: &Row) -> Result<Kept, StoreError> {
    let odd = |what: &str| StoreError::Fault(format!("a record's {what} is not known"));
    Ok(Kept {
        key: row.blob(0)?.try_into().map_err(|_| odd("key"))?,
        record_id: row.text(1)?.to_owned(),
        sort: match row.int(2)? {
            1 => Sort::Person,
            2 => Sort::Note,
            _ => return Err(odd("kind")),
        },
        own: row.flag(3)?,
        shown: row.flag(4)?,
        notice: row.id(5)?,
        note: row.opt_id(6)?,
        domain: row.text(7)?.to_owned(),
        source: row.time(8)?,
        entry: row.time(9)?,
        expiry: row.time(10)?,
        dead: row.flag(11)?,
    })
}

/// Keeps a record, with what was received.
pub fn keep(change: Change, register: &Register, k: &Kept, original: Option<&str>) -> Change {
    let params = params![
        k.key,
        k.record_id.as_str(),
        k.sort.number(),
        k.own,
        k.shown,
        k.notice,
        k.note,
        k.domain.as_str(),
        k.source,
        k.entry,
        k.expiry,
        k.dead,
        register.seal_or_null(ORIGINAL, original)
    ];
    let change = change.must(KEEP_RECORD, params);
    if k.sort == Sort::Person { change.job(job(k.notice, k.expiry)) } else { change }
}

/// The job that looks at a record after its time, once the search itself had its turn.
#[must_use]
pub fn job(notice: NoticeId, expires: Time) -> NewJob {
    let run_at = expires.plus(Span::minutes(1));
    NewJob { kind: RECORD_JOB, key: format!("{notice} {}", expires.0), body: String::new(), run_at }
}

/// Of which of these searches others may have read that somebody was found.
///
/// # Errors
/// When the store fails.
pub async fn found_before(register: &Register, of: &[NoticeId]) -> Result<Vec<NoticeId>, StoreError> {
    register.many(FOUND_BEFORE, of).await?.iter().map(|r| r.id(0)).collect()
}

/// One record.
///
/// # Errors
/// When the store fails.
pub async fn one(store: &Store, key: [u8; 32]) -> Result<Option<Kept>, StoreError> {
    store.one(RECORD, params![key]).await?.as_ref().map(kept).transpose()
}

/// Several, by a list of keys or of searches.
///
/// # Errors
/// When the store fails.
pub async fn many<T: Copy>(register: &Register, sql: ::store::Sql, of: &[T]) -> Result<Vec<Kept>, StoreError>
where
    Value: From<T>,
{
    register.many(sql, of).await?.iter().map(kept).collect()
}
