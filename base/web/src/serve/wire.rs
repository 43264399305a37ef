//! A connection whose first bytes have been looked at, and of which it is known whether all that was written has left.

use std::{
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, ReadBuf};

/// How HTTP/2 begins (RFC 9113, 3.4).
const PREFACE: &[u8; 24] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// The connection.
pub(super) struct Wire<Io> {
    pub(super) io: Io,
    /// What was read of it already, and where the rest of that begins.
    ahead: [u8; PREFACE.len()],
    from: usize,
    upto: usize,
    /// The last write did not go through.
    pub(super) stuck: Arc<AtomicBool>,
}

impl<Io: AsyncRead + Unpin> Wire<Io> {
    /// Looks at how the connection begins; whether it is HTTP/2.
    pub(super) async fn open(mut io: Io) -> io::Result<(Self, bool)> {
        let (mut ahead, mut upto) = ([0; PREFACE.len()], 0);
        loop {
            let read = io.read(ahead.get_mut(upto..).unwrap_or_default()).await?;
            upto = upto.saturating_add(read);
            let begins = PREFACE.starts_with(ahead.get(..upto).unwrap_or_default());
            if read == 0 || !begins || upto == PREFACE.len() {
                let http2 = begins && upto == PREFACE.len();
                return Ok((Self { io, ahead, from: 0, upto, stuck: Arc::default() }, http2));
            }
        }
    }
}

impl<Io: AsyncRead + Unpin> AsyncRead for Wire<Io> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let left = this.ahead.get(this.from..this.upto).unwrap_or_default();
        if left.is_empty() {
            return Pin::new(&mut this.io).poll_read(cx, buf);
        }
        let some = left.get(..buf.remaining().min(left.len())).unwrap_or_default();
        buf.put_slice(some);
        this.from = this.from.saturating_add(some.len());
        Poll::Ready(Ok(()))
    }
}

impl<Io: AsyncWrite + Unpin> Wire<Io> {
    fn note<T>(&self, written: Poll<T>) -> Poll<T> {
        self.stuck.store(written.is_pending(), Ordering::Relaxed);
        written
    }
}

impl<Io: AsyncWrite + Unpin> AsyncWrite for Wire<Io> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.io).poll_write(cx, bytes);
        self.note(written)
    }
    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.io).poll_write_vectored(cx, slices);
        self.note(written)
    }
    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }
    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}
