//! The whole message.

use crate::{
    Answer, Expect, Lang, Meaning, Said, Sure,
    clean::{LONGEST, own_words},
    hear::{Heard, hear},
    lexicon::{Class, bit},
    people::people,
    tag::{Item, tag},
    words::{Sentence, sentences},
};

/// The most words beside it with which an answer is still read: a longer story is for a person.
const MOST_UNREAD: usize = 14;
/// The same, beside a declaration about somebody else.
const MOST_BESIDE_NAMES: usize = 4;

/// Numbers that somebody in danger dials, or writes.
const EMERGENCY: &[&str] =
    &["112", "15", "17", "18", "114", "911", "999", "110", "190", "192", "193", "061", "091", "113", "119"];

/// Reads a message of which nothing special was expected: see [`read_expecting`].
///
/// ```
/// use sms::{Answer, Meaning, read};
/// let safe = Meaning::Answer { answer: Answer::Safe, and: vec![] };
/// assert_eq!(read("Je suis en sécurité !").meaning, safe);
/// assert_eq!(read("nous allons bien, on rentre").meaning, safe);
/// assert_eq!(read("OK Marie").meaning, Meaning::Declaration { names: vec!["Marie".into()] });
/// assert_eq!(read("aidez Marie").meaning, Meaning::Unclear { urgent: true });
/// assert_ne!(read("je ne suis pas en sécurité").meaning, safe);
/// ```
#[must_use]
pub fn read(text: &str) -> Said {
    read_expecting(text, Expect::Anything)
}

/// Reads a message, knowing what its sender was asked last. Every text has a reading; what may be done with it stands at [`Said`].
#[must_use]
pub fn read_expecting(text: &str, expect: Expect) -> Said {
    let mut own = own_words(text);
    let long = own.char_indices().nth(LONGEST).map(|(at, _)| at);
    if let Some(at) = long {
        own.truncate(at);
    }
    let sentences = sentences(&own);
    let items: Vec<(Vec<Item>, bool)> = sentences.iter().map(|s| (tag(&own, s), asks(s))).collect();
    let heard: Vec<Heard> = items.iter().map(|(items, asks)| hear(&own, items, *asks)).collect();
    let all: Vec<&Item> = items.iter().flat_map(|(items, _)| items).collect();
    let asked = items.iter().any(|(_, asks)| *asks);
    let (mut meaning, mut sure) = weigh(&own, &items, &all, &heard, asked, expect);
    let calm = !matches!(meaning, Meaning::Unclear { .. } | Meaning::Answer { answer: Answer::NeedHelp, .. });
    if long.is_some() && calm {
        (meaning, sure) = unclear(false);
    }
    let unread: usize = heard.iter().map(|h| h.unread).sum();
    let more = match meaning {
        Meaning::Unclear { .. } => true,
        Meaning::Answer { .. } | Meaning::Declaration { .. } => unread > 0 || long.is_some(),
        _ => false,
    };
    if more || all.iter().any(|i| i.mended) {
        sure = sure.min(Sure::Fair);
    }
    let (lang, lang_sure) = language(&own, &all);
    Said { meaning, sure, more, lang, lang_sure }
}

/// How a question begins that is written without its mark: "suis-je en sécurité", "am I safe".
const QUESTIONS: &[[&str; 2]] =
    &[["suis", "je"], ["sommes", "nous"], ["est", "ce"], ["am", "i"], ["are", "we"], ["bin", "ich"], ["sind", "wir"]];

fn asks(sentence: &Sentence) -> bool {
    let mut words = sentence.words.iter().map(|w| w.fold.as_str());
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    sentence.asks || first == "هل" || QUESTIONS.contains(&[first, second])
}

const fn unclear(urgent: bool) -> (Meaning, Sure) {
    (Meaning::Unclear { urgent }, Sure::Low)
}

