//! Why something was not sent, or was not answered. The address of a push service or of a hook is a secret, so none of these
//! says more of it than the host.

use std::fmt;

/// An address that may not be called, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refused {
    /// It is not an absolute URL that can be read one way only.
    #[error("not a URL that can be called")]
    Url,
    /// Only `https`; `http` where the operator's settings name that host and port with it.
    #[error("only https may be called")]
    Scheme,
    /// A name or a password before the host.
    #[error("a URL with a user in it")]
    User,
    /// A port that the web does not use for strangers.
    #[error("a port that may not be called")]
    Port,
    /// A host that the operator did not name.
    #[error("a host that the settings do not name")]
    Host,
    /// The host leads into a private, local or special network; or a part of it does.
    #[error("the host has an address that is not public")]
    Private,
    /// A header that belongs to the connection.
    #[error("a header that the caller may not set")]
    Header,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboundError {
    /// The host and port; empty when not even that could be read.
    pub host: String,
    /// What happened.
    pub why: Why,
}

/// What happened instead of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Why {
    /// It may not be called: trying again is of no use while the settings and the DNS are as they are.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The name has no address, or DNS does not answer.
    #[error("the name cannot be resolved")]
    Unresolved,
    /// No connection, or no trusted one.
    #[error("no connection, or not a trusted one")]
    Unreachable,
    /// The connection ended in the middle, or what came was not HTTP.
    #[error("the connection broke")]
    Broken,
    /// The time was over before the answer was whole.
    #[error("no answer in time")]
    Late,
    /// The answer is longer than what is read.
    #[error("the answer is too long")]
    Long,
}

impl OutboundError {
    /// Whether the same call may succeed later.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        !matches!(self.why, Why::Refused(_))
    }
}

impl fmt::Display for OutboundError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.host.is_empty() { write!(f, "{}", self.why) } else { write!(f, "{}: {}", self.host, self.why) }
    }
}

impl std::error::Error for OutboundError {}
