//! A person's own answer, and what they see of themself and of their circle.

use ::store::Change;
use kernel::{IncidentId, PersonId, Span, Time};
use register::{Case, Channel, Fact, Proof, Sight, View, own_answer};
use web::{Failure, House, OrRefuse};

use super::{fact_id, open_incident};
use crate::{
    model::{Answer, Answered, Press},
    rules::{self, LONGEST_MESSAGE, Refusal},
    store,
};

/// How an answer comes in.
#[derive(Clone, Copy, Debug)]
pub struct Answering<'a> {
    /// Whose: from the session or from a signed link.
    pub person: PersonId,
    /// In which incident.
    pub incident: IncidentId,
    /// What names this press, so that sending it twice keeps it once.
    pub client_id: Option<&'a str>,
    /// Through what.
    pub channel: Channel,
}

/// Keeps a person's answer, and tells their circle. When this returns, it is on disk.
///
/// # Errors
/// The rules' refusals; an unknown (or erased) person is asked to sign in.
pub async fn check_in(house: &House, how: &Answering<'_>, press: &Press) -> Result<Answered, Failure> {
    answer_as(house, how, press, Proof::Device, None).await
}

/// The same, with how far the person is proven, and what is told to operators alone with a call for help.
pub(super) async fn answer_as(
    house: &House,
    how: &Answering<'_>,
    press: &Press,
    proof: Proof,
    told: Option<String>,
) -> Result<Answered, Failure> {
    let now = house.clock.now();
    let incident = open_incident(house, how.incident)?;
    let id = fact_id(house, how.person, how.incident, how.client_id)?;
    let words = rules::line(press.message.as_deref(), LONGEST_MESSAGE, Refusal::MessageTooLong).or_refuse()?;
    let fact = rules::check_in(now, &incident, how.person, id, press, proof, how.channel).or_refuse()?;
    let mut change = house.register.with_fact(Change::new(), &fact, words.as_deref());
    let mut case = None;
    if press.answer == Answer::NeedHelp {
        let opened = new_case(house, &fact, told.or(words));
        case = Some(opened.id);
        change = house.register.open_case(change, &opened);
    } else if house.tally.asks_for_help(how.person, how.incident)
        // A press that waited on its way takes nothing back of what was pressed after it.
        && my_answer(house, how.person, how.incident).await?.is_none_or(|f| f.pressed() <= fact.pressed())
    {
        change = house.register.better(change, how.person, how.incident, now).await?;
    }
    match house.store.apply(change).await {
        Ok(_) => Ok(Answered {
            fact: id,
            person: how.person,
            answer: press.answer,
            at: fact.at,
            received: now,
            again: false,
            case,
        }),
        // This press is there already, or the person is not known any more.
        Err(e) if e.missed() => {
            let facts = house.register.facts(how.person, how.incident).await?;
            let kept = facts.into_iter().find(|f| f.id == id);
            let Some((kept, answer)) = kept.and_then(|f| Some((f, Answer::of_state(f.state)?))) else {
                return Err(Failure::sign_in_first());
            };
            let person = how.person;
            Ok(Answered { fact: id, person, answer, at: kept.at, received: kept.received, again: true, case: None })
        }
        Err(e) => Err(e.into()),
    }
}

pub(super) fn new_case(house: &House, fact: &Fact, words: Option<String>) -> Case {
    let id = house.dice.id(fact.received);
    let asked = Case::asked(id, (fact.incident, fact.drill), fact.channel, fact.received);
    Case { person: Some(fact.person), words, ..asked }
}

/// Adds a word for the circle to one's latest answer.
///
/// # Errors
/// [`Refusal::NoFact`] without an answer, [`Refusal::MessageTooLong`].
pub async fn word(house: &House, person: PersonId, incident: IncidentId, text: &str) -> Result<(), Failure> {
    let words = rules::line(Some(text), LONGEST_MESSAGE, Refusal::MessageTooLong).or_refuse()?;
    let fact = my_answer(house, person, incident).await?.ok_or(Refusal::NoFact).or_refuse()?;
    let change = store::change_words(Change::new(), &house.register, &fact, words.as_deref());
    house.store.apply(change).await?;
    Ok(())
}

/// A person's own latest answer in an incident.
///
/// # Errors
/// When the store fails.
pub async fn my_answer(house: &House, person: PersonId, incident: IncidentId) -> Result<Option<Fact>, Failure> {
    Ok(own_answer(&house.register.facts(person, incident).await?).copied())
}

/// How long an incident that has ended stays on boards; an exercise is soon out of the way.
const fn lingers(drill: bool) -> Span {
    Span::hours(if drill { 1 } else { 24 })
}

/// What boards look at now: the incidents that are on, those that ended within a day, and exercises that ended within the hour.
#[must_use]
pub fn sight(house: &House) -> Sight {
    let now = house.clock.now();
    let on =
        |i: &register::Incident| i.state.takes_answers() || i.ended.is_some_and(|e| now.since(e) < lingers(i.drill));
    let mut incidents: Vec<_> =
        house.incidents.all().into_iter().filter(|i| i.activated.is_some() && i.is_public() && on(i)).collect();
    incidents.sort_by_key(|i| i.drill);
    Sight { incidents, now, safe_ages: Span::hours(i64::from(house.config.safe_ages_hours)) }
}

/// Everyone of a person's circle, as they may be seen.
///
/// # Errors
/// When the store fails.
pub async fn board(house: &House, person: PersonId) -> Result<Vec<View>, Failure> {
    Ok(house.register.board(person, &sight(house)).await?)
}

/// A person as they see themself.
///
/// # Errors
/// When the store fails.
pub async fn myself(house: &House, person: PersonId) -> Result<Option<View>, Failure> {
    Ok(house.register.seen_by_self(person, &sight(house)).await?)
}

/// What a person is asked and has not answered since: incident, since when. Asked again when an older answer has aged.
///
/// # Errors
/// When the store fails.
pub async fn prompts(house: &House, person: PersonId) -> Result<Vec<(IncidentId, Time)>, Failure> {
    let mut open = Vec::new();
    for (id, asked, is_open) in store::prompts_of(&house.register, person).await? {
        let Some(incident) = house.incidents.get(id).filter(|i| is_open && i.state.takes_answers()) else { continue };
        // Whoever stayed inside while the zone moved is asked again with the others.
        let asked = incident.asked_again.map_or(asked, |again| again.max(asked));
        if my_answer(house, person, id).await?.is_none_or(|f| f.pressed() < asked) {
            open.push((id, asked));
        }
    }
    Ok(open)
}
