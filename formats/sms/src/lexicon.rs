//! The words that are known: phrases of six languages by what they do in a message.

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod pt;

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use crate::{
    Lang,
    words::{one_off, sentences},
};

/// What a phrase does in a message. Where languages disagree about one, the first in this list holds: what may deny safety or ask for
/// help goes before what may say that somebody is safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Denies.
    Not,
    /// Of violence, death, hospitals.
    Danger,
    /// The state of somebody who needs help.
    Hurt,
    /// Asks for help for oneself.
    HelpMe,
    /// Help, for whomever.
    Help,
    /// What comes now is the contrary.
    But,
    /// A wish, a condition, another time, hearsay.
    If,
    /// Begins a question.
    Ask,
    /// "Not there", without the rest of a sentence that could turn it: "no estoy".
    AwayBare,
    /// "I am not there".
    Away,
    /// "OUT".
    Out,
    /// "I am safe", whole.
    Safe,
    /// The same, from words that often only make conversation: "ça va".
    Fine,
    /// "… is safe", the verb included.
    Fares,
    /// "OK", "safe": stands alone, after a name and before a name.
    Key,
    /// What one is when safe.
    Well,
    /// Yes.
    Yes,
    /// "I am", "we are".
    First,
    /// "… is", "… are".
    Is,
    /// I, we.
    Me,
    /// Everybody else without a name.
    Them,
    /// A question that is only asked back: "et vous ?"
    Tag,
    /// No more messages.
    Stop,
    /// Messages again.
    Start,
    /// Greetings and thanks.
    Greet,
    /// What one calls one's own people: "mum".
    Kin,
    /// Whose.
    Mine,
    /// An article.
    The,
    /// Joins two names.
    And,
    /// What stands before a place.
    At,
    /// Strengthens, changes nothing.
    Adv,
    /// Says nothing for or against: "ne vous inquiétez pas", "on rentre".
    Soft,
    /// A common word that is nobody's name.
    Common,
    /// Only digits.
    Number,
    /// Not known: perhaps a name.
    Word,
}

/// Languages as bits, in the order of [`Lang::ALL`].
pub type Langs = u8;

/// The bit of a language.
pub fn bit(lang: Lang) -> Langs {
    Lang::ALL.iter().position(|l| *l == lang).map_or(0, |at| 1 << at)
}

/// A phrase as it is looked up.
struct Phrase {
    words: Vec<String>,
    class: Class,
    langs: Langs,
}

/// All phrases.
pub struct Lexicon {
    /// By their first word, the longest first.
    phrases: HashMap<String, Vec<Phrase>>,
    /// Every word of every phrase.
    vocabulary: HashSet<String>,
    /// The long words that a typo is mended to, the most dangerous first.
    core: Vec<String>,
}

/// The shortest word that a typo is mended to, and the shortest that is mended, in letters.
const LONG: (usize, usize) = (7, 6);

/// Made at first use.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let lists = [fr::WORDS, en::WORDS, es::WORDS, ar::WORDS, de::WORDS, pt::WORDS];
    let mut all: HashMap<Vec<String>, (Class, Langs)> = HashMap::new();
    for (lang, list) in Lang::ALL.into_iter().zip(lists) {
        for (class, patterns) in list {
            for text in expand(patterns, '|') {
                for words in [folded(&text), folded(&text.replace('\'', ""))] {
                    if words.is_empty() {
                        continue;
                    }
                    let known = all.entry(words).or_insert((*class, 0));
                    if *class < known.0 {
                        *known = (*class, bit(lang));
                    } else if *class == known.0 {
                        known.1 |= bit(lang);
                    }
                }
            }
        }
    }
    let mut core: Vec<(Class, String)> = Vec::new();
    let mut vocabulary = HashSet::new();
    let mut phrases: HashMap<String, Vec<Phrase>> = HashMap::new();
    for (words, (class, langs)) in all {
        for word in &words {
            if class <= Class::Well && word.chars().count() >= LONG.0 {
                core.push((class, word.clone()));
            }
            vocabulary.insert(word.clone());
        }
        if let Some(first) = words.first() {
            phrases.entry(first.clone()).or_default().push(Phrase { words, class, langs });
        }
    }
    for list in phrases.values_mut() {
        list.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
    }
    core.sort();
    let mut seen = HashSet::new();
    let core = core.into_iter().map(|(_, word)| word).filter(|word| seen.insert(word.clone())).collect();
    Lexicon { phrases, vocabulary, core }
});

