//! Whose an answer without an account is. It is kept before this page is shown.

use askama::Template;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use kernel::IncidentId;
use web::{Access, Failure, FieldError, Form, Front, Path, Route, see, status_of};

use super::{look, recorded, waiting};
use crate::{
    acts::{self, Named},
    model::{Answer, Pending},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/i/{id}/who", Access::Anyone, show).says("Asks whose the answer is"),
        Route::post("/i/{id}/who", Access::Anyone, name).says("Says whose the answer is, and sends a code"),
    ]
}

#[derive(Template)]
#[template(path = "who.html")]
struct WhoPage<'a> {
    f: &'a Front,
    form: &'a Form,
    id: IncidentId,
    kind: &'static str,
    recorded: String,
    lead: String,
}

async fn draw(front: &Front, form: &Form, pending: &Pending, status: Option<StatusCode>) -> Result<Response, Failure> {
    let lead = match pending.answer {
        Answer::NeedHelp if front.house.register.case_pending(pending.id).await?.is_some() => "who-help",
        Answer::NeedHelp => "who-help-waits",
        _ => "who-lead",
    };
    let page = WhoPage {
        f: front,
        form,
        id: pending.incident,
        kind: look(pending.answer).0,
        recorded: recorded(front, pending.at),
        lead: front.t(lead).into_owned(),
    };
    front
        .page(&front.t("who-title"))
        .self_contained()
        .drill(pending.drill)
        .status(status.unwrap_or(status_of(form)))
        .show(&page)
        .map(super::own_page)
}

async fn show(front: Front, headers: HeaderMap, Path(id): Path<IncidentId>) -> Result<Response, Failure> {
    match waiting::of(&front.house, &headers, id).await? {
        Some(_) if front.signed_in() => Ok(see(&format!("/i/{id}/done"))),
        Some(pending) => draw(&front, &Form::default(), &pending, None).await,
        None => Ok(see(&format!("/i/{id}"))),
    }
}

async fn name(
    front: Front,
    headers: HeaderMap,
    Path(id): Path<IncidentId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let Some(pending) = waiting::of(&front.house, &headers, id).await? else { return Ok(see(&format!("/i/{id}"))) };
    let named = match Named::read(form.value("name"), form.value("contact")) {
        Ok(named) => named,
        Err(failure) => {
            form.blame(failure)?;
            return draw(&front, &form, &pending, None).await;
        }
    };
    let proof = match acts::name_unproven(&front.house, pending.id, &named, front.lang).await {
        Ok(proof) => proof,
        // Nothing that was typed is lost: the form says what is wrong and what to do next.
        Err(Failure::Refused(refusal)) if refusal.status == 429 => {
            form.add([FieldError::from(&refusal)]);
            return draw(&front, &form, &pending, StatusCode::from_u16(refusal.status).ok()).await;
        }
        Err(other) => return Err(other),
    };
    Ok(see(&format!("/prove/{proof}?next=/i/{id}/done")))
}
