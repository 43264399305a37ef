//! `/console/i/{id}/zone`: the zone is drawn anew.

use askama::Template;
use axum::response::Response;
use http::StatusCode;
use kernel::{IncidentId, Staff};
use register::{Incident, IncidentState};
use web::{
    Access, Failure, Form, Front, OrRefuse, Path, Route, WhoOperator,
    drawing::{self, ZoneMap, has_centre, km2, zone_map, zone_of, zone_text},
    see, status_of,
};

use super::incident;
use crate::{acts, model::Move, rules::Refusal};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/console/i/{id}/zone", Access::Operator, show).says("The zone of an incident, to be drawn anew"),
        Route::post("/console/i/{id}/zone", Access::Operator, redraw)
            .says("Counts people in a new zone, or keeps it")
            .limit(drawing::FORM),
    ]
}

#[derive(Template)]
#[template(path = "operate_zone.html")]
struct ZonePage<'a> {
    f: &'a Front,
    form: &'a Form,
    i: &'a Incident,
    name: &'a str,
    active: bool,
    km2: f64,
    map: ZoneMap,
    /// How many people would be in the zone that was typed, and its size.
    counted: Option<(usize, f64)>,
}

async fn show(front: Front, WhoOperator(_): WhoOperator, Path(id): Path<IncidentId>) -> Result<Response, Failure> {
    let i = incident(&front, id)?;
    draw(&front, &i, &Form::of([("zone", zone_text(&i.zone))]), None)
}

fn draw(front: &Front, i: &Incident, form: &Form, counted: Option<(usize, f64)>) -> Result<Response, Failure> {
    if !matches!(i.state, IncidentState::Draft | IncidentState::Active) {
        return Err(Refusal::WrongState).or_refuse();
    }
    let (name, active) = (i.name(front.lang), i.state == IncidentState::Active);
    let map = zone_map(front, form, Some(&i.zone), &acts::limits(&front.house));
    let page = ZonePage { f: front, form, i, name, active, km2: km2(&i.zone), map, counted };
    let status = if form.has_errors() { status_of(form) } else { StatusCode::OK };
    front
        .page(&front.t("operate-zone"))
        .nav("desk")
        .class("wide op")
        .script("rz-map.js")
        .drill(i.drill)
        .status(status)
        .show(&page)
}

async fn redraw(
    front: Front,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<IncidentId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let i = incident(&front, id)?;
    let mut counted = None;
    if let Some(zone) = zone_of(&mut form, Some(&i.zone), &acts::limits(&front.house)) {
        // What was counted is what the form goes on with: a centre, not the outline that gave way to it.
        if has_centre(&form) {
            form.put("zone", "");
        }
        if form.is("do", "count") {
            counted = Some(acts::dry_run_zone(&front.house, &staff, id, &zone).await?);
        } else {
            match keep(&front, &staff, id, Move::Redraw(zone)).await {
                Ok(()) => return Ok(see(&format!("/console/i/{id}"))),
                Err(failure) => form.blame(failure)?,
            }
        }
    }
    draw(&front, &i, &form, counted)
}

async fn keep(front: &Front, staff: &Staff, id: IncidentId, act: Move) -> Result<(), Failure> {
    acts::move_incident(&front.house, staff, id, &act).await.map(drop)
}
