//! A name taken apart.

use std::sync::Arc;

use crate::{
    fold::fold,
    latin::{latin, syllables},
    lexicon::{
        SERVANT, abbreviated, at_birth, family_first, hangul_family, kanji_family, otherwise, particle, suffix, title,
    },
    script::Script,
    token::Token,
};

/// Parts of one name that are kept; what follows is left out.
pub const MOST_PARTS: usize = 12;
/// Characters that are read; what follows is left out.
pub const MOST_CHARS: usize = 256;

/// What a part is in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// A given or family name: which of both cannot be told.
    Main,
    /// The name at birth, said to be so.
    Birth,
    /// A particle.
    Particle,
    /// One letter for a name.
    Initial,
    /// Behind the name: Jr, III.
    Suffix,
}

/// A part of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub(crate) token: Arc<Token>,
    pub(crate) role: Role,
}

impl Part {
    /// The word and its keys.
    #[must_use]
    pub fn token(&self) -> &Token {
        &self.token
    }
    /// What it is in the name.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }
}

/// A name, taken apart. It knows nothing of given and family names: their order and number differ too much.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Name {
    pub(crate) parts: Vec<Part>,
}

impl Name {
    /// Takes `text` apart. Any text can be given; one without letters and digits has no parts.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self::parse_with(text, |_| None)
    }
    /// The same, with words that are known already.
    pub(crate) fn parse_with(text: &str, known: impl Fn(&str) -> Option<Arc<Token>>) -> Self {
        let parts = words(text).into_iter().filter_map(|word| {
            let token = known(&word.folded).unwrap_or_else(|| {
                Arc::new(match &word.reading {
                    Some(reading) => Token::with_reading(&word.folded, reading, word.script),
                    None => Token::new(&word.folded, word.script),
                })
            });
            let role = if word.role == Role::Main && token.is_initial() { Role::Initial } else { word.role };
            (!token.latin.is_empty()).then_some(Part { token, role })
        });
        let mut parts: Vec<Part> = parts.take(MOST_PARTS).collect();
        // Where small words are names themselves: Đỗ Văn Minh, Le Van.
        if parts.iter().filter(|p| matches!(p.role, Role::Main | Role::Birth)).count() < 2
            && let Some(first) = parts.first_mut().filter(|p| p.role == Role::Particle)
        {
            first.role = Role::Main;
        }
        Self { parts }
    }
    /// Its parts, in the order in which they are written.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }
    /// What it is coarsely: the consonants of its words, in the order of the alphabet. Most ways to write one name are one; so are some names.
    ///
    /// ```
    /// use names::Name;
    ///
    /// assert_eq!(Name::parse("Inès MOREAU").coarse(), Name::parse("Mauro, Ines").coarse());
    /// ```
    #[must_use]
    pub fn coarse(&self) -> String {
        let main = self.parts.iter().filter(|p| matches!(p.role, Role::Main | Role::Birth));
        let mut words: Vec<&str> = main.map(|p| p.token.coarse()).collect();
        words.sort_unstable();
        words.dedup();
        words.join(" ")
    }
    /// Nothing in it could be read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

/// A word of a name before its keys are made.
struct Word {
    folded: String,
    reading: Option<String>,
    script: Script,
    role: Role,
}

/// The apostrophes of many languages and of transliterations.
const fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | 'ʿ' | 'ʾ' | '′' | '׳' | '״')
}

fn words(text: &str) -> Vec<Word> {
    let cut: String = text.chars().take(MOST_CHARS).map(|c| if apostrophe(c) { '\'' } else { c }).collect();
    let folded = fold(&cut);
    let mut raw: Vec<&str> = Vec::new();
    for word in folded.split(|c: char| !(c.is_alphanumeric() || c == '\'' || mark(c))) {
        raw.extend(elided(word.trim_matches('\'')));
    }
    raw.retain(|w| !w.is_empty());
    raw.truncate(MOST_PARTS * 2);
    let mut out: Vec<Word> = Vec::with_capacity(raw.len());
    let (mut birth, mut i) = (false, 0);
    while let Some(&word) = raw.get(i) {
        let first = out.is_empty();
        let left = raw.len() - i - 1;
        i += 1;
        if left > 0 && title(word) && first {
            continue;
        }
        if !first && left > 0 && at_birth(word) {
            birth = true;
            continue;
        }
        if !first && left > 0 && otherwise(word) {
            birth = false;
            continue;
        }
        let main = if birth { Role::Birth } else { Role::Main };
        let word: String = word.chars().filter(|c| *c != '\'').collect();
        let script = Script::of(&word);
        match script {
            Script::Han => han(&word, main, &mut out),
            Script::Hangul => hangul(&word, main, &mut out),
            Script::Arabic => i += arabic(&word, raw.get(i).copied(), main, left, &mut out),
            _ => {
                if let Some(taken) = servant(&word, raw.get(i..).unwrap_or_default()) {
                    let joined: String = std::iter::once("abdel").chain(taken.last().copied()).collect();
                    i += taken.len();
                    out.push(Word { folded: joined, reading: None, script, role: main });
                    continue;
                }
                // Ben is a particle between names, and a name before all others.
                let small = left > 0
                    && particle(&word)
                    && !(first && matches!(word.as_str(), "ben" | "y" | "e" | "i" | "o" | "an"));
                let role = match () {
                    () if small => Role::Particle,
                    () if !first && left == 0 && out.len() > 1 && suffix(&word) => Role::Suffix,
                    () => main,
                };
                let folded = abbreviated(&word).map_or(word, str::to_owned);
                out.push(Word { folded, reading: None, script, role });
            }
        }
    }
    out
}

