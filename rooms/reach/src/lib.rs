//! Reaching people who are not looking at the page: who is told what, through what they chose, and what became of it. See README.md.
//!
//! The room hears what happened ([`hear`]), decides who is written to ([`rules`]), and puts it on its way in the queue of `notify`. At the
//! moment of sending, [`compose`] draws the letter: with the state of now, in the reader's language, as they may see it.

pub mod acts;
mod hear;
mod jobs;
pub mod model;
mod pages;
mod routes;
pub mod rules;
pub mod store;

pub use acts::compose;
use web::Room;

/// The room: what it hears, keeps, and answers.
#[must_use]
pub fn room() -> Room {
    Room {
        name: "reach",
        routes: routes::all().into_iter().chain(pages::all()).collect(),
        sql: store::SQL,
        belongings: Some(&store::BELONGINGS),
        listeners: Some(|house| {
            vec![std::sync::Arc::new(hear::Ears(house.clone())), std::sync::Arc::new(hear::hooks::Bells(house.clone()))]
        }),
        jobs: Some(|house| vec![std::sync::Arc::new(jobs::Tells(house.clone()))]),
        ..Room::default()
    }
}
