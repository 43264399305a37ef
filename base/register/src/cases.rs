//! Requests for help, as they are kept: what is needed and where is sealed. Safety opens and details them, the desk takes and closes them.

use kernel::{CaseId, Cell, Event, IncidentId, PersonId, Staff, Time};
use store::{Change, Row, StoreError, Value, params, sql};

use crate::{fact::Channel, queue::rank, store::Register};

macro_rules! columns {
    () => {
        "id, person, pending, incident, drill, version, state, opened, changed, channel, need, people, place, words, \
         taken_by, taken_by_name, taken, better, (SELECT p.proven FROM person p WHERE p.id = help_case.person)"
    };
}

sql! {
    /// Opens a case; somebody who asks again opens theirs again.
    pub OPEN_CASE = "INSERT INTO help_case (id, person, pending, incident, drill, version, state, opened, changed, channel, \
        need, people, place, words, taken_by, taken_by_name, taken, better) \
        VALUES ($1, $2, $3, $4, $5, 1, 1, $6, $6, $7, NULL, NULL, NULL, $8, NULL, NULL, NULL, 0) \
        ON CONFLICT (person, incident) DO UPDATE SET \
        state = CASE WHEN help_case.state = 3 THEN 1 ELSE help_case.state END, \
        version = help_case.version + 1, changed = $6, better = 0, words = COALESCE($8, help_case.words)";
    /// Opens the case of an answer without an account, while fewer than so many of those that came since a time wait, and ten times as
    /// many in all.
    pub OPEN_UNPROVEN = "INSERT INTO help_case (id, person, pending, incident, drill, version, state, opened, changed, channel, \
        need, people, place, words, taken_by, taken_by_name, taken, better) \
        SELECT $1, NULL, $2, $3, $4, 1, 1, $5, $5, $6, NULL, NULL, NULL, $7, NULL, NULL, NULL, 0 \
        WHERE (SELECT COUNT(*) FROM help_case c WHERE c.incident = $3 AND c.state < 3 AND c.person IS NULL \
            AND c.opened > $9) < $8 \
        AND (SELECT COUNT(*) FROM help_case c WHERE c.incident = $3 AND c.state < 3 AND c.person IS NULL) < 10 * CAST($8 AS BIGINT)";
    /// Notes that the person says that they need no help any more: an operator looks once more and closes.
    pub BETTER = "UPDATE help_case SET better = 1, version = version + 1, changed = $3 \
        WHERE person = $1 AND incident = $2 AND better = 0 AND state < 3";
    /// The same, of one case.
    pub BETTER_CASE = "UPDATE help_case SET better = 1, version = version + 1, changed = $2 WHERE id = $1 AND better = 0 AND state < 3";
    /// Whether a person has a case that they have not called off.
    pub HAS_CASE = "SELECT id, drill FROM help_case WHERE person = $1 AND incident = $2 AND better = 0 AND state < 3";
    /// Adds to a case what its person tells.
    pub DETAIL_CASE = "UPDATE help_case SET version = version + 1, changed = $3, need = COALESCE($4, need), \
        people = COALESCE($5, people), place = COALESCE($6, place), words = COALESCE($7, words) \
        WHERE id = $1 AND version = $2";
    /// An operator takes, gives back or closes a case.
    pub HANDLE_CASE = "UPDATE help_case SET version = version + 1, changed = $3, state = $4, taken_by = $5, taken_by_name = $6, \
        taken = $7 WHERE id = $1 AND version = $2";
    /// A case of somebody unknown becomes a person's, when their contact is proven.
    pub ADOPT_CASE = "UPDATE help_case SET person = $2, pending = NULL, version = version + 1 WHERE pending = $1 \
        AND NOT EXISTS (SELECT 1 FROM help_case c WHERE c.person = $2 AND c.incident = help_case.incident)";
    /// One case.
    pub CASE = concat!("SELECT ", columns!(), " FROM help_case WHERE id = $1");
    /// The case of a person in an incident.
    pub CASE_OF = concat!("SELECT ", columns!(), " FROM help_case WHERE person = $1 AND incident = $2");
    /// The case of an answer that waits for its proof.
    pub CASE_PENDING = concat!("SELECT ", columns!(), " FROM help_case WHERE pending = $1");
    /// What was told with a later request goes to the case that its person has already …
    pub MERGE_CASE = "UPDATE help_case SET version = version + 1, \
        need = COALESCE((SELECT c.need FROM help_case c WHERE c.pending = $1), help_case.need), \
        people = COALESCE((SELECT c.people FROM help_case c WHERE c.pending = $1), help_case.people), \
        place = COALESCE((SELECT c.place FROM help_case c WHERE c.pending = $1), help_case.place) \
        WHERE person = $2 AND incident = $3 AND EXISTS (SELECT 1 FROM help_case c WHERE c.pending = $1)";
    /// … where they are, too, when it found no room in the queue …
    pub PLACE_CASE = "UPDATE help_case SET place = $3 WHERE person = $1 AND incident = $2";
    /// … and the request is not shown twice.
    pub DROP_CASE = "DELETE FROM help_case WHERE pending = $1 AND person IS NULL";
    /// Erases what was dealt with before a time …
    pub FORGET_CLOSED = "DELETE FROM help_case WHERE state = 3 AND changed < $1";
    /// … and what belongs to incidents that ended before it.
    pub FORGET_ENDED = "DELETE FROM help_case WHERE incident IN (SELECT id FROM incident WHERE ended IS NOT NULL AND ended < $1)";
    /// The queue of an incident after a place in it.
    pub CASES = concat!("SELECT ", columns!(), " FROM help_case WHERE incident = $1 AND state <= $2 AND (", rank!(),
        ") > ($3, $4, $5, $6) ORDER BY ", rank!(), " LIMIT $7");
    /// A page of the queue.
    pub CASES_PAGE = concat!("SELECT ", columns!(), " FROM help_case WHERE incident = $1 AND state < 3 ORDER BY ", rank!(),
        " LIMIT $2 OFFSET $3");
    /// What was closed lately, the last first.
    pub CLOSED_SINCE = concat!("SELECT ", columns!(), " FROM help_case WHERE incident = $1 AND state = 3 AND changed >= $2 \
        ORDER BY changed DESC, id DESC LIMIT $3");
    /// The first of those that came in, or were opened again, since a time.
    pub FRESH = concat!("SELECT ", columns!(), " FROM help_case WHERE incident = $1 AND state < 3 \
        AND (opened > $2 OR (state = 1 AND taken IS NOT NULL AND changed > $2)) ORDER BY ", rank!(), " LIMIT 1");
    /// How many they are.
    pub FRESH_COUNT = "SELECT COUNT(*) FROM help_case WHERE incident = $1 AND state < 3 \
        AND (opened > $2 OR (state = 1 AND taken IS NOT NULL AND changed > $2))";
    /// How many stand before a place in the queue.
    pub CASES_BEFORE = concat!("SELECT COUNT(*) FROM help_case WHERE incident = $1 AND state < 3 AND (", rank!(),
        ") < ($2, $3, $4, $5)");
    /// How many stand where, proven or not.
    pub WAITING = "SELECT state, CAST(CASE WHEN person IS NULL THEN 1 ELSE 0 END AS BIGINT), COUNT(*) FROM help_case \
        WHERE incident = $1 AND state < 3 GROUP BY 1, 2";
    /// How many wait for their proof outside of the queue; no more than so many are counted.
    pub WAITING_OUTSIDE = "SELECT COUNT(*) FROM (SELECT 1 FROM pending_answer WHERE incident = $1 AND waits = 1 LIMIT $2) w";
}

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseState {
    /// Nobody has taken it.
    Open,
    /// Somebody handles it.
    Taken,
    /// Dealt with.
    Closed,
}

