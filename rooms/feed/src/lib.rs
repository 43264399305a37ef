//! The flow: what people write, under hashtags, live; what is known of it; what is held back for safety.
//!
//! ```
//! assert_eq!(feed::room().name, "feed");
//! ```

pub mod acts;
pub mod model;
pub mod rules;
pub mod store;

use web::Room;

/// The room, to be wired by the server.
#[must_use]
pub fn room() -> Room {
    Room { name: "feed", ..Room::default() }
}
