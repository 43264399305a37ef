//! Who is asking: taken from the bearer token or the session cookie, once per request, never from the body.

use std::sync::Arc;

use async_trait::async_trait;
use axum::extract::FromRequestParts;
use http::{HeaderMap, header, request::Parts};
use kernel::{PersonId, SessionId, Staff, Visitor};

use crate::{Failure, Fault, House, cookie, problem};

/// Who a token belongs to. The room that registers people implements it, with a cache.
#[async_trait]
pub trait Sessions: Send + Sync {
    /// The visitor of a token, by the SHA-256 of its text, when it is known without asking the store.
    fn known(&self, token: &[u8; 32]) -> Option<Visitor> {
        let _ = token;
        None
    }
    /// The visitor of a token; [`Visitor::Nobody`] when it is unknown, ended or expired.
    ///
    /// # Errors
    /// [`Fault`] when the store fails.
    async fn visitor(&self, token: [u8; 32]) -> Result<Visitor, Fault>;
    /// The same, as it is in the store now, whatever is remembered: for what lasts longer than a request.
    ///
    /// # Errors
    /// [`Fault`] when the store fails.
    async fn visitor_now(&self, token: [u8; 32]) -> Result<Visitor, Fault> {
        self.visitor(token).await
    }
}

/// Nobody is ever known (for tests of pages that do not care).
#[derive(Clone, Copy, Debug, Default)]
pub struct NoSessions;

#[async_trait]
impl Sessions for NoSessions {
    async fn visitor(&self, _: [u8; 32]) -> Result<Visitor, Fault> {
        Ok(Visitor::Nobody)
    }
}

/// The SHA-256 of a token's text: what is stored and looked up in its place.
#[must_use]
pub fn token_hash(token: &str) -> [u8; 32] {
    sha256(token.as_bytes())
}

pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes);
    digest.as_ref().try_into().unwrap_or([0; 32])
}

/// How a visitor showed who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum By {
    /// Not at all.
    #[default]
    Nothing,
    /// `Authorization: Bearer`.
    Bearer,
    /// The session cookie.
    Cookie,
}

/// The visitor of this request, and how we know.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    /// Who.
    pub visitor: Visitor,
    /// How.
    pub by: By,
    /// The hash of the token.
    pub token: Option<[u8; 32]>,
    /// The largest body that the route takes, in bytes.
    pub(crate) limit: Option<usize>,
}

/// The token of the header `Authorization` (RFC 6750, 2.1); empty, which nobody has, when the header is there and holds none.
#[must_use]
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let text = headers.get(header::AUTHORIZATION)?.to_str().unwrap_or_default();
    Some(match text.split_at_checked(7) {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer ") => token.trim(),
        _ => "",
    })
}

/// Reads the token of a request.
fn token(headers: &HeaderMap, house: &House) -> (By, Option<[u8; 32]>) {
    if let Some(token) = bearer(headers) {
        return (By::Bearer, Some(token_hash(token)));
    }
    match cookie::session(headers, house.config.secure()) {
        Some(token) => (By::Cookie, Some(token_hash(token))),
        None => (By::Nothing, None),
    }
}

/// Finds out who is asking. A bearer token that nobody has is refused; a cookie that has ended is nobody's.
pub(crate) async fn resolve(headers: &HeaderMap, house: &House) -> Result<Caller, Failure> {
    let (by, token) = token(headers, house);
    let Some(hash) = token else { return Ok(Caller::default()) };
    let visitor = match house.sessions.known(&hash) {
        Some(visitor) => visitor,
        None => house.sessions.visitor(hash).await?,
    };
    match (&visitor, by) {
        (Visitor::Nobody, By::Bearer) => Err(problem::refused(401, "token-unknown")),
        (Visitor::Nobody, _) => Ok(Caller::default()),
        _ => Ok(Caller { visitor, by, token, limit: None }),
    }
}

/// Takes the visitor of the request.
///
/// ```
/// # use web::Who;
/// async fn greet(Who(visitor): Who) -> &'static str {
///     if visitor.person().is_some() { "you" } else { "somebody" }
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Who(pub Visitor);

/// Takes the person who asks, and their session; 401 when it is nobody, 403 when it is staff.
#[derive(Clone, Copy, Debug)]
pub struct WhoPerson(pub PersonId, pub SessionId);

/// Takes the operator (or admin) who asks.
#[derive(Clone, Debug)]
pub struct WhoOperator(pub Staff);

/// Takes the member of staff who asks, whatever their role.
#[derive(Clone, Debug)]
pub struct WhoStaff(pub Staff);

fn visitor(parts: &Parts) -> Visitor {
    parts.extensions.get::<Caller>().map(|c| c.visitor.clone()).unwrap_or_default()
}

fn not_them(visitor: &Visitor) -> Failure {
    match visitor {
        Visitor::Nobody => problem::refused(401, "sign-in-first"),
        _ => problem::refused(403, "not-allowed"),
    }
}

impl<S: Sync> FromRequestParts<S> for Who {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        Ok(Self(visitor(parts)))
    }
}
impl<S: Sync> FromRequestParts<S> for WhoPerson {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        match visitor(parts) {
            Visitor::Person { id, session } => Ok(Self(id, session)),
            other => Err(not_them(&other)),
        }
    }
}
impl<S: Sync> FromRequestParts<S> for WhoOperator {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        match visitor(parts) {
            Visitor::Staff(staff) if staff.role.operates() => Ok(Self(staff)),
            other => Err(not_them(&other)),
        }
    }
}
impl<S: Sync> FromRequestParts<S> for WhoStaff {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        match visitor(parts) {
            Visitor::Staff(staff) => Ok(Self(staff)),
            other => Err(not_them(&other)),
        }
    }
}
impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

/// Sessions kept in a list, for tests of rooms.
#[derive(Debug, Default)]
pub struct ListedSessions(std::sync::RwLock<std::collections::HashMap<[u8; 32], Visitor>>);

impl ListedSessions {
    /// An empty list, shared.
    #[must_use]
    pub fn new() -> Arc<Self> {
        Arc::new(Self::default())
    }
    /// From now on, `token` belongs to `visitor`.
    pub fn put(&self, token: &str, visitor: Visitor) {
        self.0.write().unwrap_or_else(std::sync::PoisonError::into_inner).insert(token_hash(token), visitor);
    }
}

#[async_trait]
impl Sessions for ListedSessions {
    async fn visitor(&self, token: [u8; 32]) -> Result<Visitor, Fault> {
        let list = self.0.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        Ok(list.get(&token).cloned().unwrap_or_default())
    }
}
