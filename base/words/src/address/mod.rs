//! Streets with a number, as they are written in each language, flats and buildings.
//!
//! A street without a number is a coarse place, and stays.

// A list of words is read across, not down.
#[rustfmt::skip]
mod lexicon;
mod near;
mod street;
mod tail;

use std::ops::Range;

use crate::{fold::Folded, tokens::Tokens};

use lexicon::{
    COMPOUND, CONNECTORS, DWELLING, ENGLISH, ENGLISH_WEAK, GERMAN_AT, KIND, KIND_WEAK, MONTHS, NOT_STREETS, STANDALONE,
    STOP,
};
use near::{after_ok, before_ok, number};
use tail::tail;

pub use street::streets;

/// The most words of a street's name.
const LONGEST_NAME: usize = 7;

/// Where addresses stand.
pub fn find(folded: &Folded) -> Vec<Range<usize>> {
    let tokens = Tokens::cut(folded);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < tokens.all.len() {
        let hit = number_first(&tokens, at)
            .or_else(|| english(&tokens, at))
            .or_else(|| kind_first(&tokens, at))
            .or_else(|| compound(&tokens, at))
            .or_else(|| at_the(&tokens, at))
            .or_else(|| dwelling(&tokens, at));
        let Some((first, last)) = hit else {
            at += 1;
            continue;
        };
        let last = tail(&tokens, last);
        if let (Some(start), Some(end)) = (tokens.get(first), tokens.get(last)) {
            found.push(start.at.start..end.at.end);
        }
        at = last + 1;
    }
    found
}

/// Where an address begins and ends, as tokens.
type Hit = Option<(usize, usize)>;

/// A street's kind at a place, with the prefixes of Arabic ("بشارع").
fn is_kind(tokens: &Tokens, at: usize) -> bool {
    tokens.get(at).is_some_and(|t| {
        let bare = ["بال", "وال", "ال", "ب", "ل"].iter().find_map(|p| t.text.strip_prefix(p)).unwrap_or(&t.text);
        t.is(KIND) || t.is(KIND_WEAK) || (!t.number && bare.len() > 4 && KIND.contains(&bare))
    })
}

/// "12 bis rue de la Roquette", "١٢ شارع الحمرا".
fn number_first(tokens: &Tokens, at: usize) -> Hit {
    let after = number(tokens, at, 4)?;
    let kind = tokens.get(after)?;
    if !is_kind(tokens, after) || !kind.gap.chars().all(|c| matches!(c, ' ' | ',' | '.' | '\n' | '-' | 'o' | '°')) {
        return None;
    }
    let first = before_ok(tokens, at)?;
    let last = name(tokens, after + 1)?;
    if kind.is(KIND_WEAK) {
        // "2 place de libre", "10 places", "3 cours".
        let next = tokens.get(after + 1)?;
        let of = next.is(&["de", "du", "des", "d", "saint", "st", "sainte"]);
        let free = tokens.get(after + 2).is_some_and(|t| {
            t.is(&["libre", "libres", "dispo", "lit", "parking", "voiture", "couchage", "plus", "chez"])
        });
        if free || !(of || tokens.named(after + 1)) {
            return None;
        }
    }
    Some((first, last))
}

/// The last word of the name of a street that begins at a place.
fn name(tokens: &Tokens, from: usize) -> Option<usize> {
    let mut last = None;
    let mut at = from;
    while at < from + LONGEST_NAME {
        let Some(token) = tokens.get(at) else { break };
        // "Av. Foch", "rue J.-P. Timbaud".
        let dotted = at == from || tokens.get(at - 1).is_some_and(|t| t.text.chars().count() <= 3);
        let near = token.gap.chars().all(|c| matches!(c, ' ' | '-' | '\''))
            || (dotted && token.gap.trim() == ".")
            || (dotted && token.gap.trim() == ".-");
        if !near || token.gap.contains('\u{1}') || token.gap == " - " {
            break;
        }
        if token.number {
            // "rue du 4 Septembre", "place du 8 mai 1945".
            let Some(month) = tokens
                .get(at + 1)
                .filter(|t| t.is(MONTHS))
                .map(|_| at + 1)
                .or_else(|| tokens.get(at + 2).filter(|t| t.is(MONTHS)).map(|_| at + 2))
            else {
                break;
            };
            let year = tokens.get(month + 1).filter(|t| t.number && t.text.len() == 4).map(|_| month + 1);
            return Some(year.unwrap_or(month));
        }
        let hyphen = !token.gap.contains(' ');
        if token.is(STOP) && !(hyphen && last.is_some()) {
            break;
        }
        if token.is(CONNECTORS) {
            at += 1;
            continue;
        }
        let arabic = token.text.chars().any(|c| ('\u{600}'..'\u{700}').contains(&c));
        let more =
            tokens.named(at) || (hyphen && token.gap != ".") || lexicon_title(tokens, at) || (arabic && at < from + 3);
        if last.is_some() && !more && !lexicon_title(tokens, at.saturating_sub(1)) {
            break;
        }
        // Behind a connector a small letter is another phrase: "12 rue Oberkampf au fond".
        if last.is_some()
            && at > 0
            && tokens.get(at - 1).is_some_and(|t| t.is(CONNECTORS))
            && !tokens.named(at)
            && !arabic
            && !hyphen
            && !lexicon_title(tokens, at.saturating_sub(2))
        {
            break;
        }
        last = Some(at);
        at += 1;
    }
    last
}

