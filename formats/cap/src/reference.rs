//! How messages name one another, and lists of names.

use std::fmt;

use crate::{Alert, Rule, Time, time::Loose, xml::is_white};

/// The name of a message: who sent it, how it is called, and when it was sent (CAP 1.2, 3.2.1, references).
///
/// ```
/// let text = "alerts@example.org,2015-7,2015-11-13T22:20:00+01:00";
/// let reference: cap::Reference = text.parse().unwrap();
/// assert_eq!((reference.identifier.as_str(), reference.to_string().as_str()), ("2015-7", text));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// Who sent it.
    pub sender: String,
    /// How it is called.
    pub identifier: String,
    /// When it was sent.
    pub sent: Time,
}
impl Reference {
    /// Whether it is the name of a message. An instant may be written with another offset.
    #[must_use]
    pub fn names(&self, alert: &Alert) -> bool {
        self.is_same(&alert.reference())
    }
    /// Whether it names the same message as another. An instant may be written with another offset.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.sender == other.sender && self.identifier == other.identifier && self.sent.unix() == other.sent.unix()
    }
    /// Reads one, of which the time may be written as it was before 1.2.
    pub(crate) fn parse_loosely(text: &str) -> Option<(Self, Loose)> {
        let mut parts = text.split(',');
        let (sender, identifier, sent) = (parts.next()?, parts.next()?, parts.next()?);
        let sound = is_name(sender) && is_name(identifier) && parts.next().is_none();
        let sent = Time::parse_loosely(sent).filter(|_| sound)?;
        Some((Self { sender: sender.to_owned(), identifier: identifier.to_owned(), sent: sent.time }, sent))
    }
}
impl std::str::FromStr for Reference {
    type Err = Rule;

    fn from_str(text: &str) -> Result<Self, Rule> {
        let found = Self::parse_loosely(text).filter(|(_, sent)| !sent.zulu && !sent.fraction);
        found.map(|(reference, _)| reference).ok_or(Rule::References)
    }
}
impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{},{}", self.sender, self.identifier, self.sent)
    }
}

/// Whether it can be an identifier or a sender (CAP 1.2, 3.2.1): no white space, of Unicode's either, no comma, `<` or `&`.
pub(crate) fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | '<' | '&'))
}

/// The words of a list; those with white space in them stand between quotation marks (CAP 1.2, 3.2.1, addresses and incidents). Nothing
/// when the marks do not match.
pub(crate) fn words(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut rest = text.trim_start_matches(is_white);
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => rest.split_at(rest.find(is_white).unwrap_or(rest.len())),
        };
        if word.contains('"') || !(after.is_empty() || after.starts_with(is_white)) {
            return None;
        }
        words.extend((!word.is_empty()).then(|| word.to_owned()));
        rest = after.trim_start_matches(is_white);
    }
    Some(words)
}

/// The reverse, of words without quotation marks.
pub(crate) fn list(words: &[String]) -> String {
    let quoted = |word: &String| if word.contains(is_white) { format!("\"{word}\"") } else { word.clone() };
    words.iter().filter(|word| !word.is_empty()).map(quoted).collect::<Vec<_>>().join(" ")
}
