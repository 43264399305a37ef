//! The people of one's circle: how they are, when that was said, and by whom. Silence is never counted.

mod rows;

use askama::Template;
use axum::{extract::State, response::Response};
use http::StatusCode;
use kernel::{FactId, IncidentId, PersonId, Time};
use register::{Channel, How, Incident};
use serde::Deserialize;
use web::{Access, Failure, Form, Front, House, OrRefuse, Path, Query, Route, WhoPerson, encode, see, status_of};

use self::rows::{Mine, Part, ToAnswer};
use crate::{
    acts::{self, About},
    model::Say,
    rules::{LONGEST_MESSAGE, Refusal},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/people", Access::Person, people).says("One's circle: how they are, and who says so"),
        Route::post("/people/{person}/remind", Access::Person, remind).says("Asks somebody of one's circle again"),
        Route::get("/people/{person}/well", Access::Person, well).says("Asks how one knows that somebody is well"),
        Route::post("/people/{person}/well", Access::Person, say_well).says("Says that somebody is well"),
        Route::post("/facts/{incident}/{fact}/confirm", Access::Person, confirm).says("Confirms what was said of one"),
        Route::post("/facts/{incident}/{fact}/dispute", Access::Person, dispute).says("Disputes what was said of one"),
    ]
}

/// What has just been done, to be said on top of the board.
#[derive(Debug, Default, Deserialize)]
struct Done {
    reminded: Option<PersonId>,
    said: Option<PersonId>,
}

#[derive(Template)]
#[template(path = "board.html")]
struct Board<'a> {
    f: &'a Front,
    done: Option<(&'static str, String)>,
    to_answer: Vec<ToAnswer>,
    mine: Vec<Mine>,
    parts: Vec<Part>,
    /// Nobody's status is looked at: only the names are shown.
    names: Vec<String>,
    empty: bool,
}

async fn people(front: Front, who: WhoPerson, Query(done): Query<Done>) -> Result<Response, Failure> {
    let done = match done {
        Done { reminded: Some(p), .. } => Some((p, "board-reminded")),
        Done { said: Some(p), .. } => Some((p, "board-said")),
        _ => None,
    };
    draw(&front, who.0, done, StatusCode::OK).await
}

