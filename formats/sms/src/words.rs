//! From characters to words: what is compared is folded, what is kept is as typed.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A word of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As it is compared: lower case, without accents, one form per letter.
    pub fold: String,
    /// Where it stands in the text.
    pub span: Range<usize>,
    /// A comma or the like stands before it.
    pub after_comma: bool,
}

/// Words up to a full stop, a line end or the like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Its words, at least one.
    pub words: Vec<Word>,
    /// It ends in a question mark.
    pub asks: bool,
}

/// Characters that are not drawn or that turn the text around them: they separate nothing and mean nothing.
pub const fn hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// The sentences of a text without [`hidden`] characters.
pub fn sentences(text: &str) -> Vec<Sentence> {
    let mut all = Vec::new();
    let mut now = Sentence::default();
    let mut comma = false;
    let mut begun: Option<usize> = None;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let end = at + c.len_utf8();
        if inside(c) || (begun.is_some() && matches!(c, '\u{200c}' | '\u{200d}')) {
            begun.get_or_insert(at);
            if rest.peek().is_some() {
                continue;
            }
            close(text, &mut begun, end, &mut comma, &mut now);
        } else {
            close(text, &mut begun, at, &mut comma, &mut now);
        }
        if let Some(fold) = sign(c) {
            now.words.push(Word { fold: fold.to_owned(), span: at..end, after_comma: std::mem::take(&mut comma) });
        }
        // "J. Dupont" and "O.K." are no ends of sentences.
        let initial = || now.words.last().is_some_and(|w| w.span.end == at && w.fold.chars().count() == 1);
        let ends = match c {
            '?' | '؟' | '¿' | '？' | '⁇' | '⁉' | '❓' | '❔' => {
                // "¿" stands before the question: what it follows is none.
                if c == '¿' {
                    finish(&mut all, &mut now);
                } else {
                    match all.last_mut() {
                        // "ok \n ?", "ok!?", "ok..?"
                        Some(last) if now.words.is_empty() => last.asks = true,
                        _ => now.asks = true,
                    }
                }
                true
            }
            '.' | '。' => !initial(),
            '!' | '¡' | '！' | ';' | '؛' | '\n' | '\r' | '…' | '\u{2028}' | '\u{2029}' => true,
            ',' | '،' | '、' | '，' | ':' | '-' | '–' | '—' | '/' | '|' | '(' | ')' | '"' | '«' | '»' => {
                // The hyphen of "Jean-Pierre" separates no clauses.
                comma |= !(c == '-' && rest.peek().is_some_and(|(_, next)| inside(*next)));
                false
            }
            _ => false,
        };
        if ends {
            finish(&mut all, &mut now);
            comma = false;
        }
    }
    finish(&mut all, &mut now);
    all
}

fn inside(c: char) -> bool {
    (c.is_alphanumeric() || is_combining_mark(c) || c == '\u{640}') && sign(c).is_none()
}

/// Signs that are words.
const fn sign(c: char) -> Option<&'static str> {
    match c {
        '🆘' => Some("sos"),
        '🆗' => Some("ok"),
        '&' | '+' | '＆' => Some("and"),
        _ => None,
    }
}

fn close(text: &str, begun: &mut Option<usize>, end: usize, comma: &mut bool, now: &mut Sentence) {
    let Some(start) = begun.take() else { return };
    let fold = fold(text.get(start..end).unwrap_or_default());
    // A mark without a letter: what is left of an emoji.
    if !fold.is_empty() {
        now.words.push(Word { fold, span: start..end, after_comma: std::mem::take(comma) });
    }
}

fn finish(all: &mut Vec<Sentence>, now: &mut Sentence) {
    let sentence = std::mem::take(now);
    if !sentence.words.is_empty() {
        all.push(sentence);
    }
}

/// A word as it is compared.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().flat_map(char::to_lowercase).nfkd() {
        match c {
            c if is_combining_mark(c) || hidden(c) => {}
            // Tatweel stretches a word; the joiners shape it.
            '\u{640}' | '\u{200c}' | '\u{200d}' => {}
            'ß' => folded.push_str("ss"),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            'ى' | 'ی' => folded.push('ي'),
            'ک' => folded.push('ك'),
            'ة' | 'ۀ' | 'ہ' => folded.push('ه'),
            'ٱ' => folded.push('ا'),
            c => folded.push(digit(c).unwrap_or(c)),
        }
    }
    squeeze(&folded)
}

fn digit(c: char) -> Option<char> {
    for zero in ['\u{660}', '\u{6f0}', '\u{966}'] {
        let value = u32::from(c).checked_sub(u32::from(zero)).filter(|v| *v < 10);
        if let Some(value) = value {
            return char::from_digit(value, 10);
        }
    }
    None
}

/// "okkkk" is "ok": three times the same letter is one.
fn squeeze(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut rest = word.chars().peekable();
    while let Some(c) = rest.next() {
        let mut times = 1;
        while rest.next_if(|next| *next == c && !c.is_ascii_digit()).is_some() {
            times += 1;
        }
        out.extend(std::iter::repeat_n(c, if times == 2 { 2 } else { 1 }));
    }
    out
}

/// Whether the two differ by one letter: changed, left out, put in, or changed places with its neighbour.
pub fn one_off(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let longest = a.len().max(b.len());
    if a == b {
        return false;
    }
    if head + tail + 1 >= longest {
        return true;
    }
    let (left, right) = (a.get(head..head + 2), b.get(head..head + 2));
    a.len() == b.len()
        && head + tail + 2 == longest
        && matches!((left, right), (Some([w, x]), Some([y, z])) if w == z && x == y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded() {
        for (typed, folded) in [
            ("SÉCURITÉ", "securite"),
            ("se\u{301}curite\u{301}", "securite"),
            ("ＯＫ", "ok"),
            ("𝐎𝐊", "ok"),
            ("Straße", "strasse"),
            ("cœur", "coeur"),
            ("أَنَا", "انا"),
            ("بخيـــر", "بخير"),
            ("آمنة", "امنه"),
            ("١٢٣٤٥٦", "123456"),
            ("۱۲۳", "123"),
            ("okkkk", "ok"),
            ("blessé", "blesse"),
            ("111111", "111111"),
        ] {
            assert_eq!(fold(typed), folded, "{typed}");
        }
    }
    #[test]
    fn sentences_end_where_they_are_meant_to() {
        let said = |text: &str| -> Vec<(Vec<String>, bool)> {
            sentences(text).into_iter().map(|s| (s.words.into_iter().map(|w| w.fold).collect(), s.asks)).collect()
        };
        let of = |words: &[&str], asks| (words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>(), asks);
        assert_eq!(said("O.K."), [of(&["o", "k"], false)]);
        assert_eq!(said("ok!?"), [of(&["ok"], true)]);
        assert_eq!(said("Oui. Et vous ?"), [of(&["oui"], false), of(&["et", "vous"], true)]);
        assert_eq!(said("bien ¿y tú?"), [of(&["bien"], false), of(&["y", "tu"], true)]);
        assert_eq!(said("OK Jean-Pierre, J. Martin"), [of(&["ok", "jean", "pierre", "j", "martin"], false)]);
        assert_eq!(said("👍🏽 ❤\u{fe0f}"), []);
    }
    #[test]
    fn one_letter_is_one_letter() {
        for near in ["securitt", "securit", "ecurite", "securitee", "secruite", "xsecurite", "securtie"] {
            assert!(one_off(near, "securite"), "{near}");
        }
        for far in ["securite", "scuritte", "insecurite", "ecuriteb", "", "cerusite"] {
            assert!(!one_off(far, "securite"), "{far}");
        }
    }
}
