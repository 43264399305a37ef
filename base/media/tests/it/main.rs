//! Photos as strangers send them: good, bad, and made to do harm.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod bad;
mod card;
mod good;
mod painted;
mod print;
mod secret;
