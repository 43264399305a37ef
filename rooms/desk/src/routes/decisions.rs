//! What moderators decided about whoever asks, and asking that another person looks again.

use axum::extract::State;
use http::StatusCode;
use kernel::DecisionId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Access, Failure, House, Json, Path, Route, Who};

use crate::{acts::decisions as acts, model::decisions::DecisionView};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/me/decisions", Access::Person, mine)
            .says("What moderators decided about what I wrote, opened or searched, and why, the last first")
            .gives::<Decisions>(200),
        Route::post("/api/v1/me/decisions/{id}/appeal", Access::Person, appeal)
            .says("Asks that another person looks again at a decision about me: once, within 14 days")
            .takes::<Again>()
            .gives_nothing(202),
    ]
}

/// What was decided.
#[derive(Debug, Serialize, ToSchema)]
pub struct Decisions {
    /// The last first.
    decisions: Vec<DecisionView>,
}

/// Why somebody asks to look again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DecisionAppeal)]
pub struct Again {
    /// In their words, at most 500 characters.
    #[serde(default)]
    words: String,
}

async fn mine(State(house): State<House>, Who(who): Who) -> Result<Json<Decisions>, Failure> {
    Ok(Json(Decisions { decisions: acts::mine(&house, &who).await? }))
}

async fn appeal(
    State(house): State<House>,
    Who(who): Who,
    Path(id): Path<DecisionId>,
    Json(body): Json<Again>,
) -> Result<StatusCode, Failure> {
    acts::appeal(&house, &who, id, &body.words).await?;
    Ok(StatusCode::ACCEPTED)
}
