//! Searches for one person: moderators compare them, link them, and take it back.

use axum::extract::State;
use http::StatusCode;
use kernel::LinkId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Failure, House, Json, Path, Query, Route, WhoStaff};

use super::{
    notices::DONE,
    review::{Of, REVIEWERS},
};
use crate::{
    acts::{self, Twins},
    model::link::LinkReason,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/links", REVIEWERS, waiting)
            .says("Searches that may be for one person, side by side, the oldest pair first; and those that were decided on")
            .query("drill", "`true` for those of exercises")
            .gives::<Links>(200),
        Route::post("/api/v1/links/{id}", REVIEWERS, decide)
            .says("Says whether they are for one person, and why: then what ends one is carried to the other")
            .takes::<Decision>()
            .gives_nothing(204),
        Route::delete("/api/v1/links/{id}", REVIEWERS, undo)
            .says("Takes a decision back: what ended through the link goes on")
            .gives_nothing(204),
    ]
}

/// Pairs of searches.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NoticeLinks)]
pub struct Links {
    /// To be compared, the oldest first.
    waiting: Vec<Twins>,
    /// Decided on, the newest first.
    decided: Vec<Twins>,
}

/// Whether two searches are for one person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LinkDecision)]
pub struct Decision {
    /// Whether they are.
    same: bool,
    /// Why, when they are.
    #[serde(default)]
    reason: Option<LinkReason>,
}

async fn waiting(State(house): State<House>, Query(of): Query<Of>) -> Result<Json<Links>, Failure> {
    let waiting = acts::duplicates(&house, of.drill).await?;
    Ok(Json(Links { waiting, decided: acts::decided_pairs(&house, of.drill).await? }))
}

async fn decide(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<LinkId>,
    Json(body): Json<Decision>,
) -> Result<StatusCode, Failure> {
    acts::decide_pair(&house, &staff, id, body.same, body.reason).await?;
    Ok(DONE)
}

async fn undo(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<LinkId>,
) -> Result<StatusCode, Failure> {
    acts::undo_pair(&house, &staff, id).await?;
    Ok(DONE)
}
