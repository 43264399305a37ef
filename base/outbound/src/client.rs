//! The client.

use std::{error::Error, fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{Request, Uri, header, header::HeaderValue};
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper_rustls::HttpsConnector;
use hyper_util::{
    client::legacy,
    rt::{TokioExecutor, TokioTimer},
};
use tokio::time::timeout;

use crate::{
    Answer, Call, Named, OutboundError, Refused, Resolver, Settings, Why,
    connect::{Guard, Stopped},
    rules::Rules,
    target::{self, Target},
    tls::{self, TlsError},
};

/// What we say we are.
const AGENT: HeaderValue = HeaderValue::from_static("rhizome");

/// Calls other servers. Clones share their connections.
#[derive(Clone)]
pub struct Outbound {
    rules: Arc<Rules>,
    client: legacy::Client<HttpsConnector<Guard>, Full<Bytes>>,
    patience: Duration,
    longest: usize,
}

impl Outbound {
    /// For addresses that strangers gave (push services, hooks): public ones by `https`, and what the settings allow besides.
    ///
    /// # Errors
    /// When the extra certificates of the settings cannot be read.
    pub fn public(settings: &Settings, resolver: Arc<dyn Resolver>) -> Result<Self, TlsError> {
        Self::with(Rules { strangers: true, named: settings.allow_private.clone() }, settings, resolver)
    }
    /// For gateways that the operator configured: those alone, wherever they are.
    ///
    /// # Errors
    /// When the extra certificates of the settings cannot be read.
    pub fn configured(
        gateways: Vec<Named>,
        settings: &Settings,
        resolver: Arc<dyn Resolver>,
    ) -> Result<Self, TlsError> {
        Self::with(Rules { strangers: false, named: gateways }, settings, resolver)
    }
    fn with(rules: Rules, settings: &Settings, resolver: Arc<dyn Resolver>) -> Result<Self, TlsError> {
        let rules = Arc::new(rules);
        let guard = Guard { rules: rules.clone(), resolver, patience: settings.connect_patience };
        let connector = hyper_rustls::HttpsConnectorBuilder::new()
            .with_tls_config(tls::config(settings)?)
            // Whether `http` is allowed is for the guard to say: it depends on the host.
            .https_or_http()
            .enable_all_versions()
            .wrap_connector(guard);
        let client = legacy::Client::builder(TokioExecutor::new())
            .timer(TokioTimer::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(Duration::from_secs(30))
            .pool_max_idle_per_host(settings.idle_connections)
            .http1_max_buf_size(32 * 1024)
            .http2_max_header_list_size(16 * 1024)
            .http2_keep_alive_interval(Duration::from_secs(20))
            .build(connector);
        Ok(Self { rules, client, patience: settings.patience, longest: settings.longest_answer })
    }

    /// Whether this URL may be called, as far as one can say without resolving its name: for forms and for what subscribes.
    ///
    /// # Errors
    /// Why it may not.
    pub fn allows(&self, url: &str) -> Result<(), Refused> {
        read(&self.rules, url).map(|_| ()).map_err(|(_, why)| why)
    }
    /// Sends a request and gives the whole answer. Redirects are answers: they are not followed.
    ///
    /// # Errors
    /// When it may not be sent, or there is no whole answer in time and size.
    pub async fn send(&self, call: Call) -> Result<Answer, OutboundError> {
        let (uri, target) =
            read(&self.rules, &call.url).map_err(|(host, why)| OutboundError { host, why: Why::Refused(why) })?;
        let host = target.to_string();
        match timeout(self.patience, self.exchange(uri, call)).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(why)) => Err(OutboundError { host, why }),
            Err(_) => Err(OutboundError { host, why: Why::Late }),
        }
    }
    async fn exchange(&self, uri: Uri, call: Call) -> Result<Answer, Why> {
        if !call.is_the_callers() {
            return Err(Refused::Header.into());
        }
        let mut request = Request::new(Full::new(call.body));
        *request.method_mut() = call.method;
        *request.uri_mut() = uri;
        *request.headers_mut() = call.headers;
        request.headers_mut().entry(header::USER_AGENT).or_insert(AGENT);
        let (head, body) = self.client.request(request).await.map_err(|e| why(&e))?.into_parts();
        let body = Limited::new(body, self.longest).collect().await.map_err(|e| match e.is::<LengthLimitError>() {
            true => Why::Long,
            false => Why::Broken,
        })?;
        Ok(Answer { status: head.status, headers: head.headers, body: body.to_bytes() })
    }
}

/// Reads a URL, and whether these rules let it be called.
pub(crate) fn read(rules: &Rules, url: &str) -> Result<(Uri, Target), (String, Refused)> {
    let (uri, target) = target::read(url).map_err(|why| (String::new(), why))?;
    let checked = rules.reach(&target).and_then(|reach| reach.only(target.address().into_iter().collect()));
    checked.map_err(|why| (target.to_string(), why))?;
    Ok((uri, target))
}

/// What the guard said, when it was the guard; else whether there was a connection.
fn why(error: &legacy::Error) -> Why {
    let mut inner: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(e) = inner {
        if let Some(Stopped(why)) = e.downcast_ref() {
            return *why;
        }
        inner = e.source();
    }
    if error.is_connect() { Why::Unreachable } else { Why::Broken }
}

impl fmt::Debug for Outbound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Outbound({})", if self.rules.strangers { "public" } else { "configured" })
    }
}
