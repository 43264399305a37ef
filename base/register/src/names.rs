//! Names and short lines as people type them: kept as they are written, without what would disturb the page around them.

use std::fmt;

use kernel::{Refusal, Refuse};

/// The most characters of a name.
pub const LONGEST_NAME: usize = 80;
/// Accents that may pile up on one letter; more is drawn over the lines around it.
const MOST_ACCENTS: usize = 4;

/// A name that cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameRefused {
    /// Nothing that can be read.
    #[error("the name is empty")]
    Empty,
    /// More than [`LONGEST_NAME`] characters.
    #[error("the name is too long")]
    TooLong,
}

impl Refuse for NameRefused {
    fn refusal(&self) -> Refusal {
        match self {
            Self::Empty => Refusal::new(422, "name-empty").at("name"),
            Self::TooLong => Refusal::new(422, "name-too-long").at("name").with("longest", 80.0),
        }
    }
}

/// A clean name. Its `Debug` says nothing: names do not go to logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// The name in `typed`: one line, single spaces, no control or direction characters.
    ///
    /// # Errors
    /// [`NameRefused`].
    pub fn clean(typed: &str) -> Result<Self, NameRefused> {
        let name = line(typed);
        if !name.chars().any(char::is_alphanumeric) {
            return Err(NameRefused::Empty);
        }
        if name.chars().count() > LONGEST_NAME {
            return Err(NameRefused::TooLong);
        }
        Ok(Self(name))
    }
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The name, to keep.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Name(…)")
    }
}

/// `typed` on one line: white space collapsed and trimmed, control, direction and invisible characters gone. The joiners that
/// Persian, Indic scripts and emoji need stay inside words. Letters are not recomposed: what is typed is what is shown.
#[must_use]
pub fn line(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len().min(512));
    let (mut space, mut joiner, mut accents) = (false, None, 0);
    for c in typed.chars() {
        if c.is_whitespace() {
            (space, joiner, accents) = (true, None, 0);
        } else if matches!(c, '\u{200c}' | '\u{200d}') {
            joiner = Some(c);
        } else if !unwanted(c) {
            accents = if is_accent(c) { accents + 1 } else { 0 };
            if accents > MOST_ACCENTS {
                continue;
            }
            if space && !out.is_empty() {
                out.push(' ');
            } else if let Some(j) = joiner.filter(|_| !out.is_empty()) {
                out.push(j);
            }
            (space, joiner) = (false, None);
            out.push(c);
        }
    }
    out
}

/// One or two letters for the round beside a name: of the first and of the last word.
#[must_use]
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|w| w.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

/// A first name and an initial of what follows, in any script: "Camille R.".
#[must_use]
pub fn short(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    match words.next_back().and_then(|last| last.chars().find(|c| c.is_alphabetic())) {
        Some(initial) => format!("{first} {}.", initial.to_uppercase()),
        None => first.to_owned(),
    }
}

/// Characters that are not drawn, or that change the direction or the order of what stands around them.
pub(crate) fn unwanted(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffd}' | '\u{e0000}'..='\u{e0fff}' | '\u{e000}'..='\u{f8ff}'
            | '\u{f0000}'..='\u{10ffff}')
}

/// Combining marks that stack (the blocks of Unicode that hold nothing else).
const fn is_accent(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}
