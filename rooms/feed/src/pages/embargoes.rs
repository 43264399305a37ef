//! `/console/i/{id}/embargoes`: positions of forces are held back, for hours. `/embargoes`: the log, for everybody, afterwards.

use std::sync::Arc;

use askama::Template;
use axum::response::Response;
use kernel::{Arg, EmbargoId, IncidentId, Span, Staff};
use register::Incident;
use web::{
    Access, Failure, Form, Front, Path, Route, WhoStaff,
    drawing::{self, ZoneMap, has_centre, km2, km2_of, zone_map, zone_of, zone_text},
    see, status_of,
};

use crate::{
    acts::embargo::{self, AUTHORITIES, Told, may_renew},
    model::embargo::NewEmbargo,
    rules::embargo::{EMBARGO_LIMITS, LONGEST_NAME, MOST_NAMES},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/console/i/{id}/embargoes", AUTHORITIES, list).says("The embargoes of an incident, and their log"),
        Route::get("/console/i/{id}/embargoes/new", AUTHORITIES, new).says("The form of a new embargo"),
        Route::post("/console/i/{id}/embargoes/new", AUTHORITIES, send)
            .says("Shows what a new embargo holds back, or opens it")
            .limit(drawing::FORM),
        Route::post("/console/embargoes/{id}", AUTHORITIES, act)
            .says("Renews an embargo, by another person; or ends it"),
        Route::get("/embargoes", Access::Anyone, log).says("The log of embargoes that are over"),
    ]
}

/// Under which entry of the navigation these pages stand: institutions come from what they say officially.
fn nav(front: &Front) -> &'static str {
    if Access::Operator.refuses(&front.visitor).is_none() { "desk" } else { "official" }
}

/// For how many hours an embargo holds, as its forms offer it.
const HOURS: [i64; 5] = [1, 2, 3, 4, 6];

fn hours(f: &Front) -> Vec<(String, String)> {
    HOURS.iter().map(|h| (h.to_string(), f.one("embargo-hours", "n", *h))).collect()
}

fn incident(front: &Front, id: IncidentId) -> Result<Arc<Incident>, Failure> {
    let found = front.house.incidents.get(id);
    // Of one that is not on yet only those know who open it.
    let knows = |i: &Arc<Incident>| i.is_public() || front.visitor.staff().is_some_and(|s| s.role.operates());
    found.filter(knows).ok_or_else(Failure::not_found)
}

/// An embargo in words.
struct Row {
    id: EmbargoId,
    name: String,
    km2: Arg,
    when: String,
    on: bool,
    /// Whether whoever looks may renew it.
    renews: bool,
    /// Who asked to end it before its time.
    ending: Option<String>,
    counts: String,
    steps: Vec<String>,
}

impl Row {
    fn of(f: &Front, told: Told, staff: Option<&Staff>) -> Self {
        let e = told.embargo;
        let (from, until) = (f.moment(f.now, e.starts), f.moment(f.now, e.until()));
        let step = |s: crate::model::embargo::Step| {
            let role = f.t(&format!("ruling-as-{}", s.role.word())).into_owned();
            let key = format!("embargo-did-{}", s.did.word());
            let (at, until) = (f.moment(f.now, s.at), f.moment(f.now, s.until));
            f.with(
                &key,
                &[("who", s.by_name.into()), ("role", role.into()), ("time", at.into()), ("until", until.into())],
            )
        };
        Self {
            id: e.id,
            km2: km2_of(f.lang, km2(&e.zone)),
            when: f.two("embargo-from-until", "from", from, "until", until),
            on: e.holds(f.now),
            renews: staff.is_some_and(|s| may_renew(&e, s.id)),
            ending: told.end_asked.map(|who| f.one("embargo-end-asked", "who", who)),
            counts: f.two("embargo-counts", "held", told.held, "released", told.released),
            steps: told.steps.into_iter().map(step).collect(),
            name: e.name,
        }
    }
}

#[derive(Template)]
#[template(path = "embargoes.html")]
struct ListPage<'a> {
    f: &'a Front,
    form: &'a Form,
    i: &'a Incident,
    name: &'a str,
    /// Where the reader came from.
    back: String,
    on: Vec<Row>,
    over: Vec<Row>,
    opens: bool,
    hours: Vec<(String, String)>,
}

async fn draw_list(front: &Front, staff: &Staff, id: IncidentId, form: &Form) -> Result<Response, Failure> {
    let i = incident(front, id)?;
    let all = embargo::list(&front.house, staff, i.drill, id).await?;
    let (on, over) = all.into_iter().map(|t| Row::of(front, t, Some(staff))).partition(|r| r.on);
    let (name, opens) = (i.name(front.lang), !i.state.is_over());
    let back = if staff.role.operates() { format!("/console/i/{id}") } else { "/console/official".to_owned() };
    let page = ListPage { f: front, form, i: &i, name, back, on, over, opens, hours: hours(front) };
    front.page(&front.t("embargo-title")).nav(nav(front)).drill(i.drill).status(status_of(form)).show(&page)
}

