//! The pages of this room.
use web::Route;

/// The routes.
pub fn all() -> Vec<Route> {
    Vec::new()
}
