//! Requests and stays.

use kernel::{Cell, Event, IncidentId, PersonId, StayId, Time};
use register::Register;
use store::{Change, NewJob, Row, Store, StoreError, Value, params, sql};

use super::{COUNT_HOSTED, GIVE_PLACES, NO_NEWCOMERS, TAKE_NEWCOMERS, TAKE_PLACES};
use crate::{
    model::{Ask, Company, Door, Request, Stay, StayState, Suits},
    rules::{ARRIVE_WITHIN, Decided, Next, WORD_LASTS, most_newcomers},
};

/// The kind of the job that gives held places back, and then forgets what was written.
pub const STAY_JOB: &str = "doors.stay";

macro_rules! columns {
    () => {
        "id, door, host, guest, incident, drill, version, state, places, needs, who, cell, stay_put, code, asked, until, given, arrived, ended, \
         newcomer"
    };
}

sql! {
    /// Keeps a search for room; who searches again changes theirs.
    pub SEARCH = "INSERT INTO request (person, incident, id, drill, people, needs, who, cell, langs, device, state, opened, changed) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $11, 0, $10, $10) \
        ON CONFLICT (person, incident) DO UPDATE SET people = $5, needs = $6, who = $7, cell = $8, langs = $9, device = $11, changed = $10, \
        state = CASE WHEN request.state = 2 THEN 0 ELSE request.state END";
    /// One's own search.
    pub SEARCH_OF = "SELECT id, person, incident, drill, people, needs, who, cell, langs, state, opened FROM request \
        WHERE person = $1 AND incident = $2";
    /// It goes on, or is over.
    pub SEARCH_STATE = "UPDATE request SET state = $3, changed = $4 WHERE person = $1 AND incident = $2";
    /// It is called off.
    pub END_SEARCH = "DELETE FROM request WHERE person = $1 AND incident = $2";
    /// Who still looks for room in an incident, by cell: how many people. What one device says of many counts once, as the most of it.
    pub NEED_BY_CELL = "SELECT cell, CAST(SUM(people) AS BIGINT) FROM (SELECT cell, device, MAX(people) AS people FROM request \
        WHERE incident = $1 AND state = 0 AND changed > $2 GROUP BY cell, device) AS said GROUP BY cell";
    /// Places are asked for.
    pub ADD_STAY = "INSERT INTO stay (id, door, host, guest, device, incident, drill, version, state, places, needs, who, cell, stay_put, \
        name, words, code, asked, until, given, arrived, ended, newcomer) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $11, $12, 0, $13, $14, $15, $16, $17, $18, NULL, NULL, $19)";
    /// One live stay per person.
    pub ADD_STAYING = "INSERT INTO staying (guest, drill, stay) VALUES ($1, $2, $3) ON CONFLICT (guest, drill) DO NOTHING";
    /// It is over.
    pub END_STAYING = "DELETE FROM staying WHERE guest = $1 AND drill = $2 AND stay = $3";
    /// One's living stay.
    pub STAYING = "SELECT stay FROM staying WHERE guest = $1 AND drill = $2";
    /// One stay.
    pub STAY = concat!("SELECT ", columns!(), " FROM stay WHERE id = $1");
    /// The stays of a door that are not over.
    pub LIVING_STAYS = concat!("SELECT ", columns!(), " FROM stay WHERE door = $1 AND state IN (1, 2, 3) ORDER BY asked, id");
    /// The stays of a door: those under way first, of these who waits for an answer, the longest first; then those that are over, the newest first.
    pub STAYS_OF_DOOR = concat!("SELECT ", columns!(), " FROM stay WHERE door = $1 ORDER BY CASE WHEN state IN (1, 2, 3) THEN state ELSE 4 END, \
        CASE WHEN state IN (1, 2, 3) THEN asked ELSE -asked END, id LIMIT $2");
    /// The stays of a guest, the newest first.
    pub STAYS_OF_GUEST = concat!("SELECT ", columns!(), " FROM stay WHERE guest = $1 ORDER BY asked DESC, id DESC LIMIT $2");
    /// The living stays of an incident, page by page.
    pub STAYS_OF_INCIDENT = concat!("SELECT ", columns!(), " FROM stay WHERE id > $1 AND incident = $2 AND state IN (1, 2, 3) \
        ORDER BY id LIMIT $3");
    /// A guest is to stay where they are, or may go again.
    pub STAY_PUT = "UPDATE stay SET stay_put = $2, version = version + 1 WHERE id = $1 AND stay_put <> $2 AND state IN (1, 2, 3)";
    /// How many addresses a guest, or their device, was given since a time, those under way included.
    pub GIVEN = "SELECT COUNT(*) FROM stay WHERE (guest = $1 OR device = $2) AND drill = $4 AND (given > $3 OR state IN (1, 2, 3))";
    /// A stay moves on.
    pub MOVE_STAY = "UPDATE stay SET state = $3, until = $4, given = $5, arrived = $6, ended = $7, newcomer = 0, version = version + 1 \
        WHERE id = $1 AND version = $2";
    /// Somebody has proven a contact while their places were held: these are held still while that is noted …
    pub KNOWN_STAYS = "UPDATE stay SET newcomer = 2, version = version + 1 WHERE guest = $1 AND newcomer = 1 AND state IN (1, 2)";
    /// … count among those of newcomers no more …
    pub KNOWN_PLACES = "UPDATE door SET version = version + 1, newcomers = newcomers - (SELECT CAST(COALESCE(SUM(s.places), 0) AS BIGINT) \
        FROM stay s WHERE s.door = door.id AND s.guest = $1 AND s.newcomer = 2) WHERE id IN (SELECT door FROM stay WHERE guest = $1 AND newcomer = 2)";
    /// … and whoever was let in by a standing rule has as long as anybody.
    pub KNOWN_UNTIL = "UPDATE stay SET newcomer = 0, until = CASE WHEN state = 2 AND until < $2 THEN $2 ELSE until END \
        WHERE guest = $1 AND newcomer = 2";
    /// What is sealed with a stay.
    pub STAY_INSIDE = "SELECT name, words FROM stay WHERE id = $1";
    /// What guest and host wrote, as long as the stay lives: nothing is kept of one that has just ended, or been erased.
    pub ADD_WORD = "INSERT INTO stay_word (stay, id, by_host, at, words) SELECT id, $2, $3, $4, $5 FROM stay \
        WHERE id = $1 AND state IN (1, 2, 3) AND (SELECT COUNT(*) FROM stay_word w WHERE w.stay = $1) < $6";
    /// All of them, the oldest first.
    pub WORDS_OF = "SELECT by_host, at, words FROM stay_word WHERE stay = $1 ORDER BY at, id";
    /// How many.
    pub COUNT_WORDS = "SELECT COUNT(*) FROM stay_word WHERE stay = $1";
    /// A stay that is over: what was written goes.
    pub FORGET_STAY = "UPDATE stay SET name = NULL, words = NULL WHERE id = $1";
    /// … all of it.
    pub FORGET_WORDS = "DELETE FROM stay_word WHERE stay = $1";
    /// A door that is erased: what was written by and to its guests goes …
    pub FORGET_WORDS_AT = "DELETE FROM stay_word WHERE stay IN (SELECT id FROM stay WHERE door = $1)";
    /// … with their names.
    pub FORGET_STAYS_AT = "UPDATE stay SET name = NULL, words = NULL WHERE door = $1";
    /// An incident that is over: who looked for room in it is forgotten.
    pub DROP_SEARCHES = "DELETE FROM request WHERE incident = $1";
    /// Somebody is erased. Before their places go back their stays are held still: one that ends at this very moment gives them back itself, and
    /// they are not given back twice.
    pub ERASE_HOLDS = "UPDATE stay SET version = version + 1 WHERE guest = $1 AND state IN (1, 2, 3)";
    /// Their places go back, what they wrote goes …
    pub ERASE_PLACES = "UPDATE door SET version = version + 1, taken = taken - (SELECT CAST(COALESCE(SUM(s.places), 0) AS BIGINT) \
        FROM stay s WHERE s.door = door.id AND s.guest = $1 AND s.state IN (1, 2, 3)), \
        newcomers = newcomers - (SELECT CAST(COALESCE(SUM(s.places), 0) AS BIGINT) \
        FROM stay s WHERE s.door = door.id AND s.guest = $1 AND s.newcomer = 1) \
        WHERE id IN (SELECT door FROM stay WHERE guest = $1 AND state IN (1, 2, 3))";
    /// … with what they wrote …
    pub ERASE_WORDS = "DELETE FROM stay_word WHERE stay IN (SELECT id FROM stay WHERE guest = $1 OR host = $1)";
    /// … their living stay …
    pub ERASE_STAYING = "DELETE FROM staying WHERE guest = $1";
    /// … and their stays.
    pub ERASE_STAYS = "DELETE FROM stay WHERE guest = $1";
    /// … and whoever was a guest of theirs is nobody's guest any more: the door stands in the place of the host, and what was told to them goes.
    pub ERASE_HOST = "UPDATE stay SET host = door, name = NULL, words = NULL, state = CASE WHEN state IN (1, 2, 3) THEN 9 ELSE state END, version = version + 1 \
        WHERE host = $1";
    /// Guests of somebody who was erased, who do not know yet.
    pub ORPHANS = concat!("SELECT ", columns!(), " FROM stay WHERE host = door AND state = 9 AND ended IS NULL LIMIT $1");
    /// They are told.
    pub END_ORPHAN = "UPDATE stay SET ended = $2, version = version + 1 WHERE id = $1 AND ended IS NULL";
    /// Their searches for room …
    pub ERASE_SEARCHES = "DELETE FROM request WHERE person = $1";
    /// … what they wait for, and who waits at their doors …
    pub ERASE_WAITS = "DELETE FROM door_wait WHERE person = $1 OR door IN (SELECT id FROM door WHERE host = $1)";
    /// … and who vouches for them.
    pub ERASE_VOUCHER = "DELETE FROM voucher WHERE person = $1";
    /// A person's searches and stays, for the export of their data.
    pub EXPORT_SEARCHES = "SELECT id, incident, drill, people, opened FROM request WHERE person = $1 ORDER BY opened";
    /// Their stays.
    pub EXPORT_STAYS = "SELECT id, incident, drill, state, places, asked, arrived, ended, name, words FROM stay WHERE guest = $1 \
        ORDER BY asked";
    /// To seal anew: read …
    pub READ_GUEST_NAMES = "SELECT id, name FROM stay WHERE id > $1 AND name IS NOT NULL ORDER BY id LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_GUEST_NAMES = "UPDATE stay SET name = $3 WHERE id = $1 AND name = $2";
    /// Read to be sealed anew …
    pub READ_GUEST_WORDS = "SELECT id, words FROM stay WHERE id > $1 AND words IS NOT NULL ORDER BY id LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_GUEST_WORDS = "UPDATE stay SET words = $3 WHERE id = $1 AND words = $2";
    /// Read to be sealed anew …
    pub READ_WORDS = "SELECT stay, id, words FROM stay_word WHERE (stay, id) > ($1, $2) ORDER BY stay, id LIMIT $3";
    /// … written, if it is still as it was read.
    pub WRITE_WORDS = "UPDATE stay_word SET words = $4 WHERE stay = $1 AND id = $2 AND words = $3";
}

