//! How somebody comes to have a proven contact on the way to something else: a code to their telephone or their e-mail.

use kernel::{Id, Lang, PersonId, ProofId, Span};
use register::{Asking, Contact, Country, Name};
use store::Change;

use crate::{Failure, House, OrRefuse};

/// Codes of their own that go to one contact in one hour.
const PER_HOUR: i64 = 5;
/// Codes that one person may ask for in a day, whatever the contacts.
const PER_DAY: i64 = 20;

/// Who wants a code, and what for.
#[derive(Clone, Copy)]
pub struct CodeFor<'a> {
    /// The contact as it was typed.
    pub contact: &'a str,
    /// Who, when they are somebody already.
    pub me: Option<PersonId>,
    /// Whoever registers by this name when it comes back.
    pub name: Option<&'a Name>,
    /// The language of the message.
    pub lang: Lang,
    /// What codes are counted by, besides the person and the contact.
    pub what: &'static str,
}

/// Sends a code to a contact; nothing when so many were asked for.
///
/// # Errors
/// When the contact cannot be read; when the store fails.
pub async fn send_code(house: &House, code: &CodeFor<'_>) -> Result<Option<ProofId>, Failure> {
    let contact = Contact::parse(code.contact, &Country::FRANCE).or_refuse()?;
    let r = &house.register;
    let at = house.clock.now();
    let good_for = Span::minutes(i64::from(house.config.proof_minutes));
    let (person, name, lang) = (code.me, code.name, code.lang);
    let ask = Asking { contact: &contact, person, name, lang, at, good_for, per_hour: PER_HOUR };
    for way in r.ways(&contact, at).await? {
        let (proof, mut change) = r.ask_proof_by(Change::new(), &ask, way);
        if let Some(me) = code.me {
            change = r.take_allowance(change, code.what, &me.bytes(), at, Span::days(1), PER_DAY);
            change = r.add_contact(change, me, &contact, at);
        }
        match house.store.apply(change).await {
            Ok(_) => return Ok(Some(proof)),
            Err(e) if e.missed() => {}
            Err(e) => return Err(e.into()),
        }
    }
    Ok(None)
}
