//! Stories of this room through the whole router, on both stores.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod edges;
mod floods;
mod help;
mod hostile;
mod pages_answers;
mod pages_board;
mod pages_operate;
mod scene;
