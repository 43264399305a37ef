//! Ways in: by contact, by name, by one-time link.

use askama::Template;
use axum::response::Response;
use kernel::Role;
use register::SessionOf;
use serde::Deserialize;
use web::{Access, Failure, Form, Front, Path, Query, Route, cookie, encode, safe_next, see, status_of, token_hash};

use super::signed_in;
use crate::{
    acts::{self, no},
    rules::No,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/sign-in", Access::Anyone, show).says("Sign in by contact, or start with a name"),
        Route::post("/sign-in", Access::Anyone, send).says("Sends a code"),
        Route::post("/register", Access::Anyone, register).says("Starts with a name on this device"),
        Route::get("/in/{token}", Access::Anyone, show_link).says("A one-time sign-in link: shows the button"),
        Route::post("/in/{token}", Access::Anyone, use_link).says("Signs in by the link, once"),
    ]
}

/// Where to go afterwards.
#[derive(Deserialize, Default)]
pub(super) struct Next {
    next: Option<String>,
}

impl Next {
    pub(super) fn path(&self) -> &str {
        safe_next(self.next.as_deref().unwrap_or("/me"))
    }
}

/// The same from a form.
pub(super) fn next_of(form: &Form) -> &str {
    let next = form.value("next");
    if next.is_empty() { "/me" } else { safe_next(next) }
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage<'a> {
    f: &'a Front,
    form: &'a Form,
    next: &'a str,
}

fn draw(front: &Front, form: &Form, next: &str) -> Result<Response, Failure> {
    let page = SignInPage { f: front, form, next };
    front.page(&front.t("sign-in-title")).status(status_of(form)).show(&page)
}

async fn show(front: Front, Query(next): Query<Next>) -> Result<Response, Failure> {
    draw(&front, &Form::default(), next.path())
}

async fn send(front: Front, mut form: Form) -> Result<Response, Failure> {
    let next = next_of(&form).to_owned();
    match acts::ask(&front.house, form.value("contact"), None, None, front.lang).await {
        Ok(asked) => Ok(see(&format!("/prove/{}?next={}", asked.id, encode(&next)))),
        Err(failure) => {
            form.blame(failure)?;
            draw(&front, &form, &next)
        }
    }
}

async fn register(front: Front, mut form: Form) -> Result<Response, Failure> {
    let next = next_of(&form).to_owned();
    match acts::register_person(&front.house, form.value("name"), None, front.lang).await {
        Ok(done) => Ok(signed_in(&front.house, &done.token, &next)),
        Err(failure) => {
            form.blame(failure)?;
            draw(&front, &form, &next)
        }
    }
}

#[derive(Template)]
#[template(path = "link.html")]
struct LinkPage<'a> {
    f: &'a Front,
    name: String,
}

async fn show_link(front: Front, Path(token): Path<String>) -> Result<Response, Failure> {
    let found = front.house.register.link(token_hash(&token), front.now).await?.ok_or_else(|| no(No::LinkOver))?;
    let name = match found.whom {
        SessionOf::Staff(..) => found.staff_name.unwrap_or_default(),
        SessionOf::Person(person) => front.house.register.card(person).await?.ok_or_else(|| no(No::LinkOver))?.name,
    };
    front.page(&front.t("link-title")).show(&LinkPage { f: &front, name })
}

async fn use_link(front: Front, Path(token): Path<String>) -> Result<Response, Failure> {
    let (whom, session, seconds) = acts::sign_in_by_link(&front.house, &token).await?;
    let mut response = see(match whom {
        SessionOf::Staff(_, role) if role.operates() => "/console",
        SessionOf::Staff(_, Role::Moderator) => "/console/moderation",
        SessionOf::Staff(_, Role::Verifier) => "/console/rumours",
        // Each to the first of the pages that are for them.
        SessionOf::Staff(_, Role::RosterManager | Role::Institution) => "/rosters",
        SessionOf::Staff(..) | SessionOf::Person(_) => "/",
    });
    cookie::sign_in(&mut response, &front.house, &session, seconds);
    Ok(response)
}
