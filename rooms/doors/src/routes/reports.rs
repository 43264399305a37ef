//! Reporting a stay.

use axum::extract::State;
use http::StatusCode;
use kernel::StayId;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Access, Device, Failure, House, Json, Path, Route, Who};

use crate::{acts, model::report::Reason};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/stays/{id}/report", Access::SignedIn, report)
            .says("The guest or the host of a stay says that something is wrong: the door is stopped at once, moderators look")
            .takes::<NewReport>()
            .gives_nothing(204),
    ]
}

/// What is wrong.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReport {
    /// Why.
    reason: Reason,
    /// In one's own words, at most 1000 characters: for two moderators together, erased when they have decided.
    #[serde(default)]
    words: Option<String>,
}

async fn report(
    State(house): State<House>,
    Who(visitor): Who,
    Device(device): Device,
    Path(id): Path<StayId>,
    Json(new): Json<NewReport>,
) -> Result<StatusCode, Failure> {
    acts::report(&house, &visitor, id, device, new.reason, new.words).await.map(|_| StatusCode::NO_CONTENT)
}
