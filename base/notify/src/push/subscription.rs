//! What a browser gives when it subscribes.

use std::fmt;

use http::Uri;

use super::{
    base64url,
    key::{self, PUBLIC},
};

/// The longest endpoint that is kept.
const LONGEST: usize = 2048;

/// Where a browser gets its messages, and what they are sealed with. Whether the endpoint may be called is for
/// `outbound::Outbound::allows` to say.
#[derive(Clone, PartialEq, Eq)]
pub struct Subscription {
    endpoint: String,
    origin: String,
    public: [u8; PUBLIC],
    secret: [u8; 16],
}

/// What is wrong with a subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum BadSubscription {
    /// The endpoint is no absolute URL, or too long.
    #[error("the endpoint is not a URL")]
    Endpoint,
    /// `p256dh` is not base64url of a point of the curve P-256, uncompressed.
    #[error("the key is not a point of P-256")]
    Key,
    /// `auth` is not base64url of 16 bytes.
    #[error("the secret has not 16 bytes")]
    Secret,
}

impl Subscription {
    /// A subscription from the fields that the browser's `PushSubscription.toJSON()` has, base64url with padding or without.
    ///
    /// # Errors
    /// Which field is not what it should be.
    pub fn new(endpoint: &str, p256dh: &str, auth: &str) -> Result<Self, BadSubscription> {
        let origin = origin(endpoint).ok_or(BadSubscription::Endpoint)?;
        let public = base64url::decode(p256dh).filter(key::is_point).ok_or(BadSubscription::Key)?;
        let secret = base64url::decode(auth).ok_or(BadSubscription::Secret)?;
        Ok(Self { endpoint: endpoint.to_owned(), origin, public, secret })
    }
    /// A subscription as it was kept, in bytes. The key was looked at when it came; sealing looks again in any case, so here only
    /// the lengths are.
    ///
    /// # Errors
    /// Which field is not what it should be.
    pub fn kept(endpoint: &str, public: &[u8], secret: &[u8]) -> Result<Self, BadSubscription> {
        let origin = origin(endpoint).ok_or(BadSubscription::Endpoint)?;
        let public = public.try_into().map_err(|_| BadSubscription::Key)?;
        let secret = secret.try_into().map_err(|_| BadSubscription::Secret)?;
        Ok(Self { endpoint: endpoint.to_owned(), origin, public, secret })
    }
    /// Where messages are posted. A secret.
    #[must_use]
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }
    /// The origin of the push service (RFC 6454, 6.2): scheme, host, and the port when it is not the scheme's.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }
    /// The browser's public key, as it came (`p256dh`), without padding.
    #[must_use]
    pub fn p256dh(&self) -> String {
        base64url::encode(self.public)
    }
    /// The secret shared with the browser (`auth`), without padding.
    #[must_use]
    pub fn auth(&self) -> String {
        base64url::encode(self.secret)
    }
    /// The browser's public key, to be kept.
    #[must_use]
    pub fn public(&self) -> &[u8; PUBLIC] {
        &self.public
    }
    /// The secret shared with the browser, to be kept sealed.
    #[must_use]
    pub fn secret(&self) -> &[u8; 16] {
        &self.secret
    }
}

fn origin(endpoint: &str) -> Option<String> {
    let uri: Uri = endpoint.parse().ok().filter(|_| endpoint.len() <= LONGEST)?;
    let (scheme, host) = (uri.scheme_str()?, uri.host()?.to_ascii_lowercase());
    let usual = match scheme {
        "https" => 443,
        "http" => 80,
        _ => return None,
    };
    match uri.port_u16().filter(|port| *port != usual) {
        Some(port) => Some(format!("{scheme}://{host}:{port}")),
        None => Some(format!("{scheme}://{host}")),
    }
}

impl fmt::Debug for Subscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Subscription({})", self.origin)
    }
}
