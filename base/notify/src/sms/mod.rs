//! Text messages through a gateway that speaks HTTP: out, back as a report, and in.

mod carrier;
pub mod inbound;
pub mod outcome;
pub mod report;
mod settings;
mod template;
mod text;
mod wire;

pub use self::{
    carrier::SmsCarrier,
    settings::{Inbound, Settings},
    text::{Aired, air},
};
