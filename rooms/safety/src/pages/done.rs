//! What becomes of an answer: it is kept, these many people know, a word may be added.

use askama::Template;
use axum::response::Response;
use http::HeaderMap;
use kernel::{IncidentId, Time};
use serde::Deserialize;
use web::{Access, Failure, Form, Front, Path, Query, Route, WhoPerson, see, status_of};

use super::{look, question::circle_size, recorded, waiting};
use crate::{acts, model::Answer, rules::LONGEST_MESSAGE};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/i/{id}/done", Access::Anyone, show).says("Says that the answer is kept, and who knows"),
        Route::post("/i/{id}/word", Access::Person, word).says("Adds a word for one's circle"),
    ]
}

#[derive(Template)]
#[template(path = "done.html")]
struct DonePage<'a> {
    f: &'a Front,
    form: &'a Form,
    id: IncidentId,
    kind: &'static str,
    icon: &'static str,
    recorded: String,
    title: String,
    lead: String,
    lit: bool,
    help: bool,
    /// Whether there is a request to add to.
    more: bool,
    word: bool,
    sent: bool,
    anonymous: bool,
    circle: usize,
    who: String,
    detail: String,
    other: String,
}

/// What was answered, when, and whether it counts: an answer without an account waits for its proof.
struct Kept {
    answer: Answer,
    at: Time,
    anonymous: bool,
    /// Somebody said whose it is; the code is not back yet.
    named: bool,
    /// It asks for help, and the operators' queue has no room for it until its contact is proven.
    outside: bool,
}

async fn kept(front: &Front, headers: &HeaderMap, id: IncidentId) -> Result<Option<Kept>, Failure> {
    if let Some(me) = front.visitor.person() {
        let fact = acts::my_answer(&front.house, me, id).await?;
        if let Some((answer, at)) = fact.and_then(|f| Some((Answer::of_state(f.state)?, f.at))) {
            return Ok(Some(Kept { answer, at, anonymous: false, named: true, outside: false }));
        }
    }
    // Whoever has just proven their contact is signed in: what they answered before is about to become their own. What was sent without
    // a name stays nobody's.
    let waits = waiting::of(&front.house, headers, id).await?.filter(|p| p.blind.is_some() || !front.signed_in());
    let Some(p) = waits else { return Ok(None) };
    let anonymous = !front.signed_in();
    let asks = anonymous && p.answer == Answer::NeedHelp;
    let outside = asks && front.house.register.case_pending(p.id).await?.is_none();
    Ok(Some(Kept { answer: p.answer, at: p.at, anonymous, named: p.blind.is_some(), outside }))
}

async fn draw(
    front: &Front,
    headers: &HeaderMap,
    id: IncidentId,
    form: &Form,
    sent: bool,
) -> Result<Response, Failure> {
    let Some(kept) = kept(front, headers, id).await? else { return Ok(see(&format!("/i/{id}"))) };
    let incident = acts::find(&front.house, &front.visitor, id)?;
    let circle = circle_size(front).await?.unwrap_or(0);
    let help = kept.answer == Answer::NeedHelp;
    let (kind, icon) = look(kept.answer);
    let (title, lead) = match (kept.anonymous, help, circle) {
        (true, true, _) if kept.outside => (front.t("done-alone"), front.t("who-help-waits")),
        (true, true, _) => (front.t("done-need_help"), front.t("done-anonymous-help")),
        (true, ..) if kept.named => (front.t("done-alone"), front.t("done-unproven")),
        (true, ..) => (front.t("done-anonymous"), front.t("done-anonymous-says")),
        (_, true, _) => (front.t("done-need_help"), front.t("done-help-says")),
        (_, _, 0) => (front.t("done-alone"), front.t("done-nobody")),
        _ => {
            let safe = kept.answer == Answer::Safe;
            (front.t(if safe { "done-safe" } else { "done-not_there" }), front.one("done-told", "n", circle).into())
        }
    };
    let page = DonePage {
        f: front,
        form,
        id,
        kind,
        icon,
        recorded: recorded(front, kept.at),
        title: title.into_owned(),
        lead: lead.into_owned(),
        lit: kept.answer == Answer::Safe && !kept.anonymous,
        help,
        more: help && !kept.outside,
        word: !kept.anonymous && circle > 0 && !incident.state.is_over(),
        sent,
        anonymous: kept.anonymous,
        circle,
        who: format!("/i/{id}/who"),
        detail: format!("/i/{id}/help"),
        other: format!("/i/{id}/other"),
    };
    let title = front.t("done-alone");
    front.page(&title).self_contained().drill(incident.drill).status(status_of(form)).show(&page).map(super::own_page)
}

#[derive(Deserialize, Default)]
struct Sent {
    sent: Option<String>,
}

async fn show(
    front: Front,
    headers: HeaderMap,
    Path(id): Path<IncidentId>,
    Query(Sent { sent }): Query<Sent>,
) -> Result<Response, Failure> {
    draw(&front, &headers, id, &Form::default(), sent.is_some()).await
}

async fn word(
    front: Front,
    WhoPerson(me, _): WhoPerson,
    headers: HeaderMap,
    Path(id): Path<IncidentId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let text = form.text("message", LONGEST_MESSAGE);
    if !form.has_errors() {
        match acts::word(&front.house, me, id, &text).await {
            Ok(()) => return Ok(see(&format!("/i/{id}/done?sent=yes"))),
            Err(failure) => form.blame(failure)?,
        }
    }
    draw(&front, &headers, id, &form, false).await
}
