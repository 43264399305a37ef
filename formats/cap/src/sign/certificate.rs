//! A certificate that a key signs for itself (RFC 5280, 4.1): what others pin. Nothing in it is to be believed but the key.

use aws_lc_rs::signature::KeyPair as _;

use super::{
    der::lines,
    keys::{Pair, SigningKey},
};
use crate::Time;

const SEQUENCE: u8 = 0x30;
/// ecdsa-with-SHA256 (RFC 5758, 3.2), as an AlgorithmIdentifier.
const ECDSA_SHA256: &[u8] = &[SEQUENCE, 10, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2];
/// A public key of the curve P-256 (RFC 5480, 2.1.1), as an AlgorithmIdentifier.
const P256: &[u8] =
    &[SEQUENCE, 19, 6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7];
/// commonName (RFC 5280, A.1).
const COMMON_NAME: &[u8] = &[6, 3, 0x55, 4, 3];
/// X.509 version 3.
const VERSION_3: &[u8] = &[0xa0, 3, 2, 1, 2];

/// A value of DER; nothing when it is too long for what is made here.
fn value(tag: u8, parts: &[&[u8]]) -> Option<Vec<u8>> {
    let content = parts.concat();
    let mut out = vec![tag];
    match u16::try_from(content.len()).ok()?.to_be_bytes() {
        [0, short] if short < 0x80 => out.push(short),
        [0, long] => out.extend([0x81, long]),
        [high, low] => out.extend([0x82, high, low]),
    }
    out.extend(content);
    Some(out)
}
/// A number of so many bytes, without sign.
fn number(bytes: &[u8]) -> Option<Vec<u8>> {
    let zeros = bytes.iter().take_while(|b| **b == 0).count();
    let digits = bytes.get(zeros..)?;
    let sign: &[u8] = if digits.first().is_none_or(|b| *b >= 0x80) { &[0] } else { &[] };
    value(2, &[sign, digits])
}
/// GeneralizedTime in UTC.
fn time(at: Time) -> Option<Vec<u8>> {
    let text = at.in_utc().to_string();
    let digits: String = text.chars().take(19).filter(char::is_ascii_digit).collect();
    value(0x18, &[digits.as_bytes(), b"Z"])
}

impl SigningKey {
    /// A certificate of this key, signed with itself, in PEM; nothing for a key of another curve or kind than P-256. Made again it is
    /// another document of the same key: keep it.
    ///
    /// ```no_run
    /// let key = cap::SigningKey::read(&std::fs::read("key.pem")?)?;
    /// let (first, last) = (cap::Time::parse("2015-11-13T00:00:00-00:00"), cap::Time::parse("2025-11-13T00:00:00-00:00"));
    /// let pem = key.certificate("alerts.example.org", first.unwrap(), last.unwrap()).unwrap();
    /// assert!(key.belongs_to(&cap::Pin::read(pem.as_bytes())?[0]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn certificate(&self, name: &str, first: Time, last: Time) -> Option<String> {
        let Pair::Ecdsa(pair) = &self.pair else { return None };
        let public = pair.public_key().as_ref();
        let name: String = name.chars().take(64).collect();
        let attribute = value(SEQUENCE, &[COMMON_NAME, &value(12, &[name.as_bytes()])?])?;
        let name = value(SEQUENCE, &[&value(0x31, &[&attribute])?])?;
        let key = value(SEQUENCE, &[P256, &value(3, &[&[0], public])?])?;
        let validity = value(SEQUENCE, &[&time(first)?, &time(last)?])?;
        // Of the key, so that two keys have two numbers (RFC 5280, 4.1.2.2).
        let serial = number(public.get(1..17)?)?;
        let body = value(SEQUENCE, &[VERSION_3, &serial, ECDSA_SHA256, &name, &validity, &name, &key])?;
        let signature = self.sign(&body)?;
        let (r, s) = signature.split_at_checked(signature.len() / 2)?;
        let signature = value(SEQUENCE, &[&number(r)?, &number(s)?])?;
        let whole = value(SEQUENCE, &[&body, ECDSA_SHA256, &value(3, &[&[0], &signature])?])?;
        Some(format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines(&whole)))
    }
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::{
        encoding::AsDer as _,
        signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair},
    };

    use super::*;
    use crate::Pin;

    #[test]
    fn a_key_belongs_to_its_own_certificate_in_its_time() {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        let key = SigningKey::read(pair.to_pkcs8v1().unwrap().as_ref()).unwrap();
        let at = |text: &str| Time::parse(text).unwrap();
        let (first, last) = (at("2015-11-13T22:20:00+01:00"), at("2045-11-13T00:00:00-00:00"));
        let pem = key.certificate("alerts.example.org", first, last).unwrap();
        let pins = Pin::read(pem.as_bytes()).unwrap();
        assert_eq!(pins.len(), 1);
        assert!(key.belongs_to(&pins[0]));
        assert!(pins[0].is_valid_at(at("2015-11-13T21:20:00-00:00")));
        assert!(!pins[0].is_valid_at(at("2015-11-13T21:19:59-00:00")));
        assert!(!pins[0].is_valid_at(at("2045-11-13T00:00:01-00:00")));
        let public = pair.public_key().as_der().unwrap();
        assert_eq!(
            pins[0].fingerprint(),
            Pin::of_der(public.as_ref()).unwrap().fingerprint(),
            "its SPKI is the usual one"
        );
    }
}
