//! Streams of server-sent events.

use std::{
    convert::Infallible,
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_util::Stream;
use store::StoreError;

use crate::{
    Parcel,
    replay::Replay,
    seat::{Found, Seat},
};

/// Whether whoever reads a stream still may.
pub type Still = Box<dyn Fn() -> Pin<Box<dyn Future<Output = bool> + Send>> + Send>;

type Missed = Pin<Box<dyn Future<Output = Result<Option<(Parcel, Replay)>, StoreError>> + Send>>;

/// How a stream begins.
pub(crate) enum Begin {
    /// With this, and then with what happens.
    Now(Parcel),
    /// With this, and then with what was missed.
    Replay(Parcel, Replay),
}

/// A stream: frames, and a sign of life with each heartbeat. It is small while nothing happens, for there are many.
pub struct LiveStream {
    seat: Arc<Seat>,
    count: Arc<AtomicUsize>,
    first: Option<Parcel>,
    /// What was missed, while there is some.
    missed: Option<Missed>,
    /// What was taken together and has not left yet.
    rest: std::vec::IntoIter<Parcel>,
    still: Option<Box<Looked>>,
    over: bool,
}

/// Somebody who is looked at now and then.
struct Looked {
    still: Still,
    looking: Option<Pin<Box<dyn Future<Output = bool> + Send>>>,
}

impl LiveStream {
    pub(crate) fn new(seat: Arc<Seat>, count: Arc<AtomicUsize>, begin: Begin) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        let (first, missed): (Parcel, Option<Missed>) = match begin {
            Begin::Now(first) => (first, None),
            Begin::Replay(first, replay) => (first, Some(Box::pin(replay.next()))),
        };
        let rest = Vec::new().into_iter();
        Self { seat, count, first: Some(first), missed, rest, still: None, over: false }
    }
    /// The same, as long as this says yes: it is asked with each heartbeat.
    #[must_use]
    pub fn while_still(mut self, still: Still) -> Self {
        self.still = Some(Box::new(Looked { still, looking: None }));
        self
    }
    /// What is next; nothing when the stream is over.
    pub fn poll_parcel(&mut self, cx: &mut Context<'_>) -> Poll<Option<Parcel>> {
        let next = if self.over { None } else { ready!(self.poll_next_parcel(cx)) };
        self.over = next.is_none();
        Poll::Ready(next)
    }
    /// Ready when nothing more will come although not all of it could be written: whoever is too slow is hung up on.
    pub fn poll_over(&self, cx: &mut Context<'_>) -> Poll<()> {
        if self.over { Poll::Ready(()) } else { self.seat.poll_over(cx) }
    }
    fn poll_next_parcel(&mut self, cx: &mut Context<'_>) -> Poll<Option<Parcel>> {
        if let Some(looked) = &mut self.still
            && let Some(looking) = &mut looked.looking
        {
            if !ready!(looking.as_mut().poll(cx)) {
                return Poll::Ready(None);
            }
            looked.looking = None;
            return Poll::Ready(Some(beat()));
        }
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(first));
        }
        if let Some(parcel) = self.rest.next() {
            return Poll::Ready(Some(parcel));
        }
        if let Some(missed) = &mut self.missed
            && let Poll::Ready(next) = missed.as_mut().poll(cx)
        {
            match next {
                Ok(Some((parcel, replay))) => {
                    self.missed = Some(Box::pin(replay.next()));
                    return Poll::Ready(Some(parcel));
                }
                Ok(None) => self.missed = None,
                // What could not be read is not passed over: hang up, and the client comes back with the id of the last frame it has.
                Err(error) => {
                    tracing::warn!(%error, "a stream could not catch up");
                    return Poll::Ready(None);
                }
            }
        }
        match ready!(self.seat.poll(cx, self.missed.is_none())) {
            Found::Parcels(first, more) => {
                self.rest = more.into_iter();
                Poll::Ready(Some(first))
            }
            Found::Beat => match &mut self.still {
                Some(looked) => {
                    looked.looking = Some((looked.still)());
                    self.poll_next_parcel(cx)
                }
                None => Poll::Ready(Some(beat())),
            },
            Found::End => Poll::Ready(None),
        }
    }
}

/// A comment that nobody reads (WHATWG HTML, 9.2.7).
fn beat() -> Parcel {
    Parcel::of(b":\n\n", 0)
}

impl Stream for LiveStream {
    type Item = Result<Bytes, Infallible>;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = ready!(self.poll_parcel(cx));
        Poll::Ready(next.map(|parcel| Ok(parcel.content())))
    }
}

impl Drop for LiveStream {
    fn drop(&mut self) {
        self.seat.leave();
        self.count.fetch_sub(1, Ordering::Relaxed);
    }
}

impl std::fmt::Debug for LiveStream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LiveStream").field("over", &self.over).finish_non_exhaustive()
    }
}
