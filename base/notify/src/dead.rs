//! Dead letters: what never arrived, why, and how it is tried again. And how much waits.

use kernel::{IncidentId, Span, Time};
use store::{Change, Row, StoreError, Value, params, sql};

use crate::{Channel, Kind, Queue, lasts};

/// Whether the same message reached its person by another way.
macro_rules! reached {
    () => {
        "EXISTS (SELECT 1 FROM delivery d WHERE d.owner = delivery.owner AND d.message = delivery.message AND d.state IN (1, 2, 3))"
    };
}

macro_rules! columns {
    () => {
        concat!(
            "owner, id, channel, kind, drill, incident, trouble, made, attempts, CASE WHEN ",
            reached!(),
            " THEN 1 ELSE 0 END"
        )
    };
}

sql! {
    /// Dead letters, the newest first.
    pub DEAD_LETTERS = concat!("SELECT ", columns!(), " FROM delivery \
        WHERE state = 4 AND (made, id) < ($1, $2) ORDER BY made DESC, id DESC LIMIT $3");
    /// How many there are, by channel and reason.
    pub DEAD_BY_REASON = "SELECT channel, trouble, COUNT(*) FROM delivery WHERE state = 4 GROUP BY channel, trouble ORDER BY 3 DESC, 1, 2";
    /// One of them.
    pub DEAD_LETTER = concat!("SELECT ", columns!(), " FROM delivery WHERE id = $1 AND state = 4");
    /// Some of a reason: those that reached their person by no other way meanwhile.
    pub DEAD_OF_REASON = concat!("SELECT ", columns!(), " FROM delivery \
        WHERE state = 4 AND channel = $1 AND trouble = $2 AND made >= $3 AND NOT ", reached!(), " ORDER BY made DESC, id DESC LIMIT $4");
    /// A dead letter is tried again, unless its person was reached by another way meanwhile.
    pub REVIVE = concat!("UPDATE delivery SET state = 0, run_at = $3, expires = $4, attempts = 0, trouble = NULL, lease = 0 \
        WHERE owner = $1 AND id = $2 AND state = 4 AND NOT ", reached!());
    /// How many wait, by channel, and since when the oldest of them is due.
    pub WAITING = "SELECT channel, COUNT(*), MIN(run_at) FROM delivery WHERE state = 0 GROUP BY channel ORDER BY channel";
}

/// How many letters are put back on their way at once: the next press takes the next ones.
pub const REVIVE_MOST: i64 = 10_000;

/// A letter that never arrived. Neither whose it is nor what it says is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLetter {
    owner: [u8; 16],
    /// Its id.
    pub id: [u8; 16],
    /// Through what.
    pub channel: Channel,
    /// What for.
    pub kind: Kind,
    /// Whether it belongs to an exercise.
    pub drill: bool,
    /// In which incident.
    pub incident: Option<IncidentId>,
    /// Why: a word of ours.
    pub why: String,
    /// When it was made.
    pub made: Time,
    /// How often it was tried.
    pub attempts: i64,
    /// Whether the same message reached its person by another way: then it is not sent again.
    pub reached: bool,
}

impl DeadLetter {
    fn of(row: &Row) -> Result<Self, StoreError> {
        let bytes = |n| Ok::<_, StoreError>(row.blob(n)?.first_chunk::<16>().copied().unwrap_or_default());
        let odd = |column, wanted| move || StoreError::Shape { column, wanted };
        Ok(Self {
            owner: bytes(0)?,
            id: bytes(1)?,
            channel: Channel::of_number(row.int(2)?).ok_or_else(odd(2, "a channel"))?,
            kind: Kind::of_number(row.int(3)?).ok_or_else(odd(3, "a kind"))?,
            drill: row.flag(4)?,
            incident: row.opt_id(5)?,
            why: row.opt_text(6)?.unwrap_or("unknown").to_owned(),
            made: row.time(7)?,
            attempts: row.int(8)?,
            reached: row.flag(9)?,
        })
    }
    /// Until when it is worth trying at all: a code that was asked for yesterday is of no use to anybody.
    #[must_use]
    pub fn worth_until(&self) -> Time {
        self.made.plus(again_for(self.kind))
    }
}

/// How long after it was made a message is worth another try by hand: what it says is drawn anew, so a question or an "it is over" is
/// as true later as it was then.
#[must_use]
pub const fn again_for(kind: Kind) -> Span {
    match kind {
        Kind::Ask | Kind::Remind | Kind::Over | Kind::Told | Kind::Hook => Span::days(7),
        // A code of yesterday, or where a stay stood then, helps nobody.
        _ => lasts(kind),
    }
}

/// How many wait in a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub channel: Channel,
    /// How many.
    pub count: i64,
    /// When the first of them is due, or was.
    pub due: Time,
}

/// How many letters of a channel died of a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Through what.
    pub channel: Channel,
    /// Why: a word of ours.
    pub why: String,
    /// How many.
    pub count: i64,
}

impl Queue {
    /// Dead letters before a place (made, id), the newest first; from the newest when there is none.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn dead_letters(
        &self,
        before: Option<(Time, [u8; 16])>,
        limit: i64,
    ) -> Result<Vec<DeadLetter>, StoreError> {
        let (made, id) = before.unwrap_or((Time(i64::MAX), [0xff; 16]));
        let rows = self.store().read(DEAD_LETTERS, params![made, Value::Id(id), limit]).await?;
        rows.iter().map(DeadLetter::of).collect()
    }
    /// How many died, by channel and reason, the most first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn dead_by_reason(&self) -> Result<Vec<Reason>, StoreError> {
        let rows = self.store().read(DEAD_BY_REASON, params![]).await?;
        let mut all = Vec::new();
        for row in &rows {
            let Some(channel) = Channel::of_number(row.int(0)?) else { continue };
            all.push(Reason { channel, why: row.opt_text(1)?.unwrap_or("unknown").to_owned(), count: row.int(2)? });
        }
        Ok(all)
    }
    /// One dead letter.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn dead_letter(&self, id: [u8; 16]) -> Result<Option<DeadLetter>, StoreError> {
        self.store().one(DEAD_LETTER, params![Value::Id(id)]).await?.map(|r| DeadLetter::of(&r)).transpose()
    }
    /// The newest dead letters of a reason, at most [`REVIVE_MOST`], and none that was made before `since`.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn dead_of_reason(
        &self,
        channel: Channel,
        why: &str,
        since: Time,
    ) -> Result<Vec<DeadLetter>, StoreError> {
        let rows = self.store().read(DEAD_OF_REASON, params![channel.number(), why, since, REVIVE_MOST]).await?;
        rows.iter().map(DeadLetter::of).collect()
    }
    /// A dead letter is tried again, from now on, as if it were new. What was needed no more in between is found out when it is drawn.
    pub fn revive(&self, change: Change, letter: &DeadLetter, now: Time) -> Change {
        let until = now.plus(lasts(letter.kind));
        change.run(REVIVE, params![Value::Id(letter.owner), Value::Id(letter.id), now, until])
    }
    /// How many wait, by channel.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn waiting(&self) -> Result<Vec<Waiting>, StoreError> {
        let mut all = Vec::new();
        for row in self.store().read(WAITING, params![]).await? {
            let Some(channel) = Channel::of_number(row.int(0)?) else { continue };
            all.push(Waiting { channel, count: row.int(1)?, due: row.time(2)? });
        }
        Ok(all)
    }
}
