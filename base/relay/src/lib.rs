//! From the outbox to whoever is to know: durable listeners of the rooms, watchers that keep caches fresh, and live pages.
//!
//! One task per process reads each event once, in order, and hands it on:
//!
//! - to **watchers** ([`Watcher`]): every process, in memory, from now on (caches, counts);
//! - to **live pages** ([`Live`]): server-sent events, resumable from any event id without a gap: of somebody who is known, or of the flow,
//!   by what is wanted ([`Want`]);
//! - to **listeners** ([`Listener`]): once for the whole service, whatever crashes: their cursor moves in the same
//!   transaction as what they write.
//!
//! ```
//! use relay::{Frame, To};
//! let frame = Frame::new(To::Everyone, "incident", "{}".to_owned());
//! assert_eq!(&frame.encode(7)[..], b"id: 7\nevent: incident\ndata: {}\n\n");
//! ```

mod feed;
mod frame;
mod hub;
mod listen;
mod live;
mod parcel;
mod replay;
mod run;
mod seat;
mod stream;

pub use feed::{Marks, Want};
pub use frame::{Frame, Project, Scope, To, Who};
pub use listen::{Listener, Watcher};
pub use live::Live;
pub use parcel::Parcel;
pub use replay::{ANEW, NEAR};
pub use run::Relay;
pub use stream::{LiveStream, Still};

/// Every SQL text of this crate, for the test that prepares each on both engines.
pub const SQL: &[store::Sql] = live::ALL;
