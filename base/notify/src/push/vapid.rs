//! Who we are, to push services (VAPID, RFC 8292).

use std::{
    collections::HashMap,
    fmt,
    sync::{Mutex, PoisonError},
};

use aws_lc_rs::{
    digest,
    encoding::AsBigEndian as _,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use http::HeaderValue;
use kernel::{Dice, Span, Time};

use super::{
    PushError, Subscription, base64url,
    key::{self, PRIVATE, PUBLIC},
};

/// How long a token is good. At most a day is allowed (RFC 8292, 2).
const LASTS: Span = Span::hours(12);
/// How long it must still be good when it is used: clocks differ, and messages wait.
const MARGIN: Span = Span::hours(1);
/// How many tokens are remembered. Strangers say which services they use: the list must not grow with them.
const REMEMBERED: usize = 1000;

/// `{"typ":"JWT","alg":"ES256"}`.
const HEAD: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9";

/// The key of a server for push services. Browsers are bound to it when they subscribe: who loses it loses them all. The caller
/// keeps it in the folder of the server, mode 0600, and in no backup that leaves the house unsealed.
pub struct VapidKey {
    pair: EcdsaKeyPair,
    public: [u8; PUBLIC],
}

impl VapidKey {
    /// A new key.
    ///
    /// # Errors
    /// When the dice are no dice.
    pub fn generate(dice: &dyn Dice) -> Result<Self, PushError> {
        Self::from_raw(&key::throw(dice)?)
    }
    /// The key whose number this is (32 bytes, big-endian).
    ///
    /// # Errors
    /// When it is not a number of a key.
    pub fn from_raw(number: &[u8]) -> Result<Self, PushError> {
        let (_, public) = key::of_raw(number)?;
        let pair = EcdsaKeyPair::from_private_key_and_public_key(&ECDSA_P256_SHA256_FIXED_SIGNING, number, &public);
        Ok(Self { pair: pair.map_err(|_| PushError::Key)?, public })
    }
    /// The key in a PKCS#8 document (RFC 5208), as other programs write it.
    ///
    /// # Errors
    /// When it is not one, or not of P-256.
    pub fn from_pkcs8(document: &[u8]) -> Result<Self, PushError> {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document).map_err(|_| PushError::Key)?;
        let public = pair.public_key().as_ref().try_into().map_err(|_| PushError::Key)?;
        Ok(Self { pair, public })
    }
    /// The number, to be kept.
    ///
    /// # Errors
    /// Never in practice.
    pub fn to_raw(&self) -> Result<[u8; PRIVATE], PushError> {
        self.pair.private_key().as_be_bytes()?.as_ref().try_into().map_err(|_| PushError::Key)
    }
    /// The PKCS#8 document, to be kept.
    ///
    /// # Errors
    /// Never in practice.
    pub fn to_pkcs8(&self) -> Result<Vec<u8>, PushError> {
        Ok(self.pair.to_pkcs8v1()?.as_ref().to_vec())
    }
    /// The public key as browsers take it when they subscribe (`applicationServerKey`), base64url.
    #[must_use]
    pub fn public(&self) -> String {
        base64url::encode(self.public)
    }
    /// A signature of SHA-256, two numbers of 32 bytes (RFC 7518, 3.4).
    fn sign(&self, text: &str) -> Result<String, PushError> {
        let digest = digest::digest(&digest::SHA256, text.as_bytes());
        Ok(base64url::encode(self.pair.sign_digest(&digest)?))
    }
}

impl fmt::Debug for VapidKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VapidKey({})", self.public())
    }
}

/// Who we are: a key, and how the people who run a push service reach those who run this server.
#[derive(Debug)]
pub struct Vapid {
    key: VapidKey,
    contact: String,
    /// By the origin of the service: until when a header is good, and the header.
    made: Mutex<HashMap<String, (Time, HeaderValue)>>,
}

impl Vapid {
    /// With a key and a contact: `mailto:` or `https:`.
    #[must_use]
    pub fn new(key: VapidKey, contact: impl Into<String>) -> Self {
        Self { key, contact: contact.into(), made: Mutex::new(HashMap::new()) }
    }
    /// The public key as browsers take it when they subscribe, base64url.
    #[must_use]
    pub fn public(&self) -> String {
        self.key.public()
    }
    /// The `Authorization` header for a browser's push service. It is made once for a service and used for hours: a signature
    /// costs more than all the rest of a message but its own key.
    ///
    /// # Errors
    /// When the contact cannot stand in a header, or the signature fails.
    pub fn authorization(&self, now: Time, to: &Subscription) -> Result<HeaderValue, PushError> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((until, header)) = made.get(to.origin())
            && good(*until, now)
        {
            return Ok(header.clone());
        }
        let until = now.plus(LASTS);
        let header = self.make(until, to.origin())?;
        if made.len() >= REMEMBERED {
            made.retain(|_, (until, _)| good(*until, now));
        }
        if made.len() >= REMEMBERED {
            made.clear();
        }
        made.insert(to.origin().to_owned(), (until, header.clone()));
        Ok(header)
    }
    fn make(&self, until: Time, origin: &str) -> Result<HeaderValue, PushError> {
        let claims = serde_json::json!({ "aud": origin, "exp": until.0 / 1_000_000, "sub": self.contact }).to_string();
        let signed = format!("{HEAD}.{}", base64url::encode(claims));
        let signature = self.key.sign(&signed)?;
        let header = format!("vapid t={signed}.{signature}, k={}", self.key.public());
        let mut header = HeaderValue::try_from(header).map_err(|_| PushError::Header)?;
        header.set_sensitive(true);
        Ok(header)
    }
}

/// Good for a while, and not for longer than it was made for: a clock that was set back must not send what is refused.
fn good(until: Time, now: Time) -> bool {
    let left = until.since(now);
    left >= MARGIN && left <= LASTS
}
