//! Common Alerting Protocol (CAP): what authorities warn with. CAP 1.0, 1.1 and 1.2 are read, 1.2 is written, strictly.
//!
//! No clock, no network, no unsafe code. What is read is bounded; there are no document types and no entities. Paragraphs named in the
//! documentation are those of the standard "Common Alerting Protocol Version 1.2", OASIS, 1 July 2010, unless another is named.
//!
//! ```
//! use cap::{Alert, Area, Category, Certainty, Composer, Info, Message, Settings, Severity, Status, Time, Urgency};
//!
//! let sent = Time::parse("2015-11-13T22:20:00+01:00").unwrap();
//! let mut info = Info::new("fr-FR", Category::Security, "Attentat", Urgency::Immediate, Severity::Extreme, Certainty::Observed);
//! info.instruction = "Restez à l'abri, loin des fenêtres.".into();
//! info.areas.push(Area::new("Exempleville").with_polygon("48.8,2.3 48.9,2.3 48.9,2.4 48.8,2.4 48.8,2.3".parse().unwrap()));
//! let alert = Composer::alert("2015-7", "alerts@example.org", sent, Status::Actual).info(info).finish().unwrap();
//!
//! let document = alert.to_xml().unwrap();
//! let message = Message::read(document.as_bytes(), &Settings::default()).unwrap();
//! assert!(message.is_fine());
//! assert_eq!(message.alert(), Some(&alert));
//! assert_eq!(alert.texts(&["de", "fr"]).unwrap().within(40), "Attentat. Restez à l'abri, loin des…");
//! assert!(message.verify(&[], None).is_err(), "nobody signed it");
//! ```
#![forbid(unsafe_code)]

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;

mod area;
mod chain;
mod check;
mod compose;
mod message;
mod model;
mod read;
mod reference;
mod rule;
mod sign;
mod texts;
mod time;
mod uri;
mod values;
mod version;
mod widen;
mod write;
mod xml;

pub use area::{Area, Circle, Point, Polygon};
pub use chain::{Link, LinkFault, check_references, in_force};
pub use compose::Composer;
pub use message::{Limits, Message, Settings, Stop};
pub use model::{Alert, DEFAULT_LANGUAGE, Info, NamedValue, Resource};
pub use reference::Reference;
pub use rule::{Fault, Level, Part, Problem, Rule, Spot};
pub use sign::{KeyError, KeyKind, Piece, Pin, SignError, SigningKey, Unverified, Verified, sign};
pub use texts::Texts;
pub use time::Time;
pub use values::{Category, Certainty, MessageType, ResponseType, Scope, Severity, Status, Urgency};
pub use version::Version;
pub use widen::{Beyond, beyond};

/// The media type of CAP, as feeds name it.
pub const MEDIA_TYPE: &str = "application/cap+xml";
