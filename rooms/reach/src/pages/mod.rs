//! The pages of this room. Each works without scripts.

mod push;

use web::Route;

/// The routes of the pages.
pub fn all() -> Vec<Route> {
    push::routes()
}
