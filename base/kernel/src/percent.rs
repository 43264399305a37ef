//! Percent-encoded text (RFC 3986, section 2.1), read.

/// The bytes that a percent-encoded text stands for: `%41` is `A`; a `%` that no two hexadecimal digits follow stands for itself. `plus`: in
/// forms and queries `+` is a space (WHATWG URL, 5.1).
///
/// ```
/// assert_eq!(kernel::percent_decoded(b"L%C3%A9a+B%2", true), "Léa B%2".as_bytes());
/// assert_eq!(kernel::percent_decoded(b"a+b", false), b"a+b");
/// ```
#[must_use]
pub fn percent_decoded(text: &[u8], plus: bool) -> Vec<u8> {
    let digit = |b: u8| char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok());
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.iter().copied();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        match byte {
            b'+' if plus => bytes.push(b' '),
            b'%' => match ahead.next().and_then(digit).zip(ahead.next().and_then(digit)) {
                Some((high, low)) => {
                    bytes.push(high << 4 | low);
                    rest = ahead;
                }
                None => bytes.push(byte),
            },
            byte => bytes.push(byte),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_encoded_is_read_back_and_nothing_breaks_it(text in "\\PC{0,20}", any in "[%+a0-9A-Fg]{0,12}") {
            let encoded: String = text.bytes().map(|b| format!("%{b:02X}")).collect();
            prop_assert_eq!(percent_decoded(encoded.as_bytes(), true), text.as_bytes());
            prop_assert!(percent_decoded(any.as_bytes(), false).len() <= any.len());
        }
    }

    #[test]
    fn what_is_not_encoded_stands_for_itself() {
        assert_eq!(percent_decoded(b"100%", true), b"100%");
        assert_eq!(percent_decoded(b"%4", true), b"%4");
        assert_eq!(percent_decoded(b"%zz%+1", true), b"%zz% 1");
        assert_eq!(percent_decoded(b"%2Fx%2f", false), b"/x/");
    }
}
