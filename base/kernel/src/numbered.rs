//! Enumerations that have a number in the store and a word in the API.

/// An enumeration with a number for the store and a word for the API and forms. Numbers are never reused. Whoever writes one has
/// `Serialize`, `Deserialize` and `ToSchema` in scope.
#[macro_export]
macro_rules! numbered {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $n:literal, $word:literal;)+ }) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
        $(#[$doc])*
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant,)+ }
        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            /// Its number in the store.
            #[must_use]
            pub const fn number(self) -> i64 { match self { $(Self::$variant => $n,)+ } }
            /// The one of a number in the store.
            #[must_use]
            pub const fn of_number(n: i64) -> Option<Self> { match n { $($n => Some(Self::$variant),)+ _ => None } }
            /// Its word in the API and in forms.
            #[must_use]
            pub const fn word(self) -> &'static str { match self { $(Self::$variant => $word,)+ } }
            /// The one of a word.
            #[must_use]
            pub fn of_word(word: &str) -> Option<Self> { match word { $($word => Some(Self::$variant),)+ _ => None } }
        }
    };
}
