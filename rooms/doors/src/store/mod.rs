//! What this room keeps, and how its decisions are written.

pub mod companion;
pub mod forget;
pub mod measure;
pub mod memory;
pub mod need;
pub mod perimeters;
pub mod reports;
pub mod stays;
pub mod waits;

use kernel::{Cell, DoorId, Event, IncidentId, PersonId, Span, Time};
use register::Register;
use store::{Change, NewJob, Row, Sql, Store, StoreError, Value, params, sql};

use crate::{
    model::{Door, DoorState, Inside, Kind, Offer, Rule, Suits, Tier},
    rules::{Terms, WARN_BEFORE, WORD_LASTS},
};

/// The kind of the job that tells a host that their door ends, and ends it.
pub const DOOR_JOB: &str = "doors.door";
/// The kind of the job that erases what a closed door kept sealed.
pub const ERASE_JOB: &str = "doors.erase";

macro_rules! columns {
    () => {
        "id, host, incident, drill, version, state, suspended, kind, tier, rule, places, taken, until, suits, langs, cell, label, note, \
         opened, changed, hosted, newcomers"
    };
}

sql! {
    /// Keeps an offer.
    pub ADD_DOOR = "INSERT INTO door (id, host, token, incident, drill, version, state, suspended, kind, tier, rule, places, taken, until, \
        suits, langs, cell, label, note, address, entry, name, opened, changed, hosted, newcomers) \
        VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9, $10, $11, 0, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $21, 0, 0)";
    /// One door.
    pub DOOR = concat!("SELECT ", columns!(), " FROM door WHERE id = $1");
    /// Several.
    pub DOORS = concat!("SELECT ", columns!(), " FROM door WHERE id IN ", register::many!());
    /// The door of a draft's token.
    pub DOOR_OF_TOKEN = concat!("SELECT ", columns!(), " FROM door WHERE token = $1");
    /// A host's doors, the newest first.
    pub DOORS_OF_HOST = concat!("SELECT ", columns!(), " FROM door WHERE host = $1 ORDER BY opened DESC, id DESC LIMIT $2");
    /// All doors that may be found, page by page.
    pub LIVING_DOORS = concat!("SELECT ", columns!(), " FROM door WHERE id > $1 AND state IN (1, 2, 3) ORDER BY id LIMIT $2");
    /// The doors of an incident that are not over, page by page.
    pub DOORS_OF_INCIDENT = concat!("SELECT ", columns!(), " FROM door WHERE id > $1 AND incident = $2 AND state IN (0, 1, 2, 3) \
        ORDER BY id LIMIT $3");
    /// What a door keeps sealed.
    pub INSIDE = "SELECT address, entry, name FROM door WHERE id = $1";
    /// How many doors a host has that are not over, exercises apart, and how many people have arrived at all their real ones.
    pub HOST_DOORS = "SELECT CAST(COALESCE(SUM(CASE WHEN state IN (1, 2, 3) AND drill = $2 THEN 1 ELSE 0 END), 0) AS BIGINT), \
        CAST(COALESCE(SUM(CASE WHEN drill = 0 THEN hosted ELSE 0 END), 0) AS BIGINT) FROM door WHERE host = $1";
    /// Since when somebody has a proven contact.
    pub PROVEN_SINCE = "SELECT MIN(at) FROM proven_contact WHERE person = $1";
    /// A draft becomes somebody's open door.
    pub PUBLISH = "UPDATE door SET host = $3, token = NULL, state = 1, tier = $4, until = $5, opened = $6, changed = $6, \
        version = version + 1 WHERE id = $1 AND version = $2 AND state = 0";
    /// A door's state and end change.
    pub DRIVE = "UPDATE door SET state = $3, until = $4, changed = $5, version = version + 1 WHERE id = $1 AND version = $2";
    /// A door closes, whatever it did.
    pub CLOSE = "UPDATE door SET state = 4, changed = $2, version = version + 1 WHERE id = $1 AND state < 4";
    /// More places or fewer, never below those taken.
    pub SET_PLACES = "UPDATE door SET places = $2, changed = $3, version = version + 1 WHERE id = $1 AND taken <= $2 \
        AND state IN (0, 1, 2)";
    /// Takes places while there is room: what makes it impossible that there are more guests than places.
    pub TAKE_PLACES = "UPDATE door SET taken = taken + $2, changed = $3, version = version + 1 \
        WHERE id = $1 AND state = 1 AND suspended = 0 AND until > $3 AND taken + $2 <= places";
    /// The same for people who have proven nothing, while not half of the places are held for such.
    pub TAKE_NEWCOMERS = "UPDATE door SET taken = taken + $2, newcomers = newcomers + $2, changed = $3, version = version + 1 \
        WHERE id = $1 AND state = 1 AND suspended = 0 AND until > $3 AND taken + $2 <= places AND newcomers + $2 <= $4";
    /// They are there, or known, or gone.
    pub NO_NEWCOMERS = "UPDATE door SET newcomers = newcomers - $2, version = version + 1 WHERE id = $1";
    /// What is said of a door changes: never its cell.
    pub EDIT = "UPDATE door SET suits = $3, langs = $4, note = $5, address = $6, entry = $7, name = $8, changed = $9, \
        version = version + 1 WHERE id = $1 AND version = $2 AND state IN (1, 2)";
    /// Gives them back.
    pub GIVE_PLACES = "UPDATE door SET taken = taken - $2, changed = $3, version = version + 1 WHERE id = $1";
    /// Counts who arrived.
    pub COUNT_HOSTED = "UPDATE door SET hosted = hosted + $2 WHERE id = $1";
    /// Whether somebody who waits may still be let in. Writes nothing.
    pub STILL_OPEN = "UPDATE door SET changed = changed WHERE id = $1 AND state IN (1, 2) AND suspended = 0";
    /// A perimeter touches its cell, or does not any more.
    pub SUSPEND = "UPDATE door SET suspended = $2, changed = $3, version = version + 1 WHERE id = $1 AND suspended <> $2 AND state < 4";
    /// A report stops a door, or the decision lets it go on.
    pub FREEZE = "UPDATE door SET state = 3, changed = $2, version = version + 1 WHERE id = $1 AND state IN (1, 2)";
    /// … or the decision lets it go on.
    pub THAW = "UPDATE door SET state = $2, changed = $3, version = version + 1 WHERE id = $1 AND state = 3";
    /// What is sealed goes, of a door that is over.
    pub ERASE_INSIDE = "UPDATE door SET address = NULL, entry = NULL, name = NULL, version = version + 1 WHERE id = $1 AND state = 4";
    /// A draft that nobody proved a contact for.
    pub DROP_DRAFT = "DELETE FROM door WHERE id = $1 AND state = 0";
    /// Somebody is erased: their doors are.
    pub ERASE_DOORS = "DELETE FROM door WHERE host = $1";
    /// Their doors, for the export of their data.
    pub EXPORT_DOORS = "SELECT id, incident, drill, opened, until, places, hosted, label, note, address, entry, name FROM door \
        WHERE host = $1 ORDER BY opened, id";
    /// To seal anew: read …
    pub READ_ADDRESSES = "SELECT id, address FROM door WHERE id > $1 AND address IS NOT NULL ORDER BY id LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_ADDRESSES = "UPDATE door SET address = $3 WHERE id = $1 AND address = $2";
    /// Read to be sealed anew …
    pub READ_ENTRIES = "SELECT id, entry FROM door WHERE id > $1 AND entry IS NOT NULL ORDER BY id LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_ENTRIES = "UPDATE door SET entry = $3 WHERE id = $1 AND entry = $2";
    /// Read to be sealed anew …
    pub READ_HOST_NAMES = "SELECT id, name FROM door WHERE id > $1 AND name IS NOT NULL ORDER BY id LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_HOST_NAMES = "UPDATE door SET name = $3 WHERE id = $1 AND name = $2";
    /// Whether an organisation vouches for somebody.
    pub VOUCHED = "SELECT org FROM voucher WHERE person = $1 ORDER BY at, staff LIMIT 1";
    /// Whether another organisation than this does.
    pub VOUCHED_BESIDE = "SELECT 1 FROM voucher WHERE person = $1 AND staff <> $2 LIMIT 1";
    /// An organisation vouches.
    pub VOUCH = "INSERT INTO voucher (person, staff, org, at) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (person, staff) DO UPDATE SET org = $3, at = $4";
    /// The doors of somebody that are trusted because of it.
    pub DOORS_VOUCHED = concat!("SELECT ", columns!(), " FROM door WHERE host = $1 AND tier = 2 AND state IN (1, 2, 3)");
    /// A door is trusted less.
    pub TRUST = "UPDATE door SET tier = $2, version = version + 1 WHERE id = $1";
    /// An organisation takes back its own word …
    pub UNVOUCH = "DELETE FROM voucher WHERE person = $1 AND staff = $2";
    /// … and who runs the incident anybody's.
    pub UNVOUCH_ALL = "DELETE FROM voucher WHERE person = $1";
}

