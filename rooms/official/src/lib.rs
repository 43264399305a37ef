//! The official voice: who is an institution, and what it says.
//!
//! An institution is proven by its domain. What it says is an alert of the Common Alerting Protocol: two people say it when it is real, one
//! may correct it or take it back, and it reaches every page, feed and phone at once. See `README.md` beside this crate for what one can do
//! here, and for its promises.
//!
//! ```
//! assert_eq!(official::room().name, "official");
//! ```

pub mod acts;
pub mod jobs;
pub mod model;
mod pages;
mod routes;
pub mod rules;
mod show;
pub mod store;

use std::sync::Arc;

use web::Room;

/// The room, to be wired by the server.
#[must_use]
pub fn room() -> Room {
    Room {
        name: "official",
        routes: routes::all().into_iter().chain(pages::all()).collect(),
        sql: store::SQL,
        projections: Some(|_, incidents, _, _| vec![Arc::new(show::Shown(incidents.clone()))]),
        jobs: Some(jobs::all),
        cards: &[&show::cards::Alerts],
        ..Room::default()
    }
}