fn weigh(
    text: &str,
    sentences: &[(Vec<Item>, bool)],
    all: &[&Item],
    heard: &[Heard],
    asked: bool,
    expect: Expect,
) -> (Meaning, Sure) {
    let only = |classes: &[Class]| !all.is_empty() && all.iter().all(|i| classes.contains(&i.class));
    let any = |class: Class| all.iter().any(|i| i.class == class);
    if heard.iter().any(|h| h.help) {
        let sure = if any(Class::Not) || heard.iter().any(|h| h.own.is_some()) { Sure::Fair } else { Sure::High };
        return (Meaning::Answer { answer: Answer::NeedHelp, and: Vec::new() }, sure);
    }
    if heard.iter().any(|h| h.urgent) {
        return unclear(true);
    }
    if !asked && only(&[Class::Stop, Class::Soft, Class::Greet]) && any(Class::Stop) {
        return (Meaning::Stop, Sure::High);
    }
    if !asked && only(&[Class::Start, Class::Soft, Class::Greet]) && any(Class::Start) {
        return (Meaning::Start, Sure::High);
    }
    if let Some(code) = code(text, all, expect) {
        return (Meaning::Code(code), Sure::High);
    }
    if only(&[Class::Number]) && all.iter().any(|i| EMERGENCY.contains(&i.fold.as_str())) {
        return unclear(true);
    }
    if heard.iter().any(|h| h.blocked) {
        return unclear(false);
    }
    let own = heard.iter().filter_map(|h| h.own).max();
    let names: Vec<String> = heard.iter().flat_map(|h| h.names.clone()).collect();
    let away = heard.iter().any(|h| h.away);
    let unread: usize = heard.iter().map(|h| h.unread).sum();
    if unread > MOST_UNREAD || (!names.is_empty() && unread > MOST_BESIDE_NAMES) {
        return unclear(false);
    }
    match (own, away) {
        // "pas là en sécurité": it could be either.
        (Some(_), true) if heard.iter().any(|h| h.bare) => unclear(true),
        (_, true) if !names.is_empty() => unclear(false),
        (own, true) => {
            let sure = if own.is_some() { Sure::Fair } else { Sure::High };
            (Meaning::Answer { answer: Answer::NotThere, and: Vec::new() }, sure)
        }
        (Some(sure), false) => {
            let sure = if text.to_lowercase().trim() == "si" { Sure::Low } else { sure };
            (Meaning::Answer { answer: Answer::Safe, and: names }, sure)
        }
        (None, false) if !names.is_empty() => {
            let small = names.iter().any(|n| n.chars().next().is_some_and(char::is_lowercase));
            (Meaning::Declaration { names }, if small { Sure::Low } else { Sure::High })
        }
        (None, false) => rest(text, sentences, all, asked, expect),
    }
}

/// What is neither an answer nor a declaration.
fn rest(text: &str, sentences: &[(Vec<Item>, bool)], all: &[&Item], asked: bool, expect: Expect) -> (Meaning, Sure) {
    if asked {
        return unclear(false);
    }
    if expect == Expect::Name
        && let Some(name) = name(text, sentences)
    {
        return (Meaning::Name(name), Sure::High);
    }
    let greets = all.iter().any(|i| i.class == Class::Greet);
    if greets && all.iter().all(|i| matches!(i.class, Class::Greet | Class::Soft | Class::Adv | Class::Kin)) {
        return (Meaning::Greeting, Sure::High);
    }
    unclear(false)
}

/// Six digits, or twelve: alone, or anywhere when they were asked for.
fn code(text: &str, all: &[&Item], expect: Expect) -> Option<String> {
    let digits: Vec<&&Item> = all.iter().filter(|i| i.class == Class::Number).collect();
    let (first, last) = (digits.first()?, digits.last()?);
    let whole: String = digits.iter().map(|i| i.fold.as_str()).collect();
    // "123 456" is one code; "12, 34 and 56" is none.
    let between = text.get(first.span.start..last.span.end)?;
    let close = between.chars().all(|c| c.is_numeric() || matches!(c, ' ' | '-' | '\u{a0}')) && digits.len() <= 3;
    let alone = all.iter().all(|i| matches!(i.class, Class::Number | Class::Soft | Class::Greet));
    (matches!(whole.len(), 6 | 12) && close && (alone || expect == Expect::Code)).then_some(whole)
}

