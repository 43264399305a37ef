//! A text as it is compared, and the way back to what was typed.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What stands in a folded text for something that is masked: no pattern takes it, and none looks past it.
pub const WALL: char = '\u{1}';

/// A text in lower case, without accents and characters that are not drawn, one form per letter and digit; each of its bytes
/// knows the character that it comes from.
///
/// Every character is folded apart from its neighbours, so that a text folds to the same whether something beside it is masked
/// or not.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    text: String,
    from: Vec<Range<usize>>,
    upper: Vec<bool>,
}

impl Folded {
    /// Folds `text`. What `walls` names (byte ranges in order, apart from each other) becomes one [`WALL`] each.
    pub fn of(text: &str, walls: &[Range<usize>]) -> Self {
        let mut folded = Self::default();
        let mut walls = walls.iter().peekable();
        let mut inside = 0;
        for (at, c) in text.char_indices() {
            if at < inside {
                continue;
            }
            if let Some(wall) = walls.next_if(|w| w.start == at) {
                folded.push(WALL, wall.clone(), false);
                inside = wall.end;
                continue;
            }
            let source = at..at + c.len_utf8();
            let before = folded.text.len();
            if !hidden(c) {
                fold_char(c, |f| folded.push(f, source.clone(), c.is_uppercase()));
            }
            // What is not drawn belongs to what stands before it: it goes when that is masked.
            if folded.text.len() == before
                && let Some(last) = folded.from.last().cloned()
            {
                for from in folded.from.iter_mut().rev().take_while(|f| **f == last) {
                    from.end = source.end;
                }
            }
        }
        folded
    }
    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// The folded text at a range of it.
    pub fn get(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }
    /// Whether the character at a place of the folded text was typed as a capital.
    pub fn upper(&self, at: usize) -> bool {
        self.upper.get(at).copied().unwrap_or_default()
    }
    /// Where in the typed text a range of the folded one stands: whole characters.
    pub fn source(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let inside = self.from.get(range.clone())?;
        Some(inside.first()?.start..inside.last()?.end)
    }
    /// A range of the folded text, and what of it comes from the same typed characters: "⑫" is two digits.
    pub fn whole(&self, range: Range<usize>) -> Range<usize> {
        let same = |a: usize, b: usize| matches!((self.from.get(a), self.from.get(b)), (Some(a), Some(b)) if a.start == b.start);
        let Range { mut start, mut end } = range;
        while start > 0 && same(start - 1, start) {
            start -= 1;
        }
        while end > start && same(end - 1, end) {
            end += 1;
        }
        start..end
    }
    /// Puts walls where something was found.
    pub fn wall(&mut self, range: &Range<usize>) {
        let wall = "\u{1}".repeat(range.len());
        if self.text.get(range.clone()).is_some() {
            self.text.replace_range(range.clone(), &wall);
        }
    }
    /// Whether most of what is left is in capitals, so that they mark no names.
    pub fn shouts(&self) -> bool {
        crate::steps::took(2 * self.text.len());
        let letters = || self.text.char_indices().filter(|(_, c)| c.is_alphabetic());
        letters().filter(|(at, _)| self.upper(*at)).count() * 2 > letters().count()
    }

    fn push(&mut self, c: char, source: Range<usize>, upper: bool) {
        self.text.push(c);
        for _ in 0..c.len_utf8() {
            self.from.push(source.clone());
            self.upper.push(upper);
        }
    }
}

/// A word or phrase as it is compared.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !hidden(*c)) {
        fold_char(c, |f| out.push(f));
    }
    out
}

/// Characters that are not drawn or that turn the text around them.
#[must_use]
pub const fn hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// The zeros of the decimal digits that telephones type.
const ZEROS: &[char] = &[
    '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}', '\u{c66}',
    '\u{ce6}', '\u{d66}', '\u{e50}', '\u{ed0}', '\u{f20}', '\u{1040}', '\u{17e0}', '\u{1810}',
];

fn fold_char(c: char, mut push: impl FnMut(char)) {
    if c.is_ascii() {
        return push(match c {
            '\n' => '\n',
            '`' => '\'',
            c if c.is_ascii_control() => ' ',
            c => c.to_ascii_lowercase(),
        });
    }
    for c in c.nfkd().flat_map(char::to_lowercase).filter(|c| !is_combining_mark(*c) && *c != '\u{640}') {
        match c {
            'ß' => {
                push('s');
                push('s');
            }
            'œ' => {
                push('o');
                push('e');
            }
            'æ' => {
                push('a');
                push('e');
            }
            'ø' => push('o'),
            'ł' => push('l'),
            'đ' | 'ð' => push('d'),
            'ı' => push('i'),
            '‘' | '’' | 'ʼ' | '´' | '′' | '＇' => push('\''),
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => push('-'),
            '·' | '•' | '∙' | '⋅' | '٫' | '。' | '․' => push('.'),
            '،' | '٬' | '、' => push(','),
            '؛' => push(';'),
            '؟' => push('?'),
            '⁄' | '∕' => push('/'),
            'ى' | 'ی' => push('ي'),
            'ة' => push('ه'),
            'ک' => push('ك'),
            '\u{2028}' | '\u{2029}' | '\u{85}' => push('\n'),
            c if c.is_whitespace() || c.is_control() => push(' '),
            c => push(digit(c).unwrap_or(c)),
        }
    }
}

pub fn digit(c: char) -> Option<char> {
    if !c.is_numeric() {
        return None;
    }
    let zero = ZEROS.iter().find(|zero| (**zero..).take(10).any(|d| d == c))?;
    char::from_digit(u32::from(c).checked_sub(u32::from(*zero))?, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_have_one_form() {
        for (typed, folded) in [
            ("Hauptstraße ５", "hauptstrasse 5"),
            ("٠٦۱٢", "0612"),
            ("0️⃣6\u{200b}１②", "0612"),
            ("Calle Mayor, 3º B", "calle mayor, 3o b"),
            ("l’Œuvre\u{a0}–\u{202f}à", "l'oeuvre - a"),
            ("شَارِع الحمراء، مدرسة", "شارع الحمراء, مدرسه"),
        ] {
            assert_eq!(fold(typed), folded, "{typed:?}");
        }
    }
    #[test]
    fn the_way_back_takes_along_what_is_not_drawn() {
        let typed = "aé\u{301}\u{200b}b";
        let folded = Folded::of(typed, &[]);
        assert_eq!(folded.text(), "aeb");
        assert_eq!(folded.source(&(1..2)), Some(1..typed.len() - 1));
    }
    #[test]
    fn a_wall_is_one_character() {
        assert_eq!(Folded::of("ab⟦phone⟧c⟦code⟧", &[2..13, 14..24]).text(), "ab\u{1}c\u{1}");
    }
}
