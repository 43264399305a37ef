//! Answers without an account: kept at once, counted when their contact is proven. A request for help among them is shown to the
//! operators at once all the same, as unproven: nobody who may be hurt waits for a code.

use ::store::{Change, params};
use kernel::{IncidentId, Lang, PersonId, ProofId, Span};
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
    /// Whether it is a request for help that operators read now. One that found no room in their queue enters it when its contact is
    /// proven.
    pub queued: bool,
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
/// How many requests for help without an account enter the queue of one incident in a minute …
const HELP_PER_MINUTE: i64 = 300;
/// … and how many of the last hour wait in it at once: more than operators can read. Ten times as many wait in all: a flood that is over
/// keeps nobody out.
pub const MOST_UNPROVEN: i64 = 2000;
/// How many of one contact enter it in an hour: whoever names it, it is one person's.
pub const HELP_PER_CONTACT: i64 = 5;

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
            // Whoever repeats a press sends all of it again. A stranger who knows the contact and guesses how a press is named neither
            // stands in its way nor tells more in its place.
            let who = named.map(|n| (n.name.as_str(), n.contact.normalized()));
            let said = (press.answer.state().word(), press.at.map(|t| t.0), &words);
            let data = match who {
                Some(who) => format!("{}\n{}", incident.id, serde_json::json!([who, name, said])),
                None => format!("{}\n\n{name}", incident.id),
            };
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
        place: None,
        name: named.map(|n| n.name.as_str().to_owned()),
        blind: named.map(|n| house.register.blind(&n.contact)),
    };
    let help = press.answer == Answer::NeedHelp;
    let keeping = |queued: bool| {
        let (register, whose) = (&house.register, kernel::Id::bytes(incident.id));
        let allow = |change, what, who: &[u8], span, most| register.take_allowance(change, what, who, now, span, most);
        let change = allow(Change::new(), "unproven answers", &whose, Span::minutes(1), PER_MINUTE);
        let mut change = store::keep_pending(change, register, &pending, channel, now.plus(WAITS), help && !queued);
        if !queued {
            return change;
        }
        change = allow(change, "unproven help", &whose, Span::minutes(1), HELP_PER_MINUTE);
        if let Some(blind) = pending.blind {
            change = allow(change, "unproven help of a contact", &blind, Span::hours(1), HELP_PER_CONTACT);
        }
        let (case, since) = (case_of(house, &pending, channel, None), now.minus(Span::hours(1)));
        register.open_unproven(change, &case, MOST_UNPROVEN, since)
    };
    // When the queue is full, or many asked for help in this very name, the answer is kept all the same: what found no room enters the
    // queue once its contact is proven, and a code for that is always to be had.
    for queued in [true, false] {
        if queued && !help {
            continue;
        }
        if let Some(proof) = kept_with_code(house, || keeping(queued), id, named, lang).await? {
            return Ok(Unproven { id, proof, queued });
        }
        if store::pending(&house.register, id).await?.is_some() {
            // This press is there already. Who repeats it may not have seen the reply: they may prove it again.
            let proof = kept_with_code(house, Change::new, id, named, lang).await?.flatten();
            let queued = house.register.case_pending(id).await?.is_some();
            return Ok(Unproven { id, proof, queued });
        }
    }
    Err(Refusal::TooMany).or_refuse()
}

/// Writes a change with the proof of a contact beside it, in the first way that a code may still come; nothing when the change itself is
/// refused.
async fn kept_with_code(
    house: &House,
    change: impl Fn() -> Change,
    id: [u8; 16],
    named: Option<&Named>,
    lang: Lang,
) -> Result<Option<Option<ProofId>>, Failure> {
    let Some(named) = named else { return Ok(applied(house, change()).await?.then_some(None)) };
    let ask = asking(house, named, lang);
    for way in house.register.ways(&named.contact, ask.at).await? {
        let (proof, change) = house.register.ask_proof_by(change(), &ask, way);
        if applied(house, house.register.proof_for_answer(change, proof, id)).await? {
            return Ok(Some(Some(proof)));
        }
    }
    Ok(None)
}

/// Whether it was written; not when a guard missed.
pub(super) async fn applied(house: &House, change: Change) -> Result<bool, Failure> {
    match house.store.apply(change).await {
        Ok(_) => Ok(true),
        Err(e) if e.missed() => Ok(false),
        Err(e) => Err(e.into()),
    }
}

/// The request for help of an answer without an account: nobody's, or that of the person whom it turns out to be.
pub(crate) fn case_of(house: &House, p: &Pending, channel: Channel, person: Option<PersonId>) -> Case {
    Case {
        person,
        pending: person.is_none().then_some(p.id),
        place: p.place.as_ref().and_then(|(_, place)| place.clone()),
        cell: p.place.as_ref().and_then(|(cell, _)| *cell),
        words: p.words.clone(),
        ..Case::asked(house.dice.id(p.received), (p.incident, p.drill), channel, p.received)
    }
}

/// How many codes of their own one contact is sent in an hour.
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
/// [`Refusal::NoFact`] when there is no such answer (any more), or it is somebody else's.
pub async fn name_unproven(house: &House, id: [u8; 16], named: &Named, lang: Lang) -> Result<ProofId, Failure> {
    let pending = store::pending(&house.register, id).await?.ok_or(Refusal::NoFact).or_refuse()?;
    let blind = house.register.blind(&named.contact);
    if pending.blind.is_some_and(|b| b != blind) {
        return Err(Refusal::NoFact).or_refuse();
    }
    let naming = || match pending.blind {
        None => store::name_pending(Change::new(), &house.register, id, named.name.as_str(), blind),
        Some(_) => Change::new(),
    };
    kept_with_code(house, naming, id, Some(named), lang).await?.flatten().ok_or(Refusal::NoFact).or_refuse()
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

/// Keeps where somebody is whose request for help found no room in the queue, until it enters it.
///
/// # Errors
/// The rules' refusals.
pub async fn place_unproven(house: &House, id: [u8; 16], told: &HelpWords) -> Result<(), Failure> {
    let place = rules::line(told.place.as_deref(), rules::LONGEST_PLACE, Refusal::PlaceTooLong).or_refuse()?;
    let Some(pending) = store::pending(&house.register, id).await? else { return Ok(()) };
    let place = place.unwrap_or_default();
    house.store.apply(store::place_pending(Change::new(), &house.register, &pending, told.cell, &place)).await?;
    Ok(())
}

/// Erases requests for help that were dealt with, or whose incident ended, long enough ago.
///
/// # Errors
/// When the store fails.
pub async fn forget_help(house: &House) -> Result<(), Failure> {
    let before = house.clock.now().minus(Span::days(i64::from(house.config.help_days)));
    Ok(house.register.forget_cases(before).await?)
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
