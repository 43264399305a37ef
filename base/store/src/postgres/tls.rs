//! The way to the server: its address, and TLS by rustls on aws-lc-rs, as libpq's `sslmode` and `sslrootcert` say it.
//!
//! | `sslmode` | encrypted | the server is |
//! |---|---|---|
//! | `disable` | no | not looked at |
//! | `prefer` (the default) | when the server can, and not over a Unix socket | not looked at |
//! | `require` | yes | not looked at; with `sslrootcert` as `verify-ca` |
//! | `verify-ca` | yes | one whose certificate is signed by an authority of `sslrootcert`, or is in that file |
//! | `verify-full` | yes | the same, and of the host's name |
//!
//! `sslrootcert` is a file in PEM, or `system` (the default): what this machine trusts.

use std::{
    future::Future,
    io,
    pin::Pin,
    str::FromStr,
    sync::Arc,
    task::{Context, Poll},
};

use rustls::{
    ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
    client::{
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
        verify_server_cert_signed_by_trust_anchor, verify_server_name,
    },
    crypto::{CryptoProvider, aws_lc_rs, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject as _},
    server::ParsedCertificate,
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_postgres::{
    Client, Config, Connection, Socket,
    config::SslMode,
    tls::{ChannelBinding, MakeTlsConnect, TlsConnect, TlsStream},
};
use tokio_rustls::TlsConnector;

use crate::StoreError;

/// Where the server is, and how one gets there.
#[derive(Clone)]
pub(super) struct Address {
    pub(super) config: Config,
    tls: Tls,
    says: &'static str,
}

impl Address {
    pub(super) fn of(url: &str) -> Result<Self, StoreError> {
        let (rest, asked) = Asked::take(url)?;
        // What the driver says of a URL that it cannot read may hold the password.
        let mut config =
            Config::from_str(&rest).map_err(|_| StoreError::Fault("the database URL cannot be read".into()))?;
        config.ssl_mode(asked.mode);
        let tls = Tls::new(&asked).map_err(|e| StoreError::Fault(format!("TLS to the database: {e}")))?;
        let says = match (asked.mode, asked.look) {
            (SslMode::Disable, _) => "not encrypted",
            (SslMode::Require, Look::Named) => "encrypted; the server is the one named",
            (SslMode::Require, Look::Signed) => "encrypted; the server is one that is trusted, whatever its name",
            (SslMode::Require, Look::Not) => "encrypted; whose the server is is not looked at",
            _ => "encrypted when the server offers it; whose the server is is not looked at",
        };
        Ok(Self { config, tls, says })
    }
    /// How safe the connection is, in words.
    pub(super) const fn says(&self) -> &'static str {
        self.says
    }
    pub(super) async fn connect(&self) -> Result<(Client, Connection<Socket, Stream>), tokio_postgres::Error> {
        self.config.connect(self.tls.clone()).await
    }
}

/// How closely the server's certificate is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Not,
    Signed,
    Named,
}

/// What a URL asks for, beside what the driver understands.
#[derive(Debug, PartialEq)]
struct Asked {
    mode: SslMode,
    look: Look,
    roots: Option<String>,
}

impl Asked {
    /// Takes `sslmode` and `sslrootcert` out of a URL, or of a list of `key=value`.
    fn take(url: &str) -> Result<(String, Self), StoreError> {
        let (mut mode, mut roots) = (None, None);
        let mut keep = |pair: &&str| {
            match pair.split_once('=') {
                Some(("sslmode", word)) => mode = Some(word.to_owned()),
                Some(("sslrootcert", file)) => roots = Some(decoded(file)),
                _ => return true,
            }
            false
        };
        let rest = if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            match url.split_once('?') {
                Some((before, query)) => {
                    let others: Vec<&str> = query.split('&').filter(&mut keep).collect();
                    if others.is_empty() { before.to_owned() } else { format!("{before}?{}", others.join("&")) }
                }
                None => url.to_owned(),
            }
        } else {
            url.split(' ').filter(&mut keep).collect::<Vec<_>>().join(" ")
        };
        let (mode, look) = match mode.as_deref() {
            Some("disable") => (SslMode::Disable, Look::Not),
            None | Some("allow" | "prefer") => (SslMode::Prefer, Look::Not),
            Some("require") if roots.is_none() => (SslMode::Require, Look::Not),
            Some("require" | "verify-ca") => (SslMode::Require, Look::Signed),
            Some("verify-full") => (SslMode::Require, Look::Named),
            Some(_) => {
                let why = "sslmode is one of disable, prefer, require, verify-ca, verify-full";
                return Err(StoreError::Fault(why.into()));
            }
        };
        Ok((rest, Self { mode, look, roots: roots.filter(|r| r != "system") }))
    }
}

/// `%2F` is a slash.
fn decoded(text: &str) -> String {
    String::from_utf8_lossy(&kernel::percent_decoded(text.as_bytes(), false)).into_owned()
}

