//! The question, and the press that answers it.

use askama::Template;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use kernel::{IncidentId, Time};
use register::{Channel, Incident, IncidentState};
use web::{Access, Failure, Form, Front, Path, Route, Who, see};

use super::{Said, begins, inside, waiting};
use crate::{
    acts::{self, Answering},
    model::{Answer, Press},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/i/{id}", Access::Anyone, show).says("The question of an incident"),
        Route::post("/i/{id}/answer", Access::Anyone, answer).says("Answers it, with or without an account"),
    ]
}

#[derive(Template)]
#[template(path = "question.html")]
struct QuestionPage<'a> {
    f: &'a Front,
    id: IncidentId,
    action: String,
    key: String,
    now: String,
    lead: String,
    told: String,
    away: String,
    said: Option<Said>,
    drill: bool,
    staff: bool,
    /// Whether the console would let them in.
    operates: bool,
    by_link: bool,
    wrong: bool,
    others: Vec<Other>,
}

/// Another incident that is on.
pub(super) struct Other {
    pub(super) id: IncidentId,
    pub(super) says: String,
}

#[derive(Template)]
#[template(path = "over.html")]
struct OverPage<'a> {
    f: &'a Front,
    name: String,
    said: Option<Said>,
    cancelled: bool,
    days: u32,
}

/// What is asked, and of whom.
pub(super) struct Ask<'a> {
    pub(super) incident: &'a Incident,
    /// What they have answered so far.
    pub(super) said: Option<Said>,
    /// How many hear of it, when that is known.
    pub(super) circle: Option<usize>,
    /// The address of a one-tap link, when the reader came by one.
    pub(super) link: Option<String>,
    /// Nothing was chosen.
    pub(super) wrong: bool,
    /// What else is on.
    pub(super) others: Vec<Other>,
}

impl Ask<'_> {
    /// The page: the question, or that the alert is over.
    pub(super) fn show(self, front: &Front) -> Result<Response, Failure> {
        let incident = self.incident;
        if !incident.state.takes_answers() {
            return self.over(front);
        }
        let told = match self.circle {
            Some(0) => String::new(),
            Some(n) => front.one("ask-told", "n", n),
            None if self.link.is_some() => front.t("ask-told-link").into_owned(),
            None => front.t("ask-anonymous").into_owned(),
        };
        let told_nobody = matches!((self.circle, &self.link), (None, None) | (Some(0), _));
        let away = if told_nobody { String::new() } else { front.t("answer-not_there-says").into_owned() };
        let (time, who) = (front.moment(front.now, incident.since()), front.house.config.site_name.clone());
        let args = [("what", begins(incident, front).into()), ("time", time.into()), ("who", who.into())];
        let page = QuestionPage {
            f: front,
            id: incident.id,
            action: self.link.clone().unwrap_or_else(|| format!("/i/{}/answer", incident.id)),
            key: new_key(front),
            now: front.with("ask-now", &args),
            lead: lead(front, incident),
            told,
            away,
            said: self.said,
            drill: incident.drill,
            staff: front.visitor.staff().is_some() && self.link.is_none(),
            operates: Access::Operator.refuses(&front.visitor).is_none(),
            by_link: self.link.is_some(),
            wrong: self.wrong,
            others: self.others,
        };
        let status = if self.wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        let title = front.t("ask-title");
        let shown = front.page(&title).self_contained().drill(incident.drill).status(status);
        // The address of a link is a secret: its page is kept nowhere.
        if page.by_link { shown.show(&page) } else { shown.kept().show(&page) }
    }

    fn over(self, front: &Front) -> Result<Response, Failure> {
        let incident = self.incident;
        let cancelled = incident.state == IncidentState::Cancelled;
        let days = front.house.config.answers_days;
        let page = OverPage { f: front, name: begins(incident, front), said: self.said, cancelled, days };
        let title = front.t(if cancelled { "over-cancelled" } else { "over-title" });
        front.page(&title).self_contained().drill(incident.drill).show(&page)
    }
}

/// The words under the title: the operators' own in the reader's language, else the usual ones.
fn lead(front: &Front, incident: &Incident) -> String {
    let what = inside(incident, front);
    let Some(own) = incident.prompts.exactly(front.lang) else { return front.one("ask-lead", "what", what) };
    let own = own.replace("{incident}", &what);
    // The title says this already.
    let title = front.t("ask-title");
    let plain = title.replace(['\u{a0}', '\u{202f}'], " ");
    let rest = own.strip_prefix(&*title).or_else(|| own.strip_prefix(&plain)).unwrap_or(&own).trim();
    if rest.is_empty() { front.one("ask-lead", "what", what) } else { rest.to_owned() }
}

/// Names the press that a page will send, so that sending it twice keeps it once.
pub(super) fn new_key(front: &Front) -> String {
    format!("{:016x}{:016x}", front.house.dice.number(), front.house.dice.number())
}

