//! Text messages.
#![forbid(unsafe_code)]

mod gsm7;
mod lengths;

pub use gsm7::septets;
pub use lengths::{Encoding, MOST_PARTS, Measure, Part, fit, measure, split};