/// Whether the word at a place begins a longer name even in small letters: "jean jaures", "faubourg du temple".
fn lexicon_title(tokens: &Tokens, at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.is(lexicon::TITLES))
}

/// "221B Baker Street", "Flat 3, 12 St Mary's Road".
fn english(tokens: &Tokens, at: usize) -> Hit {
    let from = number(tokens, at, 5)?;
    let mut named = true;
    for kind in from + 1..from + 6 {
        let token = tokens.get(kind)?;
        let before = tokens.get(kind - 1)?;
        let dotted = before.is(&["st", "mt", "dr"]) && before.gap.trim().is_empty();
        if before.number && !token.is(&["st", "nd", "rd", "th"]) {
            return None;
        }
        let gap = if kind - 1 == from { before.gap.trim_matches(',') } else { &before.gap };
        if before.is(STOP) || !gap.chars().all(|c| matches!(c, ' ' | '\'' | '-')) {
            return None;
        }
        named &= tokens.named(kind - 1)
            || before.joined()
            || before.gap == "'"
            || before.number
            || (kind - 1 > from && before.is(&["of", "the", "and"]));
        if !(token.gap.chars().all(|c| c == ' ' || c == '\'') || (dotted && token.gap.trim() == ".")) {
            continue;
        }
        let strong = token.is(ENGLISH) && (named || kind == from + 1) && !token.joined();
        let weak = token.is(ENGLISH_WEAK) && named && tokens.named(kind);
        if strong || weak {
            let first = before_ok(tokens, at)?;
            return Some((flat_before(tokens, first), kind));
        }
    }
    None
}

/// "Flat 3, 12 Baker Street": where the flat begins.
fn flat_before(tokens: &Tokens, at: usize) -> usize {
    let is_flat =
        |n: usize| tokens.get(n).is_some_and(|t| t.is(&["flat", "apt", "apartment", "unit", "suite", "room"]));
    let near = tokens.get(at).is_some_and(|t| t.gap.trim_matches([' ', ',']).is_empty());
    [2, 3].iter().filter_map(|n| at.checked_sub(*n)).find(|n| near && is_flat(*n)).unwrap_or(at)
}

/// "Calle Mayor 12", "Rue Neuve 16", "شارع الحمرا رقم 12", "Laan van Meerdervoort 70", "Straße des 17. Juni 135".
fn kind_first(tokens: &Tokens, at: usize) -> Hit {
    // "C/ Alcalá", "C. Toledo".
    let short = tokens.get(at)?.text == "c" && tokens.get(at + 1)?.gap.starts_with(['/', '.']);
    if !(short || is_kind(tokens, at)) {
        return None;
    }
    let kind = tokens.get(at)?;
    let mut names = 0;
    let mut n = at + 1;
    while n < at + 9 {
        let token = tokens.get(n)?;
        let first = n == at + 1;
        let short = tokens.get(n - 1)?.text.chars().count() <= 4;
        let near = token.gap.chars().all(|c| matches!(c, ' ' | '-' | '\'' | '/' | '.'))
            && !token.gap.contains(['\n', '\u{1}']);
        if token.number {
            if tokens.get(n + 1).is_some_and(|t| t.is(MONTHS))
                || tokens.get(n + 2).is_some_and(|t| t.is(&["mayo", "juni"]))
            {
                let of = usize::from(!tokens.get(n + 1)?.is(MONTHS));
                names += 1;
                n += 2 + of;
                continue;
            }
            let gap = token.gap.trim_matches([' ', ',', '.', 'o', '°', '#', ':']);
            let city = tokens.get(n - 1)?.is(&["paris", "lyon", "marseille"]) && token.value()? <= 20;
            if names == 0
                || !gap.is_empty()
                || city
                || token.text.len() > 3 && !token.text.starts_with(['1', '2'])
                || token.gap.contains('\n')
            {
                return None;
            }
            // "rue Oberkampf, 2 lits": a comma before the number is usual in Spanish alone.
            let after = after_ok(tokens, n)?;
            if kind.is(KIND_WEAK) && !tokens.named(n - 1) {
                return None;
            }
            if kind.is(&["rue", "r"]) && token.text.len() > 3 {
                return None;
            }
            return Some((at, after));
        }
        if token.is(&[
            "n",
            "no",
            "num",
            "numero",
            "nr",
            "nummer",
            "number",
            "رقم",
            "عدد",
            "بنايه",
            "عماره",
            "منزل",
            "مبني",
            "دار",
            "البنايه",
            "العماره",
            "المبني",
        ]) && names > 0
        {
            n += 1;
            continue;
        }
        if token.is(STOP) || !(near || (first && short)) || token.gap == " - " {
            return None;
        }
        names += usize::from(!token.is(CONNECTORS));
        if names > 5 {
            return None;
        }
        n += 1;
    }
    None
}

