//! How many people.

use std::ops::Range;

use words::Tokens;

use super::{
    Read, Sure,
    lexicon::{BEDS, COUPLE, DUAL, PEOPLE, PLACES, ROOM_FOR, SOME, TIMES, WE_ARE, number},
    phrase,
};

/// More than this is no shelter.
const MOST: u32 = 2_000;

/// A count, and the most that it could be.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The count, the least.
    pub value: Read<u16>,
    /// The most.
    pub most: u16,
}

/// A number at a place: the least and the most, and how many tokens it takes ("2", "deux", "2-3", "2 ou 3").
fn count(tokens: &Tokens, at: usize) -> Option<(u32, u32, usize)> {
    let first = number(tokens, at)?;
    let third = tokens.get(at + 2).and_then(|_| number(tokens, at + 2));
    let joined = tokens.get(at + 1).is_some_and(|t| t.number && matches!(t.gap.trim(), "-" | "/" | "–"));
    if joined && let Some(second) = number(tokens, at + 1).filter(|s| *s > first) {
        return Some((first, second, 2));
    }
    let or = tokens
        .get(at + 1)
        .is_some_and(|t| t.is(&["ou", "a", "or", "to", "oder", "bis", "o", "of", "tot", "او", "الي"]));
    match third.filter(|s| or && *s > first && *s <= first + 10) {
        Some(second) => Some((first, second, 3)),
        None => Some((first, first, 1)),
    }
}

/// Reads how many; never a number that is part of the time `until`.
pub fn read(tokens: &Tokens, until: Option<&Range<usize>>) -> Option<Counted> {
    let free = |at: usize, len: usize| {
        let range = phrase::span(tokens, at, len);
        until.is_none_or(|u| range.end <= u.start || u.end <= range.start)
    };
    stated(tokens, &free, false)
        .or_else(|| stated(tokens, &free, true))
        .or_else(|| people(tokens, &free))
        .or_else(|| beds(tokens, &free))
        .or_else(|| some(tokens))
}

fn counted(tokens: &Tokens, least: u32, most: u32, sure: Sure, first: usize, len: usize) -> Option<Counted> {
    if least == 0 || most > MOST {
        return None;
    }
    let range = phrase::span(tokens, first, len);
    Some(Counted { value: Read { value: u16::try_from(least).ok()?, sure, range }, most: u16::try_from(most).ok()? })
}

/// "2 places", "room for three", "مكان لشخصين": said of the room itself.
///
/// An article may be a number only where nothing else is: "if you need a place, 2 people".
fn stated(tokens: &Tokens, free: &impl Fn(usize, usize) -> bool, articles: bool) -> Option<Counted> {
    for at in 0..tokens.all.len() {
        let article = tokens.get(at).is_some_and(|t| t.is(ARTICLES));
        if let Some((least, most, len)) = count(tokens, at).filter(|(_, _, len)| free(at, *len) && article == articles)
        {
            let noun = noun(tokens, at + len, PLACES);
            if let Some(noun) = noun
                && !counts_else(tokens, at)
            {
                return counted(tokens, least, most, Sure::High, at, noun + 1 - at);
            }
        }
        if let Some(len) = phrase::at(tokens, at, ROOM_FOR)
            && let Some((least, most, n)) = count(tokens, at + len)
            && free(at + len, n)
            && !tokens.get(at + len + n).is_some_and(|t| t.is(TIMES) && t.gap.trim().is_empty())
            && !tokens.get(at + len + n).is_some_and(|t| t.number && !t.gap.contains(' '))
        {
            let with = sum(tokens, at + len, free).map_or(0, |(sum, ..)| sum);
            return counted(tokens, least.max(with), most.max(with), Sure::High, at, len + n);
        }
        if let Some(token) = tokens.get(at)
            && token.is(DUAL)
        {
            return counted(tokens, 2, 2, Sure::High, at, 1);
        }
        if token_is_one_person(tokens, at) {
            return counted(tokens, 1, 1, Sure::High, at, 2);
        }
    }
    None
}

fn token_is_one_person(tokens: &Tokens, at: usize) -> bool {
    phrase::at(tokens, at, &["شخص واحد", "لشخص واحد", "مكان واحد", "سرير واحد"]).is_some()
}

/// The noun of the list that a number counts: right behind it, or behind a few words that say how ("2 petites places").
fn noun(tokens: &Tokens, at: usize, list: &[&str]) -> Option<usize> {
    for n in at..at + 3 {
        let token = tokens.get(n)?;
        let near = matches!(token.gap.trim(), "" | "-" | "x" | "*" | "'") && !token.gap.contains('\n');
        if !near || token.number {
            return None;
        }
        if token.is(list) {
            return Some(n);
        }
        if !token.is(ADJECTIVES) {
            return None;
        }
    }
    None
}

