//! Web hooks: what happened, told to an organisation's own system, signed as Standard Webhooks 1.0 says.
//!
//! A request carries `webhook-id` (the name of the delivery: the same in every try, so that whoever receives it twice can tell),
//! `webhook-timestamp` (seconds since 1970, of this try) and `webhook-signature` (`v1,` and the HMAC-SHA256 of
//! `id.timestamp.body` under the secret, in base64). A receiver refuses what is more than [`TOLERANCE`] old or early.
//!
//! ```
//! use notify::hook::{Secret, sign};
//! // The example of the Standard Webhooks specification's own libraries.
//! let secret = Secret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
//! let signature = sign(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, br#"{"test": 2432232314}"#);
//! assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
//! ```

mod carrier;
mod sign;

pub use self::{
    carrier::{HookCarrier, wait_after},
    sign::{Secret, TOLERANCE, sign},
};
