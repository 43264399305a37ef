//! SQL texts with a name.

/// One SQL text that both engines accept, with `$1`, `$2` … for its parameters. Made by [`sql!`](crate::sql!).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sql {
    /// The name of the constant: the question that it answers.
    pub name: &'static str,
    /// The text as PostgreSQL reads it.
    pub text: &'static str,
    /// The same text as SQLite reads it: `?1` for `$1`.
    pub lite: &'static str,
}

/// `$` before a digit becomes `?`: SQLite numbers `?1` but names `$1`. Same length, so it can be done by the compiler.
#[must_use]
pub const fn to_question_marks<const N: usize>(text: &str) -> [u8; N] {
    let from = text.as_bytes();
    let mut to = [0u8; N];
    let mut i = 0;
    #[allow(clippy::indexing_slicing, reason = "both are N long, and the compiler runs this")]
    while i < N {
        to[i] = if from[i] == b'$' && i + 1 < N && from[i + 1].is_ascii_digit() { b'?' } else { from[i] };
        i += 1;
    }
    to
}

/// Declares named SQL texts, and `ALL`, the list of them, so that a test can prepare each on both engines.
///
/// ```
/// store::sql! {
///     /// How far a listener has read.
///     pub CURSOR_OF = "SELECT pos FROM cursor WHERE name = $1";
/// }
/// assert_eq!(CURSOR_OF.lite, "SELECT pos FROM cursor WHERE name = ?1");
/// assert_eq!(ALL.len(), 1);
/// ```
#[macro_export]
macro_rules! sql {
    ($($(#[$doc:meta])* $vis:vis $name:ident = $text:expr;)*) => {
        $($(#[$doc])* $vis const $name: $crate::Sql = {
            const TEXT: &str = $text;
            const LITE: [u8; TEXT.len()] = $crate::to_question_marks::<{ TEXT.len() }>(TEXT);
            $crate::Sql {
                name: stringify!($name),
                text: TEXT,
                lite: match std::str::from_utf8(&LITE) { Ok(s) => s, Err(_) => panic!("not UTF-8") },
            }
        };)*
        /// Every SQL text of this module.
        pub const ALL: &[$crate::Sql] = &[$($name),*];
    };
}

/// A list of parameters: anything that turns into a [`Value`](crate::Value).
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { vec![$($crate::Value::from($value)),*] };
}
