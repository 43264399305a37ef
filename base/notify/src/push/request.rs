//! The request that hands a message to a push service (RFC 8030).

use aws_lc_rs::digest;
use http::{HeaderName, HeaderValue, header};
use kernel::{Span, Time};
use outbound::Call;

use super::{PushError, Subscription, Vapid, base64url};

const TTL: HeaderName = HeaderName::from_static("ttl");
const URGENCY: HeaderName = HeaderName::from_static("urgency");
const TOPIC: HeaderName = HeaderName::from_static("topic");

/// How urgent a message is (RFC 8030, 5.3): what a sleeping phone is woken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Urgency {
    /// On power and wifi.
    VeryLow,
    /// On either.
    Low,
    /// On neither.
    #[default]
    Normal,
    /// Even with a low battery.
    High,
}

/// What a newer message replaces, while it waits with the service (RFC 8030, 5.4).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Topic(String);

impl Topic {
    /// A topic of these words: 1 to 32 letters, digits, `-` and `_`. The service reads it.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let good = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        ((1..=32).contains(&text.len()) && text.bytes().all(good)).then(|| Self(text.to_owned()))
    }
    /// A topic that says nothing of what it is about: a hash of what identifies it. Let the person be a part of it, so that two
    /// browsers of one incident do not look alike to the service.
    #[must_use]
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut hash = digest::Context::new(&digest::SHA256);
        for part in parts {
            hash.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part);
        }
        let hash = hash.finish();
        // 24 bytes are 32 characters.
        Self(base64url::encode(hash.as_ref().get(..24).unwrap_or_default()))
    }
    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How a message is to be delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// How long the service keeps it for a browser that is not there; nothing below a second is a moment (TTL 0).
    pub keep: Span,
    /// What a phone is woken for.
    pub urgency: Urgency,
    /// What it replaces.
    pub topic: Option<Topic>,
}

impl Default for Delivery {
    fn default() -> Self {
        Self { keep: Span::hours(1), urgency: Urgency::Normal, topic: None }
    }
}

/// The request that delivers a sealed body.
///
/// # Errors
/// When we cannot say who we are.
pub fn call(us: &Vapid, now: Time, to: &Subscription, body: Vec<u8>, delivery: &Delivery) -> Result<Call, PushError> {
    let urgency = match delivery.urgency {
        Urgency::VeryLow => "very-low",
        Urgency::Low => "low",
        Urgency::Normal => "normal",
        Urgency::High => "high",
    };
    let call = Call::post(to.endpoint(), body)
        .header(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"))
        .header(header::CONTENT_ENCODING, HeaderValue::from_static("aes128gcm"))
        .header(header::AUTHORIZATION, us.authorization(now, to)?)
        .header(TTL, HeaderValue::from(delivery.keep.whole_seconds().max(0)))
        .header(URGENCY, HeaderValue::from_static(urgency));
    match &delivery.topic {
        Some(topic) => {
            let topic = HeaderValue::try_from(topic.as_str()).map_err(|_| PushError::Header)?;
            Ok(call.header(TOPIC, topic))
        }
        None => Ok(call),
    }
}
