//! The stories of official messages, through the router, on both stores.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod alone;
mod bounds;
mod chains;
mod documents;
mod drafted;
mod feeding;
mod flood;
mod hearing;
mod hostile;
mod pages;
mod proving;
mod scene;
mod speaking;
