//! What may be called, and what happens when it is.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod addresses;
mod encrypted;
mod stories;
mod there;
mod urls;
