//! `/d/{code}`: the link of a message about a door or a stay. Opening it shows a button and does nothing, as programs open links by
//! themselves. It keeps a door open or closes it; everything else is behind the sign-in of the page that it leads to.

use askama::Template;
use axum::response::Response;
use http::{HeaderValue, header};
use web::{Access, Failure, FieldError, Form, Front, Path, Query, Route, see, status_of};

use super::near::with_status;
use crate::{
    acts::links::{self, Leads, Link},
    model::{DoorState, Move},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/d/{code}", Access::Anyone, show).says("The link of a message about doors: shows the button"),
        Route::post("/d/{code}", Access::Anyone, press)
            .says("Keeps the door of the link open or closes it, or leads on; signs nobody in"),
    ]
}

#[derive(serde::Deserialize, Default)]
struct Asked {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "door_link.html")]
struct LinkPage<'a> {
    f: &'a Front,
    form: &'a Form,
    here: String,
    /// Colour, icon, words.
    now: (&'static str, &'static str, String),
    title: String,
    says: String,
    /// Whether the door can be kept open or closed here.
    renew: bool,
    close: bool,
    /// What else the button leads to.
    go: String,
    /// Where one finds it all, signed in.
    own: Option<String>,
}

/// The address itself is a secret: nothing keeps it, nothing lists it.
fn kept_nowhere(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

async fn show(front: Front, Path(code): Path<String>, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let link = links::read_link(&front.house, &code).await?;
    draw(&front, &code, &link, asked.done.is_some(), &Form::default()).await
}

async fn draw(front: &Front, code: &str, link: &Link, done: bool, form: &Form) -> Result<Response, Failure> {
    let t = |key: &str| front.t(key).into_owned();
    let here = format!("/d/{code}");
    let page = match (link.leads, links::door_of(&front.house, link).await?) {
        (Leads::OwnDoor(id), door) => {
            let own = Some(format!("/doors/mine/{id}"));
            let open = door.filter(|d| matches!(d.state, DoorState::Open | DoorState::Paused));
            let is_done = done && open.as_ref().is_some_and(|d| d.until > front.now);
            let (now, title, says, renew) = match &open {
                Some(door) if is_done => (
                    ("safe", "check", t("door-link-is-open")),
                    front.one("door-link-renewed", "time", front.time(door.until)),
                    t("door-link-renewed-says"),
                    false,
                ),
                Some(_) => {
                    (("wait", "wait", t("door-link-ends")), t("door-link-ends-title"), t("door-link-ends-says"), true)
                }
                None => (
                    ("wait", "x", t("door-link-is-closed")),
                    t("door-link-closed-title"),
                    t("door-link-closed-says"),
                    false,
                ),
            };
            let close = open.is_some();
            LinkPage { f: front, form, here, now, title, says, renew, close, go: String::new(), own }
        }
        (leads, _) => LinkPage {
            f: front,
            form,
            here,
            now: ("lamp", "door", t("door-link-message")),
            title: t("door-link-go-title"),
            says: t("door-link-go-says"),
            renew: false,
            close: false,
            go: match leads {
                Leads::Offer => t("door-link-offer"),
                Leads::Full(_) => t("door-link-ask"),
                _ => t("door-link-go"),
            },
            own: None,
        },
    };
    let shown = front.page(&page.title).self_contained().drill(link.delivery.drill).status(status_of(form));
    shown.show(&page).map(kept_nowhere)
}

async fn press(front: Front, Path(code): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let link = links::read_link(&front.house, &code).await?;
    if !matches!(link.leads, Leads::OwnDoor(_)) {
        links::pressed(&front.house, &link).await?;
        return Ok(kept_nowhere(see(&link.leads.path())));
    }
    let words = [(Move::Renew.word(), Move::Renew), (Move::Close.word(), Move::Close)];
    let Some(what) = form.choice("do", &words) else { return draw(&front, &code, &link, false, &form).await };
    match links::press(&front.house, &link, what).await {
        Ok(()) => Ok(kept_nowhere(see(&format!("/d/{code}?done=yes")))),
        Err(Failure::Refused(r)) => {
            form.add([FieldError { field: String::new(), ..FieldError::from(&r) }]);
            let drawn = draw(&front, &code, &link, false, &form).await?;
            Ok(with_status(drawn, r.status))
        }
        Err(other) => Err(other),
    }
}
