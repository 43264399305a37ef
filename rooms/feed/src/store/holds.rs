//! What is held back, and what became of it.

use std::collections::HashMap;

use ::store::{Change, Row, Store, StoreError, params, sql};
use kernel::{EmbargoId, IncidentId, PostId, Staff, Time};
use register::{Ground, Hand, Register};

use super::waits;
use crate::model::{
    Post, PostState,
    hold::{Hold, Why},
};
use crate::rules::hold::Ended;

macro_rules! columns {
    () => {
        "post, incident, drill, version, why, until, embargo, at, state"
    };
}

sql! {
    /// A post is held; one that was held before is so again.
    pub ADD_HOLD = "INSERT INTO post_hold (post, incident, drill, version, why, until, embargo, at, state) \
        VALUES ($1, $2, $3, 1, $4, $5, $6, $7, 1) ON CONFLICT (post) DO UPDATE SET why = excluded.why, until = excluded.until, \
        embargo = excluded.embargo, at = excluded.at, state = 1, ended = NULL, decided_by = NULL, decided_by_name = NULL, reason = NULL, \
        version = post_hold.version + 1";
    /// One.
    pub HOLD = concat!("SELECT ", columns!(), " FROM post_hold WHERE post = $1");
    /// What an embargo holds, in order.
    pub HELD_BY = concat!("SELECT ", columns!(), " FROM post_hold WHERE embargo = $1 AND state = 1 AND post > $2 ORDER BY post LIMIT $3");
    /// What waits for a moderator, or for its time, the oldest first.
    pub HOLDS = concat!("SELECT ", columns!(), " FROM post_hold WHERE drill = $1 AND state = 1 ORDER BY at, post LIMIT $2");
    /// How many of an embargo were held, and how many are shown again.
    pub HELD_COUNT = "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN state = 2 THEN 1 ELSE 0 END), 0) AS BIGINT) FROM post_hold WHERE embargo = $1";
    /// It is over.
    pub END_HOLD = "UPDATE post_hold SET state = $3, ended = $4, decided_by = $5, decided_by_name = $6, reason = $7, version = version + 1 \
        WHERE post = $1 AND version = $2 AND state = 1";
    /// Its author deleted it meanwhile, or it is taken down.
    pub DROP_HOLD = "UPDATE post_hold SET state = 4, ended = $2, version = version + 1 WHERE post = $1 AND state = 1";
    /// It is held for another reason, or until another time.
    pub MOVE_HOLD = "UPDATE post_hold SET why = $3, until = $4, embargo = $5, version = version + 1 WHERE post = $1 AND version = $2 AND state = 1";
    /// The post is held until then.
    pub HOLD_POST = "UPDATE post SET state = 1, held = $3, held_until = $4, changed = $5, version = version + 1 WHERE id = $1 AND version = $2";
    /// It is shown.
    pub SHOW_POST = "UPDATE post SET state = 0, held = 0, held_until = NULL, changed = $3, version = version + 1 WHERE id = $1 AND version = $2 AND state = 1";
    /// Which of some posts a person released, and from what: no machine holds them again for that.
    pub RELEASED_BY_HAND = concat!("SELECT post, why, embargo FROM post_hold WHERE state = 2 AND decided_by IS NOT NULL AND post IN ", register::many!());
    /// A post is as it was looked at: nobody changes it meanwhile.
    pub AS_SEEN = "UPDATE post SET version = version WHERE id = $1 AND version = $2";
    /// What a moderator decided lately, the last first.
    pub DECIDED = concat!("SELECT ", columns!(), ", ended, decided_by, decided_by_name, reason FROM post_hold \
        WHERE drill = $1 AND decided_by IS NOT NULL AND state IN (2, 3) AND ended > $2 ORDER BY ended DESC, post LIMIT $3");
    /// … on one.
    pub DECIDED_ONE = concat!("SELECT ", columns!(), ", ended, decided_by, decided_by_name, reason FROM post_hold \
        WHERE post = $1 AND decided_by IS NOT NULL AND state IN (2, 3)");
    /// It was kept back, and is shown after all: another person decided so.
    pub SHOW_KEPT = "UPDATE post_hold SET state = 2, ended = $2, decided_by = $3, decided_by_name = $4, reason = $5, version = version + 1 \
        WHERE post = $1 AND state = 3";
    /// Somebody is erased: what was held of them.
    pub ERASE_HOLDS = "DELETE FROM post_hold WHERE post IN (SELECT id FROM post WHERE author = $1)";
    /// Posts since a number, of whichever incident and lane, with and without pictures: what an embargo that opens looks at. Whoever passes on
    /// a door or a search may write beside it where forces are.
    pub ALL_SINCE = "SELECT id FROM post WHERE id > $1 AND drill = $2 AND state = 0 ORDER BY id LIMIT $3";
    /// Posts of an incident since a number: among them are copies of a rumour.
    pub POSTS_SINCE = "SELECT id FROM post WHERE id > $1 AND incident = $2 AND state = 0 ORDER BY id LIMIT $3";
}

/// What became of a hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The post is shown.
    Released,
    /// A moderator keeps it back for good.
    Kept,
    /// Its author took it back.
    Withdrawn,
}

impl End {
    const fn number(self) -> i64 {
        match self {
            Self::Released => 2,
            Self::Kept => 3,
            Self::Withdrawn => 4,
        }
    }
}

/// A hold as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Of which post.
    pub post: PostId,
    /// In which incident.
    pub incident: IncidentId,
    /// Of an exercise.
    pub drill: bool,
    /// Guards every change.
    pub version: i64,
    /// Why and until when.
    pub hold: Hold,
    /// Since when.
    pub at: Time,
    /// Whether it is one still.
    pub on: bool,
}

