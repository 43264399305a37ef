//! What a door suits, or what is needed, and which languages are spoken.

use words::Tokens;

use super::{
    Intent, Read, Sure,
    lexicon::{
        ACCEPTED, ANIMALS, ANIMALS_ANY, CHILDREN, CHILDREN_NOT, FIRST_AID, LANGUAGES, NIGHT_LONG, NO, OWN, SPEAK,
        SPOKEN, WHEELCHAIR,
    },
    phrase,
};
use crate::model::Suit;

/// Everything that is said to suit, each once.
pub fn read(tokens: &Tokens, intent: Intent) -> Vec<Read<Suit>> {
    let mut found = Vec::new();
    let mut add = |suit, sure, at, len| found.push(Read { value: suit, sure, range: phrase::span(tokens, at, len) });
    let said = |list| phrase::all(tokens, list).find(|(at, len)| !denied(tokens, *at, *len));
    if let Some((at, len)) = said(WHEELCHAIR) {
        add(Suit::Wheelchair, Sure::High, at, len);
    }
    let children = phrase::all(tokens, CHILDREN)
        .find(|(at, len)| !denied(tokens, *at, *len) && !phrase::before(tokens, *at, 3, CHILDREN_NOT));
    if let Some((at, len)) = children {
        add(Suit::Children, Sure::High, at, len);
    }
    // A host's own cat is no welcome for others: of single animals, somebody must say that they may come.
    let animals = phrase::all(tokens, ANIMALS_ANY)
        .find(|(at, len)| !denied(tokens, *at, *len) && !phrase::before(tokens, *at, 1, OWN))
        .map(|found| (found, Sure::High))
        .or_else(|| {
            phrase::all(tokens, ANIMALS)
                .find(|(at, len)| {
                    let welcome =
                        phrase::before(tokens, *at, 3, ACCEPTED) || phrase::behind(tokens, at + len - 1, 3, ACCEPTED);
                    !denied(tokens, *at, *len) && (intent == Intent::Request || welcome)
                })
                .map(|found| (found, Sure::Fair))
        });
    if let Some(((at, len), sure)) = animals {
        add(Suit::Animals, sure, at, len);
    }
    if let Some((at, len)) = said(FIRST_AID) {
        add(Suit::FirstAid, Sure::Fair, at, len);
    }
    if let Some((at, len)) = said(NIGHT_LONG) {
        add(Suit::Night, Sure::Fair, at, len);
    }
    found
}

/// "pas d'enfants", "no pets", "Haustiere leider nicht", "sin mascotas".
fn denied(tokens: &Tokens, at: usize, len: usize) -> bool {
    let last = at + len - 1;
    let after = [1, 2, 3].iter().any(|n| {
        tokens
            .get(last + n)
            .is_some_and(|t| t.is(&["nicht", "niet", "interdit", "interdits", "verboten", "prohibidas"]))
            && phrase::behind(tokens, last, 3, &["nicht", "niet", "interdit", "interdits", "verboten", "prohibidas"])
    });
    phrase::before(tokens, at, 2, NO) || after
}

/// Languages that are said to be spoken, each once.
pub fn langs(tokens: &Tokens) -> Vec<Read<&'static str>> {
    let mut found: Vec<Read<&'static str>> = Vec::new();
    for at in 0..tokens.all.len() {
        let Some((code, _)) = LANGUAGES.iter().find(|(_, names)| {
            // "والفرنسية": "and" is joined to its word.
            tokens
                .get(at)
                .is_some_and(|t| t.is(names) || t.text.strip_prefix('و').is_some_and(|rest| names.contains(&rest)))
        }) else {
            continue;
        };
        let spoken = phrase::before(tokens, at, 6, SPEAK) || phrase::behind(tokens, at, 4, SPOKEN);
        if spoken && !phrase::before(tokens, at, 2, NO) && found.iter().all(|f| f.value != *code) {
            found.push(Read { value: code, sure: Sure::High, range: phrase::span(tokens, at, 1) });
        }
    }
    found
}
