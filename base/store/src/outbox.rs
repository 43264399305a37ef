//! The outbox: everything that happened, in one order.

use kernel::{Event, PersonId, Recorded, Time};

use crate::{Change, Row, Store, StoreError, params, sql};

sql! {
    /// Gives out positions: the last statement of a group before its events are written.
    pub TAKE_POSITIONS = "UPDATE counter SET value = value + $1 WHERE name = 'outbox' RETURNING value";
    /// Writes one event.
    pub WRITE_EVENT = "INSERT INTO outbox (pos, at, body) VALUES ($1, $2, $3)";
    /// The last position given out.
    pub OUTBOX_POSITION = "SELECT value FROM counter WHERE name = 'outbox'";
    /// Events after a position, in order.
    pub EVENTS_AFTER = "SELECT pos, at, body FROM outbox WHERE pos > $1 ORDER BY pos LIMIT $2";
    /// How far a listener has read.
    pub CURSOR_OF = "SELECT pos FROM cursor WHERE name = $1";
    /// Starts a listener's cursor.
    pub START_CURSOR = "INSERT INTO cursor (name, pos) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
    /// Moves a listener's cursor on, if it is still where the listener believes.
    pub MOVE_CURSOR = "UPDATE cursor SET pos = $3 WHERE name = $1 AND pos = $2";
    /// The listener that is furthest behind.
    pub SLOWEST_CURSOR = "SELECT MIN(pos) FROM cursor";
    /// Forgets events that are old and that every listener has read, from the first on without a gap: after a clock was set back, younger
    /// events may bear older times.
    pub FORGET_EVENTS = "DELETE FROM outbox WHERE pos <= $2 \
        AND pos < COALESCE((SELECT MIN(pos) FROM outbox WHERE at >= $1), CAST($2 AS BIGINT) + 1)";
    /// The events of a stretch that name somebody.
    pub EVENTS_NAMING = "SELECT pos, body FROM outbox WHERE pos > $1 AND pos <= $2 AND body LIKE '%' || CAST($3 AS TEXT) || '%' ORDER BY pos";
    /// The oldest event that is still kept.
    pub FIRST_EVENT = "SELECT MIN(pos) FROM outbox";
    /// Writes a piece of some size, to see whether there is room …
    pub TRY_ROOM = "INSERT INTO note (name, value) VALUES ('room', $1) ON CONFLICT (name) DO UPDATE SET value = $1";
    /// … and takes it away again.
    pub GIVE_ROOM_BACK = "DELETE FROM note WHERE name = 'room'";
    /// Takes an id out of one event.
    pub SCRUB_EVENT = "UPDATE outbox SET body = REPLACE(body, CAST($2 AS TEXT), CAST($3 AS TEXT)) WHERE pos = $1";
}

/// What stands in old events in the place of an erased person.
pub const NOBODY: &str = "00000000-0000-0000-0000-000000000000";
/// Events looked through at once, and changed at once: each may name hundreds of people.
const STRETCH: i64 = 500;
const AT_ONCE: usize = 20;

/// How far a listener has read, durably.
#[derive(Clone, Debug)]
pub struct Cursor {
    /// The listener's name.
    pub name: &'static str,
    /// The last position that it has dealt with.
    pub pos: i64,
}

pub(crate) fn body(event: &Event) -> Result<String, StoreError> {
    serde_json::to_string(event).map_err(StoreError::fault)
}

fn recorded(row: &Row) -> Result<Option<Recorded>, StoreError> {
    // An event of a newer version of the program is passed over, not a reason to stop.
    Ok(serde_json::from_str(row.text(2)?).ok().map(|event| Recorded {
        pos: row.int(0).unwrap_or_default(),
        at: row.time(1).unwrap_or(Time(0)),
        event,
    }))
}

impl Store {
    /// The position of the newest event.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn position(&self) -> Result<i64, StoreError> {
        self.one(OUTBOX_POSITION, params![]).await?.map_or(Ok(0), |r| r.int(0))
    }
    /// At most `limit` events after `pos`, in order, and the position up to which this has read.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn events_after(&self, pos: i64, limit: i64) -> Result<(Vec<Recorded>, i64), StoreError> {
        if let Some(events) = self.recent().after(pos, usize::try_from(limit).unwrap_or(0)) {
            let last = events.last().map_or(pos, |e| e.pos);
            return Ok((events, last));
        }
        let rows = self.read(EVENTS_AFTER, params![pos, limit]).await?;
        let last = rows.last().map_or(Ok(pos), |r| r.int(0))?;
        let mut events = Vec::with_capacity(rows.len());
        for row in &rows {
            events.extend(recorded(row)?);
        }
        Ok((events, last))
    }
    /// Forgets events from before `before` that every listener has read. Streams that are further behind read their page again.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn forget_events(&self, before: Time) -> Result<(), StoreError> {
        let now = self.position().await?;
        let read = self.one(SLOWEST_CURSOR, params![]).await?.and_then(|r| r.opt_int(0).ok().flatten()).unwrap_or(now);
        self.apply(Change::new().run(FORGET_EVENTS, params![before, read])).await.map(drop)
    }
    /// Puts nobody in the place of a person in every event after `after` that is there by now, except in that of their erasure. Gives the
    /// position up to which this has looked. It reads beside the writer, a short stretch at a time, and writes few rows at a time: however many events are kept,
    /// nobody who writes waits for it.
    ///
    /// # Errors
    /// When the engine fails: what was done is done, and the rest may be done again.
    pub async fn scrub_events(&self, person: PersonId, after: i64) -> Result<i64, StoreError> {
        let upto = self.position().await?;
        let first = self.one(FIRST_EVENT, params![]).await?.and_then(|r| r.opt_int(0).ok().flatten()).unwrap_or(upto);
        let (id, erased) = (person.to_string(), body(&Event::Erased { person })?);
        let mut from = after.max(first.saturating_sub(1));
        while from < upto {
            let to = from.saturating_add(STRETCH).min(upto);
            let rows = self.read(EVENTS_NAMING, params![from, to, id.as_str()]).await?;
            let mut named = Vec::new();
            for row in rows {
                if row.text(1)? != erased {
                    named.push(row.int(0)?);
                }
            }
            for some in named.chunks(AT_ONCE) {
                let scrub = |change: Change, pos: &i64| change.run(SCRUB_EVENT, params![*pos, id.as_str(), NOBODY]);
                self.apply(some.iter().fold(Change::new(), scrub)).await?;
            }
            from = to;
            tokio::task::yield_now().await;
        }
        Ok(upto)
    }
    /// The cursor of a listener; a new one starts at the newest event.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn cursor(&self, name: &'static str) -> Result<Cursor, StoreError> {
        let now = self.position().await?;
        self.apply(Change::new().run(START_CURSOR, params![name, now])).await?;
        let pos = self.one(CURSOR_OF, params![name]).await?.map_or(Ok(now), |r| r.int(0))?;
        Ok(Cursor { name, pos })
    }
}

impl Change {
    /// Moves a listener's cursor in the same transaction as what the listener did: each event has its effect once,
    /// whatever crashes. Refused when another process moved it first.
    pub fn read_up_to(self, cursor: &Cursor, pos: i64) -> Self {
        self.must(MOVE_CURSOR, params![cursor.name, cursor.pos, pos])
    }
}
