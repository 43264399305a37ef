//! What is allowed here, as pure functions: no clock, no chance, no store.

pub mod born;
pub mod copies;
pub mod embargo;
pub mod hold;
mod meant;
mod no;
mod not;
pub mod post;
pub mod rumour;
pub mod tag;
pub mod trust;

pub use meant::{Meant, meant};
pub use no::{CODES, No, toll_of};
pub use not::{Not, TRUTH_CODES};
pub use post::{
    FORGOTTEN_AFTER, LONGEST, LONGEST_ALT, LONGEST_FLAG, LONGEST_NAME, MOST_EDITS, MOST_PICTURES, MOST_TAGS, boost,
    edit, publish,
};
