//! `/t/{share}`: a page in memory, as its family wants it. `/memory/{incident}`: a window for each of those whose family wants one there. No
//! number, no order by visits, nothing to send on; no search engine lists them.

use askama::Template;
use axum::response::Response;
use http::StatusCode;
use kernel::{CondolenceId, IncidentId};
use web::{Access, Failure, FieldError, Form, Front, Path, Query, Route, Who, see, status_of};

use crate::{
    acts::{self, Window},
    model::tribute::{CondolenceState, CondolenceView, TributeView},
    routes::{OnPage, quiet},
    rules::tribute::LONGEST_CONDOLENCE,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/t/{share}", Access::Anyone, show).says("A page in memory of somebody, for who has its address"),
        Route::post("/t/{share}/light", Access::Anyone, light).says("Leaves a light; nobody sees how many were left"),
        Route::post("/t/{share}/words", Access::Person, write)
            .says("Writes a few words, which moderators and the family read first; or takes one's own back"),
        Route::get("/memory/{incident}", Access::Anyone, wall)
            .says("A window for each of those whose family wants one there, by first name"),
    ]
}

/// What somebody wrote, in words.
pub(super) struct Row {
    pub(super) id: CondolenceId,
    pub(super) by: String,
    pub(super) words: String,
    pub(super) mine: bool,
    /// The family is to read it.
    pub(super) to_read: bool,
    /// Of what is not shown yet: who is to read it.
    pub(super) waits: Option<String>,
}

/// What was written on a page.
pub(super) fn rows(f: &Front, t: &TributeView) -> Vec<Row> {
    let waits = |state| match state {
        CondolenceState::Waiting => Some(f.t("tribute-waits-moderators").into_owned()),
        CondolenceState::Family => Some(f.t("tribute-waits-family").into_owned()),
        CondolenceState::Shown | CondolenceState::Refused => None,
    };
    let row = |c: &CondolenceView| Row {
        id: c.id,
        by: c.by.clone(),
        words: c.words.clone(),
        mine: c.mine,
        to_read: c.state == CondolenceState::Family,
        waits: waits(c.state),
    };
    t.condolences.iter().map(row).collect()
}

#[derive(Template)]
#[template(path = "tribute.html")]
struct TributePage<'a> {
    f: &'a Front,
    form: &'a Form,
    t: &'a TributeView,
    /// What happened, in the incident's own words.
    what: String,
    /// The windows of the incident, when there is anything to go to.
    incident: IncidentId,
    rows: Vec<Row>,
    may_speak: bool,
    known: bool,
    staff: bool,
    /// A light was just left.
    lit: bool,
    key: String,
    longest: usize,
}

#[derive(Template)]
#[template(path = "tribute_none.html")]
struct NonePage<'a> {
    f: &'a Front,
}

fn name_of(front: &Front, id: IncidentId) -> String {
    front.house.incidents.get(id).map(|i| i.name(front.lang).to_owned()).unwrap_or_default()
}

async fn draw(front: &Front, t: &TributeView, form: &Form, lit: bool) -> Result<Response, Failure> {
    let page = TributePage {
        f: front,
        form,
        t,
        what: name_of(front, t.incident),
        incident: t.incident,
        rows: rows(front, t),
        may_speak: acts::may_speak(&front.house, &front.visitor).await?,
        known: front.visitor.person().is_some(),
        staff: front.visitor.staff().is_some(),
        lit,
        key: super::key(front, form),
        longest: LONGEST_CONDOLENCE,
    };
    let title = front.t("tribute-title");
    front.page(&title).class("wide mem").drill(t.drill).status(status_of(form)).show(&page).map(quiet)
}

/// A page that is gone, and an address that never was one, look the same.
fn none(front: &Front) -> Result<Response, Failure> {
    let title = front.t("tribute-title");
    front.page(&title).class("wide mem").status(StatusCode::NOT_FOUND).show(&NonePage { f: front }).map(quiet)
}

macro_rules! found {
    ($front:expr, $asked:expr) => {
        match $asked.await {
            Ok(found) => found,
            Err(failure) if failure.code() == "tribute-unknown" => return none(&$front),
            Err(failure) => return Err(failure),
        }
    };
}

async fn show(front: Front, Path(share): Path<String>, Query(on): Query<OnPage>) -> Result<Response, Failure> {
    let t = found!(front, acts::tribute(&front.house, &front.visitor, &share, on.page));
    draw(&front, &t, &Form::default(), false).await
}

async fn light(front: Front, Path(share): Path<String>) -> Result<Response, Failure> {
    found!(front, acts::light(&front.house, &share));
    let t = found!(front, acts::tribute(&front.house, &front.visitor, &share, 1));
    draw(&front, &t, &Form::default(), true).await
}

async fn write(
    front: Front,
    Who(visitor): Who,
    Path(share): Path<String>,
    mut form: Form,
) -> Result<Response, Failure> {
    let house = &front.house;
    let t = found!(front, acts::tribute(house, &visitor, &share, 1));
    if form.value("do") == "drop" {
        if let Some(id) = form.read::<CondolenceId>("word") {
            match acts::drop_condolence(house, &visitor, id).await {
                // Pressed twice.
                Err(failure) if failure.code() == "tribute-unknown" => {}
                other => other?,
            }
        }
        return Ok(see(&format!("/t/{share}")));
    }
    let words = form.text("words", LONGEST_CONDOLENCE);
    if !form.has_errors() {
        let key = form.value("key").to_owned();
        match acts::condole_once(house, &visitor, &share, &words, &key).await {
            Ok(_) => return Ok(see(&format!("/t/{share}"))),
            Err(failure) => blamed(&front, &mut form, failure)?,
        }
    }
    draw(&front, &t, &form, false).await
}

/// A refusal stands in the form.
pub(super) fn blamed(front: &Front, form: &mut Form, failure: Failure) -> Result<(), Failure> {
    match failure {
        Failure::Refused(r) if r.status == 409 && !front.scripted() => {
            form.add([FieldError { field: String::new(), ..FieldError::from(&r) }]);
            Ok(())
        }
        other => super::blame(front, form, other),
    }
}

#[derive(Template)]
#[template(path = "memory.html")]
struct WallPage<'a> {
    f: &'a Front,
    what: String,
    windows: Vec<Window>,
}

async fn wall(front: Front, Path(id): Path<IncidentId>) -> Result<Response, Failure> {
    let incident = front.house.incidents.get(id).filter(|i| i.is_public());
    let Some(incident) = incident else { return Err(Failure::not_found()) };
    let windows = acts::windows(&front.house, id, incident.drill).await?;
    let title = front.t("memory-title");
    let page = WallPage { f: &front, what: incident.name(front.lang).to_owned(), windows };
    front.page(&title).class("wide mem").drill(incident.drill).show(&page).map(quiet)
}
