//! Stories of the flow, through the router, on both stores.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod pages;
mod truth_rules;
