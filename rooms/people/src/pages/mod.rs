//! The pages of this room.

use web::Route;

/// Every way in.
pub fn all() -> Vec<Route> {
    Vec::new()
}