impl Lexicon {
    /// The longest phrase that these words begin with: its class, its languages and how many words it has.
    pub fn find(&self, words: &[&str]) -> Option<(Class, Langs, usize)> {
        let candidates = self.phrases.get(*words.first()?)?;
        let fits = |p: &&Phrase| words.len() >= p.words.len() && p.words.iter().zip(words).all(|(a, b)| a == b);
        candidates.iter().find(fits).map(|p| (p.class, p.langs, p.words.len()))
    }
    /// Whether the word stands in a phrase.
    pub fn knows(&self, word: &str) -> bool {
        self.vocabulary.contains(word)
    }
    /// The known long word that this one is, but for one letter.
    pub fn mend(&self, word: &str) -> Option<&str> {
        let long = word.chars().count() >= LONG.1 && !self.knows(word);
        // Whatever the one letter is, the first or the last of the word is right: that is cheap to see.
        let close = |known: &&String| {
            let ends =
                known.chars().next() == word.chars().next() || known.chars().next_back() == word.chars().next_back();
            ends && known.len().abs_diff(word.len()) <= 4
        };
        long.then(|| self.core.iter().filter(close).find(|known| one_off(word, known))).flatten().map(String::as_str)
    }
}

fn folded(text: &str) -> Vec<String> {
    sentences(text).into_iter().flat_map(|s| s.words).map(|w| w.fold).collect()
}

/// Every text that a pattern stands for: alternatives are divided by the separator, and by "/" inside brackets.
fn expand(pattern: &str, separator: char) -> Vec<String> {
    let mut all = Vec::new();
    let mut now = vec![String::new()];
    let (mut depth, mut inner) = (0_usize, String::new());
    for c in pattern.chars() {
        match c {
            '(' if depth == 0 => depth = 1,
            ')' if depth == 1 => {
                depth = 0;
                let choices = expand(&std::mem::take(&mut inner), '/');
                now = now.iter().flat_map(|head| choices.iter().map(move |tail| format!("{head}{tail}"))).collect();
            }
            _ if depth > 0 => {
                match c {
                    '(' => depth += 1,
                    ')' => depth -= 1,
                    _ => {}
                }
                inner.push(c);
            }
            _ if c == separator => all.append(&mut std::mem::replace(&mut now, vec![String::new()])),
            _ => now.iter_mut().for_each(|text| text.push(c)),
        }
    }
    all.append(&mut now);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_written_out() {
        assert_eq!(expand("a|b (c/d (e/f)/)", '|'), ["a", "b c", "b d e", "b d f", "b "]);
    }
    #[test]
    fn the_longest_phrase_is_found_and_denial_goes_first() {
        let find = |text: &str| {
            let words = folded(text);
            LEXICON.find(&words.iter().map(String::as_str).collect::<Vec<_>>())
        };
        assert_eq!(find("je suis"), Some((Class::First, bit(Lang::Fr), 2)));
        assert_eq!(find("I'm safe"), Some((Class::First, bit(Lang::En), 2)));
        assert_eq!(find("No, thanks").map(|f| f.0), Some(Class::Not));
        assert_eq!(find("Marie"), None);
        assert_eq!(LEXICON.mend("securitt"), Some("securite"));
        assert_eq!(LEXICON.mend("Martine"), None);
        // Nothing that is known grows without bound by mistake in a pattern.
        let phrases: usize = LEXICON.phrases.values().map(Vec::len).sum();
        assert!((2_000..20_000).contains(&phrases), "{phrases}");
    }
    #[test]
    fn no_common_name_is_a_word_of_ours() {
        for name in [
            "Marie",
            "Paul",
            "Ana",
            "Said",
            "Salem",
            "Will",
            "Ben",
            "Hope",
            "Max",
            "Omar",
            "Fatima",
            "Lucia",
            "Pedro",
            "Joao",
            "Jonas",
            "Lea",
            "Leon",
            "Noah",
            "Emma",
            "Hugo",
            "Ines",
            "Yasmine",
            "Mohamed",
            "Ahmed",
            "Karim",
            "Nadia",
            "Sofia",
            "Carlos",
            "Anna",
            "Thomas",
            "Julia",
            "Martin",
            "Helena",
            "Sandra",
            "Claire",
            "Pierre",
            "Jean",
            "Luc",
            "Amin",
            "Sami",
            "Mai",
            "Jo",
            "ماري",
            "محمد",
            "فاطمة",
            "سالم",
            "سعيد",
            "أحمد",
            "ليلى",
            "يوسف",
            "أمل",
            "نور",
            "هدى",
            "خالد",
        ] {
            let word = folded(name).concat();
            assert_eq!(LEXICON.find(&[&word]).map(|f| f.0), None, "{name}");
            assert_eq!(LEXICON.mend(&word), None, "{name}");
        }
    }
}
