//! Keys: those that are pinned, and those that sign.

use std::fmt;

use aws_lc_rs::{
    digest::{SHA256, digest},
    rsa,
    signature::{
        ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, ParsedPublicKey,
        RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, RsaParameters,
    },
};

use super::{ECDSA_SHA256, RSA_SHA256, der};
use crate::Time;

/// Why something is no key that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// It is neither PEM nor DER of a certificate or a key.
    Form,
    /// It is no key of RSA with 2048 to 8192 bits, and none of the curve P-256.
    Kind,
}
impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "neither a certificate nor a key, in PEM or DER",
            Self::Kind => "not a key of RSA (2048 to 8192 bits) or of the curve P-256",
        })
    }
}
impl std::error::Error for KeyError {}

/// With what a key signs; always with SHA-256.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// RSA PKCS#1 1.5.
    Rsa,
    /// ECDSA on the curve P-256.
    Ecdsa,
}
impl KeyKind {
    /// Its address in signatures.
    #[must_use]
    pub const fn algorithm(self) -> &'static str {
        match self {
            Self::Rsa => RSA_SHA256,
            Self::Ecdsa => ECDSA_SHA256,
        }
    }
}

/// A public key that is pinned for an authority: it was got from it by another way than the messages, and is kept.
#[derive(Clone)]
pub struct Pin {
    key: ParsedPublicKey,
    kind: KeyKind,
    valid: Option<(i64, i64)>,
    fingerprint: [u8; 32],
    certificate: Option<Vec<u8>>,
}
impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pin({:?} {})", self.kind, self.fingerprint())
    }
}

impl Pin {
    /// The certificates and public keys of a file: PEM with any number of them, or DER of one.
    ///
    /// # Errors
    /// When there is none, or one that cannot be used.
    pub fn read(file: &[u8]) -> Result<Vec<Self>, KeyError> {
        let blocks = std::str::from_utf8(file).map(der::pem).unwrap_or_default();
        if blocks.is_empty() {
            return Self::of_der(file).map(|pin| vec![pin]);
        }
        let public = |(label, _): &&(String, Vec<u8>)| label == "CERTIFICATE" || label == "PUBLIC KEY";
        let pins: Vec<_> = blocks.iter().filter(public).map(|(_, der)| Self::of_der(der)).collect::<Result<_, _>>()?;
        if pins.is_empty() { Err(KeyError::Form) } else { Ok(pins) }
    }
    /// A certificate (RFC 5280) or a SubjectPublicKeyInfo, in DER. Of a certificate the key is taken, and the time in which it is valid:
    /// who signed it does not matter, since it is pinned.
    ///
    /// # Errors
    /// When it is neither, or of a key that cannot be used.
    pub fn of_der(bytes: &[u8]) -> Result<Self, KeyError> {
        let (spki, valid) = match der::certificate(bytes) {
            Some(certificate) => (certificate.key, Some(certificate.valid)),
            None => (bytes, None),
        };
        let (key, kind) = if let Ok(key) = ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, spki) {
            (key, KeyKind::Ecdsa)
        } else {
            let bare = rsa::PublicKey::from_der(spki).map_err(|_| KeyError::Kind)?;
            let bits = RsaParameters::public_modulus_len(bare.as_ref()).map_err(|_| KeyError::Kind)?;
            let key = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, spki).map_err(|_| KeyError::Kind)?;
            if !(2048..=8192).contains(&bits) {
                return Err(KeyError::Kind);
            }
            (key, KeyKind::Rsa)
        };
        let fingerprint = digest(&SHA256, spki).as_ref().try_into().map_err(|_| KeyError::Form)?;
        let certificate = valid.map(|_| bytes.to_vec());
        Ok(Self { key, kind, valid, fingerprint, certificate })
    }
    /// With what it signs.
    #[must_use]
    pub const fn kind(&self) -> KeyKind {
        self.kind
    }
    /// The SHA-256 of its SubjectPublicKeyInfo, in hexadecimal digits: what two people compare on the telephone.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        self.fingerprint.iter().map(|byte| format!("{byte:02x}")).collect()
    }
    /// Whether it is valid at a time. A key without certificate always is.
    #[must_use]
    pub fn is_valid_at(&self, time: Time) -> bool {
        self.valid.is_none_or(|(first, last)| (first..=last).contains(&time.unix()))
    }
    /// The certificate, if it is one.
    pub(super) fn certificate(&self) -> Option<&[u8]> {
        self.certificate.as_deref()
    }
    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        self.key.verify_sig(message, signature).is_ok()
    }
}

pub(super) enum Pair {
    Rsa(Box<RsaKeyPair>),
    Ecdsa(Box<EcdsaKeyPair>),
}

/// A private key that signs messages.
pub struct SigningKey {
    pub(super) pair: Pair,
}
impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({:?})", self.kind())
    }
}

impl SigningKey {
    /// The first private key of a file: PEM or DER; PKCS#8 (RFC 5958), or as RSA (RFC 8017) and elliptic curves (RFC 5915) have them of
    /// their own. Not encrypted.
    ///
    /// # Errors
    /// When there is none, or one that cannot be used.
    pub fn read(file: &[u8]) -> Result<Self, KeyError> {
        let blocks = std::str::from_utf8(file).map(der::pem).unwrap_or_default();
        let der = match blocks.iter().find(|(label, _)| label.ends_with("PRIVATE KEY")) {
            Some((_, der)) => der,
            None if blocks.is_empty() => file,
            None => return Err(KeyError::Form),
        };
        let curve = &ECDSA_P256_SHA256_FIXED_SIGNING;
        if let Ok(pair) =
            EcdsaKeyPair::from_pkcs8(curve, der).or_else(|_| EcdsaKeyPair::from_private_key_der(curve, der))
        {
            return Ok(Self { pair: Pair::Ecdsa(Box::new(pair)) });
        }
        let pair = RsaKeyPair::from_pkcs8(der).or_else(|_| RsaKeyPair::from_der(der)).map_err(|_| KeyError::Kind)?;
        if !(256..=1024).contains(&pair.public_modulus_len()) {
            return Err(KeyError::Kind);
        }
        Ok(Self { pair: Pair::Rsa(Box::new(pair)) })
    }
    /// With what it signs.
    #[must_use]
    pub const fn kind(&self) -> KeyKind {
        match self.pair {
            Pair::Rsa(_) => KeyKind::Rsa,
            Pair::Ecdsa(_) => KeyKind::Ecdsa,
        }
    }
    /// Whether a pinned key is its other half.
    #[must_use]
    pub fn belongs_to(&self, pin: &Pin) -> bool {
        let message = b"the two halves of a key";
        self.kind() == pin.kind && self.sign(message).is_some_and(|signature| pin.verifies(message, &signature))
    }
    pub(super) fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        let digest = digest(&SHA256, message);
        match &self.pair {
            Pair::Ecdsa(pair) => pair.sign_digest(&digest).ok().map(|signature| signature.as_ref().to_vec()),
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign_digest(&RSA_PKCS1_SHA256, &digest, &mut signature).ok()?;
                Some(signature)
            }
        }
    }
}
