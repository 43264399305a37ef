//! `/me/messages/push`: this device, and one's others.

use askama::Template;
use axum::response::Response;
use notify::Channel;
use serde::Deserialize;
use web::{Access, Failure, Form, Front, Query, Route, WhoPerson, see, status_of};

use crate::acts::{browsers, choices};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/me/messages/push", Access::Person, show).says("Notifications on this device"),
        Route::post("/me/messages/push/trial", Access::Person, try_all).says("Sends a trial to one's devices"),
        Route::post("/me/messages/push/stop", Access::Person, stop).says("Ends notifications on all of one's devices"),
    ]
}

#[derive(Template)]
#[template(path = "push.html")]
struct PushPage<'a> {
    f: &'a Front,
    form: &'a Form,
    browsers: i64,
    tried: bool,
}

/// What is said on the page when one comes back to it.
#[derive(Deserialize)]
struct Back {
    tried: Option<String>,
}

async fn draw(front: &Front, who: WhoPerson, form: &Form, tried: bool) -> Result<Response, Failure> {
    let browsers = browsers::browsers(&front.house, who.0).await?.browsers;
    let page = PushPage { f: front, form, browsers, tried };
    front.page(&front.t("push-title")).nav("me").script("rz-push.js").status(status_of(form)).show(&page)
}

async fn show(front: Front, who: WhoPerson, Query(back): Query<Back>) -> Result<Response, Failure> {
    draw(&front, who, &Form::default(), back.tried.is_some()).await
}

async fn try_all(front: Front, who: WhoPerson, mut form: Form) -> Result<Response, Failure> {
    match choices::try_out(&front.house, who.0, Some(Channel::Push)).await {
        Ok(_) => Ok(see("/me/messages/push?tried=1")),
        Err(failure) => {
            form.blame(failure)?;
            draw(&front, who, &form, false).await
        }
    }
}

async fn stop(front: Front, who: WhoPerson) -> Result<Response, Failure> {
    browsers::forget_all(&front.house, who.0).await?;
    Ok(see("/me/messages/push"))
}
