//! How the rules say no: a status, a word for machines, the values for the sentence, and the field that it is about.

use std::fmt;

/// A value put into the translated sentence of a refusal.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// A number.
    Number(f64),
    /// A text that is safe to show (never a name, a contact or a message).
    Text(String),
}

impl From<f64> for Arg {
    fn from(n: f64) -> Self {
        Self::Number(n)
    }
}
impl From<&str> for Arg {
    fn from(t: &str) -> Self {
        Self::Text(t.to_owned())
    }
}
impl From<String> for Arg {
    fn from(t: String) -> Self {
        Self::Text(t)
    }
}

/// A "no" with its exact HTTP status and the key of its sentence in `locales/`: `refusal-{code}` says what is wrong,
/// `refusal-{code}-next` what to do next.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// HTTP status (4xx).
    pub status: u16,
    /// Stable word, such as `zone-not-closed`.
    pub code: &'static str,
    /// The field of the form or body that it is about, as a name or a JSON pointer; empty when it is about the whole.
    pub field: &'static str,
    /// Values for the sentence.
    pub args: Vec<(&'static str, Arg)>,
}

impl Refusal {
    /// A refusal about the whole request.
    #[must_use]
    pub const fn new(status: u16, code: &'static str) -> Self {
        Self { status, code, field: "", args: Vec::new() }
    }
    /// The same, about one field.
    #[must_use]
    pub const fn at(mut self, field: &'static str) -> Self {
        self.field = field;
        self
    }
    /// The same, with a value for its sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}
impl std::error::Error for Refusal {}

/// A room's closed list of refusals turns into the one that is answered.
pub trait Refuse {
    /// Its status, word, field and values.
    fn refusal(&self) -> Refusal;
}