/// Every SQL text of this room.
pub const SQL: &[&[Sql]] =
    &[ALL, measure::ALL, companion::ALL, stays::ALL, waits::ALL, perimeters::ALL, need::ALL, reports::ALL, forget::ALL];

/// Reads a door from a row of its columns.
///
/// # Errors
/// When the row is not one.
pub fn door(row: &Row) -> Result<Door, StoreError> {
    let odd = |what: &str| StoreError::Fault(format!("a door's {what} is not known"));
    Ok(Door {
        id: row.id(0)?,
        host: row.opt_id(1)?,
        incident: row.id(2)?,
        drill: row.flag(3)?,
        version: row.int(4)?,
        state: DoorState::of_number(row.int(5)?).ok_or_else(|| odd("state"))?,
        suspended: row.flag(6)?,
        kind: Kind::of_number(row.int(7)?).ok_or_else(|| odd("kind"))?,
        tier: Tier::of_number(row.int(8)?).ok_or_else(|| odd("tier"))?,
        rule: Rule::of_number(row.int(9)?).ok_or_else(|| odd("rule"))?,
        places: row.int(10)?,
        taken: row.int(11)?,
        until: row.time(12)?,
        suits: Suits(row.int(13)?),
        langs: row.text(14)?.to_owned(),
        cell: Cell::of_number(row.int(15)?).ok_or_else(|| odd("cell"))?,
        label: row.opt_text(16)?.map(str::to_owned),
        note: row.opt_text(17)?.map(str::to_owned),
        opened: row.time(18)?,
        changed: row.time(19)?,
        hosted: row.int(20)?,
        newcomers: row.int(21)?,
    })
}

