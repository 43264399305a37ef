//! `/sought`: somebody seeks oneself. Each answer is as large as the others, nobody can see which was given, and it can be changed.

use askama::Template;
use axum::response::Response;
use kernel::ReunionId;
use web::{Access, Failure, FieldError, Form, Front, Path, Route, Who, see, status_of};

use super::say;
use crate::{
    acts::{self, Asked},
    model::Tell,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/sought", Access::Person, show).says("Who seeks oneself, to be answered in confidence"),
        Route::post("/sought/{id}", Access::Person, answer).says("Answers, or takes an answer back"),
    ]
}

struct Question {
    id: ReunionId,
    drill: bool,
    /// Who seeks.
    who: String,
    /// Who they say they are.
    relation: String,
    /// Whether who seeks is in one's circle.
    circle: Option<String>,
    since: String,
    /// What was answered: icon, words, what that means.
    answered: Option<(&'static str, String, String)>,
    /// The three answers can be given.
    open: bool,
    /// The answer can be taken back.
    undo: bool,
}

impl Question {
    fn of(f: &Front, a: Asked) -> Self {
        let relation = a.relation.map(|r| f.one("sought-says", "relation", say::relation(f, r)));
        let answered = a.answered.map(|tell| {
            let icon = match tell {
                Tell::Tell => "check",
                Tell::NotNow => "wait",
                Tell::Never | Tell::NotMe => "lock",
            };
            let says = |end: &str| f.t(&format!("sought-did-{}{end}", tell.word())).into_owned();
            (icon, says(""), says(if a.reviewed { "-reviewed" } else { "-says" }))
        });
        Self {
            id: a.id,
            drill: a.drill,
            who: a.seeker.unwrap_or_else(|| f.t("sought-somebody").into_owned()),
            relation: relation.unwrap_or_default(),
            circle: a
                .in_circle
                .map(|is| f.t(if is { "sought-in-circle" } else { "sought-not-in-circle" }).into_owned()),
            since: f.one("sought-since", "time", f.moment(f.now, a.since)),
            answered,
            open: matches!(a.answered, None | Some(Tell::NotNow)),
            undo: matches!(a.answered, Some(Tell::Tell | Tell::Never | Tell::NotMe)),
        }
    }
}

#[derive(Template)]
#[template(path = "sought.html")]
struct SoughtPage<'a> {
    f: &'a Front,
    form: &'a Form,
    all: Vec<Question>,
}

async fn draw(front: &Front, form: &Form) -> Result<Response, Failure> {
    let asked = acts::asked(&front.house, &front.visitor).await?;
    let drill = !asked.is_empty() && asked.iter().all(|a| a.drill);
    let all = asked.into_iter().map(|a| Question::of(front, a)).collect();
    let title = front.t("sought-title");
    let shown = front.page(&title).nav("missing").drill(drill).live().status(status_of(form));
    shown.show(&SoughtPage { f: front, form, all }).map(super::own_page)
}

async fn show(front: Front) -> Result<Response, Failure> {
    draw(&front, &Form::default()).await
}

async fn answer(
    front: Front,
    Who(visitor): Who,
    Path(id): Path<ReunionId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let done = match Tell::of_word(form.value("answer")) {
        Some(tell) => acts::answer(&front.house, &visitor, id, tell).await.map(drop),
        None if form.is("answer", "undo") => acts::undo_mine(&front.house, &visitor, id).await,
        None => Ok(()),
    };
    match done {
        Ok(()) => return Ok(see("/sought")),
        // Pressed twice: it is answered already, and the page says how.
        Err(Failure::Refused(r)) if r.code == "missing-answered" && !form.is("answer", "undo") => {
            return Ok(see("/sought"));
        }
        Err(Failure::Refused(r)) if matches!(r.status, 403 | 409 | 422 | 429) => {
            form.add([FieldError { field: String::new(), ..FieldError::from(&r) }]);
        }
        Err(other) => return Err(other),
    }
    draw(&front, &form).await
}
