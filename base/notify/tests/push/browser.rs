//! A browser as tests need one: its keys, and a way to open what was sealed for it, written apart from what seals.

use aws_lc_rs::{
    aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    agreement::{ECDH_P256, PrivateKey, UnparsedPublicKey, agree},
    hmac,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{Dice, SeededDice};
use notify::push::Subscription;

pub fn b64(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap()
}
pub fn text64(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub struct Browser {
    pub number: [u8; 32],
    pub key: PrivateKey,
    pub secret: [u8; 16],
}

impl Browser {
    pub fn of(seed: u64) -> Self {
        let dice = SeededDice::new(seed);
        let (mut number, mut secret) = ([0; 32], [0; 16]);
        dice.fill(&mut number);
        dice.fill(&mut secret);
        // Below the order of the curve for certain.
        number[0] &= 0x7f;
        Self { number, key: PrivateKey::from_private_key(&ECDH_P256, &number).unwrap(), secret }
    }
    pub fn public(&self) -> Vec<u8> {
        self.key.compute_public_key().unwrap().as_ref().to_vec()
    }
    pub fn subscription(&self) -> Subscription {
        let endpoint = "https://push.example.net/v1/a-secret";
        Subscription::new(endpoint, &text64(self.public()), &text64(self.secret)).unwrap()
    }
    /// The text of a message, or nothing when it was not sealed for this browser or was changed on the way.
    pub fn open(&self, body: &[u8]) -> Option<Vec<u8>> {
        let sender = body.get(21..86)?;
        let shared = |s: &[u8]| Ok::<_, ()>(mac(&self.secret, s));
        let key = agree(&self.key, UnparsedPublicKey::new(&ECDH_P256, sender), (), shared).ok()?;
        let info = [b"WebPush: info\0", &self.public()[..], sender, &[1]].concat();
        open(&mac(&key, &info), body)
    }
}

fn mac(key: &[u8], text: &[u8]) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text).as_ref().to_vec()
}

/// Opens a body of RFC 8188 with any number of records.
pub fn open(secret: &[u8], body: &[u8]) -> Option<Vec<u8>> {
    let (salt, rest) = body.split_at_checked(16)?;
    let record = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?) as usize;
    let records = rest.get(5 + usize::from(*rest.get(4)?)..)?;
    let prk = mac(salt, secret);
    let key = mac(&prk, b"Content-Encoding: aes128gcm\0\x01");
    let nonce = mac(&prk, b"Content-Encoding: nonce\0\x01");
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key[..16]).unwrap());
    let mut text = Vec::new();
    let count = records.chunks(record).count();
    for (i, sealed) in records.chunks(record).enumerate() {
        let mut nonce: [u8; 12] = nonce[..12].try_into().unwrap();
        for (n, x) in nonce[4..].iter_mut().zip((i as u64).to_be_bytes()) {
            *n ^= x;
        }
        let mut sealed = sealed.to_vec();
        let opened = key.open_in_place(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut sealed).ok()?;
        let end = opened.iter().rposition(|b| *b != 0)?;
        if opened[end] != if i + 1 == count { 2 } else { 1 } {
            return None;
        }
        text.extend_from_slice(&opened[..end]);
    }
    Some(text)
}
