//! In which words somebody is told what was ruled: pure.

/// Every word in the keys of the texts of rulings: the verdicts.
pub const WORDS: [&str; 3] = ["true", "false", "misleading"];

/// The word as it stands in the store, as one of ours.
#[must_use]
pub fn word(text: &str) -> Option<&'static str> {
    WORDS.into_iter().find(|w| *w == text)
}
