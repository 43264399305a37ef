//! `/console/i/{id}/perimeters`: where nobody shall walk. Operators draw it, change its end, lift it; what that does to how many stands
//! before each press.

mod drawing;
mod one;

use std::sync::Arc;

use askama::Template;
use axum::response::Response;
use kernel::{Arg, IncidentId, PerimeterId, Span, Time};
use register::Incident;
use web::{
    Access, Failure, Form, Front, Path, Route, WhoOperator,
    drawing::{km2, km2_of},
};

use super::offer;
use crate::{
    acts::{self, effect::Effect},
    model::perimeter::{Perimeter, Stands},
};

pub(super) fn routes() -> Vec<Route> {
    let mut all = vec![
        Route::get("/console/i/{id}/perimeters", Access::Operator, list)
            .says("The perimeters of an incident: those that hold, those to come, those that are over"),
    ];
    all.extend(drawing::routes());
    all.extend(one::routes());
    all
}

/// For how many hours a perimeter holds, as its forms offer it.
const HOURS: [i64; 8] = [1, 2, 4, 8, 12, 24, 48, 72];

/// The incident of the page, drafts too: operators see them.
fn incident(front: &Front, id: IncidentId) -> Result<Arc<Incident>, Failure> {
    acts::perimeters::incident_of(&front.house, &front.visitor, id)
}

/// A perimeter, in words.
struct Row {
    id: PerimeterId,
    name: String,
    km2: Arg,
    /// From when until when.
    when: String,
    /// Colour, icon and word of where it stands.
    stands: (&'static str, &'static str, String),
    /// Whether it may still be changed.
    lives: bool,
}

impl Row {
    fn of(f: &Front, p: &Perimeter) -> Self {
        let stands = p.stands(f.now);
        let (colour, icon) = match stands {
            Stands::On => ("help", "alert"),
            Stands::Ahead => ("official", "clock"),
            Stands::Over | Stands::Lifted => ("wait", "check"),
        };
        let word = f.t(&format!("perimeter-is-{}", stands.word())).into_owned();
        let ends = p.lifted.unwrap_or(p.ends);
        let when = match stands {
            // It never held.
            Stands::Lifted if ends < p.starts => f.one("perimeter-lifted-before", "time", f.moment(f.now, ends)),
            _ => f.two("perimeter-from-until", "from", f.moment(f.now, p.starts), "until", f.moment(f.now, ends)),
        };
        let (name, km2) = (p.name.clone(), km2_of(f.lang, km2(&p.zone)));
        Self { id: p.id, name, km2, when, stands: (colour, icon, word), lives: stands.lives() }
    }
}

#[derive(Template)]
#[template(path = "perimeters.html")]
struct ListPage<'a> {
    f: &'a Front,
    i: &'a Incident,
    name: &'a str,
    living: Vec<Row>,
    over: Vec<Row>,
    /// Whether one may be drawn.
    draws: bool,
}

async fn list(front: Front, WhoOperator(_): WhoOperator, Path(id): Path<IncidentId>) -> Result<Response, Failure> {
    let i = incident(&front, id)?;
    let all = acts::perimeters::list(&front.house, &front.visitor, id).await?;
    let (living, over) = all.iter().map(|p| Row::of(&front, p)).partition(|row| row.lives);
    let (name, draws) = (i.name(front.lang), !i.state.is_over());
    let page = ListPage { f: &front, name, living, over, draws, i: &i };
    front.page(&front.t("perimeter-title")).nav("desk").drill(i.drill).show(&page)
}

/// The hours of a form, with their words.
fn spans(f: &Front) -> Vec<(String, String)> {
    HOURS.iter().map(|h| (h.to_string(), f.one("perimeter-hours", "n", *h))).collect()
}

/// Until when: a time of day if one was written, else so many hours from `from`.
fn until(front: &Front, form: &mut Form, from: Time) -> Option<Time> {
    let written = form.value("until").to_owned();
    if !written.is_empty() {
        let found = offer::at_clock(front, from, &written);
        if found.is_none() {
            form.wrong("until", "perimeter-clock");
        }
        return found;
    }
    let hours = HOURS.map(|h| (h.to_string(), h));
    let hours: Vec<(&str, i64)> = hours.iter().map(|(word, h)| (word.as_str(), *h)).collect();
    form.choice("hours", &hours).map(|h| from.plus(Span::hours(h)))
}

/// Where a refusal of the rules is said in a form.
fn blame(form: &mut Form, failure: Failure) -> Result<(), Failure> {
    let at = if form.value("until").is_empty() { "hours" } else { "until" };
    let errors = failure.into_field_errors()?.into_iter();
    form.add(errors.map(|e| if e.field == "ends" { web::FieldError { field: at.into(), ..e } } else { e }));
    Ok(())
}

/// What a perimeter does to how many when it is drawn, and when it is lifted.
fn draws(f: &Front, effect: Effect) -> [String; 2] {
    [f.one("perimeter-suspends", "n", effect.suspended), f.one("perimeter-stay-put", "n", effect.told_to_stay)]
}
fn lifts(f: &Front, effect: Effect) -> [String; 2] {
    [f.one("perimeter-resumes", "n", effect.resumed), f.one("perimeter-may-go", "n", effect.told_to_go)]
}
