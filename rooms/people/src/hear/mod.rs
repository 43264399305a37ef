//! What this room does when something happened: ended sessions are forgotten, the rolls of what is over end.

pub mod rolls;
pub mod sessions;
