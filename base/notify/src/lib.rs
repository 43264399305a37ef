//! Reaching people who are not looking: what is sent, through what, in which order, and what became of it.
//!
//! A room says what is to be said ([`Queue::add`], in the same change as everything else that follows from an event); the [`Post`] takes
//! what is due, has it composed at the last moment ([`Compose`]), and hands it to a [`Carrier`]: web push, SMS, e-mail, web hook.
//!
//! ```
//! use kernel::Time;
//! use notify::{Channel, Kind, Patience, plan};
//! // Somebody with a browser and a phone is asked: the push goes at once, the text message if they give no sign of life.
//! let steps = plan(Kind::Ask, &[Channel::Sms, Channel::Push], Time(0), &Patience::default());
//! assert_eq!(steps.iter().map(|s| s.channel).collect::<Vec<_>>(), [Channel::Push, Channel::Sms]);
//! ```

mod breaker;
pub mod dead;
pub mod email;
pub mod hook;
mod message;
mod plan;
mod post;
pub mod push;
mod queue;
pub mod report;
pub mod sms;
mod stopped;

pub use self::{
    breaker::{Breaker, Pace},
    message::{Channel, Kind, Letter, Message, Urgency},
    plan::{Patience, Step, lasts, plan, usual},
    post::{Carrier, Compose, Post, Still, Target},
    queue::{Delivery, LEASE_FOR, NewDelivery, Outcome, Owner, Queue, TRIES, back_off},
};

use store::Sql;

/// Every SQL text of this crate.
pub const SQL: &[&[Sql]] = &[queue::sql::ALL, report::ALL, dead::ALL, stopped::ALL];

/// Those of the queue itself.
pub const QUEUE_SQL: &[Sql] = queue::sql::ALL;

/// Those of who said STOP, and of what waits to be read.
pub const STOPPED_SQL: &[Sql] = stopped::ALL;
