//! Text messages: how long they are on the air and where they are cut, and what people answer with them in French, English, Spanish,
//! Arabic, German and Portuguese.
//!
//! No I/O, no clock, no chance: the same text always has the same length and the same reading.
//!
//! ```
//! use sms::{Answer, Encoding, Lang, Meaning, Sure, fit, measure, read};
//!
//! // Outgoing: what it costs, and what fits.
//! let question = "Allez-vous bien ? Répondez OK, AIDE ou OUT.";
//! assert_eq!((measure(question).encoding, measure(question).parts), (Encoding::Gsm7, 1));
//! assert_eq!(measure("Êtes-vous là ?").encoding, Encoding::Ucs2);
//! assert_eq!(measure(&fit(&question.repeat(9), 2)).parts, 2);
//!
//! // Incoming: what it says, in which language, and how sure that is.
//! let said = read("Oui, nous allons bien, on rentre 🙏");
//! assert_eq!(said.meaning, Meaning::Answer { answer: Answer::Safe, and: vec![] });
//! assert_eq!((said.lang, said.sure), (Some(Lang::Fr), Sure::High));
//! assert_eq!(read("no estoy bien").meaning, Meaning::Answer { answer: Answer::NeedHelp, and: vec![] });
//! assert_eq!(read("aidez Marie").meaning, Meaning::Unclear { urgent: true });
//! ```
#![forbid(unsafe_code)]

mod clean;
mod gsm7;
mod hear;
mod lengths;
mod lexicon;
mod people;
mod plain;
mod read;
mod said;
mod signed;
mod tag;
mod words;

pub use gsm7::septets;
pub use lengths::{Encoding, MOST_PARTS, Measure, Part, fit, measure, split};
pub use plain::aired;
pub use read::{read, read_expecting};
pub use said::{Answer, Expect, Lang, Meaning, Said, Sure};
pub use signed::signed;
