//! Who may be called.

use std::{net::IpAddr, str::FromStr};

use crate::{Refused, address, target, target::Scheme, target::Target};

/// The ports that strangers may name. Others are of no use to a push service or a hook, and would make of us a scanner of
/// somebody's services.
const STRANGERS_PORTS: [u16; 2] = [443, 8443];

/// A host and port that the operator names in the settings: `gateway.example:8443` for `https`, `http://127.0.0.1:13013` for
/// `http` too. It may be in a private network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named(Target);

/// A line of the settings that is not a host and port.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a host and port as in gateway.example:8443 or http://127.0.0.1:13013")]
pub struct NotNamed;

impl FromStr for Named {
    type Err = NotNamed;
    fn from_str(text: &str) -> Result<Self, NotNamed> {
        let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        match target::read(&whole) {
            Ok((uri, target)) if uri.path() == "/" && uri.query().is_none() => Ok(Self(target)),
            _ => Err(NotNamed),
        }
    }
}

impl Named {
    /// The host and port that a URL of the settings leads to.
    ///
    /// # Errors
    /// When it is not a URL that can be called.
    pub fn of_url(url: &str) -> Result<Self, NotNamed> {
        target::read(url).map(|(_, target)| Self(target)).map_err(|_| NotNamed)
    }
}

/// Who may be called by one client.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    /// Whether strangers may say whom to call.
    pub strangers: bool,
    /// What the operator named.
    pub named: Vec<Named>,
}

/// Which addresses of a host may be connected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Those of the public internet, and only when all of the host's are.
    Public,
    /// Those of any one machine.
    Anywhere,
}

impl Rules {
    /// Whether this may be called, and at which addresses.
    pub fn reach(&self, target: &Target) -> Result<Reach, Refused> {
        if self.named.iter().any(|n| n.0 == *target) {
            return Ok(Reach::Anywhere);
        }
        if target.scheme != Scheme::Https {
            return Err(Refused::Scheme);
        }
        if !self.strangers {
            return Err(Refused::Host);
        }
        if STRANGERS_PORTS.contains(&target.port) { Ok(Reach::Public) } else { Err(Refused::Port) }
    }
}

impl Reach {
    /// The addresses of a host that may be connected to.
    ///
    /// # Errors
    /// When one of them may not: a name with one public and one private address is a trick or a mistake.
    pub fn only(self, found: Vec<IpAddr>) -> Result<Vec<IpAddr>, Refused> {
        let good = |a: &IpAddr| match self {
            Self::Public => address::is_public(*a),
            Self::Anywhere => address::is_one_machine(*a),
        };
        if found.iter().all(good) { Ok(found) } else { Err(Refused::Private) }
    }
}
