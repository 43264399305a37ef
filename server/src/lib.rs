//! The one binary: settings, the wiring of the rooms, the command line.
//!
//! ```
//! // Every room, in one list: what it answers, keeps, hears and does.
//! let names: Vec<_> = server::rooms().iter().map(|r| r.name).collect();
//! assert_eq!(names, ["safety", "people", "doors", "missing", "feed", "official", "reach", "desk"]);
//! ```

pub mod cli;
mod demo;
mod logs;
pub mod post;
pub mod serve;
pub mod site;
pub mod stage;

use web::Room;

/// The rooms of this server.
#[must_use]
pub fn rooms() -> Vec<Room> {
    vec![
        safety::room(),
        people::room(),
        doors::room(),
        missing::room(),
        feed::room(),
        official::room(),
        reach::room(),
        desk::room(),
    ]
}
