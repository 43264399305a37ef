//! `/console/messages`: what waits, what never arrived, and another try.

use askama::Template;
use axum::{extract::State, response::Response};
use serde::Deserialize;
use web::{Access, Failure, Form, Front, House, Query, Route, WhoOperator, see, status_of};

use crate::{
    acts::letters,
    model::{Again, Letters},
};

/// Letters on a page.
const PAGE: i64 = 50;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/console/messages", Access::Operator, show).says("What waits, and what never arrived"),
        Route::post("/console/messages/again", Access::Operator, again)
            .says("Tries one message again, or all that never arrived for a reason"),
    ]
}

/// Where the page begins, and what is said on it.
#[derive(Default, Deserialize)]
struct From {
    before: Option<String>,
    again: Option<usize>,
    old: Option<usize>,
}

/// A letter, with the name of its incident.
struct Row {
    letter: crate::model::Letter,
    incident: Option<String>,
}

#[derive(Template)]
#[template(path = "letters.html")]
struct Page<'a> {
    f: &'a Front,
    form: &'a Form,
    page: Letters,
    rows: Vec<Row>,
    again: Option<usize>,
    old: usize,
}

async fn draw(house: &House, front: &Front, form: &Form, from: From) -> Result<Response, Failure> {
    let mut page = letters::page(house, from.before.as_deref(), PAGE).await?;
    let named = |letter: crate::model::Letter| {
        let incident = letter.incident.and_then(|i| house.incidents.get(i));
        Row { incident: incident.map(|i| i.name(front.lang).to_owned()), letter }
    };
    let rows = std::mem::take(&mut page.letters).into_iter().map(named).collect();
    let title = front.t("letters-title").into_owned();
    let page = Page { f: front, form, page, rows, again: from.again, old: from.old.unwrap_or(0) };
    front.page(&title).nav("desk").class("wide op").status(status_of(form)).show(&page)
}

async fn show(
    State(house): State<House>,
    front: Front,
    WhoOperator(_): WhoOperator,
    Query(from): Query<From>,
) -> Result<Response, Failure> {
    draw(&house, &front, &Form::default(), from).await
}

async fn again(
    State(house): State<House>,
    front: Front,
    WhoOperator(staff): WhoOperator,
    mut form: Form,
) -> Result<Response, Failure> {
    let done = match form.value("letter") {
        "" => {
            let (channel, why) = form.value("all").split_once('.').unwrap_or_default();
            let which = Again { channel: channel.to_owned(), why: why.to_owned() };
            letters::again_all(&house, &staff, &which).await
        }
        letter => letters::again(&house, &staff, letter).await,
    };
    match done {
        Ok(done) => Ok(see(&format!("/console/messages?again={}&old={}", done.count, done.old))),
        Err(failure) => {
            form.blame(failure)?;
            draw(&house, &front, &form, From::default()).await
        }
    }
}
