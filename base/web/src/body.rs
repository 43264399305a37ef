//! Bodies, paths and queries that answer for their own mistakes.

use axum::{
    body::Body,
    extract::{FromRequest, FromRequestParts, Request},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use http::{HeaderValue, StatusCode, header, request::Parts};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{Caller, Failure, FieldError, problem::refused};

pub(crate) async fn read(body: Body, limit: usize) -> Result<Bytes, Failure> {
    use std::error::Error;
    axum::body::to_bytes(body, limit).await.map_err(|e| {
        let too_large = e.source().is_some_and(|s| s.to_string().contains("limit"));
        if too_large { refused(413, "too-large") } else { refused(400, "unreadable") }
    })
}

/// The whole body of a request, at most as large as its route allows.
#[derive(Clone, Debug)]
pub struct Raw(pub Bytes);

impl<S: Sync> FromRequest<S> for Raw {
    type Rejection = Failure;
    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        let limit = request.extensions().get::<Caller>().and_then(|c| c.limit).unwrap_or(256 * 1024);
        read(request.into_body(), limit).await.map(Self)
    }
}

/// A JSON body, coming in or going out. What is wrong with one that comes in is said with the place of the fault:
/// 415 when it is not JSON by its type, 400 when it cannot be read, 422 when a field does not fit.
#[derive(Clone, Copy, Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for Json<T> {
    type Rejection = Failure;
    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if kind != "application/json" && !kind.ends_with("+json") {
            return Err(refused(415, "not-json"));
        }
        let Raw(bytes) = Raw::from_request(request, state).await?;
        parse(&bytes).map(Self)
    }
}

impl<T: DeserializeOwned> Json<T> {
    /// A JSON body from its bytes, for a handler whose body may be left out.
    ///
    /// # Errors
    /// As for a body that comes in.
    pub fn read(bytes: &[u8]) -> Result<Self, Failure> {
        parse(bytes).map(Self)
    }
    /// The same; nothing at all is the usual body.
    ///
    /// # Errors
    /// As for a body that comes in.
    pub fn read_or_default(bytes: &[u8]) -> Result<Self, Failure>
    where
        T: Default,
    {
        if bytes.iter().all(u8::is_ascii_whitespace) { Ok(Self(T::default())) } else { Self::read(bytes) }
    }
}

/// Reads JSON; only when that fails it is read again to find where. U+0000 stands in no text of people, and PostgreSQL keeps none: it is
/// refused here, whatever is stored where.
pub(crate) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    if bytes.windows(6).any(|w| w == b"\\u0000")
        && let Ok(value) = serde_json::from_slice(bytes)
        && let Some(place) = nul(&value)
    {
        return Err(FieldError::new(place, "field-nul").into());
    }
    if let Ok(value) = serde_json::from_slice(bytes) {
        return Ok(value);
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    match serde_path_to_error::deserialize::<_, T>(&mut reader) {
        Ok(_) => Err(refused(400, "unreadable")),
        Err(e) if e.inner().is_data() => {
            let path = e.path().to_string().replace(['.', '['], "/").replace(']', "");
            let path = path.trim_start_matches(['/', '?']).to_owned();
            // Serde's own text can quote what was sent; its beginning names what was wrong without it.
            let missing = missing_field(&e.inner().to_string());
            Err(Failure::Bad(vec![match missing {
                Some(name) if path.is_empty() => FieldError::new(name, "field-missing"),
                Some(name) => FieldError::new(format!("{path}/{name}"), "field-missing"),
                None => FieldError::new(path, "field-unfit"),
            }]))
        }
        Err(_) => Err(refused(400, "unreadable")),
    }
}

/// Where the first U+0000 stands, in a text or in a name.
fn nul(value: &Value) -> Option<String> {
    let within = |at: &dyn std::fmt::Display, value: &Value| {
        nul(value).map(|rest| if rest.is_empty() { at.to_string() } else { format!("{at}/{rest}") })
    };
    match value {
        Value::String(text) => text.contains('\0').then(String::new),
        Value::Array(list) => list.iter().enumerate().find_map(|(n, v)| within(&n, v)),
        Value::Object(map) => {
            map.iter().find_map(|(k, v)| if k.contains('\0') { Some(String::new()) } else { within(k, v) })
        }
        _ => None,
    }
}

fn missing_field(text: &str) -> Option<String> {
    let name = text.strip_prefix("missing field `")?;
    name.split_once('`').map(|(name, _)| name.to_owned())
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(bytes) => {
                let mut response = Response::new(Body::from(bytes));
                response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
                response
            }
            Err(e) => Failure::from(e).into_response(),
        }
    }
}

/// A 201 with a JSON body.
pub fn created<T: Serialize>(body: T) -> Response {
    let mut response = Json(body).into_response();
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::CREATED;
    }
    response
}

/// To another page of ours, to be read with GET (303).
#[must_use]
pub fn see(path: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let to = HeaderValue::from_str(path).unwrap_or_else(|_| HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, to);
    response
}

/// The `{names}` of the path. One that does not fit (not an identifier) is a 404: there is no such thing.
#[derive(Clone, Copy, Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        if parts.uri.path().contains("%00") {
            return Err(Failure::not_found());
        }
        let found = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        found.map(|axum::extract::Path(t)| Self(t)).map_err(|_| Failure::not_found())
    }
}

/// The query. One that does not fit is a 400.
#[derive(Clone, Copy, Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        if parts.uri.query().is_some_and(|q| q.contains("%00")) {
            return Err(refused(400, "unreadable"));
        }
        let found = axum::extract::Query::<T>::from_request_parts(parts, state).await;
        found.map(|axum::extract::Query(t)| Self(t)).map_err(|_| refused(400, "unreadable"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[allow(dead_code, reason = "read by the parser")]
    struct Inner {
        lat: f64,
    }
    #[derive(Debug, serde::Deserialize)]
    #[allow(dead_code, reason = "read by the parser")]
    struct Sent {
        name: String,
        places: Vec<Inner>,
    }

    fn pointer(json: &str) -> (String, String) {
        match parse::<Sent>(json.as_bytes()).unwrap_err() {
            Failure::Bad(errors) => (errors[0].pointer(), errors[0].key.to_string()),
            other => (String::new(), other.code().to_owned()),
        }
    }

    #[test]
    fn json_says_where_it_is_wrong_without_quoting_it() {
        assert_eq!(pointer("{"), (String::new(), "unreadable".into()));
        assert_eq!(pointer("{}"), ("/name".into(), "field-missing".into()));
        assert_eq!(pointer(r#"{"name":3,"places":[]}"#), ("/name".into(), "field-unfit".into()));
        assert_eq!(pointer(r#"{"name":"a","places":[{"lat":"x"}]}"#), ("/places/0/lat".into(), "field-unfit".into()));
        assert_eq!(pointer(r#"{"name":"a\u0000b","places":[]}"#), ("/name".into(), "field-nul".into()));
        assert_eq!(
            pointer(r#"{"name":"a","places":[{"lat":1,"\u0000":2}]}"#),
            ("/places/0".into(), "field-nul".into())
        );
        assert_eq!(pointer(r#"{"name":"a\\u0000b","places":[{}]}"#), ("/places/0/lat".into(), "field-missing".into()));
        assert_eq!(pointer(r#"{"name":"a","places":[{}]}"#), ("/places/0/lat".into(), "field-missing".into()));
    }
}