impl CaseState {
    /// Its number in the store.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Open => 1,
            Self::Taken => 2,
            Self::Closed => 3,
        }
    }
    /// Its word in the API.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Taken => "taken",
            Self::Closed => "closed",
        }
    }
    const fn of_number(n: i64) -> Self {
        match n {
            2 => Self::Taken,
            3 => Self::Closed,
            _ => Self::Open,
        }
    }
}

/// A request for help.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// Whose; nobody's while the answer of somebody without an account waits for its proof.
    pub person: Option<PersonId>,
    /// The id of that answer.
    pub pending: Option<[u8; 16]>,
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// Guards every change.
    pub version: i64,
    /// Where it stands.
    pub state: CaseState,
    /// Since when.
    pub opened: Time,
    /// When it last changed.
    pub changed: Time,
    /// How it came in.
    pub channel: Channel,
    /// `hurt`, `stuck`, `shelter`, `person`, `child`.
    pub need: Option<String>,
    /// How many people.
    pub people: Option<u32>,
    /// Where, as typed.
    pub place: Option<String>,
    /// Where, as a cell.
    pub cell: Option<Cell>,
    /// What they say.
    pub words: Option<String>,
    /// Who handles it, and since when.
    pub taken: Option<(String, Time)>,
    /// Whether the person says since that they are safe.
    pub better: bool,
    /// Whether the person has a proven contact: whoever only gave a name stands after them, as names cost nothing.
    pub proven: bool,
}

