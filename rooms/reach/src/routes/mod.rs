//! The API of this room, under `/api/v1`.

mod bounces;
mod hooks;
mod messages;
mod oneself;
mod push;

use axum::{body::Body, response::Response};
use http::StatusCode;
use web::Route;

/// Every way in.
pub fn all() -> Vec<Route> {
    [bounces::routes(), oneself::routes(), messages::routes(), hooks::routes(), push::routes()].concat()
}

/// An answer without a body.
fn nothing(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
