//! What a URL asks for, read so that it can be read one way only.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    str::FromStr,
};

use http::Uri;

use crate::Refused;

/// The longest URL that is called.
const LONGEST_URL: usize = 8192;

/// Whether it is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// TLS.
    Https,
    /// Nothing.
    Http,
}

/// Where a URL leads: scheme, host (in small letters) and port. Never its path, which may be a secret.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Target {
    /// Whether it is encrypted.
    pub scheme: Scheme,
    /// The name or the address, an IPv6 address without its brackets.
    pub host: String,
    /// The port, named or of the scheme.
    pub port: u16,
}

impl Target {
    /// Where an absolute URL leads.
    ///
    /// # Errors
    /// When it is not one, names another scheme or a user, or has a host that programs read in different ways.
    pub fn of(uri: &Uri) -> Result<Self, Refused> {
        let scheme = match uri.scheme_str() {
            Some("https") => Scheme::Https,
            Some("http") => Scheme::Http,
            Some(_) => return Err(Refused::Scheme),
            None => return Err(Refused::Url),
        };
        let authority = uri.authority().ok_or(Refused::Url)?.as_str();
        if authority.contains('@') {
            return Err(Refused::User);
        }
        let host = host(uri.host().ok_or(Refused::Url)?)?;
        // `host:` and `host:99999` have no port that can be read: they are not the scheme's.
        let named =
            authority.rsplit_once(']').map_or(authority, |(_, rest)| rest).split_once(':').map(|(_, port)| port);
        let port = match (named, scheme) {
            (Some(port), _) => port.parse().map_err(|_| Refused::Url)?,
            (None, Scheme::Https) => 443,
            (None, Scheme::Http) => 80,
        };
        if port == 0 { Err(Refused::Port) } else { Ok(Self { scheme, host, port }) }
    }
    /// The address, when the host is one already.
    #[must_use]
    pub fn address(&self) -> Option<IpAddr> {
        self.host.parse().ok()
    }
}

/// Reads a URL and where it leads.
///
/// # Errors
/// As [`Target::of`]; also when it is too long or has characters that programs disagree about.
pub fn read(url: &str) -> Result<(Uri, Target), Refused> {
    let plain = url.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    if url.len() > LONGEST_URL || !plain {
        return Err(Refused::Url);
    }
    let uri = Uri::from_str(url).map_err(|_| Refused::Url)?;
    let target = Target::of(&uri)?;
    Ok((uri, target))
}

/// A host in small letters: a name of letters, digits, hyphens and underscores, or an address in its one usual form. Forms such
/// as `127.1`, `0x7f000001` or `017700000001` are addresses to some programs and names to others.
fn host(text: &str) -> Result<String, Refused> {
    if let Some(inside) = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
        return inside.parse::<Ipv6Addr>().map(|a| a.to_string()).map_err(|_| Refused::Url);
    }
    let labels: Vec<&str> = text.split('.').collect();
    let good = |label: &&str| {
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    if text.len() > 253 || !labels.iter().all(good) {
        return Err(Refused::Url);
    }
    let last = labels.last().copied().unwrap_or_default();
    let number = last.bytes().all(|b| b.is_ascii_digit()) || last.starts_with("0x") || last.starts_with("0X");
    if number && text.parse::<Ipv4Addr>().is_err() {
        return Err(Refused::Url);
    }
    Ok(text.to_ascii_lowercase())
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.host.contains(':') {
            write!(f, "[{}]:{}", self.host, self.port)
        } else {
            write!(f, "{}:{}", self.host, self.port)
        }
    }
}
