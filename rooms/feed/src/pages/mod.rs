//! The pages of this room. Each works without script: a link or a form. Nothing is ordered by how often it was passed on, and nothing counts it.

mod embargoes;
mod holds;
mod live;
mod mine;
mod picture;
mod post;
mod report;
mod rumours;
mod say;
mod tags_console;
mod things;
mod write;

use web::Route;

/// Every way in.
pub fn all() -> Vec<Route> {
    [
        live::routes(),
        write::routes(),
        post::routes(),
        report::routes(),
        mine::routes(),
        tags_console::routes(),
        rumours::routes(),
        embargoes::routes(),
        holds::routes(),
    ]
    .concat()
}
