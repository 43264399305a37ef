//! `/r/{token}`: a one-tap link. Opening it shows buttons and does nothing, as mail programs open links by themselves; it answers and
//! answers again, signs nobody in, and shows nobody's circle.

use askama::Template;
use axum::response::Response;
use http::{HeaderValue, header};
use register::{CaseState, Channel, State};
use serde::Deserialize;
use web::{Access, Failure, Form, Front, Path, Query, Route, see};

use super::{
    Said,
    help::{Road, Step, Whose, show_step, tell_step},
    look,
    question::{Ask, client_id, keep, press},
    recorded,
};
use crate::{
    acts::{self, Answering, Link},
    model::Answer,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/r/{token}", Access::Anyone, show).says("A one-tap link: shows the buttons"),
        Route::post("/r/{token}", Access::Anyone, answer).says("Answers by the link; signs nobody in"),
        Route::get("/r/{token}/help", Access::Anyone, show_help)
            .says("Asks who answered by the link what help is needed, one question a page"),
        Route::post("/r/{token}/help", Access::Anyone, tell_help)
            .says("Adds to the request for help that the link opened; shows nothing of it"),
    ]
}

#[derive(Template)]
#[template(path = "link.html")]
struct LinkPage<'a> {
    f: &'a Front,
    kind: &'static str,
    icon: &'static str,
    recorded: String,
    title: String,
    lit: bool,
    help: bool,
    detail: String,
    back: String,
}

/// The address itself is a secret: nothing keeps it, nothing lists it.
fn kept_nowhere(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

#[derive(Deserialize, Default)]
struct Asked {
    done: Option<String>,
}

async fn show(front: Front, Path(token): Path<String>, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    draw(&front, &token, asked.done.is_some(), false).await
}

async fn draw(front: &Front, token: &str, done: bool, wrong: bool) -> Result<Response, Failure> {
    let Link { person, incident, .. } = acts::read_link(&front.house, token).await?;
    let incident = acts::find(&front.house, &kernel::Visitor::Nobody, incident)?;
    let fact = acts::my_answer(&front.house, person, incident.id).await?;
    let said = fact.and_then(|f| Some((Answer::of_state(f.state)?, f.at)));
    if let (true, Some((answer, at))) = (done, said) {
        let (kind, icon) = look(answer);
        let page = LinkPage {
            f: front,
            kind,
            icon,
            recorded: recorded(front, at),
            title: front.t(&format!("link-{}", answer.state().word())).into_owned(),
            lit: answer == Answer::Safe,
            help: answer == Answer::NeedHelp,
            detail: format!("/r/{token}/help"),
            back: format!("/r/{token}"),
        };
        let page = front.page(&front.t("done-alone")).self_contained().drill(incident.drill).show(&page)?;
        return Ok(kept_nowhere(page));
    }
    let said = said.map(|(answer, at)| Said::of(front, answer, at));
    let link = Some(format!("/r/{token}"));
    let ask = Ask { incident: &incident, said, circle: None, link, wrong, others: Vec::new() };
    Ok(kept_nowhere(ask.show(front)?))
}

async fn answer(front: Front, Path(token): Path<String>, form: Form) -> Result<Response, Failure> {
    let link = acts::read_link(&front.house, &token).await?;
    acts::pressed(&front.house, &link).await?;
    let Link { person, incident, .. } = link;
    let Some(answer) = Answer::of_word(form.value("is")) else { return draw(&front, &token, false, true).await };
    let client_id = client_id(&form, answer);
    let how = Answering { person, incident, client_id: client_id.as_deref(), channel: Channel::Web };
    match keep(&front, &how, &press(&form, answer)).await {
        Ok(()) if answer == Answer::NeedHelp => Ok(kept_nowhere(see(&format!("/r/{token}/help")))),
        Ok(()) => Ok(kept_nowhere(see(&format!("/r/{token}?done=yes")))),
        Err(failure) if failure.code() == "incident-not-open" && !front.scripted() => {
            Ok(kept_nowhere(see(&format!("/r/{token}"))))
        }
        Err(failure) => Err(failure),
    }
}

/// The request for help of the link's own person in its own incident: what one tells goes there, and nothing of it is shown.
async fn road(front: &Front, token: &str) -> Result<(Road, Option<Whose>), Failure> {
    let Link { person, incident, .. } = acts::read_link(&front.house, token).await?;
    let (here, question) = (format!("/r/{token}/help"), format!("/r/{token}"));
    let road = Road { incident, here, done: format!("/r/{token}?done=yes"), question };
    // Only while help is asked for: whoever finds an old link adds nothing to what was called off or is over.
    let asks = acts::my_answer(&front.house, person, incident).await?.is_some_and(|f| f.state == State::NeedHelp);
    let open = acts::find(&front.house, &kernel::Visitor::Nobody, incident)?.state.takes_answers();
    let case = acts::case_of(&front.house, person, incident).await?;
    let may = asks && open && case.is_some_and(|c| c.state != CaseState::Closed);
    Ok((road, may.then_some(Whose::Link(person))))
}

async fn show_help(front: Front, Path(token): Path<String>, Query(step): Query<Step>) -> Result<Response, Failure> {
    let (road, whose) = road(&front, &token).await?;
    show_step(&front, &road, whose, &step).map(kept_nowhere)
}

async fn tell_help(front: Front, Path(token): Path<String>, form: Form) -> Result<Response, Failure> {
    let (road, whose) = road(&front, &token).await?;
    tell_step(&front, &road, whose, form).await.map(kept_nowhere)
}
