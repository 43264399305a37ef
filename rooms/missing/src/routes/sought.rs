//! Who is sought is asked first.

use axum::extract::State;
use http::StatusCode;
use kernel::ReunionId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Access, Failure, House, Json, Path, Route, Who};

use super::notices::DONE;
use crate::{
    acts::{self, Asked},
    model::Tell,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/sought", Access::Person, asked)
            .says("Who seeks oneself, to be answered in confidence")
            .gives::<Questions>(200),
        Route::post("/api/v1/sought/{id}", Access::Person, answer)
            .says("Answers: `tell`, `not_now`, `never`, `not_me`. What is not told looks, to everybody else, like no answer")
            .takes::<Answer>()
            .gives_nothing(204),
        Route::delete("/api/v1/sought/{id}", Access::Person, take_back)
            .says("Takes an answer back: the search goes on")
            .gives_nothing(204),
    ]
}

/// Who seeks oneself.
#[derive(Debug, Serialize, ToSchema)]
pub struct Questions {
    /// The newest first.
    sought: Vec<Asked>,
}

/// An answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SoughtAnswer)]
pub struct Answer {
    /// What.
    answer: Tell,
}

async fn asked(State(house): State<House>, Who(visitor): Who) -> Result<Json<Questions>, Failure> {
    Ok(Json(Questions { sought: acts::asked(&house, &visitor).await? }))
}

async fn answer(
    State(house): State<House>,
    Who(visitor): Who,
    Path(id): Path<ReunionId>,
    Json(body): Json<Answer>,
) -> Result<StatusCode, Failure> {
    acts::answer(&house, &visitor, id, body.answer).await?;
    Ok(DONE)
}

async fn take_back(
    State(house): State<House>,
    Who(visitor): Who,
    Path(id): Path<ReunionId>,
) -> Result<StatusCode, Failure> {
    acts::undo_mine(&house, &visitor, id).await?;
    Ok(DONE)
}