/// Makes TLS connections.
#[derive(Clone)]
pub(super) struct Tls(Arc<ClientConfig>);

impl Tls {
    fn new(asked: &Asked) -> Result<Self, String> {
        let mut roots = RootCertStore::empty();
        let mut own = Vec::new();
        match (&asked.roots, asked.look) {
            (_, Look::Not) => {}
            (Some(file), _) => {
                for certificate in CertificateDer::pem_file_iter(file).map_err(|e| format!("{file}: {e}"))? {
                    let certificate = certificate.map_err(|e| format!("{file}: {e}"))?;
                    roots.add(certificate.clone()).map_err(|e| format!("{file}: {e}"))?;
                    own.push(certificate);
                }
                if own.is_empty() {
                    return Err(format!("{file} holds no certificate"));
                }
            }
            (None, _) => drop(roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs)),
        }
        let provider = Arc::new(aws_lc_rs::default_provider());
        let looks = Looks { look: asked.look, roots, own, provider: Arc::clone(&provider) };
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|e| e.to_string())?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(looks))
            .with_no_client_auth();
        Ok(Self(Arc::new(config)))
    }
}

/// Looks at the server's certificate as it was asked to.
#[derive(Debug)]
struct Looks {
    look: Look,
    roots: RootCertStore,
    /// The certificates of the file itself: the server's own may be among them, signed by nobody else.
    own: Vec<CertificateDer<'static>>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Looks {
    fn verify_server_cert(
        &self,
        end: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        _: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if self.look == Look::Not {
            return Ok(ServerCertVerified::assertion());
        }
        let parsed = ParsedCertificate::try_from(end)?;
        if !self.own.contains(end) {
            let algorithms = self.provider.signature_verification_algorithms.all;
            verify_server_cert_signed_by_trust_anchor(&parsed, &self.roots, between, now, algorithms)?;
        }
        if self.look == Look::Named {
            verify_server_name(&parsed, name)?;
        }
        Ok(ServerCertVerified::assertion())
    }
    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }
    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }
    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

impl MakeTlsConnect<Socket> for Tls {
    type Stream = Stream;
    type TlsConnect = Hand;
    type Error = io::Error;
    fn make_tls_connect(&mut self, host: &str) -> io::Result<Hand> {
        Ok(Hand { config: Arc::clone(&self.0), host: host.to_owned() })
    }
}

/// One connection to be made.
pub(super) struct Hand {
    config: Arc<ClientConfig>,
    host: String,
}

impl TlsConnect<Socket> for Hand {
    type Stream = Stream;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<Stream>> + Send>>;
    fn connect(self, socket: Socket) -> Self::Future {
        Box::pin(async move {
            let name = ServerName::try_from(self.host).map_err(io::Error::other)?;
            Ok(Stream(Box::new(TlsConnector::from(self.config).connect(name, socket).await?)))
        })
    }
}

/// A connection over TLS.
pub(super) struct Stream(Box<tokio_rustls::client::TlsStream<Socket>>);

impl TlsStream for Stream {
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}
impl AsyncRead for Stream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.0).poll_read(cx, buf)
    }
}
impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut *self.0).poll_write(cx, buf)
    }
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.0).poll_flush(cx)
    }
    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.0).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_of_tls_is_taken_out_of_the_url() {
        let take = |url: &str| Asked::take(url).map(|(rest, asked)| (rest, asked.mode, asked.look, asked.roots));
        let plain = "postgres://rhizome@db.example/rhizome";
        let bare = |mode, look, roots: Option<&str>| Ok((plain.to_owned(), mode, look, roots.map(str::to_owned)));
        assert_eq!(take(plain), bare(SslMode::Prefer, Look::Not, None));
        assert_eq!(take(&format!("{plain}?sslmode=disable")), bare(SslMode::Disable, Look::Not, None));
        assert_eq!(take(&format!("{plain}?sslmode=require")), bare(SslMode::Require, Look::Not, None));
        let file = "sslrootcert=%2Fetc%2Frhizome%2Fdb.pem";
        let found = take(&format!("{plain}?{file}&sslmode=require"));
        assert_eq!(found, bare(SslMode::Require, Look::Signed, Some("/etc/rhizome/db.pem")));
        let found = take(&format!("{plain}?sslmode=verify-full&sslrootcert=system"));
        assert_eq!(found, bare(SslMode::Require, Look::Named, None));
        let found = take(&format!("{plain}?connect_timeout=3&sslmode=verify-ca&application_name=x")).unwrap();
        assert_eq!((found.0, found.2), (format!("{plain}?connect_timeout=3&application_name=x"), Look::Signed));
        let found = take("host=/run/postgresql sslmode=prefer dbname=rhizome").unwrap();
        assert_eq!((&*found.0, found.1), ("host=/run/postgresql dbname=rhizome", SslMode::Prefer));
        assert!(take(&format!("{plain}?sslmode=sometimes")).is_err());
    }
}
