//! Hashtags: where they stand, and what all spellings of one have in common.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::fold::{digit, hidden};

/// The most characters of a key. What is longer is a text, and no tag.
pub const LONGEST_KEY: usize = 80;

/// A hashtag of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hashtag<'a> {
    /// As it was typed, without its sign.
    pub name: &'a str,
    /// Its key.
    pub key: String,
    /// Where it stands, with its sign, in bytes.
    pub range: Range<usize>,
}

/// The hashtags of a text, in order, doubles too: `#` or `＃`, then letters, marks, digits and what joins words, at least one letter among them.
/// Not in the middle of a word or of an address in the net.
///
/// ```
/// let tags = words::hashtags("#PorteOuverte rue Oberkampf, #Été2015 et #1234");
/// let keys: Vec<&str> = tags.iter().map(|t| t.key.as_str()).collect();
/// assert_eq!(keys, ["porteouverte", "ete2015"]);
/// ```
#[must_use]
pub fn hashtags(text: &str) -> Vec<Hashtag<'_>> {
    let mut found = Vec::new();
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let begins = is_sign(c) && !before.is_some_and(|b: char| inside_word(b) || b == '&' || b == '/');
        before = Some(c);
        if !begins {
            continue;
        }
        let from = at + c.len_utf8();
        let mut end = from;
        while let Some((at, c)) = chars.next_if(|(_, c)| is_part(*c)) {
            end = at + c.len_utf8();
            before = Some(c);
        }
        let rest = text.get(end..).unwrap_or_default();
        let name = text.get(from..end).unwrap_or_default();
        if rest.starts_with(is_sign) || rest.starts_with("://") {
            continue;
        }
        if let Some(key) = tag_key(name) {
            found.push(Hashtag { name, key, range: at..end });
        }
    }
    found
}

/// What all spellings of a tag have in common: one form of each letter (NFKC), in lower case, without accents, points and what is not drawn.
/// Nothing for what is no tag: without a letter, too long, or with characters that no tag has. A leading sign is passed over.
///
/// ```
/// assert_eq!(words::tag_key("#PortesOuvertes"), words::tag_key("ＰＯＲＴＥＳouvertes"));
/// assert_eq!(words::tag_key("سياسة").as_deref(), Some("سياسه"));
/// assert_eq!(words::tag_key("16"), None);
/// ```
#[must_use]
pub fn tag_key(name: &str) -> Option<String> {
    let name = name.strip_prefix(is_sign).unwrap_or(name);
    // What folds to nothing need not be looked at as a whole.
    if name.len() > 16 * LONGEST_KEY || !name.chars().all(is_part) || !name.chars().any(char::is_alphabetic) {
        return None;
    }
    let mut plain = String::with_capacity(name.len());
    let mut base = ' ';
    for c in name.nfkd().flat_map(char::to_lowercase).nfkd() {
        if hidden(c) || c == '\u{640}' || is_point(c) {
            continue;
        }
        if is_combining_mark(c) {
            // The accents of Latin and Greek letters; й is another letter than и, and a vowel of Devanagari is no accent.
            if !is_accent(c) || ('\u{400}'..='\u{52f}').contains(&base) {
                plain.push(c);
            }
            continue;
        }
        base = c;
        match c {
            'ß' => plain.push_str("ss"),
            'œ' => plain.push_str("oe"),
            'æ' => plain.push_str("ae"),
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'ı' => plain.push('i'),
            'ς' => plain.push('σ'),
            'ى' | 'ی' => plain.push('ي'),
            'ة' => plain.push('ه'),
            'ک' => plain.push('ك'),
            c => plain.push(digit(c).unwrap_or(c)),
        }
    }
    let key: String = plain.nfc().filter(|c| is_part(*c)).collect();
    let fits = key.chars().count() <= LONGEST_KEY && key.chars().any(char::is_alphabetic);
    fits.then_some(key)
}

const fn is_sign(c: char) -> bool {
    matches!(c, '#' | '＃')
}

const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}')
}

/// The points of Hebrew, the vowels and the hamza of Arabic: most people leave them out.
const fn is_point(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}')
}

fn inside_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric() || (is_combining_mark(c) && !matches!(c, '\u{fe0e}' | '\u{fe0f}'))
}

/// What may stand in a tag: after twitter-text, whose cases are among the tests.
fn is_part(c: char) -> bool {
    inside_word(c)
        || matches!(
            c,
            '\u{200c}'
                | '\u{200d}'
                | '\u{5be}'
                | '\u{5f3}'
                | '\u{5f4}'
                | '\u{ff5e}'
                | '\u{301c}'
                | '\u{309b}'
                | '\u{309c}'
                | '\u{30a0}'
                | '\u{30fb}'
                | '\u{3003}'
                | '\u{f0b}'
                | '\u{f0c}'
                | '\u{b7}'
                | '\u{640}'
        )
}
