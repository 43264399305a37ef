//! Signatures of Standard Webhooks 1.0: symmetric, version `v1`.

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::STANDARD};
use kernel::{Dice, Span};

/// How much the clocks of the two sides may differ: older or earlier requests are refused by whoever receives them.
pub const TOLERANCE: Span = Span::minutes(5);

/// How a secret begins, as it is handed out.
const PREFIX: &str = "whsec_";

/// The secret of one hook: both sides have it, and nobody else. Its `Debug` says nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// A new one: 32 bytes by chance.
    #[must_use]
    pub fn new(dice: &dyn Dice) -> Self {
        let mut bytes = vec![0; 32];
        dice.fill(&mut bytes);
        Self(bytes)
    }
    /// One that was handed out: `whsec_` and base64 of 24 to 64 bytes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = STANDARD.decode(text.strip_prefix(PREFIX)?).ok()?;
        (24..=64).contains(&bytes.len()).then_some(Self(bytes))
    }
    /// As it is handed out.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(&self.0))
    }
    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The value of `webhook-signature`.
#[must_use]
pub fn sign(secret: &Secret, id: &str, seconds: i64, body: &[u8]) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, &secret.0);
    let mut mac = hmac::Context::with_key(&key);
    mac.update(format!("{id}.{seconds}.").as_bytes());
    mac.update(body);
    format!("v1,{}", STANDARD.encode(mac.sign()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SeededDice;

    #[test]
    fn a_secret_comes_back_and_says_nothing_of_itself() {
        let secret = Secret::new(&SeededDice::new(7));
        assert_eq!(Secret::parse(&secret.to_text()), Some(secret.clone()));
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        for bad in ["", "whsec_", "whsec_c2hvcnQ=", "c2VjcmV0", "whsec_!!!"] {
            assert_eq!(Secret::parse(bad), None, "{bad}");
        }
    }
}
