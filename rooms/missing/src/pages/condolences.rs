//! `/console/condolences`: what people write on pages in memory, read by moderators before a family reads it.

use askama::Template;
use axum::response::Response;
use kernel::CondolenceId;
use web::{Failure, Form, Front, Path, Route, WhoStaff, see, status_of};

use super::review::refused;
use crate::{
    acts::{self, Written},
    model::tribute::CondolenceState,
    routes::REVIEWERS,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/console/condolences", REVIEWERS, show)
            .says("What is written on pages in memory, to be read first"),
        Route::post("/console/condolences/{id}", REVIEWERS, decide)
            .says("Lets it through, or does not; or takes that back"),
    ]
}

/// What somebody wrote: it, when, and whether it was let through.
type One = (Written, String, bool);

#[derive(Template)]
#[template(path = "condolences.html")]
struct CondolencesPage<'a> {
    f: &'a Front,
    form: &'a Form,
    groups: Vec<(bool, Vec<One>, Vec<One>)>,
}

async fn draw(front: &Front, form: &Form) -> Result<Response, Failure> {
    let one = |w: Written| {
        let (at, shown) = (front.moment(front.now, w.at), w.state != CondolenceState::Refused);
        (w, at, shown)
    };
    let all = |list: Vec<Written>| list.into_iter().map(one).collect();
    let mut groups = Vec::new();
    for drill in [false, true] {
        let waiting = all(acts::condolences_waiting(&front.house, drill).await?);
        groups.push((drill, waiting, all(acts::condolences_decided(&front.house, drill).await?)));
    }
    let title = front.t("condolences-title");
    let shown = front.page(&title).nav("moderation").class("wide op").status(status_of(form));
    shown.show(&CondolencesPage { f: front, form, groups })
}

async fn show(front: Front) -> Result<Response, Failure> {
    draw(&front, &Form::default()).await
}

async fn decide(
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<CondolenceId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let yes = match form.value("do") {
        "show" => true,
        "refuse" => false,
        _ => return Ok(see("/console/condolences")),
    };
    match acts::review_condolence(&front.house, &staff, id, yes).await {
        Ok(_) => Ok(see("/console/condolences")),
        Err(failure) => {
            refused(&mut form, failure)?;
            draw(&front, &form).await
        }
    }
}