/// Reads a stay from a row of its columns.
///
/// # Errors
/// When the row is not one.
pub fn stay(row: &Row) -> Result<Stay, StoreError> {
    let odd = |what: &str| StoreError::Fault(format!("a stay's {what} is not known"));
    Ok(Stay {
        id: row.id(0)?,
        door: row.id(1)?,
        host: row.id(2)?,
        guest: row.id(3)?,
        incident: row.id(4)?,
        drill: row.flag(5)?,
        version: row.int(6)?,
        state: StayState::of_number(row.int(7)?).ok_or_else(|| odd("state"))?,
        places: row.int(8)?,
        needs: Suits(row.int(9)?),
        who: Company::of_number(row.int(10)?).ok_or_else(|| odd("company"))?,
        cell: Cell::of_number(row.int(11)?).ok_or_else(|| odd("cell"))?,
        stay_put: row.flag(12)?,
        code: row.int(13)?,
        asked: row.time(14)?,
        until: row.time(15)?,
        given: row.opt_time(16)?,
        arrived: row.opt_time(17)?,
        ended: row.opt_time(18)?,
        newcomer: row.int(19)? > 0,
    })
}

/// One stay.
///
/// # Errors
/// When the store fails.
pub async fn one_stay(store: &Store, id: StayId) -> Result<Option<Stay>, StoreError> {
    store.one(STAY, params![id]).await?.as_ref().map(stay).transpose()
}

