//! The stories of open doors, through the router, on both stores.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod bounds;
mod figures;
mod finer;
mod forget;
mod living;
mod messages;
mod model;
mod need;
mod over;
mod pages_guest;
mod pages_host;
mod pages_perimeters;
mod perimeters;
mod reports;
mod review;
mod scene;
mod vouching;
