//! Addresses to go back to, and the header `Cookie`.

use http::{HeaderMap, HeaderValue, header};
use web::{cookie, encode, safe_next, see};

/// Reads the bytes as the field `next` and as a header of cookies.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let next = safe_next(&text);
    assert!(next == text || next == "/");
    // As a browser reads it: tabs and line ends are dropped, "\" is "/" (WHATWG URL, 4.4).
    let seen: String = next.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let seen = seen.trim_matches(|c: char| c <= ' ').replace('\\', "/");
    assert!(seen.starts_with('/') && !seen.starts_with("//"), "{next:?} leads to another site");
    let response = see(next);
    let location = response.headers().get(header::LOCATION).expect("an address").as_bytes();
    assert!(location == next.as_bytes() || location == b"/");
    assert!(encode(&text).bytes().all(|b| b.is_ascii_graphic()));

    let Ok(value) = HeaderValue::from_bytes(data) else { return };
    let mut headers = HeaderMap::new();
    headers.append(header::COOKIE, HeaderValue::from_static("first=1"));
    headers.append(header::COOKIE, value);
    for name in [cookie::SESSION, cookie::PLAIN_SESSION, "lang", "theme", ""] {
        if let Some(value) = cookie::get(&headers, name) {
            assert!(!value.contains(';') && value.len() < data.len());
            assert!(text.contains(&format!("{name}={value}")));
        }
    }
    assert_eq!(cookie::get(&headers, "first"), Some("1"));
}