/// Reads a hold from a row of its columns.
///
/// # Errors
/// When the row is not one.
pub fn kept(row: &Row) -> Result<Kept, StoreError> {
    let why = Why::of_number(row.int(4)?).unwrap_or(Why::Accusation);
    Ok(Kept {
        post: PostId::of_number(row.int(0)?),
        incident: row.id(1)?,
        drill: row.flag(2)?,
        version: row.int(3)?,
        hold: Hold { why, until: row.opt_time(5)?, embargo: row.opt_id(6)? },
        at: row.time(7)?,
        on: row.int(8)? == 1,
    })
}

/// One, when it holds still.
///
/// # Errors
/// When the store fails.
pub async fn one(store: &Store, post: PostId) -> Result<Option<Kept>, StoreError> {
    let found = store.one(HOLD, params![post]).await?.as_ref().map(kept).transpose()?;
    Ok(found.filter(|k| k.on))
}

/// What an embargo holds after a post, in order.
///
/// # Errors
/// When the store fails.
pub async fn held_by(store: &Store, of: EmbargoId, after: PostId, most: i64) -> Result<Vec<Kept>, StoreError> {
    store.read(HELD_BY, params![of, after, most]).await?.iter().map(kept).collect()
}

/// Which of some posts a person released, and from what.
///
/// # Errors
/// When the store fails.
pub async fn by_hand(
    register: &Register,
    posts: &[PostId],
) -> Result<HashMap<PostId, (Why, Option<EmbargoId>)>, StoreError> {
    let rows = register.many(RELEASED_BY_HAND, posts).await?;
    let one = |row: &Row| {
        let why = Why::of_number(row.int(1)?).unwrap_or(Why::Accusation);
        Ok((PostId::of_number(row.int(0)?), (why, row.opt_id(2)?)))
    };
    rows.iter().map(one).collect()
}

/// What is held as it is published: beside the post, which says so itself.
pub fn add(change: Change, post: PostId, (incident, drill): (IncidentId, bool), hold: &Hold, now: Time) -> Change {
    let change =
        change.must(ADD_HOLD, params![post, incident, drill, hold.why.number(), hold.until, hold.embargo, now]);
    waits::waits(change, post, (incident, drill), hold, now)
}

/// A post that is shown is held from now on.
pub fn begin(change: Change, post: &Post, hold: &Hold, now: Time) -> Change {
    self::hold(change, post, hold, now).event(super::posts::told(post, "held"))
}

/// The same, of which is told what else happened to it.
pub fn hold(change: Change, post: &Post, hold: &Hold, now: Time) -> Change {
    let held = params![post.id, post.version, hold.why.number(), hold.until, now];
    add(change.must(HOLD_POST, held), post.id, (post.incident, post.drill), hold, now)
}

/// A hold goes on, until another time or for another reason.
pub fn go_on(change: Change, was: &Kept, post: &Post, next: &Hold, now: Time) -> Change {
    let held = params![post.id, post.version, next.why.number(), next.until, now];
    let moved = params![was.post, was.version, next.why.number(), next.until, next.embargo];
    let change = change.must(HOLD_POST, held).must(MOVE_HOLD, moved);
    waits::waits(change, post.id, (post.incident, post.drill), next, was.at)
}

/// A hold is over: whoever decided it, if a person did, and why, as a word.
pub fn end(change: Change, was: &Kept, how: End, by: Option<(&Staff, Ground)>, now: Time) -> Change {
    let (id, name) = (by.map(|(s, _)| s.id), by.map(|(s, _)| s.name.to_string()));
    let reason = by.map(|(_, ground)| ground.word());
    let change = change.must(END_HOLD, params![was.post, was.version, how.number(), now, id, name, reason]);
    waits::no_more(change, was.post)
}

/// Its post is gone, or is taken down for something else.
pub fn dropped(change: Change, post: PostId, now: Time) -> Change {
    waits::no_more(change.run(DROP_HOLD, params![post, now]), post)
}

/// A hold is over and its post is shown: told once, since the post moves only from held to shown.
pub fn release(change: Change, was: &Kept, post: &Post, by: Option<(&Staff, Ground)>, now: Time) -> Change {
    let change = end(change, was, End::Released, by, now);
    if post.state != PostState::Held {
        return change;
    }
    change.must(SHOW_POST, params![post.id, post.version, now]).event(super::posts::told(post, "released"))
}

fn ended(row: &Row) -> Result<(Kept, Ended), StoreError> {
    let released = row.int(8)? == 2;
    let by = Hand {
        at: row.opt_time(9)?.unwrap_or_default(),
        id: row.id(10)?,
        name: row.opt_text(11)?.unwrap_or_default().to_owned(),
    };
    Ok((kept(row)?, Ended { released, by, ground: row.opt_text(12)?.and_then(Ground::of_word) }))
}

/// What moderators decided since, the last first.
///
/// # Errors
/// When the store fails.
pub async fn decided(store: &Store, drill: bool, since: Time, most: i64) -> Result<Vec<(Kept, Ended)>, StoreError> {
    store.read(DECIDED, params![drill, since, most]).await?.iter().map(ended).collect()
}

/// What a moderator decided on one.
///
/// # Errors
/// When the store fails.
pub async fn decided_one(store: &Store, post: PostId) -> Result<Option<(Kept, Ended)>, StoreError> {
    store.one(DECIDED_ONE, params![post]).await?.as_ref().map(ended).transpose()
}
