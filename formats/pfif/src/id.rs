//! Names of records.

use std::{fmt, str::FromStr};

use crate::Rule;

/// The name of a record: the domain of the repository that it comes from, a slash, and a name that is that repository's own affair
/// (`example.org/person.21`). Two are the same when they have the same bytes.
///
/// ```
/// use pfif::RecordId;
/// let id: RecordId = "example.org/person/21".parse().unwrap();
/// assert_eq!((id.domain(), id.local()), ("example.org", "person/21"));
/// assert!("example.org".parse::<RecordId>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(Box<str>);

impl RecordId {
    /// The longest, in bytes.
    pub const LONGEST: usize = 500;

    /// Who is its authority.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.split_once('/').map_or("", |(domain, _)| domain)
    }
    /// What that repository calls it.
    #[must_use]
    pub fn local(&self) -> &str {
        self.0.split_once('/').map_or("", |(_, local)| local)
    }
    /// The whole.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// Whether it belongs to a domain; upper and lower case do not matter in those.
    #[must_use]
    pub fn is_of(&self, domain: &str) -> bool {
        self.domain().eq_ignore_ascii_case(domain)
    }
    /// Whether it is written as the specification has it: a domain in lower case, ASCII throughout.
    pub(crate) fn is_plain(&self) -> bool {
        self.0.is_ascii() && !self.domain().bytes().any(|b| b.is_ascii_uppercase())
    }
}

impl FromStr for RecordId {
    type Err = Rule;

    /// A domain is labels of 1 to 63 letters, digits and hyphens (hyphens inside), 253 bytes together; what follows the slash has no
    /// white space and no control character in it, and is not empty.
    fn from_str(text: &str) -> Result<Self, Rule> {
        let label = |l: &str| {
            (1..=63).contains(&l.len())
                && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !l.starts_with('-')
                && !l.ends_with('-')
        };
        let sound = text.split_once('/').is_some_and(|(domain, local)| {
            domain.len() <= 253
                && domain.split('.').all(label)
                && !local.is_empty()
                && !local.chars().any(|c| c.is_whitespace() || c.is_control())
                && text.chars().all(crate::xml::may_stand)
        });
        if sound && text.len() <= Self::LONGEST { Ok(Self(text.into())) } else { Err(Rule::RecordId) }
    }
}
impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl fmt::Debug for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordId({})", self.0)
    }
}

impl RecordId {
    /// One that stands where the right one is not known yet.
    pub(crate) fn nobody() -> Self {
        Self("nobody/0".into())
    }
}
