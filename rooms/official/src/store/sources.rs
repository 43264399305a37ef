//! Where messages of institutions are fetched, how that went, and what was refused.

use kernel::{AuthorityId, Time};
use store::{Change, Row, Store, StoreError, Value, params, sql};

use crate::rules::Refused;

macro_rules! columns {
    () => {
        "authority, url, seconds, etag, modified, polled, fine, fails, why"
    };
}

sql! {
    /// Where messages are fetched from now on.
    pub SET_SOURCE = "INSERT INTO alert_source (authority, url, seconds, fails) VALUES ($1, $2, $3, 0) \
        ON CONFLICT (authority) DO UPDATE SET url = excluded.url, seconds = excluded.seconds, etag = NULL, modified = NULL, fails = 0, \
        why = NULL, fine = NULL, polled = NULL";
    /// Nowhere any more.
    pub DROP_SOURCE = "DELETE FROM alert_source WHERE authority = $1";
    /// All of them.
    pub SOURCES = concat!("SELECT ", columns!(), " FROM alert_source ORDER BY authority");
    /// One of them.
    pub SOURCE = concat!("SELECT ", columns!(), " FROM alert_source WHERE authority = $1");
    /// It answered.
    pub SOURCE_FINE = "UPDATE alert_source SET polled = $2, fine = $2, fails = 0, why = NULL, etag = $3, modified = $4 \
        WHERE authority = $1 AND url = $5";
    /// It did not, or not as it should.
    pub SOURCE_FAILED = "UPDATE alert_source SET polled = $2, fails = fails + 1, why = $3 WHERE authority = $1 AND url = $4";
    /// Notes what was refused; the same document once.
    pub NOTE_REFUSED = "INSERT INTO alert_refused (id, authority, digest, at, line, place, rule, element) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (authority, digest) DO NOTHING";
    /// What was refused last.
    pub REFUSED_OF = "SELECT at, line, place, rule, element FROM alert_refused WHERE authority = $1 ORDER BY at DESC LIMIT $2";
    /// How many were.
    pub REFUSED_COUNT = "SELECT COUNT(*) FROM alert_refused WHERE authority = $1";
    /// Forgets what was refused long ago.
    pub FORGET_REFUSED = "DELETE FROM alert_refused WHERE at < $1";
}

/// Where messages are fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Whose.
    pub authority: AuthorityId,
    /// The address.
    pub url: String,
    /// How often.
    pub seconds: i64,
    /// What the other server called the version that was read last.
    pub etag: Option<String>,
    /// When that was changed, in its words.
    pub modified: Option<String>,
    /// When it was last asked.
    pub polled: Option<Time>,
    /// When it last answered as it should.
    pub fine: Option<Time>,
    /// How often in a row it did not.
    pub fails: i64,
    /// Why.
    pub why: Option<String>,
}

/// A document that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// When.
    pub at: Time,
    /// Line and column, from 1.
    pub place: (i64, i64),
    /// The rule.
    pub rule: String,
    /// The element.
    pub element: Option<String>,
}

fn source(row: &Row) -> Result<Source, StoreError> {
    let text = |n| row.opt_text(n).map(|t| t.map(str::to_owned));
    Ok(Source {
        authority: row.id(0)?,
        url: row.text(1)?.to_owned(),
        seconds: row.int(2)?,
        etag: text(3)?,
        modified: text(4)?,
        polled: row.opt_time(5)?,
        fine: row.opt_time(6)?,
        fails: row.int(7)?,
        why: text(8)?,
    })
}

/// All of them.
///
/// # Errors
/// When the store fails.
pub async fn all(store: &Store) -> Result<Vec<Source>, StoreError> {
    store.read(SOURCES, params![]).await?.iter().map(source).collect()
}

/// One of them.
///
/// # Errors
/// When the store fails.
pub async fn one(store: &Store, authority: AuthorityId) -> Result<Option<Source>, StoreError> {
    store.one(SOURCE, params![authority]).await?.as_ref().map(source).transpose()
}

/// Notes that a document was refused.
pub fn note(
    change: Change,
    id: [u8; 16],
    authority: AuthorityId,
    digest: [u8; 32],
    now: Time,
    why: &Refused,
) -> Change {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let params =
        params![Value::Id(id), authority, digest, now, number(why.line), number(why.column), why.rule, why.element,];
    change.run(NOTE_REFUSED, params)
}

/// What was refused last, and how many there were.
///
/// # Errors
/// When the store fails.
pub async fn refused(store: &Store, authority: AuthorityId, most: i64) -> Result<(i64, Vec<Noted>), StoreError> {
    let count = store.one(REFUSED_COUNT, params![authority]).await?.map_or(Ok(0), |r| r.int(0))?;
    let rows = store.read(REFUSED_OF, params![authority, most]).await?;
    let noted = rows.iter().map(|row| {
        Ok(Noted {
            at: row.time(0)?,
            place: (row.int(1)?, row.int(2)?),
            rule: row.text(3)?.to_owned(),
            element: row.opt_text(4)?.map(str::to_owned),
        })
    });
    Ok((count, noted.collect::<Result<_, StoreError>>()?))
}
