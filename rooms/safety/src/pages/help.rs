//! What help is needed: one question a page. The request itself is on disk since the first press; these pages add to it.

use askama::Template;
use axum::response::Response;
use http::HeaderMap;
use kernel::{Cell, IncidentId};
use register::Channel;
use serde::Deserialize;
use web::{Access, Failure, Form, Front, Path, Query, Route, WhoPerson, see, status_of};

use super::waiting;
use crate::{
    acts::{self, Answering},
    model::{HelpWords, NEEDS},
    rules::LONGEST_PLACE,
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

fn after(id: IncidentId, step: &str) -> String {
    let next = STEPS.iter().skip_while(|s| **s != step).nth(1);
    next.map_or_else(|| format!("/i/{id}/done"), |next| format!("/i/{id}/help?step={next}"))
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
    id: IncidentId,
    step: &'static str,
    title: String,
    needs: Vec<Need>,
    skip: String,
    /// Whether it is the request of somebody who is signed in.
    own: bool,
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
enum Whose {
    Own(kernel::PersonId),
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

fn draw(front: &Front, id: IncidentId, form: &Form, step: &'static str, whose: &Whose) -> Result<Response, Failure> {
    let incident = acts::find(&front.house, &front.visitor, id)?;
    let page = HelpPage {
        f: front,
        form,
        id,
        step,
        title: front.t(&format!("help-{step}-title")).into_owned(),
        needs: needs(front),
        skip: after(id, step),
        own: matches!(whose, Whose::Own(_)),
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
struct Step {
    step: Option<String>,
}

async fn show(
    front: Front,
    headers: HeaderMap,
    Path(id): Path<IncidentId>,
    Query(Step { step }): Query<Step>,
) -> Result<Response, Failure> {
    match whose(&front, &headers, id).await? {
        Some(whose) => draw(&front, id, &Form::default(), step_of(step.as_deref().unwrap_or_default()), &whose),
        None => Ok(see(&format!("/i/{id}"))),
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
        _ if form.value("people").is_empty() => None,
        _ => {
            let people = form.number("people", 1, 500).and_then(|n| u32::try_from(n).ok());
            Some(HelpWords { people, ..none })
        }
    }
}

async fn tell(
    front: Front,
    headers: HeaderMap,
    Path(id): Path<IncidentId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let Some(whose) = whose(&front, &headers, id).await? else { return Ok(see(&format!("/i/{id}"))) };
    let step = step_of(form.value("step"));
    let told = told(&front, &mut form, step);
    if form.has_errors() {
        return draw(&front, id, &form, step, &whose);
    }
    let Some(told) = told else { return Ok(see(&after(id, step))) };
    let done = match &whose {
        Whose::Own(me) => acts::detail(&front.house, *me, id, &told).await.map(drop),
        Whose::Waiting(answer) => acts::detail_unproven(&front.house, *answer, &told).await,
    };
    if let Err(failure) = done {
        form.blame(failure)?;
        return draw(&front, id, &form, step, &whose);
    }
    Ok(see(&after(id, step)))
}

async fn over(front: Front, WhoPerson(person, _): WhoPerson, Path(id): Path<IncidentId>) -> Result<Response, Failure> {
    let how = Answering { person, incident: id, client_id: None, channel: Channel::Web };
    acts::close_own(&front.house, &how).await?;
    Ok(see(&format!("/i/{id}/done")))
}
