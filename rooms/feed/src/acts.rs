//! What one does here: read a snapshot, let the rules decide, write the change. The API and the pages both come through these.

pub mod cards;
mod edit;
pub mod embargo;
mod forget;
pub mod holds;
mod masked;
mod pictures;
mod press;
mod publish;
mod read;
mod report;
pub mod seam;
mod suggest;
mod tags;
pub mod toll;
pub mod truth;
pub mod voice;
mod whence;
mod writer;

pub use edit::{cover, delete, edit, say_alt};
pub use forget::forget_loose;
pub use masked::{LONGEST_TYPED, masked};
pub use pictures::{MOST_BYTES, drop_picture, look, picture, send_picture};
pub use press::Press;
pub use publish::{Published, Raw, RawPicture, publish, publish_once};
pub use read::{
    Found, Whole, askable, flow, marks, mine, moderates, one, seen, several, staff_look_at_all, thread, want,
};
pub use report::report;
pub use suggest::{Suggestion, suggests};
pub use tags::{By, Known, born, know, merge, of_incident, redirect, rename, set_lock, split};
pub use whence::Whence;
pub use writer::{call_me, called, writer};

use std::sync::Arc;

use kernel::{IncidentId, Refuse, Visitor};
use register::Incident;
use web::{Failure, House};

use crate::{
    model::Author,
    rules::No,
    store::{newest::Newest, tags::Tags},
};

/// A refusal as a failure.
pub(crate) fn no(refused: &No) -> Failure {
    Failure::Refused(refused.refusal())
}

/// Who acts, when it is somebody.
pub(crate) fn actor(visitor: &Visitor) -> Result<Author, Failure> {
    Author::of(visitor).ok_or_else(Failure::sign_in_first)
}

/// The newest posts, in memory. Streams have shown what was read at the start.
///
/// # Errors
/// When the store fails.
pub async fn newest(house: &House) -> Result<Arc<Newest>, Failure> {
    let newest = house.shelf.get::<Newest>();
    if !newest.is_loaded() {
        newest.load(&house.register).await?;
        house.live.caught_up().await?;
    }
    Ok(newest)
}

/// The tags that are not like the others, in memory.
///
/// # Errors
/// When the store fails.
pub async fn known_tags(house: &House) -> Result<Arc<Tags>, Failure> {
    let tags = house.shelf.get::<Tags>();
    tags.load(&house.store).await?;
    Ok(tags)
}

/// The incident that people write of: the one that is asked for, else the newest real one that is on or standing down. Nobody comes into an
/// exercise who did not ask for it.
///
/// # Errors
/// [`No::NoIncident`].
pub fn incident(house: &House, wanted: Option<IncidentId>) -> Result<Arc<Incident>, Failure> {
    incident_or_drill(house, wanted, false)
}

/// The same; by default the newest exercise, when that is what is asked for.
///
/// # Errors
/// [`No::NoIncident`].
pub fn incident_or_drill(house: &House, wanted: Option<IncidentId>, drill: bool) -> Result<Arc<Incident>, Failure> {
    let on = &house.incidents;
    let found = match wanted {
        Some(_) => on.one_that_is_on(wanted),
        None if drill => on.open().iter().filter(|i| i.drill).find_map(|i| on.one_that_is_on(Some(i.id))),
        None => on.one_that_is_on(None).filter(|i| !i.drill),
    };
    found.ok_or_else(|| no(&No::NoIncident))
}
