//! Messages on disk.

use kernel::{AlertId, AuthorityId, Event, IncidentId, Span, Staff, Time};
use store::{Change, Row, Store, StoreError, params, sql};

use super::read;
use crate::{
    model::{Kept, Stage, Trust, Turn},
    rules,
};

macro_rules! columns {
    () => {
        "id, root, version, state, kind, drill, incident, authority, trust, doubt, who, area, document, made, made_by, made_name, \
         confirmed_name, published, expires, replaced"
    };
}

sql! {
    /// A new one.
    pub ADD_ALERT = "INSERT INTO alert (id, root, version, state, kind, drill, incident, authority, trust, doubt, sender, identifier, sent, \
        who, says, area, grade, loud, expires, document, made, made_by, made_name, confirmed_by, confirmed_name, published, replaced) \
        VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, NULL, NULL, $23, NULL)";
    /// It is published, as the document that goes out now.
    pub PUBLISH_ALERT = "UPDATE alert SET version = version + 1, state = 2, published = $3, confirmed_by = $4, confirmed_name = $5, \
        document = $6, sent = $7, expires = $8 WHERE id = $1 AND version = $2 AND state = 1";
    /// What came in is passed on.
    pub PASS_ALERT_ON = "UPDATE alert SET version = version + 1, state = 2, published = $3, confirmed_by = $4, confirmed_name = $5 \
        WHERE id = $1 AND version = $2 AND state = 4 AND replaced IS NULL";
    /// It is dropped.
    pub DROP_ALERT = "UPDATE alert SET version = version + 1, state = 3 WHERE id = $1 AND version = $2 AND state = 1";
    /// A newer one took its place.
    pub REPLACE_ALERT = "UPDATE alert SET version = version + 1, replaced = $3 WHERE id = $1 AND version = $2 AND replaced IS NULL";
    /// In which incident it is.
    pub PUT_ALERT = "UPDATE alert SET version = version + 1, incident = $3 WHERE id = $1 AND version = $2";
    /// One of them.
    pub ALERT = concat!("SELECT ", columns!(), " FROM alert WHERE id = $1");
    /// Those that hold now, real ones or exercises, the gravest first: whatever else comes in pushes none of them out.
    pub HOLDING_ALERTS = concat!("SELECT ", columns!(), " FROM alert WHERE state = 2 AND replaced IS NULL AND drill = $1 AND kind < 3 \
        AND (expires IS NULL OR expires > $2) ORDER BY grade, published DESC, id LIMIT $3");
    /// Those of an incident that hold now.
    pub HOLDING_ALERTS_OF = concat!("SELECT ", columns!(), " FROM alert WHERE state = 2 AND replaced IS NULL AND incident = $1 AND kind < 3 \
        AND (expires IS NULL OR expires > $2) ORDER BY grade, published DESC, id LIMIT $3");
    /// The newest that everybody reads.
    pub ALERTS = concat!("SELECT ", columns!(), " FROM alert WHERE state IN (2, 4) AND drill = $1 ORDER BY made DESC, id DESC LIMIT $2");
    /// Those of an incident.
    pub ALERTS_OF = concat!("SELECT ", columns!(), " FROM alert WHERE state IN (2, 4) AND incident = $1 ORDER BY made DESC, id DESC LIMIT $2");
    /// The newest of all, as staff see them.
    pub EVERY_ALERT = concat!("SELECT ", columns!(), " FROM alert ORDER BY made DESC, id DESC LIMIT $1");
    /// Those that wait for a second person.
    pub WAITING_ALERTS = concat!("SELECT ", columns!(), " FROM alert WHERE state = 1 ORDER BY made DESC LIMIT 50");
    /// Those of one name.
    pub ALERTS_NAMED = concat!("SELECT ", columns!(), " FROM alert WHERE sender = $1 AND identifier = $2 AND sent = $3 ORDER BY trust");
    /// Those of an institution that took the place of others lately, no better known than this.
    pub LATER_ALERTS = concat!("SELECT ", columns!(), " FROM alert WHERE made > $2 AND authority = $1 AND kind > 1 AND state IN (2, 4) \
        AND trust BETWEEN 2 AND $3 ORDER BY made DESC, id DESC LIMIT 100");
    /// The newest of a chain.
    pub CHAIN = concat!("SELECT ", columns!(), " FROM alert WHERE root = $1 ORDER BY made DESC, id DESC LIMIT 200");
}

