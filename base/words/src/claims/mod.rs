//! What a text claims that may do harm at once: where forces stand, and that somebody is guilty. Words in six languages; no list is
//! whole, so what they find waits for a person or for a time, and nothing is ever deleted because of them.

mod accuse;
mod forces;

pub use accuse::accuses;
pub use forces::tells_of_forces;

use crate::{Token, Tokens};

/// Small words that Arabic writes onto the next one: and, so, with, for, like; and the article.
pub(crate) fn bare(word: &str) -> &str {
    let arabic = |c: char| ('\u{600}'..='\u{6ff}').contains(&c);
    if !word.starts_with(arabic) {
        return word;
    }
    let cut = |w: &'_ str, c: char| w.strip_prefix(c).filter(|rest| rest.chars().count() >= 3).map(str::len);
    let mut at = word;
    for c in ['و', 'ف', 'ب', 'ل', 'ك'] {
        if let Some(len) = cut(at, c) {
            at = at.get(at.len() - len..).unwrap_or(at);
            break;
        }
    }
    at.strip_prefix("ال").filter(|rest| rest.chars().count() >= 3).unwrap_or(at)
}

/// Whether a word is one of a list: whole, or, where the list ends it with `*`, by its beginning.
fn among(token: &Token, list: &[&str]) -> bool {
    if token.number {
        return false;
    }
    let word = bare(&token.text);
    list.iter().any(|known| match known.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == *known || token.text == *known,
    })
}

/// Whether one of a list stands among the words from `from` to before `to`.
fn near(tokens: &Tokens, from: usize, to: usize, list: &[&str]) -> bool {
    tokens.all.iter().take(to).skip(from).any(|t| among(t, list))
}

/// Where each word of a list stands.
fn places_of<'a>(tokens: &'a Tokens, list: &'a [&str]) -> impl Iterator<Item = usize> + 'a {
    tokens.all.iter().enumerate().filter(move |(_, t)| among(t, list)).map(|(at, _)| at)
}
