//! A roll: who answered what, while it is on, and nothing of it afterwards.

use askama::Template;
use axum::response::Response;
use http::StatusCode;
use kernel::{IncidentId, RosterId, Staff};
use serde::Deserialize;
use web::{Failure, FieldError, Form, Front, Query, WhoStaff, see};

use super::{OfRoll, at};
use crate::{
    acts::{self, no},
    model::{Answered, RollCallShown},
    rules::No,
};

/// Members on a page.
const PAGE: usize = 100;

/// An answer: how it is drawn, in which order, in words.
struct Line<'a> {
    who: &'a Answered,
    ring: &'static str,
    kind: &'static str,
    icon: &'static str,
    word: String,
}

impl<'a> Line<'a> {
    fn of(front: &Front, who: &'a Answered) -> Self {
        let (kind, icon) = look(who.state);
        let ring = match kind {
            "safe" => "s",
            "help" => "h",
            _ => "w",
        };
        Self { who, ring, kind, icon, word: front.t(&format!("roll-state-{}", who.state)).into_owned() }
    }
}

#[derive(Template)]
#[template(path = "roll.html")]
struct RollPage<'a> {
    f: &'a Front,
    form: &'a Form,
    at: String,
    list: String,
    name: &'a str,
    roll: &'a RollCallShown,
    lines: Vec<Line<'a>>,
    /// The page of members after this one.
    more: Option<usize>,
    /// How many were just reminded.
    reminded: Option<usize>,
}

/// Who needs help first, then who has not answered; silence is not news.
fn rank(state: &str) -> u8 {
    match state {
        "need_help" => 0,
        "none" => 1,
        _ => 2,
    }
}

fn look(state: &str) -> (&'static str, &'static str) {
    match state {
        "safe" => ("safe", "check"),
        "need_help" => ("help", "alert"),
        "not_there" => ("safe", "away"),
        "in_care" => ("official", "med"),
        _ => ("wait", "wait"),
    }
}

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    page: Option<usize>,
    reminded: Option<usize>,
}

async fn draw(
    front: &Front,
    staff: &Staff,
    (id, incident): (RosterId, IncidentId),
    asked: &Asked,
    form: &Form,
    status: StatusCode,
) -> Result<Response, Failure> {
    let roll = acts::roll_call(&front.house, staff, id, incident).await?;
    let list = acts::my_roster(&front.house, staff, id).await?.name;
    let of = front.house.incidents.get(incident).ok_or_else(|| no(No::NoIncident))?;
    let mut members: Vec<&Answered> = roll.members.iter().collect();
    members.sort_by_key(|m| rank(m.state));
    let from = asked.page.unwrap_or(0).saturating_mul(PAGE);
    let more = (members.len() > from.saturating_add(PAGE)).then(|| asked.page.unwrap_or(0).saturating_add(1));
    let lines = members.into_iter().skip(from).take(PAGE).map(|who| Line::of(front, who)).collect();
    let (at, name) = (format!("{}/rolls/{incident}", at(id)), of.name(front.lang));
    let page = RollPage { f: front, form, at, list, name, roll: &roll, lines, more, reminded: asked.reminded };
    front.page(&front.t("roll-title")).nav("rosters").drill(roll.drill).status(status).show(&page)
}

pub(super) async fn show(
    front: Front,
    WhoStaff(staff): WhoStaff,
    web::Path(of): OfRoll,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    draw(&front, &staff, of, &asked, &Form::default(), StatusCode::OK).await
}

/// The page again, with why not; a list or a roll that is not there stays so.
async fn refused(front: &Front, staff: &Staff, of: (RosterId, IncidentId), why: Failure) -> Result<Response, Failure> {
    let Failure::Refused(refusal) = why else { return Err(why) };
    if refusal.status == 404 {
        return Err(Failure::Refused(refusal));
    }
    let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    let mut form = Form::default();
    form.add([
        FieldError::from(&refusal),
        FieldError { key: format!("refusal-{}-next", refusal.code).into(), ..FieldError::from(&refusal) },
    ]);
    draw(front, staff, of, &Asked::default(), &form, status).await
}

pub(super) async fn remind(
    front: Front,
    WhoStaff(staff): WhoStaff,
    web::Path(of): OfRoll,
) -> Result<Response, Failure> {
    match acts::remind(&front.house, &staff, of.0, of.1).await {
        Ok(n) => Ok(see(&format!("{}/rolls/{}?reminded={n}", at(of.0), of.1))),
        Err(why) => refused(&front, &staff, of, why).await,
    }
}

pub(super) async fn end(front: Front, WhoStaff(staff): WhoStaff, web::Path(of): OfRoll) -> Result<Response, Failure> {
    match acts::end_roll_call(&front.house, &staff, of.0, of.1).await {
        Ok(_) => Ok(see(&format!("{}/rolls/{}", at(of.0), of.1))),
        Err(why) => refused(&front, &staff, of, why).await,
    }
}
