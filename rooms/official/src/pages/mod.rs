//! The pages of this room.

use kernel::zone::ZoneLimits;
use web::Route;

/// How small and how large an area may be.
#[must_use]
pub const fn limits() -> ZoneLimits {
    ZoneLimits { min_km2: 0.01, max_km2: 200_000.0 }
}

/// Every page.
pub fn all() -> Vec<Route> {
    Vec::new()
}
