//! The register's promises, as properties.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod circle;
mod contact;
mod facts;
mod names;
mod status;
mod view;