/// One, or no number at all.
const ARTICLES: &[&str] = &["un", "une", "a", "ein", "eine", "einen", "einer", "una", "uno", "een"];
/// What may stand between a number and what it counts.
const ADJECTIVES: &[&str] = &[
    "petites",
    "grandes",
    "bonnes",
    "autres",
    "petits",
    "grands",
    "gros",
    "vraies",
    "more",
    "extra",
    "spare",
    "free",
    "other",
    "good",
    "sleeping",
    "freie",
    "weitere",
    "gute",
    "freien",
    "noch",
    "libres",
    "vrije",
    "extra",
    "goede",
    "mas",
    "buenas",
    "jeunes",
    "young",
    "x",
    "or",
    "so",
    "tired",
    "large",
    "small",
    "single",
    "simple",
    "available",
    "ou",
    "plus",
    "comfortable",
    "gonflables",
    "air",
    "camp",
    "lits",
    "petit",
    "grand",
    "warme",
    "warm",
];

/// Whether what a number counts is not people: "il reste 2 places assises" is, "10 places de parking" is not.
fn counts_else(tokens: &Tokens, at: usize) -> bool {
    phrase::behind(
        tokens,
        at,
        4,
        &["parking", "voiture", "voitures", "car", "taxi", "parkplatze", "covoiturage", "concert"],
    )
}

/// "2 adultes et 2 enfants", "nous sommes 4", "une famille de 5".
fn people(tokens: &Tokens, free: &impl Fn(usize, usize) -> bool) -> Option<Counted> {
    for at in 0..tokens.all.len() {
        if let Some(len) = phrase::at(tokens, at, WE_ARE)
            && let Some((least, most, n)) = count(tokens, at + len)
            && free(at + len, n)
            && !tokens.get(at + len + n).is_some_and(|t| t.is(TIMES) && t.gap.trim().is_empty())
        {
            let with = sum(tokens, at + len, free).map_or(0, |(sum, ..)| sum);
            return counted(tokens, least.max(with), most.max(with), Sure::High, at, len + n);
        }
        if let Some((total, most, end)) = sum(tokens, at, free) {
            let me = usize::from(phrase::before(tokens, at, 3, &["moi", "me", "mich", "mir", "yo", "mij"]));
            let more = u32::try_from(me).unwrap_or_default();
            return counted(tokens, total + more, most + more, Sure::High, at, end - at);
        }
        if let Some(len) = phrase::at(tokens, at, COUPLE) {
            return counted(tokens, 2, 2, Sure::Fair, at, len);
        }
    }
    None
}

/// Numbers of people in a row, added: the sum, the most, and where it ends.
fn sum(tokens: &Tokens, from: usize, free: &impl Fn(usize, usize) -> bool) -> Option<(u32, u32, usize)> {
    let mut at = from;
    let mut total = (0, 0);
    let mut end = None;
    while let Some((least, most, len)) = count(tokens, at).filter(|(_, _, len)| free(at, *len)) {
        let Some(noun) = noun(tokens, at + len, PEOPLE) else { break };
        total = (total.0 + least, total.1 + most);
        end = Some(noun + 1);
        at = noun + 1;
        while tokens
            .get(at)
            .is_some_and(|t| t.is(&["et", "and", "und", "y", "en", "و", "plus", "avec", "with", "mit", "con", "met"]))
        {
            at += 1;
        }
    }
    Some((total.0, total.1, end?))
}

/// "1 canapé et 2 matelas": a place each, two in a double bed.
fn beds(tokens: &Tokens, free: &impl Fn(usize, usize) -> bool) -> Option<Counted> {
    let mut total = 0;
    let mut begun: Option<usize> = None;
    let mut end = 0;
    let mut at = 0;
    while at < tokens.all.len() {
        if let Some((least, _, len)) = count(tokens, at).filter(|(_, _, len)| free(at, *len))
            && let Some(noun) = noun(tokens, at + len, BEDS)
        {
            let double = phrase::behind(tokens, noun, 2, &["double", "doubles", "doble", "dobles"])
                || tokens.get(noun).is_some_and(|t| t.text.starts_with("doppel") || t.text.starts_with("tweepersoons"));
            total += if double { least * 2 } else { least };
            begun.get_or_insert(at);
            end = noun + 1;
            at = end;
        } else {
            at += 1;
        }
    }
    let first = begun?;
    counted(tokens, total, total, Sure::Low, first, end - first)
}

/// "quelques places", "een paar plekken": at least two.
fn some(tokens: &Tokens) -> Option<Counted> {
    let (at, len) = phrase::all(tokens, SOME).find(|(at, len)| noun(tokens, at + len, PLACES).is_some())?;
    counted(tokens, 2, 2, Sure::Low, at, len + 1)
}
