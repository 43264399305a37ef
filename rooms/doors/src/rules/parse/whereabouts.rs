//! Where: landmarks that are known by name, streets without their number, districts.

use words::Tokens;

use super::{Read, Sure, phrase};

/// The most words of a landmark's name.
const LONGEST: usize = 7;

/// A coarse place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whereabouts<L> {
    /// A landmark that is known.
    Landmark(L),
    /// A street, as it was typed, without number.
    Street(String),
    /// A district as its postcode ("75011"), or a postcode.
    District(String),
}

/// Every place that is named, in the order of the text.
pub fn read<L>(text: &str, tokens: &Tokens, landmark: impl Fn(&str) -> Option<L>) -> Vec<Read<Whereabouts<L>>> {
    let mut found: Vec<Read<Whereabouts<L>>> = words::streets(text)
        .into_iter()
        .filter_map(|range| {
            let name = text.get(range.clone())?;
            // A square may be a landmark itself.
            Some(match landmark(name).or_else(|| square(name, &landmark)) {
                Some(l) => Read { value: Whereabouts::Landmark(l), sure: Sure::High, range },
                None => Read { value: Whereabouts::Street(name.to_owned()), sure: Sure::Fair, range },
            })
        })
        .collect();
    let mut at = 0;
    while at < tokens.all.len() {
        let taken = named(text, tokens, at, &landmark, &found).or_else(|| district(text, tokens, at));
        if let Some((read, len)) = taken {
            found.push(read);
            at += len;
        } else {
            at += 1;
        }
    }
    found.sort_by_key(|r| r.range.start);
    found
}

/// "place de la Nation" as "Nation": what is named after a station is beside it.
fn square<L>(name: &str, landmark: &impl Fn(&str) -> Option<L>) -> Option<L> {
    let (kind, rest) = name.split_once(' ')?;
    let is_square = ["place", "square", "plaza", "ساحه", "ميدان"].contains(&words::fold(kind).as_str());
    let mut rest = Some(rest).filter(|_| is_square);
    while let Some(now) = rest {
        if let Some(found) = landmark(now) {
            return Some(found);
        }
        rest = now.split_once([' ', '\'', '’']).map(|(_, after)| after);
    }
    None
}

/// Words that are in front of a name and not of it.
const BEFORE: &[&str] = &[
    "metro", "station", "gare", "place", "near", "pres", "proche", "quartier", "cote", "nahe", "cerca", "bij", "nabij",
    "at", "vers", "arret", "hopital", "porte", "محطه", "قرب", "ساحه", "bahnhof", "estacion", "plaza", "um", "u", "s",
    "rer", "m", "halte", "platz", "nah", "around", "by",
];

type Taken<L> = Option<(Read<Whereabouts<L>>, usize)>;

fn named<L>(
    text: &str,
    tokens: &Tokens,
    at: usize,
    landmark: &impl Fn(&str) -> Option<L>,
    found: &[Read<Whereabouts<L>>],
) -> Taken<L> {
    let first = tokens.get(at)?;
    if first.number || first.text.chars().count() < 2 || matches!(first.text.as_str(), "#" | "\u{1}") {
        return None;
    }
    for len in (1..=LONGEST).rev() {
        let Some(last) = tokens.get(at + len - 1) else { continue };
        let inside = (at + 1..at + len)
            .all(|n| tokens.get(n).is_some_and(|t| !t.gap.contains([',', '.', '!', '?', '\n', ';', ':', '(', '#'])));
        let range = first.span.start..last.span.end;
        if !inside || found.iter().any(|f| f.range.start < range.end && range.start < f.range.end) {
            continue;
        }
        let Some(name) = text.get(range.clone()) else { continue };
        if let Some(l) = landmark(name) {
            let told = phrase::before(tokens, at, 3, BEFORE) || first.is(BEFORE);
            let sure = match (told, first.upper || len > 1) {
                (true, _) => Sure::High,
                (false, true) => Sure::Fair,
                (false, false) => Sure::Low,
            };
            return Some((Read { value: Whereabouts::Landmark(l), sure, range }, len));
        }
    }
    None
}

/// "75011", "Paris 11", "dans le 11e", "11th arrondissement", "الدائرة 11".
fn district<L>(text: &str, tokens: &Tokens, at: usize) -> Taken<L> {
    let token = tokens.get(at)?;
    if !token.number || text.get(token.span.clone()).is_none_or(str::is_empty) {
        return None;
    }
    let value = token.value()?;
    let alone = !tokens.get(at + 1).is_some_and(|t| t.number && matches!(t.gap.as_str(), " " | "." | ","))
        || token.text.len() == 5;
    if token.text.len() == 5 && alone && !token.joined_digit() && (1_000..=98_999).contains(&value) {
        let counted = tokens.get(at + 1).is_some_and(|t| t.gap == " " && t.is(super::lexicon::COUNTED));
        if counted {
            return None;
        }
        let read =
            Read { value: Whereabouts::District(token.text.clone()), sure: Sure::High, range: token.span.clone() };
        return Some((read, 1));
    }
    if !(1..=20).contains(&value) || token.text.len() > 2 {
        return None;
    }
    let next = tokens.get(at + 1);
    let ordinal = next
        .is_some_and(|t| t.joined() && t.is(&["e", "er", "eme", "ieme", "th", "st", "nd", "rd", "º", "o", "è"]))
        || next.is_some_and(|t| t.text == "eme" && t.gap == " ");
    let word = at + 1 + usize::from(ordinal);
    let words = &["arrondissement", "arr", "arrdt", "ardt", "distrito", "bezirk", "arrondissements"];
    let said = tokens.get(word).is_some_and(|t| t.is(words) && matches!(t.gap.trim_matches(' '), "" | "." | "-"))
        || phrase::before(
            tokens,
            at,
            1,
            &["الداءره", "الدايره", "داءره", "arrondissement", "distrito", "district", "bezirk", "arr"],
        );
    let of_paris = phrase::before(tokens, at, 1, &["paris", "parís", "باريس", "parijs"])
        && token.gap.trim_matches([' ', ',', '-']).is_empty();
    let the = ordinal
        && phrase::before(tokens, at, 1, &["le", "du", "the", "au", "het"])
        && !tokens.get(word).is_some_and(|t| {
            t.gap == " "
                && t.is(&[
                    "etage",
                    "floor",
                    "fois",
                    "jour",
                    "personne",
                    "mois",
                    "nuit",
                    "code",
                    "porte",
                    "rang",
                    "verdieping",
                ])
        });
    if !(said || the || (of_paris && !tokens.get(word).is_some_and(|t| t.gap == " " && t.is(super::lexicon::COUNTED))))
    {
        return None;
    }
    let len = 1 + usize::from(ordinal);
    let sure = if said { Sure::High } else { Sure::Fair };
    let read =
        Read { value: Whereabouts::District(format!("750{value:02}")), sure, range: phrase::span(tokens, at, len) };
    Some((read, len))
}

trait JoinedDigit {
    fn joined_digit(&self) -> bool;
}

impl JoinedDigit for words::Token {
    /// Whether it stands right behind a letter, or a sign that makes it part of a longer number.
    fn joined_digit(&self) -> bool {
        (self.gap.is_empty() && self.span.start > 0) || matches!(self.gap.as_str(), "." | "-" | "/" | "+" | ":")
    }
}
