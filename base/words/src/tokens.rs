//! Words and numbers, with what stands between them.

use std::ops::Range;

use crate::fold::Folded;

/// A run of letters or a run of digits of a folded text: "22h30" is three.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The letters, folded, or the digits.
    pub text: String,
    /// What stands between the token before and this one, folded.
    pub gap: String,
    /// Whether it is digits.
    pub number: bool,
    /// Whether it was typed with a capital first.
    pub upper: bool,
    /// Where it stands in the text as it was typed, in bytes.
    pub span: Range<usize>,
    /// Where it stands in the folded text.
    pub(crate) at: Range<usize>,
}

impl Token {
    /// Whether nothing stands between the token before and this one.
    #[must_use]
    pub fn joined(&self) -> bool {
        self.gap.is_empty()
    }
    /// Its value, if it is a number of at most six digits.
    #[must_use]
    pub fn value(&self) -> Option<u32> {
        if self.number && self.text.len() <= 6 { self.text.parse().ok() } else { None }
    }
    /// Whether it is a word of this list.
    #[must_use]
    pub fn is(&self, list: &[&str]) -> bool {
        !self.number && list.contains(&self.text.as_str())
    }
}

/// The words and numbers of a text.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// In order.
    pub all: Vec<Token>,
    /// What stands after the last of them, folded.
    pub rest: String,
    /// Whether most letters are capitals, so that they mark no names.
    pub shouts: bool,
}

impl Tokens {
    /// Of a text as it was typed.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::cut(&Folded::of(text, &[]))
    }
    pub(crate) fn cut(folded: &Folded) -> Self {
        let text = folded.text();
        let mut tokens = Self { shouts: folded.shouts(), ..Self::default() };
        let mut end = 0;
        let mut begun: Option<(usize, bool)> = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            let sort = if c.is_ascii_digit() { Some(true) } else { c.is_alphabetic().then_some(false) };
            if let Some((start, number)) = begun
                && sort != Some(number)
            {
                tokens.all.push(Token {
                    text: folded.get(start..at).to_owned(),
                    gap: folded.get(end..start).to_owned(),
                    number,
                    upper: folded.upper(start),
                    span: folded.source(&(start..at)).unwrap_or_default(),
                    at: start..at,
                });
                end = at;
                begun = None;
            }
            if begun.is_none() {
                begun = sort.map(|number| (at, number));
            }
        }
        tokens.rest = text.get(end..).unwrap_or_default().to_owned();
        tokens
    }
    /// The token at a place.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&Token> {
        self.all.get(at)
    }
    /// What follows the token at a place: the gap of the next, or the end.
    #[must_use]
    pub fn after(&self, at: usize) -> &str {
        self.all.get(at + 1).map_or(&self.rest, |next| &next.gap)
    }
    /// Whether the token was typed as a name is: with a capital, in a text that is not all capitals.
    #[must_use]
    pub fn named(&self, at: usize) -> bool {
        !self.shouts && self.all.get(at).is_some_and(|t| t.upper && !t.number)
    }
}
