//! Cookies: the session's, the device's, the language's, the theme's.
//!
//! The session cookie is `__Host-rz` (RFC 6265bis): Secure, HttpOnly, SameSite=Lax, Path=/, no Domain. Some browsers and most
//! programs do not send a Secure cookie over plain HTTP, even to one's own machine; a server whose `public_url` is `http://`
//! (the demo, tests) therefore sets a second cookie, `rz`, and reads it too. A server reached over TLS does neither.

use axum::response::Response;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use kernel::Token;

use crate::House;

/// The name of the session cookie.
pub const SESSION: &str = "__Host-rz";
/// Its name on one's own machine, without TLS.
pub const PLAIN_SESSION: &str = "rz";

/// The value of a cookie of the request.
#[must_use]
pub fn get<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(n, _)| *n == name)
        .map(|(_, v)| v)
}

pub(crate) fn session(headers: &HeaderMap, secure: bool) -> Option<&str> {
    get(headers, SESSION).or_else(|| if secure { None } else { get(headers, PLAIN_SESSION) })
}

fn add(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Gives the visitor a session cookie that lives for `seconds`.
pub fn sign_in(response: &mut Response, house: &House, token: &Token, seconds: i64) {
    let value = &token.0;
    add(response, &format!("{SESSION}={value}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Lax"));
    if !house.config.secure() {
        add(response, &format!("{PLAIN_SESSION}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax"));
    }
}

/// Takes the session cookie away, and all that the browser has kept: pages, what waited to leave, the service worker and its subscription.
pub fn sign_out(response: &mut Response, house: &House) {
    add(response, &format!("{SESSION}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax"));
    if !house.config.secure() {
        add(response, &format!("{PLAIN_SESSION}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"));
    }
    response
        .headers_mut()
        .insert(HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\", \"storage\""));
}

/// The name of the cookie by which a device is known again.
const DEVICE: &str = "__Host-rz-device";
const PLAIN_DEVICE: &str = "rz-device";

pub(crate) fn device(headers: &HeaderMap, secure: bool) -> Option<&str> {
    let name = get(headers, DEVICE).or_else(|| if secure { None } else { get(headers, PLAIN_DEVICE) });
    name.filter(|n| !n.is_empty())
}

/// Lets a device be known again for a year: signing out does not take this away.
pub(crate) fn keep_device(response: &mut Response, house: &House, name: &str) {
    let year = 31_536_000;
    add(response, &format!("{DEVICE}={name}; Path=/; Max-Age={year}; Secure; HttpOnly; SameSite=Lax"));
    if !house.config.secure() {
        add(response, &format!("{PLAIN_DEVICE}={name}; Path=/; Max-Age={year}; HttpOnly; SameSite=Lax"));
    }
}

/// Keeps a choice that says nothing about anybody: `lang` or `theme`, for a year.
pub fn keep(response: &mut Response, house: &House, name: &str, value: &str) {
    let secure = if house.config.secure() { "; Secure" } else { "" };
    add(response, &format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_found_by_their_whole_name() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("xrz=1; rz=2;theme=day"));
        headers.append(header::COOKIE, HeaderValue::from_static("__Host-rz=3"));
        assert_eq!(get(&headers, "rz"), Some("2"));
        assert_eq!(get(&headers, "theme"), Some("day"));
        assert_eq!(session(&headers, true), Some("3"));
        headers.remove(header::COOKIE);
        headers.insert(header::COOKIE, HeaderValue::from_static("rz=2"));
        assert_eq!(session(&headers, true), None, "over TLS only the __Host- name counts");
        assert_eq!(session(&headers, false), Some("2"));
    }
}
