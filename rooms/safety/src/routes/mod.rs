//! The API of this room.

mod answers;
mod inbox;
mod incidents;
mod oneself;
mod sms;

use web::Route;

/// The routes.
pub fn all() -> Vec<Route> {
    [incidents::routes(), answers::routes(), oneself::routes(), inbox::routes(), sms::routes()].concat()
}
