//! `/u/{token}`: the address in a mail that ends its kind. Opening it shows a button and does nothing, as programs open addresses by
//! themselves; a program for mail presses it by `List-Unsubscribe=One-Click` (RFC 8058), from wherever it is.

use ::store::Change;
use askama::Template;
use axum::response::Response;
use http::{HeaderValue, header};
use kernel::PersonId;
use notify::{Channel, Delivery, Kind};
use web::{Access, Failure, Form, Front, Path, Route};

use crate::store;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/u/{token}", Access::Anyone, show).says("The address that ends a kind of mail: shows the button"),
        Route::post("/u/{token}", Access::Anyone, end)
            .says("Ends this kind of mail for whom the mail was sent to, and does nothing else")
            .from_anywhere()
            .limit(4 * 1024),
    ]
}

#[derive(Template)]
#[template(path = "unsubscribe.html")]
struct StopPage<'a> {
    f: &'a Front,
    code: &'a str,
    kind: String,
    done: bool,
    /// Whether it is the reader who is signed in: they can take it back.
    mine: bool,
}

/// Whose mail it was, and of which kind. The secret of any other message, or of none, is not one.
async fn mail(front: &Front, code: &str) -> Result<(PersonId, Kind), Failure> {
    let is_mail = |d: &Delivery| d.channel == Channel::Email && d.kind.is_chosen();
    let found = front.house.queue.of_link(code).await?.filter(is_mail);
    found.and_then(|d| Some((d.person()?, d.kind))).ok_or_else(Failure::not_found)
}

fn draw(front: &Front, code: &str, (person, kind): (PersonId, Kind), done: bool) -> Result<Response, Failure> {
    let kind = front.t(&format!("stop-kind-{}", kind.word())).into_owned();
    let page = StopPage { f: front, code, kind, done, mine: front.visitor.person() == Some(person) };
    let mut response = front.page(&front.t("stop-title")).self_contained().show(&page)?;
    // The address itself is a secret: nothing keeps it, nothing lists it.
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(response)
}

async fn show(front: Front, Path(code): Path<String>) -> Result<Response, Failure> {
    let mail = mail(&front, &code).await?;
    draw(&front, &code, mail, false)
}

async fn end(front: Front, Path(code): Path<String>, form: Form) -> Result<Response, Failure> {
    let mail = mail(&front, &code).await?;
    if form.value("List-Unsubscribe") != "One-Click" {
        return draw(&front, &code, mail, false);
    }
    let change = store::choose(Change::new(), mail.0, mail.1, Channel::Email, false);
    front.house.store.apply(change).await?;
    draw(&front, &code, mail, true)
}
