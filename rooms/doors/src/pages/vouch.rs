//! `/doors/vouch`: an organisation vouches for its hosts and guests.

use askama::Template;
use axum::response::Response;
use web::{Failure, Form, Front, KEEPERS, Route, WhoStaff, see, status_of};

use crate::acts;

const HERE: &str = "/doors/vouch";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(HERE, KEEPERS, show).says("Vouching for hosts and guests of one's organisation"),
        Route::post(HERE, KEEPERS, vouch).says("Vouches for somebody, or no more"),
    ]
}

#[derive(Template)]
#[template(path = "vouch.html")]
struct Page<'a> {
    f: &'a Front,
    form: &'a Form,
}

fn draw(front: &Front, form: &Form) -> Result<Response, Failure> {
    let page =
        front.page(&front.t("vouch-title")).nav("rosters").status(status_of(form)).show(&Page { f: front, form });
    page.map(super::own_page)
}

async fn show(front: Front, WhoStaff(_): WhoStaff) -> Result<Response, Failure> {
    draw(&front, &Form::default())
}

async fn vouch(front: Front, WhoStaff(staff): WhoStaff, mut form: Form) -> Result<Response, Failure> {
    match acts::vouch(&front.house, &staff, form.value("contact"), form.is("act", "give")).await {
        Ok(()) => Ok(see(HERE)),
        Err(failure) => {
            form.blame(failure)?;
            draw(&front, &form)
        }
    }
}
