//! The pages of this room. Each works without script: a link or a form.

mod circle;
mod entry;
mod join;
mod me;
mod prove;
mod rosters;

use axum::response::Response;
use kernel::{Span, Token};
use web::{House, Route, cookie, see};

/// Every way in.
pub fn all() -> Vec<Route> {
    let mut all = me::routes();
    all.extend(circle::routes());
    all.extend(entry::routes());
    all.extend(prove::routes());
    all.extend(join::routes());
    all.extend(rosters::routes());
    all
}

/// To another page, with a person's session in the browser.
fn signed_in(house: &House, token: &Token, to: &str) -> Response {
    let seconds = Span::days(i64::from(house.config.session_days)).whole_seconds();
    let mut response = see(to);
    cookie::sign_in(&mut response, house, token, seconds);
    response
}
