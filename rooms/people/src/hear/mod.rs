//! What this room does when something happened: codes are delivered, ended sessions forgotten.

pub mod courier;
pub mod sessions;
