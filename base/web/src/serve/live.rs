//! A stream as an answer.

use std::{
    convert::Infallible,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use axum::{body::Body, response::Response};
use bytes::Bytes;
use futures_util::Stream;
use http::{HeaderMap, HeaderValue, header};
use relay::LiveStream;

/// The stream of an answer, until somebody takes it: whoever serves the connection, or the body.
#[derive(Clone)]
struct Given(Arc<Mutex<Option<LiveStream>>>);

impl Given {
    fn take(&self) -> Option<LiveStream> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// An answer that goes on: `text/event-stream`, kept by nobody on the way.
#[must_use]
pub fn streamed(stream: LiveStream) -> Response {
    let given = Given(Arc::new(Mutex::new(Some(stream))));
    let mut response = Response::new(Body::from_stream(Lazy { given: given.clone(), stream: None }));
    response.extensions_mut().insert(given);
    let head = response.headers_mut();
    head.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    head.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // A proxy that gathers frames would make them late.
    head.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// The event after which a browser that was cut off resumes (`Last-Event-ID`, WHATWG HTML, 9.2.4); nothing when it is no number of ours.
#[must_use]
pub fn last_heard(headers: &HeaderMap) -> Option<i64> {
    headers.get("last-event-id")?.to_str().ok()?.trim().parse().ok()
}

/// Takes the stream out of an answer that is one.
pub(super) fn taken(response: &mut Response) -> Option<LiveStream> {
    response.extensions_mut().remove::<Given>()?.take()
}

/// The stream as a body: it is taken when somebody reads it.
struct Lazy {
    given: Given,
    stream: Option<LiveStream>,
}

impl Stream for Lazy {
    type Item = Result<Bytes, Infallible>;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.stream.is_none() {
            self.stream = self.given.take();
        }
        match &mut self.stream {
            Some(stream) => Pin::new(stream).poll_next(cx),
            None => Poll::Ready(None),
        }
    }
}
