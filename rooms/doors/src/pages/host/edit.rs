//! `/doors/mine/{id}/edit`: what is said of a door. Where it is found, its cell, stays.

use askama::Template;
use axum::response::Response;
use kernel::DoorId;
use web::{Access, Failure, Form, Front, Path, Route, Who, see, status_of};

use crate::{
    acts,
    model::{Edited, Suit, view::OwnDoor},
    pages::{card, offer},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/doors/mine/{id}/edit", Access::SignedIn, show)
            .says("Shows what is said of one's door, to change it"),
        Route::post("/doors/mine/{id}/edit", Access::SignedIn, save).says("Changes what is said of one's door"),
    ]
}

#[derive(Template)]
#[template(path = "host_edit.html")]
struct EditPage<'a> {
    f: &'a Front,
    form: &'a Form,
    id: DoorId,
    place: String,
    suits: Vec<(&'static str, &'static str, String)>,
    langs: Vec<(String, String)>,
}

/// The languages of the form, and those of the door that are not among them.
fn langs(own: &OwnDoor) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> =
        offer::LANGS.iter().map(|(code, name)| ((*code).to_owned(), (*name).to_owned())).collect();
    for code in &own.public.langs {
        if !all.iter().any(|(c, _)| c == code) {
            all.push((code.clone(), code.clone()));
        }
    }
    all
}

async fn draw(front: &Front, id: DoorId, form: Option<&Form>) -> Result<Response, Failure> {
    let mine = acts::one_of_mine(&front.house, &front.visitor, id).await?;
    let (own, filled) = (&mine.own, offer::of_door(&mine.own, |note| card::shown(front, note)));
    let form = form.unwrap_or(&filled);
    let known = card::landmarks(&front.house).await;
    let place = card::whereabouts(front, &known, mine.door.cell).trim_end_matches('.').to_owned();
    let page = EditPage { f: front, form, id, place, suits: offer::suits(front), langs: langs(own) };
    let title = front.t("host-edit");
    let shown = front.page(&title).nav("doors").drill(mine.door.drill).status(status_of(form)).show(&page);
    shown.map(crate::pages::own_page)
}

async fn show(front: Front, Path(id): Path<DoorId>) -> Result<Response, Failure> {
    draw(&front, id, None).await
}

async fn save(front: Front, Who(me): Who, Path(id): Path<DoorId>, mut form: Form) -> Result<Response, Failure> {
    let mut text = |name| form.optional_text(name, 400);
    let texts = Edited {
        note: text("note"),
        address: text("address"),
        entry: text("entry"),
        name: text("name"),
        ..Edited::default()
    };
    let edited = Edited {
        suits: form.values("suits").filter_map(Suit::of_word).collect(),
        langs: form.values("langs").map(str::to_owned).collect(),
        ..texts
    };
    if !form.has_errors() {
        match acts::edit(&front.house, &me, id, edited).await {
            Ok(()) => return Ok(see(&format!("/doors/mine/{id}"))),
            Err(failure) => form.blame(failure)?,
        }
    }
    draw(&front, id, Some(&form)).await
}
