//! `/missing/draft`: a search that waits until whoever seeks has proven a contact. Its token is in a cookie of these pages alone: in no
//! address, no log, no page.

use askama::Template;
use axum::response::Response;
use http::{HeaderMap, HeaderValue, header};
use register::Name;
use web::{Access, Failure, Form, Front, House, OrRefuse, Route, Who, cookie, see, status_of};

use super::{blame, new, picture, say::Card};
use crate::{
    acts,
    model::{Profile, view::NoticeView},
    rules,
};

const COOKIE: &str = "notice";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/missing/draft", Access::Anyone, show)
            .says("The search of this browser that waits, and what is left to do"),
        Route::post("/missing/draft", Access::Person, begin).says("Begins the search that waits"),
        Route::post("/missing/draft/contact", Access::Anyone, contact)
            .says("Sends a code, so that the search can begin"),
        Route::get("/missing/draft/edit", Access::Anyone, edit).says("Shows the search that waits in its form again"),
    ]
}

fn set(mut response: Response, house: &House, token: &str, seconds: i64) -> Response {
    let secure = if house.config.secure() { "; Secure" } else { "" };
    let line = format!("{COOKIE}={token}; Path=/missing; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
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
pub(super) async fn of(front: &Front, headers: &HeaderMap) -> Result<Option<(NoticeView, Profile)>, Failure> {
    let Some(token) = cookie::get(headers, COOKIE) else { return Ok(None) };
    match acts::draft(&front.house, token).await {
        Ok(draft) => Ok(Some(draft)),
        Err(failure) if failure.code() == "missing-draft-over" => Ok(None),
        Err(failure) => Err(failure),
    }
}

#[derive(Template)]
#[template(path = "missing_draft.html")]
struct DraftPage<'a> {
    f: &'a Front,
    form: &'a Form,
    card: Card,
    /// A photo waits with it.
    photo: bool,
    /// Until when the draft waits.
    waits: String,
    proven: bool,
    known: bool,
    staff: bool,
}

async fn draw(front: &Front, view: &NoticeView, form: &Form) -> Result<Response, Failure> {
    let page = DraftPage {
        f: front,
        form,
        card: Card::of(front, view),
        photo: view.photo,
        waits: front.time(view.opened.plus(rules::DRAFT_LASTS)),
        proven: acts::may_speak(&front.house, &front.visitor).await?,
        known: front.visitor.person().is_some(),
        staff: front.visitor.staff().is_some(),
    };
    let title = front.t("seek-draft-title");
    let shown = front.page(&title).nav("missing").drill(view.drill).status(status_of(form)).show(&page);
    shown.map(super::own_page)
}

/// Where one goes without a draft.
fn nowhere(front: &Front) -> &'static str {
    if front.visitor.person().is_some() { "/missing/mine" } else { "/missing/new" }
}

async fn show(front: Front, headers: HeaderMap) -> Result<Response, Failure> {
    match of(&front, &headers).await? {
        Some((view, _)) => draw(&front, &view, &Form::default()).await,
        None => Ok(see(nowhere(&front))),
    }
}

async fn edit(front: Front, headers: HeaderMap) -> Result<Response, Failure> {
    match of(&front, &headers).await? {
        Some((view, profile)) => {
            let mut form = new::of_draft(&front, &view, &profile);
            let token = cookie::get(&headers, COOKIE).unwrap_or_default();
            if let Some(cell) = acts::read_draft(&front.house, token).await?.cell {
                form.put("cell", cell.to_string());
            }
            if let Some(jpeg) = acts::draft_photo(&front.house, token).await? {
                picture::keep(&front.house, &mut form, &jpeg);
            }
            new::draw(&front, &headers, &form, true).await
        }
        None => Ok(see(nowhere(&front))),
    }
}

async fn contact(front: Front, headers: HeaderMap, mut form: Form) -> Result<Response, Failure> {
    let Some((view, _)) = of(&front, &headers).await? else { return Ok(see(nowhere(&front))) };
    // A member of staff has no contact to prove.
    if front.visitor.staff().is_some() {
        return Err(Failure::not_allowed());
    }
    let me = front.visitor.person();
    let typed = form.value("name").to_owned();
    let name = match (me, Name::clean(&typed).or_refuse()) {
        (None, Ok(name)) => Some(name),
        (None, Err(_)) => {
            form.wrong("name", "seek-my-name-missing");
            None
        }
        (Some(_), _) => None,
    };
    if !form.has_errors() {
        let contact = form.value("contact").to_owned();
        match acts::send_code(&front.house, &contact, me, name.as_ref(), front.lang, view.drill).await {
            Ok(proof) => return Ok(see(&format!("/prove/{proof}?next=/missing/draft"))),
            Err(failure) => blame(&front, &mut form, failure)?,
        }
    }
    draw(&front, &view, &form).await
}

async fn begin(front: Front, Who(visitor): Who, headers: HeaderMap, mut form: Form) -> Result<Response, Failure> {
    let Some((view, _)) = of(&front, &headers).await? else { return Ok(see("/missing/mine")) };
    let token = cookie::get(&headers, COOKIE).unwrap_or_default();
    match acts::publish(&front.house, &visitor, token).await {
        Ok(id) => Ok(set(see(&format!("/missing/{id}")), &front.house, "", 0)),
        // Pressed twice: it is on already.
        Err(Failure::Refused(r)) if r.code == "missing-draft-over" => Ok(see("/missing/mine")),
        Err(failure) => {
            blame(&front, &mut form, failure)?;
            draw(&front, &view, &form).await
        }
    }
}
