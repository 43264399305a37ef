//! The console's rules as properties, and its stories through the router on both stores.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod desk;
mod handling;
mod moderation;
mod pages;
mod queue;
mod rules;
mod waiting;
