//! How long a text is, as people count: a letter with its accents is one character, and so is a family of emoji (Unicode UAX #29).

use unicode_segmentation::UnicodeSegmentation;

/// How many characters a text has.
///
/// ```
/// assert_eq!(words::characters("e\u{301}t\u{e9} 👨‍👩‍👧"), 5);
/// ```
#[must_use]
pub fn characters(text: &str) -> usize {
    text.graphemes(true).count()
}

/// The first so many characters of a text, whole.
///
/// ```
/// assert_eq!(words::shorten("e\u{301}te\u{301}", 2), "e\u{301}t");
/// ```
#[must_use]
pub fn shorten(text: &str, most: usize) -> &str {
    text.grapheme_indices(true).nth(most).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}
