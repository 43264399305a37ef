//! Operators open incidents, draw their zones and move them on. Each act shows first what will happen to how many people.

mod acting;
mod drawing;
mod opening;

use std::sync::Arc;

use kernel::IncidentId;
use register::Incident;
use web::{Failure, Front, Route};

use crate::acts;

pub(super) fn routes() -> Vec<Route> {
    let mut all = opening::routes();
    all.extend(drawing::routes());
    all.extend(acting::routes());
    all
}

/// The incident of the page, drafts too: operators see them.
fn incident(front: &Front, id: IncidentId) -> Result<Arc<Incident>, Failure> {
    acts::find(&front.house, &front.visitor, id)
}
