//! Who is asked whether they have room still.

use kernel::{Event, IncidentId, PersonId, Time};
use store::{Change, Row, StoreError, params, sql};

use crate::{model::Door, rules::need::Perhaps};

macro_rules! columns {
    () => {
        "d.id, d.host, d.incident, d.drill, d.version, d.state, d.suspended, d.kind, d.tier, d.rule, d.places, d.taken, d.until, d.suits, \
         d.langs, d.cell, d.label, d.note, d.opened, d.changed, d.hosted, d.newcomers"
    };
}

sql! {
    /// Doors of people that have closed, paused or ended lately, the latest first: of hosts who have none open, and who were not asked
    /// yet. Institutions look at the figures themselves.
    pub PERHAPS = concat!("SELECT ", columns!(), " FROM door d WHERE d.incident = $1 AND d.changed > $2 AND d.host IS NOT NULL AND d.tier < 3 \
        AND (d.state IN (2, 4) OR (d.state = 1 AND d.until <= $3)) \
        AND NOT EXISTS (SELECT 1 FROM door o WHERE o.host = d.host AND (o.state = 3 OR (o.state = 1 AND o.until > $3))) \
        AND NOT EXISTS (SELECT 1 FROM room_asked a WHERE a.host = d.host AND a.incident = $1) \
        ORDER BY d.changed DESC, d.id LIMIT $4");
    /// Somebody is asked: once in each incident.
    pub ROOM_ASKED = "INSERT INTO room_asked (host, incident, at) VALUES ($1, $2, $3)";
    /// It is forgotten with them …
    pub ERASE_ROOM_ASKED = "DELETE FROM room_asked WHERE host = $1";
    /// … and with the incident's end.
    pub DROP_ROOM_ASKED = "DELETE FROM room_asked WHERE incident = $1";
}

/// Somebody who may have room still.
///
/// # Errors
/// When the row is not one.
pub fn perhaps(row: &Row) -> Result<Option<Perhaps<PersonId>>, StoreError> {
    let door: Door = super::door(row)?;
    Ok(door.host.map(|host| Perhaps { host, cell: door.cell, places: door.places }))
}

/// Asks these hosts, each for the only time.
pub fn ask(mut change: Change, hosts: &[PersonId], incident: IncidentId, drill: bool, now: Time) -> Change {
    for host in hosts {
        change = change.must(ROOM_ASKED, params![*host, incident, now]);
    }
    change.event(Event::RoomNeeded { incident, drill, hosts: hosts.to_vec() })
}
