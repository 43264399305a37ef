//! The pages of this room.

use web::Route;

/// The routes of the pages.
pub fn all() -> Vec<Route> {
    Vec::new()
}
