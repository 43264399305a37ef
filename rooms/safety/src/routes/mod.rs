//! The API of this room.

mod answers;
mod incidents;
mod oneself;

use web::Route;

/// The routes.
pub fn all() -> Vec<Route> {
    [incidents::routes(), answers::routes(), oneself::routes()].concat()
}
