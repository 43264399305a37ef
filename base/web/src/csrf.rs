//! Forms count only when they come from our own pages.

use axum::{body::Body, extract::Request};
use http::{HeaderMap, header};

use crate::{Failure, House, body, form, problem::refused, visitor::Caller};

/// The name of the hidden field.
pub const FIELD: &str = "csrf";
/// The header that scripts send it in.
pub const HEADER: &str = "rz-csrf";

/// The token of a session's forms: a keyed hash of the session's, so that nothing needs to be stored.
#[must_use]
pub fn token(house: &House, session: &[u8; 32]) -> String {
    use base64::Engine;
    let mac = house.seal.mac("csrf", session);
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(mac.get(..18).unwrap_or_default())
}

/// Browsers say from where a form comes: it must be from here. Programs that say nothing pass, unless they carry a cookie.
pub(crate) fn check_origin(headers: &HeaderMap, house: &House, cookie: bool, api: bool) -> Result<(), Failure> {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    let ours = match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) if site != "none" => site == "same-origin",
        (_, Some(origin)) => {
            let host = text("host").unwrap_or_default();
            let named = origin.split_once("://").map(|(_, h)| h);
            origin == house.config.public_url.trim_end_matches('/') || (!host.is_empty() && named == Some(host))
        }
        // No browser of today: the form's hidden field decides for pages; the API takes only what a form cannot send.
        _ => !cookie || !api || text(HEADER).is_some() || is_json(headers),
    };
    if ours { Ok(()) } else { Err(refused(403, "wrong-origin")) }
}

fn is_json(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).is_some_and(|k| k.starts_with("application/json"))
}

/// Checks the hidden field of a form that came with a session cookie, and hands the request on as it was. A page that was drawn
/// before its reader had a session (the question, answered once and opened again with "back") has no field: it passes when the
/// browser itself says that it comes from here. A wrong field never passes.
pub(crate) async fn check_form(
    request: Request,
    caller: &Caller,
    house: &House,
    limit: usize,
) -> Result<Request, Failure> {
    let Some(session) = caller.token else { return Ok(request) };
    let wanted = token(house, &session);
    let (parts, body) = request.into_parts();
    let bytes = body::read(body, limit).await?;
    let in_query = parts.uri.query().and_then(|q| form::value_of(q.as_bytes(), FIELD));
    let in_header = parts.headers.get(HEADER).and_then(|v| v.to_str().ok()).map(ToOwned::to_owned);
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let given = in_header.or(in_query).or_else(|| form::value_in(kind, &bytes, FIELD));
    if given.is_none() && parts.headers.get("sec-fetch-site").is_some_and(|v| v == "same-origin") {
        return Ok(Request::from_parts(parts, Body::from(bytes)));
    }
    let given = given.unwrap_or_default();
    if aws_lc_rs::constant_time::verify_slices_are_equal(given.as_bytes(), wanted.as_bytes()).is_err() {
        return Err(refused(403, "form-stale"));
    }
    Ok(Request::from_parts(parts, Body::from(bytes)))
}
