//! A message of a number that somebody has proven.

use std::sync::Arc;

use ::sms::{Answer as Said, Meaning};
use kernel::PersonId;
use register::{CaseState, Channel, Flags, How, Incident, Proof};
use web::Failure;

use super::{Effect, Heard, Reply, answer_of, incident_of};
use crate::{
    acts::{About, Answering, answers, declarations, help},
    model::{Answer, HelpWords, Press, Say},
    rules::{
        LONGEST_PLACE,
        sms::{Found, who},
    },
};

pub(super) async fn hear(heard: &Heard<'_>, person: PersonId) -> Result<Effect, Failure> {
    match &heard.said.meaning {
        Meaning::Answer { answer, and } => answer_own(heard, person, *answer, and).await,
        Meaning::Declaration { names } => declare(heard, person, names).await,
        Meaning::Greeting => Ok(Effect::says(Reply::new("sms-unclear").line())),
        _ => unclear(heard, person).await,
    }
}

/// The sender's own answer.
async fn answer_own(heard: &Heard<'_>, person: PersonId, said: Said, and: &[String]) -> Result<Effect, Failure> {
    let house = heard.house;
    let Some(incident) = incident_of(house, &[person]).await? else { return Ok(nothing_on(said)) };
    let answer = answer_of(said);
    if answer != Answer::NeedHelp && asks_for_help(heard, person, &incident).await? {
        // Whoever can forge a sender could otherwise have a rescue called off.
        return Ok(Effect::says(Reply::new("sms-help-stays")).about(&incident).kept(true));
    }
    let client_id = heard.client_id();
    let how = Answering { person, incident: incident.id, client_id: Some(&client_id), channel: Channel::Sms };
    let press = Press { answer, at: None, message: None };
    // What is told with a call for help is for operators alone: it may say where.
    let told = (answer == Answer::NeedHelp).then(|| heard.words());
    match answers::answer_as(house, &how, &press, Proof::Contact, told).await {
        Ok(_) => {}
        Err(Failure::Refused(_)) => return Ok(nothing_on(said)),
        Err(failure) => return Err(failure),
    }
    let effect = match answer {
        Answer::NeedHelp => Effect::says(Reply::new("sms-need_help")),
        Answer::NotThere => Effect::says(Reply::new("sms-not_there")),
        Answer::Safe if and.is_empty() => Effect::says(Reply::new("sms-safe")),
        Answer::Safe => {
            let (said, other) = declared(heard, person, and).await?;
            match other {
                Some((name, _)) => Effect::says(Reply::new("sms-safe-but").with("who", name)).kept(false),
                None => Effect::says(Reply::new("sms-safe-and").with("who", said.join(", "))),
            }
        }
    };
    let effect = effect.about(&incident);
    Ok(if heard.said.more && answer != Answer::NeedHelp { effect.kept(false) } else { effect })
}

/// Nothing is on that it could answer. A call for help is read by a person all the same.
fn nothing_on(said: Said) -> Effect {
    let effect = Effect::says(Reply::new("sms-no-incident").line());
    if said == Said::NeedHelp { effect.kept(true) } else { effect }
}

/// Whether they asked for help and have not said otherwise by a way that cannot be forged.
async fn asks_for_help(heard: &Heard<'_>, person: PersonId, incident: &Arc<Incident>) -> Result<bool, Failure> {
    let case = help::case_of(heard.house, person, incident.id).await?;
    Ok(case.is_some_and(|c| c.state != CaseState::Closed && !c.better))
}

/// "OK Marie": each name means one person of the sender's circle, or the sender is asked whom they mean.
async fn declare(heard: &Heard<'_>, person: PersonId, names: &[String]) -> Result<Effect, Failure> {
    let (said, other) = declared(heard, person, names).await?;
    let effect = match other {
        None => Effect::says(Reply::new("sms-declared").with("who", said.join(", "))),
        Some((name, several)) if several.is_empty() => {
            Effect::says(Reply::new("sms-nobody").with("who", name).line()).kept(false)
        }
        Some((name, several)) => {
            Effect::says(Reply::new("sms-which").with("who", name).with("names", several.join(", ")).line()).kept(false)
        }
    };
    let about = incident_of(heard.house, &[person]).await?;
    let effect = if let Some(incident) = about { effect.about(&incident) } else { effect };
    Ok(if heard.said.more { effect.kept(false) } else { effect })
}

/// The names of those who were declared safe, and the first name that was not found: as typed, with the names that it could mean.
type Declared = (Vec<String>, Option<(String, Vec<String>)>);

async fn declared(heard: &Heard<'_>, author: PersonId, names: &[String]) -> Result<Declared, Failure> {
    let house = heard.house;
    let (circle, _) = house.register.circle(author).await?;
    let ids: Vec<PersonId> =
        circle.links().iter().filter(|l| !l.flags.has(Flags::BLOCKED_BY_ME)).map(|l| l.person).collect();
    let cards = house.register.cards(&ids).await?;
    let people: Vec<(PersonId, String)> =
        ids.iter().filter_map(|id| Some((*id, cards.get(id)?.name.clone()))).collect();
    let (mut said, mut missing) = (Vec::new(), None);
    for (n, name) in names.iter().enumerate() {
        let whom = match who(name, &people) {
            Found::One(whom) => whom,
            Found::Several(names) => {
                missing = missing.or(Some((name.clone(), names)));
                continue;
            }
            Found::Nobody => {
                missing = missing.or(Some((name.clone(), Vec::new())));
                continue;
            }
        };
        // What they are asked about goes before what the sender is asked about.
        let Some(incident) = incident_of(house, &[whom, author]).await? else {
            missing = missing.or(Some((name.clone(), Vec::new())));
            continue;
        };
        let client_id = format!("{}-{n}", heard.client_id());
        let say = Say { how: How::Heard, at: None, note: None };
        let about = About::Person(whom);
        match declarations::declare(house, author, incident.id, &about, &say, Some(&client_id), Channel::Sms).await {
            Ok(_) => said.extend(people.iter().find(|(id, _)| *id == whom).map(|(_, name)| name.clone())),
            Err(Failure::Refused(_)) => missing = missing.or(Some((name.clone(), Vec::new()))),
            Err(failure) => return Err(failure),
        }
    }
    Ok((said, missing))
}

/// What is not understood is read by a person. Of somebody who asked for help it may say where they are.
async fn unclear(heard: &Heard<'_>, person: PersonId) -> Result<Effect, Failure> {
    let house = heard.house;
    let urgent = heard.urgent();
    let incident = incident_of(house, &[person]).await?;
    if let Some(incident) = &incident
        && let Some(case) = help::case_of(house, person, incident.id).await?
        && case.state != CaseState::Closed
        && !case.better
    {
        let place = register::names::line(heard.text);
        if case.place.is_none() && !place.is_empty() && place.chars().count() <= LONGEST_PLACE {
            let told = HelpWords { place: Some(place), ..HelpWords::default() };
            help::detail(house, person, incident.id, &told).await?;
        }
        return Ok(Effect::says(Reply::new("sms-help-place")).about(incident).kept(true));
    }
    let effect = Effect::says(Reply::new(if urgent { "sms-urgent" } else { "sms-unclear" }).line()).kept(urgent);
    Ok(if let Some(incident) = &incident { effect.about(incident) } else { effect })
}
