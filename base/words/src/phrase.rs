//! Phrases in a text: words in a row, folded, without regard to what stands between them.

use std::ops::Range;

use crate::Tokens;

/// How many tokens a phrase of this list takes at a place: the longest.
#[must_use]
pub fn at(tokens: &Tokens, at: usize, list: &[&str]) -> Option<usize> {
    list.iter().filter_map(|phrase| one(tokens, at, phrase)).max()
}

fn one(tokens: &Tokens, at: usize, phrase: &str) -> Option<usize> {
    // Most phrases begin with another word.
    if !phrase.starts_with(tokens.get(at)?.text.as_str()) {
        return None;
    }
    let mut n = at;
    for word in phrase.split(' ') {
        let token = tokens.get(n)?;
        if token.text != word || (n > at && token.gap.contains(['.', '!', '?', '\n', ';'])) {
            return None;
        }
        n += 1;
    }
    Some(n - at)
}

/// Every place of a phrase of this list, with its length in tokens.
pub fn all<'a>(tokens: &'a Tokens, list: &'a [&'a str]) -> impl Iterator<Item = (usize, usize)> + 'a {
    (0..tokens.all.len()).filter_map(move |n| Some((n, at(tokens, n, list)?)))
}

/// Where some tokens stand in the text.
#[must_use]
pub fn span(tokens: &Tokens, first: usize, len: usize) -> Range<usize> {
    let start = tokens.get(first).map_or(0, |t| t.span.start);
    let end = tokens.get(first + len.max(1) - 1).map_or(start, |t| t.span.end);
    start..end.max(start)
}

/// Whether a word of the list stands among the `back` tokens before a place, in the same sentence.
#[must_use]
pub fn before(tokens: &Tokens, at: usize, back: usize, list: &[&str]) -> bool {
    let mut n = at;
    for _ in 0..back {
        if n == 0 || tokens.get(n).is_some_and(|t| ends(&t.gap)) {
            return false;
        }
        n -= 1;
        if tokens.get(n).is_some_and(|t| t.is(list)) {
            return true;
        }
    }
    false
}

/// Whether a word of the list stands among the `ahead` tokens behind a place, in the same sentence.
#[must_use]
pub fn behind(tokens: &Tokens, at: usize, ahead: usize, list: &[&str]) -> bool {
    for n in at + 1..=at + ahead {
        let Some(token) = tokens.get(n) else { return false };
        if ends(&token.gap) {
            return false;
        }
        if token.is(list) {
            return true;
        }
    }
    false
}

fn ends(gap: &str) -> bool {
    gap.contains(['.', '!', '?', '\n', ';'])
}
