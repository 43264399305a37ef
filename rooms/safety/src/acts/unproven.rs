//! Answers without an account: kept at once, counted when their contact is proven. A request for help among them is shown to the
//! operators at once all the same, as unproven: nobody who may be hurt waits for a code.

use ::store::{Change, params};
use kernel::{IncidentId, Lang, ProofId, Span};
use register::{Asking, Case, Channel, Contact, Country, Name, press_time};
use web::{Failure, House, OrRefuse, thrice};

use super::{help, open_incident};
use crate::{
    model::{Answer, HelpWords, Pending, Press},
    rules::{self, LONGEST_MESSAGE, Refusal},
    store,
};

/// An answer that was kept without an account.
#[derive(Clone, Copy, Debug)]
pub struct Unproven {
    /// Its id: whoever has it may say whose the answer is, and tell more of the help needed. It is a secret.
    pub id: [u8; 16],
    /// The proof that was asked for, when a contact was given.
    pub proof: Option<ProofId>,
}

/// Whose an answer is, as they say.
#[derive(Clone, Debug)]
pub struct Named {
    /// Their name.
    pub name: Name,
    /// Their contact.
    pub contact: Contact,
}

impl Named {
    /// A name and a contact as they were typed.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn read(name: &str, contact: &str) -> Result<Self, Failure> {
        Ok(Self {
            name: Name::clean(name).or_refuse()?,
            contact: Contact::parse(contact, &Country::FRANCE).or_refuse()?,
        })
    }
}

/// How long an answer waits for its proof.
const WAITS: Span = Span::days(2);
/// How many answers without an account are kept for one incident in a minute: a flood is not an answer.
const PER_MINUTE: i64 = 20_000;

/// Keeps an answer of somebody without an account.
///
/// # Errors
/// The rules' refusals; 429 when the server is flooded with such answers.
pub async fn answer_unproven(
    house: &House,
    incident: IncidentId,
    press: &Press,
    named: Option<&Named>,
    client_id: Option<&str>,
    channel: Channel,
    lang: Lang,
) -> Result<Unproven, Failure> {
    let now = house.clock.now();
    let incident = open_incident(house, incident)?;
    let words = rules::line(press.message.as_deref(), LONGEST_MESSAGE, Refusal::MessageTooLong).or_refuse()?;
    let id = match client_id {
        Some(name) if !name.is_empty() && name.len() <= 80 => {
            // Whoever repeats a press names it the same way, with the same contact.
            let contact = named.map_or("", |n| n.contact.normalized());
            let data = format!("{}\n{contact}\n{name}", incident.id);
            house.seal.mac("pending answer", data.as_bytes()).first_chunk::<16>().copied().unwrap_or_default()
        }
        Some(_) => return Err(Refusal::BadClientId).or_refuse(),
        None => {
            let mut id = [0; 16];
            house.dice.fill(&mut id);
            id
        }
    };
    let pending = Pending {
        id,
        incident: incident.id,
        drill: incident.drill,
        answer: press.answer,
        at: press_time(press.at, incident.since(), now),
        received: now,
        words: words.clone(),
        name: named.map(|n| n.name.as_str().to_owned()),
        blind: named.map(|n| house.register.blind(&n.contact)),
    };
    let keeping = || {
        let (register, what) = (&house.register, "unproven answers");
        let whose = kernel::Id::bytes(incident.id);
        let flood = register.take_allowance(Change::new(), what, &whose, now, Span::minutes(1), PER_MINUTE);
        let change = store::keep_pending(flood, register, &pending, channel, now.plus(WAITS));
        if press.answer == Answer::NeedHelp {
            register.open_case(change, &unproven_case(house, &pending, channel, words.clone()))
        } else {
            change
        }
    };
    let (proof, change) = with_code(house, keeping(), id, named, lang);
    if applied(house, change).await? {
        return Ok(Unproven { id, proof });
    }
    // Too many codes went to this contact: the answer is kept all the same, as nobody who may be hurt waits for a code.
    if store::pending(&house.register, id).await?.is_none() && applied(house, keeping()).await? {
        return Ok(Unproven { id, proof: None });
    }
    if store::pending(&house.register, id).await?.is_none() {
        return Err(Refusal::TooMany).or_refuse();
    }
    // This press is there already. Who repeats it may not have seen the reply: another code goes out, while there are any.
    let (proof, change) = with_code(house, Change::new(), id, named, lang);
    let asked = !change.is_empty() && applied(house, change).await?;
    Ok(Unproven { id, proof: proof.filter(|_| asked) })
}

