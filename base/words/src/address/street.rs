//! Streets without their number: coarse places, as people name them.

use std::ops::Range;

use super::{COMPOUND, ENGLISH, KIND_WEAK, NOT_STREETS, STOP, is_kind, name};
use crate::tokens::Tokens;

/// Where a text names streets: byte ranges of it, without numbers of houses, in order.
///
/// ```
/// let text = "2 places au 12 rue de la Roquette, or near Baker Street";
/// let found: Vec<&str> = words::streets(text).into_iter().map(|r| &text[r]).collect();
/// assert_eq!(found, ["rue de la Roquette", "Baker Street"]);
/// ```
#[must_use]
pub fn streets(text: &str) -> Vec<Range<usize>> {
    let tokens = Tokens::of(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.all.len() {
        let Some((first, last)) = named_after_kind(&tokens, at).or_else(|| named_before_kind(&tokens, at)) else {
            at += 1;
            continue;
        };
        if let (Some(start), Some(end)) = (tokens.get(first), tokens.get(last)) {
            found.push(start.span.start..end.span.end);
        }
        at = last + 1;
    }
    found
}

fn named_after_kind(tokens: &Tokens, at: usize) -> Option<(usize, usize)> {
    let kind = tokens.get(at)?;
    if !is_kind(tokens, at) || kind.text.chars().count() < 2 || kind.joined() && at > 0 {
        return None;
    }
    // "2 places pour…", "cours du soir": weak words need a name with a capital.
    let last = name(tokens, at + 1)?;
    let capital = (at + 1..=last).any(|n| tokens.named(n));
    let counted = at > 0 && tokens.get(at - 1).is_some_and(|t| t.number) && kind.is(&["plaza", "pass"]);
    (!counted && (capital || !kind.is(KIND_WEAK)) && !tokens.get(at + 1)?.gap.contains('\n')).then_some((at, last))
}

fn named_before_kind(tokens: &Tokens, at: usize) -> Option<(usize, usize)> {
    let token = tokens.get(at)?;
    let stem = COMPOUND.iter().filter_map(|end| token.text.strip_suffix(end)).any(|stem| stem.chars().count() >= 3);
    if stem && !token.is(NOT_STREETS) && token.upper {
        return Some((at, at));
    }
    // "Baker Street", "Karl-Marx-Straße".
    if !tokens.named(at) || token.is(STOP) {
        return None;
    }
    for last in at + 1..at + 4 {
        let next = tokens.get(last)?;
        if !matches!(next.gap.as_str(), " " | "-" | "'") {
            return None;
        }
        if tokens.named(last) && (next.is(ENGLISH) || next.is(super::STANDALONE)) && next.text.chars().count() > 2 {
            return Some((at, last));
        }
        if !tokens.named(last) || next.is(STOP) {
            return None;
        }
    }
    None
}
