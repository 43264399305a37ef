//! `/stays/{id}/report`: the guest or the host of a stay says that something is wrong.

use askama::Template;
use axum::{extract::State, response::Response};
use kernel::{StayId, Visitor};
use web::{Access, Device, Failure, Form, Front, House, Path, Route, Who, see, status_of};

use crate::{acts, model::report::Reason, rules::report::LONGEST_REPORT};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/stays/{id}/report", Access::SignedIn, show).says("Something is wrong with a stay"),
        Route::post("/stays/{id}/report", Access::SignedIn, send).says("Reports it: the door is stopped at once"),
    ]
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage<'a> {
    f: &'a Front,
    form: &'a Form,
    stay: StayId,
    done: bool,
    /// Whether the door is stopped before anybody has looked.
    stops: bool,
    longest: usize,
}

impl ReportPage<'_> {
    fn reasons(&self) -> Vec<(&'static str, String)> {
        let says = |r: Reason| {
            let word = r.word().replace('_', "-");
            (r.word(), self.f.t(&format!("report-why-{word}")).into_owned())
        };
        Reason::ALL.into_iter().map(says).collect()
    }
}

async fn draw(house: &House, f: &Front, visitor: &Visitor, id: StayId, form: &Form) -> Result<Response, Failure> {
    let (stay, done, stops) = acts::reported(house, visitor, id).await?;
    let title = f.t("report-title").into_owned();
    let page = f.page(&title).nav("doors").drill(stay.drill).status(status_of(form));
    page.show(&ReportPage { f, form, stay: id, done, stops, longest: LONGEST_REPORT }).map(super::own_page)
}

async fn show(
    State(house): State<House>,
    front: Front,
    Who(visitor): Who,
    Path(id): Path<StayId>,
) -> Result<Response, Failure> {
    draw(&house, &front, &visitor, id, &Form::default()).await
}

async fn send(
    State(house): State<House>,
    front: Front,
    Who(visitor): Who,
    Device(device): Device,
    Path(id): Path<StayId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let reason = form.choice("reason", &Reason::ALL.map(|r| (r.word(), r)));
    let words = form.optional_text("words", LONGEST_REPORT);
    if let Some(reason) = reason
        && !form.has_errors()
    {
        match acts::report(&house, &visitor, id, device, reason, words).await {
            Ok(_) => return Ok(see(&format!("/stays/{id}/report"))),
            Err(failure) => form.blame(failure)?,
        }
    }
    draw(&house, &front, &visitor, id, &form).await
}
