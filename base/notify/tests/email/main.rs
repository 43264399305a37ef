//! Mail, handed to a server that is not ours and read by a program that is not ours.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod arriving;
#[path = "../../../../fuzz/src/bounces.rs"]
mod bounces;
mod coming_back;
mod pages;
mod refusing;
mod scene;
#[path = "../../../../fuzz/src/seeds.rs"]
mod seeds;
