//! Web Push: short sealed messages to the browsers that asked for them (RFC 8030, 8188, 8291, 8292).
//!
//! A browser subscribes with its push service and gives us an endpoint, its public key and a secret ([`Subscription`]). We seal
//! each message for that browser alone ([`encrypt`]: the service in between sees neither words nor their length), say who we are
//! ([`Vapid`]), post it ([`call`]) and read what the service says of it ([`Outcome`]).
//!
//! The endpoint is a secret: whoever knows it can send noise to that browser. It is in no log and no `Debug`.
//!
//! ```
//! use kernel::{FixedClock, OsDice, SeededDice, Time};
//! use notify::push::{Delivery, Subscription, Vapid, VapidKey, call, encrypt};
//! let browser = Subscription::new(
//!     "https://push.example.net/v1/a-secret",
//!     "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
//!     "BTBZMqHH6r4Tts7J_aSIgg",
//! )
//! .unwrap();
//! let us = Vapid::new(VapidKey::generate(&SeededDice::new(1)).unwrap(), "mailto:desk@rhizome.example");
//! let now = Time::parse("2015-11-13T21:20:00+01:00").unwrap();
//! let body = encrypt(&OsDice, &browser, b"Are you safe?").unwrap();
//! let call = call(&us, now, &browser, body, &Delivery::default()).unwrap();
//! assert_eq!(format!("{call:?}"), "Call(POST push.example.net:443)");
//! ```

mod base64url;
mod carrier;
mod content;
mod encrypt;
mod key;
pub mod keyfile;
mod outcome;
mod payload;
mod request;
mod services;
mod subscription;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod vapid;

pub use carrier::{PushCarrier, check_key};
pub use content::{ContentKeys, LARGEST_RECORD};
pub use encrypt::{MOST, PADDED, SenderKey, USUAL, encrypt, encrypt_as};
pub use outcome::Outcome;
pub(crate) use outcome::retry_after;
pub use request::{Delivery, Topic, Urgency, call};
pub use subscription::{BadSubscription, Subscription};
pub use vapid::{Vapid, VapidKey};

/// Cryptography refused: a key that is none, or a text that is too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PushError {
    /// The text does not fit into one message ([`MOST`]).
    #[error("the message is too long")]
    TooLong,
    /// Bytes that are not a key of P-256, or a signature that could not be made.
    #[error("not a key of P-256")]
    Key,
    /// Something that no header can carry.
    #[error("not a value of a header")]
    Header,
}

impl From<aws_lc_rs::error::Unspecified> for PushError {
    fn from(_: aws_lc_rs::error::Unspecified) -> Self {
        Self::Key
    }
}
