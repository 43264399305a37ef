//! `/s/{share}/report`: what is wrong with a public appeal. The form is anybody's, with or without an account.

use askama::Template;
use axum::response::Response;
use http::StatusCode;
use web::{Access, Failure, Form, Front, Path, Query, Route, Who, see, status_of};

use super::{
    say::LONGEST,
    share::{noindex, over},
};
use crate::{
    acts::{self, Whence},
    model::{NoticeState, Wrong, view::NoticeView},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/s/{share}/report", Access::Anyone, show)
            .says("The form of who finds something wrong with an appeal"),
        Route::post("/s/{share}/report", Access::Anyone, send).says("Reports a public appeal to the moderators"),
    ]
}

#[derive(serde::Deserialize, Default)]
struct Asked {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "missing_report.html")]
struct ReportPage<'a> {
    f: &'a Front,
    form: &'a Form,
    share: &'a str,
    name: String,
    done: bool,
    wrongs: Vec<(&'static str, String)>,
    longest: usize,
}

/// An appeal that is on; whatever else an address is, looks the same.
async fn appeal(front: &Front, share: &str) -> Result<Option<NoticeView>, Failure> {
    match acts::shared(&front.house, share).await {
        Ok(n) => Ok(Some(n).filter(|n| n.state == NoticeState::Searching)),
        Err(failure) if failure.code() == "missing-unknown" => Ok(None),
        Err(failure) => Err(failure),
    }
}

fn draw(front: &Front, share: &str, n: &NoticeView, form: &Form, done: bool) -> Result<Response, Failure> {
    let says = |w: &Wrong| (w.word(), front.t(&format!("appeal-wrong-{}", w.word())).into_owned());
    let page = ReportPage {
        f: front,
        form,
        share,
        name: n.name.clone().unwrap_or_else(|| front.t("seek-nameless").into_owned()),
        done,
        wrongs: Wrong::ALL.iter().map(says).collect(),
        longest: LONGEST,
    };
    let title = front.t("appeal-report");
    front.page(&title).nav("missing").drill(n.drill).status(status_of(form)).show(&page).map(noindex)
}

async fn show(front: Front, Path(share): Path<String>, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    match appeal(&front, &share).await? {
        Some(n) => draw(&front, &share, &n, &Form::default(), asked.done.is_some()),
        None => over(&front, StatusCode::NOT_FOUND),
    }
}

async fn send(
    front: Front,
    Who(visitor): Who,
    whence: Whence,
    Path(share): Path<String>,
    mut form: Form,
) -> Result<Response, Failure> {
    let Some(n) = appeal(&front, &share).await? else { return over(&front, StatusCode::NOT_FOUND) };
    let wrongs: Vec<_> = Wrong::ALL.iter().map(|w| (w.word(), *w)).collect();
    let wrong = form.choice("wrong", &wrongs);
    let words = form.optional_text("words", LONGEST);
    if let Some(wrong) = wrong.filter(|_| !form.has_errors()) {
        match acts::report_appeal(&front.house, &visitor, &whence, &share, wrong, words.as_deref()).await {
            Ok(()) => return Ok(see(&format!("/s/{share}/report?done=yes"))),
            Err(failure) => super::blame(&front, &mut form, failure)?,
        }
    }
    draw(&front, &share, &n, &form, false)
}
