//! The words that every room of Rhizome shares: ids, time, chance, who is asking, where, what happened, and how to say no.
//!
//! Nothing in here does I/O. The wall clock and the operating system's randomness enter the program through this crate alone
//! ([`Clock`] and [`Dice`]), so that everything above can be replayed.
//!
//! ```
//! use kernel::{Cell, Clock, FixedClock, Time};
//! let clock = FixedClock::at(Time::parse("2015-11-13T21:20:00+01:00").unwrap());
//! assert_eq!(clock.now().to_string(), "2015-11-13T20:20:00.000Z");
//! let cell = Cell::at(48.8674, 2.3636, Cell::RESOLUTION).unwrap();
//! assert_eq!(cell.to_string().len(), 15);
//! ```

mod dice;
mod event;
mod id;
mod lang;
mod numbered;
mod percent;
mod place;
mod post_id;
mod refusal;
mod time;
mod visitor;
pub mod zone;

pub use dice::{Dice, OsDice, SeededDice, Token};
pub use event::{Event, Recorded, Says};
pub use id::{
    AlertId, AuditId, AuthorityId, CaseId, ClientId, CondolenceId, DecisionId, DoorId, EmbargoId, FactId, Id,
    IncidentId, InvitationId, LinkId, NotAnId, NoteId, NoticeId, OperatorId, PerimeterId, PersonId, PictureId, ProofId,
    ReportId, RequestId, ReunionId, RosterId, RulingId, RumourId, SessionId, SignId, StayId, TagId, TributeId,
};
pub use lang::Lang;
pub use percent::percent_decoded;
pub use place::{Cell, PlaceError};
pub use post_id::PostId;
pub use refusal::{Arg, Refusal, Refuse};
pub use time::{Clock, FixedClock, ScaledClock, Span, SystemClock, Time, TimeError};
pub use visitor::{Audience, Role, Staff, Visitor};
pub use zone::{Bounds, Zone, ZoneFault, ZoneLimits};
