//! `/join/{token}`: an invitation. Opening it does nothing; its button joins.

use askama::Template;
use axum::response::Response;
use web::{Access, Failure, Form, Front, Path, Route, Who, status_of};

use super::signed_in;
use crate::{acts, model::Named};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/join/{token}", Access::Anyone, show).says("Shows who invites, and the button"),
        Route::post("/join/{token}", Access::Anyone, join).says("Joins; a newcomer gives a name"),
        Route::get("/joined", Access::Person, joined).says("Says that it is done"),
    ]
}

#[derive(Template)]
#[template(path = "join.html")]
struct JoinPage<'a> {
    f: &'a Front,
    form: &'a Form,
    inviter: &'a Named,
    /// The name of who is signed in.
    me: Option<String>,
    staff: bool,
}

async fn draw(front: &Front, form: &Form, inviter: &Named) -> Result<Response, Failure> {
    let me = match front.visitor.person() {
        Some(me) => front.house.register.card(me).await?.map(|p| p.name),
        None => None,
    };
    let staff = front.visitor.staff().is_some();
    let page = JoinPage { f: front, form, inviter, me, staff };
    front.page(&front.t("join-title")).status(status_of(form)).show(&page)
}

async fn show(front: Front, Path(token): Path<String>) -> Result<Response, Failure> {
    let inviter = acts::read_invitation(&front.house, front.visitor.person(), &token).await?;
    draw(&front, &Form::default(), &inviter).await
}

#[derive(Template)]
#[template(path = "joined.html")]
struct JoinedPage<'a> {
    f: &'a Front,
}

async fn joined(front: Front) -> Result<Response, Failure> {
    front.page(&front.t("joined-title")).nav("people").show(&JoinedPage { f: &front })
}

async fn join(front: Front, Who(visitor): Who, Path(token): Path<String>, mut form: Form) -> Result<Response, Failure> {
    if let Some(me) = visitor.person() {
        acts::join(&front.house, me, &token).await?;
        return Ok(web::see("/joined"));
    }
    if visitor.staff().is_some() {
        return Err(Failure::not_allowed());
    }
    match acts::join_as_newcomer(&front.house, &token, form.value("name"), front.lang).await {
        Ok((_, session, _)) => Ok(signed_in(&front.house, &session, "/joined")),
        Err(failure) if failure.code().starts_with("name-") => {
            form.blame(failure)?;
            let (_, inviter) = acts::find_invitation(&front.house, &token).await?;
            draw(&front, &form, &inviter).await
        }
        Err(failure) => Err(failure),
    }
}
