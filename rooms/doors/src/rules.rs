//! What is allowed here, as pure functions: no clock, no chance, no store.

pub mod need;
mod no;
mod offer;
pub mod parse;
mod perimeter;
pub mod report;
mod stay;

pub use no::{CODES, No};
pub use offer::{
    DRAFT_LASTS, LONGEST, LONGEST_NOTE, MOST_DOORS, OPEN_FOR, Terms, VOUCHER_LASTS, WARN_BEFORE, drive, edit,
    most_places, offer, places, tier,
};
pub use perimeter::{
    ARRIVE_AFTER, LONGEST_PERIMETER, LONGEST_PERIMETER_NAME, MOST_PERIMETERS, PERIMETER_LIMITS, draw, lift, redraw,
    stays_put,
};
pub use stay::{
    ARRIVE_WITHIN, Decided, FORGOTTEN_AFTER, HOLD, MOST_ADDRESSES, MOST_WORDS, NEWCOMER_ARRIVES, Next, WORD_LASTS, ask,
    forgotten, may_write, most_newcomers, step,
};