/// "Hauptstraße 5", "Karl-Marx-Str. 12", "Berliner Allee 3a", "Kerkstraat 12-2".
fn compound(tokens: &Tokens, at: usize) -> Hit {
    let token = tokens.get(at)?;
    let alone = token.is(STANDALONE);
    let stem = COMPOUND.iter().filter_map(|end| token.text.strip_suffix(end)).any(|stem| stem.chars().count() >= 3);
    if token.number || token.is(NOT_STREETS) || !(alone || stem) {
        return None;
    }
    let next = tokens.get(at + 1)?;
    let (n, gap) = if next.is(&["nr", "nummer", "no"]) { (at + 2, "") } else { (at + 1, next.gap.as_str()) };
    if !gap.trim_matches([' ', '.']).is_empty() || !tokens.get(n)?.number || tokens.get(n)?.text.len() > 4 {
        return None;
    }
    if gap.contains('.') && !token.text.ends_with("str") {
        return None;
    }
    let last = after_ok(tokens, n)?;
    let mut first = at;
    // "Karl-Marx-Straße", "Berliner Straße", "Lange Nieuwstraat".
    while first > 0 && at - first < 4 {
        let gap = tokens.get(first).map(|t| t.gap.as_str()).unwrap_or_default();
        let before = tokens.get(first - 1)?;
        let joins = gap == "-"
            || gap == ".-"
            || (gap == " " && (tokens.named(first - 1) || (alone && first == at)) && !before.is(STOP));
        if before.number || !joins || (gap == " " && first < at && !alone) {
            break;
        }
        first -= 1;
    }
    // "Straße 5" alone is no street, nor "Platz 5".
    (first < at || stem).then_some((first, last))
}

/// "Am Markt 3", "Unter den Linden 77", "An der Alster 4".
fn at_the(tokens: &Tokens, at: usize) -> Hit {
    let token = tokens.get(at)?;
    if !token.is(&[
        "am", "an", "im", "auf", "unter", "zum", "zur", "hinter", "beim", "vor", "alter", "alte", "neuer", "neue",
        "grosser",
    ]) {
        return None;
    }
    let article = usize::from(tokens.get(at + 1)?.is(&["der", "den", "dem", "die", "alten", "neuen", "grossen"]));
    let word = at + 1 + article;
    if !tokens.get(word)?.is(GERMAN_AT) || tokens.get(word)?.gap != " " {
        return None;
    }
    if tokens.get(word + 1)?.gap != " " || !tokens.get(word + 1)?.number || tokens.get(word + 1)?.text.len() > 3 {
        return None;
    }
    Some((at, after_ok(tokens, word + 1)?))
}

/// "appt 12", "bât. C", "flat 4B", "بناية 5".
fn dwelling(tokens: &Tokens, at: usize) -> Hit {
    let token = tokens.get(at)?;
    let bare = token.text.strip_prefix("ال").unwrap_or(&token.text);
    if token.number || !(DWELLING.contains(&bare) || token.is(DWELLING)) {
        return None;
    }
    let n = at + 1 + usize::from(tokens.get(at + 1)?.is(&["n", "no", "nr", "num", "numero", "رقم"]));
    let value = tokens.get(n)?;
    if !value.gap.trim_matches([' ', '.', ':', 'o', '°', '#']).is_empty() || value.gap.contains('\n') {
        return None;
    }
    if value.number {
        return (value.text.len() <= 4).then_some((at, after_ok(tokens, n)?));
    }
    // "bât. C": one capital, that is no word of its own.
    let one = value.text.chars().count() == 1 && value.upper && !matches!(value.text.as_str(), "a" | "y" | "i" | "o");
    let last = tokens.get(n + 1).filter(|t| t.number && t.joined()).map_or(n, |_| n + 1);
    (one && !tokens.after(n).starts_with('\'')).then_some((at, last))
}
