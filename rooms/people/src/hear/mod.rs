//! What this room does when something happened: codes are delivered, ended sessions forgotten, the rolls
//! of what is over ended.

pub mod courier;
pub mod rolls;
pub mod sessions;
