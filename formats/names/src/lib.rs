//! Names of people: compared across spellings, orders and scripts, with reasons that a page can say, and found among a million.
//!
//! No I/O, no clock; chance only in [`invent`], and seeded.
//!
//! ```
//! use names::{Name, Reason, Strength, compare};
//!
//! let score = compare(&Name::parse("Lefèvre, Jean-Pierre"), &Name::parse("jean pierre LEFEBVRE"));
//! assert!(score.value > 900);
//! assert_eq!(score.reasons, [Reason::OrderSwapped, Reason::SpelledOtherwise]);
//! assert_eq!(compare(&Name::parse("Julie Martin"), &Name::parse("Julien Martin")).strength(), Strength::Possible);
//! ```
#![forbid(unsafe_code)]

mod alike;
mod compare;
mod fold;
mod index;
pub mod invent;
mod latin;
mod lexicon;
mod name;
mod near;
mod score;
mod script;
mod sound;
mod token;

pub use compare::compare;
pub use index::{Hit, Index};
pub use name::{MOST_CHARS, MOST_PARTS, Name, Part, Role};
pub use score::{LIKELY, LIKELY_BITS, POSSIBLE, Reason, SAME, SAME_BITS, Score, Strength};
pub use script::Script;
pub use token::Token;
