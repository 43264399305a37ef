//! How somebody comes to have a proven contact while they seek or tell: a code to their telephone or their e-mail.

use ::store::Change;
use kernel::{Lang, PersonId, ProofId, Span};
use register::{Asking, Contact, Country, Name};
use web::{Failure, House, OrRefuse};

use super::no;
use crate::rules::No;

/// Codes of their own that go to one contact in one hour.
const PER_HOUR: i64 = 5;
/// Codes that one person may ask for in a day, whatever the contacts.
const PER_DAY: i64 = 20;

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
            let what = if drill { "code for a search in an exercise" } else { "code for a search" };
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