/// The most messages that hold at once: each real one is the word of two people.
const HOLDING: i64 = 500;
/// How long what comes late is known to be over.
const LATELY: Span = Span::days(3);
/// References that are followed.
pub const REFERENCES: usize = 50;

/// Reads a message from a row of its columns.
fn kept(row: &Row) -> Result<Kept, StoreError> {
    let wrong = |column, wanted| StoreError::Shape { column, wanted };
    let id = row.id(0)?;
    let read = read::read(id, row.text(12)?, row.text(11)?).ok_or(wrong(12, "a message of CAP"))?;
    Ok(Kept {
        id,
        root: row.id(1)?,
        version: row.int(2)?,
        stage: Stage::of_number(row.int(3)?).ok_or(wrong(3, "a stage"))?,
        turn: Turn::of_number(row.int(4)?).ok_or(wrong(4, "a turn"))?,
        drill: row.flag(5)?,
        incident: row.opt_id(6)?,
        authority: row.opt_id(7)?,
        trust: Trust::of_number(row.int(8)?).ok_or(wrong(8, "a trust"))?,
        doubt: row.opt_text(9)?.map(str::to_owned),
        who: row.text(10)?.to_owned(),
        area: read.area.to_vec(),
        alert: read.alert,
        document: read.document,
        made: row.time(13)?,
        made_by: row.opt_id(14)?,
        made_name: row.text(15)?.to_owned(),
        confirmed_name: row.opt_text(16)?.map(str::to_owned),
        published: row.opt_time(17)?,
        expires: row.opt_time(18)?,
        replaced: row.opt_time(19)?,
    })
}

/// Writes a new one, and tells it.
pub fn add(change: Change, new: &Kept) -> Change {
    let shapes: Vec<serde_json::Value> = new.area.iter().map(kernel::Zone::to_geojson).collect();
    let json = |value: serde_json::Result<String>| value.unwrap_or_default();
    let params = params![
        new.id,
        new.root,
        new.stage.number(),
        new.turn.number(),
        new.drill,
        new.incident,
        new.authority,
        new.trust.number(),
        new.doubt.as_deref(),
        new.alert.sender.as_str(),
        new.alert.identifier.as_str(),
        new.alert.sent.unix(),
        new.who.as_str(),
        json(serde_json::to_string(&rules::in_short(&new.alert))),
        json(serde_json::to_string(&shapes)),
        rules::grade_of(&new.alert),
        rules::is_loud(&new.alert),
        new.expires,
        &*new.document,
        new.made,
        new.made_by,
        new.made_name.as_str(),
        new.published,
    ];
    change.must(ADD_ALERT, params)
}

/// A newer one takes its place; refused when it has changed since it was read.
pub fn replace(change: Change, of: &Kept, now: Time) -> Change {
    change.must(REPLACE_ALERT, params![of.id, of.version, now])
}

/// Writes that a proposal is published as this document.
pub fn publish(of: &Kept, document: &str, sent: i64, staff: &Staff, now: Time) -> Change {
    let params = params![of.id, of.version, now, staff.id, &*staff.name, document, sent, of.expires];
    Change::new().must(PUBLISH_ALERT, params)
}

/// What is told of one.
#[must_use]
pub fn told(of: &Kept, state: &str) -> Event {
    Event::Alert { alert: of.id, incident: of.incident, drill: of.drill, state: state.to_owned() }
}

async fn many(store: &Store, sql: store::Sql, params: Vec<store::Value>) -> Result<Vec<Kept>, StoreError> {
    let rows = store.read(sql, params).await?;
    // One that an older version wrote and that cannot be read any more must not hide the others.
    Ok(rows.iter().filter_map(|row| kept(row).ok()).collect())
}

/// One of them.
///
/// # Errors
/// When the store fails.
pub async fn one(store: &Store, id: AlertId) -> Result<Option<Kept>, StoreError> {
    store.one(ALERT, params![id]).await?.as_ref().map(kept).transpose()
}

