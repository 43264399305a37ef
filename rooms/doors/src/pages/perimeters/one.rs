//! `/console/i/{id}/perimeters/{perimeter}`: another end for it; and the press that lifts it, after what that does to how many.

use askama::Template;
use axum::response::Response;
use kernel::{IncidentId, PerimeterId, Staff};
use register::Incident;
use web::{
    Access, Failure, Form, Front, Path, Route, WhoOperator,
    map::{Ground, View, bounds},
    see, status_of,
};

use super::{Row, blame, incident, lifts, spans, until};
use crate::{acts, model::perimeter::NewShape};

type Ids = Path<(IncidentId, PerimeterId)>;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/console/i/{id}/perimeters/{perimeter}", Access::Operator, show)
            .says("A perimeter that holds or will, and the form of its end"),
        Route::post("/console/i/{id}/perimeters/{perimeter}", Access::Operator, change).says("Changes its end"),
        Route::get("/console/i/{id}/perimeters/{perimeter}/lift", Access::Operator, sure)
            .says("What lifting a perimeter will do to how many"),
        Route::post("/console/i/{id}/perimeters/{perimeter}/lift", Access::Operator, lift).says("Lifts it"),
    ]
}

#[derive(Template)]
#[template(path = "perimeter_one.html")]
struct One<'a> {
    f: &'a Front,
    form: &'a Form,
    i: &'a Incident,
    name: &'a str,
    row: Row,
    ground: Ground,
    zone: String,
    bounds: String,
    says: [String; 2],
    spans: Vec<(String, String)>,
    /// Whether it is the page of lifting.
    lifts: bool,
}

async fn draw(
    front: &Front,
    (id, perimeter): (IncidentId, PerimeterId),
    form: &Form,
    lifting: bool,
) -> Result<Response, Failure> {
    let i = incident(front, id)?;
    let (p, effect) = acts::perimeters::would_lift(&front.house, id, perimeter).await?;
    let view = View::around(&p.zone.bounds());
    let page = One {
        f: front,
        form,
        name: i.name(front.lang),
        row: Row::of(front, &p),
        ground: Ground::of(front, &view, []),
        zone: view.outline(&p.zone),
        bounds: bounds(front, &p.zone),
        says: lifts(front, effect),
        spans: spans(front),
        lifts: lifting,
        i: &i,
    };
    let title = if lifting { front.t("perimeter-lift-title") } else { front.t("perimeter-change-title") };
    front.page(&title).nav("desk").drill(i.drill).status(status_of(form)).show(&page)
}

async fn show(front: Front, WhoOperator(_): WhoOperator, Path(ids): Ids) -> Result<Response, Failure> {
    draw(&front, ids, &Form::of([("hours", "4")]), false).await
}

async fn change(
    front: Front,
    WhoOperator(staff): WhoOperator,
    Path((id, perimeter)): Ids,
    mut form: Form,
) -> Result<Response, Failure> {
    if let Some(ends) = until(&front, &mut form, front.now) {
        match end(&front, &staff, (id, perimeter), NewShape { ends: Some(ends), zone: None }).await {
            Ok(()) => return Ok(see(&format!("/console/i/{id}/perimeters"))),
            Err(failure) => blame(&mut form, failure)?,
        }
    }
    draw(&front, (id, perimeter), &form, false).await
}

async fn end(front: &Front, staff: &Staff, ids: (IncidentId, PerimeterId), new: NewShape) -> Result<(), Failure> {
    acts::perimeters::redraw(&front.house, staff, ids.0, ids.1, &new).await.map(drop)
}

async fn sure(front: Front, WhoOperator(_): WhoOperator, Path(ids): Ids) -> Result<Response, Failure> {
    draw(&front, ids, &Form::default(), true).await
}

async fn lift(front: Front, WhoOperator(staff): WhoOperator, Path((id, perimeter)): Ids) -> Result<Response, Failure> {
    acts::perimeters::lift(&front.house, &staff, id, perimeter).await?;
    Ok(see(&format!("/console/i/{id}/perimeters")))
}
