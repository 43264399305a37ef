//! base64url as browsers and services write it: without padding by the standards (RFC 7515), with it now and then.

use base64::{
    Engine,
    alphabet::URL_SAFE,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

const TOLERANT: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_encode_padding(false).with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Without padding.
pub(crate) fn encode(bytes: impl AsRef<[u8]>) -> String {
    TOLERANT.encode(bytes)
}

/// Exactly `N` bytes, with padding or without.
pub(crate) fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    TOLERANT.decode(text).ok()?.try_into().ok()
}
