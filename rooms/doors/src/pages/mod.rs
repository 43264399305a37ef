//! The pages of this room. Each works without script: a link or a form.

use web::Route;

/// Every way in.
pub fn all() -> Vec<Route> {
    Vec::new()
}