/// One's search for room.
///
/// # Errors
/// When the store fails.
pub async fn search_of(store: &Store, person: PersonId, incident: IncidentId) -> Result<Option<Request>, StoreError> {
    let Some(row) = store.one(SEARCH_OF, params![person, incident]).await? else { return Ok(None) };
    let odd = |what: &str| StoreError::Fault(format!("a search's {what} is not known"));
    Ok(Some(Request {
        id: row.id(0)?,
        person: row.id(1)?,
        incident: row.id(2)?,
        drill: row.flag(3)?,
        people: row.int(4)?,
        needs: Suits(row.int(5)?),
        who: Company::of_number(row.int(6)?).ok_or_else(|| odd("company"))?,
        cell: Cell::of_number(row.int(7)?).ok_or_else(|| odd("cell"))?,
        langs: row.text(8)?.to_owned(),
        state: row.int(9)?,
        opened: row.time(10)?,
    }))
}

/// What is told when a stay moves on.
#[must_use]
pub fn told(stay: &Stay, state: StayState) -> Event {
    says(stay, state.word())
}

/// What is told of a stay that stands where it stood.
#[must_use]
pub fn says(stay: &Stay, state: &str) -> Event {
    Event::Stay {
        stay: stay.id,
        door: stay.door,
        guest: stay.guest,
        host: stay.host,
        incident: stay.incident,
        drill: stay.drill,
        state: state.to_owned(),
    }
}