impl Case {
    /// As it is when it comes in: open, nobody's, nothing told. What is known besides is said over it (`Case { person, ..Case::asked(…) }`).
    #[must_use]
    pub const fn asked(id: CaseId, (incident, drill): (IncidentId, bool), channel: Channel, at: Time) -> Self {
        Self {
            id,
            person: None,
            pending: None,
            incident,
            drill,
            version: 1,
            state: CaseState::Open,
            opened: at,
            changed: at,
            channel,
            need: None,
            people: None,
            place: None,
            cell: None,
            words: None,
            taken: None,
            better: false,
            proven: false,
        }
    }
}

/// What a person adds to their case; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct CaseDetail<'a> {
    /// What they need.
    pub need: Option<&'a str>,
    /// How many they are.
    pub people: Option<u32>,
    /// Where, as typed; with where as a cell it is one sealed text.
    pub place: Option<&'a str>,
    /// Where, as a cell.
    pub cell: Option<Cell>,
    /// What they say.
    pub words: Option<&'a str>,
}

impl Register {
    /// Opens (or opens again) a case.
    pub fn open_case(&self, change: Change, case: &Case) -> Change {
        let words = self.seal_or_null("help_case.words", case.words.as_deref());
        change
            .run(
                OPEN_CASE,
                params![
                    case.id,
                    case.person,
                    case.pending,
                    case.incident,
                    case.drill,
                    case.opened,
                    case.channel.number(),
                    words
                ],
            )
            .event(Event::Help { case: case.id, incident: case.incident, drill: case.drill })
    }
    /// Opens the case of an answer without an account. Refused when `most` of those that came since `since` wait in its incident, or ten
    /// times as many in all.
    pub fn open_unproven(&self, change: Change, case: &Case, most: i64, since: Time) -> Change {
        let words = self.seal_or_null("help_case.words", case.words.as_deref());
        change
            .must(
                OPEN_UNPROVEN,
                params![
                    case.id,
                    case.pending,
                    case.incident,
                    case.drill,
                    case.opened,
                    case.channel.number(),
                    words,
                    most,
                    since
                ],
            )
            .event(Event::Help { case: case.id, incident: case.incident, drill: case.drill })
    }
    /// Notes that whoever asked says since that they are safe.
    pub fn case_is_better(&self, change: Change, case: &Case, now: Time) -> Change {
        change.run(BETTER_CASE, params![case.id, now]).event(Event::Help {
            case: case.id,
            incident: case.incident,
            drill: case.drill,
        })
    }
    /// Notes, if the person has an open case, that they say they are safe.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn better(
        &self,
        change: Change,
        person: PersonId,
        incident: IncidentId,
        now: Time,
    ) -> Result<Change, StoreError> {
        let Some(row) = self.store().one(HAS_CASE, params![person, incident]).await? else { return Ok(change) };
        let (case, drill) = (row.id(0)?, row.flag(1)?);
        Ok(change.run(BETTER, params![person, incident, now]).event(Event::Help { case, incident, drill }))
    }
    /// Adds what the person tells. Refused when the case has changed since it was read.
    pub fn detail_case(&self, change: Change, case: &Case, detail: &CaseDetail<'_>, now: Time) -> Change {
        let place = match (detail.place, detail.cell) {
            (None, None) => Value::Null,
            (place, cell) => self.place_of(place.or(case.place.as_deref()), cell.or(case.cell)),
        };
        let words = self.seal_or_null("help_case.words", detail.words);
        change
            .must(
                DETAIL_CASE,
                params![case.id, case.version, now, detail.need, detail.people.map(i64::from), place, words],
            )
            .event(Event::Help { case: case.id, incident: case.incident, drill: case.drill })
    }
    /// The case of an answer that waited becomes a person's, who has none yet.
    pub fn adopt_case(&self, change: Change, case: &Case, answer: [u8; 16], person: PersonId) -> Change {
        change.run(ADOPT_CASE, params![answer, person]).event(Event::Help {
            case: case.id,
            incident: case.incident,
            drill: case.drill,
        })
    }
    /// Somebody who has a case asks again without an account: theirs is open again, with what the later request told.
    pub fn merge_case(&self, change: Change, asked: &Case, answer: [u8; 16], person: PersonId) -> Change {
        let mut change = self.open_case(change, asked).run(MERGE_CASE, params![answer, person, asked.incident]);
        if asked.place.is_some() || asked.cell.is_some() {
            let place = self.place_of(asked.place.as_deref(), asked.cell);
            change = change.run(PLACE_CASE, params![person, asked.incident, place]);
        }
        change.run(DROP_CASE, params![answer])
    }
    fn place_of(&self, place: Option<&str>, cell: Option<Cell>) -> Value {
        let cell = cell.map_or_else(String::new, |c| c.to_string());
        self.seal_or_null("help_case.place", Some(&format!("{cell}\n{}", place.unwrap_or_default())))
    }
    /// Erases the cases that were closed, or whose incident ended, before a time.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn forget_cases(&self, before: Time) -> Result<(), StoreError> {
        let change = Change::new().run(FORGET_CLOSED, params![before]).run(FORGET_ENDED, params![before]);
        self.store().apply(change).await.map(drop)
    }
    /// An operator takes it, gives it back or closes it. Refused when the case has changed since it was read.
    pub fn handle_case(&self, change: Change, case: &Case, state: CaseState, by: Option<&Staff>, now: Time) -> Change {
        let taken = by.map(|_| now);
        change
            .must(
                HANDLE_CASE,
                params![
                    case.id,
                    case.version,
                    now,
                    state.number(),
                    by.map(|s| s.id),
                    by.map(|s| s.name.to_string()),
                    taken
                ],
            )
            .event(Event::Help { case: case.id, incident: case.incident, drill: case.drill })
    }
    /// A case by its id.
    ///
    /// # Errors
    /// When the store fails, or a key is gone.
    pub async fn case(&self, id: CaseId) -> Result<Option<Case>, StoreError> {
        self.store().one(CASE, params![id]).await?.map(|r| self.case_of_row(&r)).transpose()
    }
    /// The case of a person in an incident.
    ///
    /// # Errors
    /// When the store fails, or a key is gone.
    pub async fn case_of(&self, person: PersonId, incident: IncidentId) -> Result<Option<Case>, StoreError> {
        self.store().one(CASE_OF, params![person, incident]).await?.map(|r| self.case_of_row(&r)).transpose()
    }
    /// The case of an answer that waits for its proof.
    ///
    /// # Errors
    /// When the store fails, or a key is gone.
    pub async fn case_pending(&self, answer: [u8; 16]) -> Result<Option<Case>, StoreError> {
        self.store().one(CASE_PENDING, params![answer]).await?.map(|r| self.case_of_row(&r)).transpose()
    }
    fn unseal(&self, column: &str, sealed: Option<&[u8]>) -> Result<Option<String>, StoreError> {
        let open = |b| self.seal().open_text(column, b).map_err(|e| StoreError::Fault(format!("{column}: {e}")));
        sealed.map(open).transpose()
    }
    pub(crate) fn case_of_row(&self, row: &Row) -> Result<Case, StoreError> {
        let place = self.unseal("help_case.place", row.opt_blob(12)?)?;
        let (cell, place) = match place.as_deref().and_then(|p| p.split_once('\n')) {
            Some((cell, place)) => (cell.parse().ok(), Some(place.to_owned()).filter(|p| !p.is_empty())),
            None => (None, None),
        };
        let pending = row.opt_blob(2)?.and_then(|b| <[u8; 16]>::try_from(b).ok());
        Ok(Case {
            id: row.id(0)?,
            person: row.opt_id(1)?,
            pending,
            incident: row.id(3)?,
            drill: row.flag(4)?,
            version: row.int(5)?,
            state: CaseState::of_number(row.int(6)?),
            opened: row.time(7)?,
            changed: row.time(8)?,
            channel: Channel::of_number(row.int(9)?).unwrap_or(Channel::Web),
            need: row.opt_text(10)?.map(str::to_owned),
            people: row.opt_int(11)?.and_then(|n| u32::try_from(n).ok()),
            place,
            cell,
            words: self.unseal("help_case.words", row.opt_blob(13)?)?,
            taken: row.opt_text(15)?.map(str::to_owned).zip(row.opt_time(16)?),
            better: row.flag(17)?,
            proven: row.opt_int(18)?.is_some_and(|n| n == 1),
        })
    }
}
