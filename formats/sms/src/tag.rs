//! From words to what they do.

use std::ops::Range;

use crate::{
    Lang,
    lexicon::{Class, LEXICON, Langs, bit},
    words::{Sentence, Word},
};

/// One phrase of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it does.
    pub class: Class,
    /// The languages that it is of; none when it is not known.
    pub langs: Langs,
    /// Where it stands in the text.
    pub span: Range<usize>,
    /// As it is compared; of a phrase, its first word.
    pub fold: String,
    /// A comma or the like stands before it.
    pub after_comma: bool,
    /// A letter was mended to understand it.
    pub mended: bool,
}

/// The phrases of a sentence: at each place the longest one that is known.
pub fn tag(text: &str, sentence: &Sentence) -> Vec<Item> {
    let words = &sentence.words;
    let mended: Vec<Option<&str>> = words.iter().map(|w| LEXICON.mend(&w.fold)).collect();
    let folds: Vec<&str> = words.iter().zip(&mended).map(|(w, m)| m.unwrap_or(&w.fold)).collect();
    let mut items = Vec::new();
    let mut at = 0;
    while let (Some(word), Some(rest)) = (words.get(at), folds.get(at..)) {
        let found = special(text, words, at).or_else(|| LEXICON.find(rest)).or_else(|| joined(rest));
        let found = match found {
            Some(whole) if torn(words, at, whole) => LEXICON.find(rest.get(..1).unwrap_or_default()),
            other => other,
        };
        let (class, langs, count) = found.unwrap_or_else(|| {
            let digits = word.fold.bytes().all(|b| b.is_ascii_digit());
            (if digits { Class::Number } else { Class::Word }, 0, 1)
        });
        let end = words.get(at + count - 1).map_or(word.span.end, |w| w.span.end);
        items.push(Item {
            class,
            langs,
            span: word.span.start..end,
            fold: word.fold.clone(),
            after_comma: word.after_comma,
            mended: mended.iter().skip(at).take(count).any(Option::is_some),
        });
        at += count;
    }
    in_portuguese(&mut items);
    items
}

/// "Estou bem no metro": in Portuguese "no" is "in the", where it stands between what one is and a place.
fn in_portuguese(items: &mut [Item]) {
    let only = |lang: Lang| items.iter().any(|i| i.langs == bit(lang));
    if !only(Lang::Pt) || only(Lang::Es) || only(Lang::En) {
        return;
    }
    for at in 1..items.len() {
        let between = match items.get(at - 1..=at + 1) {
            Some([before, no, after]) => {
                no.fold == "no"
                    && no.class == Class::Not
                    && matches!(before.class, Class::Safe | Class::Fine | Class::Key | Class::Well)
                    && matches!(after.class, Class::Word | Class::Common | Class::At)
                    && !no.after_comma
                    && !after.after_comma
            }
            _ => false,
        };
        if between && let Some(no) = items.get_mut(at) {
            no.class = Class::At;
        }
    }
}

/// "No, estoy bien" is no "no estoy": a comma divides what would be the answer "not there".
fn torn(words: &[Word], at: usize, found: (Class, Langs, usize)) -> bool {
    found.0 == Class::AwayBare && words.iter().skip(at + 1).take(found.2 - 1).any(|w| w.after_comma)
}

/// Words whose meaning is in how they are typed.
fn special(text: &str, words: &[Word], at: usize) -> Option<(Class, Langs, usize)> {
    let word = words.get(at)?;
    let next = words.get(at + 1);
    let typed = |w: &Word| text.get(w.span.clone()).unwrap_or_default().to_owned();
    match word.fold.as_str() {
        // "sí" is yes, "si" is if; alone or before a comma it is a yes too.
        "si" => {
            let accent = typed(word).chars().any(|c| matches!(c, 'í' | 'Í' | '\u{301}'));
            let apart = next.is_none_or(|n| n.after_comma);
            (accent || apart).then_some((Class::Yes, bit(Lang::Es), 1))
        }
        // "J. Dupont": an initial.
        _ if initial(text, word, next) => Some((Class::Word, 0, 1)),
        // "N'Golo", "N'Diaye": a capital and small letters behind the apostrophe are no denial.
        "n" if typed(word) == "N" => {
            let next = next.filter(|n| n.span.start <= word.span.end + '’'.len_utf8())?;
            let name = typed(next);
            let mut letters = name.chars();
            let capital = letters.next().is_some_and(char::is_uppercase);
            (capital && letters.next().is_some_and(char::is_lowercase)).then_some((Class::Word, 0, 2))
        }
        _ => None,
    }
}

/// A capital with a full stop, before a word that is no initial itself: not "S.O.S." nor "O.K.".
fn initial(text: &str, word: &Word, next: Option<&Word>) -> bool {
    let typed = text.get(word.span.clone()).unwrap_or_default();
    let dot = text.get(word.span.end..).is_some_and(|rest| rest.starts_with('.'));
    let whole = next.is_some_and(|n| n.fold.chars().count() >= 2);
    dot && whole && typed.chars().count() == 1 && typed.chars().all(char::is_uppercase)
}

/// "وأنا": Arabic writes "and" in one word with the next.
fn joined(words: &[&str]) -> Option<(Class, Langs, usize)> {
    let first = words.first()?.strip_prefix('و').filter(|rest| rest.chars().count() >= 2)?;
    let mut without = vec![first];
    without.extend(words.iter().skip(1));
    LEXICON.find(&without)
}
