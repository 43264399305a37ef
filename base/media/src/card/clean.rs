//! Texts of strangers, made fit to stand beside ours.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Letters of one text: more could not be read on a card.
const LONGEST: usize = 400;
/// Marks on one letter. Vietnamese, Hebrew, Arabic and Thai need up to three.
const MARKS: usize = 3;

/// One line, composed, without controls and with at most three marks on a letter. Joiners stay: Persian and emoji need them.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(4 * LONGEST));
    let mut marks = 0;
    let mut gap = false;
    for c in text.nfc().take(4 * LONGEST) {
        if c.is_whitespace() {
            gap = !out.is_empty();
            continue;
        }
        if unwanted(c) {
            continue;
        }
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if marks > MARKS || (marks > 0 && (out.is_empty() || gap)) {
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push(' ');
        }
        out.push(c);
        if out.chars().count() >= LONGEST {
            break;
        }
    }
    out
}

/// Controls, of writing direction among them (Unicode Bidirectional Algorithm, table 4), tags, and what has no meaning to all.
fn unwanted(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{fff0}'..='\u{ffff}' | '\u{feff}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}' | '\u{ad}')
}

/// A text that keeps its own direction in the middle of another.
pub fn apart(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_or_heaps_up_is_dropped() {
        assert_eq!(clean("Ca\u{202e}mille\u{2066}\u{200f} \n\t R."), "Camille R.");
        let heap = format!("Z{}o", "\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}".repeat(20));
        assert!(clean(&heap).chars().count() <= 5, "{:?}", clean(&heap));
        assert_eq!(clean("\u{301}\u{301}"), "");
        assert_eq!(clean("  "), "");
        assert_eq!(clean(&"x".repeat(10_000)).len(), LONGEST);
    }
    #[test]
    fn letters_of_all_scripts_stay() {
        for name in ["Zoë Nguyễn", "محمّدٌ", "می‌خواهم", "שָׁלוֹם", "นํ้า", "王小明", "👩‍👧"]
        {
            assert_eq!(clean(name), name.nfc().collect::<String>());
        }
    }
}
