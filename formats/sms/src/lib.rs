//! Text messages.
#![forbid(unsafe_code)]

mod clean;
mod gsm7;
mod hear;
mod lengths;
mod lexicon;
mod people;
mod read;
mod said;
mod tag;
mod words;

pub use gsm7::septets;
pub use lengths::{Encoding, MOST_PARTS, Measure, Part, fit, measure, split};
pub use read::{read, read_expecting};
pub use said::{Answer, Expect, Lang, Meaning, Said, Sure};
