//! `/stays/{id}/companion`: a guest chooses who of their circle shall know, and that friend sees whereabouts: never where.

use askama::Template;
use axum::{extract::State, response::Response};
use kernel::{PersonId, StayId};
use web::{Access, Failure, Form, Front, House, Path, Route, Who, see};

use super::card;
use crate::{
    acts,
    model::{Stay, StayState, companion::CompanionView},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/stays/{id}/companion", Access::SignedIn, show)
            .says("A stay, for the friend whom its guest chose: whereabouts, and whether they have arrived"),
        Route::post("/stays/{id}/companion", Access::SignedIn, tell)
            .says("Lets somebody of one's circle know where one goes"),
    ]
}

/// What stands on the page of a stay.
#[derive(Template)]
#[template(path = "stay_companion.html")]
struct Part<'a> {
    f: &'a Front,
    stay: StayId,
    people: Vec<(PersonId, String)>,
    /// The name of who knows already.
    chosen: Option<String>,
}

/// The part of a stay's page in which its guest chooses who shall know. Nothing for the host, without a circle, or when nobody is on the way.
///
/// # Errors
/// When the store fails.
pub(super) async fn part(front: &Front, stay: &Stay, guest: bool) -> Result<String, Failure> {
    if !guest || stay.state != StayState::Accepted {
        return Ok(String::new());
    }
    let (people, chosen) = acts::companions(&front.house, stay).await?;
    if people.is_empty() {
        return Ok(String::new());
    }
    let chosen = chosen.and_then(|id| people.iter().find(|(p, _)| *p == id)).map(|(_, name)| name.clone());
    let part = Part { f: front, stay: stay.id, people, chosen };
    part.render().map_err(|e| store::StoreError::Fault(e.to_string()).into())
}

async fn tell(
    State(house): State<House>,
    Who(me): Who,
    Path(id): Path<StayId>,
    form: Form,
) -> Result<Response, Failure> {
    // Nobody chosen is nobody told.
    if let Ok(person) = form.value("person").parse::<PersonId>() {
        acts::tell(&house, &me, id, person).await?;
    }
    Ok(see(&format!("/stays/{id}#companion")))
}

#[derive(Template)]
#[template(path = "companion.html")]
struct CompanionPage<'a> {
    f: &'a Front,
    seen: CompanionView,
    name: String,
    /// Colour, icon, words.
    now: (&'static str, &'static str, String),
    title: String,
    says: String,
    place: String,
}

async fn show(front: Front, Who(me): Who, Path(id): Path<StayId>) -> Result<Response, Failure> {
    let (seen, name) = acts::told_of(&front.house, &me, id).await?;
    let (colour, icon) = match seen.state {
        "arrived" | "safe" => ("safe", "check"),
        "stays_put" => ("help", "alert"),
        _ => ("wait", "wait"),
    };
    let known = card::landmarks(&front.house).await;
    let time = seen.until.map(|t| front.time(t)).unwrap_or_default();
    let page = CompanionPage {
        f: &front,
        now: (colour, icon, front.t(&format!("companion-is-{}", seen.state)).into_owned()),
        title: front.one(&format!("companion-{}", seen.state), "name", name.as_str()),
        says: front.one(&format!("companion-{}-says", seen.state), "time", time),
        place: card::whereabouts(&front, &known, seen.cell),
        name,
        seen,
    };
    let shown = front.page(&page.title).nav("people").drill(page.seen.drill).live();
    shown.show(&page).map(super::own_page)
}