/// A stay that is asked for.
#[derive(Clone, Copy, Debug)]
pub struct NewStay<'a> {
    /// Its id.
    pub id: StayId,
    /// At which door.
    pub door: &'a Door,
    /// Whose door.
    pub host: PersonId,
    /// Who asks.
    pub guest: PersonId,
    /// Their device, as a keyed hash.
    pub device: [u8; 16],
    /// What both say at the door.
    pub code: i64,
    /// What was asked.
    pub ask: &'a Ask,
    /// What the rules decided.
    pub decided: Decided,
}

/// Takes the places and keeps the stay, if there is room at this very instant: the first step is refused when there is none, the
/// second when the guest has a stay already.
pub fn hold(change: Change, register: &Register, new: &NewStay<'_>, now: Time) -> Change {
    let (door, ask) = (new.door, new.ask);
    let given = if new.decided.state.knows_address() { Value::from(now) } else { Value::Null };
    let params = params![
        new.id,
        door.id,
        new.host,
        new.guest,
        new.device,
        door.incident,
        door.drill,
        new.decided.state.number(),
        ask.places,
        ask.needs.0,
        ask.who.number(),
        ask.cell,
        register.seal_or_null("stay.name", ask.name.as_deref()),
        register.seal_or_null("stay.words", ask.words.as_deref()),
        new.code,
        now,
        new.decided.until,
        given,
        new.decided.newcomer
    ];
    let taken = if new.decided.newcomer {
        change.must(TAKE_NEWCOMERS, params![door.id, ask.places, now, most_newcomers(door.places)])
    } else {
        change.must(TAKE_PLACES, params![door.id, ask.places, now])
    };
    taken
        .must(ADD_STAYING, params![new.guest, door.drill, new.id])
        .must(ADD_STAY, params)
        .run(SEARCH_STATE, params![new.guest, door.incident, 1_i64, now])
        .job(stay_job(new.id, new.decided.until))
        .event(Event::Stay {
            stay: new.id,
            door: door.id,
            guest: new.guest,
            host: new.host,
            incident: door.incident,
            drill: door.drill,
            state: new.decided.state.word().to_owned(),
        })
        .event(super::changed(door.id, door.incident, door.drill))
}

/// Somebody has proven a contact: places that are held for them are those of somebody who is known.
pub fn known(change: Change, guest: PersonId, now: Time) -> Change {
    change
        .run(KNOWN_STAYS, params![guest])
        .run(KNOWN_PLACES, params![guest])
        .run(KNOWN_UNTIL, params![guest, now.plus(ARRIVE_WITHIN)])
}

/// The job that gives places back when their time is over.
#[must_use]
pub fn stay_job(id: StayId, run_at: Time) -> NewJob {
    NewJob { kind: STAY_JOB, key: id.to_string(), body: String::new(), run_at }
}

/// Moves a stay on; its places go back when it ends. Refused when it has moved since it was read.
pub fn moved(change: Change, stay: &Stay, next: Next, now: Time) -> Change {
    let ends = !next.state.lives();
    let given = if next.state == StayState::Accepted { Some(now) } else { stay.given };
    let arrived = if next.state == StayState::Arrived { Some(now) } else { stay.arrived };
    let ended = ends.then_some(now);
    let mut change =
        change.must(MOVE_STAY, params![stay.id, stay.version, next.state.number(), next.until, given, arrived, ended]);
    if stay.newcomer {
        // Whoever moves on is there, was seen by the host, or comes no more.
        change = change.run(NO_NEWCOMERS, params![stay.door, stay.places]);
    }
    if next.state == StayState::Arrived {
        change = change.run(COUNT_HOSTED, params![stay.door, stay.places]);
    }
    if ends {
        // Who got home or was hosted needs no room any more; everybody else goes on looking.
        let still = if matches!(next.state, StayState::Left | StayState::Home) { 2_i64 } else { 0 };
        change = change
            .run(GIVE_PLACES, params![stay.door, stay.places, now])
            .run(END_STAYING, params![stay.guest, stay.drill, stay.id])
            .run(SEARCH_STATE, params![stay.guest, stay.incident, still, now])
            .job(NewJob {
                kind: super::ERASE_JOB,
                key: format!("stay {}", stay.id),
                body: String::new(),
                run_at: now.plus(WORD_LASTS),
            })
            .event(super::changed(stay.door, stay.incident, stay.drill));
    }
    if next.state == StayState::Arrived {
        change = change.run(SEARCH_STATE, params![stay.guest, stay.incident, 2_i64, now]);
    }
    change.event(told(stay, next.state))
}
