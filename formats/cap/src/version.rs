//! Versions.

use std::fmt;

/// A version of CAP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// OASIS, March 2004.
    V1_0,
    /// OASIS, October 2005.
    V1_1,
    /// OASIS, July 2010. The one that is written.
    V1_2,
}
impl Version {
    /// All of them.
    pub const ALL: &[Self] = &[Self::V1_0, Self::V1_1, Self::V1_2];
    /// Its namespace (CAP 1.2, 3.2.1).
    #[must_use]
    pub const fn namespace(self) -> &'static str {
        match self {
            Self::V1_0 => "http://www.incident.com/cap/1.0",
            Self::V1_1 => "urn:oasis:names:tc:emergency:cap:1.1",
            Self::V1_2 => "urn:oasis:names:tc:emergency:cap:1.2",
        }
    }
    /// The version of a namespace.
    #[must_use]
    pub fn of(namespace: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|version| version.namespace() == namespace)
    }
}
impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V1_0 => "1.0",
            Self::V1_1 => "1.1",
            Self::V1_2 => "1.2",
        })
    }
}
