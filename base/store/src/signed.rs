//! Texts that only we can write: some bytes and a signature, for links, cookies and addresses that come back. What they say stands in them,
//! so that nothing is stored.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::Seal;

/// Bytes of the digest that stand behind what is signed.
const TAG: usize = 12;

impl Seal {
    /// Writes `data` and the first 12 bytes of its digest for a purpose in base64url. What is `beside` it is signed along and must be known
    /// to the reader: it does not stand in the text.
    #[must_use]
    pub fn signed(&self, purpose: &str, beside: &[u8], data: &[u8]) -> String {
        let mac = self.mac(purpose, &[beside, data].concat());
        URL_SAFE_NO_PAD.encode([data, mac.first_chunk::<TAG>().map_or(&[][..], |tag| tag)].concat())
    }
    /// What such a text says, when it was written here, for this purpose, with this beside it; nothing of any other. It takes no more
    /// memory than the one text that it could be, and each `N` bytes have one text.
    #[must_use]
    pub fn read_signed<const N: usize>(&self, purpose: &str, beside: &[u8], text: &str) -> Option<[u8; N]> {
        let length = N.saturating_add(TAG);
        if text.len() != base64::encoded_len(length, false)? {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).ok().filter(|b| b.len() == length)?;
        let (data, tag) = bytes.split_first_chunk::<N>()?;
        self.is_mac(purpose, &[beside, data].concat(), tag).then_some(*data)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SeededDice;
    use proptest::prelude::*;

    fn seal(seed: u64) -> Seal {
        Seal::in_memory(&SeededDice::new(seed)).unwrap()
    }

    #[test]
    fn nothing_else_opens_what_is_signed() {
        let text = seal(1).signed("links", b"here", &[7; 16]);
        assert_eq!(seal(1).read_signed("links", b"here", &text), Some([7; 16]));
        assert_eq!(seal(2).read_signed::<16>("links", b"here", &text), None, "other keys");
        assert_eq!(seal(1).read_signed::<16>("cookies", b"here", &text), None, "another purpose");
        assert_eq!(seal(1).read_signed::<16>("links", b"there", &text), None, "in another place");
        assert_eq!(seal(1).read_signed::<15>("links", b"here", &text), None, "another length");
        assert_eq!(seal(1).read_signed::<16>("links", b"here", &format!("{text}=")), None, "another text");
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_enough(data: [u8; 16], at in 0_usize..38, by in 1_u8..64) {
            let text = seal(1).signed("links", b"", &data);
            prop_assert_eq!(seal(1).read_signed("links", b"", &text), Some(data));
            let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            let mut wrong = text.into_bytes();
            let letter = alphabet.iter().position(|c| *c == wrong[at]).unwrap();
            wrong[at] = alphabet[(letter + usize::from(by)) % 64];
            prop_assert_eq!(seal(1).read_signed::<16>("links", b"", std::str::from_utf8(&wrong).unwrap()), None);
        }
        #[test]
        fn any_text_is_read_or_not(text in ".{0,80}") {
            prop_assert_eq!(seal(1).read_signed::<16>("links", b"", &text), None);
        }
    }
}
