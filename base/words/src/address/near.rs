//! What stands beside a number, and says whether it is that of a house.

use super::lexicon::{LINES, UNITS};
use crate::tokens::Tokens;

/// The token after a house's number at a place ("12", "12 bis", "12-14", "12b"), if one may stand there.
pub fn number(tokens: &Tokens, at: usize, longest: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    if !token.number || token.text.len() > longest || token.value()? == 0 {
        return None;
    }
    let mut next = at + 1;
    let suffix = tokens.get(next)?;
    if suffix.is(&["bis", "ter", "quater", "quinquies"]) && suffix.gap.trim().is_empty() {
        next += 1;
    } else if suffix.text.chars().count() == 1
        && !suffix.number
        && !matches!(suffix.text.as_str(), "h" | "e" | "r" | "c" | "m")
    {
        // "12b rue", "12 B rue", but "5 a rue" is no number's letter when it is a word of the sentence.
        let letter = suffix.joined() || (suffix.gap == " " && suffix.upper);
        if letter && !tokens.after(next).starts_with('/') {
            next += 1;
        }
    }
    Some(next)
}

/// Where the number at a place begins, with what belongs to it ("12-14"); nothing if what stands before says that it is no house's.
pub fn before_ok(tokens: &Tokens, at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    let Some(before) = at.checked_sub(1).and_then(|b| tokens.get(b)) else { return Some(at) };
    let joins = token.gap.chars().count() == 1 || matches!(token.gap.as_str(), " - " | " / ");
    if before.number && joins {
        return match token.gap.trim() {
            // "12-14 rue", but "le 13/11 rue".
            "-" | "/" if before.text.len() <= 4 => {
                let dated = at
                    .checked_sub(2)
                    .and_then(|b| tokens.get(b))
                    .is_some_and(|t| t.is(&["le", "du", "am", "on", "el", "op", "vom", "del"]));
                let longer =
                    before.gap.ends_with(['/', '-']) && at >= 2 && tokens.get(at - 2).is_some_and(|t| t.number);
                (!dated && !longer).then_some(at - 1)
            }
            ":" | "." | "," => None,
            _ => Some(at),
        };
    }
    // "22h30 rue", "ligne 9, rue", "M9".
    if token.joined() || (before.is(LINES) && token.gap.trim_matches([' ', '.', ':']).is_empty()) {
        return None;
    }
    // "pour 2, rue Oberkampf".
    let counted = before.is(&["pour", "for", "fur", "para", "voor", "a"]) && token.gap == " ";
    if counted && tokens.after(at).starts_with(',') {
        return None;
    }
    Some(at)
}

/// The last token of a house's number that ends an address ("5", "5a", "12-2"); nothing if what follows says that it counts
/// something, or is an hour or a date.
pub fn after_ok(tokens: &Tokens, at: usize) -> Option<usize> {
    let mut last = at;
    let Some(next) = tokens.get(at + 1) else {
        return (!tokens.rest.trim_start().starts_with(['€', '%', '$', '£'])).then_some(at);
    };
    if next.gap.trim_start().starts_with(['€', '%', '$', '£', '+', '²']) {
        return None;
    }
    if next.is(UNITS) && next.gap.chars().all(|c| matches!(c, ' ' | '.' | '-' | '(' | 'x')) {
        // "Hauptstr. 5 m", but "5 B" and "5 H" after a capital.
        return None;
    }
    if next.joined() {
        // "22h30", "11e", "5er".
        if next.is(&["h", "e", "er", "eme", "ème", "ieme", "th", "st", "nd", "rd", "x", "m", "km", "p"]) {
            return None;
        }
        if next.text.chars().count() == 1 {
            last += 1;
        } else if !next.is(&["bis", "ter", "hs"]) {
            return None;
        }
    } else if next.number {
        match next.gap.as_str() {
            ":" | "." | "," => return None,
            "-" | "/" => {
                let years = next.text.len() == 4;
                let third = tokens.get(at + 2).is_some_and(|t| t.number && matches!(t.gap.as_str(), "/" | "-" | "."));
                if years || third {
                    return None;
                }
                last += 1;
                if tokens.get(last + 1).is_some_and(|t| t.is(UNITS) && t.gap == " ") {
                    return None;
                }
            }
            _ => {}
        }
    } else if next.text.chars().count() == 1
        && next.gap == " "
        && next.upper
        && !matches!(next.text.as_str(), "a" | "y" | "i" | "o" | "h" | "e")
    {
        last += 1;
    }
    // "12a-2", "12 B-3".
    if last > at
        && let Some(more) = tokens.get(last + 1)
        && more.number
        && more.gap == "-"
        && more.text.len() <= 3
    {
        last += 1;
    }
    Some(last)
}
