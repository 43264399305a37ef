//! Where frames wait for one reader.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

use crate::Parcel;

/// Frames that may wait for one reader. Who is slower than that is dropped, comes back and resumes from the store:
/// memory does not grow with slowness.
pub(crate) const WAITING: u32 = 256;

/// Between the task that reads events and a reader. It is small while nothing waits: there are many.
#[derive(Debug)]
pub(crate) struct Seat(Mutex<Inner>);

#[derive(Debug)]
struct Inner {
    first: Option<Parcel>,
    more: Vec<Parcel>,
    frames: u32,
    /// A sign of life is due, and a look at whether the reader may go on.
    beat: bool,
    end: End,
    waker: Option<Waker>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Open,
    /// What waits is still taken.
    Closed,
    /// The same, by whoever can take it: nobody waits for them.
    Slow,
    /// Nothing more is taken.
    Cut,
}

/// What a reader finds.
#[derive(Debug)]
pub(crate) enum Found {
    Parcels(Parcel, Vec<Parcel>),
    Beat,
    End,
}

/// Why a parcel was not taken: the reader is too slow, or over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) slow: bool,
}

impl Seat {
    pub(crate) const fn new() -> Self {
        let inner = Inner { first: None, more: Vec::new(), frames: 0, beat: false, end: End::Open, waker: None };
        Self(Mutex::new(inner))
    }
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// Hands a parcel over. Who has too much before them already is cut off.
    pub(crate) fn push(&self, parcel: &Parcel) -> Result<(), Refused> {
        let mut inner = self.lock();
        if inner.end != End::Open {
            return Err(Refused { slow: false });
        }
        let frames = inner.frames.saturating_add(u32::from(parcel.frames()));
        if frames > WAITING && inner.frames > 0 {
            end(inner, End::Slow);
            return Err(Refused { slow: true });
        }
        inner.frames = frames;
        if inner.first.is_none() {
            inner.first = Some(parcel.clone());
        } else {
            inner.more.push(parcel.clone());
        }
        wake(inner);
        Ok(())
    }
    /// Time for a sign of life.
    pub(crate) fn beat(&self) {
        let mut inner = self.lock();
        inner.beat = true;
        wake(inner);
    }
    /// Ends the stream when what waits has been taken.
    pub(crate) fn close(&self) {
        end(self.lock(), End::Closed);
    }
    /// Ends the stream at once: nothing more is shown.
    pub(crate) fn cut(&self) {
        end(self.lock(), End::Cut);
    }
    /// The reader is gone: nothing is kept for them, and they are forgotten with the next frame or beat.
    pub(crate) fn leave(&self) {
        let mut inner = self.lock();
        (inner.end, inner.waker) = (End::Cut, None);
        (inner.first, inner.more, inner.frames) = (None, Vec::new(), 0);
    }
    /// Ready when nothing more will ever come, or what would come is not waited for.
    pub(crate) fn poll_over(&self, cx: &Context<'_>) -> Poll<()> {
        let mut inner = self.lock();
        let over = match inner.end {
            End::Open => false,
            End::Closed => inner.first.is_none(),
            End::Slow | End::Cut => true,
        };
        if over {
            return Poll::Ready(());
        }
        inner.wait(cx)
    }
    /// What there is for the reader; `frames` says whether they take frames yet.
    pub(crate) fn poll(&self, cx: &Context<'_>, frames: bool) -> Poll<Found> {
        let mut inner = self.lock();
        if inner.end == End::Cut || (inner.end == End::Closed && !frames) {
            return Poll::Ready(Found::End);
        }
        if std::mem::take(&mut inner.beat) {
            return Poll::Ready(Found::Beat);
        }
        if frames && let Some(first) = inner.first.take() {
            inner.frames = 0;
            return Poll::Ready(Found::Parcels(first, std::mem::take(&mut inner.more)));
        }
        // Who catches up and is too slow for what happens meanwhile gets as far as they can.
        if inner.end != End::Open && frames {
            return Poll::Ready(Found::End);
        }
        inner.wait(cx)
    }
}

impl Inner {
    fn wait<T>(&mut self, cx: &Context<'_>) -> Poll<T> {
        if !self.waker.as_ref().is_some_and(|w| w.will_wake(cx.waker())) {
            self.waker = Some(cx.waker().clone());
        }
        Poll::Pending
    }
}

fn end(mut inner: MutexGuard<'_, Inner>, end: End) {
    inner.end = end;
    if end == End::Cut {
        (inner.first, inner.more, inner.frames) = (None, Vec::new(), 0);
    }
    wake(inner);
}

/// Wakes the reader, who may be there before the lock is free otherwise.
fn wake(mut inner: MutexGuard<'_, Inner>) {
    let waker = inner.waker.take();
    drop(inner);
    if let Some(waker) = waker {
        waker.wake();
    }
}
