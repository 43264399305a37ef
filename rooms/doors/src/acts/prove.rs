//! Whether somebody may ask at a home, and how they come to: a code to their telephone or their e-mail.

use kernel::{Lang, PersonId, ProofId};
use register::Name;
use web::{CodeFor, Failure, House};

use super::{no, proven_since, vouched};
use crate::rules::No;

/// Whether somebody has proven a contact, or an organisation vouches for them: hosts of homes are asked by nobody else.
///
/// # Errors
/// When the store fails.
pub async fn may_ask_homes(house: &House, me: Option<PersonId>) -> Result<bool, Failure> {
    match me {
        Some(me) => Ok(proven_since(house, me).await?.is_some() || vouched(house, me).await?),
        None => Ok(false),
    }
}

/// Sends a code to a contact: of somebody who is known, or of whoever registers by this name when it comes back.
///
/// # Errors
/// When the contact cannot be read, or so many codes were asked for.
pub async fn send_code(
    house: &House,
    contact: &str,
    me: Option<PersonId>,
    name: Option<&Name>,
    lang: Lang,
    drill: bool,
) -> Result<ProofId, Failure> {
    let what = if drill { "code for a door in an exercise" } else { "code for a door" };
    web::send_code(house, &CodeFor { contact, me, name, lang, what }).await?.ok_or_else(|| no(&No::TooMany))
}
