//! `/stays/{id}`: a stay, for its guest and for its host, from the request to its end. Where it is stands here for the accepted guest alone.

use askama::Template;
use axum::{extract::State, response::Response};
use kernel::StayId;
use web::{Access, Failure, FieldError, Form, Front, House, Path, Route, Who, see, status_of};

use super::{card, companion, near};
use crate::{
    acts,
    model::{Company, Side, Stay, StayState, Step, view},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/stays/{id}", Access::SignedIn, show).says("A stay, for its guest and its host"),
        Route::post("/stays/{id}", Access::SignedIn, step).says("Moves a stay on: arrived, left, home, cancelled"),
        Route::post("/stays/{id}/words", Access::SignedIn, write).says("Writes to the other"),
    ]
}

/// What was written, as the page shows it.
struct Said {
    mine: bool,
    when: String,
    words: String,
}

#[derive(Template)]
#[template(path = "stay.html")]
struct StayPage<'a> {
    f: &'a Front,
    form: &'a Form,
    stay: view::StayView,
    guest: bool,
    held: bool,
    accepted: bool,
    arrived: bool,
    /// Colour, icon and words of where it stands.
    now: (&'static str, &'static str, String),
    title: String,
    lead: String,
    /// What both say at the door.
    say: Vec<String>,
    place: String,
    label: Option<String>,
    facts: Vec<String>,
    words: Option<String>,
    chat: Vec<Said>,
    writes: bool,
    /// The doors around where the guest was.
    list: String,
    /// Where the guest chooses who of their circle shall know.
    companion: String,
    /// Where the host finds their door.
    door: String,
    next: Option<String>,
}

async fn show(front: Front, Who(_): Who, Path(id): Path<StayId>) -> Result<Response, Failure> {
    draw(&front, id, &Form::default(), None).await
}

async fn draw(front: &Front, id: StayId, form: &Form, next: Option<String>) -> Result<Response, Failure> {
    let house = &front.house;
    let (stay, seen, side) = acts::stay_of(house, &front.visitor, id).await?;
    let chat = match stay.state.lives() {
        true => acts::chat(house, &front.visitor, id).await?,
        false => Vec::new(),
    };
    let known = card::landmarks(house).await;
    let door = acts::seen(house, stay.door).await.ok();
    let guest = side == Side::Guest;
    let side_word = if guest { "guest" } else { "host" };
    let (colour, icon) = look(&stay);
    let word = if stay.stay_put && stay.state.lives() && guest { "stay_put" } else { stay.state.word() };
    let until = front.time(stay.until);
    let key = |what: &str| format!("stay-{side_word}-{word}{what}");
    let title = front.t(&key("")).into_owned();
    let page = StayPage {
        f: front,
        form,
        guest,
        held: stay.state == StayState::Held,
        accepted: stay.state == StayState::Accepted,
        arrived: stay.state == StayState::Arrived,
        now: (colour, icon, front.t(&format!("stay-is-{}", stay.state.word())).into_owned()),
        lead: front.one(&key("-says"), "time", until),
        say: seen.say.as_deref().map(|say| say.split(' ').map(str::to_owned).collect()).unwrap_or_default(),
        place: door.as_ref().map(|d| card::whereabouts(front, &known, d.cell)).unwrap_or_default(),
        label: door.as_ref().and_then(|d| d.label.clone()),
        facts: facts(front, &stay),
        words: seen.words.as_deref().map(|w| card::shown(front, w)),
        chat: chat
            .into_iter()
            .map(|c| Said { mine: c.mine, when: front.time(c.at), words: card::shown(front, &c.words) })
            .collect(),
        writes: stay.state.lives(),
        list: list_of(&stay),
        companion: companion::part(front, &stay, guest).await?,
        door: format!("/doors/mine/{}", stay.door),
        next,
        stay: seen,
        title,
    };
    let shown = front.page(&page.title).nav("doors").drill(stay.drill).live().status(status_of(form));
    shown.show(&page).map(super::own_page)
}

/// The doors around where the guest was.
fn list_of(stay: &Stay) -> String {
    let who = if stay.who == Company::Adults { String::new() } else { format!("&who={}", stay.who.word()) };
    let places = if stay.places > 1 { format!("&places={}", stay.places) } else { String::new() };
    format!("/doors?near={}{places}{who}&incident={}", stay.cell, stay.incident)
}

fn look(stay: &Stay) -> (&'static str, &'static str) {
    match stay.state {
        _ if stay.stay_put && stay.state.lives() => ("help", "alert"),
        StayState::Held => ("wait", "wait"),
        StayState::Accepted => ("lamp", "door"),
        StayState::Arrived | StayState::Left | StayState::Home => ("safe", "check"),
        StayState::Frozen => ("help", "alert"),
        _ => ("wait", "x"),
    }
}

/// Who comes, in words.
fn facts(front: &Front, stay: &Stay) -> Vec<String> {
    let mut facts = vec![front.one("stay-people", "n", stay.places)];
    facts.push(front.t(&format!("who-is-{}", stay.who.word())).into_owned());
    facts.extend(stay.needs.iter().map(|s| front.t(&format!("needs-{}", s.word())).into_owned()));
    facts
}

async fn step(
    State(house): State<House>,
    front: Front,
    Path(id): Path<StayId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let act = form.value("act").to_owned();
    let what = match act.as_str() {
        "arrive" => Step::Arrive,
        "leave" => Step::Leave,
        "home" => Step::Home,
        "accept" => Step::Accept,
        "refuse" => Step::Refuse,
        "cancel" | "next" => Step::Cancel,
        _ => {
            form.wrong("act", "field-choose");
            return draw(&front, id, &form, None).await;
        }
    };
    match acts::step(&house, &front.visitor, id, what).await {
        // The doors around: the one that did not answer has its places back.
        Ok(stay) if act == "next" => Ok(see(&list_of(&stay))),
        Ok(_) => Ok(see(&format!("/stays/{id}"))),
        Err(failure) => refuse(&front, id, form, failure).await,
    }
}

async fn write(
    State(house): State<House>,
    front: Front,
    Path(id): Path<StayId>,
    form: Form,
) -> Result<Response, Failure> {
    match acts::write(&house, &front.visitor, id, form.value("words")).await {
        Ok(()) => Ok(see(&format!("/stays/{id}#words"))),
        Err(failure) => refuse(&front, id, form, failure).await,
    }
}

/// The page again, as it is now, with what was refused and what to do next. What was written is still there.
async fn refuse(front: &Front, id: StayId, mut form: Form, failure: Failure) -> Result<Response, Failure> {
    match failure {
        Failure::Refused(refusal) if refusal.status != 404 && refusal.status != 401 => {
            let next = front.with(&format!("refusal-{}-next", refusal.code), &refusal.args);
            form.add([FieldError::from(&refusal)]);
            let drawn = draw(front, id, &form, Some(next)).await?;
            Ok(near::with_status(drawn, refusal.status))
        }
        other => Err(other),
    }
}
