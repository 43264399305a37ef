//! `/console/i/{id}/messages`: what became of the messages of an incident.

use askama::Template;
use axum::{extract::State, response::Response};
use kernel::IncidentId;
use web::{Access, Failure, Front, House, Path, Route, WhoOperator};

use crate::{acts::reports, model::Reports};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/console/i/{id}/messages", Access::Operator, show)
            .says("What became of the messages of an incident, by campaign and channel"),
    ]
}

#[derive(Template)]
#[template(path = "reports.html")]
struct Page<'a> {
    f: &'a Front,
    id: IncidentId,
    name: &'a str,
    reports: Reports,
}

async fn show(
    State(house): State<House>,
    front: Front,
    WhoOperator(_): WhoOperator,
    Path(id): Path<IncidentId>,
) -> Result<Response, Failure> {
    let incident = house.incidents.get(id).ok_or_else(Failure::not_found)?;
    let reports = reports::of_incident(&house, id).await?;
    let title = front.t("reports-title").into_owned();
    let page = Page { f: &front, id, name: incident.name(front.lang), reports };
    front.page(&title).nav("desk").class("wide op").drill(incident.drill).show(&page)
}
