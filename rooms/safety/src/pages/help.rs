//! What help is needed: one question a page. The request itself is on disk since the first press; these pages add to it.

use askama::Template;
use axum::response::Response;
use http::HeaderMap;
use kernel::{Cell, IncidentId};
use register::Channel;
use serde::Deserialize;
use web::{Access, Failure, Form, Front, OrRefuse, Path, Query, Route, WhoPerson, see, status_of};

use super::waiting;
use crate::{
    acts::{self, Answering},
    model::{Answer, HelpWords, NEEDS},
    rules::{LONGEST_MESSAGE, LONGEST_PLACE, Refusal},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/i/{id}/help", Access::Anyone, show).says("Asks what help is needed, one question a page"),
        Route::post("/i/{id}/help", Access::Anyone, tell).says("Adds to one's request for help"),
        Route::post("/i/{id}/help/over", Access::Person, over).says("Says that one needs no help any more"),
    ]
}

/// The questions, in their order.
const STEPS: [&str; 3] = ["need", "place", "people"];

fn step_of(word: &str) -> &'static str {
    STEPS.into_iter().find(|s| *s == word).unwrap_or("need")
}

/// The way by which one has come: signed in or by this browser's answer, or by a one-tap link.
pub(super) struct Road {
    /// The incident.
    pub(super) incident: IncidentId,
    /// Where these pages are.
    pub(super) here: String,
    /// Where the last of them leads.
    pub(super) done: String,
    /// The question.
    pub(super) question: String,
}

impl Road {
    fn by_page(id: IncidentId) -> Self {
        let question = format!("/i/{id}");
        Self { incident: id, here: format!("/i/{id}/help"), done: format!("/i/{id}/done"), question }
    }
    fn after(&self, step: &str) -> String {
        let next = STEPS.iter().skip_while(|s| **s != step).nth(1);
        next.map_or_else(|| self.done.clone(), |next| format!("{}?step={next}", self.here))
    }
}

struct Need {
    word: &'static str,
    icon: &'static str,
    label: String,
}

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage<'a> {
    f: &'a Front,
    form: &'a Form,
    here: &'a str,
    question: &'a str,
    step: &'static str,
    title: String,
    needs: Vec<Need>,
    skip: String,
    /// Where somebody who is signed in says that they need no help any more.
    over: Option<String>,
}

fn needs(front: &Front) -> Vec<Need> {
    let icon = |need| match need {
        "hurt" => "med",
        "child" => "child",
        "stuck" => "lock",
        "shelter" => "door",
        _ => "plens",
    };
    let label = |need| front.t(&format!("need-{need}")).into_owned();
    NEEDS.into_iter().map(|word| Need { word, icon: icon(word), label: label(word) }).collect()
}

/// Whose request it is.
pub(super) enum Whose {
    Own(kernel::PersonId),
    /// That of the person whose link it is: it signs nobody in.
    Link(kernel::PersonId),
    /// The answer of this browser, which waits for its proof.
    Waiting([u8; 16]),
}

async fn whose(front: &Front, headers: &HeaderMap, id: IncidentId) -> Result<Option<Whose>, Failure> {
    if let Some(me) = front.visitor.person()
        && acts::case_of(&front.house, me, id).await?.is_some()
    {
        return Ok(Some(Whose::Own(me)));
    }
    let Some(pending) = waiting::of(&front.house, headers, id).await? else { return Ok(None) };
    let case = front.house.register.case_pending(pending.id).await?;
    Ok(case.map(|_| Whose::Waiting(pending.id)))
}

/// The way of this browser. A request that found no room in the queue waits for its contact: that is asked for first.
async fn road(front: &Front, headers: &HeaderMap, id: IncidentId, none: bool) -> Result<Road, Failure> {
    let road = Road::by_page(id);
    let waits = none
        && !front.signed_in()
        && waiting::of(&front.house, headers, id).await?.is_some_and(|p| p.answer == Answer::NeedHelp);
    Ok(if waits { Road { question: format!("/i/{id}/who"), ..road } } else { road })
}