/// Words with which somebody says who they are.
const INTRODUCTIONS: &[&str] = &[
    "je m'appelle",
    "je m’appelle",
    "mon nom est",
    "moi c'est",
    "moi c’est",
    "c'est",
    "c’est",
    "je suis",
    "ici",
    "my name is",
    "my name's",
    "i am",
    "i'm",
    "i’m",
    "it's",
    "it’s",
    "this is",
    "me llamo",
    "mi nombre es",
    "soy",
    "ich heiße",
    "ich heisse",
    "mein name ist",
    "ich bin",
    "meu nome é",
    "meu nome e",
    "me chamo",
    "chamo-me",
    "sou o",
    "sou a",
    "sou",
    "اسمي هو",
    "اسمي",
    "أنا اسمي",
    "انا اسمي",
    "أنا",
    "انا",
];

/// The sender's name, and nothing but that.
fn name(text: &str, sentences: &[(Vec<Item>, bool)]) -> Option<String> {
    let [(items, _)] = sentences else { return None };
    // "Bonjour, Marie Dupont" and "Marie Dupont merci": what is polite is no name.
    let polite = |i: &&Item| matches!(i.class, Class::Greet);
    let begin = items.iter().take_while(polite).last().map_or(0, |i| i.span.end);
    let end = items.iter().rev().take_while(polite).last().map_or(text.len(), |i| i.span.start);
    let apart = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '!' | ':' | ';' | '-' | '"' | '،');
    let said = text.get(begin..end)?.trim_matches(apart);
    let lower = said.to_lowercase();
    let introduced = INTRODUCTIONS.iter().filter(|i| lower.starts_with(**i)).max_by_key(|i| i.len());
    let tail = introduced.and_then(|i| said.get(i.len()..)).filter(|t| t.starts_with([' ', ':', '\u{a0}']));
    let said = tail.map_or(said, |t| t.trim_matches(apart));
    let again = crate::words::sentences(said);
    let [sentence] = again.as_slice() else { return None };
    let items = tag(said, sentence);
    // "je suis perdue" was asked for a name too: after "I am" only a capital, or a script without them, is a name.
    let states = introduced.is_some_and(|i| {
        matches!(*i, "je suis" | "i am" | "i'm" | "i’m" | "ich bin" | "أنا" | "انا" | "it's" | "c'est" | "ici")
    });
    let capital = said.chars().next().is_some_and(char::is_uppercase);
    let found = people(said, &items, 0)?;
    let first = items.first()?;
    let whole = found.end == items.len() && found.names.len() == 1 && !found.me;
    if !whole || matches!(first.class, Class::Mine | Class::Kin) || (states && !capital) {
        return None;
    }
    found.names.into_iter().next()
}

/// Words that people of all languages write because they were told to.
const COMMON_TO_ALL: &[&str] = &["ok", "okay", "sos", "stop", "start", "o", "0k", "k", "s", "ок"];

/// The language that the words are of.
fn language(text: &str, all: &[&Item]) -> (Option<Lang>, Sure) {
    let mut votes: Vec<(usize, Lang)> = Lang::ALL.iter().map(|l| (0, *l)).collect();
    for item in all.iter().filter(|i| !COMMON_TO_ALL.contains(&i.fold.as_str())) {
        let words = text.get(item.span.clone()).unwrap_or_default().split_whitespace().count().max(1);
        let shared = usize::try_from(item.langs.count_ones()).unwrap_or(1).max(1);
        let arabic = item.langs == 0 && item.fold.chars().all(|c| matches!(c, '\u{600}'..='\u{6ff}'));
        for (vote, lang) in &mut votes {
            if item.langs & bit(*lang) != 0 {
                *vote += words * 12 / shared;
            }
            if arabic && *lang == Lang::Ar {
                *vote += 12;
            }
        }
    }
    votes.sort_by_key(|(vote, _)| std::cmp::Reverse(*vote));
    match votes.as_slice() {
        [(first, lang), (second, _), ..] if first > second => {
            let told = all.len() == 1 && all.iter().any(|i| matches!(i.fold.as_str(), "safe" | "help" | "out"));
            let sure = match () {
                () if told || *second * 4 > *first * 3 => Sure::Low,
                () if *first >= 24 && *second * 2 <= *first => Sure::High,
                () => Sure::Fair,
            };
            (Some(*lang), sure)
        }
        _ => (None, Sure::Low),
    }
}
