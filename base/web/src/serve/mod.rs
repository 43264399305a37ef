//! Serving a router over HTTP/1.1 and HTTP/2, with live streams taken out of the machinery that answers requests: a stream goes on for hours
//! and a server has tens of thousands, so that what each holds is what counts (`docs/adr/0010-streams-are-written-by-hand.md`).

mod connection;
mod deliver;
mod live;
mod replays;
#[cfg(test)]
mod tests;
mod wire;

use std::{io, sync::Arc, time::Duration};

use kernel::Clock;
use tokio::{net::TcpListener, sync::watch};

pub use live::{last_heard, streamed};

use connection::Server;

/// How long to wait when no connection can be accepted, for want of descriptors say.
const NO_MORE: Duration = Duration::from_secs(1);

/// Answers what comes in here until `stop` turns true, and then until everything that was asked is answered.
pub async fn serve(listener: TcpListener, router: axum::Router, clock: Arc<dyn Clock>, stop: watch::Receiver<bool>) {
    let (open, mut all) = watch::channel(());
    let server = Server { router, clock, stop: stop.clone(), open: Arc::new(open) };
    let mut stopped = stop;
    loop {
        let accepted = tokio::select! {
            biased;
            _ = stopped.wait_for(|s| *s) => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((io, peer)) => drop(tokio::spawn(connection::serve(server.clone(), io, peer))),
            // They hung up before they were let in.
            Err(e) if hung_up(e.kind()) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted");
                tokio::time::sleep(NO_MORE).await;
            }
        }
    }
    drop((listener, server));
    // It ends when the last connection has let go of the other end.
    while all.changed().await.is_ok() {}
}

const fn hung_up(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset)
}