/// What names a press. The answer and its time are part of it: another answer from the same page is another press.
pub(super) fn client_id(form: &Form, answer: Answer) -> Option<String> {
    let (key, at) = (form.value("key"), form.value("at"));
    let fits = !key.is_empty() && key.len() <= 40 && at.len() <= 28;
    fits.then(|| format!("{key}.{}.{at}", answer.state().word()))
}

/// A press as a form sends it; without script it has no time of its own.
pub(super) fn press(form: &Form, answer: Answer) -> Press {
    Press { answer, at: Time::parse(form.value("at")).ok(), message: None }
}

/// What this reader has answered: a person's own word, or what this browser sent without an account.
async fn said(front: &Front, headers: &HeaderMap, id: IncidentId) -> Result<Option<(Answer, Time)>, Failure> {
    if let Some(me) = front.visitor.person() {
        let fact = acts::my_answer(&front.house, me, id).await?;
        if let Some(found) = fact.and_then(|f| Some((Answer::of_state(f.state)?, f.at))) {
            return Ok(Some(found));
        }
    }
    // Signed in, what this browser sent without a name is nobody's yet.
    let waits = waiting::of(&front.house, headers, id).await?;
    Ok(waits.filter(|p| p.blind.is_some() || !front.signed_in()).map(|p| (p.answer, p.at)))
}

/// How many people hear of a person's answer.
pub(super) async fn circle_size(front: &Front) -> Result<Option<usize>, Failure> {
    let Some(me) = front.visitor.person() else { return Ok(None) };
    Ok(Some(front.house.register.circle(me).await?.0.links().told().count()))
}

pub(super) async fn ask(
    front: &Front,
    headers: &HeaderMap,
    id: IncidentId,
    others: Vec<Other>,
    wrong: bool,
) -> Result<Response, Failure> {
    let incident = acts::find(&front.house, &front.visitor, id)?;
    if !incident.is_public() {
        return Ok(see(&format!("/console/i/{id}")));
    }
    let said = said(front, headers, id).await?.map(|(answer, at)| Said::of(front, answer, at));
    let circle = circle_size(front).await?;
    Ask { incident: &incident, said, circle, link: None, wrong, others }.show(front)
}

async fn show(front: Front, headers: HeaderMap, Path(id): Path<IncidentId>) -> Result<Response, Failure> {
    ask(&front, &headers, id, Vec::new(), false).await
}

/// Keeps a person's press. A page that was left and come back to names its press as before: when something else was answered in
/// between, it is a new one.
pub(super) async fn keep(front: &Front, how: &Answering<'_>, press: &Press) -> Result<(), Failure> {
    let kept = acts::check_in(&front.house, how, press).await?;
    if kept.again && press.at.is_none() {
        let last = acts::my_answer(&front.house, how.person, how.incident).await?;
        if last.is_some_and(|f| f.state != press.answer.state()) {
            acts::check_in(&front.house, &Answering { client_id: None, ..*how }, press).await?;
        }
    }
    Ok(())
}

async fn answer(
    front: Front,
    Who(visitor): Who,
    headers: HeaderMap,
    Path(id): Path<IncidentId>,
    form: Form,
) -> Result<Response, Failure> {
    if visitor.staff().is_some() {
        return Err(Failure::not_allowed());
    }
    let Some(answer) = Answer::of_word(form.value("is")) else {
        return ask(&front, &headers, id, Vec::new(), true).await;
    };
    // One request for help of one browser: who presses again is asked what they need, and pushes nobody down.
    if answer == Answer::NeedHelp
        && visitor.person().is_none()
        && waiting::asks_for_help(&front.house, &headers, id).await?
    {
        return Ok(see(&format!("/i/{id}/help")));
    }
    let (press, client_id) = (press(&form, answer), client_id(&form, answer));
    let client_id = client_id.as_deref();
    let done = match visitor.person() {
        Some(person) => {
            let how = Answering { person, incident: id, client_id, channel: Channel::Web };
            keep(&front, &how, &press).await.map(|()| None)
        }
        None => {
            acts::answer_unproven(&front.house, id, &press, None, client_id, Channel::Web, front.lang).await.map(Some)
        }
    };
    let kept = match done {
        // It ended while the page was open: its page says so.
        Err(failure) if failure.code() == "incident-not-open" && !front.scripted() => {
            return Ok(see(&format!("/i/{id}")));
        }
        done => done?,
    };
    let next = match (answer, kept) {
        (Answer::NeedHelp, Some(kept)) if !kept.queued => "who",
        (Answer::NeedHelp, _) => "help",
        (_, None) => "done",
        (_, Some(_)) => "who",
    };
    let mut response = see(&format!("/i/{id}/{next}"));
    if let Some(kept) = kept {
        waiting::keep(&mut response, &front.house, id, kept.id);
    }
    Ok(response)
}