fn with_code(
    house: &House,
    change: Change,
    id: [u8; 16],
    named: Option<&Named>,
    lang: Lang,
) -> (Option<ProofId>, Change) {
    let Some(named) = named else { return (None, change) };
    let (proof, change) = house.register.ask_proof(change, &asking(house, named, lang));
    (Some(proof), house.register.proof_for_answer(change, proof, id))
}

/// Whether it was written; not when a guard missed.
async fn applied(house: &House, change: Change) -> Result<bool, Failure> {
    match house.store.apply(change).await {
        Ok(_) => Ok(true),
        Err(e) if e.missed() => Ok(false),
        Err(e) => Err(e.into()),
    }
}

fn unproven_case(house: &House, p: &Pending, channel: Channel, words: Option<String>) -> Case {
    Case {
        id: house.dice.id(p.received),
        person: None,
        pending: Some(p.id),
        incident: p.incident,
        drill: p.drill,
        version: 1,
        state: register::CaseState::Open,
        opened: p.received,
        changed: p.received,
        channel,
        need: None,
        people: None,
        place: None,
        cell: None,
        words,
        taken: None,
        better: false,
    }
}

/// How many codes one contact is sent in an hour.
const CODES_PER_HOUR: i64 = 5;

fn asking<'a>(house: &House, named: &'a Named, lang: Lang) -> Asking<'a> {
    Asking {
        contact: &named.contact,
        person: None,
        name: Some(&named.name),
        lang,
        at: house.clock.now(),
        good_for: Span::minutes(i64::from(house.config.proof_minutes)),
        per_hour: CODES_PER_HOUR,
    }
}

/// Says whose a kept answer is; a code goes to the contact.
///
/// # Errors
/// [`Refusal::NoFact`] when there is no such answer (any more), [`Refusal::TooMany`].
pub async fn name_unproven(house: &House, id: [u8; 16], named: &Named, lang: Lang) -> Result<ProofId, Failure> {
    let pending = store::pending(&house.register, id).await?.ok_or(Refusal::NoFact).or_refuse()?;
    let blind = house.register.blind(&named.contact);
    let mut change = Change::new();
    if pending.blind.is_none() {
        change = store::name_pending(change, &house.register, id, named.name.as_str(), blind);
    } else if pending.blind != Some(blind) {
        return Err(Refusal::NoFact).or_refuse();
    }
    let naming = pending.blind.is_none();
    let (proof, change) = house.register.ask_proof(change, &asking(house, named, lang));
    if applied(house, house.register.proof_for_answer(change, proof, id)).await? {
        return Ok(proof);
    }
    if naming {
        // No more codes for now: whose it is, is kept all the same, for the operators.
        applied(house, store::name_pending(Change::new(), &house.register, id, named.name.as_str(), blind)).await?;
    }
    Err(Refusal::TooMany).or_refuse()
}

/// Adds to a request for help without an account.
///
/// # Errors
/// [`Refusal::NoCase`], and the rules' refusals.
pub async fn detail_unproven(house: &House, id: [u8; 16], told: &HelpWords) -> Result<(), Failure> {
    thrice(|| async move {
        let case = house.register.case_pending(id).await?.ok_or(Refusal::NoCase).or_refuse()?;
        help::write(house, &case, told).await
    })
    .await
}

/// Forgets answers and declarations that waited too long.
///
/// # Errors
/// When the store fails.
pub async fn forget_waiting(house: &House) -> Result<(), Failure> {
    let now = house.clock.now();
    let change = Change::new().run(store::FORGET_PENDING, params![now]).run(store::FORGET_DECLARATIONS, params![now]);
    house.store.apply(change).await?;
    Ok(())
}
