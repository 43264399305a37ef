//! The operator's console: how it goes, who asks for help, who handles it, who did what.
//!
//! Incidents are opened and moved on in `safety`; this room shows them to operators and works on the requests for help. See `README.md`
//! beside this crate.
//!
//! ```
//! let room = desk::room();
//! assert_eq!(room.name, "desk");
//! assert!(web::access_table(&[room]).iter().any(|line| line.path == "/api/v1/incidents/{id}/help-queue"));
//! ```

pub mod acts;
mod jobs;
pub mod model;
mod pages;
mod routes;
pub mod rules;
pub mod show;
pub mod store;

use std::sync::Arc;

use register::{Belongings, Sealed};
use web::Room;

/// The room, to be wired by the server.
#[must_use]
pub fn room() -> Room {
    Room {
        name: "desk",
        routes: routes::all().into_iter().chain(pages::all()).collect(),
        projections: Some(|_, _, _, _| vec![Arc::new(show::Numbers), Arc::new(show::Reports)]),
        jobs: Some(jobs::all),
        sql: store::SQL,
        belongings: Some(&BELONGINGS),
        ..Room::default()
    }
}

/// What this room keeps sealed: nothing of it is of people.
static BELONGINGS: Belongings = Belongings {
    erase: &[],
    export: &[],
    sealed: &[Sealed { column: store::WORDS, keys: 1, read: store::READ_NOTES, write: store::WRITE_NOTES }],
};
