//! What becomes of a name when somebody else writes it down.

use super::{
    Kind, Origin, Person,
    chance::Chance,
    roman::{ARABIC, CHINESE, Standard, romanised},
};
use crate::{
    fold::fold,
    lexicon::{self, Place},
};

pub fn variant(chance: &mut Chance, person: &Person, kind: Kind) -> Option<String> {
    let whole = person.name();
    match kind {
        Kind::Same => Some(whole),
        Kind::Typo1 => typos(chance, &plain(person), 1),
        Kind::Typo2 => typos(chance, &plain(person), 2),
        Kind::Order => Some(match chance.below(3) {
            0 => format!("{} {}", person.family.to_uppercase(), person.given),
            1 => format!("{}, {}", person.family, person.given),
            _ if plain(person).starts_with(&person.family) => format!("{} {}", person.given, person.family),
            _ => format!("{} {}", person.family, person.given),
        }),
        Kind::Accent => Some(fold(&whole)).filter(|f| *f != whole.to_lowercase()),
        Kind::Particle => particle(chance, person),
        Kind::Hyphen => {
            let given = person.given.contains('-');
            if !given && !person.family.contains('-') {
                return None;
            }
            let with = if chance.percent(70) { " " } else { "" };
            Some(plain(person).replace('-', with))
        }
        Kind::Nickname => nickname(chance, person),
        Kind::Transliteration => transliterated(chance, person),
        Kind::Script => person.script.clone(),
        Kind::Maiden => person.birth.as_ref().map(|birth| match chance.below(3) {
            0 => format!("{} {birth}", person.given),
            1 => format!("{} {birth}-{}", person.given, person.family),
            _ => format!("{} {}", person.given, person.family),
        }),
        Kind::Initial => {
            let first = person.given.chars().next()?;
            Some(format!("{first}. {}", person.family))
        }
        Kind::Phonetic => heard(chance, person),
    }
}

/// Without the name at birth.
fn plain(person: &Person) -> String {
    Person { birth: None, ..person.clone() }.name()
}

fn typos(chance: &mut Chance, name: &str, many: usize) -> Option<String> {
    let mut letters: Vec<char> = name.chars().collect();
    let mut done = 0;
    for _ in 0..50 {
        let at = chance.below(letters.len());
        if !letters.get(at)?.is_alphabetic() {
            continue;
        }
        let other = char::from(*chance.pick(b"aeioubcdfghjklmnpqrstvwxyz")?);
        let before = letters.clone();
        match chance.below(4) {
            0 => *letters.get_mut(at)? = other,
            1 => drop(letters.remove(at)),
            2 => letters.insert(at, other),
            _ if letters.get(at + 1).is_some_and(|c| c.is_alphabetic()) => letters.swap(at, at + 1),
            _ => continue,
        }
        let folded = |l: &[char]| fold(&l.iter().collect::<String>());
        if folded(&letters) != folded(&before) {
            done += 1;
        }
        if done == many {
            let typed: String = letters.iter().collect();
            return Some(typed).filter(|t| fold(t) != fold(name));
        }
    }
    None
}

fn particle(chance: &mut Chance, person: &Person) -> Option<String> {
    let (particle, rest) = person.family.split_once(' ').filter(|(p, _)| lexicon::particle(&fold(p)))?;
    let family = match chance.below(3) {
        0 if particle.to_lowercase() != "le" => rest.rsplit(' ').next()?.to_owned(),
        1 => format!("{particle}-{rest}"),
        _ => format!("{}{}", particle, rest.replace(' ', "").to_lowercase()),
    };
    Some(format!("{} {family}", person.given))
}

fn nickname(chance: &mut Chance, person: &Person) -> Option<String> {
    let full: String = fold(&person.given).chars().filter(char::is_ascii_alphabetic).collect();
    let groups = &lexicon::entry(&full)?.groups;
    let line = groups.iter().find(|g| g.place == Place::Full)?.line;
    let shorts: Vec<&String> = lexicon::line(line).iter().filter(|n| **n != full).collect();
    let short = chance.pick(&shorts)?;
    Some(format!("{short} {}", person.family))
}

fn transliterated(chance: &mut Chance, person: &Person) -> Option<String> {
    match person.origin {
        Origin::Slavic => {
            let standard = *chance.pick(&[Standard::French, Standard::German, Standard::Passport])?;
            Some(romanised(person.script.as_ref()?, standard))
        }
        Origin::Maghrebi | Origin::WestAfrican => Some(changed(chance, &plain(person), ARABIC, 2)),
        Origin::Chinese => Some(changed(chance, &plain(person), CHINESE, 2)),
        _ => None,
    }
}

/// Some of the changes that can be made, at least one.
fn changed(chance: &mut Chance, name: &str, rules: &[(&str, &str)], most: usize) -> String {
    let small = name.to_lowercase();
    let can: Vec<&(&str, &str)> = rules.iter().filter(|(from, to)| from != to && small.contains(from)).collect();
    let mut out = small;
    for _ in 0..1 + chance.below(most) {
        if let Some((from, to)) = chance.pick(&can) {
            out = out.replacen(from, to, 1);
        }
    }
    out
}

/// What is heard the same in French.
const HEARD: &[(&str, &str)] = &[
    ("eau", "au"),
    ("eau", "o"),
    ("au", "o"),
    ("ph", "f"),
    ("y", "i"),
    ("th", "t"),
    ("nn", "n"),
    ("ll", "l"),
    ("tt", "t"),
    ("ai", "é"),
    ("ss", "ç"),
    ("qu", "k"),
    ("ck", "k"),
    ("c", "k"),
    ("ge", "je"),
    ("gi", "ji"),
    ("en", "an"),
    ("s", "ss"),
    ("ch", "sh"),
    ("oux", "ou"),
    ("ard", "ar"),
    ("aud", "aut"),
    ("ot", "aud"),
    ("et", "ay"),
    ("er", "ez"),
    ("ain", "in"),
    ("ier", "ié"),
    ("teau", "tot"),
    ("nd", "nt"),
    ("rt", "rd"),
    ("in", "ain"),
    ("ou", "oo"),
    ("z", "s"),
];

fn heard(chance: &mut Chance, person: &Person) -> Option<String> {
    if !matches!(person.origin, Origin::French | Origin::WestAfrican | Origin::German | Origin::English) {
        return None;
    }
    let name = changed(chance, &plain(person), HEARD, 2);
    Some(name).filter(|n| fold(n) != fold(&plain(person)))
}
