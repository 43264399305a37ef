//! A stream on its way to one reader: frames that wait together are written together, as the chunks that they were made into for everybody.

use std::{
    collections::VecDeque,
    future::Future,
    io::{self, IoSlice, Write},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::{Duration, SystemTime},
};

use axum::response::Response;
use bytes::{Buf, Bytes};
use http::header;
use kernel::Time;
use relay::LiveStream;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    sync::watch,
};

/// The bytes of a stream that are taken from it before some are written.
const AHEAD: usize = 64 * 1024;
/// Chunks written at once.
const SLICES: usize = 16;

/// The head of an answer that is a stream: in chunks, and the last of its connection (RFC 9112, 7.1 and 9.6).
pub(super) fn head(response: &Response, now: Time) -> Vec<u8> {
    let mut head = Vec::with_capacity(512);
    let status = response.status();
    // Nothing fails that is written to memory.
    let _ = write!(head, "HTTP/1.1 {} {}\r\n", status.as_u16(), status.canonical_reason().unwrap_or_default());
    for (name, value) in response.headers() {
        if [header::CONNECTION, header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::DATE].contains(name) {
            continue;
        }
        head.extend_from_slice(name.as_str().as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    let now = SystemTime::UNIX_EPOCH + Duration::from_micros(u64::try_from(now.0).unwrap_or(0));
    let date = httpdate::fmt_http_date(now);
    let _ = write!(head, "date: {date}\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n");
    head
}

/// Writes a stream to its end, or until whoever reads it hangs up.
pub(super) fn deliver<Io>(io: Io, head: Vec<u8>, stream: LiveStream, open: Arc<watch::Sender<()>>) -> Deliver<Io> {
    Deliver { io, stream, ready: Bytes::from(head), more: VecDeque::new(), ended: false, _open: open }
}

/// There is one for each reader: it holds what it must.
pub(super) struct Deliver<Io> {
    io: Io,
    stream: LiveStream,
    /// What is written next, and what after it.
    ready: Bytes,
    more: VecDeque<Bytes>,
    /// The stream is over.
    ended: bool,
    _open: Arc<watch::Sender<()>>,
}

impl<Io: AsyncRead + AsyncWrite + Unpin> Deliver<Io> {
    /// Takes what waits in the stream; whether that is all of it.
    fn take(&mut self, cx: &mut Context<'_>) -> bool {
        let mut waiting = self.ready.len();
        while !self.ended && waiting < AHEAD {
            let next = match self.stream.poll_parcel(cx) {
                Poll::Pending => return true,
                Poll::Ready(Some(parcel)) => parcel.chunk().clone(),
                Poll::Ready(None) => {
                    self.ended = true;
                    Bytes::from_static(b"0\r\n\r\n")
                }
            };
            waiting = waiting.saturating_add(next.len());
            if self.ready.is_empty() { self.ready = next } else { self.more.push_back(next) }
        }
        self.ended
    }
    fn poll_write(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.ready.is_empty() {
            let io = Pin::new(&mut self.io);
            let written = if self.more.is_empty() {
                ready!(io.poll_write(cx, &self.ready))?
            } else {
                let all = std::iter::once(&self.ready).chain(&self.more);
                let slices: Vec<IoSlice<'_>> = all.take(SLICES).map(|b| IoSlice::new(b)).collect();
                ready!(io.poll_write_vectored(cx, &slices))?
            };
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.advance(written);
        }
        Poll::Ready(Ok(()))
    }
    fn advance(&mut self, mut written: usize) {
        loop {
            let some = written.min(self.ready.len());
            self.ready.advance(some);
            written = written.saturating_sub(some);
            if !self.ready.is_empty() {
                return;
            }
            match self.more.pop_front() {
                Some(next) => self.ready = next,
                // Neither the bytes nor the room for them are held by who is idle.
                None => {
                    (self.ready, self.more) = (Bytes::new(), VecDeque::new());
                    return;
                }
            }
        }
    }
    /// Ready when whoever reads has hung up. What they say on a connection that is a stream is of no use to anybody.
    fn poll_hung_up(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let mut room = [0; 64];
        loop {
            let mut read = ReadBuf::new(&mut room);
            match ready!(Pin::new(&mut self.io).poll_read(cx, &mut read)) {
                Ok(()) if !read.filled().is_empty() => {}
                _ => return Poll::Ready(()),
            }
        }
    }
}

impl<Io: AsyncRead + AsyncWrite + Unpin> Future for Deliver<Io> {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        loop {
            let all = this.take(cx);
            match this.poll_write(cx) {
                Poll::Ready(Ok(())) if this.ended => return Pin::new(&mut this.io).poll_shutdown(cx).map(drop),
                Poll::Ready(Ok(())) if all => return this.poll_hung_up(cx),
                Poll::Ready(Ok(())) => {}
                Poll::Ready(Err(_)) => return Poll::Ready(()),
                // Who does not take what is written, and is given up on, is not waited for.
                Poll::Pending if this.poll_hung_up(cx).is_ready() => return Poll::Ready(()),
                Poll::Pending => return this.stream.poll_over(cx),
            }
        }
    }
}
