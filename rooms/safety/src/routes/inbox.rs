//! Messages that wait for a person to read them, as a table.

use axum::{extract::State, response::Response};
use web::{Access, Failure, House, Route, WhoOperator};

use crate::acts::sms;

/// The routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/inbox/export", Access::Operator, export)
            .says("Every text message that is kept, read or not, as CSV for a spreadsheet; no cell is a formula. It stands in the journal")
            .gives_nothing(200),
    ]
}

async fn export(State(house): State<House>, WhoOperator(staff): WhoOperator) -> Result<Response, Failure> {
    Ok(sms::export(&house, &staff).await?.into_file("inbox.csv"))
}
