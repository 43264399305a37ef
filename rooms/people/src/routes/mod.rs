//! The API of this room, under `/api/v1`.

mod circle;
mod contacts;
mod me;
pub(crate) mod rosters;

use web::Route;

/// Every way in.
pub fn all() -> Vec<Route> {
    let mut all = me::routes();
    all.extend(contacts::routes());
    all.extend(circle::routes());
    all.extend(rosters::routes());
    all
}
