//! The night's main job: an incident, a question, one tap, everyone reassured.
//!
//! Operators open incidents; people in the zone are asked; they answer with one press; their circle is told at once. See `README.md` beside
//! this crate for what one can do here, and for its promises.
//!
//! ```
//! let room = safety::room();
//! assert_eq!(room.name, "safety");
//! assert!(web::access_table(&[room]).iter().any(|line| line.path == "/api/v1/incidents/{id}/check-ins"));
//! ```

pub mod acts;
pub mod hear;
pub mod jobs;
pub mod model;
mod pages;
mod routes;
pub mod rules;
pub mod show;
pub mod store;

use std::sync::Arc;

use register::{Belongings, Export, Kind};
use web::{House, Room};

/// The room, to be wired by the server.
#[must_use]
pub fn room() -> Room {
    Room {
        name: "safety",
        routes: routes::all().into_iter().chain(pages::all()).collect(),
        sql: &[store::ALL],
        belongings: Some(&BELONGINGS),
        projections: Some(|register, incidents, config| vec![Arc::new(show::Shown::new(register, incidents, config))]),
        listeners: Some(|house| vec![Arc::new(hear::Ears(house.clone()))]),
        jobs: Some(|house: &House| vec![Arc::new(jobs::Asking(house.clone()))]),
        ..Room::default()
    }
}

/// What this room keeps of people.
pub const BELONGINGS: Belongings = Belongings {
    erase: &[store::ERASE_PROMPTS, store::ERASE_REMINDERS, store::ERASE_CASES, store::ERASE_DECLARATIONS],
    export: &[Export {
        part: "prompts",
        sql: store::EXPORT_PROMPTS,
        columns: &[("incident", Kind::Id), ("round", Kind::Number), ("asked", Kind::Time), ("open", Kind::Flag)],
    }],
    sealed: &[],
};
