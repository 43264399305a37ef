//! People Finder Interchange Format (PFIF): what registers of missing people exchange. Versions 1.1 to 1.4 are read, as documents and
//! inside Atom feeds; 1.4 is written.
//!
//! No clock, no network, no unsafe code. Reading and writing go record by record, in bounded memory; there are no document types and no
//! entities.
//!
//! ```
//! use pfif::{Mutable, Note, Person, Reader, Record, Status, Time, Writer, current};
//!
//! let at = |text| Time::parse(text).unwrap();
//! let mut person = Person::new("example.org/person.1".parse()?, at("2015-11-13T22:10:00Z"));
//! person.full_name = "Anouk Exemple".into();
//! let mut note = Note::new("example.org/note.1".parse()?, person.person_record_id.clone(), at("2015-11-13T23:40:00Z"));
//! (note.author_name, note.text) = ("Basile Exemple".into(), "She has just called.".into());
//! note.status = Some(Status::BelievedAlive);
//!
//! let mut writer = Writer::document(Vec::new());
//! writer.person(&person).unwrap();
//! writer.note(&note).unwrap();
//! let document = writer.finish().unwrap();
//!
//! let mut notes = Vec::new();
//! for item in Reader::new(&document[..]) {
//!     let item = item.unwrap();
//!     assert!(item.problems.is_empty());
//!     if let Some(Record::Note(note)) = item.record {
//!         notes.push(*note);
//!     }
//! }
//! assert_eq!(current(&notes, Mutable::Status).unwrap().status, Some(Status::BelievedAlive));
//! # Ok::<(), pfif::Rule>(())
//! ```
#![forbid(unsafe_code)]

mod convert;
mod current;
mod diff;
mod feed;
mod id;
mod life;
mod read;
mod record;
mod rule;
mod time;
mod validate;
mod values;
mod version;
mod write;
mod xml;

pub use convert::{ConvertError, convert};
pub use current::{Mutable, current, newest};
pub use diff::{Changed, ChangedField, Diff, diff};
pub use feed::{ATOM_NAMESPACE, Feed};
pub use id::RecordId;
pub use life::{HIDDEN_WITHIN_DAYS, Life, PURGED_WITHIN_DAYS, expire, expire_all};
pub use read::{Item, Limits, Reader};
pub use record::{Kind, Note, Person, Record};
pub use rule::{Problem, Rule, Severity, Stop};
pub use time::Time;
pub use validate::{Report, Settings, validate};
pub use values::{Age, BirthDate, Country, Sex, Status};
pub use version::Version;
pub use write::{WriteError, Writer};

/// The media type of PFIF.
pub const MEDIA_TYPE: &str = "application/pfif+xml";
/// The media type of the feeds.
pub const ATOM_MEDIA_TYPE: &str = "application/atom+xml";
