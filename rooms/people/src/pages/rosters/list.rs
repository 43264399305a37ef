//! One list: its rolls, its members, and how more of them are taken in.

use std::sync::Arc;

use askama::Template;
use axum::response::Response;
use http::StatusCode;
use kernel::{IncidentId, RosterId, Staff};
use register::Incident;
use web::{Failure, Form, Front, Path, WhoStaff, see, status_of};

use super::at;
use crate::{
    acts::{self, OpenRoster},
    model::RosterReport,
    store::rosters::Roll,
};

/// Members that the page names; all of them are in the file to download.
const NAMED: usize = 200;
/// A text that is shown again to be mended, in bytes. A longer file is chosen again.
const SHOWN_AGAIN: usize = 200 * 1024;

#[derive(Template)]
#[template(path = "roster.html")]
struct RosterPage<'a> {
    f: &'a Front,
    form: &'a Form,
    open: &'a OpenRoster,
    /// Incidents in which the roll can be called now.
    callable: Vec<Arc<Incident>>,
    report: Option<&'a RosterReport>,
    named: usize,
}

impl RosterPage<'_> {
    /// The rolls that are on: address, name, since when.
    fn on(&self) -> Vec<(String, String, String)> {
        let on = |(of, roll): &(Arc<Incident>, Roll)| {
            let key = if of.drill { "rolls-on-drill" } else { "rolls-on" };
            let href = format!("{}/rolls/{}", at(self.open.roster.id), of.id);
            (href, of.name(self.f.lang).to_owned(), self.f.one(key, "time", self.f.time(roll.began)))
        };
        self.open.rolls.iter().filter(|(_, roll)| roll.open()).map(on).collect()
    }
    fn called<'i>(&self, of: &'i Incident) -> &'i str {
        of.name(self.f.lang)
    }
    /// How many rolls are over.
    fn over(&self) -> usize {
        self.open.rolls.iter().filter(|(_, roll)| !roll.open()).count()
    }
    /// The heading of a column of a table.
    fn column(&self, name: &str) -> String {
        let key = format!("roster-col-{name}");
        if self.f.has(&key) { self.f.t(&key).into_owned() } else { name.to_owned() }
    }
}

async fn draw(
    front: &Front,
    staff: &Staff,
    id: RosterId,
    form: &Form,
    report: Option<&RosterReport>,
    status: StatusCode,
) -> Result<Response, Failure> {
    let open = acts::open_roster(&front.house, staff, id).await?;
    let mut callable = front.house.incidents.open();
    callable
        .retain(|i| i.state.takes_answers() && !open.rolls.iter().any(|(other, roll)| roll.open() && other.id == i.id));
    let page = RosterPage { f: front, form, callable, report, named: NAMED, open: &open };
    front.page(&open.roster.name).nav("rosters").status(status).show(&page)
}

pub(super) async fn show(
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<RosterId>,
) -> Result<Response, Failure> {
    draw(&front, &staff, id, &Form::default(), None, StatusCode::OK).await
}

/// Reads a file or a text. Nothing is written unless every line is good, or the good ones are said to be enough.
pub(super) async fn import(
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<RosterId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let bytes = form.file("file").map_or_else(|| form.value("list").as_bytes().to_vec(), |file| file.to_vec());
    if bytes.is_empty() {
        form.wrong("list", "roster-list-missing");
        return draw(&front, &staff, id, &form, None, status_of(&form)).await;
    }
    let (writes, good_only) = (form.is("do", "write"), form.ticked("good_only"));
    let read =
        async |commit| acts::import_roster(&front.house, &staff, id, &bytes, commit, good_only, front.say()).await;
    let report = match read(false).await {
        Ok(dry) if writes && dry.good > 0 && (dry.bad_count == 0 || good_only) => read(true).await,
        other => other,
    };
    let report = match report {
        Ok(report) => Some(report),
        Err(failure) => {
            let errors = failure.into_field_errors()?;
            form.add(errors.into_iter().map(|e| web::FieldError { field: "list".to_owned(), ..e }));
            None
        }
    };
    let written = report.as_ref().is_some_and(|r| r.committed);
    let again = String::from_utf8(bytes).ok().filter(|text| !written && text.len() <= SHOWN_AGAIN);
    form.put("list", again.unwrap_or_default());
    let refused = form.has_errors() || (writes && !written);
    let status = if refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    draw(&front, &staff, id, &form, report.as_ref(), status).await
}

pub(super) async fn begin_roll(
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<RosterId>,
    mut form: Form,
) -> Result<Response, Failure> {
    if let Some(incident) = form.read::<IncidentId>("incident") {
        match acts::begin_roll_call(&front.house, &staff, id, incident).await {
            Ok(_) => return Ok(see(&format!("{}/rolls/{incident}", at(id)))),
            Err(failure) => form.blame(failure)?,
        }
    }
    draw(&front, &staff, id, &form, None, status_of(&form)).await
}
