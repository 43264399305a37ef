//! What one does here: read a snapshot, let the rules decide, write the change. Pages, the API and the player of the night all come
//! through these.

mod answers;
mod declarations;
mod help;
mod incidents;
mod links;
mod signs;
pub mod sms;
mod unproven;

pub use answers::{Answering, board, check_in, my_answer, myself, prompts, sight, word};
pub use declarations::{About, Declared, answer_fact, declare, remind};
pub use help::{case_of, close_own, detail, fit, wants_place};
pub use incidents::{ZONE_BODY, dry_run, dry_run_zone, find, limits, move_incident, new_incident, visible};
pub use links::{Link, link, pressed, read_link};
pub(crate) use unproven::case_of as case_of_unproven;
pub use unproven::{
    HELP_PER_CONTACT, MOST_UNPROVEN, Named, Unproven, answer_unproven, detail_unproven, forget_help, forget_waiting,
    name_unproven, place_unproven,
};

use std::sync::Arc;

use kernel::{FactId, IncidentId, PersonId};
use register::Incident;
use web::{Failure, House, OrRefuse};

use crate::rules::{self, Refusal};

/// An incident that takes answers.
fn open_incident(house: &House, id: IncidentId) -> Result<Arc<Incident>, Failure> {
    let incident = house.incidents.get(id).filter(|i| i.is_public()).ok_or(Refusal::NoIncident).or_refuse()?;
    if incident.state.takes_answers() { Ok(incident) } else { Err(Refusal::NotOpen).or_refuse() }
}

/// The id of a fact: the same for the same act of the same person, so that what is sent twice is kept once. Without a name for the act,
/// each is another.
fn fact_id(house: &House, by: PersonId, incident: IncidentId, client_id: Option<&str>) -> Result<FactId, Failure> {
    use kernel::Id as _;
    let Some(name) = client_id else { return Ok(house.dice.id(house.clock.now())) };
    if name.is_empty() || name.len() > 80 {
        return Err(Refusal::BadClientId).or_refuse();
    }
    let mut data = Vec::with_capacity(name.len().saturating_add(32));
    data.extend_from_slice(&by.bytes());
    data.extend_from_slice(&incident.bytes());
    data.extend_from_slice(name.as_bytes());
    Ok(rules::fact_id(house.seal.mac("fact", &data)))
}
