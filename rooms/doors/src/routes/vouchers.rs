//! Organisations vouch for hosts and guests.

use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Failure, House, Json, KEEPERS, Route, WhoStaff};

use crate::acts;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/vouchers", KEEPERS, vouch)
            .says("Vouches for whoever has proven a contact. The answer is the same whether or not somebody has")
            .takes::<Vouched>()
            .idempotent()
            .gives_nothing(204),
        Route::post("/api/v1/vouchers/end", KEEPERS, end)
            .says("Vouches no more. The answer is the same whether or not somebody has proven that contact")
            .takes::<Vouched>()
            .idempotent()
            .gives_nothing(204),
    ]
}

/// For whom.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Vouched {
    /// An e-mail address or a telephone number that they have proven.
    contact: String,
}

async fn vouch(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Json(body): Json<Vouched>,
) -> Result<StatusCode, Failure> {
    acts::vouch(&house, &staff, &body.contact, true).await.map(|()| StatusCode::NO_CONTENT)
}

async fn end(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Json(body): Json<Vouched>,
) -> Result<StatusCode, Failure> {
    acts::vouch(&house, &staff, &body.contact, false).await.map(|()| StatusCode::NO_CONTENT)
}
