//! People: their contacts, their circles, the facts about them, what the facts add up to, and the one way out.
//!
//! - [`fact`]: who says what about whom, when, and how they know.
//! - [`resolve`]: what the facts about one person in one incident add up to. A weaker fact never overwrites a stronger one.
//! - [`view()`]: the one projection. Whatever leaves the server about a person went through it; facts and statuses have no JSON form.
//! - [`cells`]: who is where, by cell, for the zone of an incident.
//! - [`contact`]: addresses and numbers in their one form. [`circle`]: whom one reassures, packed. [`names`]: names as typed, made harmless.
//!
//! These modules are pure: no clock, no chance, no store. Time comes in as an argument.
//!
//! ```
//! use kernel::{Audience, FactId, Id, IncidentId, PersonId, Time};
//! use register::{Aging, Author, Card, Channel, Fact, FactKind, How, Look, Proof, State, Told, resolve, view};
//!
//! let (lea, karim, night) = (PersonId::from_bytes([1; 16]), PersonId::from_bytes([2; 16]), IncidentId::from_bytes([9; 16]));
//! let at = |text| Time::parse(text).unwrap();
//! let asks_for_help = Fact {
//!     id: FactId::from_bytes([1; 16]), person: lea, incident: night, drill: false,
//!     kind: FactKind::CheckIn, state: State::NeedHelp, how: How::Own, author: Author::Person(lea),
//!     at: at("2015-11-13T22:05:00+01:00"), received: at("2015-11-13T22:06:00+01:00"),
//!     proof: Proof::Device, disputed: false, confirmed: false, channel: Channel::Web,
//! };
//! // Karim believes that he saw her safe, later: her own word stays.
//! let seen_safe = Fact {
//!     id: FactId::from_bytes([2; 16]), kind: FactKind::Declaration, state: State::Safe, how: How::Saw,
//!     author: Author::Person(karim), at: at("2015-11-13T22:30:00+01:00"), received: at("2015-11-13T22:30:00+01:00"),
//!     ..asks_for_help
//! };
//! let facts = [seen_safe, asks_for_help];
//! let status = resolve(&facts, at("2015-11-13T23:00:00+01:00"), &Aging::default());
//! assert_eq!(status.state, State::NeedHelp);
//!
//! // Her circle sees that; the public sees nothing.
//! let card = Card { id: lea, name: "Léa T.", contact_proven: false };
//! let told = [Told { incident: night, drill: false, status, facts: &facts, texts: &[], help: None }];
//! let seen = view(&card, &told, &Look::by(Audience::Circle).at(&[(night, false)])).unwrap();
//! assert_eq!(serde_json::to_value(&seen).unwrap()["statuses"][0]["state"], "need_help");
//! assert!(view(&card, &told, &Look::by(Audience::Public)).is_none());
//! ```

pub mod alarms;
pub mod board;
pub mod cases;
pub mod cells;
pub mod circle;
pub mod contact;
pub mod decisions;
pub mod fact;
pub mod ground;
pub mod incident;
pub mod incidents;
pub mod institutions;
pub mod names;
pub mod queue;
pub mod reports;
pub mod seconds;
pub mod status;
pub mod store;
pub mod tally;
pub mod view;
pub mod waiting;
mod words;

pub use self::store::{
    Actor, Asking, AuditLine, Belongings, Export, Invitation, Kind, KnownContact, Listed, NewPerson, OpenProof, Origin,
    Person, Presence, Register, Resealed, Sealed, SessionOf, Sign, SignInLink, SignSaid, StaffKey, StaffLine,
    place_word,
};
pub use alarms::{Alarm, Alarms};
pub use board::Sight;
pub use cases::{Case, CaseDetail, CaseState};
pub use cells::{PeopleByCell, PlaceKind};
pub use circle::{Circle, CircleRefused, Flags, Link, Links, NotACircle};
pub use contact::{Contact, ContactKind, ContactRefused, Country};
pub use decisions::{Decision, DecisionKind, DecisionState, NewDecision};
pub use fact::{About, Author, Channel, Fact, FactKind, How, Proof, State, Strength, press_time};
pub use ground::{Ground, NoGround};
pub use incident::{Incident, IncidentState, Texts};
pub use incidents::Incidents;
pub use institutions::{Institutions, Standing};
pub use names::{Name, NameRefused, initials};
pub use queue::{Load, Place};
pub use reports::{Hand, NewReport, Report, ReportKind, ReportState};
pub use status::{Aging, Source, Status, by_story, own_answer, resolve};
pub use tally::{Counts, Tally};
pub use view::{Card, Entry, Help, HelpShown, Look, Said, Shown, Told, View, view};