async fn list(front: Front, WhoStaff(staff): WhoStaff, Path(id): Path<IncidentId>) -> Result<Response, Failure> {
    draw_list(&front, &staff, id, &Form::default()).await
}

async fn act(
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<EmbargoId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let of = embargo::one(&front.house, id).await?.incident;
    let done = match form.value("do") {
        "renew" => match until(&front, &mut form) {
            Some(ends) => embargo::renew(&front.house, &staff, id, ends).await.map(drop),
            None => Ok(()),
        },
        "end" => embargo::end(&front.house, &staff, id).await.map(drop),
        _ => Ok(()),
    };
    if let Err(failure) = done {
        form.blame(failure)?;
    }
    if form.has_errors() {
        return draw_list(&front, &staff, of, &form).await;
    }
    Ok(see(&format!("/console/i/{of}/embargoes")))
}

/// Until when, as a form says it.
fn until(front: &Front, form: &mut Form) -> Option<kernel::Time> {
    let words = HOURS.map(|h| (h.to_string(), h));
    let choices: Vec<(&str, i64)> = words.iter().map(|(word, h)| (word.as_str(), *h)).collect();
    form.choice("hours", &choices).map(|h| front.now.plus(Span::hours(h)))
}

#[derive(Template)]
#[template(path = "embargo_new.html")]
struct NewPage<'a> {
    f: &'a Front,
    form: &'a Form,
    i: &'a Incident,
    name: &'a str,
    map: ZoneMap,
    hours: Vec<(String, String)>,
    most: f64,
    longest: usize,
    names: usize,
}

#[derive(Template)]
#[template(path = "embargo_sure.html")]
struct SurePage<'a> {
    f: &'a Front,
    form: &'a Form,
    i: &'a Incident,
    name: &'a str,
    km2: Arg,
    until: String,
    map: ZoneMap,
    places: String,
}

async fn new(front: Front, WhoStaff(staff): WhoStaff, Path(id): Path<IncidentId>) -> Result<Response, Failure> {
    embargo::may(&front.house, &staff).await?;
    draw(&front, &*incident(&front, id)?, &Form::of([("hours", "2")]))
}

fn draw(front: &Front, i: &Incident, form: &Form) -> Result<Response, Failure> {
    let page = NewPage {
        f: front,
        form,
        i,
        name: i.name(front.lang),
        map: zone_map(front, form, None, &EMBARGO_LIMITS),
        hours: hours(front),
        most: EMBARGO_LIMITS.max_km2,
        longest: LONGEST_NAME,
        names: MOST_NAMES,
    };
    let title = front.t("embargo-new");
    front.page(&title).nav(nav(front)).script("rz-map.js").drill(i.drill).status(status_of(form)).show(&page)
}

async fn send(
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<IncidentId>,
    mut form: Form,
) -> Result<Response, Failure> {
    embargo::may(&front.house, &staff).await?;
    let i = incident(&front, id)?;
    if form.is("do", "edit") {
        return draw(&front, &i, &form);
    }
    let zone = zone_of(&mut form, None, &EMBARGO_LIMITS);
    let (name, ends) = (form.text("name", LONGEST_NAME), until(&front, &mut form));
    let names: Vec<String> =
        form.value("names").lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
    let (Some(zone), Some(ends), false) = (zone, ends, form.has_errors()) else { return draw(&front, &i, &form) };
    if has_centre(&form) {
        // The form goes on with the outline.
        ["place", "lat", "lon", "radius"].iter().for_each(|name| form.put(name, ""));
    }
    form.put("zone", zone_text(&zone));
    let new = NewEmbargo { name, zone, names, ends };
    if form.is("do", "open") {
        return match embargo::open(&front.house, &staff, id, new).await {
            Ok(_) => Ok(see(&format!("/console/i/{id}/embargoes"))),
            Err(failure) => {
                form.blame(failure)?;
                draw(&front, &i, &form)
            }
        };
    }
    match embargo::planned(&front.house, &staff, id, new).await {
        Ok((planned, places)) => {
            let page = SurePage {
                f: &front,
                i: &i,
                name: i.name(front.lang),
                km2: km2_of(front.lang, km2(&planned.zone)),
                until: front.moment(front.now, planned.ends),
                map: zone_map(&front, &form, None, &EMBARGO_LIMITS),
                places: places.join(", "),
                form: &form,
            };
            front.page(&front.t("embargo-sure")).nav(nav(&front)).drill(i.drill).show(&page)
        }
        Err(failure) => {
            form.blame(failure)?;
            draw(&front, &i, &form)
        }
    }
}

#[derive(Template)]
#[template(path = "embargo_log.html")]
struct LogPage<'a> {
    f: &'a Front,
    holding: bool,
    rows: Vec<Row>,
}

async fn log(front: Front) -> Result<Response, Failure> {
    let (holding, all) = embargo::log(&front.house, false).await?;
    let rows = all.into_iter().map(|t| Row::of(&front, t, None)).collect();
    let page = LogPage { f: &front, holding, rows };
    front.page(&front.t("embargo-log-title")).nav("live").show(&page)
}
