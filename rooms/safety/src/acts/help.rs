//! What somebody who needs help tells of it. Only operators read it.

use ::store::Change;
use kernel::{IncidentId, PersonId};
use register::{Case, CaseDetail};
use web::{Failure, House, OrRefuse, thrice};

use crate::{
    model::{Answer, Answered, HelpWords, Press},
    rules::{self, LONGEST_MESSAGE, LONGEST_PLACE, Refusal},
};

use super::{Answering, check_in};

/// The request for help of a person in an incident, if they made one.
///
/// # Errors
/// When the store fails.
pub async fn case_of(house: &House, person: PersonId, incident: IncidentId) -> Result<Option<Case>, Failure> {
    Ok(house.register.case_of(person, incident).await?)
}

/// Whether nobody knows yet where somebody is who asked for help: the server may have stopped between their press and its place.
///
/// # Errors
/// When the store fails.
pub async fn wants_place(house: &House, person: PersonId, incident: IncidentId) -> Result<bool, Failure> {
    Ok(case_of(house, person, incident).await?.is_some_and(|c| c.place.is_none() && c.cell.is_none()))
}

/// Adds to one's request what one can tell. A field that is left out stays.
///
/// # Errors
/// [`Refusal::NoCase`], and the rules' refusals.
pub async fn detail(house: &House, person: PersonId, incident: IncidentId, told: &HelpWords) -> Result<Case, Failure> {
    thrice(|| async move {
        let case = case_of(house, person, incident).await?.ok_or(Refusal::NoCase).or_refuse()?;
        write(house, &case, told).await?;
        case_of(house, person, incident).await?.ok_or(Refusal::NoCase).or_refuse()
    })
    .await
}

/// Whether what is told of a request for help can be kept.
///
/// # Errors
/// The rules' refusals.
pub fn fit(told: &HelpWords) -> Result<(), Failure> {
    rules::help_words(told.need.as_deref(), told.people).or_refuse()?;
    rules::line(told.place.as_deref(), LONGEST_PLACE, Refusal::PlaceTooLong).or_refuse()?;
    rules::line(told.words.as_deref(), LONGEST_MESSAGE, Refusal::MessageTooLong).or_refuse()?;
    Ok(())
}

pub(super) async fn write(house: &House, case: &Case, told: &HelpWords) -> Result<(), Failure> {
    rules::help_words(told.need.as_deref(), told.people).or_refuse()?;
    let place = rules::line(told.place.as_deref(), LONGEST_PLACE, Refusal::PlaceTooLong).or_refuse()?;
    let words = rules::line(told.words.as_deref(), LONGEST_MESSAGE, Refusal::MessageTooLong).or_refuse()?;
    let detail = CaseDetail {
        need: told.need.as_deref(),
        people: told.people,
        place: place.as_deref(),
        cell: told.cell,
        words: words.as_deref(),
    };
    let change = house.register.detail_case(Change::new(), case, &detail, house.clock.now());
    house.store.apply(change).await?;
    Ok(())
}

/// One needs no help any more: an answer like another. An operator still looks once more before the case is closed.
///
/// # Errors
/// As [`check_in`].
pub async fn close_own(house: &House, how: &Answering<'_>) -> Result<Answered, Failure> {
    check_in(house, how, &Press { answer: Answer::Safe, at: None, message: None }).await
}
