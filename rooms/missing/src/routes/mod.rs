//! The API of this room, under `/api/v1`.

mod notes;
mod notices;
mod review;
mod sought;

use web::Route;

/// The routes.
pub fn all() -> Vec<Route> {
    [notices::routes(), notes::routes(), sought::routes(), review::routes()].concat()
}
