//! A connection to the mail server: opened, encrypted and signed in, so that each step that fails is known by its name.

use std::time::Duration;

use lettre::transport::smtp::{
    Error,
    authentication::{Credentials, Mechanism},
    client::{AsyncSmtpConnection, Certificate, TlsParameters},
    extension::ClientId,
};

use super::settings::{Settings, Unfit, secret};

/// What failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Reaching the server, encrypted where it is so from the first byte.
    Connect,
    /// Encrypting what began in plain.
    Encrypt,
    /// Signing in.
    SignIn,
    /// Who the mail comes from.
    From,
    /// Who it goes to.
    To,
    /// The mail itself.
    Body,
}

/// What failed, and with which code of the server, if it said one. What the server wrote is not kept: it can name people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Trouble {
    pub(crate) stage: Stage,
    pub(crate) code: Option<u16>,
    /// A certificate that is not trusted, or no encryption that both know.
    pub(crate) tls: bool,
    /// Asked for what the server does not offer: encryption, a way to sign in.
    pub(crate) missing: bool,
}

impl Trouble {
    pub(crate) fn of(stage: Stage, error: &Error) -> Self {
        let code = error.status().map(u16::from);
        Self { stage, code, tls: error.is_tls(), missing: error.is_client() }
    }
    /// No answer in time.
    pub(crate) const fn silent(stage: Stage) -> Self {
        Self { stage, code: None, tls: false, missing: false }
    }
}

#[derive(Clone)]
enum Safety {
    Plain,
    Later(TlsParameters),
    First(TlsParameters),
}

/// Where the server is, and how one comes in.
#[derive(Clone)]
pub(crate) struct Server {
    host: String,
    port: u16,
    safety: Safety,
    hello: ClientId,
    login: Option<Credentials>,
    timeout: Duration,
}

/// Hosts that a password may go to in plain: this machine.
fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|a| a.is_loopback())
}

impl Server {
    pub(crate) fn new(settings: &Settings, domain: &str) -> Result<Self, Unfit> {
        let bad = |says: &str| Unfit::new("url", says);
        let url: http::Uri = settings.url.parse().map_err(|_| bad("is no address like smtps://host:465"))?;
        let host = url.host().filter(|h| !h.is_empty()).ok_or_else(|| bad("names no host"))?;
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        if url.authority().is_some_and(|a| a.as_str().contains('@')) {
            return Err(bad("the user goes into `user`, the password into a file"));
        }
        let tls = || -> Result<TlsParameters, Unfit> {
            let mut tls = TlsParameters::builder(host.clone());
            if let Some(path) = &settings.roots_file {
                let wrong = |e: String| Unfit::new("roots_file", format!("{}: {e}", path.display()));
                let pem = std::fs::read(path).map_err(|e| wrong(e.to_string()))?;
                let roots = Certificate::from_pem(&pem).map_err(|_| wrong("holds no certificates (PEM)".to_owned()))?;
                tls = tls.add_root_certificate(roots);
            }
            tls.build_rustls().map_err(|_| bad("cannot be spoken to over TLS"))
        };
        let (port, safety) = match url.scheme_str() {
            Some("smtp") => (25, Safety::Plain),
            Some("smtp+starttls") => (587, Safety::Later(tls()?)),
            Some("smtps") => (465, Safety::First(tls()?)),
            _ => return Err(bad("begins with smtp+starttls://, smtps:// or smtp://")),
        };
        let login = match (settings.user.as_str(), &settings.password_file) {
            ("", None) => None,
            ("", Some(_)) => return Err(Unfit::new("user", "is empty, but there is a password")),
            (_, None) => return Err(Unfit::new("password_file", "is missing, but there is a user")),
            (user, Some(path)) => Some(Credentials::new(user.to_owned(), secret("password_file", path)?)),
        };
        if login.is_some() && matches!(safety, Safety::Plain) && !is_here(&host) {
            return Err(bad("would send the password in plain: smtp+starttls:// or smtps://"));
        }
        let port = url.port_u16().unwrap_or(port);
        let timeout = Duration::from_secs(u64::from(settings.timeout_seconds.clamp(1, 45)));
        Ok(Self { host, port, safety, hello: ClientId::Domain(domain.to_owned()), login, timeout })
    }
    /// How long one mail may take.
    pub(crate) const fn timeout(&self) -> Duration {
        self.timeout
    }
    /// `host:port`.
    pub(crate) fn place(&self) -> String {
        if self.host.contains(':') {
            format!("[{}]:{}", self.host, self.port)
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }
    /// What the connection is like, in words.
    pub(crate) const fn manner(&self) -> &'static str {
        match (&self.safety, &self.login) {
            (Safety::Plain, None) => "in plain",
            (Safety::Plain, Some(_)) => "in plain, signed in",
            (_, None) => "encrypted",
            (_, Some(_)) => "encrypted, signed in",
        }
    }
    /// A connection that is ready for mail.
    pub(crate) async fn connect(&self) -> Result<AsyncSmtpConnection, Trouble> {
        let at = |stage| move |e: Error| Trouble::of(stage, &e);
        let first = match &self.safety {
            Safety::First(tls) => Some(tls.clone()),
            _ => None,
        };
        let to = (self.host.as_str(), self.port);
        let made = AsyncSmtpConnection::connect_tokio1(to, Some(self.timeout), &self.hello, first, None).await;
        let mut connection = made.map_err(at(Stage::Connect))?;
        if let Safety::Later(tls) = &self.safety {
            connection.starttls(tls.clone(), &self.hello).await.map_err(at(Stage::Encrypt))?;
        }
        if let Some(login) = &self.login {
            let ways = [Mechanism::Plain, Mechanism::Login];
            connection.auth(&ways, login).await.map_err(at(Stage::SignIn))?;
        }
        Ok(connection)
    }
}
