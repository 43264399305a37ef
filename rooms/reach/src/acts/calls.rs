//! What a web hook is told: drawn when it is sent, as the public or the list may see it now.

use std::collections::HashMap;

use ::store::StoreError;
use kernel::{Audience, FactId, IncidentId, Lang, PersonId, RosterId, Span, Time};
use notify::{Delivery, Letter, Outcome, Target};
use register::{Card, Incident, Look, State, Told, own_answer, resolve, view};
use serde::{Deserialize, Serialize};
use web::House;

use super::hooks::TRIAL;
use crate::{
    model::{Hears, Standing},
    store::hooks::{self, Hook},
};

/// How the types of what happened to an incident begin; the state that it moved to follows.
pub const INCIDENT: &str = "incident.";
/// The type of an answer while a roll is called.
pub const ANSWER: &str = "roll_call.answer";

/// What is sent.
#[derive(Serialize)]
struct Body<'a> {
    /// What happened.
    r#type: &'a str,
    /// When.
    timestamp: Time,
    /// Whether it is an exercise. It stands here as well, so that nobody has to look for it.
    drill: bool,
    /// How it stands now.
    data: Data,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Data {
    Trial {
        message: String,
    },
    Incident {
        id: IncidentId,
        kind: String,
        drill: bool,
        state: &'static str,
        names: HashMap<String, String>,
        active_since: Option<Time>,
        ended_at: Option<Time>,
        page: String,
        api: String,
    },
    Answer {
        roster: RosterId,
        incident: IncidentId,
        drill: bool,
        person: PersonId,
        name: String,
        group: Option<String>,
        state: &'static str,
    },
}

/// The call of a delivery, or what becomes of it.
///
/// # Errors
/// When the store fails.
pub async fn compose(house: &House, d: &Delivery) -> Result<Result<(Letter, Target), Outcome>, StoreError> {
    let Some(hook) = hooks::find(&house.register, d.owner).await? else { return Ok(Err(Outcome::NotNeeded)) };
    // What happened while a hook was paused is not told later: whoever comes back asks the API how things stand.
    if hook.standing != Standing::On {
        return Ok(Err(Outcome::NotNeeded));
    }
    let Some(secret) = hook.secret.clone() else { return Ok(Err(Outcome::Dead("no-address"))) };
    let kind = d.text.as_deref().unwrap_or_default();
    let Some(data) = data(house, d, &hook, kind).await? else { return Ok(Err(Outcome::NotNeeded)) };
    let body = Body { r#type: kind, timestamp: d.made, drill: d.drill, data };
    let body = serde_json::to_string(&body).map_err(|e| StoreError::Fault(format!("a call: {}", e.line())))?;
    let blank = Letter {
        message: house.queue.message(d, Lang::default(), true, String::new()),
        title: String::new(),
        text: String::new(),
        button: String::new(),
        short: String::new(),
        footer: String::new(),
        stop: None,
        stop_label: String::new(),
    };
    Ok(Ok((blank, Target::Hook { url: hook.url, secret, body })))
}

async fn data(house: &House, d: &Delivery, hook: &Hook, kind: &str) -> Result<Option<Data>, StoreError> {
    if kind == TRIAL {
        let message = house.words.in_lang(Lang::En).t("msg-trial-text").into_owned();
        return Ok(Some(Data::Trial { message }));
    }
    let Some(id) = d.incident else { return Ok(None) };
    let Some(incident) = house.incidents.fresh(id).await? else { return Ok(None) };
    if !incident.is_public() {
        return Ok(None);
    }
    match hook.hears {
        Hears::Incidents => Ok(kind.starts_with(INCIDENT).then(|| shown(house, &incident))),
        Hears::Roll(roster) => answer(house, d, &incident, roster).await,
    }
}

/// An incident as everybody sees it. A drill's name begins with the word for it.
fn shown(house: &House, incident: &Incident) -> Data {
    let named = |(lang, name): (&String, &String)| {
        let word = house.words.in_lang(Lang::of(lang).unwrap_or(Lang::En));
        let name = if incident.drill { format!("{} {name}", word.t("msg-drill")) } else { name.clone() };
        (lang.clone(), name)
    };
    Data::Incident {
        id: incident.id,
        kind: incident.kind.clone(),
        drill: incident.drill,
        state: incident.state.word(),
        names: incident.names.0.iter().map(named).collect(),
        active_since: incident.activated,
        ended_at: incident.ended,
        page: house.config.url(&format!("/i/{}", incident.id)),
        api: house.config.url(&format!("/api/v1/incidents/{}", incident.id)),
    }
}

/// The line of a member, as the organisation wrote it; only what it calls them by.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Line {
    name: String,
    group: Option<String>,
}

/// Which fact an answer is.
#[derive(Deserialize)]
struct Which {
    fact: FactId,
}

/// A member's own answer, as whoever calls the roll sees it: only while it is called, only of who is on the list, and only the newest
/// word of theirs.
async fn answer(
    house: &House,
    d: &Delivery,
    incident: &Incident,
    roster: RosterId,
) -> Result<Option<Data>, StoreError> {
    let Some(person) = d.about.map(kernel::Id::from_bytes) else { return Ok(None) };
    let line = hooks::line_during_roll(&house.register, roster, person, incident.id).await?;
    let Some(line) = line else { return Ok(None) };
    let line: Line = serde_json::from_str(&line).unwrap_or_default();
    let facts = house.register.facts(person, incident.id).await?;
    let which: Option<Which> = d.words.as_deref().and_then(|w| serde_json::from_str(w).ok());
    // What somebody else said is no answer; and an answer that was changed since has a call of its own.
    if own_answer(&facts).map(|f| f.id) != which.map(|w| w.fact) {
        return Ok(None);
    }
    let aging = incident.aging(Span::hours(i64::from(house.config.safe_ages_hours)));
    let status = resolve(&facts, house.clock.now(), &aging);
    let told = [Told { incident: incident.id, drill: incident.drill, status, facts: &facts, texts: &[], help: None }];
    let card = Card { id: person, name: &line.name, contact_proven: false };
    let at = [(incident.id, incident.drill)];
    let seen = view(&card, &told, &Look::by(Audience::Roster).at(&at).during_roll_call(true));
    let Some(shown) = seen else { return Ok(None) };
    let state = shown.statuses.first().map_or(State::None, |s| s.state);
    if state == State::None {
        return Ok(None);
    }
    Ok(Some(Data::Answer {
        roster,
        incident: incident.id,
        drill: incident.drill,
        person,
        name: shown.name.unwrap_or_default(),
        group: line.group,
        state: state.word(),
    }))
}
