//! `/console/new`: an incident is drafted.

use askama::Template;
use axum::response::Response;
use http::StatusCode;
use register::Texts;
use web::{
    Access, Failure, FieldError, Form, Front, Route, WhoOperator,
    drawing::{self, ZoneMap, zone_map, zone_of},
    see, status_of,
};

use crate::{acts, model::NewIncident};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/console/new", Access::Operator, show).says("The form of a new incident"),
        Route::post("/console/new", Access::Operator, open).says("Drafts it").limit(drawing::FORM),
    ]
}

/// The usual kinds; any other word may be typed.
const KINDS: [&str; 6] = ["attack", "fire", "flood", "storm", "earthquake", "industrial"];
const LONGEST_TEXT: usize = 300;

#[derive(Template)]
#[template(path = "operate_new.html")]
struct New<'a> {
    f: &'a Front,
    form: &'a Form,
    kinds: Vec<(&'static str, String)>,
    drills: [(&'static str, String); 2],
    /// The limits of a zone, in km².
    least: f64,
    most: f64,
    map: ZoneMap,
}

async fn show(front: Front) -> Result<Response, Failure> {
    draw(&front, &Form::default())
}

fn draw(front: &Front, form: &Form) -> Result<Response, Failure> {
    let limits = acts::limits(&front.house);
    let word = |key: String| front.t(&key).into_owned();
    let page = New {
        f: front,
        form,
        kinds: KINDS.iter().chain(&["other"]).map(|k| (*k, word(format!("operate-kind-{k}")))).collect(),
        drills: [("real", word("operate-real".into())), ("drill", word("operate-drill".into()))],
        least: limits.min_km2,
        most: limits.max_km2,
        map: zone_map(front, form, None, &limits),
    };
    let status = if form.has_errors() { status_of(form) } else { StatusCode::OK };
    front.page(&front.t("operate-new")).nav("desk").script("rz-map.js").status(status).show(&page)
}

/// The texts of the languages that were filled in.
fn texts(form: &mut Form, what: &str) -> Texts {
    let lang =
        |form: &mut Form, l: &str| Some((l.to_owned(), form.optional_text(&format!("{what}_{l}"), LONGEST_TEXT)?));
    Texts(["fr", "en"].iter().filter_map(|l| lang(form, l)).collect())
}

async fn open(front: Front, WhoOperator(staff): WhoOperator, mut form: Form) -> Result<Response, Failure> {
    // Whoever comes from a message that proposes an incident sees the form with what it says, and decides the rest.
    if form.is("do", "edit") {
        return draw(&front, &form);
    }
    let kind = match form.value("kind") {
        "other" => form.text("kind_other", 40),
        _ => {
            let kinds: Vec<(&str, &str)> = KINDS.iter().map(|k| (*k, *k)).collect();
            form.choice("kind", &kinds).unwrap_or_default().to_owned()
        }
    };
    let names = texts(&mut form, "name");
    if names.0.is_empty() && form.error("name_fr").is_none() {
        form.wrong("name_fr", "operate-name-missing");
    }
    let prompts = texts(&mut form, "prompt");
    // An exercise and a real incident never become one another, so nothing is chosen for the operator.
    let drill = form.choice("drill", &[("real", false), ("drill", true)]);
    let zone = zone_of(&mut form, None, &acts::limits(&front.house));
    if let (Some(drill), Some(zone), false) = (drill, zone, form.has_errors()) {
        match acts::new_incident(&front.house, &staff, NewIncident { kind, names, prompts, zone, drill }).await {
            Ok(incident) => return Ok(see(&format!("/console/i/{}", incident.id))),
            Err(failure) => {
                let errors =
                    failure.into_field_errors()?.into_iter().map(|e| FieldError { field: field(&e.field), ..e });
                form.add(errors);
            }
        }
    }
    draw(&front, &form)
}

/// The field of the form where a refusal of the rules is said.
fn field(of: &str) -> String {
    match of {
        "names" => "name_fr",
        "kind" => "kind_other",
        other => other,
    }
    .to_owned()
}
