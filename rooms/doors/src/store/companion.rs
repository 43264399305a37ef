//! Whom a guest wanted to know where they go.

use kernel::{Event, PersonId, StayId, Time};
use store::{Change, Store, StoreError, params, sql};

use crate::model::Stay;

sql! {
    /// Somebody is to know, as long as the guest is on the way. Nothing is written when they know already.
    pub TELL_COMPANION = "INSERT INTO companion (stay, guest, person, at) SELECT id, guest, $2, $3 FROM stay WHERE id = $1 AND state = 2 \
        ON CONFLICT (stay) DO UPDATE SET person = excluded.person, at = excluded.at WHERE companion.person <> excluded.person";
    /// Who knows.
    pub COMPANION_OF = "SELECT person FROM companion WHERE stay = $1";
    /// Of which of these stays somebody knows.
    pub TOLD_OF = concat!("SELECT stay FROM companion WHERE stay IN ", register::many!());
    /// One who may not know any more.
    pub DROP_COMPANION = "DELETE FROM companion WHERE stay = $1 AND person = $2";
    /// What was said of a stay goes with it.
    pub FORGET_COMPANION = "DELETE FROM companion WHERE stay = $1";
    /// One of the two is erased.
    pub ERASE_COMPANIONS = "DELETE FROM companion WHERE guest = $1 OR person = $1";
    /// Of which stays somebody told another, for the export of their data.
    pub EXPORT_COMPANIONS = "SELECT stay, at FROM companion WHERE guest = $1 ORDER BY at, stay";
}

/// Who knows of a stay.
///
/// # Errors
/// When the store fails.
pub async fn of(store: &Store, stay: StayId) -> Result<Option<PersonId>, StoreError> {
    store.one(COMPANION_OF, params![stay]).await?.map(|row| row.id(0)).transpose()
}

/// Somebody is to know; missed when the guest is not on the way any more.
pub fn tell(change: Change, stay: &Stay, person: PersonId, now: Time) -> Change {
    change.must(TELL_COMPANION, params![stay.id, person, now])
}

/// What a companion is told of a stay.
#[must_use]
pub fn says(stay: &Stay, companion: PersonId, state: &str) -> Event {
    Event::Companion {
        stay: stay.id,
        guest: stay.guest,
        companion,
        incident: stay.incident,
        drill: stay.drill,
        state: state.to_owned(),
    }
}
