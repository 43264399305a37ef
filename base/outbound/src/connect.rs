//! The guard: between a URL and a connection there is no other way.

use std::{
    future::Future,
    net::{IpAddr, SocketAddr},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use http::Uri;
use hyper_util::rt::TokioIo;
use tokio::{net::TcpStream, time::timeout};
use tower::Service;

use crate::{Resolver, Why, rules::Rules, target::Target};

/// How many addresses of one host are tried.
const TRIES: usize = 4;

/// Opens connections for the HTTP client: it reads the URL, asks the rules, resolves the name once, checks every address, and
/// connects to one of those very addresses. A name that says something else when it is asked again is not asked again.
#[derive(Clone)]
pub(crate) struct Guard {
    pub rules: Arc<Rules>,
    pub resolver: Arc<dyn Resolver>,
    /// For each address that is tried.
    pub patience: Duration,
}

impl Guard {
    async fn open(self, uri: Uri) -> Result<TokioIo<TcpStream>, Stopped> {
        let target = Target::of(&uri).map_err(Why::from)?;
        let reach = self.rules.reach(&target).map_err(Why::from)?;
        let found = match target.address() {
            Some(address) => vec![address],
            None => self.resolver.addresses(&target.host).await.map_err(|_| Why::Unresolved)?,
        };
        let checked = reach.only(found).map_err(Why::from)?;
        if checked.is_empty() {
            return Err(Stopped(Why::Unresolved));
        }
        self.connect(&checked, target.port).await
    }
    async fn connect(&self, addresses: &[IpAddr], port: u16) -> Result<TokioIo<TcpStream>, Stopped> {
        for address in addresses.iter().take(TRIES) {
            let socket = SocketAddr::new(*address, port);
            if let Ok(Ok(stream)) = timeout(self.patience, TcpStream::connect(socket)).await {
                // Requests are small and written whole: waiting for more would only delay them.
                let _ = stream.set_nodelay(true);
                return Ok(TokioIo::new(stream));
            }
        }
        Err(Stopped(Why::Unreachable))
    }
}

/// What the guard says instead of a connection; it travels inside the HTTP client's error.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error(transparent)]
pub(crate) struct Stopped(#[from] pub Why);

impl Service<Uri> for Guard {
    type Response = TokioIo<TcpStream>;
    type Error = Stopped;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Stopped>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Stopped>> {
        Poll::Ready(Ok(()))
    }
    fn call(&mut self, uri: Uri) -> Self::Future {
        Box::pin(self.clone().open(uri))
    }
}
