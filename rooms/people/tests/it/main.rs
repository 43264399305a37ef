//! Stories of this room, told through the router on both engines.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod circles;
mod hostile;
mod importing;
mod oneself;
mod pages;
mod proving;
mod roster_pages;
mod rosters;
mod support;
