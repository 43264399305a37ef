//! The stories of the missing, through the router, on both stores.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod appeals;
mod confidence;
mod join;
mod model;
mod photos;
mod scene;
mod words;
