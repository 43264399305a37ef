//! The pages of this room: what everybody reads, and where it is composed.

mod compose;
mod correct;
mod desk;
mod institutions;
mod public;
mod row;

use kernel::zone::ZoneLimits;
use web::Route;

/// How small and how large an area may be.
#[must_use]
pub const fn limits() -> ZoneLimits {
    ZoneLimits { min_km2: 0.01, max_km2: 200_000.0 }
}

/// Every page.
pub fn all() -> Vec<Route> {
    [public::routes(), desk::routes(), compose::routes(), correct::routes(), institutions::routes()].concat()
}
