//! The text of a letter on the air. Pure.

use ::sms::{Encoding, Measure, aired, measure};

/// A text as it is sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Aired {
    /// The text.
    pub text: String,
    /// What it takes.
    pub measure: Measure,
}

/// The words with their link after them, in at most so many parts: the words are cut, the link never is.
///
/// Signs of typography are as [`aired`] says.
#[must_use]
pub fn air(words: &str, link: &str, parts: usize) -> Aired {
    let words = aired(words);
    let words = words.as_str();
    let whole = |words: &str| match (words.is_empty(), link.is_empty()) {
        (_, true) => words.to_owned(),
        (true, false) => link.to_owned(),
        _ => format!("{words} {link}"),
    };
    let parts = parts.max(1);
    let mut text = whole(words);
    let mut kept = words.chars().count();
    let fits = |text: &str| measure(text).parts <= parts;
    while !fits(&text) && kept > 0 {
        // Word by word, and letter by letter where a word does not end.
        let head: String = words.chars().take(kept.saturating_sub(1)).collect();
        let at_word = head.rfind(char::is_whitespace).map(|at| head.split_at(at).0.chars().count());
        kept = at_word.filter(|n| n.saturating_mul(3) >= kept.saturating_mul(2)).unwrap_or(kept.saturating_sub(1));
        let head: String = words.chars().take(kept).collect();
        let ellipsis = if Encoding::of(words) == Encoding::Gsm7 { "..." } else { "…" };
        let head = head.trim_end_matches([' ', '.', '…']);
        text = whole(&format!("{}{ellipsis}", head.trim_end()));
    }
    let measure = measure(&text);
    Aired { text, measure }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "https://r.example/r/AbCdEfGhIjKl";

    #[test]
    fn typography_is_plain_where_that_saves_a_part_and_letters_stay() {
        let aired = air("Vous êtes là ?", "", 3);
        assert_eq!((aired.text.as_str(), aired.measure.encoding), ("Vous êtes là ?", Encoding::Ucs2));
        let aired = air("L’alerte est levée\u{202f}: rien à faire…", "", 3);
        assert_eq!(aired.text, "L'alerte est levée : rien à faire...");
        assert_eq!(aired.measure.encoding, Encoding::Gsm7);
        // ç is not in GSM-7: neither it nor the apostrophe beside it changes.
        let aired = air("François n’est pas là", "", 3);
        assert_eq!((aired.text.as_str(), aired.measure.encoding), ("François n’est pas là", Encoding::Ucs2));
        assert_eq!(air("Zoë et Ève", "", 1).measure.encoding, Encoding::Ucs2);
        assert_eq!(air("Éric, José, Ñ, ß, à ù", "", 1).measure.encoding, Encoding::Gsm7);
    }
    #[test]
    fn the_words_are_cut_and_the_link_never() {
        for words in [
            "mot ".repeat(200),
            "سلام ".repeat(90),
            "x".repeat(900),
            "🙏".repeat(300),
            "Fin. ".repeat(90),
            "Où. ".repeat(90),
        ] {
            for parts in 1..4 {
                let aired = air(&words, LINK, parts);
                assert!(aired.text.ends_with(&format!(" {LINK}")), "{}", aired.text);
                assert!(aired.measure.parts <= parts);
                assert!(!aired.text.contains("....") && !aired.text.contains(".…"), "{}", aired.text);
            }
        }
        assert_eq!(air("Bien ?", LINK, 1).text, format!("Bien ? {LINK}"));
        assert_eq!(air("", LINK, 1).text, LINK);
    }
}
