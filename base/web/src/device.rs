//! What a device keeps so that it works without network: the service worker and its list of files, the page that stands where no other can,
//! which pages may be kept and for whom, and forms that a script sends late.
//!
//! The worker keeps nothing by itself: a page says [`KEEP`], and every page says for [`whose`] eyes it was drawn. A device that hears another
//! word forgets the pages that it kept.

use std::{fmt::Write as _, sync::LazyLock};

use askama::Template;
use axum::{body::Body, response::Response};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use kernel::{Id, Visitor};

use crate::{
    Access, Failure, Front, House, Route, assets,
    page::Drawn,
    problem::refused,
    visitor::{By, Caller, sha256},
};

/// Says that this page may be kept on the device of whom it was drawn for.
pub(crate) const KEEP: HeaderName = HeaderName::from_static("rz-keep");
/// In an answer: for whom it was drawn. In a form that a script sends: who pressed.
pub(crate) const WHOSE: HeaderName = HeaderName::from_static("rz-whose");
/// Where a form leads, for a script: it would follow a redirection only to fetch the page twice.
const NEXT: HeaderName = HeaderName::from_static("rz-next");

/// Nobody who is known.
const NOBODY: &str = "-";
/// Whoever it is: a form that is sent at once, from the page on which it was pressed.
const ANYBODY: &str = "*";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/sw.js", Access::Anyone, worker).says("The service worker"),
        Route::get("/offline", Access::Anyone, offline).says("The page that stands where no other can be had"),
    ]
}

/// A word for who is asking: the same on all their devices, and nothing that anybody else could know or read.
pub(crate) fn whose(house: &House, visitor: &Visitor) -> String {
    match visitor {
        Visitor::Nobody => NOBODY.to_owned(),
        Visitor::Person { id, .. } => {
            let mac = house.seal.mac("device", &id.bytes());
            URL_SAFE_NO_PAD.encode(mac.get(..9).unwrap_or_default())
        }
        Visitor::Staff(_) => "staff".to_owned(),
    }
}

/// Whether a script sends this form.
pub(crate) fn scripted(headers: &HeaderMap) -> bool {
    headers.contains_key(WHOSE)
}

/// What somebody pressed is sent only as theirs: not as whoever has signed in on their device since, and not as nobody's when they have
/// been signed out.
pub(crate) fn check(headers: &HeaderMap, house: &House, caller: &Caller) -> Result<(), Failure> {
    let Some(word) = headers.get(WHOSE) else { return Ok(()) };
    if word == ANYBODY || word.as_bytes() == whose(house, &caller.visitor).as_bytes() {
        return Ok(());
    }
    Err(if caller.by == By::Nothing { Failure::sign_in_first() } else { refused(403, "pressed-by-another") })
}

/// Whether [`check`] has found that the form comes from a page drawn for its sender: only such a page knows the word, and no other site can
/// make a browser send the header.
pub(crate) fn vouched(headers: &HeaderMap) -> bool {
    headers.get(WHOSE).is_some_and(|word| word != ANYBODY && word != NOBODY)
}

/// Tells a script where the form leads.
pub(crate) fn lead(mut response: Response) -> Response {
    if response.status() == StatusCode::SEE_OTHER
        && let Some(next) = response.headers_mut().remove(header::LOCATION)
    {
        *response.status_mut() = StatusCode::NO_CONTENT;
        response.headers_mut().insert(NEXT, next);
    }
    response
}

/// The files without which no page is whole.
const SHELL: [&str; 5] = ["app.css", "rz.js", "rz-queue.js", "rz-wait.js", "rz-live.js"];

static WORKER: LazyLock<Bytes> = LazyLock::new(|| {
    let mut list = String::new();
    for name in SHELL {
        let _ = write!(list, "\"{}\",", assets::href(name));
    }
    let text = assets::worker_js().concat();
    // Another program may draw the page without network otherwise: its name holds the version too.
    let hash = sha256(format!("{list}{text}{}", env!("CARGO_PKG_VERSION")).as_bytes());
    let version = URL_SAFE_NO_PAD.encode(hash.get(..9).unwrap_or_default());
    let queue = assets::href("rz-queue.js");
    let icon = assets::href("icon-192.png");
    let head = format!(
        "self.SHELL={{version:\"{version}\",files:[{list}\"/offline\"],icon:\"{icon}\"}};importScripts(\"{queue}\");\n"
    );
    Bytes::from(head + &text)
});

async fn worker() -> Response {
    let mut response = Response::new(Body::empty());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    response.extensions_mut().insert(Drawn(WORKER.clone()));
    response
}

#[derive(Template)]
#[template(path = "offline.html")]
struct OfflinePage<'a> {
    f: &'a Front,
}

/// It is drawn for nobody in particular: it stays on the device when its reader signs out.
async fn offline(front: Front) -> Result<Response, Failure> {
    front.page(&front.t("offline-title")).show(&OfflinePage { f: &front })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_names_every_file_of_the_shell_by_its_hash() {
        let text = String::from_utf8(WORKER.to_vec()).unwrap();
        for name in SHELL {
            let href = assets::href(name);
            assert!(href.matches('.').count() == 2 && text.contains(&href), "{href}");
        }
        assert!(text.starts_with("self.SHELL={version:\""));
    }

    #[test]
    fn all_that_works_without_network_is_less_than_10_kb() {
        let [_, messages] = assets::worker_js();
        let all = WORKER.len() + assets::text("rz-queue.js").len() + assets::text("rz-wait.js").len();
        assert!(all - messages.len() < 10_000, "{} bytes", all - messages.len());
        // With what shows messages.
        assert!(all < 11_000, "{all} bytes");
    }
}
