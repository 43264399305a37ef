//! One connection: requests and answers, until one of them is a stream.

use std::{
    convert::Infallible,
    future::{Future, pending, poll_fn},
    net::SocketAddr,
    pin::{Pin, pin},
    sync::{Arc, Mutex, PoisonError, atomic::Ordering},
    task::Poll,
};

use axum::{body::Body, extract::ConnectInfo, response::Response};
use http::{Method, Request, Version};
use hyper::{
    body::Incoming,
    server::conn::{http1, http2},
    service::service_fn,
};
use hyper_util::rt::{TokioExecutor, TokioIo};
use kernel::Clock;
use relay::LiveStream;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    sync::watch,
};
use tower::Service;

use super::{deliver, live, wire::Wire};

/// What every connection needs.
#[derive(Clone)]
pub(super) struct Server {
    pub(super) router: axum::Router,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) stop: watch::Receiver<bool>,
    /// Held as long as the connection is open.
    pub(super) open: Arc<watch::Sender<()>>,
}

/// The head of an answer and the stream that follows it, laid down for whoever holds the connection.
type Desk = Arc<Mutex<Option<(Vec<u8>, LiveStream)>>>;

/// Serves a connection to its end.
pub(super) async fn serve<Io>(server: Server, io: Io, peer: SocketAddr)
where
    Io: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let Ok((wire, http2)) = Wire::open(io).await else { return };
    if http2 {
        return serve_http2(server, wire, peer).await;
    }
    let open = Arc::clone(&server.open);
    if let Some((io, head, stream)) = serve_http1(server, wire, peer).await {
        // In a task of its own, which holds nothing of what the requests needed.
        drop(tokio::spawn(deliver::deliver(io, head, stream, open)));
    }
}

/// Serves requests until the connection ends, or an answer is a stream: then the connection, the head of that answer and the stream.
async fn serve_http1<Io>(server: Server, wire: Wire<Io>, peer: SocketAddr) -> Option<(Io, Vec<u8>, LiveStream)>
where
    Io: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let desk = Desk::default();
    let stuck = Arc::clone(&wire.stuck);
    let service = service_fn(|request: Request<Incoming>| {
        // Older readers know no chunks.
        let may_stream = request.version() == Version::HTTP_11 && request.method() == Method::GET;
        let (answer, desk, clock) = (ask(&server.router, request, peer), Arc::clone(&desk), Arc::clone(&server.clock));
        async move {
            let mut response = answer.await;
            if may_stream && let Some(stream) = live::taken(&mut response) {
                let head = deliver::head(&response, clock.now());
                *desk.lock().unwrap_or_else(PoisonError::into_inner) = Some((head, stream));
                // The connection is taken away from here.
                pending::<()>().await;
            }
            Ok::<_, Infallible>(response)
        }
    });
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(wire), service);
    let mut stop = server.stop.clone();
    let mut stopped = pin!(async move { drop(stop.wait_for(|s| *s).await) });
    let mut stopping = false;
    let streams = poll_fn(|cx| {
        if !stopping && stopped.as_mut().poll(cx).is_ready() {
            stopping = true;
            Pin::new(&mut connection).graceful_shutdown();
        }
        if let Poll::Ready(ended) = Pin::new(&mut connection).poll(cx) {
            if let Err(error) = ended {
                tracing::trace!(%error, "a connection");
            }
            return Poll::Ready(false);
        }
        // Answers to what was asked before on this connection leave first.
        let laid = desk.lock().unwrap_or_else(PoisonError::into_inner).is_some();
        if laid && !stuck.load(Ordering::Relaxed) { Poll::Ready(true) } else { Poll::Pending }
    });
    if !streams.await {
        return None;
    }
    let io = connection.into_parts().io.into_inner().io;
    let (head, stream) = desk.lock().unwrap_or_else(PoisonError::into_inner).take()?;
    Some((io, head, stream))
}

async fn serve_http2<Io>(server: Server, wire: Wire<Io>, peer: SocketAddr)
where
    Io: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(|request: Request<Incoming>| {
        let answer = ask(&server.router, request, peer);
        async move { Ok::<_, Infallible>(answer.await) }
    });
    let builder = http2::Builder::new(TokioExecutor::new());
    let mut connection = pin!(builder.serve_connection(TokioIo::new(wire), service));
    let mut stop = server.stop.clone();
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = stop.wait_for(|s| *s) => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}

fn ask(
    router: &axum::Router,
    request: Request<Incoming>,
    peer: SocketAddr,
) -> impl Future<Output = Response> + Send + 'static + use<> {
    let mut request = request.map(Body::new);
    // Who calls is known by address where a hook is open to addresses.
    request.extensions_mut().insert(ConnectInfo(peer));
    let answer = router.clone().call(request);
    async move { answer.await.unwrap_or_else(|never| match never {}) }
}
