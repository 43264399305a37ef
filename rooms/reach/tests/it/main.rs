//! Stories of this room on both stores: who is written to, once, through what, and what it says.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod alerts;
mod asking;
mod choices;
mod doors;
mod email;
mod hooks;
mod hostile;
mod mailed;
mod push;
mod queue;
mod reports;
mod rulings;
mod scene;
mod searches;
mod telling;
