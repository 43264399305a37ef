//! The pages of this room. Each works without script: a link or a form.

mod circle;
mod entry;
mod join;
mod me;
mod prove;
mod rosters;

use axum::response::Response;
use kernel::Token;
use web::{House, Route, newcomer, see};

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
    newcomer::signed_in(house, see(to), token)
}
