//! `/console/i/{id}/perimeters/new`: a perimeter is drawn, what it would do is shown, and it holds at a second press.

use askama::Template;
use axum::response::Response;
use kernel::{IncidentId, Span, Time, zone::Zone};
use register::Incident;
use web::{
    Access, Failure, Form, Front, Path, Route, WhoOperator,
    drawing::{self, ZoneMap, has_centre, zone_map, zone_of, zone_text},
    see, status_of,
};

use super::{Row, blame, draws, incident, spans, until};
use crate::{
    acts,
    model::perimeter::NewPerimeter,
    rules::{LONGEST_PERIMETER_NAME, PERIMETER_LIMITS},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/console/i/{id}/perimeters/new", Access::Operator, show).says("The form of a new perimeter"),
        Route::post("/console/i/{id}/perimeters/new", Access::Operator, send)
            .says("Shows what a new perimeter would do to how many, or draws it")
            .limit(drawing::FORM),
    ]
}

#[derive(Template)]
#[template(path = "perimeter_new.html")]
struct New<'a> {
    f: &'a Front,
    form: &'a Form,
    i: &'a Incident,
    name: &'a str,
    map: ZoneMap,
    spans: Vec<(String, String)>,
    most: f64,
    longest: usize,
}

#[derive(Template)]
#[template(path = "perimeter_sure.html")]
struct Sure<'a> {
    f: &'a Front,
    form: &'a Form,
    i: &'a Incident,
    name: &'a str,
    row: Row,
    map: ZoneMap,
    says: [String; 2],
    /// What the form said, to be sent again with the second press.
    fields: Vec<(&'static str, String)>,
}

async fn show(front: Front, WhoOperator(_): WhoOperator, Path(id): Path<IncidentId>) -> Result<Response, Failure> {
    draw(&front, &*incident(&front, id)?, &Form::of([("hours", "4")]))
}

fn draw(front: &Front, i: &Incident, form: &Form) -> Result<Response, Failure> {
    let page = New {
        f: front,
        form,
        i,
        name: i.name(front.lang),
        map: zone_map(front, form, None, &PERIMETER_LIMITS),
        spans: spans(front),
        most: PERIMETER_LIMITS.max_km2,
        longest: LONGEST_PERIMETER_NAME,
    };
    let title = front.t("perimeter-new");
    front.page(&title).nav("desk").script("rz-map.js").drill(i.drill).status(status_of(form)).show(&page)
}

/// When the form was shown that a time of day in it is meant after: the second press means what the first did.
fn pressed(front: &Front, form: &Form) -> Time {
    let told = form.value("at").parse().map(Time).unwrap_or(front.now);
    if told <= front.now && front.now.minus(Span::hours(1)) <= told { told } else { front.now }
}

/// A perimeter as its form says it; nothing when something is wrong with the form.
fn read(front: &Front, form: &mut Form, zone: Option<Zone>) -> Option<NewPerimeter> {
    let pressed = pressed(front, form);
    let name = form.text("name", LONGEST_PERIMETER_NAME);
    let written = form.value("starts").to_owned();
    let starts = if written.is_empty() { None } else { super::offer::at_clock(front, pressed, &written) };
    if starts.is_none() && !written.is_empty() {
        form.wrong("starts", "perimeter-clock");
    }
    let ends = until(front, form, starts.unwrap_or(pressed));
    let (zone, ends) = zone.zip(ends)?;
    (!form.has_errors()).then_some(NewPerimeter { name, zone, starts, ends })
}

async fn send(
    front: Front,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<IncidentId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let i = incident(&front, id)?;
    if form.is("do", "edit") {
        return draw(&front, &i, &form);
    }
    let zone = zone_of(&mut form, None, &PERIMETER_LIMITS);
    let Some(new) = read(&front, &mut form, zone) else { return draw(&front, &i, &form) };
    if has_centre(&form) {
        // The form goes on with the outline.
        ["place", "lat", "lon", "radius"].iter().for_each(|name| form.put(name, ""));
    }
    form.put("zone", zone_text(&new.zone));
    let done = if form.is("do", "draw") {
        let press = format!("{}\n{}", words(&front, &form).map(|(_, v)| v).join("\n"), form.value("zone"));
        acts::perimeters::draw_once(&front.house, &staff, id, new, &press).await.map(|_| None)
    } else {
        acts::perimeters::would_draw(&front.house, &staff, id, new).await.map(Some)
    };
    match done {
        Ok(None) => Ok(see(&format!("/console/i/{id}/perimeters"))),
        Ok(Some((drawn, effect))) => {
            let page = Sure {
                f: &front,
                i: &i,
                name: i.name(front.lang),
                row: Row::of(&front, &drawn),
                map: zone_map(&front, &form, None, &PERIMETER_LIMITS),
                says: draws(&front, effect),
                fields: words(&front, &form).to_vec(),
                form: &form,
            };
            front.page(&front.t("perimeter-sure")).nav("desk").drill(i.drill).show(&page)
        }
        Err(failure) => {
            blame(&mut form, failure)?;
            draw(&front, &i, &form)
        }
    }
}

/// What is sent again with the second press, beside the outline.
fn words(front: &Front, form: &Form) -> [(&'static str, String); 5] {
    let kept = |name: &'static str| (name, form.value(name).to_owned());
    let at = ("at", pressed(front, form).0.to_string());
    [at, kept("name"), kept("starts"), kept("hours"), kept("until")]
}
