//! `/doors/mine`: what a host sees and does: whether their door is found, how many places it has left, who asks, who comes, who is there.

mod cards;
mod edit;

use askama::Template;
use axum::response::Response;
use kernel::{DoorId, StayId};
use web::{Access, Failure, FieldError, Form, Front, Path, Route, Who, see, status_of};

use self::cards::DoorCard;
use super::card;
use crate::{
    acts,
    model::{DoorState, Move, StayState, Step},
};

pub(super) fn routes() -> Vec<Route> {
    let mut all = vec![
        Route::get("/doors/mine", Access::SignedIn, all_mine)
            .says("One's own doors: who asks, who comes, who is there"),
        Route::get("/doors/mine/{id}", Access::SignedIn, one).says("One of one's own doors"),
        Route::post("/doors/mine/{id}/move", Access::SignedIn, drive)
            .says("Renews, pauses, opens again or closes a door"),
        Route::post("/doors/mine/{id}/places", Access::SignedIn, places).says("More places or fewer"),
        Route::post("/doors/mine/{id}/stays/{stay}", Access::SignedIn, step)
            .says("Accepts or refuses somebody, says that they arrived or left, calls it off"),
    ];
    all.extend(edit::routes());
    all
}

#[derive(Template)]
#[template(path = "host.html")]
struct HostPage<'a> {
    f: &'a Front,
    form: &'a Form,
    /// Where this page is: it is drawn anew from there.
    here: String,
    /// The doors on it, for the stream.
    about: String,
    doors: Vec<DoorCard>,
    /// Whether any of them is still to be found, or to be opened again.
    living: bool,
}

/// One of one's doors, or all that are not closed.
async fn draw(front: &Front, id: Option<DoorId>, form: &Form) -> Result<Response, Failure> {
    let mine = match id {
        Some(id) => vec![acts::one_of_mine(&front.house, &front.visitor, id).await?],
        None => acts::my_doors(&front.house, &front.visitor).await?,
    };
    let shown = mine.iter().filter(|d| id.is_some() || d.door.state != DoorState::Closed);
    let known = card::landmarks(&front.house).await;
    let mut doors = Vec::new();
    for door in shown {
        doors.push(DoorCard::of(front, &known, door).await?);
    }
    let drill = !doors.is_empty() && doors.iter().all(|d| d.drill);
    let ids: Vec<String> = doors.iter().map(|d| d.id.to_string()).collect();
    let page = HostPage {
        f: front,
        form,
        here: id.map_or_else(|| "/doors/mine".to_owned(), |id| format!("/doors/mine/{id}")),
        about: if ids.is_empty() { "-".to_owned() } else { ids.join(" ") },
        living: doors.iter().any(|d| !d.closed),
        doors,
    };
    let title = match page.doors.as_slice() {
        [one] => one.title.clone(),
        _ => front.t("host-doors").into_owned(),
    };
    let shown = front.page(&title).nav("doors").class("wide").drill(drill).live().status(status_of(form)).show(&page);
    shown.map(super::own_page)
}

async fn all_mine(front: Front) -> Result<Response, Failure> {
    draw(&front, None, &Form::default()).await
}

async fn one(front: Front, Path(id): Path<DoorId>) -> Result<Response, Failure> {
    draw(&front, Some(id), &Form::default()).await
}

/// Back to the door when all went well, else the door as it is now with what the rules say.
async fn back(front: &Front, id: DoorId, mut form: Form, done: Result<(), Failure>) -> Result<Response, Failure> {
    match done {
        Ok(()) => return Ok(see(&format!("/doors/mine/{id}"))),
        Err(Failure::Refused(r)) if matches!(r.status, 403 | 409 | 422 | 429) => {
            form.add([FieldError { field: String::new(), ..FieldError::from(&r) }]);
        }
        Err(other) => return Err(other),
    }
    draw(front, Some(id), &form).await
}

async fn drive(front: Front, Who(me): Who, Path(id): Path<DoorId>, mut form: Form) -> Result<Response, Failure> {
    let words: Vec<_> = Move::ALL.iter().map(|m| (m.word(), *m)).collect();
    let Some(what) = form.choice("do", &words) else { return draw(&front, Some(id), &form).await };
    let done = acts::drive(&front.house, &me, id, what).await;
    back(&front, id, form, done).await
}

async fn places(front: Front, Who(me): Who, Path(id): Path<DoorId>, mut form: Form) -> Result<Response, Failure> {
    // The number that is meant, not one more or less: pressed twice it is the same.
    let Some(places) = form.number("places", 1, 5000) else { return draw(&front, Some(id), &form).await };
    let done = acts::set_places(&front.house, &me, id, places).await;
    back(&front, id, form, done).await
}

/// What a host does with a stay, and where it leads.
const STEPS: [(Step, StayState); 5] = [
    (Step::Accept, StayState::Accepted),
    (Step::Refuse, StayState::Refused),
    (Step::Arrive, StayState::Arrived),
    (Step::Leave, StayState::Left),
    (Step::Cancel, StayState::HostCancelled),
];

async fn step(
    front: Front,
    Who(me): Who,
    Path((id, stay)): Path<(DoorId, StayId)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let words = STEPS.map(|(step, to)| (step.word(), (step, to)));
    let Some((what, to)) = form.choice("do", &words) else { return draw(&front, Some(id), &form).await };
    // Of one's own door alone: whoever is a guest moves on from their own page.
    acts::one_of_mine(&front.house, &me, id).await?;
    let (there, ..) = acts::stay_of(&front.house, &me, stay).await?;
    if there.door != id {
        return Err(Failure::not_found());
    }
    let done = match acts::step(&front.house, &me, stay, what).await {
        // Pressed twice, or said by the guest meanwhile.
        Err(_) if there.state == to => Ok(()),
        done => done.map(drop),
    };
    back(&front, id, form, done).await
}
