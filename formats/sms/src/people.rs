//! Names: where they begin, where they end, and what is none.

use crate::{lexicon::Class, tag::Item};

/// The longest name, in characters; the most people in one list.
const LONGEST: usize = 60;
const MOST: usize = 6;

/// Small words inside a name, whatever else they mean.
const PARTICLES: &[&str] = &[
    "de", "da", "do", "dos", "das", "di", "du", "del", "della", "la", "le", "las", "los", "el", "al", "van", "von",
    "der", "den", "zu", "y", "d", "l", "o", "bin", "ben", "ibn", "bint", "abu", "abou", "ould", "ait", "st", "mc",
    "بن", "ابن", "بنت", "ال", "ابو",
];
/// Small words that a name may begin with.
const HEADS: &[&str] = &["d", "o", "l", "al", "el", "van", "von", "bin", "mc", "st"];

/// Some people in a row.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct People {
    /// Their names as typed.
    pub names: Vec<String>,
    /// The sender is among them: "Marie et moi".
    pub me: bool,
    /// How many items they take.
    pub end: usize,
}

/// The people whose names begin at an item; nothing where it is not a list of names.
pub fn people(text: &str, items: &[Item], at: usize) -> Option<People> {
    let mut found = People { end: at, ..People::default() };
    loop {
        let next = one(text, items, found.end, &mut found)?;
        found.end = next;
        let Some(item) = items.get(next) else { break };
        // "Marie et Paul", "Marie, Paul": only where another name follows.
        let start = if item.class == Class::And { next + 1 } else { next };
        let joined = item.class == Class::And || item.after_comma;
        let begins =
            items.get(start).is_some_and(|i| matches!(i.class, Class::Word | Class::Kin | Class::Mine | Class::Me));
        let alone = items.get(start).is_some_and(|i| i.class == Class::Me) && item.class != Class::And;
        if !joined || !begins || alone {
            break;
        }
        found.end = start;
    }
    (found.names.len() <= MOST).then_some(found)
}

/// One of them: where the next begins.
fn one(text: &str, items: &[Item], at: usize, found: &mut People) -> Option<usize> {
    let class = |at: usize| items.get(at).map(|i| i.class);
    let together = |at: usize| items.get(at).is_some_and(|i| !i.after_comma);
    if class(at) == Some(Class::Me) {
        // "Marie and I", "moi et Marie": not "my family and I", which names nobody.
        found.me = true;
        return Some(at + 1);
    }
    let mine = class(at) == Some(Class::Mine);
    let mut next = at + usize::from(mine);
    let kin = class(next) == Some(Class::Kin) && (!mine || together(next));
    let kin_at = next;
    next += usize::from(kin);
    let (first, last) = match run(items, next) {
        Some(end) if !kin || together(next) => (if kin && !mine { kin_at } else { next }, end),
        // "mum", and not "Marie's mum" or "the brother of Paul": that is somebody else.
        _ if kin && !followed_by_of(items, next) => (kin_at, next),
        _ => return None,
    };
    let span = items.get(first)?.span.start..items.get(last.checked_sub(1)?)?.span.end;
    let name = text.get(span)?.trim();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let short = letters < 2 && name.is_ascii();
    if letters == 0 || short || name.chars().count() > LONGEST || name.chars().any(|c| c.is_control() || c.is_numeric())
    {
        return None;
    }
    found.names.push(name.to_owned());
    Some(last)
}

fn followed_by_of(items: &[Item], at: usize) -> bool {
    items
        .get(at)
        .is_some_and(|i| !i.after_comma && (PARTICLES.contains(&i.fold.as_str()) || i.fold == "of" || i.fold == "d"))
}

/// The words of one name, at most five, with what stands between them.
fn run(items: &[Item], at: usize) -> Option<usize> {
    let (mut end, mut words, mut next) = (at, 0, at);
    while let Some(item) = items.get(next) {
        if next > at && item.after_comma {
            break;
        }
        if item.class == Class::Word {
            words += 1;
            end = next + 1;
        } else {
            let small = if next == at { HEADS } else { PARTICLES };
            let goes_on = items.get(next + 1).is_some_and(|i| {
                !i.after_comma && (i.class == Class::Word || (next > at && PARTICLES.contains(&i.fold.as_str())))
            });
            // "Marie y Paul" are two.
            let and = item.class == Class::And;
            if !small.contains(&item.fold.as_str()) || !goes_on || and {
                break;
            }
        }
        next += 1;
    }
    (1..=5).contains(&words).then_some(end)
}

/// Whether a name can begin with this.
pub fn begins(item: &Item) -> bool {
    item.class == Class::Word || HEADS.contains(&item.fold.as_str())
}