async fn draw(
    front: &Front,
    me: PersonId,
    done: Option<(PersonId, &'static str)>,
    status: StatusCode,
) -> Result<Response, Failure> {
    let sight = acts::sight(&front.house);
    let views = acts::board(&front.house, me).await?;
    let myself = acts::myself(&front.house, me).await?;
    let name_of = |p| views.iter().find(|v| v.person == p).and_then(|v| v.name.clone());
    let done = done.and_then(|(p, key)| {
        let icon = if key == "board-said" { "check" } else { "bell" };
        Some((icon, front.one(key, "name", name_of(p)?)))
    });
    let parts = rows::parts(front, &sight, &views);
    let page = Board {
        f: front,
        done,
        to_answer: myself.as_ref().map(|m| rows::to_answer(front, &sight, m)).unwrap_or_default(),
        mine: rows::mine(front, &sight, myself.as_ref()),
        names: if parts.is_empty() { views.iter().filter_map(|v| v.name.clone()).collect() } else { Vec::new() },
        empty: views.is_empty(),
        parts,
    };
    let drill = !page.parts.is_empty() && page.parts.iter().all(|p| p.drill);
    let title = front.t("board-title");
    front.page(&title).nav("people").class("wide").drill(drill).live().kept().status(status).show(&page)
}

async fn remind(
    State(house): State<House>,
    front: Front,
    WhoPerson(me, _): WhoPerson,
    Path(person): Path<PersonId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let Some(incident) = form.read::<IncidentId>("incident") else { return Err(Refusal::NoIncident).or_refuse() };
    match acts::remind(&house, me, person, incident).await {
        Ok(()) => Ok(see(&format!("/people?reminded={person}"))),
        // Nothing went wrong: the board says what has happened.
        Err(Failure::Refused(r)) if r.code == "reminded-already" => {
            draw(&front, me, Some((person, "board-reminded-already")), StatusCode::TOO_MANY_REQUESTS).await
        }
        Err(Failure::Refused(r)) if r.code == "answered-already" => {
            draw(&front, me, Some((person, "board-answered-already")), StatusCode::CONFLICT).await
        }
        Err(e) => Err(e),
    }
}

#[derive(Template)]
#[template(path = "board_well.html")]
struct Well<'a> {
    f: &'a Front,
    form: &'a Form,
    person: PersonId,
    name: &'a str,
    incidents: Vec<(IncidentId, String)>,
    drill: bool,
    /// Names this press, so that sending it twice says it once.
    once: String,
    choices: Vec<(&'static str, String)>,
}

const HOW: [(&str, How); 4] = [("saw", How::Saw), ("spoke", How::Spoke), ("heard", How::Heard), ("read", How::Read)];

#[derive(Debug, Default, Deserialize)]
struct Asked {
    incident: Option<IncidentId>,
}

async fn well(
    front: Front,
    WhoPerson(me, _): WhoPerson,
    Path(person): Path<PersonId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let chosen = asked.incident.map(|i| ("incident".to_owned(), i.to_string()));
    draw_well(&front, me, person, &Form::of(chosen)).await
}

async fn draw_well(front: &Front, me: PersonId, person: PersonId, form: &Form) -> Result<Response, Failure> {
    let views = acts::board(&front.house, me).await?;
    let name = views.iter().find(|v| v.person == person).and_then(|v| v.name.as_deref());
    let name = name.ok_or(Refusal::NotInCircle).or_refuse()?;
    let label = |i: &Incident| {
        let name = i.name(front.lang);
        if i.drill { format!("{} · {name}", front.t("drill-word")) } else { name.to_owned() }
    };
    let open: Vec<_> = acts::sight(&front.house).incidents.into_iter().filter(|i| i.state.takes_answers()).collect();
    let asked = form.value("incident").parse().ok();
    let of_one: Vec<_> = open.iter().filter(|i| Some(i.id) == asked).cloned().collect();
    let shown = if of_one.is_empty() { open } else { of_one };
    if shown.is_empty() {
        return Err(Refusal::NotOpen).or_refuse();
    }
    let once: FactId = front.house.dice.id(front.now);
    let page = Well {
        f: front,
        form,
        person,
        name,
        drill: shown.iter().all(|i| i.drill),
        incidents: shown.iter().map(|i| (i.id, label(i))).collect(),
        once: if form.value("once").is_empty() { once.to_string() } else { form.value("once").to_owned() },
        choices: HOW.iter().map(|(w, _)| (*w, front.t(&format!("board-how-{w}")).into_owned())).collect(),
    };
    let title = front.one("board-well-title", "name", name);
    let status = if form.has_errors() { status_of(form) } else { StatusCode::OK };
    front.page(&title).nav("people").drill(page.drill).status(status).show(&page)
}

async fn say_well(
    State(house): State<House>,
    front: Front,
    WhoPerson(me, _): WhoPerson,
    Path(person): Path<PersonId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let incident = form.read::<IncidentId>("incident");
    let how = form.choice("how", &HOW);
    let note = form.optional_text("message", LONGEST_MESSAGE);
    let once = form.optional_text("once", 80);
    if let (Some(incident), Some(how), false) = (incident, how, form.has_errors()) {
        let say = Say { how, at: Time::parse(form.value("at")).ok(), note };
        let about = About::Person(person);
        match acts::declare(&house, me, incident, &about, &say, once.as_deref(), Channel::Web).await {
            Ok(_) => return Ok(see(&format!("/people?said={}", encode(&person.to_string())))),
            Err(e) => form.blame(e)?,
        }
    }
    draw_well(&front, me, person, &form).await
}

async fn confirm(
    State(house): State<House>,
    WhoPerson(me, _): WhoPerson,
    Path((incident, fact)): Path<(IncidentId, FactId)>,
) -> Result<Response, Failure> {
    acts::answer_fact(&house, me, incident, fact, true).await?;
    Ok(see("/people"))
}

async fn dispute(
    State(house): State<House>,
    WhoPerson(me, _): WhoPerson,
    Path((incident, fact)): Path<(IncidentId, FactId)>,
) -> Result<Response, Failure> {
    acts::answer_fact(&house, me, incident, fact, false).await?;
    Ok(see("/people"))
}
