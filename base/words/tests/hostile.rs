//! The seeds of the fuzz target, damaged copies of them, and texts that have broken other programs.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../../../fuzz/src/masking.rs"]
mod masking;
#[path = "../../../fuzz/src/seeds.rs"]
mod seeds;

#[test]
fn no_text_breaks_the_masks() {
    seeds::replay("masking", masking::run);
}
