//! What is allowed here, as pure functions: no clock, no chance, no store.

pub mod exchange;
pub mod join;
pub mod link;
pub mod list;
mod no;
mod note;
mod notice;
pub mod reunion;
pub mod tribute;

pub use no::{CODES, No};
pub use note::{MOST_WORDS, NOTE_LASTS, note};
pub use notice::{
    ASKED_FOR, DRAFT_LASTS, LASTS, LASTS_FOR_MINORS, LONGEST, LONGEST_NAME, MOST_NAMES, MOST_NOTICES, NOT_NOW_LASTS,
    Terms, appeal, approve, ask_again, close, names, notice, renew, told_later,
};
pub use reunion::Standing;
