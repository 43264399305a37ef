//! How somebody comes to have a proven contact while they seek or tell: a code to their telephone or their e-mail.

use kernel::{Lang, PersonId, ProofId};
use register::Name;
use web::{CodeFor, Failure, House};

use super::no;
use crate::rules::No;

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
    let what = if drill { "code for a search in an exercise" } else { "code for a search" };
    web::send_code(house, &CodeFor { contact, me, name, lang, what }).await?.ok_or_else(|| no(&No::TooMany))
}
