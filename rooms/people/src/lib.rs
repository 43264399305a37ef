//! Oneself and one's circle: registering with a name, proving a contact, saying coarsely where one is, inviting and joining, leaving and
//! blocking, taking one's data away, being erased; organisations' lists and their rolls. See README.md.

pub mod acts;
mod hear;
pub mod model;
mod pages;
mod routes;
pub mod rules;
pub mod store;

pub use acts::{Importing, Report, import_csv};
pub use hear::sessions::sessions;

use std::sync::Arc;

use web::Room;

/// The room: its routes, its texts, what it keeps of people.
#[must_use]
pub fn room() -> Room {
    let mut routes = routes::all();
    routes.extend(pages::all());
    Room {
        name: "people",
        routes,
        sql: store::SQL,
        belongings: Some(&store::BELONGINGS),
        watchers: Some(hear::sessions::watchers),
        listeners: Some(|house| vec![Arc::new(hear::rolls::Rolls(house.register.clone()))]),
        jobs: None,
        ..Room::default()
    }
}