/// What holds, and the newest of the rest: the newest first.
fn together(holding: Vec<Kept>, newest: Vec<Kept>) -> Vec<Kept> {
    let mut all = holding;
    let rest: Vec<Kept> = newest.into_iter().filter(|k| !all.iter().any(|held| held.id == k.id)).collect();
    all.extend(rest);
    all.sort_by_key(|k| std::cmp::Reverse((k.made, k.id)));
    all
}

/// What holds now, real ones or exercises.
async fn holding(store: &Store, drill: bool, now: Time) -> Result<Vec<Kept>, StoreError> {
    many(store, HOLDING_ALERTS, params![drill, now, HOLDING]).await
}

/// All that hold and the newest others that everybody reads, real ones or exercises.
///
/// # Errors
/// When the store fails.
pub async fn newest(store: &Store, drill: bool, now: Time, most: i64) -> Result<Vec<Kept>, StoreError> {
    Ok(together(holding(store, drill, now).await?, many(store, ALERTS, params![drill, most]).await?))
}

/// Those of an incident that everybody reads: all that hold, and the newest others.
///
/// # Errors
/// When the store fails.
pub async fn of_incident(store: &Store, incident: IncidentId, now: Time, most: i64) -> Result<Vec<Kept>, StoreError> {
    let holding = many(store, HOLDING_ALERTS_OF, params![incident, now, HOLDING]).await?;
    Ok(together(holding, many(store, ALERTS_OF, params![incident, most]).await?))
}

/// All that hold, and the newest of all others.
///
/// # Errors
/// When the store fails.
pub async fn every(store: &Store, now: Time, most: i64) -> Result<Vec<Kept>, StoreError> {
    let real = together(holding(store, false, now).await?, many(store, EVERY_ALERT, params![most]).await?);
    Ok(together(holding(store, true, now).await?, real))
}

/// Those that wait for a second person.
///
/// # Errors
/// When the store fails.
pub async fn waiting(store: &Store) -> Result<Vec<Kept>, StoreError> {
    many(store, WAITING_ALERTS, params![]).await
}

/// Those of one name, the best known first.
///
/// # Errors
/// When the store fails.
pub async fn named(store: &Store, name: &cap::Reference) -> Result<Vec<Kept>, StoreError> {
    many(store, ALERTS_NAMED, params![name.sender.as_str(), name.identifier.as_str(), name.sent.unix()]).await
}

/// Those that everybody reads of which a message takes the place: of the same voice, and no better known than it is.
///
/// # Errors
/// When the store fails.
pub async fn replaced_by(store: &Store, of: &Kept) -> Result<Vec<Kept>, StoreError> {
    let mut before: Vec<Kept> = Vec::new();
    for reference in of.alert.references.iter().take(REFERENCES) {
        for found in named(store, reference).await? {
            let stands = found.stage == Stage::Published && found.replaced.is_none() && found.id != of.id;
            let same = found.authority == of.authority && found.drill == of.drill && found.trust >= of.trust;
            if stands && same && !before.iter().any(|k| k.id == found.id) {
                before.push(found);
            }
        }
    }
    Ok(before)
}

/// Whether what took the place of a message came before it: of the same institution, as well known or better.
///
/// # Errors
/// When the store fails.
pub async fn is_over(
    store: &Store,
    of: AuthorityId,
    alert: &cap::Alert,
    trust: Trust,
    now: Time,
) -> Result<bool, StoreError> {
    let later = many(store, LATER_ALERTS, params![of, now.minus(LATELY), trust.number()]).await?;
    let own = alert.reference();
    Ok(later.iter().any(|k| k.alert.status == alert.status && k.alert.references.iter().any(|r| r.is_same(&own))))
}

/// A chain, the first first: the newest of it when it is long.
///
/// # Errors
/// When the store fails.
pub async fn chain(store: &Store, root: AlertId) -> Result<Vec<Kept>, StoreError> {
    let mut chain = many(store, CHAIN, params![root]).await?;
    chain.reverse();
    Ok(chain)
}

/// Which institution of a list one is of.
#[must_use]
pub fn of(all: &[crate::model::Authority], id: Option<AuthorityId>) -> Option<&crate::model::Authority> {
    let id = id?;
    all.iter().find(|a| a.id == id)
}
