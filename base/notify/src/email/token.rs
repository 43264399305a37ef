//! The mark in the address that a mail comes back to: which delivery it was, to which address, and that we wrote it.
//!
//! Base32 (RFC 4648, 6) in lower case, as some servers change the case of addresses: the id of the delivery (16 bytes), a keyed hash of the
//! address (4) and one of both (8): 45 characters, so that `bounce+` and the mark stay below the 64 of a local part.

use store::Seal;

use crate::Queue;

const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
const BYTES: usize = 28;

fn base32(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().saturating_mul(8).div_ceil(5));
    for five in bytes.chunks(5) {
        let mut group = [0; 8];
        for (to, from) in group.iter_mut().skip(3).zip(five) {
            *to = *from;
        }
        let bits = u64::from_be_bytes(group);
        for n in 0..five.len().saturating_mul(8).div_ceil(5) {
            let shift = 35_usize.saturating_sub(n.saturating_mul(5));
            let letter = usize::try_from((bits >> shift) & 31).unwrap_or(0);
            out.extend(LETTERS.get(letter).map(|l| char::from(*l)));
        }
    }
    out
}

fn bytes(text: &str) -> Option<[u8; BYTES]> {
    let mut out = [0; BYTES];
    let mut to = out.iter_mut();
    let (mut bits, mut n) = (0_u32, 0_u32);
    for c in text.bytes() {
        let value = LETTERS.iter().position(|l| *l == c.to_ascii_lowercase())?;
        bits = ((bits << 5) | u32::try_from(value).ok()?) & 0xfff;
        n = n.saturating_add(5);
        if n >= 8 {
            n = n.saturating_sub(8);
            *to.next()? = u8::try_from((bits >> n) & 0xff).ok()?;
        }
    }
    // Whole, and nothing in the bits that fill up.
    (to.next().is_none() && n < 5 && bits & ((1 << n) - 1) == 0).then_some(out)
}

/// A mark that we wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The delivery.
    pub delivery: [u8; 16],
    address: [u8; 4],
}

fn first<const N: usize>(mac: [u8; 32]) -> [u8; N] {
    mac.first_chunk().copied().unwrap_or([0; N])
}

impl Mark {
    /// The mark of a delivery to this address.
    #[must_use]
    pub fn new(seal: &Seal, delivery: [u8; 16], address: &str) -> Self {
        let data = [&delivery[..], address.to_lowercase().as_bytes()].concat();
        Self { delivery, address: first(seal.mac("bounce address", &data)) }
    }
    /// As it stands in an address, signed.
    #[must_use]
    pub fn to_text(&self, seal: &Seal) -> String {
        base32(&[&self.delivery[..], &self.address, &self.hash(seal)].concat())
    }
    /// The mark in an address that a mail came back to (`bounce+MARK@…`), or nothing when these keys did not sign it.
    #[must_use]
    pub fn read(seal: &Seal, return_address: &str) -> Option<Self> {
        let (local, _) = return_address.rsplit_once('@')?;
        let (_, mark) = local.rsplit_once('+')?;
        let all = bytes(mark)?;
        let (delivery, rest) = all.split_first_chunk::<16>()?;
        let (address, hash) = rest.split_first_chunk::<4>()?;
        let mark = Self { delivery: *delivery, address: *address };
        aws_lc_rs::constant_time::verify_slices_are_equal(hash, &mark.hash(seal)).ok()?;
        Some(mark)
    }
    /// Whether the delivery went to this address.
    #[must_use]
    pub fn went_to(&self, seal: &Seal, address: &str) -> bool {
        Self::new(seal, self.delivery, address) == *self
    }
    fn hash(&self, seal: &Seal) -> [u8; 8] {
        first(seal.mac("bounce mark", &[&self.delivery[..], &self.address].concat()))
    }
}

impl Queue {
    /// The mark of a delivery to this address.
    #[must_use]
    pub fn bounce_mark(&self, id: &[u8; 16], address: &str) -> String {
        Mark::new(self.seal(), *id, address).to_text(self.seal())
    }
    /// The mark in an address that a mail came back to (`bounce+MARK@…`), or nothing when we did not write it.
    #[must_use]
    pub fn read_bounce_mark(&self, return_address: &str) -> Option<Mark> {
        Mark::read(self.seal(), return_address)
    }
    /// Whether a delivery with this mark went to this address.
    #[must_use]
    pub fn went_to(&self, mark: &Mark, address: &str) -> bool {
        mark.went_to(self.seal(), address)
    }
    /// The delivery of a mark, while it is kept.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of_bounce_mark(&self, mark: &Mark) -> Result<Option<crate::Delivery>, store::StoreError> {
        self.of_link(&self.link_code(&mark.delivery)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_letters_are_those_of_rfc_4648() {
        let known = [
            ("", ""),
            ("f", "my"),
            ("fo", "mzxq"),
            ("foo", "mzxw6"),
            ("foob", "mzxw6yq"),
            ("fooba", "mzxw6ytb"),
            ("foobar", "mzxw6ytboi"),
        ];
        for (plain, coded) in known {
            assert_eq!(base32(plain.as_bytes()), coded);
        }
        assert_eq!(base32(&[0; BYTES]).len(), 45);
    }
    proptest! {
        #[test]
        fn what_is_written_is_read_in_any_case(all: [u8; BYTES], upper: bool) {
            let text = base32(&all);
            let text = if upper { text.to_uppercase() } else { text };
            prop_assert_eq!(bytes(&text), Some(all));
        }
        #[test]
        fn one_text_for_one_mark(text in "[a-zA-Z2-7]{44,46}") {
            if let Some(all) = bytes(&text) {
                prop_assert_eq!(base32(&all), text.to_ascii_lowercase());
            }
        }
        #[test]
        fn any_text_is_read_or_not(text in ".{0,80}") {
            let _ = bytes(&text);
        }
    }
}
