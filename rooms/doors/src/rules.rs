//! What is allowed here, as pure functions: no clock, no chance, no store.

mod no;
mod offer;
mod stay;

pub use no::{CODES, No};
pub use offer::{
    DRAFT_LASTS, LONGEST, LONGEST_NOTE, MOST_DOORS, OPEN_FOR, Terms, WARN_BEFORE, drive, most_places, offer, places,
    tier,
};
pub use stay::{
    ARRIVE_WITHIN, Decided, HOLD, MOST_ADDRESSES, MOST_WORDS, Next, WORD_LASTS, ask, check_words, may_write, step,
};
