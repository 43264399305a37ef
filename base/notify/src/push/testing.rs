//! A browser as tests need one: its keys, and a way to open what was sealed for it, written apart from what seals; and a reader that is
//! not ours at all.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::missing_panics_doc,
    reason = "only tests come here: what fails here fails the test"
)]

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use aws_lc_rs::{
    aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    agreement::{ECDH_P256, PrivateKey, UnparsedPublicKey, agree},
    hmac,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{Dice, SeededDice};
use serde_json::Value;

use super::Subscription;

/// Bytes of base64url.
#[must_use]
pub fn b64(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap()
}
/// Their base64url.
#[must_use]
pub fn text64(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A browser that subscribed.
pub struct Browser {
    /// Its private key, as a number.
    pub number: [u8; 32],
    /// Its private key.
    pub key: PrivateKey,
    /// What it shares with us.
    pub secret: [u8; 16],
}

impl Browser {
    /// The browser of this seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        let dice = SeededDice::new(seed);
        let (mut number, mut secret) = ([0; 32], [0; 16]);
        dice.fill(&mut number);
        dice.fill(&mut secret);
        // Below the order of the curve for certain.
        number[0] &= 0x7f;
        Self { number, key: PrivateKey::from_private_key(&ECDH_P256, &number).unwrap(), secret }
    }
    /// Its public key.
    #[must_use]
    pub fn public(&self) -> Vec<u8> {
        self.key.compute_public_key().unwrap().as_ref().to_vec()
    }
    /// Its subscription with a service that is nowhere.
    #[must_use]
    pub fn subscription(&self) -> Subscription {
        self.subscribed_at("https://push.example.net/v1/a-secret")
    }
    /// Its subscription with this endpoint.
    #[must_use]
    pub fn subscribed_at(&self, endpoint: &str) -> Subscription {
        Subscription::new(endpoint, &text64(self.public()), &text64(self.secret)).unwrap()
    }
    /// The text of a message, or nothing when it was not sealed for this browser or was changed on the way.
    #[must_use]
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
#[must_use]
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

const HOW_TO_INSTALL: &str =
    "this test needs Node.js and the modules of e2e/: `cargo x test` installs them; by hand: cd e2e && npm ci";

/// What the peer says of a line of JSON.
///
/// # Panics
/// When it is not installed: the test does not pass because nobody read what we wrote.
#[must_use]
pub fn read_by_others(what: &Value) -> Value {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let modules = here.join("../../e2e");
    assert!(modules.join("node_modules/http_ece").is_dir(), "{HOW_TO_INSTALL}");
    let mut node = Command::new("node");
    node.arg(here.join("tests/push/open.mjs")).arg(modules).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = node.spawn().unwrap_or_else(|e| panic!("{HOW_TO_INSTALL} ({e})"));
    child.stdin.take().unwrap().write_all(what.to_string().as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success(), "the peer could not read it");
    serde_json::from_slice(&out.stdout).unwrap()
}
