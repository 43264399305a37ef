//! Institutions.

use kernel::{AuthorityId, OperatorId, Time};
use register::institutions::Link;
pub use register::institutions::Standing;

/// How an institution proves that it is who its domain belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// A TXT record of its domain.
    Record,
    /// A file on its web site.
    File,
    /// Another institution vouches for it.
    Delegated,
}

impl Means {
    /// Its number in the store.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Record => 1,
            Self::File => 2,
            Self::Delegated => 3,
        }
    }
    /// The means of a number.
    #[must_use]
    pub const fn of_number(n: i64) -> Option<Self> {
        match n {
            1 => Some(Self::Record),
            2 => Some(Self::File),
            3 => Some(Self::Delegated),
            _ => None,
        }
    }
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::File => "file",
            Self::Delegated => "delegated",
        }
    }
}

/// An institution as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// Its id.
    pub id: AuthorityId,
    /// Guards every change.
    pub version: i64,
    /// Its domain: how it is shown.
    pub domain: String,
    /// Its name: those who are accredited for it speak for it.
    pub name: String,
    /// What is to be published on its domain.
    pub token: String,
    /// How it was proven.
    pub means: Option<Means>,
    /// Who vouches for it.
    pub delegator: Option<AuthorityId>,
    /// Since when it is proven.
    pub proven: Option<Time>,
    /// When the proof was last looked for.
    pub checked: Option<Time>,
    /// Since when the proof is not there any more.
    pub lost: Option<Time>,
    /// When an admin took it away.
    pub ended: Option<Time>,
    /// Its certificates or public keys, in PEM.
    pub pins: String,
    /// The senders of CAP messages that these keys speak for.
    pub senders: Vec<String>,
    /// Who said which of these keys, by its fingerprint; nobody said what was said at the console of the server.
    pub pinned_by: Vec<(String, OperatorId)>,
}

impl Authority {
    /// What is known of its proof.
    #[must_use]
    pub fn link(&self) -> Link {
        Link {
            id: self.id,
            domain: self.domain.clone(),
            name: self.name.clone(),
            through: self.delegator.filter(|_| self.means == Some(Means::Delegated)),
            proven: self.proven.filter(|_| self.means.is_some()),
            lost: self.lost,
            ended: self.ended,
        }
    }
}

/// A member of staff who speaks, and for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Who.
    pub id: OperatorId,
    /// Their name.
    pub name: String,
    /// Whether they run incidents here: they speak for this server too.
    pub operates: bool,
    /// The institution that they are accredited for.
    pub institution: Option<String>,
}

impl Speaker {
    /// Whether they speak for this institution, or for this server when it is none.
    #[must_use]
    pub fn speaks_for(&self, whom: Option<&Authority>) -> bool {
        match whom {
            None => self.operates,
            Some(a) => self.institution.as_deref() == Some(&a.name),
        }
    }
    /// Whether they may be the second to say yes, and may correct and cancel.
    #[must_use]
    pub fn answers_for(&self, whom: Option<&Authority>) -> bool {
        self.operates || self.speaks_for(whom)
    }
}
