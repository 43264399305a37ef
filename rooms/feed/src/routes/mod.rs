//! The API of this room. Its path parameters are ids and keys of tags, never a person's.

mod embargo;
mod feed;
mod outputs;
mod pictures;
mod posts;
mod rumours;
mod tags;

use web::Route;

/// Every way in.
pub fn all() -> Vec<Route> {
    [
        feed::routes(),
        posts::routes(),
        pictures::routes(),
        tags::routes(),
        outputs::routes(),
        rumours::routes(),
        embargo::routes(),
    ]
    .concat()
}
