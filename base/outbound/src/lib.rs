//! All outgoing HTTP and DNS, with the guard against forged requests inside.
//!
//! Whoever gives us an address to call (a browser its push service, an organisation its hook) must not be able to make this
//! server call its own network. So there is one client, and one way from a URL to a connection:
//!
//! 1. the URL is read so that it can be read one way only: `https`, no user, a usual port, a host without tricks;
//! 2. its name is resolved once;
//! 3. every address of it is checked: one that is not public refuses them all;
//! 4. the connection goes to one of those very addresses. A name that changes its mind ("rebinding") is not asked again.
//!
//! Redirects are answers and are not followed, a proxy of the environment is not used, and every exchange has a limit in time and
//! size. Gateways that the operator configured may be anywhere; then nothing else may be called by that client.
//!
//! ```
//! use std::sync::Arc;
//! use outbound::{Outbound, Refused, Settings, SystemResolver};
//! let public = Outbound::public(&Settings::default(), Arc::new(SystemResolver)).unwrap();
//! assert!(public.allows("https://push.example.org/v1/secret").is_ok());
//! assert_eq!(public.allows("https://169.254.169.254/latest"), Err(Refused::Private));
//! assert_eq!(public.allows("http://push.example.org/v1/secret"), Err(Refused::Scheme));
//! ```

mod address;
mod call;
mod client;
mod connect;
mod refused;
mod resolve;
mod rules;
mod settings;
mod target;
mod texts;
mod tls;

pub use address::{is_one_machine, is_public};
pub use call::{Answer, Call};
pub use client::Outbound;
pub use refused::{OutboundError, Refused, Why};
pub use resolve::{Resolver, SystemResolver};
pub use rules::{Named, NotNamed};
pub use settings::Settings;
pub use target::{Scheme, Target};
pub use texts::{SystemTexts, Texts};
pub use tls::TlsError;
