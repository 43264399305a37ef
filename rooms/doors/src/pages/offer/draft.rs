//! `/doors/draft`: an offer that waits until its host has proven a contact. Its token is in a cookie of these pages alone: in no address, no
//! log, no page.

use askama::Template;
use axum::response::Response;
use http::{HeaderMap, HeaderValue, header};
use register::Name;
use web::{Access, Failure, Form, Front, House, Route, Who, cookie, see, status_of};

use super::{blame, draw, fields};
use crate::{
    acts,
    model::{Door, DoorState, view::OwnDoor},
    pages::card,
    rules, store as kept,
};

const COOKIE: &str = "door";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/doors/draft", Access::Anyone, show)
            .says("The offer of this browser that waits, and what is left to do"),
        Route::post("/doors/draft", Access::SignedIn, open).says("Opens the door of the offer that waits"),
        Route::post("/doors/draft/contact", Access::Anyone, contact).says("Sends a code, so that the door can open"),
        Route::get("/doors/draft/edit", Access::Anyone, edit).says("Shows the offer that waits in its form again"),
    ]
}

fn set(mut response: Response, house: &House, token: &str, seconds: i64) -> Response {
    let secure = if house.config.secure() { "; Secure" } else { "" };
    let line = format!("{COOKIE}={token}; Path=/doors; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(line) = HeaderValue::from_str(&line) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    response
}

/// Lets this browser keep its draft.
pub(super) fn keep(response: Response, house: &House, token: &str) -> Response {
    set(response, house, token, rules::DRAFT_LASTS.whole_seconds())
}

/// The draft of this browser, while it waits.
pub(super) async fn of(front: &Front, headers: &HeaderMap) -> Result<Option<Door>, Failure> {
    let Some(token) = cookie::get(headers, COOKIE) else { return Ok(None) };
    match acts::read_draft(&front.house, token).await {
        Ok(door) => Ok((door.state == DoorState::Draft).then_some(door)),
        Err(failure) if failure.code() == "door-draft-over" => Ok(None),
        Err(failure) => Err(failure),
    }
}

#[derive(Template)]
#[template(path = "offer_draft.html")]
struct DraftPage<'a> {
    f: &'a Front,
    form: &'a Form,
    door: &'a OwnDoor,
    place: String,
    /// Until when the draft waits.
    waits: String,
    until: String,
    proven: bool,
}

async fn draw_draft(front: &Front, door: &Door, form: &Form) -> Result<Response, Failure> {
    let own = own(front, door).await?;
    let host = acts::known_host(&front.house, &front.visitor, door.drill).await?;
    let known = card::landmarks(&front.house).await;
    let page = DraftPage {
        f: front,
        form,
        place: card::whereabouts(front, &known, door.cell),
        waits: front.time(door.opened.plus(rules::DRAFT_LASTS)),
        until: front.time(door.until),
        proven: host.proven.is_some() || host.institution,
        door: &own,
    };
    let title = front.t("draft-title");
    let shown = front.page(&title).nav("doors").drill(door.drill).status(status_of(form)).show(&page);
    shown.map(crate::pages::own_page)
}

/// Whoever has the token has written the draft.
async fn own(front: &Front, door: &Door) -> Result<OwnDoor, Failure> {
    let inside = kept::inside(&front.house.register, door.id).await?;
    Ok(acts::own(door, inside, front.now))
}

async fn show(front: Front, headers: HeaderMap) -> Result<Response, Failure> {
    match of(&front, &headers).await? {
        Some(door) => draw_draft(&front, &door, &Form::default()).await,
        None => Ok(see(nowhere(&front))),
    }
}

/// Where one goes without a draft.
fn nowhere(front: &Front) -> &'static str {
    if front.signed_in() { "/doors/mine" } else { "/doors/offer" }
}

async fn edit(front: Front, headers: HeaderMap) -> Result<Response, Failure> {
    match of(&front, &headers).await? {
        Some(door) => {
            let form = fields::of_door(&own(&front, &door).await?, |note| card::shown(&front, note));
            draw(&front, &headers, &form, Vec::new(), false).await
        }
        None => Ok(see(nowhere(&front))),
    }
}

async fn contact(front: Front, headers: HeaderMap, mut form: Form) -> Result<Response, Failure> {
    let Some(door) = of(&front, &headers).await? else { return Ok(see(nowhere(&front))) };
    // A member of staff has no contact to prove.
    if front.visitor.staff().is_some() {
        return Err(Failure::not_allowed());
    }
    // Nothing is asked twice: the name of the offer is that of the newcomer.
    let name = own(&front, &door).await?.name.and_then(|n| Name::clean(&n).ok());
    let (me, typed) = (front.visitor.person(), form.value("contact").to_owned());
    match acts::send_code(&front.house, &typed, me, name.as_ref(), front.lang, door.drill).await {
        Ok(proof) => Ok(see(&format!("/prove/{proof}?next=/doors/draft"))),
        Err(failure) => {
            blame(&front, &mut form, failure)?;
            draw_draft(&front, &door, &form).await
        }
    }
}

async fn open(front: Front, Who(visitor): Who, headers: HeaderMap, mut form: Form) -> Result<Response, Failure> {
    let Some(door) = of(&front, &headers).await? else { return Ok(see("/doors/mine")) };
    let token = cookie::get(&headers, COOKIE).unwrap_or_default();
    match acts::publish(&front.house, &visitor, token).await {
        Ok(id) => Ok(set(see(&format!("/doors/mine/{id}")), &front.house, "", 0)),
        // Pressed twice: it is open already.
        Err(Failure::Refused(r)) if r.code == "door-draft-over" => Ok(see("/doors/mine")),
        Err(failure) => {
            blame(&front, &mut form, failure)?;
            draw_draft(&front, &door, &form).await
        }
    }
}
