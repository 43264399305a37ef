//! Verifying.

use aws_lc_rs::digest;

use super::{
    c14n::{self, Mode},
    keys::Pin,
    shape,
    unverified::Unverified,
};
use crate::{Time, xml::Document};

/// A signature that is that of a pinned key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Which of the pinned keys.
    pub pin: usize,
}

/// See [`Message::verify`](crate::Message::verify).
pub(crate) fn verify(document: &Document, pins: &[Pin], at: Option<Time>) -> Result<Verified, Unverified> {
    let shape = shape::of(document)?;
    let mode = shape.document_prefixes.as_ref().map_or(Mode::Inclusive, |prefixes| Mode::Exclusive(prefixes));
    let signed = c14n::document(document, Some(shape.element), &mode);
    let digest = digest::digest(&digest::SHA256, signed.as_bytes());
    let unchanged = digest.as_ref() == shape.digest.as_slice();
    let mode = Mode::Exclusive(&shape.info_prefixes);
    let info = c14n::element(shape.info, &[&document.root, shape.element], &mode);

    if pins.is_empty() {
        return Err(Unverified::NoPin);
    }
    let of_kind: Vec<(usize, &Pin)> = pins.iter().enumerate().filter(|(_, pin)| pin.kind() == shape.kind).collect();
    if of_kind.is_empty() {
        return Err(Unverified::OtherKind);
    }
    if !unchanged {
        return Err(Unverified::Changed);
    }
    let valid: Vec<_> = of_kind.into_iter().filter(|(_, pin)| at.is_none_or(|at| pin.is_valid_at(at))).collect();
    if valid.is_empty() {
        return Err(Unverified::NotValid);
    }
    let found = valid.into_iter().find(|(_, pin)| pin.verifies(info.as_bytes(), &shape.value));
    found.map(|(pin, _)| Verified { pin }).ok_or(Unverified::OtherKey)
}
