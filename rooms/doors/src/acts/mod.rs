//! What one does here: read a snapshot, let the rules decide, write the change. The API and the pages both come through these.

mod companion;
pub mod effect;
pub mod figures;
mod forget;
mod host;
mod limits;
pub mod links;
mod near;
pub mod need;
mod offer;
pub mod perimeters;
mod prove;
mod reading;
mod reports;
mod stays;
mod vouch;
mod waits;

pub(crate) use companion::{Between, between};
pub use companion::{companions, tell, told_of};
pub use forget::forget_past;
pub use host::{DoorWithStays, drive, edit, hosts, my_doors, one_of_mine, set_places};
pub(crate) use host::{closing, own};
pub(crate) use near::of_cell;
pub use near::{Found, Seeking, look_around, place_of, seen, way_to};
pub(crate) use offer::known_host;
pub use offer::{Posted, Press, Raw, post, post_once, publish, read_draft};
pub use prove::{may_ask_homes, send_code};
pub use reading::{offset, read_text};
pub use reports::{report, reported, settle};
pub use stays::{
    Asking, Chat, Searching, ask, ask_with, chat, give, my_search, my_stays, search, search_on, stay_of, step, write,
};
pub use vouch::vouch;
pub use waits::{my_waits, wait, wait_no_more};

use std::sync::Arc;

use kernel::{Id, IncidentId, PersonId, Refuse, SessionId, Visitor};
use register::{Incident, IncidentState};
use store::params;
use web::{Failure, House};

use crate::{
    rules::No,
    store::{self as kept, memory::Memory},
};

/// A refusal as a failure.
pub(crate) fn no(refused: &No) -> Failure {
    Failure::Refused(refused.refusal())
}

/// The doors of this server, in memory.
///
/// # Errors
/// When the store fails.
pub async fn memory(house: &House) -> Result<Arc<Memory>, Failure> {
    let memory = house.shelf.get::<Memory>();
    memory.load(&house.store).await?;
    Ok(memory)
}

/// The incident that doors open for: the one that is asked for, else the newest real one that is on, else the newest exercise.
///
/// # Errors
/// [`No::NoIncident`].
pub fn incident(house: &House, wanted: Option<IncidentId>) -> Result<Arc<Incident>, Failure> {
    let open = house.incidents.open();
    let found = match wanted {
        Some(id) => open.into_iter().find(|i| i.id == id),
        None => open.into_iter().filter(|i| doors_open(i)).max_by_key(|i| (!i.drill, i.activated, i.id)),
    };
    found.filter(|i| doors_open(i)).ok_or_else(|| no(&No::NoIncident))
}

/// Whether doors may be open in it: once it stands down they close.
pub(crate) fn doors_open(incident: &Incident) -> bool {
    incident.state == IncidentState::Active
}

/// A device, as a keyed hash: what limits are counted by beside the person.
#[must_use]
pub fn device(house: &House, session: SessionId) -> [u8; 16] {
    let mac = house.seal.mac("doors device", &session.bytes());
    mac.first_chunk::<16>().copied().unwrap_or_default()
}

/// Whether somebody may be taken for a host or guest with a proven contact, and since when.
pub(crate) async fn proven_since(house: &House, person: PersonId) -> Result<Option<kernel::Time>, Failure> {
    let row = house.store.one(kept::PROVEN_SINCE, params![person]).await?;
    Ok(row.map(|r| r.opt_time(0)).transpose()?.flatten())
}

/// Whether an organisation vouches for somebody.
pub(crate) async fn vouched(house: &House, person: PersonId) -> Result<bool, Failure> {
    Ok(house.store.one(kept::VOUCHED, params![person]).await?.is_some())
}

/// Who acts, when it is somebody.
pub(crate) fn actor(visitor: &Visitor) -> Result<PersonId, Failure> {
    crate::model::host_of(visitor).ok_or_else(Failure::sign_in_first)
}
