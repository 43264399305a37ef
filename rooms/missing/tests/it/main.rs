//! The stories of the missing, through the router, on both stores.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod appeals;
mod confidence;
mod deaths;
mod exchange;
mod guards;
mod guesses;
mod hiding;
mod in_place;
mod join;
mod late;
mod links;
mod lists;
mod live;
mod mistakes;
mod model;
mod nights;
mod overruled;
mod pages;
mod photo_pages;
mod photos;
mod reunions;
mod scene;
mod signs;
mod suppression;
mod taken_back;
mod tribute;
mod vigil;
mod waiting;
mod words;
