//! The pages of this room. Each works without script: a link or a form.

mod board;
mod operate;

use web::Route;

/// Every page.
pub fn all() -> Vec<Route> {
    let mut all = board::routes();
    all.extend(operate::routes());
    all
}
