//! Keys of the curve P-256 (NIST FIPS 186-5), from bytes and from dice.

use aws_lc_rs::agreement::{ECDH_P256, ParsedPublicKey, PrivateKey, UnparsedPublicKey};
use kernel::Dice;

use super::PushError;

/// The length of a private key: a number below the order of the curve, big-endian.
pub(crate) const PRIVATE: usize = 32;
/// The length of a public key: an uncompressed point (SEC 1, 2.3.3), 0x04 and two coordinates.
pub(crate) const PUBLIC: usize = 65;

/// How often the dice are thrown for a number below the order of the curve; one throw in 2³² misses.
const THROWS: usize = 8;

/// The number of a private key. It is thrown, so that a test can throw it again.
pub(crate) fn throw(dice: &dyn Dice) -> Result<[u8; PRIVATE], PushError> {
    for _ in 0..THROWS {
        let mut number = [0; PRIVATE];
        dice.fill(&mut number);
        if of_raw(&number).is_ok() {
            return Ok(number);
        }
    }
    Err(PushError::Key)
}

/// The key whose number this is; zero and what is not below the order are refused.
pub(crate) fn of_raw(number: &[u8]) -> Result<(PrivateKey, [u8; PUBLIC]), PushError> {
    let private = PrivateKey::from_private_key(&ECDH_P256, number).map_err(|_| PushError::Key)?;
    let public = private.compute_public_key()?.as_ref().try_into().map_err(|_| PushError::Key)?;
    Ok((private, public))
}

/// Whether these bytes are a point of the curve, and not the one at infinity.
pub(crate) fn is_point(bytes: &[u8; PUBLIC]) -> bool {
    bytes.first() == Some(&4) && ParsedPublicKey::try_from(UnparsedPublicKey::new(&ECDH_P256, bytes)).is_ok()
}
