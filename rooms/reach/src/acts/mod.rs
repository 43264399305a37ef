//! What one does here: choose how one is reached, look at what became of messages, let other systems hear.

pub mod alerts;
pub mod browsers;
pub mod calls;
pub mod choices;
pub mod compose;
pub mod hooks;
pub mod letters;
pub(crate) mod put;
pub mod reports;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::Refuse;
use web::Failure;

use crate::rules::no::No;

fn no(refused: No) -> Failure {
    Failure::Refused(refused.refusal())
}

fn missed_as(error: ::store::StoreError, refused: No) -> Failure {
    if error.missed() { no(refused) } else { Failure::from(error) }
}

/// Sixteen bytes as they stand in a path.
#[must_use]
pub fn name_of(id: &[u8; 16]) -> String {
    URL_SAFE_NO_PAD.encode(id)
}

/// And back.
///
/// # Errors
/// 404: there is no such thing.
pub fn id_of(name: &str) -> Result<[u8; 16], Failure> {
    let bytes = URL_SAFE_NO_PAD.decode(name).ok();
    bytes.and_then(|b| <[u8; 16]>::try_from(b).ok()).ok_or_else(Failure::not_found)
}
