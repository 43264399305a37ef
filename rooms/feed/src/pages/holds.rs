//! `/console/holds`: what is held back, to be released or kept, each with a reason. `/post/{id}/appeal`: whoever wrote what was ruled false asks
//! to look again.

use askama::Template;
use axum::response::Response;
use kernel::PostId;
use web::{Access, Failure, Form, Front, Path, Route, Who, WhoStaff, see, status_of};

use super::say;
use crate::{
    acts::{
        Whence,
        holds::{self, MODERATORS},
        truth,
    },
    rules::{
        hold::{KEPT_BECAUSE, RELEASED_BECAUSE},
        rumour::LONGEST_APPEAL,
    },
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/console/holds", MODERATORS, list).says("What is held back, the oldest first"),
        Route::post("/console/holds/{post}", MODERATORS, decide)
            .says("Releases what is held, or keeps it back for good"),
        Route::get("/post/{id}/appeal", Access::Person, appeal)
            .says("The form of an appeal against what was ruled on one's own post"),
        Route::post("/post/{id}/appeal", Access::Person, send).says("Asks moderators to look again"),
        Route::post("/post/{id}/withdraw", Access::SignedIn, withdraw)
            .says("Takes back a post of one's own that is held"),
        Route::post("/post/{id}/seen", Access::Person, see_too).says("I am there and see it too"),
    ]
}

/// A post that is held, in words.
struct Row {
    card: say::Card,
    why: String,
    /// Until when, or that a moderator decides.
    until: String,
    since: String,
    /// Whether an embargo holds it.
    ends: bool,
}

#[derive(Template)]
#[template(path = "holds.html")]
struct ListPage<'a> {
    f: &'a Front,
    form: &'a Form,
    groups: Vec<(bool, Vec<Row>)>,
    release: Vec<(&'static str, String)>,
    keep: Vec<(&'static str, String)>,
}

async fn draw(front: &Front, form: &Form) -> Result<Response, Failure> {
    let row = |w: holds::Waiting| {
        let hold = w.kept.hold;
        Row {
            card: say::Card::of(front, &w.post),
            why: front.t(&format!("hold-why-{}", hold.why.word())).into_owned(),
            until: match hold.until {
                Some(until) => front.one("hold-until", "time", front.moment(front.now, until)),
                None => front.t("hold-decides").into_owned(),
            },
            since: front.one("hold-since", "time", front.moment(front.now, w.kept.at)),
            ends: hold.why.ends(),
        }
    };
    let mut groups = Vec::new();
    for drill in [false, true] {
        let all: Vec<Row> = holds::waiting(&front.house, drill).await?.into_iter().map(row).collect();
        if !drill || !all.is_empty() {
            groups.push((drill, all));
        }
    }
    let words =
        |list: &[&'static str]| list.iter().map(|w| (*w, front.t(&format!("hold-because-{w}")).into_owned())).collect();
    let page = ListPage { f: front, form, groups, release: words(RELEASED_BECAUSE), keep: words(KEPT_BECAUSE) };
    front.page(&front.t("hold-title")).nav("moderation").class("wide op").status(status_of(form)).show(&page)
}

async fn list(front: Front) -> Result<Response, Failure> {
    draw(&front, &Form::default()).await
}

async fn decide(
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(post): Path<PostId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let (release, reason) = (form.is("do", "release"), form.value("reason").to_owned());
    match holds::decide(&front.house, &staff, post, release, &reason).await {
        Ok(()) => Ok(see("/console/holds")),
        Err(failure) => {
            form.blame(failure)?;
            draw(&front, &form).await
        }
    }
}

#[derive(Template)]
#[template(path = "appeal.html")]
struct AppealPage<'a> {
    f: &'a Front,
    form: &'a Form,
    id: PostId,
    back: String,
    done: bool,
    longest: usize,
}

fn draw_appeal(front: &Front, id: PostId, form: &Form, done: bool) -> Result<Response, Failure> {
    let page = AppealPage { f: front, form, id, back: format!("/post/{id}"), done, longest: LONGEST_APPEAL };
    front.page(&front.t("appeal-title")).nav("live").status(status_of(form)).show(&page)
}

async fn appeal(front: Front, Path(id): Path<PostId>) -> Result<Response, Failure> {
    draw_appeal(&front, id, &Form::default(), false)
}

async fn send(front: Front, Who(who): Who, Path(id): Path<PostId>, mut form: Form) -> Result<Response, Failure> {
    let words = form.value("words").to_owned();
    match truth::appeal(&front.house, &who, id, &words).await {
        Ok(_) => draw_appeal(&front, id, &form, true),
        Err(failure) => {
            form.blame(failure)?;
            draw_appeal(&front, id, &form, false)
        }
    }
}

async fn withdraw(front: Front, Who(who): Who, Path(id): Path<PostId>) -> Result<Response, Failure> {
    holds::withdraw(&front.house, &who, id).await?;
    Ok(see("/me/posts"))
}

async fn see_too(front: Front, Who(who): Who, from: Whence, Path(id): Path<PostId>) -> Result<Response, Failure> {
    truth::see(&front.house, &who, id, &from).await?;
    Ok(see(&format!("/post/{id}")))
}
