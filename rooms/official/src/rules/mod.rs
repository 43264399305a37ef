//! Who may say what officially, what a message is made of, and what is made of one that comes in: pure.

mod authority;
mod chain;
mod compose;
mod judge;
mod no;

pub use authority::{LONGEST_NAME, domain_of, is_proof, name_of, pinned_by, pins_of, senders_of, standing};
pub use chain::{
    DRILL_ALONE, cancel, confirm, correct, drops, goes_at_once, may_be_taken_back, may_still_change, pass_on, propose,
    put, two_said,
};
pub use compose::{
    LANGUAGES, LONGEST_HEADLINE, LONGEST_PLACE, LONGEST_TEXT, Naming, all_clear, clock_of, compose, corrected, further,
    grade_of, in_short, is_loud, says, taken_back, with_style,
};
pub use judge::{Judged, Refused, Skipped, judge, verified_with};
pub use no::{CODES, No};
