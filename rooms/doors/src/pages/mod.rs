//! The pages of this room. Each works without script: a link or a form.

mod ask;
mod card;
mod companion;
mod figures;
mod host;
mod link;
mod near;
mod offer;
mod perimeters;
mod report;
mod sought;
mod stay;
mod vouch;

use web::Route;

/// Every way in.
pub fn all() -> Vec<Route> {
    let own = [offer::routes(), host::routes(), vouch::routes(), perimeters::routes(), figures::routes()].concat();
    let stay = [stay::routes(), report::routes(), companion::routes()].concat();
    [near::routes(), ask::routes(), stay, own, link::routes()].concat()
}

/// A page that is of its reader alone, known by a session or a cookie: nobody between keeps it.
fn own_page(mut response: axum::response::Response) -> axum::response::Response {
    let value = http::HeaderValue::from_static("private, no-store");
    response.headers_mut().insert(http::header::CACHE_CONTROL, value);
    response
}
