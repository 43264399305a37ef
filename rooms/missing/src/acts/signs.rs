//! Signs of life that other rooms leave in the register: what is declared of somebody by name, and what comes by SMS from a number that nobody
//! has proven. They become news of a name, and are matched as such; they make nobody.
//!
//! Whoever has the contact that is named, and is known here, is asked themself: no reviewer decides for them. A number that nobody has proven
//! is written to once a day, and proves itself first: then it is somebody's, who is asked as everybody is.

use std::collections::HashSet;

use ::store::{Change, StoreError, Value, params};
use kernel::{Event, Id, NoteId, PersonId, SignId, Span, Time};
use notify::{Channel, Kind, NewDelivery, Owner};
use register::{Author, Contact, Country, How, Proof, Sign, State};
use web::House;

use super::reached;
use crate::{
    model::{Note, Notice},
    rules::exchange::said as said_short,
    store::{notes, reunions},
};

/// Takes what lies in the register: from here on it is news of a name.
///
/// # Errors
/// When the store fails.
pub async fn taken(house: &House, ids: &[SignId], mut change: Change) -> Result<Change, StoreError> {
    let signs = house.register.signs(ids).await?;
    let authors: Vec<PersonId> = signs.iter().filter_map(|s| s.author).collect();
    let cards = house.register.cards(&authors).await?;
    for sign in signs {
        let id = NoteId::from_bytes(sign.id.bytes());
        if notes::one(&house.register, id).await?.is_some() {
            continue;
        }
        let proof = match sign.author.and_then(|a| cards.get(&a)) {
            Some(card) if card.contact_proven => Proof::Contact,
            Some(_) => Proof::Device,
            None => Proof::None,
        };
        change = notes::add(change, &house.register, &news(house, id, &sign, proof));
        // The number is needed as long as it may be written to.
        if sign.said.how != How::Own {
            change = house.register.take_sign(change, sign.id);
        }
    }
    Ok(change)
}

fn news(house: &House, id: NoteId, sign: &Sign, proof: Proof) -> notes::Whole {
    let said = &sign.said;
    let blinds = reached(house, said.contact.as_deref(), None).unwrap_or_default();
    let times = (said.at, said.received, sign.expires);
    let note = Note {
        author: sign.author.map_or(Author::Nobody, Author::Person),
        proof,
        phone: blinds.phone,
        email: blinds.email,
        ..Note::new(id, (sign.incident, sign.drill), (said.how, said.state), times)
    };
    notes::Whole { note, name: Some(said.name.clone()), words: said.words.as_deref().and_then(said_short) }
}

/// Whether it is the word of a number that nobody had proven as it came.
pub(super) fn is_of_a_number(note: &Note) -> bool {
    note.how == How::Own && note.author == Author::Nobody
}

/// Whether news is a sign of life at all: what was read online, what nobody has proven and what says nothing of how somebody is are none, and
/// what its own seeker says is no news to them.
pub(super) fn is_one(note: &Note, notice: &Notice, now: Time) -> bool {
    let counts = is_of_a_number(note) || note.as_fact(PersonId::from_bytes([0; 16])).counts();
    let theirs = notice.seeker.is_some_and(|s| note.author == Author::Person(s));
    let there = note.notice.is_none() && !note.hidden && now < note.expires;
    counts && there && !theirs && !matches!(note.state, State::None | State::Dead)
}

/// Who is known here by the contact that news names.
pub(super) async fn owner(house: &House, note: &Note) -> Result<Option<PersonId>, StoreError> {
    for blind in [note.phone, note.email].into_iter().flatten() {
        if let Some(owner) = house.register.owner_of_contact(blind).await? {
            return Ok(Some(owner));
        }
    }
    Ok(None)
}

/// Somebody proved a contact: what was said of whoever has it is about them now, and they are asked in the place of a reviewer; what they said
/// of others begins to count.
///
/// # Errors
/// When the store fails.
pub async fn proven(house: &House, people: &[PersonId], mut change: Change) -> Result<Change, StoreError> {
    let mut blinds: Vec<Value> = Vec::new();
    for row in house.register.many(reunions::BLINDS_OF, people).await? {
        if row.opt_time(2)?.is_some() {
            blinds.push(Value::Blob(row.blob(1)?.to_vec()));
        }
    }
    let mut again = Vec::new();
    for blind in blinds {
        again.extend(house.store.read(notes::NEWS_WITH, vec![blind]).await?);
    }
    again.extend(house.register.many(notes::NEWS_UNPROVEN, people).await?);
    for person in people {
        change = change.run(notes::PROVE_NEWS, params![*person]);
    }
    let mut seen: HashSet<NoteId> = HashSet::new();
    for row in again {
        let (note, incident, drill) = (row.id::<NoteId>(0)?, row.id(1)?, row.flag(2)?);
        if seen.insert(note) {
            change = change.run(reunions::DROP_WAITING_OF_SIGN, params![note]);
            change = house.register.take_sign(change, SignId::from_bytes(note.bytes()));
            change = change.event(Event::News { note, incident, drill });
        }
    }
    Ok(change)
}

/// Writes to a number that nobody has proven, from which a sign came, that somebody seeks whoever has it: once a day at most, without a name,
/// and not after STOP.
pub(super) async fn ask(house: &House, note: NoteId, change: Change) -> Result<Change, StoreError> {
    let Some(sign) = house.register.signs(&[SignId::from_bytes(note.bytes())]).await?.pop() else { return Ok(change) };
    let contact = sign.said.contact.as_deref().and_then(|c| Contact::parse(c, &Country::FRANCE).ok());
    let Some(contact) = contact.filter(|_| sign.said.how == How::Own) else { return Ok(change) };
    let (now, blind) = (house.clock.now(), house.register.blind(&contact));
    if house.queue.has_stopped(blind).await? {
        return Ok(change);
    }
    let day = now.0.div_euclid(Span::days(1).0).to_be_bytes();
    let once = [&b"sought by number"[..], &sign.incident.bytes(), &day].concat();
    let values = serde_json::json!({ "lang": sign.said.lang }).to_string();
    let delivery = NewDelivery {
        incident: Some((sign.incident, sign.drill)),
        contact: Some(contact.normalized()),
        text: Some(("sought", &values)),
        ..NewDelivery::new(&once, Owner::Contact(blind), Kind::Sought, Channel::Sms, now)
    };
    Ok(house.queue.add(change, &delivery))
}
