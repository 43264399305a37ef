//! `/rosters`: organisations keep their lists and call the roll.

mod list;
mod roll;

use askama::Template;
use axum::response::Response;
use kernel::RosterId;
use web::{Failure, Form, Front, KEEPERS, Path, Route, WhoStaff, see, status_of};

use crate::{acts, model::RosterShown, routes::rosters::LARGEST};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/rosters", KEEPERS, all).says("The lists that one manages"),
        Route::post("/rosters", KEEPERS, begin).says("Begins a list"),
        Route::get("/rosters/{id}", KEEPERS, list::show).says("A list: its rolls, its members, how more are taken in"),
        Route::post("/rosters/{id}/members", KEEPERS, list::import)
            .says("Reads members from CSV, in a file or a text: says what would be written, or writes it")
            .limit(LARGEST),
        Route::post("/rosters/{id}/rolls", KEEPERS, list::begin_roll).says("Begins to call the roll in an incident"),
        Route::get("/rosters/{id}/rolls/{incident}", KEEPERS, roll::show)
            .says("Who answered what, while the roll is on"),
        Route::post("/rosters/{id}/rolls/{incident}/remind", KEEPERS, roll::remind)
            .says("Reminds those who have not answered"),
        Route::post("/rosters/{id}/rolls/{incident}/end", KEEPERS, roll::end).says("Ends the roll"),
    ]
}

/// Where a list is.
fn at(id: RosterId) -> String {
    format!("/rosters/{id}")
}

#[derive(Template)]
#[template(path = "rosters.html")]
struct All<'a> {
    f: &'a Front,
    form: &'a Form,
    /// Address, name, how many are on it.
    rosters: Vec<(String, String, String)>,
}

async fn draw(front: &Front, staff: &kernel::Staff, form: &Form) -> Result<Response, Failure> {
    let line = |r: RosterShown| (at(r.id), r.name, front.one("roster-members", "n", r.members));
    let rosters = acts::managed(&front.house, staff).await?.into_iter().map(line).collect();
    front.page(&front.t("lists-title")).nav("rosters").status(status_of(form)).show(&All { f: front, form, rosters })
}

async fn all(front: Front, WhoStaff(staff): WhoStaff) -> Result<Response, Failure> {
    draw(&front, &staff, &Form::default()).await
}

async fn begin(front: Front, WhoStaff(staff): WhoStaff, mut form: Form) -> Result<Response, Failure> {
    match acts::new_roster(&front.house, &staff, form.value("name")).await {
        Ok(new) => Ok(see(&at(new.id))),
        Err(failure) => {
            form.blame(failure)?;
            draw(&front, &staff, &form).await
        }
    }
}

/// The list and the incident of a path.
type OfRoll = Path<(RosterId, kernel::IncidentId)>;
