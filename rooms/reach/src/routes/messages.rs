//! What became of messages.

use axum::extract::State;
use kernel::IncidentId;
use serde::Deserialize;
use web::{Access, Failure, FieldError, House, Json, Path, Query, Route, WhoOperator};

use crate::{
    acts::{letters, reports},
    model::{Again, Letters, Reports, Revived},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/incidents/{id}/messages", Access::Operator, report)
            .says("What became of the messages of an incident: numbers by campaign and channel, never people")
            .gives::<Reports>(200),
        Route::get("/api/v1/messages", Access::Operator, page)
            .says("What waits, and what never arrived, the newest first: neither whose it is nor what it says")
            .query("before", "the `next` of the page before")
            .query("limit", "how many, from 1 to 500; 100 when it is left out")
            .gives::<Letters>(200),
        Route::post("/api/v1/messages/again", Access::Operator, all)
            .says("Tries what never arrived for a reason again, the newest ten thousand")
            .takes::<Again>()
            .gives::<Revived>(200),
        Route::post("/api/v1/messages/{letter}/again", Access::Operator, one)
            .says("Tries one message again")
            .gives::<Revived>(200),
    ]
}

#[derive(Debug, Deserialize)]
struct Asked {
    before: Option<String>,
    limit: Option<i64>,
}

async fn report(
    State(house): State<House>,
    WhoOperator(_): WhoOperator,
    Path(id): Path<IncidentId>,
) -> Result<Json<Reports>, Failure> {
    Ok(Json(reports::of_incident(&house, id).await?))
}

async fn page(
    State(house): State<House>,
    WhoOperator(_): WhoOperator,
    Query(q): Query<Asked>,
) -> Result<Json<Letters>, Failure> {
    let limit = q.limit.unwrap_or(100);
    if !(1..=500).contains(&limit) {
        return Err(FieldError::new("limit", "field-unfit").into());
    }
    Ok(Json(letters::page(&house, q.before.as_deref(), limit).await?))
}

async fn all(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Json(which): Json<Again>,
) -> Result<Json<Revived>, Failure> {
    Ok(Json(letters::again_all(&house, &staff, &which).await?))
}

async fn one(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(letter): Path<String>,
) -> Result<Json<Revived>, Failure> {
    Ok(Json(letters::again(&house, &staff, &letter).await?))
}
