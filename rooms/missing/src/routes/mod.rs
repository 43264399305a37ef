//! The API of this room, under `/api/v1`.

mod exchange;
mod links;
mod lists;
mod notes;
mod notices;
mod photos;
mod review;
mod sought;
mod tributes;
mod whence;

use web::Route;

pub(crate) use self::{
    lists::INSTITUTIONS,
    review::REVIEWERS,
    tributes::{OnPage, quiet},
};

/// The routes.
pub fn all() -> Vec<Route> {
    [
        notices::routes(),
        notes::routes(),
        photos::routes(),
        sought::routes(),
        review::routes(),
        links::routes(),
        exchange::routes(),
        lists::routes(),
    ]
    .into_iter()
    .chain([tributes::routes()])
    .flatten()
    .collect()
}
