//! Atom feeds with PFIF inside (RFC 4287).

use crate::Time;

/// The namespace of Atom.
pub const ATOM_NAMESPACE: &str = "http://www.w3.org/2005/Atom";

/// What a feed says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// Its name for ever: an address, usually the same as `url`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// More about it.
    pub subtitle: String,
    /// When something in it last changed. One that is read is kept only if it is in UTC.
    pub updated: Option<Time>,
    /// Where it is (`link rel="self"`).
    pub url: String,
}

impl Feed {
    /// Takes in what an element of a feed says.
    pub(crate) fn take(&mut self, name: &str, text: String, href: Option<String>) {
        match (name, href) {
            ("id", _) => self.id = text,
            ("title", _) => self.title = text,
            ("subtitle", _) => self.subtitle = text,
            ("updated", _) => self.updated = Time::parse_with_fraction(&text).map(|(t, _)| t),
            ("link", Some(href)) => self.url = href,
            _ => {}
        }
    }
}
