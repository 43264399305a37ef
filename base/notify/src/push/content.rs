//! Encrypted content of HTTP messages, `aes128gcm` (RFC 8188).

use aws_lc_rs::{
    aead::{AES_128_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    hkdf::{HKDF_SHA256, KeyType, Prk, Salt},
};

use super::PushError;

/// The longest record that every push service takes, head and tag included (RFC 8291, 4).
pub const LARGEST_RECORD: u32 = 4096;

/// What stands after the text of a record: the last one, or one that others follow.
const LAST: u8 = 2;
const NOT_LAST: u8 = 1;

/// The keys of one message.
pub struct ContentKeys {
    key: LessSafeKey,
    nonce: [u8; NONCE_LEN],
}

/// The length of what HKDF is to give.
pub(crate) struct Bytes(pub usize);

impl KeyType for Bytes {
    fn len(&self) -> usize {
        self.0
    }
}

/// HKDF-Expand (RFC 5869) into an array.
pub(crate) fn expand<const N: usize>(prk: &Prk, info: &[&[u8]]) -> Result<[u8; N], PushError> {
    let mut out = [0; N];
    prk.expand(info, Bytes(N))?.fill(&mut out)?;
    Ok(out)
}

impl ContentKeys {
    /// The keys from a shared secret and the salt of the message (RFC 8188, 2.2 and 2.3).
    ///
    /// # Errors
    /// Never in practice: the lengths are those of the algorithms.
    pub fn new(secret: &[u8], salt: &[u8; 16]) -> Result<Self, PushError> {
        let prk = Salt::new(HKDF_SHA256, salt).extract(secret);
        let key: [u8; 16] = expand(&prk, &[b"Content-Encoding: aes128gcm\0"])?;
        let nonce = expand(&prk, &[b"Content-Encoding: nonce\0"])?;
        Ok(Self { key: LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key)?), nonce })
    }

    /// Appends the head of a message: salt, size of records, and who sealed it (RFC 8188, 2.1).
    ///
    /// # Errors
    /// When the sender's name is longer than 255 bytes.
    pub fn head(out: &mut Vec<u8>, salt: &[u8; 16], record: u32, sender: &[u8]) -> Result<(), PushError> {
        let length = u8::try_from(sender.len()).map_err(|_| PushError::TooLong)?;
        out.extend_from_slice(salt);
        out.extend_from_slice(&record.to_be_bytes());
        out.push(length);
        out.extend_from_slice(sender);
        Ok(())
    }

    /// Appends a sealed record: the text, a mark, zeros up to `padded` bytes, and the tag. `number` counts from 0; no number is
    /// used twice with the same keys.
    ///
    /// # Errors
    /// When text and mark are longer than `padded`.
    pub fn record(
        &self,
        out: &mut Vec<u8>,
        text: &[u8],
        padded: usize,
        number: u32,
        is_last: bool,
    ) -> Result<(), PushError> {
        if text.len() >= padded {
            return Err(PushError::TooLong);
        }
        let start = out.len();
        out.extend_from_slice(text);
        out.push(if is_last { LAST } else { NOT_LAST });
        out.resize(start.saturating_add(padded), 0);
        let mut nonce = self.nonce;
        for (byte, turn) in nonce.iter_mut().rev().zip(number.to_le_bytes()) {
            *byte ^= turn;
        }
        let sealed = out.get_mut(start..).unwrap_or_default();
        let tag = self.key.seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), sealed)?;
        out.extend_from_slice(tag.as_ref());
        Ok(())
    }
}
