//! The pages of this room. Each works without script: a link or a form.

mod board;
mod done;
mod help;
mod home;
mod inbox;
mod link;
mod operate;
mod other;
mod question;
mod waiting;
mod who;

use register::Incident;
use web::{Front, Route};

use crate::model::Answer;

/// Every page.
pub fn all() -> Vec<Route> {
    let mut all = home::routes();
    all.extend(question::routes());
    all.extend(who::routes());
    all.extend(done::routes());
    all.extend(help::routes());
    all.extend(other::routes());
    all.extend(link::routes());
    all.extend(board::routes());
    all.extend(operate::routes());
    all.extend(inbox::routes());
    all
}

/// What one has answered, as a page says it.
struct Said {
    kind: &'static str,
    icon: &'static str,
    sentence: String,
}

impl Said {
    fn of(front: &Front, answer: Answer, at: kernel::Time) -> Self {
        let (kind, icon) = look(answer);
        let what = front.t(&format!("said-{}", answer.state().word())).into_owned();
        let (time, moment) = (front.time(at), front.moment(front.now, at));
        let key = if time == moment { "said" } else { "said-then" };
        Self { kind, icon, sentence: front.two(key, "what", what, "time", moment) }
    }
}

/// When something was kept, in words.
fn recorded(front: &Front, at: kernel::Time) -> String {
    let (time, moment) = (front.time(at), front.moment(front.now, at));
    front.one(if time == moment { "done-recorded" } else { "done-recorded-then" }, "time", moment)
}

/// The colour and the icon of an answer.
const fn look(answer: Answer) -> (&'static str, &'static str) {
    match answer {
        Answer::Safe => ("safe", "check"),
        Answer::NeedHelp => ("help", "alert"),
        Answer::NotThere => ("wait", "away"),
    }
}

/// The name of an incident as it stands at the beginning of a line.
fn begins(incident: &Incident, front: &Front) -> String {
    let mut rest = incident.name(front.lang).chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

/// The name of an incident as it stands inside a sentence: an article loses its capital.
fn inside(incident: &Incident, front: &Front) -> String {
    const ARTICLES: [&str; 14] =
        ["Les ", "Le ", "La ", "L’", "L'", "Des ", "Un ", "Une ", "The ", "A ", "An ", "Los ", "Las ", "El "];
    let name = incident.name(front.lang);
    if !ARTICLES.iter().any(|a| name.starts_with(a)) {
        return name.to_owned();
    }
    let mut rest = name.chars();
    rest.next().map(|first| first.to_lowercase().chain(rest).collect()).unwrap_or_default()
}

/// A page that speaks of one's own answer, known by a cookie or a session: nobody keeps it.
fn own_page(mut response: axum::response::Response) -> axum::response::Response {
    let value = http::HeaderValue::from_static("private, no-store");
    response.headers_mut().insert(http::header::CACHE_CONTROL, value);
    response
}
