//! A message of a number that nobody has proven, and codes that come back.

use ::sms::{Answer as Said, Meaning};
use ::store::Change;
use kernel::{Event, PersonId, Span};
use register::{Channel, Incident, Name, NewPerson, Origin, State};
use web::{Failure, OrRefuse};

use super::{Effect, Heard, MOST_NAMED, Reply, allowed, answer_of};
use crate::{
    acts::{
        signs::from_number,
        unproven::{Named, answer_unproven, applied, detail_unproven, name_unproven},
    },
    model::{HelpWords, Press},
    rules::sms::meant_by_unknown,
    store,
};

pub(super) async fn hear(heard: &Heard<'_>, unnamed: Option<[u8; 16]>) -> Result<Effect, Failure> {
    match (&heard.said.meaning, unnamed) {
        (Meaning::Answer { answer, and }, _) => answer_nobody(heard, *answer, and).await,
        (Meaning::Name(name), Some(answer)) => named(heard, answer, name).await,
        (Meaning::Declaration { names }, _) => somebody(heard, names).await,
        (Meaning::Greeting, None) => Ok(Effect::says(Reply::new("sms-unclear").line())),
        (Meaning::Unclear { urgent: true }, _) => Ok(Effect::says(Reply::new("sms-urgent").line()).kept(true)),
        (_, Some(_)) => Ok(Effect::says(Reply::new("sms-who").line()).kept(false)),
        _ => Ok(Effect::says(Reply::new("sms-unclear").line()).kept(false)),
    }
}

/// An answer of nobody yet: kept at once, a call for help shown to the operators at once; it counts when its number is proven.
async fn answer_nobody(heard: &Heard<'_>, said: Said, and: &[String]) -> Result<Effect, Failure> {
    let house = heard.house;
    let help = said == Said::NeedHelp;
    let none = || {
        let effect = Effect::says(Reply::new("sms-no-incident").line());
        Ok(if help { effect.kept(true) } else { effect })
    };
    let Some(incident) = meant_by_unknown(&house.incidents.open()) else { return none() };
    let press = Press { answer: answer_of(said), at: None, message: None };
    let client_id = heard.client_id();
    let kept = answer_unproven(house, incident.id, &press, None, Some(&client_id), Channel::Sms, heard.lang).await;
    let kept = match kept {
        Ok(kept) => kept,
        Err(Failure::Refused(_)) => return none(),
        Err(failure) => return Err(failure),
    };
    if help && kept.queued {
        let told = HelpWords { words: Some(heard.words()), ..HelpWords::default() };
        detail_unproven(house, kept.id, &told).await?;
    }
    let reply = Reply::new(if help { "sms-who-help" } else { "sms-who" });
    let mut effect = Effect::says(reply).about(&incident).kept(help);
    effect.answer = Some(kept.id);
    effect.change = left(heard, &incident, answer_of(said).state(), and).await?;
    Ok(effect)
}

/// Somebody by name, as a number says that nobody has proven. It makes nobody, and counts for nobody.
async fn somebody(heard: &Heard<'_>, names: &[String]) -> Result<Effect, Failure> {
    let mut effect = Effect::says(Reply::new("sms-unknown").line()).kept(false);
    if let Some(incident) = meant_by_unknown(&heard.house.incidents.open()) {
        effect.change = left(heard, &incident, State::Safe, names).await?;
    }
    Ok(effect)
}

/// The names of a message, and the one that it is signed with, are left for the room that knows who is sought.
async fn left(heard: &Heard<'_>, incident: &Incident, state: State, names: &[String]) -> Result<Change, Failure> {
    let signed = ::sms::signed(heard.text).filter(|s| !names.contains(s));
    let names: Vec<String> = names.iter().cloned().chain(signed).collect();
    if names.is_empty() || !allowed(heard.house, "sms names", &heard.blind, Span::days(1), MOST_NAMED).await? {
        return Ok(Change::new());
    }
    Ok(from_number(heard, Change::new(), incident, state, &names))
}

/// They say who they are: a code goes to their number, and comes back in the same conversation.
async fn named(heard: &Heard<'_>, answer: [u8; 16], name: &str) -> Result<Effect, Failure> {
    let (Ok(name), Some(contact)) = (Name::clean(name), heard.contact.clone()) else {
        return Ok(Effect::says(Reply::new("sms-who").line()).kept(false));
    };
    let who = name.as_str().to_owned();
    let house = heard.house;
    match name_unproven(house, answer, &Named { name, contact }, heard.lang).await {
        Ok(_) => {
            let mut effect = Effect::says(Reply::new("sms-named").with("who", who.as_str()));
            let waits = store::pending(&house.register, answer).await?;
            if let Some((waits, incident)) = waits.and_then(|w| house.incidents.get(w.incident).map(|i| (w, i))) {
                effect.change = left(heard, &incident, waits.answer.state(), &[who]).await?;
            }
            Ok(effect)
        }
        // The answer is gone: a person reads who it was.
        Err(Failure::Refused(_)) => Ok(Effect::says(Reply::new("sms-unclear").line()).kept(false)),
        Err(failure) => Err(failure),
    }
}

/// A code that was sent for an answer comes back from the number that it was sent to: the number is proven, and the answer counts. Codes
/// that were asked for on a page are typed there: whoever sits before it is who asked.
pub(super) async fn code(heard: &Heard<'_>, code: &str) -> Result<Effect, Failure> {
    let (house, r) = (heard.house, &heard.house.register);
    let Some(id) = store::sms::code_for(r, heard.blind, heard.now).await? else {
        return Ok(Effect::says(Reply::new("sms-code-elsewhere").line()));
    };
    // Counted before the code is looked at: however many come at once, no more than five are looked at.
    let tries = i64::from(house.config.proof_tries);
    let wrong = || Ok(Effect::says(Reply::new("sms-code-wrong").line()));
    if !applied(house, r.count_try(Change::new(), id, heard.now, tries)).await? {
        return wrong();
    }
    let proof = r.proof(id).await?.filter(|p| p.code == code);
    let Some((proof, contact)) = proof.and_then(|p| p.as_contact().map(|c| (p, c))) else { return wrong() };
    let owner = r.owner_of_contact(heard.blind).await?;
    let listed = r.known_of(&[r.listed_id(&contact)]).await?.first().copied();
    let change = r.finish_proof(Change::new(), id, heard.now);
    let (person, change) = match (owner.or(listed), proof.name.as_deref()) {
        (Some(known), _) => (known, change),
        (None, Some(name)) => {
            let name = Name::clean(name).or_refuse()?;
            let id: PersonId = house.dice.id(heard.now);
            let new = NewPerson { id, name: &name, lang: proof.lang, origin: Origin::Themself, at: heard.now };
            (id, r.create_person(change, &new).event(Event::Person { person: id }))
        }
        (None, None) => return wrong(),
    };
    if !applied(house, r.prove_contact(change, person, &contact, heard.now)).await? {
        return wrong();
    }
    Ok(Effect::says(Reply::new("sms-proven")))
}
