//! The official voice: who is an institution, and what it says.
//!
//! ```
//! assert_eq!(official::room().name, "official");
//! ```

use web::Room;

/// The room, to be wired by the server.
#[must_use]
pub fn room() -> Room {
    Room { name: "official", ..Room::default() }
}
