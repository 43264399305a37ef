//! `/console/i/{id}/{act}`: a summary of what will happen to how many people, and the press that does it.

use askama::Template;
use axum::response::Response;
use http::StatusCode;
use kernel::{IncidentId, Staff};
use register::{Incident, IncidentState};
use web::{Access, Failure, FieldError, Form, Front, OrRefuse, Path, Route, WhoOperator, drawing::km2, see};

use super::incident;
use crate::{
    acts,
    model::Move,
    rules::{self, Refusal},
};

/// What is done on one of these pages.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Activate,
    Confirm,
    Cancel,
    StandDown,
    Close,
    Remember,
}

impl Act {
    const ALL: [Self; 6] = [Self::Activate, Self::Confirm, Self::Cancel, Self::StandDown, Self::Close, Self::Remember];

    const fn path(self) -> &'static str {
        match self {
            Self::Activate => "/console/i/{id}/activate",
            Self::Confirm => "/console/i/{id}/confirm",
            Self::Cancel => "/console/i/{id}/cancel",
            Self::StandDown => "/console/i/{id}/stand-down",
            Self::Close => "/console/i/{id}/close",
            Self::Remember => "/console/i/{id}/remember",
        }
    }
    const fn word(self) -> &'static str {
        match self {
            Self::Activate => "activate",
            Self::Confirm => "confirm",
            Self::Cancel => "cancel",
            Self::StandDown => "stand-down",
            Self::Close => "close",
            Self::Remember => "remember",
        }
    }
    /// Whether it asks people for the first time.
    const fn asks(self) -> bool {
        matches!(self, Self::Activate | Self::Confirm)
    }
    /// The move of a form that says nothing yet.
    fn probe(self, state: IncidentState) -> Move {
        match self {
            Self::Activate if state == IncidentState::AwaitingSecond => {
                Move::Activate { alone: Some("...".to_owned()) }
            }
            Self::Activate => Move::Activate { alone: None },
            Self::Confirm => Move::Confirm,
            Self::Cancel => Move::Cancel { reason: None },
            Self::StandDown => Move::StandDown,
            Self::Close => Move::Close,
            Self::Remember => Move::Remember,
        }
    }
}

pub(super) fn routes() -> Vec<Route> {
    let mut all = Vec::new();
    for act in Act::ALL {
        let show = move |front: Front, WhoOperator(staff): WhoOperator, Path(id): Path<IncidentId>| async move {
            draw(&front, &staff, act, id, &Form::default(), None).await
        };
        let send = move |front: Front, WhoOperator(staff): WhoOperator, Path(id): Path<IncidentId>, form: Form| async move {
            send(&front, &staff, act, id, form).await
        };
        all.push(Route::get(act.path(), Access::Operator, show).says("What this will do, to how many people"));
        all.push(Route::post(act.path(), Access::Operator, send).says("Does it"));
    }
    all
}

#[derive(Template)]
#[template(path = "operate_act.html")]
struct ActPage<'a> {
    f: &'a Front,
    form: &'a Form,
    i: &'a Incident,
    name: &'a str,
    act: &'static str,
    title: String,
    says: Vec<String>,
    button: String,
    /// Not the one who may do it: only the reason is shown.
    barred: bool,
    /// A second person may be done without, for a reason.
    may_alone: bool,
    reason: bool,
    /// The question in the words of who opened it.
    prompts: Vec<(&'static str, &'a str)>,
}

async fn draw(
    front: &Front,
    staff: &Staff,
    act: Act,
    id: IncidentId,
    form: &Form,
    status: Option<StatusCode>,
) -> Result<Response, Failure> {
    let i = incident(front, id)?;
    let barred = match rules::moved(front.now, &i, staff.id, &act.probe(i.state)) {
        Ok(_) => false,
        Err(Refusal::SameOperator) => true,
        Err(other) => return Err(other).or_refuse(),
    };
    let page = ActPage {
        f: front,
        form,
        name: i.name(front.lang),
        act: act.word(),
        title: front.t(&format!("operate-{}{}", act.word(), if i.drill { "-drill" } else { "" })).into_owned(),
        says: says(front, staff, act, &i).await?,
        button: front.t(&button(act, &i)).into_owned(),
        barred,
        may_alone: act == Act::Activate && !i.drill,
        reason: act == Act::Cancel,
        prompts: [("fr", kernel::Lang::Fr), ("en", kernel::Lang::En)]
            .into_iter()
            .filter_map(|(code, lang)| Some((code, i.prompts.exactly(lang)?)))
            .filter(|_| act.asks())
            .collect(),
        i: &i,
    };
    front.page(&page.title).nav("desk").drill(i.drill).status(status.unwrap_or(StatusCode::OK)).show(&page)
}

fn button(act: Act, i: &Incident) -> String {
    match (act, i.state) {
        (Act::Activate, IncidentState::AwaitingSecond) => "operate-do-alone".to_owned(),
        (Act::Activate, _) if i.drill => "operate-do-activate-drill".to_owned(),
        _ => format!("operate-do-{}", act.word()),
    }
}

/// What will happen, to how many people.
async fn says(front: &Front, staff: &Staff, act: Act, i: &Incident) -> Result<Vec<String>, Failure> {
    let mut all = Vec::new();
    if act.asks() {
        let (people, _) = acts::dry_run(&front.house, staff, i.id).await?;
        all.push(front.two("operate-in-zone", "n", people, "km2", km2(&i.zone)));
    }
    // Whoever was asked is told of the end.
    let asked = if i.activated.is_some() { front.house.tally.counts(i.id).asked } else { 0 };
    all.push(match act {
        Act::Activate if i.drill => front.t("operate-activate-drill-says").into_owned(),
        Act::Activate if i.state == IncidentState::AwaitingSecond => front.t("operate-alone-says").into_owned(),
        Act::Activate => front.t("operate-activate-says").into_owned(),
        Act::Confirm => front.t("operate-confirm-says").into_owned(),
        Act::Cancel if i.activated.is_none() => front.t("operate-cancel-draft-says").into_owned(),
        Act::Cancel => front.one("operate-cancel-says", "n", asked),
        Act::StandDown => front.t("operate-stand-down-says").into_owned(),
        Act::Close => front.one("operate-close-says", "n", asked),
        Act::Remember => front.t("operate-remember-says").into_owned(),
    });
    Ok(all)
}

async fn send(front: &Front, staff: &Staff, act: Act, id: IncidentId, mut form: Form) -> Result<Response, Failure> {
    let state = incident(front, id)?.state;
    let reason = form.optional_text("reason", 300);
    let alone = form.ticked("alone");
    let by = match act {
        Act::Activate => Move::Activate { alone: alone.then(|| reason.clone().unwrap_or_default()) },
        Act::Cancel => {
            if reason.is_none() {
                form.wrong("reason", "field-missing");
            }
            Move::Cancel { reason }
        }
        _ => act.probe(state),
    };
    if act == Act::Activate && state == IncidentState::AwaitingSecond && !alone {
        form.wrong("alone", "operate-alone-tick");
    }
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if !form.has_errors() {
        match acts::move_incident(&front.house, staff, id, &by).await {
            Ok(_) => return Ok(see(&format!("/console/i/{id}"))),
            Err(Failure::Refused(refusal)) => {
                status = StatusCode::from_u16(refusal.status).unwrap_or(status);
                form.add([FieldError::from(&refusal)]);
            }
            Err(other) => return Err(other),
        }
    }
    draw(front, staff, act, id, &form, Some(status)).await
}
