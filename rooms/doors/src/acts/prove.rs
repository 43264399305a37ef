//! Whether somebody may ask at a home, and how they come to: a code to their telephone or their e-mail.

use kernel::{Lang, PersonId, ProofId, Span};
use register::{Asking, Contact, Country, Name};
use store::Change;
use web::{Failure, House, OrRefuse};

use super::{no, proven_since, vouched};
use crate::rules::No;

/// Codes of their own that go to one contact in one hour.
const PER_HOUR: i64 = 5;
/// Codes that one person may ask for in a day, whatever the contacts.
const PER_DAY: i64 = 20;

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
    let contact = Contact::parse(contact, &Country::FRANCE).or_refuse()?;
    let r = &house.register;
    let at = house.clock.now();
    let good_for = Span::minutes(i64::from(house.config.proof_minutes));
    let ask = Asking { contact: &contact, person: me, name, lang, at, good_for, per_hour: PER_HOUR };
    for way in r.ways(&contact, at).await? {
        let (proof, mut change) = r.ask_proof_by(Change::new(), &ask, way);
        if let Some(me) = me {
            let what = if drill { "code for a door in an exercise" } else { "code for a door" };
            change = r.take_allowance(change, what, &kernel::Id::bytes(me), at, Span::days(1), PER_DAY);
            change = r.add_contact(change, me, &contact, at);
        }
        match house.store.apply(change).await {
            Ok(_) => return Ok(proof),
            Err(e) if e.missed() => {}
            Err(e) => return Err(e.into()),
        }
    }
    Err(no(&No::TooMany))
}
