//! `/console/hooks`: other systems that are told what happens.

use askama::Template;
use axum::{extract::State, response::Response};
use serde::Deserialize;
use web::{Access, Failure, Form, Front, House, Path, Query, Route, WhoOperator, see, status_of};

use crate::{
    acts::hooks,
    model::{HookShown, NewHook},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/console/hooks", Access::Operator, show).says("Other systems that are told what happens"),
        Route::post("/console/hooks", Access::Operator, add).says("Adds one; its secret is shown once"),
        Route::post("/console/hooks/{hook}/pause", Access::Operator, pause)
            .says("Calls it no more for a while, or again"),
        Route::post("/console/hooks/{hook}/trial", Access::Operator, trial).says("Calls it with a trial"),
        Route::post("/console/hooks/{hook}/delete", Access::Operator, delete).says("Forgets it"),
    ]
}

/// What is said on the page when one comes back to it.
#[derive(Default, Deserialize)]
struct Back {
    did: Option<String>,
}

#[derive(Template)]
#[template(path = "hooks.html")]
struct Page<'a> {
    f: &'a Front,
    form: &'a Form,
    hooks: Vec<(HookShown, Option<String>)>,
    rosters: Vec<(String, String)>,
    new: Option<HookShown>,
    did: Option<String>,
}

async fn draw(
    house: &House,
    front: &Front,
    who: &WhoOperator,
    form: &Form,
    new: Option<HookShown>,
    back: Back,
) -> Result<Response, Failure> {
    let lists = hooks::rosters(house, &who.0).await?;
    let of = |h: &HookShown| h.roster.and_then(|r| lists.iter().find(|(id, _)| *id == r)).map(|(_, name)| name.clone());
    let all = hooks::list(house, &who.0).await?.into_iter().map(|h| (of(&h), h));
    let hooks = all.map(|(list, hook)| (hook, list)).collect();
    let rosters = lists.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let known = |word: &String| ["paused", "resumed", "tried", "deleted"].contains(&word.as_str());
    let did = back.did.filter(known).map(|word| format!("hooks-did-{word}"));
    let title = front.t("hooks-title").into_owned();
    let page = Page { f: front, form, hooks, rosters, new, did };
    front.page(&title).nav("desk").status(status_of(form)).show(&page)
}

async fn show(
    State(house): State<House>,
    front: Front,
    who: WhoOperator,
    Query(back): Query<Back>,
) -> Result<Response, Failure> {
    draw(&house, &front, &who, &Form::default(), None, back).await
}

async fn add(State(house): State<House>, front: Front, who: WhoOperator, mut form: Form) -> Result<Response, Failure> {
    let name = form.text("name", 80);
    let url = form.text("url", 2000);
    let roster = match form.value("roster") {
        "" => None,
        _ => form.read("roster"),
    };
    if form.has_errors() {
        return draw(&house, &front, &who, &form, None, Back::default()).await;
    }
    match hooks::add(&house, &who.0, &NewHook { name, url, roster }).await {
        // No redirect: the secret is shown on this page and on no other.
        Ok(new) => draw(&house, &front, &who, &Form::default(), Some(new), Back::default()).await,
        Err(failure) => {
            form.blame(failure)?;
            draw(&house, &front, &who, &form, None, Back::default()).await
        }
    }
}

async fn pause(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(hook): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let paused = form.value("to") != "on";
    hooks::pause(&house, &staff, &hook, paused).await?;
    Ok(see(if paused { "/console/hooks?did=paused" } else { "/console/hooks?did=resumed" }))
}

async fn trial(
    State(house): State<House>,
    front: Front,
    who: WhoOperator,
    Path(hook): Path<String>,
    mut form: Form,
) -> Result<Response, Failure> {
    match hooks::try_out(&house, &who.0, &hook).await {
        Ok(()) => Ok(see("/console/hooks?did=tried")),
        Err(failure) => {
            form.blame(failure)?;
            draw(&house, &front, &who, &form, None, Back::default()).await
        }
    }
}

async fn delete(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(hook): Path<String>,
) -> Result<Response, Failure> {
    hooks::remove(&house, &staff, &hook).await?;
    Ok(see("/console/hooks?did=deleted"))
}
