//! Which script a word is written in, and what of its sounds the script leaves out.

/// A family of scripts, as far as reading names goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Script {
    /// Latin letters, and whatever has no family of its own here.
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// Greek.
    Greek,
    /// Arabic, with the letters of Persian and Urdu. Short vowels are not written.
    Arabic,
    /// Hebrew. Vowels are mostly not written.
    Hebrew,
    /// Chinese characters, and those of Japanese and Korean.
    Han,
    /// Hiragana and katakana.
    Kana,
    /// Korean syllables.
    Hangul,
    /// Everything else, read letter by letter.
    Other,
}

impl Script {
    /// The script of the first letter in `word`.
    #[must_use]
    pub fn of(word: &str) -> Self {
        word.chars().find(|c| c.is_alphabetic()).map_or(Self::Latin, Self::of_char)
    }
    pub(crate) const fn of_char(c: char) -> Self {
        match c {
            '\u{0000}'..='\u{024f}' | '\u{1e00}'..='\u{1eff}' | '\u{0250}'..='\u{02ff}' => Self::Latin,
            '\u{0370}'..='\u{03ff}' | '\u{1f00}'..='\u{1fff}' => Self::Greek,
            '\u{0400}'..='\u{052f}' | '\u{1c80}'..='\u{1c8f}' => Self::Cyrillic,
            '\u{0590}'..='\u{05ff}' | '\u{fb1d}'..='\u{fb4f}' => Self::Hebrew,
            '\u{0600}'..='\u{06ff}' | '\u{0750}'..='\u{077f}' | '\u{08a0}'..='\u{08ff}' => Self::Arabic,
            '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}' => Self::Hangul,
            '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' => Self::Kana,
            '\u{2e80}'..='\u{2fdf}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}' => {
                Self::Han
            }
            _ => Self::Other,
        }
    }
    /// Short vowels are left out.
    #[must_use]
    pub const fn leaves_vowels_out(self) -> bool {
        matches!(self, Self::Arabic | Self::Hebrew)
    }
}
