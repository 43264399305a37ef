//! Chance, and where it comes from.

use std::{fmt, sync::Mutex};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::{Id, Time};

/// Where randomness comes from.
pub trait Dice: Send + Sync + fmt::Debug {
    /// Fills `bytes` with random bytes.
    fn fill(&self, bytes: &mut [u8]);

    /// Eight random bytes as a number.
    fn number(&self) -> u64 {
        let mut b = [0; 8];
        self.fill(&mut b);
        u64::from_be_bytes(b)
    }
    /// A number from 0 to `below - 1` (0 when `below` is 0), without bias that matters (2⁻⁶⁴ × below).
    fn below(&self, below: u64) -> u64 {
        let wide = u128::from(self.number()).wrapping_mul(u128::from(below));
        u64::try_from(wide >> 64).unwrap_or(0)
    }
    /// A secret of 24 random bytes, for tokens and links.
    fn token(&self) -> Token {
        let mut b = [0; 24];
        self.fill(&mut b);
        Token(URL_SAFE_NO_PAD.encode(b))
    }
}

impl dyn Dice + '_ {
    /// A new identifier: UUID version 7 of `now` (RFC 9562).
    pub fn id<T: Id>(&self, now: Time) -> T {
        let mut b = [0u8; 16];
        self.fill(&mut b);
        let ms = u64::try_from(now.0 / 1000).unwrap_or(0).to_be_bytes();
        let (head, _) = b.split_at_mut(6);
        head.copy_from_slice(ms.get(2..8).unwrap_or(&[0; 6]));
        if let Some(v) = b.get_mut(6) {
            *v = (*v & 0x0f) | 0x70;
        }
        if let Some(v) = b.get_mut(8) {
            *v = (*v & 0x3f) | 0x80;
        }
        T::from_bytes(b)
    }
}

/// A secret as it is handed out. It never appears in logs: its `Debug` says nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(pub String);

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsDice;

impl Dice for OsDice {
    #[allow(clippy::disallowed_methods, reason = "this is the door through which randomness comes in")]
    fn fill(&self, bytes: &mut [u8]) {
        // A system without randomness cannot keep a secret: there is nothing better to do than to stop.
        if aws_lc_rs::rand::fill(bytes).is_err() {
            std::process::abort();
        }
    }
}

/// Dice for tests: the same seed gives the same throws (SplitMix64, Steele et al. 2014).
#[derive(Debug)]
pub struct SeededDice(Mutex<u64>);

impl SeededDice {
    /// Dice that always fall the same way for the same `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }
}

impl Dice for SeededDice {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for chunk in bytes.chunks_mut(8) {
            *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = *state;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            for (to, from) in chunk.iter_mut().zip((z ^ (z >> 31)).to_be_bytes()) {
                *to = from;
            }
        }
    }
}
