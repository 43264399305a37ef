//! Who wants to hear when a full door has room again.

use kernel::{DoorId, PersonId, Time};
use store::{Change, Store, StoreError, params, sql};

sql! {
    /// Somebody waits, once.
    pub ADD_WAIT = "INSERT INTO door_wait (door, person, at) VALUES ($1, $2, $3) ON CONFLICT (door, person) DO NOTHING";
    /// They do not wait any more.
    pub DROP_WAIT = "DELETE FROM door_wait WHERE door = $1 AND person = $2";
    /// Nobody waits at this door any more.
    pub DROP_WAITS = "DELETE FROM door_wait WHERE door = $1";
    /// Who waits, who came first first.
    pub WAITS = "SELECT person FROM door_wait WHERE door = $1 ORDER BY at, person LIMIT $2";
    /// At which of these doors somebody waits.
    pub WAITED_AT = concat!("SELECT DISTINCT door FROM door_wait WHERE door IN ", register::many!());
    /// At which doors somebody waits, the longest first.
    pub WAITS_OF = "SELECT door FROM door_wait WHERE person = $1 ORDER BY at LIMIT $2";
    /// At how many, exercises apart.
    pub COUNT_WAITS = "SELECT COUNT(*) FROM door_wait w JOIN door d ON d.id = w.door WHERE w.person = $1 AND d.drill = $2";
}

/// Who waits at a door, who came first first.
///
/// # Errors
/// When the store fails.
pub async fn at(store: &Store, door: DoorId, most: i64) -> Result<Vec<PersonId>, StoreError> {
    store.read(WAITS, params![door, most]).await?.iter().map(|row| row.id(0)).collect()
}

/// At which doors somebody waits.
///
/// # Errors
/// When the store fails.
pub async fn of(store: &Store, person: PersonId, most: i64) -> Result<Vec<DoorId>, StoreError> {
    store.read(WAITS_OF, params![person, most]).await?.iter().map(|row| row.id(0)).collect()
}

/// Somebody waits from now on.
pub fn begin(change: Change, door: DoorId, person: PersonId, now: Time) -> Change {
    change.run(ADD_WAIT, params![door, person, now])
}

/// Somebody does not wait any more.
pub fn end(change: Change, door: DoorId, person: PersonId) -> Change {
    change.run(DROP_WAIT, params![door, person])
}
