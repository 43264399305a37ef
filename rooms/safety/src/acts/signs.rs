//! Signs of life of people who may be nobody here, left for the room that knows who is sought. Nobody who says one learns whether it fits.

use ::store::Change;
use kernel::{Id, IncidentId, PersonId, SignId, Span};
use register::{Contact, Fact, How, Incident, Sign, SignSaid, State};
use web::House;

use super::sms::Heard;

/// How long a number that nobody has proven may be written to because of what came from it. As long as a search.
const KEPT: Span = Span::days(30);
/// Names that are taken out of one message.
const MOST_NAMES: usize = 6;

/// What is declared of somebody by name.
pub(super) fn declared(
    house: &House,
    change: Change,
    (author, fact): (PersonId, &Fact),
    name: &str,
    contact: Option<&Contact>,
    words: Option<&str>,
) -> Change {
    let said = SignSaid {
        name: name.to_owned(),
        contact: contact.map(|c| c.normalized().to_owned()),
        how: fact.how,
        state: fact.state,
        at: fact.at,
        received: fact.received,
        words: words.map(str::to_owned),
        lang: kernel::Lang::default(),
    };
    let (id, expires) = (SignId::from_bytes(fact.id.bytes()), fact.received.plus(KEPT));
    let sign = Sign { id, incident: fact.incident, drill: fact.drill, author: Some(author), said, expires };
    house.register.leave_sign(change, &sign)
}

/// What comes from a number that nobody has proven, with names beside it: whether the sender says it of themself or of somebody who is with
/// them, it leads to that number alone. A name of one word ("OK Samir") is one too: it says so little that it means something only where the
/// number is the one that somebody is sought by.
pub(super) fn from_number(
    heard: &Heard<'_>,
    mut change: Change,
    incident: &Incident,
    state: State,
    names: &[String],
) -> Change {
    let house = heard.house;
    let Some(contact) = &heard.contact else { return change };
    for (n, name) in names.iter().take(MOST_NAMES).enumerate() {
        let id = sign_id(house, &heard.digest, incident.id, n);
        let said = SignSaid {
            name: name.clone(),
            contact: Some(contact.normalized().to_owned()),
            how: How::Own,
            state,
            at: heard.now,
            received: heard.now,
            words: None,
            lang: heard.lang,
        };
        let expires = heard.now.plus(KEPT);
        let sign = Sign { id, incident: incident.id, drill: incident.drill, author: None, said, expires };
        change = house.register.leave_sign(change, &sign);
    }
    change
}

/// The same message, brought twice, leaves the same signs.
fn sign_id(house: &House, digest: &[u8; 16], incident: IncidentId, n: usize) -> SignId {
    let mut data = digest.to_vec();
    data.extend_from_slice(&incident.bytes());
    data.extend_from_slice(n.to_string().as_bytes());
    let mac = house.seal.mac("sign of life", &data);
    SignId::from_bytes(mac.first_chunk::<16>().copied().unwrap_or_default())
}