/// One door.
///
/// # Errors
/// When the store fails.
pub async fn one_door(store: &Store, id: DoorId) -> Result<Option<Door>, StoreError> {
    store.one(DOOR, params![id]).await?.as_ref().map(door).transpose()
}

/// What a door keeps sealed, opened: for its host and for guests who were accepted.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn inside(register: &Register, id: DoorId) -> Result<Inside, StoreError> {
    let Some(row) = register.store().one(INSIDE, params![id]).await? else { return Ok(Inside::default()) };
    Ok(Inside {
        address: register.open_or_none("door.address", row.opt_blob(0)?)?,
        entry: register.open_or_none("door.entry", row.opt_blob(1)?)?,
        name: register.open_or_none("door.name", row.opt_blob(2)?)?,
    })
}

/// The event of a door that changed.
#[must_use]
pub const fn changed(door: DoorId, incident: IncidentId, drill: bool) -> Event {
    Event::Door { door, incident, drill }
}

/// An offer that is written, and on what terms.
#[derive(Clone, Copy, Debug)]
pub struct NewDoor<'a> {
    /// Its id.
    pub id: DoorId,
    /// Whose, when that is known.
    pub host: Option<PersonId>,
    /// The hash of the token of a draft.
    pub token: Option<[u8; 32]>,
    /// Whether its incident is an exercise.
    pub drill: bool,
    /// Whether a perimeter touches its cell.
    pub suspended: bool,
    /// On what terms.
    pub terms: Terms,
    /// The offer.
    pub offer: &'a Offer,
}

/// Writes an offer, with the job that will end it.
pub fn add(change: Change, register: &Register, new: &NewDoor<'_>, now: Time) -> Change {
    let o = new.offer;
    let params = params![
        new.id,
        new.host,
        new.token.map_or(Value::Null, Value::from),
        o.incident,
        new.drill,
        new.terms.state.number(),
        new.suspended,
        o.kind.number(),
        new.terms.tier.number(),
        o.rule.number(),
        o.places,
        o.until,
        o.suits.0,
        o.langs.join(","),
        o.cell,
        o.label.as_deref(),
        o.note.as_deref(),
        register.seal_or_null("door.address", o.address.as_deref()),
        register.seal_or_null("door.entry", o.entry.as_deref()),
        register.seal_or_null("door.name", o.name.as_deref()),
        now
    ];
    let draft = new.terms.state == DoorState::Draft;
    let run_at = if draft { now.plus(LOOK_AT_DRAFTS) } else { o.until.minus(WARN_BEFORE) };
    let change = change.must(ADD_DOOR, params).job(door_job(new.id, run_at));
    if draft { change } else { change.event(changed(new.id, o.incident, new.drill)) }
}

/// A draft is looked at so often: once it is open its host is told in time that it ends.
pub const LOOK_AT_DRAFTS: Span = Span::minutes(10);

/// The job that tells a host that their door ends, and then ends it.
#[must_use]
pub fn door_job(id: DoorId, run_at: Time) -> NewJob {
    NewJob { kind: DOOR_JOB, key: id.to_string(), body: String::new(), run_at }
}

/// The job that erases what a door that is over kept sealed.
#[must_use]
pub fn erase_job(id: DoorId, now: Time) -> NewJob {
    NewJob { kind: ERASE_JOB, key: id.to_string(), body: String::new(), run_at: now.plus(WORD_LASTS) }
}
