//! `/post/{id}/report`: tells moderators that something is wrong with a post.

use askama::Template;
use axum::{extract::RawQuery, response::Response};
use kernel::PostId;
use web::{Access, Failure, FieldError, Form, Front, Path, Route, Who, carry, see, status_of};

use super::say;
use crate::{acts, model::Flag, rules::LONGEST_FLAG};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/post/{id}/report", Access::SignedIn, show).says("The form that reports a post"),
        Route::post("/post/{id}/report", Access::SignedIn, send).says("Tells moderators what is wrong with it"),
    ]
}

#[derive(Template)]
#[template(path = "post_report.html")]
struct ReportPage<'a> {
    f: &'a Front,
    form: &'a Form,
    done: bool,
    card: say::Card,
    back: String,
    reasons: Vec<(&'static str, String)>,
    longest: usize,
}

async fn draw(front: &Front, id: PostId, form: &Form, done: bool) -> Result<Response, Failure> {
    let whole = acts::one(&front.house, &front.visitor, id).await?;
    let card = say::Card::of(front, &whole.post);
    let page = ReportPage {
        f: front,
        form,
        done,
        back: format!("/post/{id}"),
        reasons: Flag::ALL
            .iter()
            .filter(|r| **r != Flag::Graphic || !card.pictures.is_empty())
            .map(|r| (r.word(), front.t(&format!("report-post-why-{}", r.word())).into_owned()))
            .collect(),
        card,
        longest: LONGEST_FLAG,
    };
    let title = front.t("flag-title");
    front.page(&title).nav("live").drill(whole.post.drill).status(status_of(form)).show(&page).map(carry::own_page)
}

async fn show(front: Front, Path(id): Path<PostId>, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let asked = Form::parse(query.unwrap_or_default().as_bytes());
    draw(&front, id, &Form::default(), asked.ticked("done")).await
}

async fn send(front: Front, Who(visitor): Who, Path(id): Path<PostId>, mut form: Form) -> Result<Response, Failure> {
    let why = form.choice("reason", &Flag::ALL.iter().map(|r| (r.word(), *r)).collect::<Vec<_>>());
    let words = form.optional_text("words", LONGEST_FLAG);
    if let Some(why) = why.filter(|_| !form.has_errors()) {
        match acts::report(&front.house, &visitor, id, why, words.as_deref()).await {
            Ok(_) => return Ok(see(&format!("/post/{id}/report?done=yes"))),
            // It was told already: moderators read it.
            Err(Failure::Refused(r)) if r.code == "post-reported" => {
                return Ok(see(&format!("/post/{id}/report?done=yes")));
            }
            Err(Failure::Refused(r)) if r.status == 429 => form.add([FieldError::from(&r)]),
            Err(failure) => form.blame(failure)?,
        }
    }
    draw(&front, id, &form, false).await
}
