//! What is sent, and what comes back.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};

use crate::target;

/// Headers that say how a message travels, or to whom: the connection sets them.
const OF_THE_CONNECTION: [HeaderName; 9] = [
    header::HOST,
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::TRANSFER_ENCODING,
    header::TE,
    header::TRAILER,
    header::UPGRADE,
    header::EXPECT,
    header::PROXY_AUTHORIZATION,
];

/// A request. Its `Debug` shows the host alone.
#[derive(Clone)]
pub struct Call {
    /// The method.
    pub method: Method,
    /// The whole URL. A secret.
    pub url: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Call {
    /// A request without headers and body.
    #[must_use]
    pub fn new(method: Method, url: impl Into<String>) -> Self {
        Self { method, url: url.into(), headers: HeaderMap::new(), body: Bytes::new() }
    }
    /// A GET.
    #[must_use]
    pub fn get(url: impl Into<String>) -> Self {
        Self::new(Method::GET, url)
    }
    /// A POST.
    #[must_use]
    pub fn post(url: impl Into<String>, body: impl Into<Bytes>) -> Self {
        Self { body: body.into(), ..Self::new(Method::POST, url) }
    }
    /// With a header.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }
    /// Whether the caller set only what is the caller's.
    pub(crate) fn is_the_callers(&self) -> bool {
        !OF_THE_CONNECTION.iter().any(|name| self.headers.contains_key(name))
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match target::read(&self.url) {
            Ok((_, target)) => write!(f, "Call({} {target})", self.method),
            Err(why) => write!(f, "Call({} {why})", self.method),
        }
    }
}

/// An answer, whatever its status: also a redirect, which is never followed. Its `Debug` shows neither headers nor body.
#[derive(Clone)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The whole body.
    pub body: Bytes,
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answer({}, {} bytes)", self.status.as_u16(), self.body.len())
    }
}
