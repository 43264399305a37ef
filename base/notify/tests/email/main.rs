//! Mail, handed to a server that is not ours and read by a program that is not ours.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod arriving;
mod refusing;
mod scene;
