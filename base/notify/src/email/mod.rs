//! E-mail over SMTP.

pub mod bounce;
mod carrier;
mod draw;
mod mail;
mod outcome;
mod server;
mod settings;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod token;

pub use carrier::EmailCarrier;
pub use settings::{Settings, Unfit};
pub use token::Mark;
