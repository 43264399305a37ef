//! Sealing a message for one browser (RFC 8291).

use aws_lc_rs::{
    agreement::{ECDH_P256, PrivateKey, UnparsedPublicKey, agree},
    hkdf::{HKDF_SHA256, Salt},
};
use kernel::Dice;

use super::{
    PushError, Subscription,
    content::{ContentKeys, LARGEST_RECORD, expand},
    key::{self, PRIVATE, PUBLIC},
};

/// What every text is padded to, its mark included. With head, tag and the headers of the request it fits into one packet.
pub const PADDED: usize = 1024;
/// The longest text that looks like every other.
pub const USUAL: usize = PADDED - 1;
/// What longer texts are padded to: all that push services must take (RFC 8291, 4), less head (86) and tag (16).
const PADDED_LONG: usize = 4096 - 86 - 16;
/// The longest text of a message.
pub const MOST: usize = PADDED_LONG - 1;

/// Our key for one message. It is used up by sealing: a second message needs another.
pub struct SenderKey {
    private: PrivateKey,
    public: [u8; PUBLIC],
}

impl SenderKey {
    /// A new key, from the generator of aws-lc-rs itself, as the keys of TLS are: a number thrown by our dice would be multiplied
    /// twice, once to make the public key and once to check it, which is an eighth of what a message costs.
    ///
    /// # Errors
    /// Never in practice.
    pub fn generate() -> Result<Self, PushError> {
        let private = PrivateKey::generate(&ECDH_P256)?;
        let public = private.compute_public_key()?.as_ref().try_into().map_err(|_| PushError::Key)?;
        Ok(Self { private, public })
    }
    /// The key whose number this is, as the standard's examples need it.
    ///
    /// # Errors
    /// When it is not a number of a key.
    pub fn from_raw(number: &[u8; PRIVATE]) -> Result<Self, PushError> {
        key::of_raw(number).map(|(private, public)| Self { private, public })
    }
}

/// Seals a text for a browser, as the body of a push message. All texts up to [`USUAL`] bytes give bodies of one length, longer
/// ones of one other, so that nobody on the way can tell an answer from its length. The dice give the salt; the key is new each time.
///
/// # Errors
/// When the text is longer than [`MOST`].
pub fn encrypt(dice: &dyn Dice, to: &Subscription, text: &[u8]) -> Result<Vec<u8>, PushError> {
    let mut salt = [0; 16];
    dice.fill(&mut salt);
    let padded = if text.len() <= USUAL { PADDED } else { PADDED_LONG };
    encrypt_as(SenderKey::generate()?, &salt, to, text, padded)
}

/// Seals a text padded to `padded` bytes, its mark included, with this key and salt, neither of which may be used again.
///
/// # Errors
/// When text and mark are longer than `padded`, or `padded` is more than one record holds.
pub fn encrypt_as(
    from: SenderKey,
    salt: &[u8; 16],
    to: &Subscription,
    text: &[u8],
    padded: usize,
) -> Result<Vec<u8>, PushError> {
    if padded > PADDED_LONG {
        return Err(PushError::TooLong);
    }
    let browser = UnparsedPublicKey::new(&ECDH_P256, to.public());
    let secret: [u8; 32] = agree(&from.private, browser, PushError::Key, |shared| {
        let prk = Salt::new(HKDF_SHA256, to.secret()).extract(shared);
        expand(&prk, &[b"WebPush: info\0", to.public(), &from.public])
    })?;
    let keys = ContentKeys::new(&secret, salt)?;
    let mut out = Vec::with_capacity(padded.saturating_add(86 + 16));
    ContentKeys::head(&mut out, salt, LARGEST_RECORD, &from.public)?;
    keys.record(&mut out, text, padded, 0, true)?;
    Ok(out)
}
