//! Web push, as the standards say it and as others read it.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod answers;
mod peer;
mod requests;
mod sealing;
mod standards;
mod subscriptions;
mod tokens;