/// Marks that belong to the letters of Indic scripts.
const fn mark(c: char) -> bool {
    matches!(c, '\u{0900}'..='\u{0dff}' | '\u{0e00}'..='\u{0fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3099}'..='\u{309c}' | '\u{30fc}')
}

/// What an apostrophe parts and what it joins: d'Artagnan, O'Brien; N'Diaye.
fn elided(word: &str) -> Vec<&str> {
    match word.split_once('\'') {
        Some((before @ ("d" | "l" | "o" | "dall" | "dell" | "al" | "el"), rest)) if !rest.is_empty() => {
            vec![before, rest]
        }
        _ => vec![word],
    }
}

/// Abd el-Kader: the words after the first that belong to it.
fn servant<'a>(word: &str, rest: &'a [&'a str]) -> Option<&'a [&'a str]> {
    if !SERVANT.contains(&word) {
        return None;
    }
    match rest {
        [article, _, ..] if particle(article) && article.len() <= 3 => rest.get(..2),
        [_, _, ..] | [_] if word != "abdou" && word != "abdel" && word != "abed" || rest.len() > 1 => rest.get(..1),
        _ => None,
    }
}

/// The article before a name, and the servants of God. Says how many of the words that follow were taken.
fn arabic(word: &str, next: Option<&str>, main: Role, left: usize, out: &mut Vec<Word>) -> usize {
    const SUN: &str = "تثدذرزسشصضطظن";
    let mut push = |folded: String, role| out.push(Word { folded, reading: None, script: Script::Arabic, role });
    if word == "عبد"
        && let Some(name) = next.filter(|n| n.chars().count() > 2)
    {
        push(format!("{word}{}", name.replace('\'', "")), main);
        return 1;
    }
    if left > 0 && particle(word) {
        push(word.to_owned(), Role::Particle);
        return 0;
    }
    match word.strip_prefix("ال") {
        Some(rest)
            if rest.chars().count() >= 3 || (rest.chars().count() == 2 && rest.starts_with(|c| SUN.contains(c))) =>
        {
            push("ال".to_owned(), Role::Particle);
            push(rest.to_owned(), main);
        }
        _ => push(word.to_owned(), main),
    }
    0
}

/// A Chinese name in one word: the family's character, then the others. Japanese families are known by a list.
fn han(word: &str, main: Role, out: &mut Vec<Word>) {
    let many = word.chars().count();
    let mut push = |folded: String, reading: String| {
        if !folded.is_empty() {
            out.push(Word { folded, reading: Some(reading), script: Script::Han, role: main });
        }
    };
    let read = |chars: &str| syllables(chars).concat();
    let (family, reading) = match kanji_family(word) {
        Some((reading, chars)) => (chars, Some(reading.to_owned())),
        None if (2..=4).contains(&many) => (family_first(word).min(many - 1), None),
        None => (many, None),
    };
    let (first, rest): (String, String) = (word.chars().take(family).collect(), word.chars().skip(family).collect());
    let reading = reading.unwrap_or_else(|| read(&first));
    push(first, reading);
    let reading = read(&rest);
    push(rest, reading);
}

/// A Korean name in one word: the family's syllable, then the others.
fn hangul(word: &str, main: Role, out: &mut Vec<Word>) {
    let mut push = |folded: String, reading: String| {
        out.push(Word { folded, reading: Some(reading), script: Script::Hangul, role: main })
    };
    let all: Vec<char> = word.chars().collect();
    match all.as_slice() {
        [one] => push(one.to_string(), hangul_family(*one).map_or_else(|| syllables(word).concat(), str::to_owned)),
        [first, rest @ ..] if rest.len() <= 3 && hangul_family(*first).is_some() && rest.len() != 1 => {
            push(first.to_string(), hangul_family(*first).unwrap_or_default().to_owned());
            let rest: String = rest.iter().collect();
            let reading = syllables(&rest).concat();
            push(rest, reading);
        }
        _ => push(word.to_owned(), latin(word, Script::Hangul)),
    }
}
