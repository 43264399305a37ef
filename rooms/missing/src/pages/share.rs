//! `/s/{share}`: a public appeal as it stands: what anybody may read of it, and the form of who has seen something. Nothing indexes it, and
//! who is found is on it no more.

use askama::Template;
use axum::response::Response;
use http::{HeaderValue, StatusCode};
use kernel::NoteId;
use qrcode::{QrCode, render::svg};
use web::{Access, Failure, Fault, Form, Front, Path, Route, Unfurl, Who, see, status_of};

use super::say::{self, Card};
use crate::{
    acts,
    model::{NoticeState, view::NoticeView},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/s/{share}", Access::Anyone, show).says("A public appeal as it stands; it prints as a poster"),
        Route::post("/s/{share}", Access::Person, send)
            .says("Says something of whom an appeal seeks; the family reads it"),
    ]
}

#[derive(Template)]
#[template(path = "missing_share.html")]
struct SharePage<'a> {
    f: &'a Front,
    form: &'a Form,
    share: &'a str,
    card: Card,
    found: Option<String>,
    /// Where the appeal is found, to be relayed.
    url: String,
    /// The same as a code for cameras, on paper.
    qr: String,
    /// Until when a copy on paper is known to be true.
    valid: String,
    /// A note may be written.
    may_speak: bool,
    known: bool,
    staff: bool,
    /// What one has said oneself: there one writes to the family.
    said: Option<String>,
    hows: Vec<(&'static str, String)>,
    states: Vec<(&'static str, String)>,
    days: Vec<(&'static str, String)>,
    /// Names of places, to choose from.
    landmarks: Vec<String>,
    key: String,
    longest: usize,
}

#[derive(Template)]
#[template(path = "missing_share_over.html")]
struct OverPage<'a> {
    f: &'a Front,
    /// Of whom the family let it be known that they are dead.
    dead: Option<String>,
}

pub(super) fn noindex(mut response: Response) -> Response {
    response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow, noarchive"));
    super::own_page(response)
}

/// The QR code (ISO/IEC 18004) of an address, dark on light: paper is.
fn qr(url: &str, label: &str) -> Result<String, Failure> {
    let code = QrCode::new(url).map_err(|e| Fault::new(format!("a QR code: {e}")))?;
    let dark = svg::Color("#000");
    let drawn = code.render::<svg::Color<'_>>().min_dimensions(160, 160).dark_color(dark).build();
    let body = drawn.split_once("<svg ").map(|(_, rest)| rest).unwrap_or_default();
    let label = label.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    Ok(format!("<svg role=\"img\" aria-label=\"{label}\" {body}"))
}

/// A search that is over, and an address that never was one, look the same.
pub(super) fn over(front: &Front, status: StatusCode) -> Result<Response, Failure> {
    let title = front.t("appeal-over");
    front.page(&title).nav("missing").status(status).show(&OverPage { f: front, dead: None }).map(noindex)
}

/// Of whom the family let it be known that they are dead: no more than that, and nothing to be shown elsewhere.
fn dead(front: &Front, n: &NoticeView) -> Result<Response, Failure> {
    let name = n.name.clone().unwrap_or_else(|| front.t("seek-nameless").into_owned());
    let page = OverPage { f: front, dead: Some(front.one("appeal-dead-title", "name", name)) };
    front.page(&front.t("appeal-over")).nav("missing").drill(n.drill).show(&page).map(noindex)
}

async fn draw(front: &Front, share: &str, n: &NoticeView, form: &Form) -> Result<Response, Failure> {
    if n.state == NoticeState::Dead {
        return dead(front, n);
    }
    if !matches!(n.state, NoticeState::Searching | NoticeState::Found) {
        return over(front, StatusCode::OK);
    }
    let note: Option<NoteId> = acts::told_by_me(&front.house, &front.visitor, n.id).await?;
    let card = Card::of(front, n).with_photo(n, format!("/api/v1/appeals/{share}/photo"));
    let url = front.house.config.url(&format!("/s/{share}"));
    let (title, says) = if n.state == NoticeState::Found {
        (front.one("appeal-found-title", "name", card.name.as_str()), front.t("appeal-found-says").into_owned())
    } else {
        (
            front.two("appeal-unfurl-title", "name", card.name.as_str(), "sex", n.sex.word()),
            front.t("appeal-unfurl-says").into_owned(),
        )
    };
    let may_speak = acts::may_speak(&front.house, &front.visitor).await?;
    let page = SharePage {
        f: front,
        form,
        share,
        found: (n.state == NoticeState::Found).then(|| title.clone()),
        qr: qr(&url, &front.t("appeal-qr"))?,
        url,
        valid: front.one("missing-card-valid", "at", front.moment(front.now, front.now).as_str()),
        may_speak,
        known: front.visitor.person().is_some(),
        staff: front.visitor.staff().is_some(),
        said: note.map(|note| format!("/missing/{}/messages/{note}", n.id)),
        hows: say::hows(front),
        states: say::states(front),
        days: say::days(front),
        landmarks: if may_speak { say::places(front).await? } else { Vec::new() },
        key: super::key(front, form),
        longest: say::LONGEST,
        card,
    };
    let image = front.house.config.url(&format!("/s/{share}/card.png"));
    let unfurl = Unfurl { title: &title, says: &says, url: &page.url, image: &image };
    let shown = front.page(&title).nav("missing").class("wide").drill(n.drill).unfurl(unfurl);
    shown.status(status_of(form)).show(&page).map(noindex)
}

async fn show(front: Front, Path(share): Path<String>) -> Result<Response, Failure> {
    match acts::shared(&front.house, &share).await {
        Ok(n) if n.state == NoticeState::Dead => match acts::tribute_led_to(&front.house, n.id).await? {
            Some(page) => Ok(see(&format!("/t/{page}"))),
            None => draw(&front, &share, &n, &Form::default()).await,
        },
        Ok(n) => draw(&front, &share, &n, &Form::default()).await,
        Err(failure) if failure.code() == "missing-unknown" => over(&front, StatusCode::NOT_FOUND),
        Err(failure) => Err(failure),
    }
}

async fn send(front: Front, Who(visitor): Who, Path(share): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let n = match acts::shared(&front.house, &share).await {
        Ok(n) => n,
        Err(failure) if failure.code() == "missing-unknown" => return over(&front, StatusCode::NOT_FOUND),
        Err(failure) => return Err(failure),
    };
    if let Some(note) = say::note(&front, &mut form) {
        let key = form.value("key").to_owned();
        match acts::note_once(&front.house, &visitor, &share, note, &key).await {
            Ok(said) => return Ok(see(&format!("/missing/{}/messages/{}", n.id, said.id))),
            Err(failure) => super::blame(&front, &mut form, failure)?,
        }
    }
    draw(&front, &share, &n, &form).await
}
