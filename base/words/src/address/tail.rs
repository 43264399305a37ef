//! What follows the number of a house: floor, stair, flat.

use super::lexicon::{FLOORS, SIDES};
use crate::tokens::Tokens;

/// The last token of an address whose street and number end at `last`.
pub fn tail(tokens: &Tokens, last: usize) -> usize {
    let mut end = last;
    let mut at = last + 1;
    let mut number = false;
    while at < last + 12 {
        let Some(token) = tokens.get(at) else { break };
        if !token.gap.chars().all(|c| matches!(c, ' ' | ',' | '.' | '-' | '/' | '(' | '°'))
            || token.gap == " - " && !token.is(FLOORS)
        {
            break;
        }
        let here = token.text.trim_start_matches("ال");
        if token.is(FLOORS) || FLOORS.contains(&here) {
            // "3e étage", "apt 4": the word goes with the number on one of its sides.
            let next = tokens.get(at + 1);
            let value = next.filter(|t| {
                (t.number && t.text.len() <= 4 || one_letter(&t.text))
                    && t.gap.trim_matches([' ', '.', ':', '°']).is_empty()
            });
            let counted = value.is_some_and(|t| t.number)
                && tokens.get(at + 2).is_some_and(|t| t.is(super::lexicon::UNITS) && t.gap == " ");
            if let Some(value) = value.filter(|_| !counted) {
                end = at + 1;
                at += 2;
                if value.number && tokens.get(at).is_some_and(|t| t.joined() && one_letter(&t.text)) {
                    end = at;
                    at += 1;
                }
                number = true;
                continue;
            }
            if number || here != token.text || token.is(SIDES) {
                end = at;
                at += 1;
                continue;
            }
            break;
        }
        if token.number && token.text.len() <= 3 {
            // "3º B", "2e étage", "3. OG", "2ª dcha".
            let mut n = at + 1;
            while tokens.get(n).is_some_and(|t| {
                t.is(&["e", "er", "eme", "ieme", "o", "a", "th", "nd", "rd", "st", "de"]) && t.joined()
            }) {
                n += 1;
            }
            // "4ºD": the sign is a letter when it is folded.
            let door = tokens
                .get(n)
                .is_some_and(|t| t.joined() && t.text.chars().count() == 2 && t.text.starts_with(['o', 'a']));
            if n == at + 1 && door {
                return n;
            }
            let ordinal = n > at + 1;
            let Some(next) = tokens.get(n) else { break };
            let side = next.is(SIDES) || (ordinal && one_letter(&next.text) && (next.upper || tokens.shouts));
            if (next.is(FLOORS) || side) && next.gap.trim_matches([' ', '.', ',']).is_empty() {
                end = n;
                at = n + 1;
                number = true;
                continue;
            }
            break;
        }
        if token.is(SIDES) || (number && one_letter(&token.text) && token.upper) {
            end = at;
            at += 1;
            continue;
        }
        break;
    }
    end
}

fn one_letter(text: &str) -> bool {
    text.chars().count() == 1 && text.chars().all(char::is_alphabetic)
}