fn draw(front: &Front, road: &Road, form: &Form, step: &'static str, whose: &Whose) -> Result<Response, Failure> {
    let incident = acts::find(&front.house, &front.visitor, road.incident)?;
    let page = HelpPage {
        f: front,
        form,
        here: &road.here,
        question: &road.question,
        step,
        title: front.t(&format!("help-{step}-title")).into_owned(),
        needs: needs(front),
        skip: road.after(step),
        over: matches!(whose, Whose::Own(_)).then(|| format!("{}/over", road.here)),
    };
    front
        .page(&page.title)
        .self_contained()
        .drill(incident.drill)
        .status(status_of(form))
        .show(&page)
        .map(super::own_page)
}

#[derive(Deserialize, Default)]
pub(super) struct Step {
    step: Option<String>,
}

async fn show(
    front: Front,
    headers: HeaderMap,
    Path(id): Path<IncidentId>,
    Query(step): Query<Step>,
) -> Result<Response, Failure> {
    let whose = whose(&front, &headers, id).await?;
    show_step(&front, &road(&front, &headers, id, whose.is_none()).await?, whose, &step)
}

/// One of the questions; without a request for help, the question of the incident.
pub(super) fn show_step(
    front: &Front,
    road: &Road,
    whose: Option<Whose>,
    Step { step }: &Step,
) -> Result<Response, Failure> {
    match whose {
        Some(whose) => draw(front, road, &Form::default(), step_of(step.as_deref().unwrap_or_default()), &whose),
        None => Ok(see(&road.question)),
    }
}

/// What this step's form tells; nothing when it was left empty.
fn told(front: &Front, form: &mut Form, step: &str) -> Option<HelpWords> {
    let none = HelpWords::default();
    match step {
        "need" => {
            let choices = NEEDS.map(|n| (n, n.to_owned()));
            let need = form.choice("need", &choices);
            Some(HelpWords { need, ..none })
        }
        "place" => {
            let place = form.optional_text("place", LONGEST_PLACE);
            let here = |name| form.value(name).parse::<f64>().ok();
            // Only the cell is kept: nothing finer leaves this function.
            let cell = here("lat")
                .zip(here("lon"))
                .and_then(|(lat, lon)| Cell::at(lat, lon, front.house.config.cell_resolution).ok());
            (place.is_some() || cell.is_some()).then_some(HelpWords { place, cell, ..none })
        }
        _ => {
            let words = form.optional_text("words", LONGEST_MESSAGE);
            let typed = !form.value("people").is_empty();
            let people = if typed { form.number("people", 1, 500).and_then(|n| u32::try_from(n).ok()) } else { None };
            (people.is_some() || words.is_some()).then_some(HelpWords { people, words, ..none })
        }
    }
}

async fn tell(front: Front, headers: HeaderMap, Path(id): Path<IncidentId>, form: Form) -> Result<Response, Failure> {
    let whose = whose(&front, &headers, id).await?;
    tell_step(&front, &road(&front, &headers, id, whose.is_none()).await?, whose, form).await
}

/// What is told goes to the request for help, and the next question is asked.
pub(super) async fn tell_step(
    front: &Front,
    road: &Road,
    whose: Option<Whose>,
    mut form: Form,
) -> Result<Response, Failure> {
    let Some(whose) = whose else {
        // A script that sends this late must hear that nothing took it.
        return if front.scripted() { Err(Refusal::NoCase).or_refuse() } else { Ok(see(&road.question)) };
    };
    let step = step_of(form.value("step"));
    let told = told(front, &mut form, step);
    if form.has_errors() {
        return draw(front, road, &form, step, &whose);
    }
    let Some(told) = told else { return Ok(see(&road.after(step))) };
    let done = match &whose {
        Whose::Own(me) | Whose::Link(me) => acts::detail(&front.house, *me, road.incident, &told).await.map(drop),
        Whose::Waiting(answer) => acts::detail_unproven(&front.house, *answer, &told).await,
    };
    if let Err(failure) = done {
        form.blame(failure)?;
        return draw(front, road, &form, step, &whose);
    }
    Ok(see(&road.after(step)))
}

async fn over(front: Front, WhoPerson(person, _): WhoPerson, Path(id): Path<IncidentId>) -> Result<Response, Failure> {
    let how = Answering { person, incident: id, client_id: None, channel: Channel::Web };
    acts::close_own(&front.house, &how).await?;
    Ok(see(&format!("/i/{id}/done")))
}
