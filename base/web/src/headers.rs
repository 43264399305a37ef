//! How every answer leaves: policies, caching, `ETag`, compression.

use std::sync::LazyLock;

use axum::{
    body::{Body, Bytes},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use crate::{
    House, assets, device,
    front::Reader,
    page::Drawn,
    visitor::{By, Caller, sha256},
};

const POLICY: HeaderName = header::CONTENT_SECURITY_POLICY;
const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The policy of pages. The one inline style is allowed by its hash, so that a page is the same byte for byte each time.
pub(crate) static PAGE_POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let hash = STANDARD.encode(sha256(assets::core_css().as_bytes()));
    let text = format!(
        "default-src 'none'; style-src 'self' 'sha256-{hash}'; script-src 'self'; img-src 'self' data: blob:; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'"))
});

fn common(headers: &mut HeaderMap) {
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // A page whose address is a secret asks for more.
    if !headers.contains_key(header::REFERRER_POLICY) {
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    }
    headers.insert(RESOURCE, HeaderValue::from_static("same-origin"));
}

/// The headers of an answer of the API. It is no document: no link leaves it, so that it needs no rule for referrers; and what is kept by
/// nobody differs for nobody, so that it says no `Vary`.
pub(crate) fn api(response: &mut Response, by: By) {
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(RESOURCE, HeaderValue::from_static("same-origin"));
    headers.insert(POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    if by != By::Nothing {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
        return;
    }
    headers.insert(header::VARY, HeaderValue::from_static("Authorization, Cookie, Accept-Language"));
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
}

/// The headers of a page or of anything else that is not the API, and its body as the reader takes it.
pub(crate) fn page(response: &mut Response, reader: &Reader, shown: &Caller, house: &House) {
    let by = shown.by;
    let drawn = response.extensions_mut().remove::<Drawn>();
    let headers = response.headers_mut();
    common(headers);
    if !headers.contains_key(POLICY) {
        headers.insert(POLICY, PAGE_POLICY.clone());
    }
    headers.insert(PERMISSIONS, HeaderValue::from_static("geolocation=(self), camera=(), microphone=(), payment=()"));
    headers.insert(OPENER, HeaderValue::from_static("same-origin"));
    if house.config.secure() {
        let always = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, always);
    }
    if !headers.contains_key(header::VARY) {
        headers.insert(header::VARY, HeaderValue::from_static("Cookie, Accept-Language, Accept-Encoding, Rz-Fragment"));
    }
    let personal = by != By::Nothing || headers.contains_key(header::SET_COOKIE);
    if !headers.contains_key(header::CACHE_CONTROL) {
        let rule = if personal { "private, no-store" } else { "no-cache" };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(rule));
    }
    let Some(Drawn(bytes)) = drawn else { return };
    if let Ok(word) = HeaderValue::from_str(&device::whose(house, &shown.visitor)) {
        response.headers_mut().insert(device::WHOSE, word);
    }
    // What must not be kept needs no tag to be asked for again.
    if !personal && response.status() == StatusCode::OK {
        let tag = tag_of(&bytes);
        let known = reader.if_none_match.as_ref().and_then(|v| v.to_str().ok()).is_some_and(|v| tag_matches(v, &tag));
        if let Ok(value) = HeaderValue::from_str(&tag) {
            response.headers_mut().insert(header::ETAG, value);
        }
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response.headers_mut().remove(header::CONTENT_TYPE);
            return;
        }
    }
    let (bytes, coding) = reader.coding.apply(bytes);
    if let Some(coding) = coding {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    *response.body_mut() = Body::from(bytes);
}

/// A weak tag (RFC 9110, 8.8.3) of these bytes: the same page compressed another way is the same page.
#[must_use]
pub fn tag_of(bytes: &[u8]) -> String {
    let hash = sha256(bytes);
    format!("W/\"{}\"", base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(hash.get(..12).unwrap_or_default()))
}

/// Bytes that everybody may keep for a moment, or nobody: what is shown now may be taken away. Whoever has them already gets none.
#[must_use]
pub fn kept_briefly(asked: &HeaderMap, kind: &'static str, bytes: Bytes, public: bool) -> Response {
    let tag = tag_of(&bytes);
    let known = asked.get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok()).is_some_and(|v| tag_matches(v, &tag));
    let kept = if public { "public, max-age=30" } else { "private, no-store" };
    let headers = [(header::ETAG, tag), (header::CACHE_CONTROL, kept.to_owned())];
    if known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, [(header::CONTENT_TYPE, kind)], bytes).into_response()
}

/// Whether a reader who says `If-None-Match` (RFC 9110, 13.1.2) has what this tag is of: any of a list, or `*`.
#[must_use]
pub fn tag_matches(header: &str, tag: &str) -> bool {
    let bare = |t: &str| t.trim().trim_start_matches("W/").to_owned();
    header.trim() == "*" || header.split(',').any(|t| bare(t) == bare(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_allows_no_inline_script_and_only_our_style() {
        let policy = PAGE_POLICY.to_str().unwrap();
        assert!(!policy.contains("unsafe"));
        assert!(policy.contains("script-src 'self';"));
        assert!(policy.contains("style-src 'self' 'sha256-"));
        assert!(policy.starts_with("default-src 'none';"));
    }

    #[test]
    fn tags_are_compared_weakly() {
        assert!(tag_matches("\"a\", W/\"b\"", "W/\"b\""));
        assert!(tag_matches("\"b\"", "W/\"b\""));
        assert!(tag_matches("*", "W/\"b\""));
        assert!(!tag_matches("\"a\"", "W/\"b\""));
    }
}
